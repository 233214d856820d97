"""4.3: the backward pass of a linear layer, as a function."""

import numpy as np

from ...differences import numerical_gradient
from ..record import Case, Exercise, Step, Wrong


def _case(name, rng, N, n_in, n_out):
    X, W = rng.normal(size=(N, n_in)), rng.normal(size=(n_in, n_out))
    b, dY = rng.normal(size=n_out), rng.normal(size=(N, n_out))

    def slope(f, at):
        return numerical_gradient(lambda A: float(np.sum(dY * f(A))), at)

    truth = {
        "dX": slope(lambda A: A @ W + b, X),
        "dW": slope(lambda A: X @ A + b, W),
        "db": slope(lambda A: X @ W + A, b),
    }
    return Case(
        name,
        (Step("call", (X, W, dY), truth, ("X", "W", "dY")),),
        sizes={
            "the number of rows": N,
            "the number of inputs": n_in,
            "the number of outputs": n_out,
        },
        factors={"X": X, "W": W, "dY": dY},
        others={"the sum of dY over all its entries": np.array(dY.sum())},
    )


def cases(rng):
    return [
        _case("5 rows", rng, 5, 4, 3),
        _case("one row", rng, 1, 4, 3),
        _case("a square layer", rng, 5, 3, 3),
        _case("7 rows", rng, 7, 3, 6),
    ]


def _bias_averaged(X, W, dY):
    return dY @ W.T, X.T @ dY, dY.mean(axis=0)


def _all_averaged(X, W, dY):
    return dY @ W.T, X.T @ dY / len(X), dY.mean(axis=0)


def _last_row(X, W, dY):
    return dY @ W.T, np.outer(X[-1], dY[-1]), dY[-1]


def _bias_not_summed(X, W, dY):
    return dY @ W.T, X.T @ dY, dY


def _not_transposed(X, W, dY):
    return dY @ W, X.T @ dY, dY.sum(axis=0)


def _weights_transposed(X, W, dY):
    return dY @ W.T, dY.T @ X, dY.sum(axis=0)


def _wrong_axis(X, W, dY):
    return dY @ W.T, X.T @ dY, dY.sum(axis=1)


def _forward_again(X, W, dY):
    return X @ W, X.T @ dY, dY.sum(axis=0)


LINEAR_BACKWARD = Exercise(
    id="4.3",
    title="The way back through a linear layer",
    kind="build",
    objective="4a",
    points=3,
    minutes=15,
    takes="a function of (X, W, dY) that returns (dX, dW, db)",
    section="04-backward-pass#The batch: every row uses the same weights",
    cases=cases,
    mistakes=(
        Wrong(
            "bias-averaged",
            _bias_averaged,
            "The 1/N of a mean loss is already in dY. The bias is used by "
            "every row, so its gradient is the sum of the rows.",
            "dW and dX are right. db is the mean over the rows.",
        ),
        Wrong(
            "all-averaged",
            _all_averaged,
            "The 1/N of a mean loss is already in dY: dividing again makes "
            "every step N times too small.",
            "dX is right. dW and db are too small by the number of rows.",
        ),
        Wrong(
            "last-row",
            _last_row,
            "Every row adds its share to dW and to db. With = in a loop "
            "over the rows, each share is written over the one before; += "
            "adds it.",
            "With one row all is right; with more, dW and db hold the last "
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
            "not-transposed",
            _not_transposed,
            "X[n, i] reaches Y[n, j] through W[i, j]. To go from the "
            "outputs back to the inputs takes the transpose of W.",
        ),
        Wrong(
            "weights-transposed",
            _weights_transposed,
            "W[i, j] is met by input i and output j, so dW needs the rows "
            "of Xᵀ against the columns of dY.",
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
            "X W is the way forward. Back goes dY, through Wᵀ.",
        ),
    ),
)
