"""6.5: which ReLU units are off for every row?"""

import numpy as np

from ...layers import ReLU
from ..case import case as one_case
from ..case import step as one_step
from ..record import Exercise, Verdict
from .dead_mistakes import MISTAKES


def _case(name, rng, N, n_in, units, accept, most=1):
    """Whole numbers, drawn until accept(Z, Z without b) holds.

    Where no bias is positive, the last of many rows is blank, so that all
    units are off for it.
    """
    while True:
        X = rng.integers(-2, 3, (N, n_in)).astype(float)
        if N > 1 and most == 1:
            X[-1] = 0
        W = rng.integers(-2, 3, (n_in, units)).astype(float)
        b = rng.integers(-4, most, units).astype(float)
        if accept(X @ W + b, X @ W):
            break
    relu = ReLU()
    relu.forward(X @ W + b)
    on = relu.backward(np.ones((N, units))).sum(axis=0)  # rows that are on
    return one_case(
        name,
        (
            one_step(
                "call", (X, W, b), {"dead": np.flatnonzero(on == 0)}, _NAMES
            ),
        ),
        sizes={"the number of rows": N},
    )


_NAMES = ("X", "W", "b")


def _telling(Z, without_b):
    """Some dead, one of them at exactly 0; and no two rules agree."""
    rules = [
        (Z <= 0).all(axis=0),
        (Z <= 0).any(axis=0),
        (Z < 0).all(axis=0),
        (Z <= 0).all(axis=1),
        (without_b <= 0).all(axis=0),
        Z.mean(axis=0) <= 0,
        Z[0] <= 0,
        (Z > 0).any(axis=0),
    ]
    found = {tuple(np.flatnonzero(rule)) for rule in rules}
    return len(found) == len(rules) and () not in found


def _bent_late(Z, without_b):
    """Is a unit dead whose bias is positive, and another alive?"""
    b = (Z - without_b)[0]
    dead = (Z <= 0).all(axis=0)
    return (dead & (b > 0)).any() and not dead.all()


def cases(rng):
    return [
        _case("5 rows", rng, 5, 3, 7, _telling),
        _case("4 rows, some biases positive", rng, 4, 3, 6, _bent_late, 4),
        _case("9 rows", rng, 9, 4, 6, lambda Z, _: 0 < _dead(Z) < 4),
        _case("one row", rng, 1, 3, 5, lambda Z, _: 0 < _dead(Z) < 4),
        _case(
            "8 rows without a dead unit",
            rng,
            8,
            3,
            4,
            lambda Z, _: _dead(Z) == 0,
        ),
        _case("5 other rows", rng, 5, 3, 7, _telling),
    ]


def _dead(Z):
    return (Z <= 0).all(axis=0).sum()


def judge(cases, outcomes):
    """Name a unit that is wrongly in, or wrongly out."""
    for case, outcome in zip(cases, outcomes, strict=False):
        if outcome.kind or not outcome.results or outcome.changed:
            return None
        X, W, b = case.steps[0].args
        found, true = outcome.results[0], case.expect[0]["dead"]
        said = _about(found, set(true.tolist()), X @ W + b)
        if said:
            return Verdict(
                False,
                f"{said} (Seen with {case.name}.)",
                "A unit is dead if its z is 0 or negative in every row. Print "
                "Z and go down one column at a time.",
                "wrong-units",
            )
    return None


def _about(found, true, Z):
    if not isinstance(found, np.ndarray) or found.ndim != 1:
        return ""
    if found.dtype.kind not in "fiu" or not np.isfinite(found).all():
        return ""
    named, units = set(found.tolist()), Z.shape[1]
    for unit in named - set(range(units)):
        return (
            f"{unit:g} is not the index of a unit: they count from 0 to "
            f"{units - 1}."
        )
    named = {int(unit) for unit in named}
    for unit in sorted(named - true):
        row = int(np.argmax(Z[:, unit]))
        return (
            f"Unit {unit} is named, but in row {row} its z is "
            f"{Z[row, unit]:g}."
        )
    for unit in sorted(true - named):
        return (
            f"Unit {unit} is not named, and its largest z over all rows is "
            f"{Z[:, unit].max():g}."
        )
    return ""


DEAD_UNITS = Exercise(
    id="6.5",
    title="Count the dead",
    kind="build",
    objective="6d",
    points=2,
    minutes=8,
    takes="a function of (X, W, b) that returns an array of whole numbers",
    section="06-vanishing-exploding#Dead units",
    cases=cases,
    judge=judge,
    mistakes=MISTAKES,
)
