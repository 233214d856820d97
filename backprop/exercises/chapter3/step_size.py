"""3.6: a slope measured well, for an x of any size."""

import numpy as np

from ..case import Question, case, step
from ..forms import form
from ..plain import Opaque
from ..record import Exercise, Verdict, Wrong

ASKED = 3e-9  # of the slope


def _cube(x):
    return x * x * x


def _reciprocal(x):
    return 1 / x


def _root(x):
    return x**0.5


def cases(rng):
    def some(k, sign=1):
        return sign * round(float(rng.uniform(1.5, 9.0)), 2) * 10.0**k

    def at(name, f, slope, x):
        asked = (Question("f", f, most=1000), x)
        call = step("call", asked, {"slope": slope(x)}, ("f", "x"))
        return case(f"{name} at x = {x:.3g}", (call,), tolerance=ASKED)

    cube = ("x³", _cube, lambda x: 3 * x * x)
    reciprocal = ("1/x", _reciprocal, lambda x: -1 / x / x)
    root = ("√x", _root, lambda x: 0.5 / x**0.5)
    return [
        at(*reciprocal, some(-3)),
        at(*cube, some(6)),
        at(*root, some(0)),
        at(*cube, some(-6)),
        at(*cube, some(3, -1)),
        at(*reciprocal, some(5)),
        at(*root, some(-5)),
        at(*reciprocal, some(0, -1)),
    ]


def judge(cases, outcomes):
    """Which sizes of x are measured badly, and how badly; or None."""
    if len(outcomes) < len(cases) or any(o.changed for o in outcomes):
        return None
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
    return Verdict(False, seen.strip(), _why(x, bad), "not-precise")


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
    return (
        "Too long a step truncates, too short a step rounds. Print h / |x| "
        "for each x, and the error beside it, as in the chapter's V."
    )


def _central(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


def _fixed_step(f, x):
    return _central(f, x, 1e-5)


def _never_below_one(f, x):
    return _central(f, x, 1e-5 * max(1.0, abs(x)))


def _too_short(f, x):
    return _central(f, x, 1e-12 * abs(x))


def _too_long(f, x):
    return _central(f, x, 1e-3 * abs(x))


def _forward(f, x):
    h = 1e-5 * abs(x)
    return (f(x + h) - f(x)) / h


def _forward_short(f, x):
    h = 1e-8 * abs(x)
    return (f(x + h) - f(x)) / h


def _divided_by_h(f, x):
    h = 1e-5 * abs(x)
    return (f(x + h) - f(x - h)) / h


STEP_SIZE = Exercise(
    id="3.6",
    title="A step for every size",
    kind="build",
    objective="3e",
    points=3,
    minutes=15,
    takes="a function of (f, x) that returns the slope of f at x",
    section="03-chain-rule#Which h to use",
    cases=cases,
    judge=judge,
    mistakes=(
        Wrong(
            "fixed-step",
            _fixed_step,
            "A step of 1e-5 is long for an x of 1e-5 and short for an x of "
            "1e6. What counts is the step compared to x.",
        ),
        Wrong(
            "never-below-one",
            _never_below_one,
            "For large x your step grows with x. For small x it must shrink "
            "with x too; yours stops at 1e-5, as long as some x here.",
        ),
        Wrong(
            "too-short",
            _too_short,
            "Your step grows with x, but it is too short. The two values of "
            "f agree in most of their digits, and rounding spoils the rest.",
            section="03-chain-rule#Measuring a slope well",
        ),
        Wrong(
            "too-long",
            _too_long,
            "Your step grows with x, but it is too long. The curve bends on "
            "the way, and the error of that grows with the square of h.",
            section="03-chain-rule#Measuring a slope well",
        ),
        Wrong(
            "forward-difference",
            _forward,
            "The forward difference is off by about ½ |f''| h. The central "
            "one looks to both sides, and that term cancels.",
            section="03-chain-rule#Measuring a slope well",
        ),
        Wrong(
            "forward-difference-short",
            _forward_short,
            "1e-8 |x| is the best that a forward difference can do, about "
            "eight digits. The central one with a longer step has ten.",
            section="03-chain-rule#Measuring a slope well",
        ),
        Wrong(
            "divided-by-h",
            _divided_by_h,
            "From x - h to x + h it is 2h: divide the rise by 2h.",
            "Every slope is 2 times what it should be.",
            section="03-chain-rule#Measuring a slope well",
        ),
    ),
)
