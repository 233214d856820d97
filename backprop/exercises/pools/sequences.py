"""The backward pass through all steps of a recurrent net: 10.4."""

import numpy as np

from ..chains import Chain, Slip
from .cells import BEFORE, MEAN, PAST_TANH, SLOPE, THIS_STATE

FUTURE = (
    "A state has an effect on the loss by its own output and by the next "
    "step. You sent back dH[:, t] alone; add what comes from step t + 1."
)
UNTURNED = (
    "Forward, a state went through h Wh; so back to it the gradient goes "
    "through the transpose, dz Wh.T. Wh is square, so without .T no shape "
    "complains."
)
OVER = (
    "Every step uses the same weights, and has its share: shares are added. "
    "= in the loop writes over what the later steps have put there, so only "
    "the first step's share is left."
)
LAST = (
    "Every step uses the same weights, and has its share. You have that of "
    "the last step alone: does `return` stand inside the loop?"
)
FIRST_STATE = (
    "The first step had h0 before it, and H[:, t - 1] with t = 0 is the last "
    "state of all."
)


def states_before(v):
    """The state before each step, (N, T, n)."""
    return np.concatenate([v.h0[:, None], v.H[:, :-1]], axis=1)


def _slope(v):
    return 1 - v.H**2


def walked(v, slope=_slope, future=True, back=None, kept=False, own=None,
           order=reversed, bent=True):  # fmt: skip
    """dZ (N, T, n), step by step from the last one.

    future: does the gradient of the next step count? back: the matrix it
    goes through. kept: is it added up over the steps? own: which output's
    gradient a step has.
    """
    T = v.X.shape[1]
    dZ, coming = np.zeros(v.H.shape), 0.0
    W = v.Wh.T if back is None else back(v)
    slopes = slope(v)
    for t in order(range(T)):
        dh = v.dH[:, t if own is None else own] + coming * future
        dZ[:, t] = dh * slopes[:, t]
        sent = (dZ[:, t] if bent else dh) @ W
        coming = coming + sent if kept else sent
    return dZ


def summed(a, dZ):
    return np.einsum("nti,ntj->ij", a, dZ)


def first_alone(a, dZ):
    return a[:, 0].T @ dZ[:, 0]


def last_alone(a, dZ):
    return a[:, -1].T @ dZ[:, -1]


SEQUENCE = Chain(
    {
        "dZ": walked,
        "dX": lambda v: v.dZ @ v.Wx.T,
        "dh0": lambda v: v.dZ[:, 0] @ v.Wh.T,
        "dWx": lambda v: summed(v.X, v.dZ),
        "dWh": lambda v: summed(states_before(v), v.dZ),
        "db": lambda v: v.dZ.sum(axis=(0, 1)),
    },
    ("dX", "dh0", "dWx", "dWh", "db"),
    tuple(
        Slip(*slip)
        for slip in (
            ("dZ", "future-forgotten", lambda v: walked(v, future=False),
             FUTURE),
            ("dZ", "dZ-untransposed", lambda v: walked(v, back=lambda v:
             v.Wh), UNTURNED),
            ("dZ", "future-added-up", lambda v: walked(v, kept=True), "What "
             "a step gets from the future is what the next step sends, dz "
             "Wh.T, and in this the later ones are contained already. You "
             "add it up a second time, with +=."),
            ("dZ", "future-past-tanh", lambda v: walked(v, bent=False), "What "
             "goes back to the state before comes from dz. You sent dh, "
             "which has not passed the tanh of its step."),
            ("dZ", "first-to-last", lambda v: walked(v, order=lambda r: r),
             "The gradient comes from the future: begin with the last step, "
             "and go back. Your loop runs forward."),
            ("dZ", "slope-of-before", lambda v: walked(v, slope=lambda v:
             1 - states_before(v) ** 2), BEFORE),
            ("dZ", "slope-missing", lambda v: walked(v, slope=lambda v:
             np.ones(v.H.shape)), SLOPE),
            ("dZ", "tanh-twice", lambda v: walked(v, slope=lambda v:
             1 - np.tanh(v.H) ** 2), "H holds the states, and tanh is in "
             "them already: the slope is 1 − H². You took the tanh once "
             "more."),
            ("dZ", "sigmoid", lambda v: walked(v, slope=lambda v: v.H
             * (1 - v.H)), "h (1 − h) is the slope of a sigmoid. This cell's "
             "bend is tanh."),
            ("dZ", "last-output", lambda v: walked(v, own=-1), "Each step has "
             "an output of its own, and its gradient dH[:, t]. You took the "
             "last one's everywhere."),
            ("dX", "dX-untransposed-past", lambda v: (v.dZ / _slope(v))
             @ v.Wx.T, PAST_TANH),
            ("dX", "dX-last-alone", lambda v: _only(v.dZ @ v.Wx.T, -1),
             "Every step read a letter of its own, and sends a gradient to "
             "it. You have the last step's alone: does `return` stand inside "
             "the loop?"),
            ("dX", "dX-first-alone", lambda v: _only(v.dZ @ v.Wx.T, 0),
             "Every step read a letter of its own, and sends a gradient to "
             "it. You have the first step's alone."),
            ("dX", "dX-first-missing", lambda v: _without_first(v.dZ
             @ v.Wx.T), "The first step, t = 0, has a share too. Your loop "
             "ends before it."),
            ("dh0", "dh0-untransposed", lambda v: v.dZ[:, 0] @ v.Wh,
             UNTURNED),
            ("dh0", "dh0-zero", lambda v: np.zeros(v.h0.shape), "h0 is not "
             "always a constant: the first step used it, so it gets what the "
             "first step sends back."),
            ("dh0", "dh0-not-sent", lambda v: v.dH[:, 0] + (v.dZ[:, 1]
             @ v.Wh.T if v.X.shape[1] > 1 else 0), "That is dh of the first "
             "step. h0 lies one step farther back: through the tanh and "
             "through Wh.T."),
            ("dh0", "dh0-past-tanh", lambda v: (v.dZ / _slope(v))[:, 0]
             @ v.Wh.T, PAST_TANH),
            ("dh0", "dh0-of-last", lambda v: v.dZ[:, -1] @ v.Wh.T, "h0 was "
             "used by the first step. You have what the last step sends to "
             "the state before it."),
            ("dh0", "dh0-summed", lambda v: v.dZ.sum(axis=1) @ v.Wh.T, "h0 "
             "was used by the first step alone. You added what every step "
             "sends back."),
            ("dWx", "dWx-written-over", lambda v: first_alone(v.X, v.dZ),
             OVER + " It is so in dWx."),
            ("dWx", "dWx-last-alone", lambda v: last_alone(v.X, v.dZ), LAST),
            ("dWx", "dWx-averaged", lambda v: summed(v.X, v.dZ) / len(v.X),
             MEAN),
            ("dWx", "dWx-averaged-steps", lambda v: summed(v.X, v.dZ)
             / v.X.shape[1], "The gradient of a shared weight is a sum over "
             "the steps, not their mean."),
            ("dWh", "this-state", lambda v: summed(v.H, v.dZ), THIS_STATE),
            ("dWh", "dWh-written-over", lambda v: first_alone(
             states_before(v), v.dZ), OVER + " It is so in dWh."),
            ("dWh", "dWh-last-alone", lambda v: last_alone(
             states_before(v), v.dZ), LAST),
            ("dWh", "wrapped", lambda v: summed(np.roll(v.H, 1, axis=1),
             v.dZ), FIRST_STATE),
            ("dWh", "h0-everywhere", lambda v: summed(np.broadcast_to(
             v.h0[:, None], v.H.shape), v.dZ), "Only the first step had h0 "
             "before it. Step t had the state H[:, t - 1]."),
            ("dWh", "h0-left-out", lambda v: summed(states_before(v)[:, 1:],
             v.dZ[:, 1:]), "Wh was used in the first step too, with h0. Its "
             "share is missing."),
            ("dWh", "dWh-turned", lambda v: summed(states_before(v),
             v.dZ).T, "Entry (i, j) of Wh leads from unit i of the state "
             "before to unit j. Yours is the transpose."),
            ("dWh", "dWh-averaged", lambda v: summed(states_before(v), v.dZ)
             / len(v.X), MEAN),
            ("dWh", "dWh-averaged-steps", lambda v: summed(states_before(v),
             v.dZ) / v.X.shape[1], "The gradient of a shared weight is a sum "
             "over the steps, not their mean."),
            ("db", "db-written-over", lambda v: v.dZ[:, 0].sum(axis=0),
             OVER + " It is so in db."),
            ("db", "db-last-alone", lambda v: v.dZ[:, -1].sum(axis=0), LAST),
            ("db", "db-averaged", lambda v: v.dZ.sum(axis=1).mean(axis=0),
             MEAN),
            ("db", "db-averaged-steps", lambda v: v.dZ.mean(axis=1).sum(
             axis=0), "The gradient of a shared parameter is a sum over the "
             "steps, not their mean."),
        )
    ),
    ("dH", "X", "H", "h0", "Wx", "Wh"),
)  # fmt: skip


def _only(dX, t):
    out = np.zeros(dX.shape)
    out[:, t] = dX[:, t]
    return out


def _without_first(dX):
    out = dX.copy()
    out[:, 0] = 0
    return out
