"""A result that is the right one times something: a number, or an array."""

from dataclasses import dataclass
from math import isclose

import numpy as np

EXACT = 1e-6  # of the largest entry: how well a relation must hold


@dataclass(frozen=True)
class Finding:
    """What is seen of one result; `name` is the relation's own name."""

    name: str
    symptom: str
    cause: str = ""


def equal(a, b, loose=0.0):
    scale = np.max(np.abs(b), initial=0.0)
    gap = np.max(np.abs(a - b), initial=0.0)
    return bool(gap <= max(EXACT * (scale or 1.0), loose))


def constant(what, result, truth, case, loose):
    """result = c · truth, with one c for all entries."""
    square = float(np.vdot(truth, truth))
    if not square:
        return None
    if not np.any(result):
        everywhere = " everywhere" if truth.size > 1 else ""
        return Finding("zero", f"{what} is 0{everywhere}, and should not be.")
    c = float(np.vdot(result, truth)) / square
    if not c or not equal(result, c * truth, 0.0):
        return None
    if isclose(c, -1.0, rel_tol=EXACT):
        return Finding(
            "sign",
            f"{what} has the wrong sign"
            + (" everywhere." if truth.size > 1 else "."),
            "A minus is missing, or one too many.",
        )
    return _named_factor(what, c, truth, case)


def _named_factor(what, c, truth, case):
    sign = " and has the wrong sign" if c < 0 else ""
    # One number is some multiple of another: 2 and ½ would be guesses.
    names = {2.0: "2", 0.5: "½"} if truth.size > 2 else {}
    for name, size in case.sizes.items():
        names |= {float(size): f"{size}, {name}"}
        names |= {1.0 / size: f"1/{size}, one over {name}"}
    if truth.size > 2:
        names = _ratios(case.sizes) | names
    names.pop(1.0, None)
    for value, name in names.items():
        if isclose(abs(c), value, rel_tol=1e-5):
            many = "Every entry of it is" if truth.size > 1 else "It is"
            if " over " in name and not name.startswith("1/"):
                return Finding(
                    f"factor:{name}",
                    f"{what} is {abs(c):.6g} times what it should be{sign}.",
                    f"{many} multiplied by {name}. One of the two stands "
                    "where the other belongs.",
                )
            return Finding(
                f"factor:{name}",
                f"{what} is {abs(c):.6g} times what it should be{sign}.",
                f"{many} multiplied by {name}. " + _factor_cause(value, case),
            )
    if truth.size < 3:
        return None
    return Finding(
        "factor",
        f"{what} is {abs(c):.6g} times what it should be, in every entry"
        f"{sign and ',' + sign}.",
        "One number multiplies all of it. Which step of yours contains it?",
    )


def _ratios(sizes):
    """{a size over another: its name}."""
    return {
        a / b: f"{a}/{b}, {one} over {other}"
        for one, a in sizes.items()
        for other, b in sizes.items()
        if isinstance(a, int) and isinstance(b, int) and 1 < a != b > 1
    }


def _factor_cause(value, case):
    if value == 2.0:
        return "Is a ½ forgotten, or something counted twice?"
    if value == 0.5:
        return "Is a ½ too many, or the slope 2 of a square forgotten?"
    if value < 1:
        return "You take a mean, or divide by it, once too often."
    return "You sum where a mean belongs, or the division is missing."


def elementwise(what, result, truth, case, loose):
    """An elementwise factor is missing, too many, or another's."""
    factors = {}
    for name, factor in case.factors.items():
        try:
            factors[name] = np.broadcast_to(factor, truth.shape)
        except ValueError:
            continue
    for name, factor in factors.items():
        if equal(result, truth * factor, loose):
            return Finding(
                f"extra:{name}",
                f"{what} has a factor too many, a different one in each "
                "entry.",
                f"It is multiplied by {name}, which does not belong there.",
            )
        if equal(result * factor, truth, loose):
            return Finding(
                f"missing:{name}",
                f"{what} lacks a factor, a different one in each entry.",
                f"It should also be multiplied by {name}.",
            )
    for name, factor in factors.items():
        for other, wrong in factors.items():
            if name != other and equal(result * factor, truth * wrong, loose):
                return Finding(
                    f"instead:{name}",
                    f"{what} has a wrong factor, a different one in each "
                    "entry.",
                    f"It is multiplied by {other}, where {name} belongs.",
                )
    return None
