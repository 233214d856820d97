"""Derivatives by nudging, and how far each of them can be trusted.

The central difference of f at x is (f(x + h) - f(x - h)) / 2h. Three
things spoil it, and each can be estimated from a few more nudges:

- rounding: ε Σ|f's terms| / h, which grows as h shrinks;
- truncation: h and h/2 disagree;
- a kink between x - h and x + h: the slopes on the left and on the right
  differ, and go on differing when h is halved.
"""

import numpy as np

from .validation import float_array, real

ROUNDINGS = 8.0  # roundings allowed for inside one term of f
SAFETY = 3.0  # a kink at 2/7 of h errs by 2.5 times the spread it shows


def numerical_gradient(f, x, h=1e-5):
    """Central differences of f, one entry of x at a time: x's shape.

    f(x) returns a number; x is a float array, nudged in place and put
    back, so that f may also read it from elsewhere (a parameter of a net).
    Raises TypeError for an x whose entries are not floats, ValueError for
    h <= 0 or an f that does not return one number. Chapter 3.
    """
    h = real(h, "h", above=0.0)
    if not isinstance(x, np.ndarray) or x.dtype.kind != "f":
        raise TypeError(
            "numerical_gradient expects a float array x, got "
            f"{getattr(x, 'dtype', type(x).__name__)}"
        )
    gradient = np.empty(x.shape)
    for i in np.ndindex(x.shape):
        (up, down), width = _nudged(lambda: _number(f(x)), x, i, (h, -h))
        gradient[i] = (up - down) / width
    return gradient


def relative_error(a, b):
    """max|a - b| / max(max|a|, max|b|); 0 when both are all zeros.

    Raises ValueError for arrays of different shapes.
    """
    a, b = float_array(a, "a"), float_array(b, "b")
    if a.shape != b.shape:
        raise ValueError(
            f"relative_error expects one shape, got {a.shape} and {b.shape}"
        )
    largest = max(np.abs(a).max(initial=0.0), np.abs(b).max(initial=0.0))
    return float(np.abs(a - b).max(initial=0.0) / largest) if largest else 0.0


def measure(terms, x, h):
    """Central differences of Σ terms() over x, and their uncertainty.

    terms() returns an array whose sum is f, and reads x, a float array
    that is nudged in place and put back. Returns (gradient, uncertainty),
    both of x's shape: the true derivative lies within the uncertainty.
    """
    gradient, uncertainty = np.empty(x.shape), np.empty(x.shape)
    here = terms()
    # Each term may be off by an ulp, and a few more that do not conspire.
    size = np.abs(here).astype(np.float64)
    rounding = size.sum() + ROUNDINGS * np.sqrt((size**2).sum())
    rounding *= np.finfo(here.dtype).eps
    for i in np.ndindex(x.shape):
        step = h * max(1.0, abs(float(x[i])))
        far, wide = _nudged(terms, x, i, (step, -step))
        near, narrow = _nudged(terms, x, i, (step / 2, -step / 2))
        slope = _total(far[0] - far[1]) / wide
        slope_half = _total(near[0] - near[1]) / narrow
        # Slope on the right minus slope on the left: where f is smooth,
        # halving h halves it; at a kink it stays.
        bend = _total(far[0] + far[1] - 2 * here) / (wide / 2)
        bend_half = _total(near[0] + near[1] - 2 * here) / (narrow / 2)
        spread = max(abs(slope - slope_half), abs(2 * bend_half - bend))
        gradient[i] = slope
        uncertainty[i] = max(rounding / step, SAFETY * spread)
    return gradient, uncertainty


def _total(terms):
    return float(terms.sum(dtype=np.float64))


def _nudged(f, x, i, steps):
    """f with x[i] moved by each step, and how far apart they really lay."""
    kept = x[i]
    values, places = [], []
    try:
        for step in steps:
            x[i] = kept + step
            places.append(float(x[i]))  # rounded to x's dtype
            values.append(f())
    finally:
        x[i] = kept
    return values, places[0] - places[1]


def _number(value):
    if np.size(value) != 1:
        raise ValueError(
            f"f must return one number, got shape {np.shape(value)}"
        )
    return float(np.reshape(value, ()))
