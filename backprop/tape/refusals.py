"""What the tape refuses, in words that name the cause."""

import numpy as np

from ..validation import float_array


def start(node, dY):
    """The gradient to begin with, in the shape of the Tensor's value."""
    value = node.value
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
    return dY.astype(value.dtype, copy=False)


def unread(node):
    """Raise RuntimeError if backward has read this part of the tape."""
    if node.backs is None:
        raise RuntimeError(
            f"this tape has been read before, through {node.op}: what it "
            "remembered is gone. Run the forward pass again, or call the "
            "first backward with keep=True"
        )


def refuse_shapes(op, values, error):
    """The exception for an operation that raised `error`."""
    shapes = " and ".join(str(np.shape(v)) for v in values)
    return type(error)(f"{op} of shapes {shapes}: {error}")


def parts(op, result, n_inputs):
    """The value and the ways back that an operation returned.

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
