"""A part of the tape that is made again instead of remembered."""

import numpy as np

from .order import children_first
from .tensor import Tensor, apply


def checkpoint(f, *inputs):
    """Return f(*inputs), remembering the inputs alone.

    f takes Tensors and returns one. When a gradient is wanted, it is run a
    second time on the same numbers, on a tape of its own, so memory is paid
    for with one more forward pass (Chen et al., 2016). f must return the
    same value when it runs again: what it draws at random would be drawn
    anew. Inputs that are arrays reach f as they are, as constants.

    Raises TypeError if f returns no Tensor, ValueError if it uses a Tensor
    that was not among its inputs: no gradient could find its way there.
    """
    on_tape = [isinstance(x, Tensor) for x in inputs]

    def run(arrays):
        pairs = zip(arrays, on_tape, strict=True)
        fresh = [Tensor(a) if on else a for a, on in pairs]
        return fresh, _checked(f(*fresh), fresh)

    def again(*arrays):
        found = {}

        def gradient(dY, k):
            if k not in found:
                fresh, Y = run(arrays)
                Y.backward(dY)
                found.update(enumerate(map(_grad, fresh)))
            return found.pop(k)

        return run(arrays)[1].value, *[
            lambda dY, k=k: gradient(dY, k) for k in range(len(arrays))
        ]

    return apply(again, *inputs, op="checkpoint")


def _grad(x):
    """The gradient of an input, 0 where the result does not need it."""
    if not isinstance(x, Tensor):
        return None
    return np.zeros(x.shape) if x.grad is None else x.grad


def _checked(Y, fresh):
    if not isinstance(Y, Tensor):
        raise TypeError(
            f"a checkpoint's f must return a Tensor, got {type(Y).__name__}"
        )
    own = {x.line for x in fresh if isinstance(x, Tensor)}
    given = {line for line in children_first(Y.line) if not line.op}
    if given - own - {Y.line}:
        raise ValueError(
            "a checkpoint's f uses a Tensor that is not among its inputs: "
            "expected every Tensor to be handed to checkpoint"
        )
    return Y
