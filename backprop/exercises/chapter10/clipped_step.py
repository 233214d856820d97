"""10.7: a step of SGD whose gradient is clipped by its joint norm."""

import numpy as np

from ..case import case, step
from ..record import Exercise
from .clipped_mistakes import MISTAKES
from .sections import CLIPPING

NAMES = ("params", "grads", "lr", "max_norm")
SHAPES = {"Wx": (3, 5), "Wh": (5, 5), "b": (5,)}


def _case(name, rng, norm, max_norm, lr):
    """Gradients with that norm in all, and where the step must lead."""
    sizes = {k: int(np.prod(shape)) for k, shape in SHAPES.items()}
    flat = rng.normal(size=sum(sizes.values()))
    flat *= norm / np.hypot.reduce(flat)
    # The direction stays, the length becomes the smaller of the two.
    moved = lr * min(norm, max_norm) * (flat / norm) if norm else 0 * flat
    cuts = np.cumsum([*sizes.values()])[:-1]
    params, grads, expect = {}, {}, {}
    parts = zip(
        SHAPES, np.split(flat, cuts), np.split(moved, cuts), strict=True
    )
    for key, g, go in parts:
        params[key] = rng.normal(0, 0.7, SHAPES[key])
        grads[key] = g.reshape(SHAPES[key])
        expect[key] = params[key] - go.reshape(SHAPES[key])
    expect["norm"] = float(norm)
    return case(
        name,
        (step("call", (params, grads, lr, max_norm), expect, NAMES),),
        keyed=True,
        sizes={"max_norm": max_norm, "lr": lr},
    )


def cases(rng):
    return [
        _case("a norm of 12", rng, 12.0, 5.0, 0.3),
        _case("a norm of 0.6", rng, 0.6, 1.5, 0.3),
        _case("a norm of 1000", rng, 1e3, 0.7, 0.05),
        _case("all gradients 0", rng, 0.0, 3.0, 0.2),
        _case("a norm just below the limit", rng, 1.9, 2.0, 3.0),
    ]


CLIPPED_STEP = Exercise(
    id="10.7",
    title="A step that cannot run away",
    kind="build",
    objective="10e",
    points=2,
    minutes=12,
    takes="a function of (params, grads, lr, max_norm) that returns a dict "
    "with Wx, Wh, b and norm",
    section=CLIPPING,
    cases=cases,
    insight="One factor for all arrays keeps the direction: clipping "
    "shortens a step and turns nothing.",
    more="let the net of 10.4 run over 50 steps with Wh four times as large, "
    "and print the norms. How many of ten batches are clipped at 1?",
    mistakes=MISTAKES,
)
