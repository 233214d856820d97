"""What the tape refuses, in words that name the cause."""

import numpy as np

from ..validation import float_array


def start(value, dY):
    """The gradient to begin with, in the value's shape."""
    if dY is None:
        if value.size != 1:
            raise ValueError(
                f"backward starts at an array of shape {value.shape}, not at "
                "a number: expected its gradient dY, got none (a sum or a "
                "mean would make it a number)"
            )
        return np.ones_like(value)
    dY = float_array(dY, "backward's dY")
    if dY.shape != value.shape:
        raise ValueError(
            f"backward expects dY of shape {value.shape}, got {dY.shape}"
        )
    return np.array(dY, value.dtype)


def unread(line):
    """Raise RuntimeError if backward has read this part of the tape."""
    if line.backs is None:
        raise RuntimeError(
            f"this tape has been read before, through {line.op}, and what "
            "it remembered is gone. Run the forward pass again, or call the "
            "first backward with keep=True"
        )


def refuse_shapes(op, values, error):
    """The exception for an operation that raised `error`."""
    shapes = " and ".join(str(np.shape(v)) for v in values)
    kind = ValueError if isinstance(error, ValueError) else TypeError
    return kind(f"{op} of shapes {shapes}: {error}")


def two_axes(A, B):
    """Raise ValueError for vectors: the tape multiplies matrices."""
    shapes = [np.shape(getattr(X, "value", X)) for X in (A, B)]
    if min(map(len, shapes)) < 2:
        raise ValueError(
            f"@ expects two axes or more on either side, got {shapes[0]} and "
            f"{shapes[1]} (a row x is x.reshape(1, -1))"
        )


def parts(op, result, n_inputs):
    """The value and the backward functions that an operation returned.

    Raises TypeError for what an operation may not return.
    """
    if not isinstance(result, tuple):
        raise TypeError(
            f"{op} must return a tuple, its value and then a function for "
            f"each of its {n_inputs} inputs; got {type(result).__name__}"
        )
    value, *backs = result
    if isinstance(value, float | np.floating):
        value = np.asarray(value)
    if not isinstance(value, np.ndarray) or value.dtype.kind != "f":
        raise TypeError(
            f"{op} must return a float array first, got "
            f"{getattr(value, 'dtype', type(value).__name__)}"
        )
    if len(backs) != n_inputs or not all(map(callable, backs)):
        raise TypeError(
            f"{op} has {n_inputs} inputs: expected as many functions after "
            f"its value, got {len(backs)} results"
        )
    return value, backs


def gradient(d, op):
    """What a backward function returned, as an array of real numbers."""
    array = np.asarray(d)
    if array.dtype.kind not in "fiub":
        raise TypeError(
            f"the backward function of {op} must return an array of real "
            f"numbers, got {type(d).__name__ if d is None else array.dtype}"
        )
    return array


def replacement(value, old):
    """An array to take the place of a Tensor's value."""
    value = float_array(value, "a Tensor's value")
    if (value.shape, value.dtype) != (old.shape, old.dtype):
        raise ValueError(
            f"a Tensor's value keeps its shape and dtype: expected "
            f"{old.shape} {old.dtype}, got {value.shape} {value.dtype}"
        )
    return value
