"""6.6: clip a dict of gradients by the norm of all together."""

import numpy as np

from ..case import case, step
from ..record import Exercise
from .clipping_mistakes import MISTAKES


def _case(name, rng, shapes, norm, max_norm):
    """Gradients with that norm in all, and what clipping makes of them."""
    flat = rng.normal(size=sum(map(np.prod, shapes.values())))
    flat *= norm / max(np.hypot.reduce(flat), 1e-300)
    # The direction stays, the length becomes the smaller of the two.
    length = min(norm, max_norm)
    clipped = flat if length == norm else length * (flat / norm)
    grads, expect, start = {}, {}, 0
    for key, shape in shapes.items():
        stop = start + int(np.prod(shape))
        grads[key] = flat[start:stop].reshape(shape).copy()
        expect[key] = clipped[start:stop].reshape(shape)
        start = stop
    return case(
        name,
        (step("call", (grads, max_norm), expect, ("grads", "max_norm")),),
        keyed=True,
        sizes={
            "max_norm": max_norm,
            "the norm of all gradients together": norm or 1.0,
        },
    )


def cases(rng):
    two_layers = {"0.W": (3, 5), "0.b": (5,), "2.W": (5, 4)}
    return [
        _case("a norm of 12", rng, two_layers, 12.0, 5.0),
        _case("a norm of 0.6", rng, two_layers, 0.6, 1.5),
        _case("a norm of 1000", rng, two_layers | {"2.b": (4,)}, 1e3, 0.7),
        _case("all gradients 0", rng, two_layers, 0.0, 3.0),
    ]


CLIPPING = Exercise(
    id="6.6",
    title="Clip by the norm of all",
    kind="build",
    objective="6e",
    points=2,
    minutes=12,
    takes="a function of (grads, max_norm) that returns a dict of arrays",
    section="06-vanishing-exploding#Exploding gradients, and clipping",
    cases=cases,
    mistakes=MISTAKES,
)
