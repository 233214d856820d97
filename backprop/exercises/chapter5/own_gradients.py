"""5.8b: loss and gradients of the learner's net, against differences."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..pools.net import net_chain
from ..record import Exercise, Wrong

NAMES = ("X", "t", "W1", "b1", "W2", "b2")
GIVES = ("loss", "dW1", "db1", "dW2", "db2")


def _loss(X, t, W1, b1, W2, b2):
    Z = np.maximum(X @ W1 + b1, 0) @ W2 + b2
    top = Z.max(axis=1)
    log_sum = top + np.log(np.exp(Z - top[:, None]).sum(axis=1))
    return float(np.mean(log_sum - Z[np.arange(len(t)), t]))


def _case(name, rng, N, n_in, hidden, K):
    args = [
        rng.normal(size=(N, n_in)),
        rng.permutation(np.arange(N) % K),
        rng.normal(size=(n_in, hidden)),
        rng.normal(size=hidden),
        rng.normal(size=(hidden, K)),
        rng.normal(size=K),
    ]
    truth = {"loss": _loss(*args)}
    for k in range(2, 6):

        def value(A, k=k):
            return _loss(*args[:k], A, *args[k + 1 :])

        truth[f"d{NAMES[k]}"] = numerical_gradient(value, args[k])
    return case(
        name,
        (step("call", tuple(args), truth, NAMES),),
        sizes={
            "the number of rows": N,
            "the number of classes": K,
            "the number of hidden units": hidden,
        },
    )


def cases(rng):
    return [
        _case("3 rows", rng, 3, 5, 6, 4),
        _case("7 rows", rng, 7, 4, 5, 3),
        _case("one row", rng, 1, 5, 6, 3),
    ]


CHAIN = net_chain(
    "relu", GIVES, NAMES, shows=("Z1", "A1", "P", "dZ2", "dA1", "dZ1")
)


def _gate_missing(X, t, W1, b1, W2, b2):
    A1 = np.maximum(X @ W1 + b1, 0)
    Z2 = A1 @ W2 + b2
    log_P = Z2 - np.log(np.exp(Z2).sum(axis=1, keepdims=True))
    dZ2 = (np.exp(log_P) - np.eye(len(b2))[t]) / len(X)
    dZ1 = dZ2 @ W2.T
    return (
        -log_P[np.arange(len(t)), t].mean(),
        X.T @ dZ1,
        dZ1.sum(axis=0),
        A1.T @ dZ2,
        dZ2.sum(axis=0),
    )


def _slip(id):
    return CHAIN.answer(next(s for s in CHAIN.slips if s.id == id))


OWN_GRADIENTS = Exercise(
    id="5.8b",
    title="Your gradients, checked",
    kind="build",
    objective="5e",
    points=3,
    minutes=20,
    takes="a function of (X, t, W1, b1, W2, b2) that returns "
    "(loss, dW1, db1, dW2, db2)",
    section="05-sgd#The digits in earnest",
    cases=cases,
    chain=CHAIN,
    mistakes=(
        Wrong(
            "gate-missing",
            _gate_missing,
            "A unit that ReLU switched off passes nothing back. Cut dA1 off "
            "where Z1 was not positive.",
            "The loss, dW2 and db2 are right; dW1 and db1 are not.",
        ),
        Wrong(
            "not-divided",
            _slip("not-divided"),
            "The loss is a mean: 1/N belongs into dZ2, and from there it "
            "reaches every gradient.",
            "The loss is right. All four gradients are too large by the "
            "number of rows.",
        ),
        Wrong(
            "target-minus",
            _slip("target-minus"),
            "The slope of the loss is prediction minus target. The minus of "
            "the update comes later.",
            "The loss is right. All four gradients have the wrong sign.",
        ),
        Wrong(
            "gated-by-gradient",
            _slip("gated-by-gradient"),
            "What decides is the sign of Z1 on the way forward, not that of "
            "the gradient on the way back.",
            "The loss, dW2 and db2 are right; dW1 and db1 are not.",
        ),
    ),
)
