"""X as a list of arrays, each with a name."""

import numpy as np

from ..validation import finite, float_array
from . import calling


def as_inputs(layer, X, inputs):
    """(arrays, names): X is one array, a tuple of them, or a dict.

    Floats are copied in float64, integers and booleans stay as they are.
    """
    single = not isinstance(X, tuple | dict) or (
        isinstance(X, tuple) and not any(isinstance(a, np.ndarray) for a in X)
    )
    if single:
        arrays, names = [X], ["X"]
    elif isinstance(X, dict):
        arrays, names = list(X.values()), [str(n) for n in X]
    else:
        arrays = list(X)
        wanted = calling.required(calling.two_methods(layer)[0]) or []
        names = (
            wanted[: len(X)]
            if len(wanted) >= len(X)
            else [f"X{k}" for k in range(len(X))]
        )
    if inputs is not None:
        given = [inputs] if isinstance(inputs, str) else list(inputs)
        if len(given) != len(arrays):
            raise ValueError(
                f"inputs must name each of the {len(arrays)} inputs (None "
                f"for one without dX), got {len(given)}"
            )
        names = [
            n if g is None else str(g)
            for n, g in zip(names, given, strict=True)
        ]
    if not arrays:
        raise ValueError("X must hold at least one array, got 0")
    return [_array(a, n) for a, n in zip(arrays, names, strict=True)], names


def matrices(X):
    """For each array of X whether it is an np.matrix, which multiplies."""
    if isinstance(X, dict):
        X = tuple(X.values())
    several = isinstance(X, tuple) and any(
        isinstance(a, np.ndarray) for a in X
    )
    return [isinstance(a, np.matrix) for a in (X if several else (X,))]


def as_matrix(array, wanted):
    return array.view(np.matrix) if wanted else array


def _array(value, name):
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        array = float_array(value, name)
    if array.dtype.kind in "iub":
        if array.size == 0:
            raise ValueError(f"{name} must not be empty, got {array.shape}")
        return array.copy()
    array = np.array(float_array(value, name), dtype=np.float64)
    if array.size == 0:
        raise ValueError(f"{name} must not be empty, got {array.shape}")
    return finite(array, name)
