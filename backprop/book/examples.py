"""The small net that runs through chapters 1 to 5."""

import numpy as np

from ..layers import Linear, ReLU, Sequential, Sigmoid, Tanh

LN2, LN3 = np.log(2.0), np.log(3.0)


def running_net(activation="relu"):
    """Return (net, X, t): a 4-2-3 net whose step needs only a pencil.

    X is (5, 4) and t holds 5 labels of 3 classes. The second layer is
    ln 2 times whole numbers, so that every exponential in the softmax is a
    power of 2. The first layer is whole numbers for "relu"; those times
    ln 3 for "sigmoid", and times ½ ln 3 for "tanh", which makes the
    activations exact fractions too.

    Raises ValueError for another activation.
    """
    hidden = {"relu": (ReLU, 1.0), "sigmoid": (Sigmoid, LN3)}
    hidden["tanh"] = (Tanh, LN3 / 2)
    if activation not in hidden:
        raise ValueError(
            f"activation must be one of {sorted(hidden)}, got {activation!r}"
        )
    bend, scale = hidden[activation]
    W1 = scale * np.array([[1, 1], [1, -1], [2, -1], [0, -1]])
    b1 = scale * np.array([-1, 1])
    W2 = LN2 * np.array([[-1, 1, 0], [1, -2, 1]])
    b2 = LN2 * np.array([0, -1, -1])
    X = [[2, 1, 0, 1], [0, -1, 0, 1], [-1, -1, 2, 0], [1, 0, 1, -1]]
    X = np.array([*X, [0, 0, 1, 1]], dtype=np.float64)
    t = np.array([0, 2, 1, 0, 1])
    net = Sequential(
        Linear.from_arrays(W1, b1), bend(), Linear.from_arrays(W2, b2)
    )
    return net, X, t
