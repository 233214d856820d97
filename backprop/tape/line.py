"""One line of a tape over arrays."""

from .remembered import Remembered


class Line:
    """What a backward pass needs of one value: not the value itself.

    op: what was done, empty for a value that was given. parents: the lines
    of what it was made from; backs: for each its backward function, which
    takes a gradient there; None once they have been used. shape and dtype
    are those of the value and so of `grad`, the gradient that has arrived.
    """

    __slots__ = (
        "op", "parents", "backs", "shape", "dtype", "grad", "remembered",
    )  # fmt: skip

    def __init__(self, value):
        self.op, self.parents, self.backs = "", (), ()
        self.shape, self.dtype = value.shape, value.dtype
        self.grad, self.remembered = None, None

    def write(self, op, parents, backs):
        """Say what was done, and hold what the backward functions mention."""
        self.op, self.parents, self.backs = op, tuple(parents), tuple(backs)
        self.remembered = Remembered(self.backs)

    def forget(self):
        """Let go of what was remembered; a given value keeps its grad."""
        if self.op:
            self.backs = self.grad = None
            self.remembered.release()
