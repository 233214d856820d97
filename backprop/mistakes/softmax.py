"""Softmax and cross-entropy, put together wrongly."""

import numpy as np

from ..layers import Softmax, softmax
from ..losses import SoftmaxCrossEntropy
from .program import Program
from .record import Mistake, met, sources


class SoftmaxTwice(SoftmaxCrossEntropy):
    """loss and P from softmax(softmax(Z)), backward as if from one."""

    def forward(self, logits, labels):
        return super().forward(softmax(logits), labels)


class EndsInSoftmax(Program):
    """A net that ends in softmax, before a loss that takes logits."""

    def __init__(self, *sizes_and_rng, **options):
        super().__init__(*sizes_and_rng, head=Softmax, **options)


class CrossEntropy:
    """loss = mean over the rows of -log P[label]; P = probabilities. Right.

    backward: -T / P / N. Remembers P and T (N, K), the labels one-hot.
    """

    def forward(self, P, labels):
        self.P, self.T = P, labels[:, None] == np.arange(P.shape[1])
        return float(-np.log(P[self.T]).mean())

    def backward(self):
        return -(self.T / self.P) / len(self.P)


class DiagonalSoftmax(Softmax):
    """dX = dY · Y (1 - Y): the Jacobian's diagonal, as if it were all.

    Each output also depends on all the other inputs of its row.
    """

    def backward(self, dY):
        return dY * self.Y * (1.0 - self.Y)


class BinaryGradient(CrossEntropy):
    """dP = (-T / P + (1 - T) / (1 - P)) / N, of another loss.

    It belongs to -T log P - (1 - T) log(1 - P), summed over the classes.
    """

    def backward(self):
        P, T = self.P, self.T
        return (-(T / P) + (1 - T) / (1 - P)) / len(P)


SOFTMAX = (
    Mistake(
        id="softmax-twice",
        title="Softmax applied twice",
        family="loss",
        symptom=(
            "All arrays fail, by no single factor. Without its penalty the "
            "loss cannot fall below -log(e / (e + K - 1)): .5514 for K = 3."
        ),
        cause="The loss takes logits, and was handed probabilities.",
        source="Exhibit 19's threads, in code that differentiates by hand",
        wrong="return super().forward(softmax(logits), labels)",
        right="return super().forward(logits, labels)",
        parts={"loss": SoftmaxTwice},
        fails_on=("0.W", "0.b", "2.W", "2.b"),
        alone=("prediction",),
    ),
    Mistake(
        id="softmax-twice-differentiated",
        title="Softmax applied twice, and differentiated twice",
        family="loss",
        symptom=(
            "Every array agrees: a right gradient, of a loss that cannot "
            "fall below -log(e / (e + K - 1)): .5514 for K = 3."
        ),
        cause="The net ends in softmax, and its loss takes logits.",
        source=sources(
            met("tflearn/tflearn", 562, "2017: mended"),
            met("GiorgiaD/PEPITA", 1, "2023"),
        ),
        wrong="super().__init__(*sizes_and_rng, head=Softmax, **options)",
        right="super().__init__(*sizes_and_rng, **options)",
        parts={"program": EndsInSoftmax},
        fails_on=(),
        seen_by="the loss of a perfect prediction, which is not 0",
    ),
    Mistake(
        id="softmax-diagonal",
        title="Softmax's diagonal used as its whole Jacobian",
        family="loss",
        symptom=(
            "All parameters fail, by no single factor: the logits of wrong "
            "classes get no gradient at all."
        ),
        cause="Raising one logit lowers all other probabilities of its row.",
        source=sources(
            met("eriklindernoren/ML-From-Scratch", 71, "2019"),
            met("eriklindernoren/ML-From-Scratch", 125, "2025"),
        ),
        wrong="return dY * self.Y * (1.0 - self.Y)",
        right=(
            "mean = (dY * self.Y).sum(axis=-1, keepdims=True)\n"
            "return self.Y * (dY - mean)"
        ),
        parts={"head": DiagonalSoftmax},
        setting={"loss": CrossEntropy},
        fails_on=("0.W", "0.b", "2.W", "2.b"),
        alone=("X",),
    ),
    Mistake(
        id="two-wrongs-cancel",
        title="The diagonal again, and a cross-entropy that cancels it",
        family="loss",
        symptom=(
            "Alone, softmax and the loss both fail. Together they give "
            "P - T, so every parameter agrees and training is right."
        ),
        cause="(-T/P + (1-T)/(1-P)) · P(1-P) is P - T, entry by entry.",
        source="A relative of "
        + met("eriklindernoren/ML-From-Scratch", 71, "2019"),
        wrong=(
            "return (-(T / P) + (1 - T) / (1 - P)) / len(P)\n\n"
            "return dY * self.Y * (1.0 - self.Y)"
        ),
        right=(
            "return -(T / P) / len(P)\n\n"
            "mean = (dY * self.Y).sum(axis=-1, keepdims=True)\n"
            "return self.Y * (dY - mean)"
        ),
        parts={"loss": BinaryGradient, "head": DiagonalSoftmax},
        fails_on=(),
        alone=("X", "prediction"),
        seen_by="a check of softmax and of the loss, each by itself",
    ),
)
