"""Claimed gradients against measured ones, array by array."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np

from ..validation import float_array, real, whole
from .relations import relation
from .report import GradientCheckError, Report
from .verdicts import Verdict, judge

EXAMPLES = "the number of examples"
MATCH = 1e-6  # of the largest entry: how well differences show a relation


def compare(terms, arrays, claimed, h, tolerance, *, sizes=(), notes=(),
            unchecked=None, known_to=None, entries=None,
            rng=None):  # fmt: skip
    """The Report on the claims; raises GradientCheckError if one is wrong.

    sizes: {"the number of rows": 5}, which a factor may be. entries: how
    many entries of each array are asked, drawn by rng; None asks all.
    known_to: {name: array}, how well a claim is known.
    """
    report = measured(terms, arrays, claimed, h, tolerance, sizes=sizes,
                      notes=notes, unchecked=unchecked, known_to=known_to,
                      entries=entries, rng=rng)  # fmt: skip
    return accuse(report)


def measured(terms, arrays, claimed, h, tolerance, *, sizes=(), notes=(),
             unchecked=None, known_to=None, entries=None, rng=None,
             several=None):  # fmt: skip
    """The Report on the claims, whatever it says.

    several: {name: a way to ask many entries at once}, as in `measure`.
    """
    h = real(h, "h", above=0.0)
    tolerance = real(tolerance, "tolerance", above=0.0)
    if entries is not None:
        entries = whole(entries, "entries")
    report = Report({}, tolerance, notes, unchecked)
    claims = {name: fitted(name, claimed[name], x, report)
              for name, x in arrays.items()}  # fmt: skip
    for name, x in arrays.items():
        claim = claims[name]
        if claim.shape != x.shape:
            report[name] = misshapen(name, claim, arrays)
            continue
        chosen = chosen_of(x, entries, rng)
        v = judge(terms, x, claim, h, tolerance,
                  known_to=(known_to or {}).get(name, 0.0),
                  chosen=chosen,
                  several=(several or {}).get(name))  # fmt: skip
        if v.verdict == "wrong":
            v = replace(v, says=related(v, dict(sizes)))
        report[name] = v
    return report


def chosen_of(x, entries, rng=None):
    """The flat indices of `entries` entries of x, or None for all."""
    if entries is None or entries >= x.size:
        return None
    draw = rng or np.random.default_rng(0)
    return np.sort(draw.choice(x.size, entries, replace=False))


def accuse(report):
    """The report; raises GradientCheckError for its first wrong array."""
    for name, v in report.items():
        if v.verdict == "wrong" and not v.of:
            raise GradientCheckError(
                f"the gradient of {name} has the wrong shape: {v.says}\n"
                f"{report}",
                report,
            )
        if v.verdict == "wrong" and v.elsewhere:
            raise GradientCheckError(
                f"the gradient of {name} is wrong once the parameters are "
                f"moved at random:\nalong one direction backward gives "
                f"{v.claimed:.8g}, finite differences give "
                f"{v.measured:.8g}\n{report}",
                report,
            )
        if v.verdict == "wrong":
            raise GradientCheckError(
                f"the gradient of {name} is wrong at index {v.index}:\n"
                f"backward gives {v.claimed:.8g}, finite differences give "
                f"{v.measured:.8g}{_hint(v)}\n{report}",
                report,
            )
    return report


def fitted(name, claim, x, report):
    """The claim as a float array; (n,) for (1, n) is laid out, and said."""
    claim = float_array(claim, f"the gradient of {name}").copy()
    plain = [n for n in x.shape if n != 1]
    if claim.shape != x.shape and plain == [n for n in claim.shape if n != 1]:
        report.notes.append(
            f"the gradient of {name} has shape {claim.shape}, and {name} "
            f"{x.shape}: the numbers were compared in {name}'s shape"
        )
        return claim.reshape(x.shape)
    return claim


@np.errstate(all="ignore")
def related(v, sizes):
    """How a wrong array is related to the right one, in a clause, or ""."""
    if v.of < v.claims.size:
        return ""
    case = SimpleNamespace(
        tolerance=MATCH, close=None, typed=False, sizes=sizes, factors={},
        others={}, masks={},
    )  # fmt: skip
    found = relation("it", v.claims, v.differences, case)
    if found is None or found.name == "differs":
        bad = np.abs(v.claims - v.differences) > v.error / 1e3 * np.abs(
            v.differences
        ).max(initial=0.0)
        return "they are 0" if not v.claims[bad].any() else ""
    kind, _, factor = found.name.partition(":")
    said = found.symptom.removeprefix("it ").rstrip(".")
    if kind == "factor" and ", " in factor:
        size, _, what = factor.partition(", ")
        what = what.removeprefix("one over ")
        sign = ", with the wrong sign" if "wrong sign" in said else ""
        if size.startswith("1/"):
            return (f"it is {size} of what it should be{sign}; {size[2:]} "
                    f"is {what}")  # fmt: skip
        return f"it is {size} times what it should be{sign}; {size} is {what}"
    return said if said.startswith("Every") else f"it {said}"


def misshapen(name, claim, arrays):
    shape = arrays[name].shape
    says = f"expected {shape}, as {name} has, got {claim.shape}"
    if claim.T.shape == shape:
        says += ": rows and columns are exchanged"
    elif alike := [n for n, a in arrays.items() if a.shape == claim.shape]:
        says += f": the shape of {' and '.join(alike)}"
    nan = float("nan")
    return Verdict("wrong", nan, nan, (), nan, nan, says=says, claims=claim)


def _hint(v):
    if v.of < v.claims.size or np.any(v.differences):
        return ""
    return (
        ". No nudge of this array changes the result: expected the array "
        "that forward reads, got perhaps a copy of it, or its true gradient "
        "is 0 here"
    )
