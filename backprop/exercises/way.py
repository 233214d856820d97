"""One case: the right intermediates, beside what the variables held.

An array is blamed if nothing that is made of it is right, and if it is not
the right one times a number that the results do not show: its 1/N may
stand in a later line.
"""

import numpy as np

from .holding import (
    groups,
    holder,
    is_number,
    looped,
    multiple,
    named,
    same_numbers,
    set_twice,
    there,
)
from .parts import parts_of


class Way:
    """there: the intermediates that a variable has held, by name.

    unseen: a name is set twice in one line, and its first value not seen.
    """

    def __init__(self, case, outcome, bad, cut=False):
        """bad: the results that are wrong. cut: the run was stopped."""
        self.case, self.trail, self.cut = case, outcome.trail, cut
        self.middle, self.bad = case.middle, bad
        self.expect = case.pairs[0][1]
        step = case.steps[0]
        named_args = zip(step.inputs, step.args, strict=False)
        self.unseen = any(map(set_twice, self.trail))
        self.asked = dict(named_args)
        self.given = {k: v for k, v in self.asked.items() if is_number(v)}
        parts = {} if cut else parts_of(outcome.results[0], self.expect)
        self.parts = parts or {}
        self.factors = {
            multiple(part, self.expect[name])
            for name, part in self.parts.items()
            if name in bad
        }
        self.there = [
            name
            for name, value in case.middle.items()
            if there(self.trail, value, cut)
        ]

    def to_blame(self):
        """(name, Setting, its value, what it should be), or None."""
        scale, names = 1.0, list(self.middle)
        for k, name in enumerate(names):
            setting = named(self.trail, name)
            if not setting or self._right(name, setting):
                continue
            if not is_number(setting.value):
                continue
            value, truth = setting.value, self.middle[name]
            rows = looped(self.trail, setting.name, truth, self.cut)
            value = rows[-1] if rows and len(rows[-1]) > 1 else value
            if not self.cut and same_numbers(value, truth):
                continue  # s for s[:, None]: what reads it may know
            if self._may_be_meant(setting, value, name, names[k + 1 :]):
                continue
            if name.startswith("d"):  # the way back is linear
                truth = scale * truth
                c = multiple(value, truth)
                if c is not None and not self._shows(c * scale):
                    scale *= c
                    continue
            return name, setting, value, truth
        return None

    def _right(self, name, setting):
        """Is it there, and not spoilt by a later variable of its name?"""
        if name not in self.there:
            return False
        held = holder(self.trail, self.middle[name], self.cut)
        later = self.trail.index(held) < self.trail.index(setting)
        own = there(
            [s for s in self.trail if s.name == setting.name],
            self.middle[name],
            self.cut,
        )
        return own or setting.name != name or not later

    def serves(self, name):
        """Is some result right that is made of this intermediate?"""
        fed = self.case.feeds.get(name, ())
        return not self.cut and any(result not in self.bad for result in fed)

    def _shows(self, scale):
        """Is a wrong result that many times what it should be?"""
        return any(c and abs(c / scale - 1) < 1e-4 for c in self.factors)

    def _may_be_meant(self, setting, value, name, after):
        """May it be right as it is, with another meaning?"""
        truth = self.middle[name]
        if self.serves(name):
            return True
        if np.shape(value) != np.shape(truth):
            a_row = np.size(value) * len(np.atleast_1d(truth)) == truth.size
            whole = any(len(groups(self.trail, n)) == 1 for n in self.there)
            if setting.name != name or (a_row and self.cut and not whole):
                return True
            if len(groups(self.trail, setting.name)) > 1:
                return True
        later = [self.middle[other] for other in after]
        return any(
            multiple(state.value, right) is not None
            for state in groups(self.trail, setting.name)[-1]
            for right in (*later, *self.expect.values())
            if np.shape(right) == np.shape(truth) != ()
        )

    def unknown_before(self, setting):
        """Was an array set before it that may be wrong for all we know?"""
        known = [*self.middle.values(), *self.expect.values()]
        known += self.given.values()
        return any(
            isinstance(own.value, np.ndarray)
            and own.value.size > 1
            and own.name not in (setting.name, *self.given)
            and len(groups(self.trail, own.name)) == 1
            and all(multiple(own.value, right) is None for right in known)
            for own in self.trail[: self.trail.index(setting)]
        )
