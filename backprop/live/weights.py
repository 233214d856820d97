"""Weights that go into the page, two bytes each: _live/weights.mjs reads."""

import base64

import numpy as np

UNIT = 2.0**-12  # a weight is a whole number of these, unless one is >= 8
LARGEST = 32767  # of what two bytes hold


def packed(arrays):
    """Return what the page stores of a dict of arrays, and what it holds.

    The first is {"unit": a power of 2, "weights": text}, the second the
    arrays rounded to whole multiples of the unit.
    """
    unit = UNIT
    while max(np.abs(a).max() for a in arrays.values()) > LARGEST * unit:
        unit *= 2
    units = {name: np.round(a / unit) for name, a in arrays.items()}
    stored = b"".join(u.astype("<i2").tobytes() for u in units.values())
    text = base64.b64encode(stored).decode("ascii")
    rounded = {name: unit * u for name, u in units.items()}
    return {"unit": unit, "weights": text}, rounded
