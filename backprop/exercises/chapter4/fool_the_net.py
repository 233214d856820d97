"""4.8: the gradient with respect to the image."""

import numpy as np

from ...checking import numerical_gradient
from ...data import digits
from ...layers import softmax
from ..case import case, step
from ..pools.net import net_chain
from ..record import Exercise, Wrong

NAMES = ("X", "labels", "W1", "b1", "W2", "b2")


def _loss(X, labels, W1, b1, W2, b2):
    Z = np.maximum(X @ W1 + b1, 0) @ W2 + b2
    top = Z.max(axis=1)
    log_sum = top + np.log(np.exp(Z - top[:, None]).sum(axis=1))
    return float(np.mean(log_sum - Z[np.arange(len(Z)), labels]))


def _case(name, rng, rows, hidden, K):
    X, labels = digits()
    few = rng.choice(np.flatnonzero(labels < K), size=rows, replace=False)
    net = (
        rng.normal(size=(64, hidden)) / 4,
        rng.normal(size=hidden) / 4,
        rng.normal(size=(hidden, K)) / 2,
        rng.normal(size=K) / 4,
    )
    X, labels = X[few], labels[few]
    truth = numerical_gradient(lambda A: _loss(A, labels, *net), X)
    return case(
        name,
        (step("call", (X, labels, *net), {"dX": truth}, NAMES),),
        sizes={
            "the number of rows": rows,
            "the number of classes": K,
            "the number of hidden units": hidden,
        },
    )


def cases(rng):
    return [
        _case("5 images", rng, 5, 12, 10),
        _case("one image", rng, 1, 9, 7),
    ]


def _back(args, gate=None, target=1.0, scale=1.0, sign=1.0):
    X, labels, W1, b1, W2, b2 = args
    Z1 = X @ W1 + b1
    P = softmax(np.maximum(Z1, 0) @ W2 + b2)
    dZ2 = sign * scale * (P - target * np.eye(len(b2))[labels]) / len(X)
    dA1 = dZ2 @ W2.T
    on = Z1 > 0 if gate is None else gate(Z1, dA1)
    return (dA1 * on) @ W1.T


def _no_gate(X, labels, W1, b1, W2, b2):
    A1 = np.maximum(X @ W1 + b1, 0)
    dZ2 = softmax(A1 @ W2 + b2)
    dZ2[np.arange(len(X)), labels] -= 1
    dZ2 /= len(X)
    return dZ2 @ W2.T @ W1.T


def _gated_by_gradient(*args):
    return _back(args, gate=lambda Z1, dA1: dA1 > 0)


def _gated_by_both(*args):
    return _back(args, gate=lambda Z1, dA1: (dA1 > 0) & (Z1 > 0))


def _no_target(*args):
    return _back(args, target=0.0)


def _not_divided(*args):
    return _back(args, scale=len(args[0]))


def _downhill(*args):
    return _back(args, sign=-1.0)


def _sign_returned(*args):
    return np.sign(_back(args))


def _stops_early(*args):
    X, labels, W1, b1, W2, b2 = args
    P = softmax(np.maximum(X @ W1 + b1, 0) @ W2 + b2)
    dZ2 = (P - np.eye(len(b2))[labels]) / len(X)
    return (dZ2 @ W2.T) * (X @ W1 + b1 > 0)


FOOL_THE_NET = Exercise(
    id="4.8",
    title="Fool your own network",
    kind="build",
    objective="4d",
    points=4,
    minutes=25,
    takes="a function of (X, labels, W1, b1, W2, b2) that returns dX",
    section="04-backward-pass#The whole network, backwards",
    cases=cases,
    chain=net_chain(
        "relu",
        ("dX",),
        NAMES,
        label="labels",
        shows=("Z1", "A1", "P", "dZ2", "dA1", "dZ1"),
    ),
    mistakes=(
        Wrong(
            "gate-missing",
            _no_gate,
            "A unit that ReLU switched off passes nothing back. Cut dA1 off "
            "where Z1 was not positive.",
            "dX contains what came through units that were off.",
            "04-backward-pass#Through an activation",
        ),
        Wrong(
            "gated-by-gradient",
            _gated_by_gradient,
            "What decides is the sign of Z1 on the way forward, not the sign "
            "of the gradient on the way back.",
            "dX is cut off at the wrong units: where dA1 is negative.",
            "04-backward-pass#Through an activation",
        ),
        Wrong(
            "gated-by-both",
            _gated_by_both,
            "Only Z1 decides. Negative gradients pass an open unit like "
            "positive ones.",
            "dX lacks what came back negative through open units.",
            "04-backward-pass#Through an activation",
        ),
        Wrong(
            "target-forgotten",
            _no_target,
            "The loss knows the label: at its place the error is p - 1, "
            "elsewhere p.",
            section="04-backward-pass#Softmax and cross-entropy",
        ),
        Wrong(
            "not-divided",
            _not_divided,
            "The loss is the mean over the images: divide P - T by their "
            "number.",
            "dX is too large by the number of images.",
            "04-backward-pass#Softmax and cross-entropy",
        ),
        Wrong(
            "downhill",
            _downhill,
            "dX is the gradient of the loss, which points uphill. To fool "
            "the net is to add it; the check wants it as it is.",
        ),
        Wrong(
            "sign-returned",
            _sign_returned,
            "Return the gradient itself. np.sign and the step on the image "
            "come after it, in the next cell.",
            "Every entry of dX is 1, 0 or -1.",
        ),
        Wrong(
            "stops-early",
            _stops_early,
            "This is dZ1, with a column for each hidden unit. One more "
            "linear layer lies between it and the image.",
        ),
    ),
)
