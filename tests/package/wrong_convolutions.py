"""Convolution and pooling with the mistakes that people make, planted.

Each class is the layer of the book with one thing done wrong; where it was
seen stands beside it.
"""

import numpy as np

from backprop import Conv2d, MaxPool2d


class KernelGradientTurned(Conv2d):
    """dK with its arguments exchanged: dY slid over X, not X under dY."""

    def parameter_gradients(self, dY):
        dY = super().parameter_gradients(dY)
        self.dK = self.dK[::-1, ::-1].copy()
        return dY


class KernelNotTurned(Conv2d):
    """dX gathers with the kernel as it is (nntrainer#705)."""

    def backward(self, dY):
        K, self.K = self.K, self.K[::-1, ::-1]
        try:
            return super().backward(dY)
        finally:
            self.K = K


class Overwritten(Conv2d):
    """dX is = where it should be += over windows that overlap."""

    def backward(self, dY):
        dY = self.parameter_gradients(dY)
        kh, kw, _, c_out = self.K.shape
        X_shape, Y_shape = self._shapes
        p, s = self.padding, self.stride
        dY, dX = dY.reshape(Y_shape), np.zeros(X_shape, dY.dtype)
        for i, j in np.ndindex(Y_shape[1:3]):
            dX[:, s * i : s * i + kh, s * j : s * j + kw] = np.tensordot(
                dY[:, i, j], self.K, (1, 3)
            )
        return dX[:, p : X_shape[1] - p, p : X_shape[2] - p]


class CroppedOnOneSide(Conv2d):
    """The padding is cut off dX at the right and below, twice as wide."""

    def backward(self, dY):
        p, self.padding = self.padding, 0
        try:
            dX = super().backward(dY)
        finally:
            self.padding = p
        return dX[:, : dX.shape[1] - 2 * p, : dX.shape[2] - 2 * p]


class BiasMean(Conv2d):
    """db is a mean over images and places (kvfrans/notes#5)."""

    def parameter_gradients(self, dY):
        dY = super().parameter_gradients(dY)
        self.db = dY.mean(axis=0)
        return dY


class BiasOfOnePlace(Conv2d):
    """db sums over the images, and forgets the places."""

    def parameter_gradients(self, dY):
        dY = super().parameter_gradients(dY)
        self.db = dY.reshape(self._shapes[1])[:, 0, 0].sum(axis=0)
        return dY


class ReturnInTheLoop(Conv2d):
    """`return` stands one level too deep: after the first window."""

    def parameter_gradients(self, dY):
        first = np.zeros_like(dY)
        first[:, 0, 0] = dY[:, 0, 0]
        return super().parameter_gradients(first)


class LastImageAlone(Conv2d):
    """dK is = in the loop over the images."""

    def parameter_gradients(self, dY):
        dY = super().parameter_gradients(dY)
        places = len(dY) // self._shapes[1][0]
        dK = self.P[-places:].T @ dY[-places:]
        self.dK = dK.reshape(self.K.shape)
        return dY


class AxesExchanged(Conv2d):
    """Rows and columns of Y are exchanged on the way back."""

    def backward(self, dY):
        dY = self.parameter_gradients(dY)
        kh, kw, c_in, _ = self.K.shape
        X_shape, (N, columns, rows, _) = self._shapes
        p, s = self.padding, self.stride
        dX = np.zeros(X_shape, dY.dtype)
        for u, v in np.ndindex(kh, kw):
            stamp = (dY @ self.K[u, v].T).reshape(N, rows, columns, c_in)
            dX[:, u : u + s * rows : s, v : v + s * columns : s] += stamp
        return dX[:, p : X_shape[1] - p, p : X_shape[2] - p]


class EveryMaximum(MaxPool2d):
    """At a tie every maximum gets the whole dY (mni-ml/framework#22)."""

    def forward(self, X):
        self.X, self.Y = X, super().forward(X)
        return self.Y

    def backward(self, dY):
        (_, rows, columns, _), s = dY.shape, self.stride
        dX = np.zeros(self.X.shape, dY.dtype)
        for u, v in np.ndindex(self.size):
            under = slice(u, u + s * rows, s), slice(v, v + s * columns, s)
            dX[:, *under] += dY * (self.X[:, *under] == self.Y)
        return dX


class PoolOverwritten(MaxPool2d):
    """dX is = where a pixel that won several windows should get a sum."""

    def backward(self, dY):
        dX = np.zeros(self._X_shape, dY.dtype)
        dX.reshape(-1)[self.winner] = dY
        return dX


CONVOLUTIONS = [
    KernelGradientTurned,
    KernelNotTurned,
    Overwritten,
    CroppedOnOneSide,
    BiasMean,
    BiasOfOnePlace,
    ReturnInTheLoop,
    LastImageAlone,
    AxesExchanged,
]
POOLS = [EveryMaximum, PoolOverwritten]
