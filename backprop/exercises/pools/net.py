"""The way back through a net with one hidden layer, and its usual slips."""

import numpy as np

from ..chains import Chain, Slip
from .net_slips import ANY, RELU_SLOPES, TANH_SLOPES, onehot, softmax


def _tanh(v):
    return np.tanh(v.Z1)


def _relu(v):
    return np.maximum(v.Z1, 0)


def back_lines(bend, slope):
    """The right lines; bend and slope are rules of the activation."""
    return {
        "Z1": lambda v: v.X @ v.W1 + v.b1,
        "A1": bend,
        "Z2": lambda v: v.A1 @ v.W2 + v.b2,
        "P": lambda v: softmax(v.Z2),
        "T": onehot,
        "dZ2": lambda v: (v.P - v.T) / len(v.X),
        "dW2": lambda v: v.A1.T @ v.dZ2,
        "db2": lambda v: v.dZ2.sum(axis=0),
        "dA1": lambda v: v.dZ2 @ v.W2.T,
        "slope": slope,
        "dZ1": lambda v: v.dA1 * v.slope,
        "dW1": lambda v: v.X.T @ v.dZ1,
        "db1": lambda v: v.dZ1.sum(axis=0),
        "dX": lambda v: v.dZ1 @ v.W1.T,
        "loss": lambda v: -np.log(v.P[np.arange(len(v.X)), v.t]).mean(),
    }


def _bends(kind):
    wrong = {
        "tanh": (
            ("relu-for-tanh", _relu, "This net bends with tanh, not with "
             "ReLU, on the way forward."),
            ("bend-forgotten", lambda v: v.Z1, "A1 is tanh(Z1). Without the "
             "bend all that follows is another net's."),
        ),
        "relu": (
            ("tanh-for-relu", _tanh, "This net bends with ReLU: A1 is "
             "max(Z1, 0)."),
            ("bend-forgotten", lambda v: v.Z1, "What enters the second layer "
             "is A1 = max(Z1, 0). You took Z1."),
            ("minus-dropped", lambda v: np.abs(v.Z1), "ReLU does not turn "
             "signs: a negative sum becomes 0."),
            ("mask-for-relu", lambda v: (v.Z1 > 0) * 1.0, "Z1 > 0 says where "
             "a unit is on. ReLU gives its value there, not a 1."),
        ),
    }[kind]  # fmt: skip
    return tuple(Slip("A1", *rest) for rest in wrong)


def net_chain(kind, gives, inputs=(), label="t", shows=()):
    """The Chain of a tanh or relu net that returns these gradients.

    Lines that the results do not need, and slips in them, are left out.
    """
    bend, slope, slopes = {
        "tanh": (_tanh, lambda v: 1 - v.A1**2, TANH_SLOPES),
        "relu": (_relu, lambda v: v.Z1 > 0, RELU_SLOPES),
    }[kind]
    lines = back_lines(bend, slope)
    slips = _bends(kind) + tuple(Slip(*s) for s in ANY)
    slips += tuple(Slip("slope", *s) for s in slopes)
    if not {"dW1", "db1", "dX"} & set(gives):
        away = {"dA1", "slope", "dZ1", "dW1", "db1", "dX"}
    else:
        away = {"dW1", "db1", "dX", "dW2", "db2"} - set(gives)
        away -= {"dW2"}  # an update too soon needs it
    away |= {"loss"} - set(gives)
    if "dW2" not in gives:
        slips = tuple(s for s in slips if s.line != "dW2")
    lines = {k: rule for k, rule in lines.items() if k not in away}
    if label != "t":
        lines = {"t": lambda v: getattr(v, label)} | lines
    slips = tuple(s for s in slips if s.line in lines)
    return Chain(lines, gives, slips, inputs, shows)
