"""An operation of the tape, tried: its value, and its ways back called."""

import numpy as np

SECOND = 0.75  # of the numbers of the first line


def taken_back(operation, inputs, result, dY, fits):
    """(Y, what each way back returns for dY), of what an operation returned.

    Before any is called, the same operation stands on the tape once more,
    with other numbers: what is kept outside the ways back is then gone. What
    stands in the place of a way back and cannot be called stays as it is.
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
    found = [way(dY) if callable(way) else way for way in ways]
    return value, *found


def _other(thing):
    """Other numbers of the same shape; a whole number stays itself."""
    if isinstance(thing, np.ndarray):
        return SECOND * thing if thing.dtype.kind == "f" else thing.copy()
    return thing
