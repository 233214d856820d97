"""Nets and data for the tests: sizes that all differ, seeded draws."""

import numpy as np

from backprop import (
    LeakyReLU,
    Linear,
    MeanSquaredError,
    ReLU,
    Sequential,
    Sigmoid,
    SigmoidCrossEntropy,
    Softmax,
    SoftmaxCrossEntropy,
    Tanh,
)

ACTIVATIONS = [Sigmoid, Tanh, ReLU, LeakyReLU, Softmax]
LOSSES = [MeanSquaredError, SigmoidCrossEntropy, SoftmaxCrossEntropy]


def net(rng, sizes, activation, scale=1.0, dtype=np.float64):
    """Linear layers of these sizes, with `activation` between them."""
    layers = []
    for n_in, n_out in zip(sizes, sizes[1:], strict=False):
        layer = Linear(n_in, n_out, rng, dtype=dtype)
        layer.b += rng.normal(size=n_out)
        layer.W *= scale
        layer.b *= scale
        layers += [layer, activation()]
    return Sequential(*layers[:-1])


def target_for(loss, prediction, rng):
    """A random target that `loss` (a class or object) accepts."""
    name = loss.__name__ if isinstance(loss, type) else type(loss).__name__
    if name == "SoftmaxCrossEntropy":
        N, K = prediction.shape
        return rng.integers(0, K, N)
    if name == "SigmoidCrossEntropy":
        return rng.uniform(size=prediction.shape)
    return rng.normal(size=prediction.shape)


def step(net, loss, X, target):
    """Forward and backward: (loss value, dX)."""
    value = loss.forward(net.forward(X), target)
    return value, net.backward(loss.backward())


# The rooms on floors 0 to 4 that hold public names.
PUBLIC = {
    "book",
    "checking",
    "data",
    "layers",
    "losses",
    "policy",
    "tape",
    "training",
}
