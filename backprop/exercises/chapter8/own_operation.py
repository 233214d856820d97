"""8.8: the project, an operation of the learner's own, checked three ways."""

import numpy as np

from ..case import case, step
from ..record import Exercise
from ..ways import SECOND
from .own_judging import HAND, judge, shown
from .own_measuring import NUDGE, slanting
from .own_mistakes import MISTAKES


def _operation(X, dY):
    return step("operation", (X, dY), inputs=("X", "dY"), ways=("back",))


def _case(name, X, dY, other):
    """Make one, do the operation, then `other`, the operation again, and
    then nudge it: every entry of X, and once what the other line has."""
    ones = np.eye(X.size).reshape(-1, *X.shape)
    places = [(X, one) for one in ones] + [(SECOND * X, slanting(X))]
    nudged = [
        _operation(at + sign * NUDGE * one, dY)
        for at, one in places
        for sign in (1, -1)
    ]
    first = _operation(X, dY)
    return case(name, (step("new"), first, other, first, *nudged))


def cases(rng):
    found = []
    for name, shape in (("3 rows", (3, 4)), ("one row", (1, 5))):
        X, dY = rng.uniform(0.4, 3.0, shape), rng.normal(0.5, 1.0, shape)
        composed = step("composed", (X, dY), inputs=("X", "dY"))
        found.append(_case(name, X, dY, composed))
    return [*found, _case("the point by hand", *HAND, step("by_hand"))]


OWN_OPERATION = Exercise(
    id="8.8",
    title="An operation of your own",
    kind="build",
    objective="8c",
    points=4,
    minutes=33,
    takes="a class with the methods operation(X), composed(X, dY) and "
    "by_hand()",
    section="08-tape#An operation of your own",
    cases=cases,
    judge=judge,
    shown=shown,
    insight="If your three ways share no line of code, that they agree is as "
    "near to certain as a gradient gets.",
    more="let it take two inputs of different shapes. Who sums over the "
    "copies, the operation or the tape?",
    mistakes=MISTAKES,
)
