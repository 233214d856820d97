"""A part of the tape that is made again instead of remembered."""

from .tensor import Tensor, apply


def checkpoint(f, *inputs):
    """Return f(*inputs), remembering the inputs alone.

    f takes Tensors and returns one. On the way back it is run a second time
    on the same numbers, with a tape, so memory is paid for with one more
    forward pass (Chen et al., 2016). f must return the same value when it
    runs again: what it draws at random would be drawn anew. Tensors that f
    uses without getting them as inputs receive no gradient.
    """

    def again(*arrays):
        value = f(*[Tensor(a) for a in arrays]).value
        found = {}

        def gradient(dY, k):
            if k not in found:
                tensors = [Tensor(a) for a in arrays]
                f(*tensors).backward(dY)
                found.update(enumerate(t.grad for t in tensors))
            return found.pop(k)

        return value, *[
            lambda dY, k=k: gradient(dY, k) for k in range(len(arrays))
        ]

    return apply(again, *inputs, op="checkpoint")
