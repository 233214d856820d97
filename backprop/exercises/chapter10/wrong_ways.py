"""Ways back through all steps that are wrong: 10.4."""

import numpy as np

from ..pools.sequences import SEQUENCE


def future_forgotten(dH, X, H, h0, Wx, Wh):
    """Each step is blamed for its own output alone."""
    dWx, dWh = np.zeros(Wx.shape), np.zeros(Wh.shape)
    db = np.zeros(len(Wh))
    dX = np.zeros(X.shape)
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t else h0
        dz = dH[:, t] * (1 - H[:, t] ** 2)
        dX[:, t], dh = dz @ Wx.T, dz @ Wh.T
        dWx += X[:, t].T @ dz
        dWh += before.T @ dz
        db += dz.sum(axis=0)
    return dX, dh, dWx, dWh, db


def all_over_steps(*args):
    dX, dh0, *others = SEQUENCE.answer()(*args)
    return dX, dh0, *(d / args[1].shape[1] for d in others)


def all_over_rows(*args):
    dX, dh0, *others = SEQUENCE.answer()(*args)
    return dX, dh0, *(d / len(args[1]) for d in others)


def first_step_missing(dH, X, H, h0, Wx, Wh):
    """The loop ends with t = 1."""
    values = SEQUENCE.values(SEQUENCE.given((dH, X, H, h0, Wx, Wh)))
    dZ = values["dZ"].copy()
    dZ[:, 0] = 0
    before = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    sent = values["dZ"][:, 1] @ Wh.T if X.shape[1] > 1 else 0 * h0
    dWx, dWh = (np.einsum("nti,ntj->ij", A, dZ) for A in (X, before))
    return dZ @ Wx.T, sent, dWx, dWh, dZ.sum(axis=(0, 1))


def weights_exchanged(*args):
    dX, dh0, dWx, dWh, db = SEQUENCE.answer()(*args)
    return dX, dh0, dWh, dWx, db


def bias_each_row(*args):
    values = SEQUENCE.values(SEQUENCE.given(args))
    return *SEQUENCE.answer()(*args)[:-1], values["dZ"].sum(axis=1)
