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
    anew. Inputs that are no Tensors reach f as they are, as constants.

    Raises TypeError if f returns no Tensor, ValueError if it uses a Tensor
    that was not among its inputs: no gradient could find its way there.
    """
    places = [k for k, x in enumerate(inputs) if isinstance(x, Tensor)]
    others = [None if k in places else x for k, x in enumerate(inputs)]

    def run(arrays):
        fresh, handed = [Tensor(a) for a in arrays], list(others)
        for k, x in zip(places, fresh, strict=True):
            handed[k] = x
        return fresh, _checked(f(*handed), fresh)

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

    return apply(again, *[inputs[k] for k in places], op="checkpoint")


def _grad(x):
    """The gradient of an input, 0 where the result does not need it."""
    return np.zeros(x.shape) if x.grad is None else x.grad


def _checked(Y, fresh):
    if not isinstance(Y, Tensor):
        raise TypeError(
            f"a checkpoint's f must return a Tensor, got {type(Y).__name__}"
        )
    own = {x.line for x in fresh}
    given = {line for line in children_first(Y.line) if not line.op}
    if given - own - {Y.line}:
        raise ValueError(
            "a checkpoint's f uses a Tensor that is not among its inputs: "
            "expected every Tensor to be handed to checkpoint"
        )
    return Y
