"""Pooling: of each window of an image only the largest entry goes on."""

import numpy as np

from ..validation import upstream, whole
from .linear import Layer
from .windows import images, pair, windows


class MaxPool2d(Layer):
    """Y[n, i, j, c] = max_uv X[n, s i + u, s j + v, c], s the stride.

    Backward: each dY goes to its window's winner and to nothing else; where
    windows overlap, a pixel that won several gets the sum. At a tie the
    first of the largest (row by row) wins alone: the tangent of one side.
    Remembers winner, the position u kw + v of each window's largest entry.

    Shapes: X (N, H, W, C), Y (N, H', W', C), H' = (H - kh) / stride + 1.
    `size` is one number or (kh, kw). The stride is the size unless given;
    for a size that is no square it has to be.

    Raises ValueError for X or dY of another shape, images smaller than the
    window or with rows or columns that a stride leaves over, or backward
    before forward; TypeError for entries that are not numbers.
    Derived in chapter 9.
    """

    def __init__(self, size, stride=None):
        self.size = pair(size, "size")
        if stride is None:
            if self.size[0] != self.size[1]:
                raise ValueError(
                    f"MaxPool2d expects a stride beside the size {self.size}, "
                    "which is no square, got None"
                )
            stride = self.size[0]
        self.stride = whole(stride, "stride")
        self.winner = self._X_shape = None

    def forward(self, X):
        X = images(X, None, "MaxPool2d")
        seen = windows(X, self.size, self.stride, "MaxPool2d")
        self._X_shape = X.shape
        Y = seen[:, :, :, 0, 0].copy()  # (N, H', W', C)
        self.winner = np.zeros(Y.shape, np.intp)
        for place, (u, v) in enumerate(np.ndindex(self.size)):
            larger = seen[:, :, :, u, v] > Y  # strictly: the first one stays
            self.winner[larger] = place
            np.copyto(Y, seen[:, :, :, u, v], where=larger)
        return Y

    def backward(self, dY):
        dY = upstream(dY, getattr(self.winner, "shape", None), "MaxPool2d")
        (_, rows, columns, _), s = dY.shape, self.stride
        dX = np.zeros(self._X_shape, dY.dtype)
        for place, (u, v) in enumerate(np.ndindex(self.size)):
            won = dY * (self.winner == place)
            dX[:, u : u + s * rows : s, v : v + s * columns : s] += won
        return dX
