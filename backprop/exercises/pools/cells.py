"""One cell's backward pass, line by line: 10.3."""

import numpy as np

from ..chains import Chain, Slip

FUTURE = (
    "Two gradients meet at a state: one from the output of this step, and "
    "one from the next step, which used the state as well. You have the "
    "first alone. The state was used twice, so both are added."
)
OUTPUT = (
    "Two gradients meet at a state: one from the output of this step, and "
    "one from the next step. You have the second alone. The state was used "
    "twice, so both are added."
)
PRE_ACTIVATION = (
    "The slope of tanh is 1 − tanh(z)², written in the state h = tanh(z). "
    "You squared z itself."
)
TANH_TWICE = (
    "The slope of tanh is 1 − h², where h = tanh(z) already. You took the "
    "tanh of it once more."
)
BEFORE = "The slope is that of this step's state, not of the one before."
SIGMOID = "h (1 − h) is the slope of a sigmoid. This cell's bend is tanh."
SLOPE = (
    "Between z and h stands tanh. Its slope, 1 − h², is a factor of all "
    "that passes."
)
UNTURNED = (
    "Forward, the state went through h Wh; so back to it the gradient goes "
    "through the transpose, dz Wh.T. Wh is square, so without .T no shape "
    "complains."
)
THIS_STATE = (
    "Wh was multiplied by the state before this step. Your dWh has this "
    "step's own state in its place, which Wh has not met yet."
)
PAST_TANH = (
    "What lies before z gets its gradient from dz. You took dh, which has "
    "not passed the tanh yet."
)
MEAN = (
    "The 1/N of a mean loss is already in the gradients that come in. A "
    "parameter's gradient is the sum over the rows."
)


def slope(v):
    return 1 - np.tanh(v.z) ** 2


CELL = Chain(
    {
        "dh": lambda v: v.dout + v.dfuture,
        "dz": lambda v: v.dh * slope(v),
        "dx": lambda v: v.dz @ v.Wx.T,
        "dh_before": lambda v: v.dz @ v.Wh.T,
        "dWx": lambda v: v.x.T @ v.dz,
        "dWh": lambda v: v.h_before.T @ v.dz,
        "db": lambda v: v.dz.sum(axis=0),
    },
    ("dx", "dh_before", "dWx", "dWh", "db"),
    tuple(
        Slip(*slip)
        for slip in (
            ("dh", "future-forgotten", lambda v: v.dout, FUTURE),
            ("dh", "output-forgotten", lambda v: v.dfuture, OUTPUT),
            ("dh", "multiplied", lambda v: v.dout * v.dfuture, "Where a value "
             "was used twice, its gradients are added. You multiplied them."),
            ("dh", "averaged", lambda v: (v.dout + v.dfuture) / 2, "Where a "
             "value was used twice, its gradients are added. You took their "
             "mean."),
            ("dh", "subtracted", lambda v: v.dout - v.dfuture, "Where a value "
             "was used twice, its gradients are added. You subtracted one."),
            ("dz", "pre-activation", lambda v: v.dh * (1 - v.z**2),
             PRE_ACTIVATION),
            ("dz", "tanh-twice", lambda v: v.dh * (1 - np.tanh(np.tanh(v.z))
             ** 2), TANH_TWICE),
            ("dz", "slope-of-before", lambda v: v.dh * (1 - v.h_before**2),
             BEFORE),
            ("dz", "sigmoid", lambda v: v.dh * np.tanh(v.z)
             * (1 - np.tanh(v.z)), SIGMOID),
            ("dz", "sigmoid-of-z", lambda v: v.dh * v.z * (1 - v.z),
             "The slope of tanh is 1 − tanh(z)². z (1 − z) belongs to no "
             "bend."),
            ("dz", "not-squared", lambda v: v.dh * (1 - np.tanh(v.z)),
             "The slope of tanh is 1 − h². The square is missing."),
            ("dz", "slope-missing", lambda v: v.dh, SLOPE),
            ("dz", "value-for-slope", lambda v: v.dh * np.tanh(v.z), "Going "
             "back, a gradient meets the slope of tanh, 1 − h². You "
             "multiplied by its value."),
            ("dz", "future-not-bent", lambda v: v.dout * slope(v) + v.dfuture,
             "The gradient from the next step arrives at h as well, and "
             "passes the tanh together with the other one: first add, then "
             "multiply."),
            ("dz", "output-not-bent", lambda v: v.dout + v.dfuture * slope(v),
             "The gradient from the output arrives at h as well, and passes "
             "the tanh together with the other one: first add, then "
             "multiply."),
            ("dx", "dx-past-tanh", lambda v: v.dh @ v.Wx.T, PAST_TANH),
            ("dh_before", "Wh-untransposed", lambda v: v.dz @ v.Wh, UNTURNED),
            ("dh_before", "state-past-tanh", lambda v: v.dh @ v.Wh.T,
             PAST_TANH),
            ("dh_before", "future-added-again", lambda v: v.dz @ v.Wh.T
             + v.dfuture, "dfuture belongs to this step's state and has had "
             "its share in dh. The state before gets dz Wh.T alone."),
            ("dh_before", "dh-before-is-dz", lambda v: v.dz, "The state "
             "before went through Wh. Its gradient goes back through Wh.T."),
            ("dWx", "dWx-past-tanh", lambda v: v.x.T @ v.dh, PAST_TANH),
            ("dWx", "dWx-averaged", lambda v: v.x.T @ v.dz / len(v.x), MEAN),
            ("dWh", "this-state", lambda v: np.tanh(v.z).T @ v.dz,
             THIS_STATE),
            ("dWh", "state-not-bent", lambda v: v.z.T @ v.dz, "Wh was "
             "multiplied by the state before this step, h_before. You took "
             "z."),
            ("dWh", "dWh-past-tanh", lambda v: v.h_before.T @ v.dh,
             PAST_TANH),
            ("dWh", "dWh-turned", lambda v: v.dz.T @ v.h_before, "Entry (i, "
             "j) of Wh leads from unit i of the state before to unit j. "
             "Yours is the transpose: what came in stands in front, "
             "h_before.T @ dz."),
            ("dWh", "dWh-averaged", lambda v: v.h_before.T @ v.dz
             / len(v.x), MEAN),
            ("db", "db-averaged", lambda v: v.dz.mean(axis=0), MEAN),
            ("db", "db-past-tanh", lambda v: v.dh.sum(axis=0), PAST_TANH),
            ("db", "db-first-row", lambda v: v.dz[0], "Every row used b, and "
             "has its share. You have the first one's alone."),
            ("db", "db-times-state", lambda v: (v.dz * np.tanh(v.z)).sum(
             axis=0), "b is added, and nothing multiplies it: db is the sum "
             "of dz over the rows."),
        )
    ),
    ("dout", "dfuture", "x", "h_before", "z", "Wx", "Wh"),
    ("dh", "dz"),
)  # fmt: skip
