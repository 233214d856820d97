"""Derivatives by nudging: (f(x + h) - f(x - h)) / 2h, entry by entry.

How far such a number can be trusted is the business of verdicts.py.
"""

import numpy as np

from ..validation import float_array, one_number, real


def numerical_gradient(f, x, h=1e-5):
    """Central differences of f, one entry of x at a time: x's shape.

    f(x) returns a number; x is a float array, nudged in place and put
    back, so that f may also read it from elsewhere (a parameter of a net).
    Raises TypeError for an x whose entries are not floats, ValueError for
    h <= 0, an h that x's dtype rounds away, or an f that does not return
    one number. Derived in chapter 3.
    """
    h = real(h, "h", above=0.0)
    if not isinstance(x, np.ndarray) or x.dtype.kind != "f":
        raise TypeError(
            "numerical_gradient expects a float array x, got "
            f"{getattr(x, 'dtype', type(x).__name__)}"
        )
    if not x.flags.writeable:
        raise ValueError("x must be writeable, got a read-only array")
    gradient = np.empty(x.shape)
    for i in np.ndindex(x.shape):
        kept = x[i]
        try:
            x[i] = high = kept + h
            up = one_number(f(x), "f")
            x[i] = low = kept - h
            down = one_number(f(x), "f")
        finally:
            x[i] = kept
        width = float(high) - float(low)  # 2h, but for rounding
        if width == 0.0:
            raise ValueError(
                f"h must be large enough to move {kept} in {x.dtype}, got {h}"
            )
        gradient[i] = (up - down) / width
    return gradient


def relative_error(a, b):
    """max|a - b| / max(max|a|, max|b|); 0 when both are all zeros.

    Raises ValueError for arrays of different shapes, TypeError for
    entries that are not numbers.
    """
    a, b = float_array(a, "a"), float_array(b, "b")
    if a.shape != b.shape:
        raise ValueError(
            f"relative_error expects one shape, got {a.shape} and {b.shape}"
        )
    largest = max(np.abs(a).max(initial=0.0), np.abs(b).max(initial=0.0))
    return float(np.abs(a - b).max(initial=0.0) / largest) if largest else 0.0
