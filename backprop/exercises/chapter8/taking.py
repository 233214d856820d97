"""8.6: rows of a table, some of them taken more than once."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..record import Exercise
from .taking_mistakes import MISTAKES

NAMES = ("X", "rows", "dY")


TWO_AXES = (
    "Here `rows` has two axes, and dY three. rows.ravel() and "
    "dY.reshape(-1, X.shape[1]) make one list of rows of each."
)


def _case(name, rng, n, dim, rows):
    X, rows = rng.normal(size=(n, dim)), np.array(rows)
    dY = rng.normal(0.4, 1.0, size=(*rows.shape, dim))

    def loss(X):
        return float(np.sum(dY * X[rows]))

    truth = {"Y": X[rows], "dX": numerical_gradient(loss, X)}
    return case(
        name,
        (step("call", (X, rows, dY), truth, NAMES, ways=("back",)),),
        sizes={"the number of rows taken": rows.size},
        factors={"X": X},
        special=TWO_AXES if rows.ndim == 2 else "",
    )


def cases(rng):
    a, b, c, *others = map(int, rng.permutation(8)[:6])
    e, f, g = map(int, rng.permutation(6)[:3])
    two_axes = [[e, f, e, g], [g, e, e, f], [f, f, g, e]]
    return [
        _case("5 rows, one of them three times", rng, 8, 3, [a, b, a, c, a]),
        _case("two of the same side by side", rng, 7, 5, [4, 4, 1, 6]),
        _case("6 rows, all different", rng, 8, 4, [*others, c, b, a]),
        _case("3 lists of 4 rows", rng, 6, 5, two_axes),
        _case("one row", rng, 4, 3, [int(rng.integers(4))]),
    ]


TAKING = Exercise(
    id="8.6",
    title="A row that is taken twice",
    kind="build",
    objective="8c",
    points=3,
    minutes=12,
    takes="a function of (X, rows) that returns (Y, back), an array and a "
    "function of dY",
    section="08-tape#The running net on a tape",
    cases=cases,
    insight="To look up a row is to copy it, and a copy is a use: the table's "
    "gradient is a sum over all the places where the row was looked up.",
    more="write take as a product with a matrix of zeros and ones. What is "
    "its backward function, and what does it cost for a table of 50,000 rows?",
    mistakes=MISTAKES,
)
