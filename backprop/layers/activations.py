"""Activations: functions that bend, and their derivatives.

Each acts on every entry by itself, but softmax on a whole row.

All raise TypeError for entries that are not numbers, and ValueError for a
dY that has not Y's shape, or backward before forward.
"""

import numpy as np

from ..validation import float_array, real, upstream
from .linear import Layer


def sigmoid(X):
    """σ(x) = 1 / (1 + exp(-x)), entry by entry, for x of any size.

    exp only ever sees -|x|, so it cannot overflow.
    """
    X = float_array(X, "sigmoid's X")
    small = np.exp(-np.abs(X))  # in (0, 1]
    return np.where(X >= 0, 1.0, small) / (1.0 + small)


def softmax(X):
    """p_k = exp(x_k) / Σ_j exp(x_j), along the last axis.

    The largest entry is subtracted first: p stays the same, and exp
    cannot overflow. Derived in chapter 2.
    """
    X = float_array(X, "softmax's X")
    if X.ndim == 0 or X.shape[-1] == 0:
        raise ValueError(
            f"softmax expects at least one entry a row, got shape {X.shape}"
        )
    E = np.exp(X - X.max(axis=-1, keepdims=True))
    return E / E.sum(axis=-1, keepdims=True)


class _Remembering(Layer):
    """An activation that remembers its output Y."""

    Y = None

    def _check(self, dY):
        shape = None if self.Y is None else self.Y.shape
        return upstream(dY, shape, type(self).__name__)


class Sigmoid(_Remembering):
    """Y = 1 / (1 + exp(-X)). Backward: dX = dY · Y (1 - Y).

    Remembers Y; any shape. Derived in chapter 4.
    """

    def forward(self, X):
        self.Y = sigmoid(X)
        return self.Y

    def backward(self, dY):
        return self._check(dY) * self.Y * (1.0 - self.Y)


class Tanh(_Remembering):
    """Y = tanh X. Backward: dX = dY · (1 - Y²).

    Remembers Y; any shape. Derived in chapter 4.
    """

    def forward(self, X):
        self.Y = np.tanh(float_array(X, "Tanh's X"))
        return self.Y

    def backward(self, dY):
        return self._check(dY) * (1.0 - self.Y**2)


class Softmax(_Remembering):
    """Y = softmax(X) along the last axis.

    Backward: dX = Y · (dY - Σ_k dY_k Y_k). Remembers Y.
    In front of a cross-entropy use SoftmaxCrossEntropy instead: it takes
    the logits and stays finite where softmax rounds to 0.
    Derived in chapter 4.
    """

    def forward(self, X):
        self.Y = softmax(X)
        return self.Y

    def backward(self, dY):
        dY = self._check(dY)
        return self.Y * (dY - (dY * self.Y).sum(axis=-1, keepdims=True))


class LeakyReLU(Layer):
    """Y = X where X > 0, and slope · X elsewhere.

    Backward: dX = dY where X > 0, and slope · dY elsewhere; at X = 0 we
    take slope. Remembers mask, 1 where X > 0 and 0 elsewhere; any shape.
    Derived in chapter 4.
    """

    def __init__(self, slope=0.01):
        self.slope = real(slope, "slope", least=0.0, below=1.0)
        self.mask = None

    def forward(self, X):
        X = float_array(X, "LeakyReLU's X")
        self.mask = (X > 0.0).astype(X.dtype)
        return np.maximum(X, self.slope * X)

    def backward(self, dY):
        return self._check(dY) * np.maximum(self.mask, self.slope)

    def _check(self, dY):
        shape = None if self.mask is None else self.mask.shape
        return upstream(dY, shape, type(self).__name__)


class ReLU(LeakyReLU):
    """Y = max(X, 0). Backward: dX = dY where X > 0, and 0 elsewhere.

    At X = 0 we take 0; any value in [0, 1] is a valid subgradient.
    Remembers mask, 1 where X > 0 and 0 elsewhere; any shape.
    Derived in chapter 4.
    """

    def __init__(self):
        super().__init__(slope=0.0)

    def forward(self, X):
        X = float_array(X, "ReLU's X")
        self.mask = (X > 0.0).astype(X.dtype)
        return np.maximum(X, 0.0)

    def backward(self, dY):
        dY = upstream(dY, getattr(self.mask, "shape", None), "ReLU")
        return dY * self.mask
