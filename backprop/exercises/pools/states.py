"""Two steps of a cell with a pencil: 10.1."""

import numpy as np

from .counts import typed_chain


def _times(a, W):
    return np.asarray(a, dtype=float) @ np.asarray(W, dtype=float)


def _z1(v, h0=None, Wh=None):
    before = v.h0 if h0 is None else h0
    return _times(v.x1, v.Wx) + _times(before, Wh or v.Wh) + v.b


def _z2(v, x=None, h=None, Wh=None):
    read = _times(v.x2 if x is None else x, v.Wx)
    before = v.h1 if h is None else h
    return read + _times(before, v.Wh if Wh is None else Wh) + v.b


def _turned(Wh):
    return np.transpose(Wh).tolist()


TURNED = (
    "Here a state is a row, and stands before its matrix: h Wh. Entry j of "
    "the product is made of column j of Wh. You took its rows."
)
NO_BIAS = "b is added in every step, after both products."
NO_STATE = (
    "z has two sources: the letter, x Wx, and the state before it, h Wh. The "
    "second is what makes the net remember; yours has only the first."
)
NO_INPUT = (
    "z has two sources: the letter, x Wx, and the state before it, h Wh. "
    "Yours has only the second."
)
NOT_CUT = (
    "The state is what comes out of ReLU: each negative entry of z becomes 0."
)
TANH = "This cell's bend is ReLU, not tanh."

STATES = typed_chain(
    {
        "z1": _z1,
        "h1": lambda v: np.maximum(v.z1, 0),
        "z2": _z2,
        "h2": lambda v: np.maximum(v.z2, 0),
    },
    ("z1", "h1", "z2", "h2"),
    (
        ("z1", "z1-turned", lambda v: _z1(v, Wh=_turned(v.Wh)),
         TURNED + " It is so in z1."),
        ("z1", "z1-without-state", lambda v: _z1(v, h0=[0, 0]),
         NO_STATE + " It is so in z1."),
        ("z1", "z1-without-bias", lambda v: _z1(v) - v.b, NO_BIAS),
        ("z1", "z1-without-input", lambda v: _times(v.h0, v.Wh) + v.b,
         NO_INPUT),
        ("z1", "z1-state-added", lambda v: _times(v.x1, v.Wx) + v.h0 + v.b,
         "The state before is not added as it is: it passes through Wh "
         "first."),
        ("z1", "z1-second-letter", lambda v: _times(v.x2, v.Wx)
         + _times(v.h0, v.Wh) + v.b, "The first step reads x1. You gave it "
         "the second letter."),
        ("z1", "z1-bias-twice", lambda v: _z1(v) + v.b, "One bias belongs to "
         "both products together: it is added once a step."),
        ("h1", "h1-not-cut", lambda v: v.z1,
         NOT_CUT + " Yours is z1 still."),
        ("h1", "h1-absolute", lambda v: np.abs(v.z1), "ReLU makes 0 of a "
         "negative entry; it does not drop the minus sign."),
        ("h1", "h1-tanh", lambda v: np.tanh(v.z1), TANH),
        ("h1", "h1-added", lambda v: np.maximum(v.z1, 0) + v.h0, "The new "
         "state replaces the old one. What is left of the old one has come "
         "through h0 Wh already; it is not added again."),
        ("h1", "h1-cut-above", lambda v: np.minimum(v.z1, 0), "ReLU keeps "
         "the positive entries and makes 0 of the negative ones. Yours does "
         "the opposite."),
        ("z2", "z2-turned", lambda v: _z2(v, Wh=_turned(v.Wh)),
         TURNED + " It is so in z2."),
        ("z2", "z2-of-z1", lambda v: _z2(v, h=v.z1), "What is handed on is "
         "the state h1, after ReLU. You carried z1 into the second step."),
        ("z2", "z2-of-h0", lambda v: _z2(v, h=v.h0), "The second step begins "
         "where the first has ended, at h1. You began at h0 again."),
        ("z2", "z2-without-state", lambda v: _z2(v, h=[0, 0]),
         NO_STATE + " It is so in z2."),
        ("z2", "z2-first-letter", lambda v: _z2(v, x=v.x1), "The second step "
         "reads x2. You gave it the first letter again."),
        ("z2", "z2-both-letters", lambda v: _z2(v, x=np.add(v.x1, v.x2)),
         "The second step reads x2 alone. What x1 has left behind comes with "
         "h1."),
        ("z2", "z2-without-bias", lambda v: _z2(v) - v.b, NO_BIAS),
        ("z2", "z2-without-input", lambda v: _times(v.h1, v.Wh) + v.b,
         NO_INPUT),
        ("z2", "z2-state-added", lambda v: _times(v.x2, v.Wx) + v.h1 + v.b,
         "The state before is not added as it is: it passes through Wh "
         "first."),
        ("h2", "h2-not-cut", lambda v: v.z2,
         NOT_CUT + " Yours is z2 still."),
        ("h2", "h2-absolute", lambda v: np.abs(v.z2), "ReLU makes 0 of a "
         "negative entry; it does not drop the minus sign."),
        ("h2", "h2-tanh", lambda v: np.tanh(v.z2), TANH),
        ("h2", "h2-added", lambda v: np.maximum(v.z2, 0) + v.h1, "The new "
         "state replaces the old one. What is left of the old one has come "
         "through h1 Wh already; it is not added again."),
        ("h2", "h2-cut-above", lambda v: np.minimum(v.z2, 0), "ReLU keeps "
         "the positive entries and makes 0 of the negative ones. Yours does "
         "the opposite."),
    ),
)  # fmt: skip
