"""3.6: what is seen of slopes that were measured at x of many sizes."""

import numpy as np

from ..forms import form
from ..plain import Opaque
from ..verdicts import Verdict
from .steps import COMPLEX, asks_complex, by_steps, of_the_steps

ASKED = 3e-9  # of the slope


def judge(cases, outcomes):
    """Which sizes of x are measured badly, and how badly; or None."""
    if len(outcomes) < len(cases) or any(o.changed for o in outcomes):
        return None
    if any(map(asks_complex, outcomes)):
        return COMPLEX
    ratios = [_ratio(*pair) for pair in zip(cases, outcomes, strict=True)]
    if None in ratios:
        return None
    ratios = np.array(ratios)
    real = np.isfinite(ratios)
    errors = np.where(real, np.abs(ratios - 1), -1.0)
    bad = (errors > ASKED) | ~real
    if not real.any() or not bad.any():
        return None
    if real.all() and np.ptp(ratios) < 1e-4 < errors.max():
        return None  # one factor for all
    found = _no_difference(cases, outcomes, ratios, bad)
    if found:
        return found
    found = by_steps(cases, outcomes)
    if found:
        return found
    worst = int(errors.argmax())
    seen = f"{bad.sum()} of {len(cases)} slopes are off by more than "
    seen += f"{ASKED:g} of their size. "
    if not real.all():
        k = int((~real).argmax())
        seen += f"The slope of {cases[k].name} is no real number. "
    if errors[worst] > ASKED:
        seen += f"The worst, of {cases[worst].name}, is off by "
        seen += f"{errors[worst]:.1g} of its size."
    x = np.array([abs(case.steps[0].args[1]) for case in cases])
    why = f"{_why(x, bad)} {of_the_steps(cases, outcomes)}".strip()
    return Verdict(False, seen.strip(), why or PRINT, "not-precise")


PRINT = (
    "Too long a step truncates, too short a step rounds. Print h / |x| for "
    "each x, and the error beside it, as in the chapter's V."
)


def _no_difference(cases, outcomes, ratios, bad):
    """An answer that never asks f, or loses the sign; or None."""
    if not all(outcome.questions.get("f") for outcome in outcomes):
        return Verdict(
            False,
            "f is never called, and f may be any function.",
            "Measure: the slope is made of values of f beside x. A formula "
            "for one derivative is right for one f alone.",
            "f-unused",
        )
    if np.all(np.abs(ratios[bad] + 1) <= ASKED):
        k = int(bad.argmax())
        return Verdict(
            False,
            f"{bad.sum()} of {len(cases)} slopes have the wrong sign, and "
            f"else are right: that of {cases[k].name} for one.",
            "A slope may be negative. abs belongs to the step, not to the "
            "rise or to the result.",
            "sign-lost",
        )
    return None


def _ratio(case, outcome):
    """Of slope and true slope; NaN if it is not real, None if no number."""
    if outcome.kind or len(outcome.results) != 1:
        return None
    (truth,), (slope,) = case.expect[0].values(), outcome.results
    if isinstance(slope, Opaque) and "complex" in slope.kind:
        return np.nan  # a root of x - h < 0
    if form("slope", slope, truth, case):
        return None
    return float(slope) / truth


def _why(x, bad):
    if not bad.all() and x[bad].max() < x[~bad].min():
        return (
            "The small x are measured badly, the larger ones well. A step "
            "too long for a small x does that: truncation."
        )
    if not bad.all() and x[bad].min() > x[~bad].max():
        return (
            "The large x are measured badly, the smaller ones well. A step "
            "too short for a large x does that: rounding."
        )
    return ""
