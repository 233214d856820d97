"""An operation of the tape, tried: its value, and its ways back called."""

import numpy as np

from .errors import StopError, sentence
from .plain import plain

SECOND = 0.75  # of the numbers of the first line


def taken_back(operation, inputs, result, dY, fits):
    """(Y, what each way back returns for dY), of what an operation returned.

    Before any is called, the same operation stands on the tape once more,
    with other numbers: what is kept outside the ways back is then gone. What
    stands in the place of a way back and cannot be called stays as it is.
    Each is called twice with one dY: what a first call leaves behind shows.
    fits: a function that complains of a way back with other arguments.
    """
    if not isinstance(result, tuple | list):
        return result
    value, *ways = result
    operation(*map(_other, inputs))
    for k, way in enumerate(ways, 1):
        if callable(way):
            name = getattr(way, "__name__", f"way back {k}")
            fits(way, name, (dY,), ("dY",))
    again = np.array(dY)
    found = [plain(way(dY)) if callable(way) else way for way in ways]
    for way, first in zip(ways, found, strict=True):
        if callable(way):
            _as_before(way, first, again.copy())
    return value, *found


def _as_before(way, first, dY):
    """Stops an answer whose second call gives something else."""
    name = getattr(way, "__name__", "<lambda>")
    name = "the backward function" if name == "<lambda>" else name
    try:
        second = plain(way(dY))
    except Exception as error:
        raise StopError("spent", f"{name} raises {sentence(error)}") from None
    if not _alike(first, second):
        raise StopError("spent", f"{name} gives another result")


def _alike(first, second):
    """Are these the same up to rounding? What is no array counts as such."""
    try:
        first, second = np.asarray(first, float), np.asarray(second, float)
    except (TypeError, ValueError):
        return True
    return first.shape == second.shape and np.allclose(
        first, second, rtol=1e-6, equal_nan=True
    )


def _other(thing):
    """Other numbers of the same shape; a whole number stays itself."""
    if isinstance(thing, np.ndarray):
        return SECOND * thing if thing.dtype.kind == "f" else thing.copy()
    return thing
