"""5.9: three parts, and one scale that is learned from the first."""

import numpy as np

from ..case import case, step
from ..pools.parts import PARTS
from ..record import Exercise
from .parts_mistakes import MISTAKES


def _case(name, rng, N, n_in, n_val, n_test):
    """Columns of different scales; the last one is 0 in training rows.

    The truth comes entry by entry, from sums in plain Python.
    """
    scale = rng.uniform(2.0, 9.0, n_in)
    X = rng.normal(size=(N, n_in)) * scale + 3 * scale * rng.choice([-1, 1])
    t = rng.permutation(N) + 10
    order = rng.permutation(N)
    while np.array_equal(np.sort(order[:n_test]), np.arange(n_test)):
        order = rng.permutation(N)
    parts = {
        "train": [int(k) for k in order[n_test + n_val :]],
        "val": [int(k) for k in order[n_test : n_test + n_val]],
        "test": [int(k) for k in order[:n_test]],
    }
    X[parts["train"], -1] = 0.0
    truth = {}
    for part, rows in parts.items():
        truth[f"X_{part}"] = _scaled(X, rows, parts["train"])
        truth[f"t_{part}"] = t[rows]
    inputs = ("X", "t", "order", "n_val", "n_test")
    args = (X, t, order, n_val, n_test)
    return case(
        name,
        (step("call", args, truth, inputs),),
        sizes={"the number of rows": N},
    )


def _scaled(X, rows, train):
    out = np.zeros((len(rows), X.shape[1]))
    for j in range(X.shape[1]):
        known = [float(X[k, j]) for k in train]
        mean = sum(known) / len(known)
        square = sum((x - mean) ** 2 for x in known) / len(known)
        for n, k in enumerate(rows):
            out[n, j] = (X[k, j] - mean) / (square**0.5 if square else 1.0)
    return out


def cases(rng):
    return [
        _case("13 rows", rng, 13, 5, 3, 4),
        _case("11 rows, one kept for the validation", rng, 11, 4, 1, 3),
        _case("21 rows", rng, 21, 6, 7, 5),
    ]


SPLIT = Exercise(
    id="5.9",
    title="Three parts, one scale",
    kind="build",
    objective="5d",
    points=3,
    minutes=12,
    takes="a function of (X, t, order, n_val, n_test) that returns (X_train, "
    "t_train, X_val, t_val, X_test, t_test)",
    section="05-sgd#An honest split",
    cases=cases,
    chain=PARTS,
    insight="A mean is a parameter as well: whatever is learned from data is "
    "learned from the training rows, or the test has been looked at.",
    more="the chapter's digits share their writers across all three parts; "
    "how would you deal rows whose writers are known?",
    mistakes=MISTAKES,
)
