"""How far a finite difference can be trusted, and what it then says.

Three things spoil a central difference, and a few more nudges show each:

- rounding: ε Σ|f's terms| / h, which grows as h shrinks;
- truncation: h and h/2 disagree;
- a kink between x - h and x + h: the slopes on the left and on the right
  differ, and go on differing when h is halved.
"""

import math
from dataclasses import dataclass

import numpy as np

from ..validation import finite

ROUNDINGS = 8.0  # roundings allowed for inside one term of f
SAFETY = 3.0  # a kink at 2/7 of h errs by 2.5 times the spread it shows
# Steps, times h, that are asked before an accusation. Their ratios are roots
# because a grid (float32 inside, or rounding to nine digits) can fit h and
# h/2 and other simple multiples at once.
NEAR = tuple(k**-0.5 for k in (1.5, 2, 3, 5, 11, 0.6, 0.35))
LARGER = (7.0, 50.0, 300.0)
SMALLER = tuple(10.0**-k for k in range(1, 10))


@dataclass(frozen=True)
class Verdict:
    """What the check says of one array."""

    verdict: str  # "agrees", "wrong" or "unresolved"
    error: float  # max|claimed - measured| / largest entry
    uncertainty: float  # of the measurement, on the same scale
    index: tuple  # the entry that decides
    claimed: float
    measured: float


class Report(dict):
    """Array name -> Verdict. True only when every array agrees.

    Printed, it holds to what is the same on every machine; the errors
    themselves, which are rounding noise where all is well, are in the
    verdicts.
    """

    def __init__(self, verdicts, tolerance):
        super().__init__(verdicts)
        self.tolerance = tolerance

    def __bool__(self):
        return all(v.verdict == "agrees" for v in self.values())

    def __repr__(self):
        width = max(map(len, self), default=0)
        return "\n".join(
            f"{name:<{width}}  {v.verdict:<10}  {self._reading(v)}"
            for name, v in self.items()
        )

    def _reading(self, v):
        if v.verdict == "agrees":
            return f"within {self.tolerance:g} of its largest entry"
        if v.verdict == "wrong":
            return f"off by {v.error:.2g} of its largest entry"
        return "finite differences cannot tell here"


@np.errstate(all="ignore")  # a nudge may leave the domain of a log
def judge(terms, x, claimed, h, tolerance):
    """The Verdict on `claimed` as the gradient of Σ terms() over x.

    terms() returns an array and reads x, a float array that is nudged in
    place and put back.
    """
    measured, uncertainty = (a.ravel() for a in measure(terms, x, h))
    claimed = claimed.ravel()
    error = np.abs(claimed - measured)
    error[~np.isfinite(claimed)] = np.inf
    sizes = np.fmax(np.abs(claimed), np.abs(measured))
    scale = sizes[np.isfinite(sizes)].max(initial=0.0)
    verdict, decisive = "unresolved", uncertainty
    if scale and (np.fmax(error, uncertainty) <= tolerance * scale).all():
        verdict, decisive = "agrees", error
    # A small entry among large ones may err by 1 % of itself, not more.
    excess = error - uncertainty - np.fmin(tolerance * scale, 0.01 * sizes)
    for k in np.argsort(-excess):  # NaN, not measured, comes last
        if not excess[k] > 0:
            break
        i = np.unravel_index(k, x.shape)
        if _excluded(terms, x, i, claimed[k], h):
            verdict, decisive = "wrong", excess
            break
        excess[k], uncertainty[k] = 0.0, error[k]
        verdict, decisive = "unresolved", uncertainty
    k = np.nanargmax(decisive)
    return Verdict(
        verdict,
        float(error[k] / scale) if scale else 0.0,
        float(uncertainty[k] / scale) if scale else 0.0,
        tuple(int(i) for i in np.unravel_index(k, x.shape)),
        float(claimed[k]),
        float(measured[k]),
    )


def measure(terms, x, h):
    """Central differences of Σ terms() over x, and their uncertainty.

    Both have x's shape: the true derivative lies within the uncertainty if
    f is smooth on the scale of h, or kinked once, between x - h and x + h.
    """
    gradient, uncertainty = np.empty(x.shape), np.empty(x.shape)
    here = finite(terms(), "what is differentiated")
    for i in np.ndindex(x.shape):
        gradient[i], uncertainty[i], _ = _slope(terms, x, i, h, here)
    return gradient, uncertainty


def _excluded(terms, x, i, claimed, h):
    """Whether no step, near h or far from it, can mean the slope `claimed`.

    An accusation at one h trusts that f has no detail finer than h, and no
    rounding but the last. Weights of 1e-8 before a ReLU, tanh(1e6 x), and
    float32 inside a float64 layer break that trust, and h alone does not
    show it. A larger step counts if all it leaves open is less than the
    accusation; a smaller one if its rounding is far less.
    """
    here = terms()
    accusation = abs(claimed - _slope(terms, x, i, h, here)[0])
    for factor in NEAR + LARGER + SMALLER:
        slope, known_to, rounding = _slope(
            terms, x, i, factor * h, here, apart=True
        )
        if factor in LARGER and known_to > accusation / 2:
            continue
        if factor in SMALLER and rounding > accusation / 100:
            continue
        if abs(claimed - slope) <= known_to:
            return False
    return True


def _slope(terms, x, i, h, here, apart=False):
    """Slope of Σ terms() at x[i], its uncertainty, and rounding's part.

    The kinks of several terms may cancel in their sum. Apart, they cannot,
    but then their roundings do not cancel either.
    """
    step = h * max(1.0, abs(float(x[i])))
    far, wide = _nudged(terms, x, i, step)
    near, narrow = _nudged(terms, x, i, step / 2)
    if not (wide and narrow):  # x's dtype rounds the step away
        return math.nan, math.inf, math.inf
    slope = _total(far[0] - far[1]) / wide
    slope_half = _total(near[0] - near[1]) / narrow
    # Slope on the right minus slope on the left: where f is smooth,
    # halving h halves it; at a kink it stays.
    bend = (far[0] + far[1] - 2 * here) / (wide / 2)
    bend_half = (near[0] + near[1] - 2 * here) / (narrow / 2)
    kinks = 2 * bend_half - bend
    kink = _total(np.abs(kinks)) if apart else abs(_total(kinks))
    spread = max(abs(slope - slope_half), kink)
    # Each term may be off by an ulp, and a few more that do not conspire.
    size = np.abs(here).astype(np.float64)
    rounding = size.sum() + ROUNDINGS * np.sqrt((size**2).sum())
    rounding *= np.finfo(here.dtype).eps / step
    uncertainty = max(rounding, SAFETY * spread)
    if not math.isfinite(slope):
        uncertainty = math.inf
    return slope, uncertainty, rounding


def _total(terms):
    return float(terms.sum(dtype=np.float64))


def _nudged(terms, x, i, step):
    """terms() right and left of x[i], and how far apart they really lay."""
    kept = x[i]
    try:
        x[i] = kept + step
        high, right = float(x[i]), terms()
        x[i] = kept - step
        low, left = float(x[i]), terms()
    finally:
        x[i] = kept
    return (right, left), high - low
