"""The gradient is not that of the loss, or the loss is not the one meant."""

import numpy as np

from ..losses import MeanSquaredError, SoftmaxCrossEntropy
from .program import Program
from .record import Mistake, met, sources


class PenaltyOnlyInLoss(Program):
    """The objective has ½ strength Σ W²; the step knows nothing of it."""

    def update(self, part, lr):
        for name, p in part.params().items():
            p -= lr * part.grads()[name]


class SquaredError(MeanSquaredError):
    """loss = mean of (prediction - onehot(labels))², every entry. Right."""

    def forward(self, prediction, labels):
        return super().forward(prediction, np.eye(prediction.shape[1])[labels])


class ClippedError(SquaredError):
    """loss = mean of clip(error, -1, 1)²: flat wherever |error| > 1.

    backward is the true gradient of that, so 0 for the worst errors.
    With the right lines it is Huber's loss, whose gradient is clipped.
    """

    def forward(self, prediction, labels):
        super().forward(prediction, labels)
        near = np.clip(self.error, -1.0, 1.0)
        self.slope = 2.0 * near * (np.abs(self.error) < 1.0)
        return float(np.mean(near**2))

    def backward(self):
        return self.slope / self.slope.size


class Overflows(SoftmaxCrossEntropy):
    """P = exp(Z) / Σ exp(Z), with nothing subtracted from the logits Z.

    loss = mean of log Σ exp(Z) - Z[label]. exp is infinite from 88.8 in
    float32 and from 709.8 in float64, and inf / inf is nan.
    """

    def forward(self, logits, labels):
        Z = logits
        E = np.exp(Z)
        total = E.sum(axis=1, keepdims=True)
        self.P = E / total
        self.T = labels[:, None] == np.arange(E.shape[1])
        return float((np.log(total) - Z)[self.T].mean())


LOSS = (
    Mistake(
        id="penalty-only-in-loss",
        title="The regulariser in the loss, not in the gradient",
        family="loss",
        symptom=(
            "Only the weights fail, short by strength · W; the biases "
            "agree. The loss falls all the same."
        ),
        cause="Whatever is added to the loss has a gradient to add too.",
        source=sources(
            met("Burton2000/CS231n-2017", 9, "2021: of the biases, mended"),
        ),
        wrong="p -= lr * part.grads()[name]",
        right=(
            "decay = self.strength * p if p.ndim > 1 else 0.0\n"
            "p -= lr * (part.grads()[name] + decay)"
        ),
        parts={"program": PenaltyOnlyInLoss},
        fails_on=("0.W", "2.W"),
    ),
    Mistake(
        id="error-clipped",
        title="Clipping the error instead of the gradient",
        family="loss",
        symptom=(
            "Every array agrees, and the predictions furthest off get a "
            "gradient of exactly 0: nothing pulls them back."
        ),
        cause="A clipped error is constant outside, so its slope is 0.",
        source=sources(
            met("spragunr/deep_q_rl", 46, "2015: mended"),
            met(
                "devsisters/DQN-tensorflow",
                16,
                "2016: seen by Karpathy, mended in a day",
            ),
        ),
        wrong=(
            "self.slope = 2.0 * near * (np.abs(self.error) < 1.0)\n"
            "return float(np.mean(near**2))"
        ),
        right=(
            "self.slope = 2.0 * near\n"
            "return float(np.mean(near * (2.0 * self.error - near)))"
        ),
        parts={"loss": ClippedError},
        fails_on=(),
        seen_by="the gradient at a prediction far from its target",
    ),
    Mistake(
        id="softmax-overflow",
        title="Overflow in softmax",
        family="loss",
        symptom=(
            "Every array agrees while the logits are moderate. At a logit "
            "of 1000 the loss is infinite and its gradient nan."
        ),
        cause="exp overflows unless the row's largest logit is taken off.",
        source=sources(
            met("andrewschreiber/numpy-saliency", 2, "2019"),
            "explained in Dive into Deep Learning",
        ),
        wrong="Z = logits",
        right="Z = logits - logits.max(axis=1, keepdims=True)",
        parts={"loss": Overflows},
        fails_on=(),
        seen_by="logits of 1000",
    ),
)
