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
        bad = any(findings.get(case.name, {}).values())
        if bad and case.middle and outcome.trail:
            return _named(case, outcome.trail) or _between(case, outcome.trail)
    return None


def _named(case, trail):
    """A variable that has an intermediate's name, and another value."""
    last = {}
    for setting in trail:
        last[setting.name.casefold().replace("_", "")] = setting
    right = []
    for name, truth in case.middle.items():
        setting = last.get(name.casefold().replace("_", ""))
        if _any_equal(trail, truth):
            right.append(name)
        elif setting is not None and isinstance(setting.value, np.ndarray):
            spoilt = _spoilt(case, last, right)
            return _told(case, setting, name, truth, right, spoilt)
    return None


def _spoilt(case, last, right):
    """A sentence for each right array that was written over later."""
    said = ""
    for name in right:
        setting = last.get(name.casefold().replace("_", ""))
        if setting and setting.in_place:
            if not _equal(setting.value, case.middle[name]):
                said += f" {setting.name} has been changed in place in line "
                said += f"{setting.line}."
    return said


def _told(case, setting, name, truth, right, spoilt):
    where = f"line {setting.line}"
    if setting.text:
        where += f", {setting.text}"
    if setting.value.shape != np.shape(truth):
        seen = f"it has the shape {setting.value.shape}, expected "
        seen += f"{np.shape(truth)}"
        found = form(setting.name, setting.value, truth, case)
        cause = found.cause if found else ""
    else:
        found = relation(setting.name, setting.value, truth, case)
        if not found:
            return None
        seen = found.symptom.rstrip(".")
        cause = found.cause
    before = f" Before it, {_list(right)} {_be(right)} right." if right else ""
    return Finding(
        f"line:{name}",
        f"The first of your own arrays that is not right is {setting.name} "
        f"({where}): {seen}.{before}{spoilt}",
        cause,
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


def _equal(value, truth):
    if not isinstance(value, np.ndarray | float | int):
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
