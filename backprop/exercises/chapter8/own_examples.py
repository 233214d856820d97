"""An operation of one's own, right once and then with one mistake each."""

import numpy as np

from ...tape import Tensor


class Own:
    def operation(self, X):
        return X / (1 + X), lambda dY: dY / (1 + X) ** 2

    def composed(self, X, dY):
        X = Tensor(X)
        Y = X / (1 + X)
        Y.backward(dY)
        return Y.value, X.grad

    def by_hand(self):
        return [[0.5, 0.667, 0.8]], [[0.75, -0.222, 0.4]]


class UpstreamMissing(Own):
    def operation(self, X):
        return X / (1 + X), lambda dY: 1 / (1 + X) ** 2


class SquareMissing(Own):
    def operation(self, X):
        return X / (1 + X), lambda dY: dY / (1 + X)


class SlopeAtOutput(Own):
    def operation(self, X):
        Y = X / (1 + X)
        return Y, lambda dY: dY / (1 + Y) ** 2


class ValueForSlope(Own):
    def operation(self, X):
        Y = X / (1 + X)
        return Y, lambda dY: dY * Y


class Summed(Own):
    def operation(self, X):
        return X / (1 + X), lambda dY: (dY / (1 + X) ** 2).sum(axis=0)


class KeptOnSelf(Own):
    def operation(self, X):
        self.X = X
        return X / (1 + X), lambda dY: dY / (1 + self.X) ** 2


class TwoFormulas(Own):
    def composed(self, X, dY):
        X = Tensor(X)
        Y = X / (2 + X)
        Y.backward(dY)
        return Y.value, X.grad


class FromOnes(Own):
    def composed(self, X, dY):
        X = Tensor(X)
        Y = X / (1 + X)
        Y.sum().backward()
        return Y.value, X.grad


class HandWithoutUpstream(Own):
    def by_hand(self):
        return [[0.5, 0.667, 0.8]], [[0.25, 0.111, 0.04]]


class HandValueOff(Own):
    def by_hand(self):
        return [[0.5, 0.75, 0.8]], [[0.75, -0.222, 0.4]]


class HandGradientOff(Own):
    def by_hand(self):
        return [[0.5, 0.667, 0.8]], [[1.5, -0.667, 2.0]]


class OfTheTape(Own):
    def operation(self, X):
        Y = np.tanh(X)
        return Y, lambda dY: dY * (1 - Y**2)

    def composed(self, X, dY):
        X = Tensor(X)
        Y = X.tanh()
        Y.backward(dY)
        return Y.value, X.grad

    def by_hand(self):
        Y = np.tanh([[1.0, 2.0, 4.0]])
        return Y, np.array([[3.0, -2.0, 10.0]]) * (1 - Y**2)


class Random(Own):
    def operation(self, X):
        share = np.random.default_rng().random(X.shape)
        return share * X, lambda dY: share * dY


class Flat(Own):
    def operation(self, X):
        return np.round(X, 1), lambda dY: 0 * dY

    def composed(self, X, dY):
        return np.round(X, 1), 0 * dY

    def by_hand(self):
        return [[1, 2, 4]], [[0, 0, 0]]


class FromTheMean(Own):
    """Here an entry of Y depends on its whole row."""

    def operation(self, X):
        def centred(A):
            return A - A.mean(axis=1, keepdims=True)

        return centred(X), centred

    def composed(self, X, dY):
        X = Tensor(X)
        Y = X - X.mean(axis=1, keepdims=True)
        Y.backward(dY)
        return Y.value, X.grad

    def by_hand(self):
        return [[-1.333, -0.333, 1.667]], [[-0.667, -5.667, 6.333]]


class OwnEntryAlone(FromTheMean):
    def operation(self, X):
        Y, _ = super().operation(X)
        return Y, lambda dY: dY * (1 - 1 / X.shape[1])


class HandRowMixed(FromTheMean):
    def by_hand(self):
        Y, _ = super().by_hand()
        return Y, [[3, -2, 10]]
