"""Losses: how wrong, in one number, and its slope.

forward(prediction, target) returns a float; backward() returns the
gradient of that float with respect to the prediction. The mean over the
examples is taken here, and nowhere else in the package.

Every loss raises ValueError for shapes that do not fit, for NaN or
infinity, and for backward before forward; TypeError for entries that are
not numbers. Derived in chapters 2 and 4.
"""

from functools import cache

import numpy as np

from .labels import counting
from .layers import sigmoid
from .validation import (
    finite,
    float_array,
    named_arrays,
    real,
    whole_numbers,
)


def _alike(prediction, target, what):
    """Both as float arrays of one shape; the prediction is finite."""
    prediction = float_array(prediction, f"{what}'s prediction")
    target = float_array(target, f"{what}'s target")
    if prediction.shape != target.shape or prediction.size == 0:
        raise ValueError(
            f"{what} expects prediction and target of one shape, not empty, "
            f"got {prediction.shape} and {target.shape}"
        )
    return finite(prediction, f"{what}'s prediction"), target


@cache
def _columns(K):
    """0, 1, ..., K-1: made once for each K."""
    return np.arange(K)


def _needs_forward(remembered, what):
    if remembered is None:
        raise ValueError(
            f"{what}.backward came before forward: expected a call of "
            "forward(prediction, target) first, got none"
        )


class MeanSquaredError:
    """loss = mean of (prediction - target)², over every entry.

    backward: 2 (prediction - target) / (number of entries).
    Remembers error = prediction - target. Shapes: both the same.
    No ½, as in PyTorch; the notation page lists who has it.
    """

    error = None

    def forward(self, prediction, target):
        prediction, target = _alike(prediction, target, "MeanSquaredError")
        finite(target, "MeanSquaredError's target")
        self.error = prediction - target
        return float(np.mean(self.error**2))

    def backward(self):
        _needs_forward(self.error, "MeanSquaredError")
        return 2.0 * self.error / self.error.size


class SigmoidCrossEntropy:
    """loss = mean of -t log p - (1-t) log(1-p), with p = sigmoid(z).

    Takes the logits z, before the sigmoid, and targets t in [0, 1], of one
    shape; the mean is over every entry. Computed as
    max(z, 0) - z t + log(1 + exp(-|z|)), which is exact for any z.
    backward: (p - t) / (number of entries). Remembers z and t.
    """

    z = t = None

    def forward(self, logits, target):
        z, t = _alike(logits, target, "SigmoidCrossEntropy")
        if not (t.min() >= 0 and t.max() <= 1):
            raise ValueError(
                "SigmoidCrossEntropy expects targets in [0, 1], got values "
                f"from {t.min()} to {t.max()}"
            )
        self.z, self.t = z, t
        tail = np.log1p(np.exp(-np.abs(z)))
        return float(np.mean(np.maximum(z, 0.0) - z * t + tail))

    def backward(self):
        _needs_forward(self.z, "SigmoidCrossEntropy")
        return (sigmoid(self.z) - self.t) / self.z.size


class SoftmaxCrossEntropy:
    """loss = mean over the rows of -log p[label], with p = softmax(logits).

    Takes the logits (N, K), before the softmax, and labels (N,), whole
    numbers from 0 to K-1. Computed with each row's largest logit
    subtracted, so that no exponential overflows.
    backward: (P - T) / N, of shape (N, K), where T is the labels written
    as rows of zeros with a single one. Remembers P and T.

    Logits (N, ..., K) with labels (N, ...) are as many rows as there are
    labels. A row with the label -1 is not counted: the mean is over the
    `counted` others, and its gradient is 0, as its rows of P and T are.
    Raises ValueError where no row counts. Masked in chapter 10.
    """

    P = T = counted = None

    def forward(self, logits, labels):
        Z = float_array(logits, "SoftmaxCrossEntropy's logits")
        T = self._one_hot(labels, Z)  # (N, ..., K)
        Z = Z - Z.max(axis=-1, keepdims=True)  # largest logit is now 0
        E = np.exp(Z)  # (N, ..., K), entries in [0, 1]
        total = E.sum(axis=-1, keepdims=True)  # (N, ..., 1)
        self.P, self.T = E / total, T
        if self.counted < total.size:
            left_out = ~T.any(axis=-1)
            self.P[left_out], total[left_out] = 0.0, 1.0  # log 1 is 0
        loss = np.log(total).sum() - np.vdot(T, Z)  # -Σ T log P
        return float(loss) / self.counted

    def backward(self):
        _needs_forward(self.P, "SoftmaxCrossEntropy")
        return (self.P - self.T) / (self.counted or len(self.P))

    def _one_hot(self, labels, Z):
        """T (N, ..., K): 1 at each row's label, else 0. Checks Z, labels."""
        if Z.ndim < 2 or Z.size == 0:
            raise ValueError(
                "SoftmaxCrossEntropy expects logits of shape (N, K) or "
                f"(N, ..., K), not empty, got {Z.shape}"
            )
        finite(Z, "SoftmaxCrossEntropy's logits")
        labels = whole_numbers(labels, "SoftmaxCrossEntropy's labels")
        if labels.shape != Z.shape[:-1]:
            raise ValueError(
                f"SoftmaxCrossEntropy expects labels of shape "
                f"{Z.shape[:-1]}, got {labels.shape}"
            )
        T = labels[..., None] == _columns(Z.shape[-1])
        counted = int(np.count_nonzero(T))
        if counted < labels.size:  # a label without a column
            counting(labels, Z.shape[-1], "SoftmaxCrossEntropy")
        self.counted = counted
        return T.astype(Z.dtype)


def l2_penalty(params, strength):
    """Return (penalty, grads): ½ strength Σ W², and strength · W for each.

    `params` is a dict of arrays; only matrices (the weights) are
    penalised, never biases: their gradient is 0. Add the penalty to the
    loss and grads to the gradients, both or neither.
    Raises ValueError for a negative or infinite strength, TypeError for
    params that are not a dict of arrays.
    """
    strength = real(strength, "strength", least=0.0)
    params = named_arrays(params, "l2_penalty's params")
    grads = {
        name: strength * W if W.ndim > 1 else np.zeros_like(W)
        for name, W in params.items()
    }
    penalty = (
        0.5
        * strength
        * sum(float((W**2).sum()) for W in params.values() if W.ndim > 1)
    )
    return penalty, grads
