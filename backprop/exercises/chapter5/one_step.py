"""5.2: one training step of a linear neuron, with a pencil."""

import numpy as np

from ...checking import numerical_gradient
from ..pools.descent import STEP
from ..record import Exercise, Wrong


def _loss(X, t, w, b):
    return float(np.mean((X @ w + b - t) ** 2))


def draw(rng):
    """Whole numbers; the gradient is whole too, and the fall is real."""
    while True:
        X = rng.integers(-2, 4, size=(4, 2)).astype(float)
        w, b = rng.integers(-2, 4, size=2).astype(float), rng.integers(-2, 3)
        error = rng.integers(-3, 4, size=4).astype(float)
        t, b = X @ w + b - error, float(b)
        dw, db = X.T @ error / 2, error.sum() / 2
        g = np.array([*dw, db])
        size = np.abs(g)
        clean = np.all(g == np.rint(g)) and 1 <= size.min()
        alike = len(set(size)) < 3 or len(np.unique(X, axis=0)) < 4
        if not clean or alike or size.max() > 6 or not w.all():
            continue
        lr = float(rng.choice([0.05, 0.1]))
        predicted = lr * (g @ g)
        fall = _loss(X, t, w, b) - _loss(X, t, w - lr * dw, b - lr * db)
        apart = abs(_loss(X, t, w, b) - 2 * fall) > 0.01
        if 0.3 < fall / predicted < 0.85 and apart:
            return {"X": X, "t": t, "w": w, "b": b, "lr": lr}


def truth(X, t, w, b, lr):
    dw = numerical_gradient(lambda v: _loss(X, t, v, b), w)
    at = np.array(b)
    db = float(numerical_gradient(lambda c: _loss(X, t, w, float(c)), at))
    new_w, new_b = w - lr * dw, b - lr * db
    return {
        "dw": dw,
        "db": db,
        "new w": new_w,
        "new b": new_b,
        "predicted fall": lr * (float(dw @ dw) + db**2),
        "measured fall": _loss(X, t, w, b) - _loss(X, t, new_w, new_b),
    }


def about(X, t, w, b, lr):
    dw, db = _gradient(X, t, w, b)
    return {
        "sizes": {"the number of rows": len(X)},
        "others": {
            "the old w": w,
            "the old b": np.array(b),
            "the sum of the squares, without lr": np.array(dw @ dw + db**2),
            "the loss before the step": np.array(_loss(X, t, w, b)),
        },
    }


def _gradient(X, t, w, b):
    dY = 2 / len(X) * (X @ w + b - t)
    return X.T @ dY, dY.sum()


def _step(p, dw, db, sign=-1):
    """All six parts that follow from a gradient, right or wrong."""
    X, t, w, b, lr = (p[name] for name in ("X", "t", "w", "b", "lr"))
    new_w, new_b = w + sign * lr * dw, b + sign * lr * db
    fall = _loss(X, t, w, b) - _loss(X, t, new_w, new_b)
    return [dw, db, new_w, new_b, lr * (dw @ dw + db**2), fall]


def _right(p):
    return _step(p, *_gradient(p["X"], p["t"], p["w"], p["b"]))


def _times(p, c, sign=-1):
    dw, db, *_ = _right(p)
    return tuple(_step(p, c * dw, c * db, sign))


def _not_divided(**p):
    return _times(p, 4)


def _uphill(**p):
    return _times(p, 1, sign=1)


def _two_forgotten(**p):
    return _times(p, 0.5)


def _target_minus(**p):
    return _times(p, -1)


def _not_squared(**p):
    parts = _right(p)
    parts[4] = p["lr"] * np.sqrt(parts[0] @ parts[0] + parts[1] ** 2)
    return tuple(parts)


def _without_bias(**p):
    parts = _right(p)
    parts[4] = p["lr"] * (parts[0] @ parts[0])
    return tuple(parts)


def _new_loss(**p):
    parts = _right(p)
    parts[5] = _loss(p["X"], p["t"], p["w"], p["b"]) - parts[5]
    return tuple(parts)


def _assumed(**p):
    parts = _right(p)
    parts[5] = parts[4]
    return tuple(parts)


ONE_STEP = Exercise(
    id="5.2",
    title="One step, and how far it falls",
    kind="compute",
    objective="5a",
    points=3,
    minutes=15,
    takes="(dw, db, new w, new b, predicted fall, measured fall)",
    section="05-sgd#One step",
    draw=draw,
    truth=truth,
    chain=STEP,
    about=about,
    close=6e-4,
    mistakes=(
        Wrong(
            "not-divided",
            _not_divided,
            "The loss is the mean over 4 rows, so its gradient is a mean "
            "over them too. The step was four times too long.",
            "dw and db are both 4 times what they should be.",
        ),
        Wrong(
            "uphill",
            _uphill,
            "The gradient points uphill. The update has a minus sign: the "
            "new weight is the old one less lr times its gradient.",
            "dw and db are right; the new weights lie on the wrong side, "
            "and the loss rises.",
        ),
        Wrong(
            "two-forgotten",
            _two_forgotten,
            "The slope of a square is twice its base. This loss has no ½ to "
            "cancel the 2.",
            "dw and db are both half of what they should be.",
        ),
        Wrong(
            "target-minus-output",
            _target_minus,
            "The slope of (y - t)² with respect to y has the sign of y - t. "
            "The minus of the update comes later.",
            "dw and db have the wrong sign, and the loss rises.",
        ),
        Wrong(
            "not-squared",
            _not_squared,
            "The loss falls by about lr times the sum of the squares. You "
            "took its root, the length of the gradient.",
            "All is right but the predicted fall.",
        ),
        Wrong(
            "bias-left-out",
            _without_bias,
            "The bias moves as well, and adds its own square to the sum.",
            "All is right but the predicted fall.",
        ),
        Wrong(
            "new-loss",
            _new_loss,
            "That is the loss after the step. The fall is the loss before "
            "minus the loss after.",
            "All is right but the measured fall.",
        ),
        Wrong(
            "prediction-for-measurement",
            _assumed,
            "The prediction is right for a very small step. Measure: put "
            "the new weights into the loss, and subtract.",
            "The measured fall is equal to the predicted one.",
        ),
    ),
)
