"""4.1: what the number of rows does to each gradient."""

import numpy as np

from ...checking import numerical_gradient
from ..pools.graphs import ROWS
from ..record import Exercise, Wrong


def draw(rng):
    """How many rows, and how many times they are handed in."""
    while True:
        N, times = int(rng.integers(3, 41)), int(rng.integers(3, 21))
        if N != times:
            return {"N": N, "times": times}


def _gradients(N, times, reduce):
    """dZ2 of the first row and dW2, with every row `times` times over."""
    rng = np.random.default_rng([N, 7])
    A1, W2 = rng.uniform(0.5, 2.0, size=(N, 2)), rng.normal(size=(2, 3))
    labels = np.tile(rng.integers(0, 3, size=N), times)
    A1 = np.tile(A1, (times, 1))
    scale = len(labels) if reduce == "sum" else 1

    def loss(Z):
        top = Z.max(axis=1, keepdims=True)
        log = np.log(np.exp(Z - top).sum(axis=1)) + top[:, 0]
        return float((log - Z[np.arange(len(Z)), labels]).mean())

    def of_row(z):
        return loss(np.vstack([z, (A1 @ W2)[1:]]))

    dz = scale * numerical_gradient(of_row, (A1 @ W2)[:1])
    dW2 = scale * numerical_gradient(lambda W: loss(A1 @ W), W2)
    return dz, dW2


def truth(N, times):
    """Measured on a second layer of some net."""
    (row, dW2), (new_row, new_dW2), (sum_row, summed) = (
        _gradients(N, 1, "mean"),
        _gradients(N, times, "mean"),
        _gradients(N, times, "sum"),
    )
    return {
        "a": _ratio(new_row, row),
        "b": _ratio(new_dW2, dW2),
        "c": _ratio(summed, dW2),
        "d": _ratio(sum_row, row),
    }


def _ratio(new, old):
    return float(np.vdot(new, old) / np.vdot(old, old))


MANY_ROWS = Exercise(
    id="4.1",
    title="The same rows again",
    kind="predict",
    objective="4a",
    points=1,
    minutes=4,
    takes="four numbers: the factors a, b, c, d",
    section="04-backward-pass#The batch: every row uses the same weights",
    draw=draw,
    truth=truth,
    chain=ROWS,
    close=5e-3,
    mistakes=(
        Wrong(
            "weights-grow",
            lambda N, times: (1, times, N * times, N),
            "With a mean, each row's share is divided by the number of rows. "
            "There are more shares, and each is smaller.",
            "The last two are right. The first two are those of a loss that "
            "is not divided by N.",
        ),
        Wrong(
            "all-shrink",
            lambda N, times: (1 / times, 1 / times, N, N),
            "dW2 is the sum over the rows of A1 times dZ2. There are more "
            "rows in this sum, and each is smaller.",
            "A row of dZ2 is right; dW2 is not the share of one row.",
        ),
        Wrong(
            "nothing-changes",
            lambda N, times: (1, 1, N, N),
            "dZ2 has a row for each example, and 1/N in each of them: N has "
            "changed.",
        ),
        Wrong(
            "sum-divided",
            lambda N, times: (1 / times, 1, times, N),
            "The mean of the first rows had a factor 1/N, which a sum does "
            "not have.",
        ),
        Wrong(
            "sum-counts-rows-in-all",
            lambda N, times: (1 / times, 1, N * times, N * times),
            "dA1 has a row for each example, and no row sees the others. "
            "Only the lost factor 1/N shows in it.",
        ),
    ),
)
