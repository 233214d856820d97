"""The project's catalogue: an operation, and what goes wrong with one."""

import numpy as np

from ...tape import Tensor
from ..record import Wrong


class _Own:
    def operation(self, X):
        return X / (1 + X), lambda dY: dY / (1 + X) ** 2

    def composed(self, X, dY):
        X = Tensor(X)
        Y = X / (1 + X)
        Y.backward(dY)
        return Y.value, X.grad

    def by_hand(self):
        return [[0.5, 0.667, 0.8]], [[0.75, -0.222, 0.4]]


class _UpstreamMissing(_Own):
    def operation(self, X):
        return X / (1 + X), lambda dY: 1 / (1 + X) ** 2


class _SquareMissing(_Own):
    def operation(self, X):
        return X / (1 + X), lambda dY: dY / (1 + X)


class _SlopeAtOutput(_Own):
    def operation(self, X):
        Y = X / (1 + X)
        return Y, lambda dY: dY / (1 + Y) ** 2


class _ValueForSlope(_Own):
    def operation(self, X):
        Y = X / (1 + X)
        return Y, lambda dY: dY * Y


class _Summed(_Own):
    def operation(self, X):
        return X / (1 + X), lambda dY: (dY / (1 + X) ** 2).sum(axis=0)


class _KeptOnSelf(_Own):
    def operation(self, X):
        self.X = X
        return X / (1 + X), lambda dY: dY / (1 + self.X) ** 2


class _TwoFormulas(_Own):
    def composed(self, X, dY):
        X = Tensor(X)
        Y = X / (2 + X)
        Y.backward(dY)
        return Y.value, X.grad


class _FromOnes(_Own):
    def composed(self, X, dY):
        X = Tensor(X)
        Y = X / (1 + X)
        Y.sum().backward()
        return Y.value, X.grad


class _HandWithoutUpstream(_Own):
    def by_hand(self):
        return [[0.5, 0.667, 0.8]], [[0.25, 0.111, 0.04]]


class _HandValueOff(_Own):
    def by_hand(self):
        return [[0.5, 0.75, 0.8]], [[0.75, -0.222, 0.4]]


class _HandGradientOff(_Own):
    def by_hand(self):
        return [[0.5, 0.667, 0.8]], [[1.5, -0.667, 2.0]]


class _OfTheTape(_Own):
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


class _Flat(_Own):
    def operation(self, X):
        return np.round(X, 1), lambda dY: 0 * dY

    def composed(self, X, dY):
        return np.round(X, 1), 0 * dY

    def by_hand(self):
        return [[1, 2, 4]], [[0, 0, 0]]


REMEMBERS = "08-tape#What the tape remembers"
MEASURED = "03-chain-rule#Measuring a slope well"

MISTAKES = (
    Wrong(
        "upstream-missing",
        _UpstreamMissing,
        "A way back gets dY and multiplies it by the slope. Yours returns "
        "the slope alone, which is right for dY = 1 only.",
        "The differences say that a factor is missing in the way back: dY.",
    ),
    Wrong(
        "hand-without-upstream",
        _HandWithoutUpstream,
        "Those are the slopes. Each entry is multiplied by its dY, which is "
        "3, -2 and 10.",
        "Y by hand is right; dX by hand lacks its dY.",
    ),
    Wrong(
        "two-formulas",
        _TwoFormulas,
        "operation and composed must compute the same Y. Compare the two "
        "formulas at one number; the constants are where to look.",
        "The way back is right, by differences. The composition gives "
        "another Y.",
    ),
    Wrong(
        "from-ones",
        _FromOnes,
        "Y.sum().backward() starts with ones. The gradient dY that is given "
        "belongs there: Y.backward(dY).",
        "The way back is right, by differences. The composition's dX lacks "
        "its dY.",
    ),
    Wrong(
        "kept-on-self",
        _KeptOnSelf,
        "self has one place, and the operation can stand on a tape many "
        "times: the latest call has written over what an earlier line needs. "
        "Let back use the variables of its own call.",
        section=REMEMBERS,
    ),
    Wrong(
        "not-your-own",
        _OfTheTape,
        "The tape has this operation already. Choose another: a formula of "
        "two or three of its operations is enough.",
        "All agrees, but the operation is one of the tape's own.",
    ),
    Wrong(
        "flat",
        _Flat,
        "An operation whose slope is 0 wherever it has one sends nothing "
        "back, and three ways to find a 0 prove little. Choose one that "
        "rises or falls.",
        "No small nudge of X moves your Y.",
        MEASURED,
    ),
    Wrong(
        "square-missing",
        _SquareMissing,
        "The slope of X / (1 + X) is 1 / (1 + X)²: the rule for a quotient "
        "has the square of the denominator.",
    ),
    Wrong(
        "slope-at-output",
        _SlopeAtOutput,
        "A slope is taken at X, where the operation was. Yours is taken at Y.",
    ),
    Wrong(
        "value-for-slope",
        _ValueForSlope,
        "dY times Y would be right for exp, whose slope is its value. What "
        "is the slope of your operation?",
    ),
    Wrong(
        "summed",
        _Summed,
        "dX has X's shape. A sum over the rows is for what all rows share, "
        "such as a bias.",
    ),
    Wrong(
        "hand-value-off",
        _HandValueOff,
        "Put 1, 2 and 4 into your formula once more, one at a time.",
        "Y by hand is not what the operation gives.",
    ),
    Wrong(
        "hand-gradient-off",
        _HandGradientOff,
        "Write the slope as a formula of x, put in 1, 2 and 4, and multiply "
        "by 3, -2 and 10.",
        "Y by hand is right; dX by hand is not what the differences give.",
    ),
)
