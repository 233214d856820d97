"""Layers that only read the same numbers in another shape."""

from math import prod

from ..validation import float_array, upstream, whole
from .linear import Layer


class Reshape(Layer):
    """Y[n] = X[n] in another shape, entries in the same order.

    Backward: dX is dY in X's shape. Remembers X's shape.
    Shapes: X (N, ...), Y (N, *shape). Where a shape is not given as whole
    numbers, or X's rows have another number of entries, raises TypeError
    or ValueError.
    Used in chapter 9.
    """

    def __init__(self, *shape):
        self.shape = tuple(whole(side, "a side of shape") for side in shape)
        self._shapes = None

    def forward(self, X):
        X = float_array(X, "Reshape's X")
        if X.ndim < 2 or not X.size or prod(X.shape[1:]) != prod(self.shape):
            raise ValueError(
                f"Reshape to (N, {', '.join(map(str, self.shape))}) expects "
                f"X of shape (N, ...) with {prod(self.shape)} entries a row, "
                f"got {X.shape}"
            )
        return self._read(X, (len(X), *self.shape))

    def _read(self, X, Y_shape):
        self._shapes = X.shape, Y_shape
        return X.reshape(Y_shape)

    def backward(self, dY):
        X_shape, Y_shape = self._shapes or (None, None)
        return upstream(dY, Y_shape, type(self).__name__).reshape(X_shape)


class Flatten(Reshape):
    """Y[n] = all entries of X[n] in one row: (N, H, W, C) to (N, H W C).

    Backward: dX is dY in X's shape. Remembers X's shape.
    Raises ValueError for X of fewer than two axes, or an empty one.
    Used in chapter 9.
    """

    def __init__(self):
        super().__init__()

    def forward(self, X):
        X = float_array(X, "Flatten's X")
        if X.ndim < 2 or not X.size:
            raise ValueError(
                "Flatten expects X of shape (N, ...), none of them 0, "
                f"got {X.shape}"
            )
        return self._read(X, (len(X), prod(X.shape[1:])))
