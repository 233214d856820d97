"""4.3: the backward pass of a linear layer that stores its weights as Wᵀ."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..pools.layers import LINEAR
from ..record import Exercise, Wrong


def _case(name, rng, N, n_in, n_out):
    X, V = rng.normal(size=(N, n_in)), rng.normal(size=(n_out, n_in))
    b, dY = rng.normal(size=n_out), rng.normal(size=(N, n_out))

    def slope(f, at):
        return numerical_gradient(lambda A: float(np.sum(dY * f(A))), at)

    truth = {
        "dX": slope(lambda A: A @ V.T + b, X),
        "dV": slope(lambda A: X @ A.T + b, V),
        "db": slope(lambda A: X @ V.T + A, b),
    }
    return case(
        name,
        (step("call", (X, V, dY), truth, ("X", "V", "dY")),),
        sizes={
            "the number of rows": N,
            "the number of inputs": n_in,
            "the number of outputs": n_out,
        },
        factors={"X": X, "V": V, "dY": dY},
        others={"the sum of dY over all its entries": np.array(dY.sum())},
    )


def cases(rng):
    return [
        _case("5 rows", rng, 5, 4, 3),
        _case("one row", rng, 1, 4, 3),
        _case("a square layer", rng, 5, 3, 3),
        _case("7 rows", rng, 7, 3, 6),
    ]


def _as_in_the_chapter(X, V, dY):
    return dY @ V, X.T @ dY, dY.sum(axis=0)


def _bias_averaged(X, V, dY):
    return dY @ V, dY.T @ X, dY.mean(axis=0)


def _all_averaged(X, V, dY):
    return dY @ V, dY.T @ X / len(X), dY.mean(axis=0)


def _last_row(X, V, dY):
    return dY @ V, np.outer(dY[-1], X[-1]), dY[-1]


def _bias_not_summed(X, V, dY):
    return dY @ V, dY.T @ X, dY


def _transposed(X, V, dY):
    return dY @ V.T, dY.T @ X, dY.sum(axis=0)


def _wrong_axis(X, V, dY):
    return dY @ V, dY.T @ X, dY.sum(axis=1)


def _forward_again(X, V, dY):
    return X @ V.T, dY.T @ X, dY.sum(axis=0)


LINEAR_BACKWARD = Exercise(
    id="4.3",
    title="Weights the other way round",
    kind="build",
    objective="4a",
    points=3,
    minutes=10,
    takes="a function of (X, V, dY) that returns (dX, dV, db)",
    section="04-backward-pass#The batch: every row uses the same weights",
    cases=cases,
    chain=LINEAR,
    mistakes=(
        Wrong(
            "as-in-the-chapter",
            _as_in_the_chapter,
            "Here V[j, i] leads from input i to output j, so the entry "
            "(j, i) of dV is a sum of dY[n, j] X[n, i]. A gradient has the "
            "shape of its variable.",
            "dX and db are right. dV is the chapter's dW: its transpose "
            "belongs here.",
        ),
        Wrong(
            "bias-averaged",
            _bias_averaged,
            "The 1/N of a mean loss is already in dY. The bias is used by "
            "every row, so its gradient is the sum of the rows.",
            "dV and dX are right. db is the mean over the rows.",
        ),
        Wrong(
            "all-averaged",
            _all_averaged,
            "The 1/N of a mean loss is already in dY: dividing again makes "
            "every step N times too small.",
            "dX is right. dV and db are too small by the number of rows.",
        ),
        Wrong(
            "last-row",
            _last_row,
            "Every row adds its share to dV and to db. With = in a loop "
            "over the rows, each share is written over the one before; += "
            "adds it.",
            "With one row all is right; with more, dV and db hold the last "
            "row's share alone.",
        ),
        Wrong(
            "bias-not-summed",
            _bias_not_summed,
            "b is added to every row, a fork with N branches. At a fork, "
            "gradients add: db is the sum of the rows of dY.",
            "db has a row for each example.",
        ),
        Wrong(
            "transposed",
            _transposed,
            "X[n, i] reaches Y[n, j] through V[j, i]. So dX[n, i] is a sum "
            "over j of dY[n, j] V[j, i]: no transpose stands in it.",
        ),
        Wrong(
            "wrong-axis",
            _wrong_axis,
            "axis=1 adds along a row, over the outputs. The sum over the "
            "examples is axis=0.",
        ),
        Wrong(
            "forward-again",
            _forward_again,
            "X Vᵀ is the way forward. Back goes dY.",
        ),
    ),
)
