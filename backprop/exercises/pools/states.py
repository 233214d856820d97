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


def _both_steps(k, z, before):
    """The slips that people make in either step: in the k-th, here."""
    here, h = f" It is so in z{k}.", f"h{k - 1}"
    zk, hk = f"z{k}", f"h{k}"

    def kept(v):
        return getattr(v, zk)

    def carried(v):
        return getattr(v, h)

    return (
        (zk, f"{zk}-turned", lambda v: z(v, Wh=_turned(v.Wh)), TURNED + here),
        (zk, f"{zk}-without-state", lambda v: z(v, **{before: [0, 0]}),
         NO_STATE + here),
        (zk, f"{zk}-without-bias", lambda v: z(v) - v.b, NO_BIAS),
        (zk, f"{zk}-without-input", lambda v: _times(carried(v), v.Wh) + v.b,
         NO_INPUT),
        (zk, f"{zk}-state-added", lambda v: z(v, **{before: [0, 0]})
         + carried(v), "The state before is not added as it is: it passes "
         "through Wh first."),
        (hk, f"{hk}-not-cut", kept, f"{NOT_CUT} Yours is {zk} still."),
        (hk, f"{hk}-absolute", lambda v: np.abs(kept(v)), "ReLU makes 0 of "
         "a negative entry; it does not drop the minus sign."),
        (hk, f"{hk}-tanh", lambda v: np.tanh(kept(v)), "This cell's bend is "
         "ReLU, not tanh."),
        (hk, f"{hk}-added", lambda v: np.maximum(kept(v), 0) + carried(v),
         "The new state replaces the old one. What is left of the old one "
         f"has come through {h} Wh already; it is not added again."),
        (hk, f"{hk}-cut-above", lambda v: np.minimum(kept(v), 0), "ReLU "
         "keeps the positive entries and makes 0 of the negative ones. Yours "
         "does the opposite."),
    )  # fmt: skip


STATES = typed_chain(
    {
        "z1": _z1,
        "h1": lambda v: np.maximum(v.z1, 0),
        "z2": _z2,
        "h2": lambda v: np.maximum(v.z2, 0),
    },
    ("z1", "h1", "z2", "h2"),
    (
        *_both_steps(1, _z1, "h0"),
        ("z1", "z1-second-letter", lambda v: _times(v.x2, v.Wx)
         + _times(v.h0, v.Wh) + v.b, "The first step reads x1. You gave it "
         "the second letter."),
        ("z1", "z1-bias-twice", lambda v: _z1(v) + v.b, "One bias belongs to "
         "both products together: it is added once a step."),
        *_both_steps(2, _z2, "h"),
        ("z2", "z2-of-z1", lambda v: _z2(v, h=v.z1), "What is handed on is "
         "the state h1, after ReLU. You carried z1 into the second step."),
        ("z2", "z2-of-h0", lambda v: _z2(v, h=v.h0), "The second step begins "
         "where the first has ended, at h1. You began at h0 again."),
        ("z2", "z2-first-letter", lambda v: _z2(v, x=v.x1), "The second step "
         "reads x2. You gave it the first letter again."),
        ("z2", "z2-both-letters", lambda v: _z2(v, x=np.add(v.x1, v.x2)),
         "The second step reads x2 alone. What x1 has left behind comes with "
         "h1."),
    ),
)  # fmt: skip
