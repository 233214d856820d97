"""3.6: where the learner's code asked f, and what that says of its step."""

import numpy as np

from ..plain import Opaque
from ..verdicts import Verdict

LONG, SHORT = 4e-5, 1e-6  # h / |x| beyond which an arm of the V is too high


def by_steps(cases, outcomes):
    """A mistake that the questions themselves show, or None."""
    points = [_points(outcome) for outcome in outcomes]
    numbers = all(isinstance(o.results[0], int | float) for o in outcomes)
    if not numbers or not all(points):
        return None
    x = [float(case.steps[0].args[1]) for case in cases]
    made = [float(outcome.results[0]) for outcome in outcomes]
    asked = [p for several in points for p in several]
    if all(map(_is_single, asked)):
        return Verdict(
            False,
            "f is asked only at numbers that float32 holds.",
            f"{SINGLE} Keep x and h as they are, in float64.",
            "float32",
        )
    if all(map(_is_single, made)):
        return Verdict(
            False,
            "The slopes are numbers that float32 holds.",
            f"{SINGLE} Return the quotient as it is, in float64.",
            "float32",
        )
    if all(map(_one_sided, points, x)):
        return Verdict(
            False,
            "You look to one side of x alone: f is asked at x itself and "
            "on one side of it.",
            "A one-sided quotient is off by about ½ |f''| h, and with no h "
            "does it reach 3e-9. Look to both sides, at x + h and x - h: "
            "then that term cancels.",
            "one-sided",
        )
    rises = [_rise(case, p) for case, p in zip(cases, points, strict=True)]
    for id, seen, why, value in DIVIDED:
        if all(
            abs(value(*rise) - slope) <= 1e-6 * abs(slope)
            for rise, slope in zip(rises, made, strict=True)
        ):
            return Verdict(False, seen, why, id)
    return None


SINGLE = (
    "float32 holds seven digits, and the difference of two values that are "
    "nearly equal loses most of them."
)
DIVIDED = (
    (
        "multiplied-by-h",
        "Each slope is half the rise, times h.",
        "/ 2 * h divides by 2 and then multiplies by h: write / (2 * h).",
        lambda rise, h: rise / 2 * h,
    ),
    (
        "rise-alone",
        "Each slope is the rise alone.",
        "A slope is the rise divided by the way, which is 2h from x - h to "
        "x + h.",
        lambda rise, h: rise,
    ),
    (
        "multiplied",
        "Each slope is the rise times 2h.",
        "A slope is the rise divided by the way: / (2 * h).",
        lambda rise, h: rise * 2 * h,
    ),
)


COMPLEX = Verdict(
    False,
    "f is asked at a complex number; it takes real numbers.",
    "The complex step subtracts nothing, so its h may be as small as you "
    "like. But a program that knows real numbers alone cannot be asked so. "
    "Measure with values of f at real numbers beside x.",
    "complex",
)


def asks_complex(outcome):
    """Was f asked at a number that has an imaginary part?"""
    return any(
        isinstance(p, Opaque) and "complex" in p.kind
        for p in outcome.asked.get("f", ())
    )


def of_the_steps(cases, outcomes):
    """What is to be said of h, where two points are asked; or ""."""
    shares, steps = [], []
    for case, outcome in zip(cases, outcomes, strict=True):
        points, x = _points(outcome), float(case.steps[0].args[1])
        if points and len(set(points)) == 1:
            return f"At x = {x:.3g} your step is so short that x + h is x."
        if len(set(points)) != 2:
            return ""
        steps.append((max(points) - min(points)) / 2)
        shares.append(steps[-1] / abs(x))
    low, high = min(shares), max(shares)
    if high < 1.01 * low:
        said = f"Your step is {low:.1e} times |x| at every x. "
        if low > LONG:
            return said + "That is too long: the curve bends on the way."
        if low < SHORT:
            return said + "That is too short: rounding spoils the rest."
        return ""
    if max(steps) < 1.01 * min(steps):
        said = f"Your step is {steps[0]:.1e} at every x. "
    else:
        said = "Your step is no fixed share of x. "
    return (
        f"{said}h / |x| goes from {low:.1e} to {high:.1e}: with one share "
        "for all x, the errors of all are alike."
    )


def _points(outcome):
    """The numbers at which f was asked, if all were numbers."""
    asked = outcome.asked.get("f")
    if not isinstance(asked, list):
        return []
    fine = all(isinstance(p, int | float) and np.isfinite(p) for p in asked)
    return [float(p) for p in asked] if fine else []


def _is_single(number):
    with np.errstate(all="ignore"):
        return float(np.float32(number)) == number


def _one_sided(points, x):
    """x itself, and others on one side of it?"""
    sides = {float(np.sign(p - x)) for p in points}
    return sides in ({0.0, 1.0}, {0.0, -1.0})


def _rise(case, points):
    f = case.steps[0].args[0].reply
    low, high = min(points), max(points)
    return f(high) - f(low), (high - low) / 2
