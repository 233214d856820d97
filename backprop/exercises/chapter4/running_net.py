"""4.2: one step back through the running net, with a pencil."""

from dataclasses import replace

import numpy as np

from ...checking import numerical_gradient
from ...layers import softmax
from ..drawn import small_net
from ..pools.net import net_chain
from ..record import Exercise, Wrong


def draw(rng):
    """A net for a pencil, and labels in which each class occurs."""
    net = small_net(rng)
    while True:
        t = rng.integers(0, 3, size=len(net["X"]))
        if len(set(t.tolist())) == 3:
            return net | {"t": t}


def _forward(X, W1, b1):
    return np.maximum(X @ W1 + b1, 0.0)


def _loss(A1, W2, b2, t):
    P = softmax(A1 @ W2 + b2)
    return float(-np.log(P[np.arange(len(t)), t]).mean())


def truth(X, W1, b1, W2, b2, t):
    A1 = _forward(X, W1, b1)
    Z2 = A1 @ W2 + b2
    eye, nothing = np.eye(3), np.zeros(3)
    return {
        "dZ2": numerical_gradient(lambda Z: _loss(Z, eye, nothing, t), Z2),
        "dW2": numerical_gradient(lambda W: _loss(A1, W, b2, t), W2),
        "db2": numerical_gradient(lambda b: _loss(A1, W2, b, t), b2),
    }


def _answer(A1, dZ2):
    return dZ2, A1.T @ dZ2, dZ2.sum(axis=0)


def _parts(X, W1, b1, W2, b2, t):
    A1 = _forward(X, W1, b1)
    P = softmax(A1 @ W2 + b2)
    return A1, P, np.eye(3)[t]


def _not_divided(**net):
    A1, P, T = _parts(**net)
    return _answer(A1, P - T)


def _target_minus(**net):
    A1, P, T = _parts(**net)
    return _answer(A1, (T - P) / 5)


def _target_forgotten(**net):
    A1, P, T = _parts(**net)
    return _answer(A1, P / 5)


def _relu_forgotten(**net):
    A1, P, T = _parts(**net)
    Z1 = net["X"] @ net["W1"] + net["b1"]
    return _answer(Z1, (P - T) / 5)


def _divided_twice(**net):
    A1, P, T = _parts(**net)
    dZ2 = (P - T) / 5
    return dZ2, A1.T @ dZ2 / 5, dZ2.mean(axis=0)


def _transposed(**net):
    A1, P, T = _parts(**net)
    dZ2, dW2, db2 = _answer(A1, (P - T) / 5)
    return dZ2, dW2.T, db2


def _ln_2_forgotten(**net):
    W2, b2 = net["W2"] / np.log(2), net["b2"] / np.log(2)
    A1, P, T = _parts(**(net | {"W2": W2, "b2": b2}))
    return _answer(A1, (P - T) / 5)


BATCH = "04-backward-pass#The batch: every row uses the same weights"

RUNNING_NET = Exercise(
    id="4.2",
    title="Five rows with a pencil",
    kind="compute",
    objective="4c",
    points=2,
    minutes=18,
    takes="(dZ2, dW2, db2), each a list of numbers or of rows",
    section="04-backward-pass#Softmax and cross-entropy",
    draw=draw,
    truth=truth,
    chain=replace(
        net_chain("relu", ("dZ2", "dW2", "db2")),
        sections={"dW2": BATCH, "db2": BATCH},
    ),
    close=6e-4,
    mistakes=(
        Wrong(
            "not-divided",
            _not_divided,
            "The loss is the mean over 5 rows, so each row's P - T is "
            "divided by 5.",
            "dZ2, dW2 and db2 are all 5 times too large.",
        ),
        Wrong(
            "target-minus-prediction",
            _target_minus,
            "The slope of the loss is prediction minus target. The minus "
            "of the update comes later.",
            "dZ2, dW2 and db2 all have the wrong sign.",
        ),
        Wrong(
            "target-forgotten",
            _target_forgotten,
            "At the label's place 1 is subtracted: P - T, with T = 1 there.",
        ),
        Wrong(
            "relu-forgotten",
            _relu_forgotten,
            "What enters the second layer is A1 = max(Z1, 0). dW2 is made "
            "of A1, not of Z1.",
            "dZ2 and db2 are right; dW2 is not.",
            BATCH,
        ),
        Wrong(
            "transposed",
            _transposed,
            "dW2 has the shape of W2, a row for each hidden unit: A1.T @ "
            "dZ2. Yours is its transpose.",
            section=BATCH,
        ),
        Wrong(
            "ln-2-forgotten",
            _ln_2_forgotten,
            "W2 and b2 are ln 2 times the numbers in brackets. You took e "
            "to the power of sums of those numbers; it is 2 to their power.",
        ),
        Wrong(
            "divided-twice",
            _divided_twice,
            "The 1/5 is already in dZ2. dW2 and db2 are sums over the rows.",
            "dZ2 is right; dW2 and db2 are 5 times too small.",
            BATCH,
        ),
    ),
)
