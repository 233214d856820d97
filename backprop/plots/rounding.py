"""Numbers and colours, rounded to what an eye could tell apart in a figure.

Two runs on two processors differ in the last bits. A number is therefore
counted in steps of a quantum, one ten-thousandth of its axis or less. The
quantum is a power of two and the steps are shifted by a golden fraction, so
that neither a tie (0.5 steps) nor a range that is exactly 1 falls on an
edge, where the last bit would decide.
"""

import math

import matplotlib.colors as mcolors
import numpy as np

from . import style

GOLDEN = 0.6180339887498949
RESOLUTION = 1e-4
# A range this much smaller than the numbers themselves is only their noise.
FLATTEST = 1e-3
LARGEST = 2**62
ROLES = {
    getattr(style, name).lower(): name.lower()
    for name in (
        "FORWARD BACKWARD ORANGE GREEN PURPLE SKY YELLOW INK GREY PAPER"
    ).split()
}


def quantum(*arrays, log: bool = False) -> float:
    """Return the step in which the numbers of these arrays are counted.

    With `log`, the numbers are logarithms, and the step is fixed: 1e-4 of
    a decade.
    """
    if log:
        return RESOLUTION
    values = np.concatenate([_finite(array) for array in arrays] or [[]])
    if values.size == 0:
        return RESOLUTION
    spread = max(np.ptp(values), FLATTEST * np.abs(values).max())
    if spread < np.finfo(float).tiny:
        return RESOLUTION
    return 2.0 ** math.floor(math.log2(RESOLUTION * spread) + GOLDEN)


def counts(values, step: float) -> list:
    """Return the numbers as whole steps; NaN and infinities by name."""
    array = np.asarray(values, dtype=float).ravel()
    steps = np.floor(array / step + GOLDEN)
    return [
        int(min(max(n, -LARGEST), LARGEST)) if math.isfinite(n) else str(n)
        for n in steps.tolist()
    ]


def rounded(values, *, log: bool = False) -> list:
    """Return shape, quantum and counts of an array on its own scale."""
    array = np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)
    if log:
        with np.errstate(divide="ignore", invalid="ignore"):
            array = np.log10(array)
    step = quantum(array, log=log)
    return [list(array.shape), step, counts(array, step)]


def colour(value) -> str:
    """Return a colour by its role in the book, else as `#rrggbbaa`."""
    if isinstance(value, str) and value.lower() == "none":
        return "none"
    name = mcolors.to_hex(value, keep_alpha=True)
    if name.endswith("00"):
        return "none"
    return ROLES.get(name[:7], name[:7]) + (
        "" if name.endswith("ff") else f" alpha {name[7:]}"
    )


def colours(values) -> list[str]:
    """Return the colours of a collection; one, if they are all the same."""
    names = [colour(value) for value in mcolors.to_rgba_array(values)]
    return names[:1] if len(set(names)) == 1 else names


def _finite(array) -> np.ndarray:
    array = np.asarray(array, dtype=float).ravel()
    return array[np.isfinite(array)]
