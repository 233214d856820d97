"""Which of the learner's own lines is the first to be wrong?

Sees what was written down of the run, and the right intermediates.
"""

import numpy as np

from ..checking.relations import agrees, relation
from .forms import Finding, form

SAME = 1e-5


def first_wrong_line(cases, outcomes, findings):
    """The Finding that names a line of the learner's code, or None."""
    for case, outcome in zip(cases, outcomes, strict=False):
        bad = [name for name, f in findings.get(case.name, {}).items() if f]
        if bad and case.middle and outcome.trail:
            return (
                _named(case, outcome.trail)
                or _between(case, outcome.trail)
                or _behind(case, outcome.trail, bad[0])
            )
    return None


def before_the_exception(cases, outcomes):
    """The Finding on a variable that was wrong before it raised, or None."""
    for case, outcome in zip(cases, outcomes, strict=False):
        if outcome.kind == "raised":
            return _named(case, outcome.trail)
    return None


def slips_not_made(exercise, cases, outcomes):
    """The ids of slips in lines whose own variable is right in every case.

    If not all behind it has a name, it may be used as the slip would.
    """
    if not exercise.chain:
        return set()
    pairs = [p for p in zip(cases, outcomes, strict=False) if p[0].middle]
    right = [_right_lines(case, outcome.trail) for case, outcome in pairs]
    lines = set.intersection(*right) if right else set()
    return {slip.id for slip in exercise.chain.slips if slip.line in lines}


def _right_lines(case, trail):
    """The intermediates that are right by name, if what follows has names."""
    last = _last(trail)
    own = [n for n in case.middle if _bare(n) in last]
    right = {n for n in own if _equal(last[_bare(n)].value, case.middle[n])}
    results = all(_bare(name) in last for name in case.pairs[0][1])
    wrong = any(not _any_equal(trail, case.middle[n]) for n in own)
    return right if results or wrong else set()


def _last(trail):
    return {_bare(setting.name): setting for setting in trail}


def _bare(name):
    return name.casefold().replace("_", "")


def _named(case, trail):
    """A variable that has an intermediate's name, and another value."""
    last, right = _last(trail), []
    for name, truth in case.middle.items():
        setting = last.get(_bare(name))
        if _any_equal(trail, truth):
            right.append(name)
        elif setting is not None and _is_number(setting.value):
            spoilt = _spoilt(case, last, right)
            return _told(case, setting, name, truth, right, spoilt)
    return None


def _spoilt(case, last, right):
    """A sentence for each right array that was written over later."""
    said = ""
    for name in right:
        setting = last.get(_bare(name))
        if setting and setting.in_place:
            if not _equal(setting.value, case.middle[name]):
                said += f" {setting.name} has been changed in place in line "
                said += f"{setting.line}."
    return said


def _told(case, setting, name, truth, right, spoilt):
    where = _place(setting)
    shape = np.shape(setting.value)
    if shape != np.shape(truth):
        seen = f"it has the shape {shape}, expected {np.shape(truth)}"
        found = form(setting.name, setting.value, truth, case)
        cause = found.cause if found else ""
    else:
        found = relation(setting.name, setting.value, truth, case)
        if not found:
            return None
        seen = found.symptom.rstrip(".")
        cause = found.cause
    kind = "arrays" if isinstance(setting.value, np.ndarray) else "values"
    before = f" Before it, {_list(right)} {_be(right)} right." if right else ""
    return Finding(
        f"line:{name}",
        f"The first of your own {kind} that is not right is {setting.name} "
        f"({where}): {seen}.{before}{spoilt}",
        cause,
    )


def _place(setting):
    said = f"line {setting.line}"
    return f"{said}, {setting.text}" if setting.text else said


def _behind(case, trail, result):
    """The last intermediate is right: it happens on the way to the result."""
    names = [n for n, truth in case.middle.items() if _any_equal(trail, truth)]
    if names[-1:] != list(case.middle)[-1:]:
        return None
    setting = _last(trail).get(_bare(result))
    where = f" ({_place(setting)})" if setting else ""
    if setting and _equal(setting.value, case.pairs[0][1][result]):
        where = ", as you return it,"
    return Finding(
        f"line:{result}",
        f"{_list(names)} {_be(names)} right; {result}{where} is not.",
    )


def _between(case, trail):
    """The last intermediate that is there, and the first that is not."""
    there = [n for n, truth in case.middle.items() if _any_equal(trail, truth)]
    names = list(case.middle)
    if not there or there[-1] == names[-1]:
        return None
    first = names[names.index(there[-1]) + 1]
    setting = next(
        s for s in reversed(trail) if _equal(s.value, case.middle[there[-1]])
    )
    return Finding(
        f"line:{first}",
        f"Up to {there[-1]} all is there, as {setting.name} in line "
        f"{setting.line}. What should be {first} comes next, and no variable "
        "of yours has its numbers.",
        f"Give {first} a line and a name of its own, and check once more.",
    )


def _any_equal(trail, truth):
    return any(_equal(setting.value, truth) for setting in trail)


def _is_number(value):
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "fiub"
    return isinstance(value, float | int) and not isinstance(value, bool)


def _equal(value, truth):
    if not _is_number(value):
        return False
    if np.shape(value) != np.shape(truth):
        return False
    with np.errstate(all="ignore"):
        return agrees(np.asarray(value, float), np.asarray(truth), SAME)


def _list(names):
    if len(names) == 1:
        return names[0]
    return ", ".join(names[:-1]) + " and " + names[-1]


def _be(names):
    return "is" if len(names) == 1 else "are"
