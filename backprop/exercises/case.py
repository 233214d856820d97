"""A case: what is asked of an answer, and, apart from it, what is right.

`run` sees what is asked alone, so that it can work where no truth is; the
judge has both.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from .inputs import same


@dataclass(frozen=True, eq=False)
class Step:
    """One thing done with the learner's answer.

    do: "value" takes the answer as it is, "call" calls it, "new" calls it
    and keeps the result, and any other word is a method of what was kept.
    inputs: the names of the arguments, for messages.
    of: which of the kept objects is made, or meant.
    ways: what is called is an operation of the tape: it gets all arguments
    but the last, which is dY and goes to the backward functions it
    returns. Here are the names of these, () for any other function.
    """

    do: str
    args: tuple = ()
    inputs: tuple = ()
    of: int = 0
    ways: tuple = ()


@dataclass(frozen=True, eq=False)
class Question:
    """An argument that is a function, answered where the truth is.

    The learner's code gets a plain function that passes its argument on,
    and what it asked is written down. most: after so many questions the
    loop is taken for one that does not end.
    """

    name: str
    reply: Callable
    most: int = 10_000


@dataclass(frozen=True, eq=False)
class Asked:
    """Steps in order on inputs of one size.

    watch: the learner's own variables are written down as they are set.
    """

    name: str
    steps: tuple
    watch: bool = False


@dataclass(frozen=True, eq=False)
class Case:
    """What is asked, and what is known of the right results.

    expect: for each step the results by name, in order, or nothing to
    compare. With one name the result itself is meant; with more, a tuple,
    list or dict of them; keyed: a dict alone.
    sizes: {"the number of rows": 5}, which a constant factor may be.
    factors: {"the slope of tanh at Z": array}, which may be missing from
    a result of that shape, or be one too many.
    others: {"the mean over the rows": array}, which a result may be.
    masks: {"Z is positive": array}, where alone a result may be right.
    middle: {"dZ1": array}, right intermediates in the order of the way.
    feeds: {"dZ1": ("dW1", "db1")}, the results that are made of each.
    places: {"measured": "ABCDE"}, what the task calls the entries of a list.
    tolerance: the largest difference, in units of the largest entry.
    close: the largest difference itself, in place of tolerance; or None.
    special: in what it differs from the cases before it, which an exception
    here and not there may come from.
    near: what to say of numbers that all but agree; or nothing.
    typed: the answer is typed in, so the right number is not shown.
    """

    asked: Asked
    expect: tuple
    sizes: dict = field(default_factory=dict)
    factors: dict = field(default_factory=dict)
    others: dict = field(default_factory=dict)
    masks: dict = field(default_factory=dict)
    middle: dict = field(default_factory=dict)
    feeds: dict = field(default_factory=dict)
    places: dict = field(default_factory=dict)
    tolerance: float = 1e-5
    close: float | None = None
    special: str = ""
    near: str = ""
    typed: bool = False
    keyed: bool = False

    @property
    def name(self):
        return self.asked.name

    @property
    def steps(self):
        return self.asked.steps

    @property
    def arrays(self):
        """The arrays that go in, come out, or lie between."""
        known = [arg for step in self.steps for arg in step.args]
        known += [part for expect in self.expect for part in expect.values()]
        known += self.middle.values()
        return [array for array in known if isinstance(array, np.ndarray)]

    @property
    def pairs(self):
        """(step, the results expected of it), for the steps with some."""
        both = zip(self.asked.steps, self.expect, strict=True)
        return [(step, expect) for step, expect in both if expect]

    def call(self, k):
        """Which call step k is: "a second backward (call 4 of 7)"."""
        number = f"call {k + 1} of {len(self.steps)}"
        name = next(iter(self.expect[k]), "")
        _, again, what = name.partition(" of a second ")
        if not again:
            return number
        return f"a second {what}" + f" ({number})" * (what != "call")


AGAIN = ", with other numbers"


def once_more(made, other):
    """The first case that `other` has too, with other numbers; or none.

    A function that remembers a call by the sizes of its arguments is right
    in every case but this one.
    """
    for first, second in zip(made, other, strict=False):
        if first.name == second.name and not _same_args(first, second):
            name = first.name + AGAIN
            return [replace(second, asked=replace(second.asked, name=name))]
    return []


def _same_args(first, second):
    pairs = zip(first.steps, second.steps, strict=True)
    return all(same(one.args, other.args) for one, other in pairs)


def step(do, args=(), expect=None, inputs=(), of=0, ways=()):
    """(what is asked in one step, the right results of it)."""
    asked = Step(do, tuple(args), tuple(inputs), of, ways)
    return asked, dict(expect or {})


def case(name, steps, **known):
    """The Case of such pairs, and of what is known besides."""
    steps = tuple(steps)
    asked = Asked(
        name,
        tuple(asked for asked, _ in steps),
        watch=bool(known.get("middle")),
    )
    return Case(asked, tuple(right for _, right in steps), **known)
