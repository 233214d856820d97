"""4.4: three activations as one layer."""

from dataclasses import replace

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..record import Exercise
from .bend_mistakes import MISTAKES
from .bends import BENDS


def _call(kind, rng, shape):
    """Two steps, forward and backward, and what is known of them."""
    X = rng.uniform(0.2, 2.0, shape) * rng.choice([-1.0, 1.0], shape)
    X.flat[:2] = 0.7, -0.9  # both signs in every draw
    dY = rng.uniform(0.5, 1.5, shape) * rng.choice([-1.0, 1.0], shape)
    bend = BENDS[kind]
    dX = numerical_gradient(lambda A: float(np.sum(dY * bend(A))), X)
    steps = (
        step("forward", (X,), {"Y": bend(X)}, ("X",)),
        step("backward", (dY,), {"dX": dX}, ("dY",)),
        step("backward", (dY,), {"dX of a second backward": dX}, ("dY",)),
    )
    Y = bend(X)
    known = {
        "factors": {"dY": dY, "the slope at X": dX / dY, "Y": Y, "X": X},
        "masks": {"X is positive": X > 0},
        "others": {
            "dY - Y²: brackets are missing in dY (1 - Y²)": dY - Y**2,
            "dY Y - Y: brackets are missing in dY Y (1 - Y)": dY * Y - Y,
            "dY (1 - Y)²: square Y alone, as in 1 - Y²": dY * (1 - Y) ** 2,
        },
    }
    if kind != "relu":
        at_output = numerical_gradient(lambda A: float(bend(A).sum()), Y)
        known["factors"]["the slope at the output Y"] = at_output
    else:
        known["others"]["dY cut off by its own sign"] = np.maximum(dY, 0)
    return steps, known


def cases(rng):
    shapes = {"relu": (7, 3), "sigmoid": (5, 3), "tanh": (4, 3)}
    made = []
    for kind, shape in shapes.items():
        once, known = _call(kind, rng, shape)
        again, _ = _call(kind, rng, shape)
        new = step("new", (kind,), inputs=("kind",))
        made.append(case(f"kind {kind!r}", (new, *once, *again), **known))
    return [*made, _two_objects(rng)]


def _two_objects(rng):
    """One layer's forward lies between another's forward and backward."""
    (first, back, _), _ = _call("tanh", rng, (3, 5))
    (second, back_2, _), _ = _call("tanh", rng, (3, 5))
    new = (step("new", ("tanh",), inputs=("kind",), of=k) for k in (0, 1))
    return case(
        "two objects at once",
        [*new, first, _of_1(second), back, _of_1(back_2)],
    )


def _of_1(pair):
    asked, right = pair
    return replace(asked, of=1), right


BEND = Exercise(
    id="4.4",
    title="Three bends, one layer",
    kind="build",
    objective="4b",
    points=3,
    minutes=20,
    takes="a class with __init__(self, kind), forward(self, X) and "
    "backward(self, dY)",
    section="04-backward-pass#Through an activation",
    cases=cases,
    mistakes=MISTAKES,
)
