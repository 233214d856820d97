"""4.5: softmax's whole Jacobian, without forming it."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..pools.layers import SOFTMAX
from ..record import Exercise, Wrong


def _softmax(Z):
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


def _case(name, rng, N, K):
    Z, dP = rng.normal(size=(N, K)), rng.normal(1.0, 1.0, size=(N, K))
    P = _softmax(Z)
    truth = numerical_gradient(lambda A: float(np.sum(dP * _softmax(A))), Z)
    return case(
        name,
        (step("call", (P, dP), {"dZ": truth}, ("P", "dP")),),
        sizes={"the number of rows": N, "the number of classes": K},
        factors={"P": P, "dP": dP, "1 - P": 1 - P},
    )


def cases(rng):
    return [
        _case("5 rows", rng, 5, 3),
        _case("one row", rng, 1, 4),
        _case("a square batch", rng, 4, 4),
    ]


def _diagonal(P, dP):
    return P * (1 - P) * dP


def _no_sum(P, dP):
    return P * dP


def _over_rows(P, dP):
    return P * (dP - (P * dP).sum(axis=0))


def _over_all(P, dP):
    return P * (dP - (P * dP).sum())


def _mean(P, dP):
    return P * (dP - (P * dP).mean(axis=1, keepdims=True))


def _sign(P, dP):
    return P * ((P * dP).sum(axis=1, keepdims=True) - dP)


def _unweighted(P, dP):
    return P * (dP - dP.sum(axis=1, keepdims=True))


SOFTMAX_BACKWARD = Exercise(
    id="4.5",
    title="Back through softmax alone",
    kind="build",
    objective="4c",
    points=3,
    minutes=20,
    takes="a function of (P, dP) that returns dZ",
    section="04-backward-pass#Softmax and cross-entropy",
    cases=cases,
    chain=SOFTMAX,
    mistakes=(
        Wrong(
            "diagonal-alone",
            _diagonal,
            "P (1 - P) is only the diagonal of the Jacobian. Each logit also "
            "moves the other probabilities, since they share their sum.",
            "dZ has the diagonal part of the Jacobian alone; its rows do not "
            "sum to 0.",
        ),
        Wrong(
            "no-sum",
            _no_sum,
            "The part -P_j P_k of the Jacobian is missing: a larger logit "
            "takes probability away from all classes.",
            "dZ is P times dP; its rows do not sum to 0.",
        ),
        Wrong(
            "over-rows",
            _over_rows,
            "axis=0 adds over the examples. The probabilities of one "
            "example share one sum: axis=1.",
        ),
        Wrong(
            "over-all",
            _over_all,
            "The sum runs over all rows. Rows know nothing of each other: "
            "take the sum within each row, with keepdims=True.",
        ),
        Wrong(
            "mean-for-sum",
            _mean,
            "The chain rule adds the branches; it takes no mean of them.",
            "What is subtracted in each row is too small by the number of "
            "classes.",
        ),
        Wrong(
            "sign",
            _sign,
            "A larger logit raises its own probability: the diagonal is "
            "positive.",
        ),
        Wrong(
            "unweighted",
            _unweighted,
            "Each branch of the fork carries its own local slope, which "
            "contains P of that branch.",
        ),
    ),
)
