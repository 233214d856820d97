"""Mistakes that the catalogue of the museum does not have."""

import numpy as np

from ...layers import LeakyReLU, Linear, ReLU, Tanh
from ...losses import SoftmaxCrossEntropy
from ...mistakes import Program


class TanhNotSquared(Tanh):
    """dX = dY · (1 - Y), where 1 - Y² belongs."""

    def backward(self, dY):
        return dY * (1.0 - self.Y)


class TanhTimesOutput(Tanh):
    """dX = dY · Y: the value in place of the slope."""

    def backward(self, dY):
        return dY * self.Y


class Leaky(LeakyReLU):
    """A leaky ReLU with the slope 0.1 below 0. Right."""

    def __init__(self):
        super().__init__(slope=0.1)


class LeakyOtherSide(Leaky):
    """dX = 0.1 dY where X > 0, and dY elsewhere: the two are exchanged."""

    def backward(self, dY):
        return dY * np.where(self.mask > 0, self.slope, 1.0)


class LeakyPassesAll(Leaky):
    """dX = dY: the slope is missing."""

    def backward(self, dY):
        return dY


class LastRowDropped(Linear):
    """dW without the last row of the batch: an end that is one too early."""

    def parameter_gradients(self, dY):
        self.dW = self.X[:-1].T @ dY[:-1]
        self.db = dY.sum(axis=0)
        return dY


class StaleInput(Linear):
    """dW = Xᵀ dY with the X of the first call of all."""

    kept = None

    def forward(self, X):
        Y = super().forward(X)
        if self.kept is None:
            self.kept = self.X.copy()
        return Y

    def parameter_gradients(self, dY):
        self.dW = self.kept.T @ dY
        self.db = dY.sum(axis=0)
        return dY


class BiasesDoubled(Linear):
    """db = twice the sum of the rows of dY."""

    def parameter_gradients(self, dY):
        self.dW, self.db = self.X.T @ dY, 2.0 * dY.sum(axis=0)
        return dY


class BiasesAccumulate(Linear):
    """db += sum of dY, never set to 0 again."""

    def parameter_gradients(self, dY):
        before = 0.0 if self.db is None else self.db
        self.dW = self.X.T @ dY
        self.db = before + dY.sum(axis=0)
        return dY


class Crowded(ReLU):
    """Y = R / m with R = max(X, 0), m = 1 + its mean over the rows.

    backward is the right gradient of that, but a row's Y depends on the
    other rows of its batch.
    """

    def forward(self, X):
        self.R = super().forward(X)
        self.m = 1.0 + self.R.mean(axis=0)
        return self.R / self.m

    def backward(self, dY):
        dm = -(dY * self.R).sum(axis=0) / self.m**2
        return super().backward(dY / self.m + dm / len(dY))


class Centred(Linear):
    """Y = X W + b less half of its mean over the rows, and its gradient."""

    def forward(self, X):
        Y = super().forward(X)
        return Y - 0.5 * Y.mean(axis=0)

    def parameter_gradients(self, dY):
        return super().parameter_gradients(dY - 0.5 * dY.mean(axis=0))

    def backward(self, dY):
        return self.parameter_gradients(dY) @ self.W.T


class WorstRows(SoftmaxCrossEntropy):
    """loss = log of the mean over the rows of exp(-log P[label]).

    The worst rows count most, and how much depends on all of them. Of one
    row it is the usual loss. backward is its right gradient.
    """

    def forward(self, logits, labels):
        super().forward(logits, labels)
        worth = 1.0 / self.P[np.arange(len(labels)), labels]
        self.share = worth / worth.sum()
        return float(np.log(worth.mean()))

    def backward(self):
        return super().backward() * len(self.P) * self.share[:, None]


class BiasesPenalised(Program):
    """The step adds strength · b to the biases; the objective does not."""

    def update(self, part, lr):
        for name, p in part.params().items():
            p -= lr * (part.grads()[name] + self.strength * p)
