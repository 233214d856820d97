"""A slope by nudging, and how far it can be trusted.

Three things spoil a central difference, and a few more nudges show each:

- rounding: ε Σ|f's terms| / h, which grows as h shrinks;
- truncation: h and h/2 disagree;
- a kink between x - h and x + h: the slopes on the left and on the right
  differ, and go on differing when h is halved.
"""

import math

import numpy as np

from ..validation import finite

ROUNDINGS = 8.0  # roundings allowed for inside one term of f
SAFETY = 3.0  # a kink at 2/7 of h errs by 2.5 times the spread it shows
BENT = 1e-3  # of the largest entry: more may be a kink, and is looked into
# Steps, times h, that are asked before an accusation. Their ratios are roots
# because a grid (float32 inside, or rounding to nine digits) can fit h and
# h/2 and other simple multiples at once.
NEAR = tuple(k**-0.5 for k in (1.5, 2, 3, 5, 11, 0.6, 0.35))
LARGER = (7.0, 50.0, 300.0)
SMALLER = tuple(10.0**-k for k in range(1, 10))


def measure(terms, x, h, claimed=None, tolerance=0.0, chosen=None,
            several=None):  # fmt: skip
    """Central differences of Σ terms() over x, and their uncertainty.

    Both have x's shape: the true derivative lies within the uncertainty if
    f is smooth on the scale of h, or kinked once, between x - h and x + h.
    An entry whose difference is the claimed one is not asked again at h/2:
    a wrong claim does not meet a wrong difference by chance. With `chosen`,
    flat indices, the other entries are NaN. several(terms, x, h, claimed,
    scale, bent) may know a way to ask many entries that agree at once.
    """
    gradient = np.full(x.shape, np.nan)
    uncertainty = np.full(x.shape, np.nan)
    here = finite(terms(), "what is differentiated")
    noise = rounding_of(here)
    scale = 0.0
    if claimed is not None:
        sizes = np.abs(claimed[np.isfinite(claimed)])
        scale = sizes.max(initial=0.0)
    if several and claimed is not None and chosen is None:
        chosen = np.ones(x.shape, bool)
        for i, found, known_to in several(
            terms, x, h, claimed, scale * tolerance, BENT * scale
        ):
            gradient[i], uncertainty[i], chosen[i] = found, known_to, False
        chosen = np.flatnonzero(chosen)
    for k in range(x.size) if chosen is None else chosen:
        i = np.unravel_index(k, x.shape)
        claim = None if claimed is None else float(claimed[i])
        gradient[i], uncertainty[i], _ = slope(
            terms, x, i, h, here, noise, claim=claim, scale=scale * tolerance,
            bent=BENT * scale,
        )  # fmt: skip
    return gradient, uncertainty


def excluded(terms, x, i, claimed, h):
    """Whether no step, near h or far from it, can mean the slope `claimed`.

    An accusation at one h trusts that f has no detail finer than h, and no
    rounding but the last. Weights of 1e-8 before a ReLU, tanh(1e6 x), and
    float32 inside a float64 layer break that trust, and h alone does not
    show it. A larger step counts if all it leaves open is less than the
    accusation; a smaller one if its rounding is far less.
    """
    here = terms()
    noise = rounding_of(here)
    accusation = abs(claimed - slope(terms, x, i, h, here, noise)[0])
    for factor in NEAR + LARGER + SMALLER:
        found, known_to, rounding = slope(
            terms, x, i, factor * h, here, noise, apart=True
        )
        if factor in LARGER and known_to > accusation / 2:
            continue
        if factor in SMALLER and rounding > accusation / 100:
            continue
        if abs(claimed - found) <= known_to:
            return False
    return True


def slope(terms, x, i, h, here, noise, *, claim=None, scale=0.0, bent=0.0,
          apart=False):  # fmt: skip
    """Slope of Σ terms() at x[i], its uncertainty, and rounding's part.

    The kinks of several terms may cancel in their sum. Apart, they cannot,
    but then their roundings do not cancel either.
    """
    step = h * max(1.0, abs(float(x[i])))
    rounding = noise / step
    far, wide = nudged(terms, x, i, step)
    if not wide:  # x's dtype rounds the step away
        return math.nan, math.inf, math.inf
    found = total(far[0] - far[1]) / wide
    if claim is not None and rounding <= scale and (
        abs(total(far[0]) + total(far[1]) - 2 * total(here)) * 2 / wide <= bent
    ):  # fmt: skip
        near_enough = min(scale, 0.01 * max(abs(claim), abs(found)))
        if abs(claim - found) <= max(rounding, near_enough):
            return found, rounding, rounding
    bend = (far[0] + far[1] - 2 * here) / (wide / 2)
    near, narrow = nudged(terms, x, i, step / 2)
    if not narrow:
        return math.nan, math.inf, math.inf
    half = total(near[0] - near[1]) / narrow
    # Slope on the right minus slope on the left: where f is smooth,
    # halving h halves it; at a kink it stays.
    bend_half = (near[0] + near[1] - 2 * here) / (narrow / 2)
    kinks = 2 * bend_half - bend
    kink = total(np.abs(kinks)) if apart else abs(total(kinks))
    uncertainty = max(rounding, SAFETY * max(abs(found - half), kink))
    if not math.isfinite(found):
        uncertainty = math.inf
    return found, uncertainty, rounding


def rounding_of(here):
    """Each term may be off by an ulp, and a few more that do not conspire."""
    size = np.abs(here).astype(np.float64)
    ulps = size.sum() + ROUNDINGS * np.sqrt((size**2).sum())
    return float(ulps * np.finfo(here.dtype).eps)


def total(terms):
    return float(terms.sum(dtype=np.float64))


def nudged(terms, x, i, step):
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
