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
        w = rng.integers(-2, 3, 4).astype(float)
        b = float(rng.choice([-1, 1, 2]))
        dA = rng.choice([-2.0, -1.0, 1.0, 2.0, 3.0], 5)
        z = X @ w + b
        dz = dA * (z > 0)
        dw, db = X.T @ dz, dz.sum()
        fall = X @ dw + db
        if not 2 < (z > 0).sum() < 5 or not dw.all() or not db * z.all():
            continue
        if (fall <= 0).any() or len(np.unique(z / fall)) < 5:
            continue
        last, on = (z / fall).argmax(), (z > 0).sum()
        if z[last] == z.max() or on == (dA > 0).sum() or db == dA.sum():
            continue
        if (
            np.isclose((z / fall)[last], z.max() / fall.max())
            or not ((dA < 0) & (z > 0)).any()
        ):
            continue
        for lr in rng.permutation([0.05, 0.1, 0.2, 0.25, 0.5]):
            left = (z > lr * fall).sum()
            if 0 < left < on and 2 * left != on:
                numbers = {"X": X, "w": w, "b": b, "dA": dA}
                return numbers | {"lr": float(lr)}


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
