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
    Remembers winner, where each window's largest entry stands in X read as
    one long row: Y = X[winner], and backward dX[winner] += dY.

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
        (N, rows, columns, kh, kw, C), s = seen.shape, self.stride
        entries = seen.transpose(3, 4, 0, 1, 2, 5)
        entries = entries.reshape(kh * kw, N, rows, columns, C)

        place = np.arange(X.size).reshape(X.shape)  # X's entries, numbered
        corner = place[:, : s * rows : s, : s * columns : s]
        inside = place[0, :kh, :kw, 0].ravel()  # from the corner to each
        self.winner = corner + inside[entries.argmax(axis=0)]
        self._X_shape = X.shape
        return X.reshape(-1)[self.winner]

    def backward(self, dY):
        dY = upstream(dY, getattr(self.winner, "shape", None), "MaxPool2d")
        dX = np.zeros(self._X_shape, dY.dtype)
        np.add.at(dX.reshape(-1), self.winner.reshape(-1), dY.reshape(-1))
        return dX
