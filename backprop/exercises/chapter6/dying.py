"""6.8: a step that is too long, and the unit that does not come back."""

import numpy as np

from ...book import running_net
from ...layers import Linear, ReLU
from ..pools.dying import DYING
from ..record import Exercise
from ..slipped import wrong


def _net_rows():
    """The five rows of the running net."""
    return running_net()[1]


def draw(rng):
    """A unit on the running net's rows that a long enough step kills."""
    X = _net_rows()
    while True:
        w = rng.integers(-2, 3, (900, 4)).astype(float)
        b = rng.choice([-1.0, 1.0, 2.0], 900)
        dA = rng.choice([-2.0, -1.0, 1.0, 2.0, 3.0], (900, 5))
        lr = rng.choice([0.05, 0.1, 0.2, 0.25, 0.5], 900)
        found = np.flatnonzero(_fit(X, w, b, dA, lr))
        if found.size:
            k = found[0]
            unit = {"w": w[k], "b": float(b[k]), "dA": dA[k]}
            return {"X": X} | unit | {"lr": float(lr[k])}


def _fit(X, w, b, dA, lr):
    """Of many units, a row each: can it die, and do the slips show?"""
    z = w @ X.T + b[:, None]
    dz = dA * (z > 0)
    dw, db = dz @ X, dz.sum(axis=1)
    fall = dw @ X.T + db[:, None]
    on, left = (z > 0).sum(axis=1), (z > lr[:, None] * fall).sum(axis=1)
    patience = z / np.where(fall > 0, fall, np.inf)
    last = patience.max(axis=1)
    good = (on > 2) & (on < 5) & z.all(axis=1) & dw.all(axis=1) & (db != 0)
    good &= (fall > 0).all(axis=1) & ((dA < 0) & (z > 0)).any(axis=1)
    good &= (on != (dA > 0).sum(axis=1)) & (db != dA.sum(axis=1))
    good &= (last != 1) & (patience[range(len(z)), z.argmax(axis=1)] < last)
    good &= (left > 0) & (left < on) & (2 * left != on)
    with np.errstate(all="ignore"):  # the limit, if b stayed as it is
        limits = np.where(z > 0, z / (fall - db[:, None]), -np.inf)
    good &= abs(limits.max(axis=1) - last) > 0.01
    return good & (left != (z > fall).sum(axis=1))


def _unit(w, b):
    return Linear.from_arrays(w[:, None].copy(), np.array([b])), ReLU()


def _backward(X, w, b, dA):
    """(rows that are on, dw, db), by the package's layers."""
    linear, relu = _unit(w, b)
    A = relu.forward(linear.forward(X))
    linear.backward(relu.backward(dA[:, None]))
    return int((A > 0).sum()), linear.dW[:, 0], float(linear.db[0])


def _left(X, w, b, dw, db, lr):
    """The rows that are on after a step."""
    linear, relu = _unit(w - lr * dw, b - lr * db)
    return int((relu.forward(linear.forward(X)) > 0).sum())


def truth(X, w, b, dA, lr):
    on, dw, db = _backward(X, w, b, dA)
    low, high = 0.0, 16.0  # alive, dead
    for _ in range(24):
        middle = (low + high) / 2
        alive = _left(X, w, b, dw, db, middle) > 0
        low, high = (middle, high) if alive else (low, middle)
    left = _left(X, w, b, dw, db, lr)
    return {"on": on, "dw": dw, "db": db, "left": left, "limit": high}


DEAD = "06-vanishing-exploding#Dead units"
BEND = "04-backward-pass#Through an activation"
ROWS = "04-backward-pass#The batch: every row uses the same weights"

DYING_UNIT = Exercise(
    id="6.8",
    title="A step too long",
    kind="compute",
    objective="6d",
    points=3,
    minutes=15,
    takes="(on, dw, db, left, limit): dw four numbers, the others one each",
    section=DEAD,
    draw=draw,
    truth=truth,
    chain=DYING,
    close=6e-4,
    insight="The rows that are on push the unit over the edge together, and "
    "once the last of them is off, none is left to pull it back.",
    more="which rows would have to change, and how, for a dead unit of a "
    "deeper layer to wake?",
    mistakes=(
        wrong(DYING, "mask-forgotten", section=BEND),
        wrong(DYING, "first-to-go", "All is right but limit."),
        wrong(DYING, "bias-stays", "on, dw and db are right."),
        wrong(DYING, "averaged", section=ROWS),
        wrong(DYING, "uphill", "All is right but left."),
        wrong(DYING, "bias-forgotten"),
        wrong(DYING, "rate-forgotten", "All is right but left."),
        wrong(DYING, "value-for-slope", section=BEND),
        wrong(DYING, "mean", "All is right but limit."),
        wrong(DYING, "inverted", "All is right but limit."),
    ),
)
