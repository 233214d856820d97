"""The way back through a layer is not the derivative of the way there."""

from ..layers import Linear, ReLU, he_normal
from .record import Mistake, met, sources


class PassesAll(ReLU):
    """dX = dY. The derivative, 1 where X > 0 and else 0, is missing."""

    def backward(self, dY):
        return dY


class _RemembersOutput(ReLU):
    """ReLU that also remembers Y."""

    def forward(self, X):
        self.Y = super().forward(X)
        return self.Y


class TimesOutput(_RemembersOutput):
    """dX = dY · Y, where dY · f'(X) belongs."""

    def backward(self, dY):
        return dY * self.Y


class AtLeastZero(_RemembersOutput):
    """dX = dY where Y >= 0. No output is negative, so that is everywhere.

    Y > 0 would be right: the output does tell which units passed.
    """

    def backward(self, dY):
        return dY * (self.Y >= 0)


class RandomFeedback(Linear):
    """dX = dY R, with a fixed random R (n_out, n_in) in place of Wᵀ."""

    def __init__(self, n_in, n_out, rng, *, init=he_normal):
        super().__init__(n_in, n_out, rng, init=init)
        self.R = init(n_in, n_out, rng.spawn(1)[0]).T  # not rng: W is next

    def backward(self, dY):
        dY = self.parameter_gradients(dY)
        return dY @ self.R

    parameter_gradients = Linear.parameter_gradients  # so fit spares dX


class NotTransposed(Linear):
    """dX = dY W. The shapes fit only if W is square; Wᵀ belongs there."""

    def backward(self, dY):
        dY = self.parameter_gradients(dY)
        return dY @ self.W

    parameter_gradients = Linear.parameter_gradients  # so fit spares dX


DERIVATIVE = (
    Mistake(
        id="relu-derivative-missing",
        title="ReLU's derivative is missing",
        family="derivative",
        symptom=(
            "Only the first layer fails: W and b below the activation. "
            "Units that were off get a gradient too. The loss falls."
        ),
        cause="dY must be cut off where ReLU cut X off.",
        source=sources(
            met(
                "iamtrask/Grokking-Deep-Learning",
                50,
                "2020: a hidden sigmoid without its slope",
            ),
        ),
        wrong="return dY",
        right="return dY * self.mask",
        parts={"activation": PassesAll},
        fails_on=("0.W", "0.b"),
        alone=("X",),
    ),
    Mistake(
        id="output-for-derivative",
        title="Multiplied by a in place of f′(z)",
        family="derivative",
        symptom=(
            "Only the first layer fails. Each unit's delta is off by the "
            "factor a = f(z), so no single factor fits; the loss falls."
        ),
        cause="The chain rule needs the activation's slope, not its value.",
        source=sources(
            met("andersbll/nnet", 4, "2016: `tanh_d` is tanh itself"),
        ),
        wrong="return dY * self.Y",
        right="return dY * (self.Y > 0)",
        parts={"activation": TimesOutput},
        fails_on=("0.W", "0.b"),
        alone=("X",),
    ),
    Mistake(
        id="relu-output-at-least-zero",
        title="ReLU's derivative taken from its output with >=",
        family="derivative",
        symptom=(
            "Only the first layer fails, with the very numbers of a "
            "missing derivative: every unit passes."
        ),
        cause="ReLU's output is never below 0, so `>= 0` is always true.",
        source=sources(
            met("iamtrask/Grokking-Deep-Learning", 9, "2018"),
            "NumPy's tutorial on MNIST, in 2026",
        ),
        wrong="return dY * (self.Y >= 0)",
        right="return dY * (self.Y > 0)",
        parts={"activation": AtLeastZero},
        fails_on=("0.W", "0.b"),
        alone=("X",),
    ),
    Mistake(
        id="random-feedback",
        title="A random matrix in place of the transposed weights",
        family="derivative",
        symptom=(
            "Only the first layer fails, by no single factor. The loss can "
            "fall all the same."
        ),
        cause="dX is dY Wᵀ; a matrix R of the same shape is not Wᵀ.",
        source="Lillicrap and others, 2016, where it is the point",
        wrong="return dY @ self.R",
        right="return dY @ self.W.T",
        parts={"linear": RandomFeedback},
        fails_on=("0.W", "0.b"),
        alone=("X",),
    ),
    Mistake(
        id="transpose-missing",
        title="A missing transpose that happens to fit",
        family="derivative",
        symptom=(
            "With n_hidden = n_out, only the first layer fails, by no "
            "single factor. With other sizes NumPy raises ValueError."
        ),
        cause="A square W fits both ways, so the shapes say nothing.",
        source=sources(
            met(
                "iamtrask/Grokking-Deep-Learning",
                22,
                "2019: an outer product, 3 by 3, mended",
            ),
        ),
        wrong="return dY @ self.W",
        right="return dY @ self.W.T",
        parts={"linear": NotTransposed},
        square=True,
        fails_on=("0.W", "0.b"),
        alone=("X",),
    ),
)
