"""The activations that figures can draw: by name, with their slopes."""

import numpy as np

from ..layers import sigmoid


def _sigmoid_slope(z):
    return sigmoid(z) * (1 - sigmoid(z))


# name: what is written, the function, its derivative
ACTIVATIONS = {
    "sigmoid": ("sigmoid", sigmoid, _sigmoid_slope),
    "tanh": ("tanh", np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "relu": ("ReLU", lambda z: np.maximum(z, 0.0), lambda z: 1.0 * (z > 0)),
    "leaky_relu": (
        "leaky ReLU",
        lambda z: np.maximum(z, 0.1 * z),
        lambda z: np.where(z > 0, 1.0, 0.1),
    ),
    "identity": ("identity", lambda z: 1.0 * z, np.ones_like),
    "step": ("step", lambda z: 1.0 * (z > 0), np.zeros_like),
}


def activation_of(name):
    """Return (what is written, function, derivative) of an activation.

    Raises ValueError for a name that is not in the table.
    """
    if name not in ACTIVATIONS:
        raise ValueError(
            f"activation must be one of {', '.join(ACTIVATIONS)}, got {name!r}"
        )
    return ACTIVATIONS[name]
