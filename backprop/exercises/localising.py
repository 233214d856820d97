"""Which of the learner's own lines is the first to be wrong?

Sees what was written down of the run, and the right intermediates.
"""

from dataclasses import replace

import numpy as np

from ..checking.relations import relation
from .chance import size_meant
from .forms import Finding, form
from .holding import (
    equal,
    groups,
    holder,
    multiple,
    named,
    one_row,
    spoilt,
    twins,
)
from .reused import OVER, reused
from .way import Way

ONE_ROW = (
    "Is return inside the loop, so that it ends after one round? Without a "
    "loop, all rows go through the net at once."
)


def first_wrong_line(cases, outcomes, findings, chain=None):
    """The Finding that names a line of the learner's code, or None."""
    for case, outcome in zip(cases, outcomes, strict=False):
        bad = [name for name, f in findings.get(case.name, {}).items() if f]
        if bad and case.middle:
            way = Way(case, outcome, bad)
            if _sized_by_chance(way, cases, outcomes):
                way.case = replace(case, sizes={})
            wrong = _wrong(way)
            if wrong and (wrong.cause == OVER or wrong.name[:5] == "twins"):
                return wrong
            return reused(way, chain) or wrong or _missing(way) or _behind(way)
    return None


def _sized_by_chance(way, cases, outcomes):
    """Is the factor of a variable a size in this case, and not in each?"""
    blamed = way.to_blame()
    if not blamed:
        return False
    name, setting, value, truth = blamed
    if np.shape(value) != np.shape(truth):
        return False
    found = relation(setting.name, value, truth, way.case)
    for case, outcome in zip(cases, outcomes, strict=True):
        own = named(outcome.trail, setting.name)
        c = own and multiple(own.value, case.middle[name])
        wanted = size_meant(found, case.sizes)
        if c and wanted and abs(c - wanted) > 1e-4 * abs(c):
            return True
    return False


def before_the_exception(cases, outcomes):
    """The Finding on a variable that was wrong before it raised, or None."""
    for case, outcome in zip(cases, outcomes, strict=False):
        if outcome.kind == "raised" and case.middle:
            return _wrong(Way(case, outcome, (), cut=True))
    return None


def _wrong(way):
    """A variable that has an intermediate's name, and another value."""
    blamed = way.to_blame()
    if not blamed:
        return None
    name, setting, value, truth = blamed
    states = groups(way.trail, setting.name)[-1]
    where, cause = _place(setting), ""
    row = one_row(value, truth)
    if row is not None:
        seen = f"it holds row {row} of {len(truth)}, and no other"
        cause = ONE_ROW
    elif np.shape(value) != np.shape(truth):
        seen = f"it has the shape {np.shape(value)}, expected "
        seen += f"{np.shape(truth)}"
        found = form(setting.name, value, truth, way.case)
        cause = found.cause if found else ""
    elif len(states) > 1 and value is setting.value and not way.unseen:
        lines = [*dict.fromkeys(str(state.line) for state in states[1:])]
        where = f"line {states[0].line}, changed in line"
        where += "s" * (len(lines) > 1) + f" {_list(lines)}"
        seen = "in no line it has the right numbers"
    else:
        found = relation(setting.name, value, truth, way.case)
        if not found:
            return None
        seen, cause = found.symptom.rstrip("."), found.cause
    said, over = _said(way, blamed, where, seen)
    both = twins(states[-1]) if len(states) > 1 else ""
    kind = "twins" if both else "line"
    cause = OVER if over else cause
    return Finding(f"{kind}:{name}", said + over + both, cause)


def _said(way, blamed, where, seen):
    """(the sentences on what is wrong, those on what was written over)."""
    name, setting, value, _ = blamed
    states = groups(way.trail, setting.name)[-1]
    names = list(way.middle)
    right = [n for n in names[: names.index(name)] if n in way.there]
    if way.unseen or way.unknown_before(states[0]):
        said = f"{setting.name} ({where}) is not right: {seen}."
    else:
        kind = "arrays" if isinstance(value, np.ndarray) else "values"
        said = f"The first of your own {kind} that is not right is "
        said += f"{setting.name} ({where}): {seen}."
    if right:
        said += f" Before it, {_list(right)} {_be(right)} right."
    used = {n: way.middle[n] for n in right}
    later = way.middle.values()
    return said, spoilt(way.trail, used, way.given, setting, later)


def _missing(way):
    """The last intermediate that is there, and the first that is not."""
    names = list(way.middle)
    if way.unseen:
        return None
    if not way.there:
        if (
            len(names) < 3
            or named(way.trail, names[0])
            or (names[0] in way.expect)
        ):
            return None
        seen = f"The first step on the way is {names[0]}, and no variable of "
        return _unseen(names[0], seen + "yours has its numbers.")
    last = way.there[-1]
    if last == names[-1]:
        return None
    first = names[names.index(last) + 1]
    if named(way.trail, first) or way.serves(first) or first in way.expect:
        return None  # it may be meant as it is
    setting = holder(way.trail, way.middle[last])
    return _unseen(
        first,
        f"Up to {last} all is there, as {setting.name} in line "
        f"{setting.line}. What should be {first} comes next, and no variable "
        "of yours has its numbers.",
    )


def _unseen(name, seen):
    cause = f"Give {name} a line and a name of its own, and check once more."
    return Finding(f"line:{name}", seen, cause)


def _behind(way):
    """All intermediates are right: it happens between them and a result."""
    if way.there[-1:] != list(way.middle)[-1:]:
        return None
    result = way.bad[0]
    setting = named(way.trail, result)
    where = f" ({_place(setting)})" if setting else ""
    if setting and equal(setting.value, way.expect[result]):
        where, setting = ", as you return it,", None
    used = {n: way.middle[n] for n in way.there}
    later = [*used.values(), *way.expect.values()]
    said = f"{_list(way.there)} {_be(way.there)} right; {result}{where} is "
    over = spoilt(way.trail, used, way.given, setting, later)
    return Finding(f"line:{result}", f"{said}not.{over}", OVER * bool(over))


def _place(setting):
    said = f"line {setting.line}"
    return f"{said}, {setting.text}" if setting.text else said


def _list(names):
    if len(names) == 1:
        return names[0]
    return ", ".join(names[:-1]) + " and " + names[-1]


def _be(names):
    return "is" if len(names) == 1 else "are"
