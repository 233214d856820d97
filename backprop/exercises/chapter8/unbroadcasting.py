"""8.4: the gradient of what was broadcast, over any axes."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..record import Exercise
from .unbroadcasting_mistakes import MISTAKES


def _case(name, rng, to, shape):
    X, dY = np.array(rng.normal(size=shape)), rng.normal(0.3, 1.0, size=to)

    def loss(A):
        return float(np.sum(dY * np.broadcast_to(A, to)))

    copies = dY.size // X.size
    inputs = ("dY", "shape")
    truth = {"dX": numerical_gradient(loss, X)}
    return case(
        name,
        (step("call", (dY, shape), truth, inputs),),
        sizes={"the number of copies": copies} if copies > 1 else {},
    )


def cases(rng):
    return [
        _case("shape (3,) from (5, 3)", rng, (5, 3), (3,)),
        _case("shape (5, 1) from (5, 4)", rng, (5, 4), (5, 1)),
        _case("shape (1, 6) from (4, 6)", rng, (4, 6), (1, 6)),
        _case("shape (3, 1) from (4, 3, 5)", rng, (4, 3, 5), (3, 1)),
        _case(
            "shape (1, 4, 1) from (3, 2, 4, 5)", rng, (3, 2, 4, 5), (1, 4, 1)
        ),
        _case("a number from (4, 3)", rng, (4, 3), ()),
        _case("shape (5, 3) from (5, 3)", rng, (5, 3), (5, 3)),
        _case("shape (1, 7) from (1, 7)", rng, (1, 7), (1, 7)),
    ]


UNBROADCAST = Exercise(
    id="8.4",
    title="Sum over the copies",
    kind="build",
    objective="8d",
    points=3,
    minutes=17,
    takes="a function of (dY, shape) that returns dX of that shape",
    section="08-tape#Broadcasting is a fork",
    cases=cases,
    shapes="Which axes were copied? Those in front, which X has not, and "
    "those where `shape` has 1. Only these are summed, and the shapes are "
    "compared from their right ends.",
    insight="A bias's sum over the rows was never a rule of its own: it is "
    "the fork rule, applied to the copies that broadcasting makes.",
    more="what is the backward function of np.broadcast_to, and what that "
    "of sum? Why "
    "do they look alike?",
    mistakes=MISTAKES,
)
