"""A computation line by line, and the slips that people make in each line.

A Chain is a right program, written as named lines. A Slip replaces one
line. So mistakes need not be written out one by one: each slip is a wrong
answer, and so is each pair of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from types import SimpleNamespace

import numpy as np


@dataclass(frozen=True, eq=False)
class Slip:
    """What people write in one line in place of the right rule.

    rule: a function of the values so far. cause: what to tell them.
    hides: numbers may be drawn for which it makes no difference.
    """

    line: str
    id: str
    rule: Callable
    cause: str
    hides: bool = False


@dataclass(frozen=True, eq=False)
class Chain:
    """lines: {name: a function of the values so far}, in order.

    inputs: the arguments' names, where it is called by place.
    gives: the names of the results. shows: the intermediates by which the
    first wrong line is found. upstream: where the answer is an operation of
    the tape, the name of what its backward functions get; the first result
    is then its value. sections: {line: where it is explained}, if not where
    the exercise says.
    """

    lines: dict
    gives: tuple
    slips: tuple
    inputs: tuple = ()
    shows: tuple = ()
    upstream: str = ""
    sections: dict = field(default_factory=dict)

    def values(self, given, slips=()):
        """{name: value} of every line, with these slips made."""
        v = SimpleNamespace(**given)
        made = {slip.line: slip.rule for slip in slips}
        for name, rule in self.lines.items():
            setattr(v, name, made.get(name, rule)(v))
        return vars(v)

    def answer(self, *slips):
        """The answer of one who makes these slips: a function."""

        def answer(*args, **numbers):
            given = dict(zip(self.inputs, args, strict=False)) | numbers
            return self.results(given, slips)

        return self._operation(slips) if self.upstream else answer

    def slipped(self, *ids):
        """The answer of one who makes the slips of these ids."""
        slips = {slip.id: slip for slip in self.slips}
        return self.answer(*(slips[id] for id in ids))

    def results(self, given, slips=()):
        """All results for these numbers, one alone without its tuple."""
        found = self.values(given, slips)
        results = tuple(found[name] for name in self.gives)
        return results if len(results) > 1 else results[0]

    def given(self, args):
        """{name: argument}, dY among them for an operation of the tape."""
        upstream = (self.upstream,) if self.upstream else ()
        return dict(zip((*self.inputs, *upstream), args, strict=True))

    def _operation(self, slips):
        """The same as an operation: a value, and a function a way back."""
        first, *others = self.gives

        def operation(*args):
            given = dict(zip(self.inputs, args, strict=False))

            def found(name, dY):
                return self.values(given | {self.upstream: dY}, slips)[name]

            ways = [lambda dY, k=k: found(k, dY) for k in others]
            return found(first, 0.0), *ways

        return operation

    def middle(self, args):
        """{name: right value} of the intermediates, for these arguments."""
        found = self.values(self.given(args))
        return {name: found[name] for name in self.shows}

    def feeds(self, args):
        """{name: the results that move when this intermediate is moved}."""
        given = self.given(args)
        right, fed = self.values(given), {}
        for name in self.shows:
            moved = Slip(name, "", partial(_moved, self.lines[name]), "")
            found = self.values(given, (moved,))
            fed[name] = tuple(
                result
                for result in self.gives
                if not np.array_equal(found[result], right[result])
            )
        return fed


def _moved(rule, v):
    value = np.asarray(rule(v), dtype=float)
    return value + 0.01 * (1.0 + np.arange(value.size).reshape(value.shape))
