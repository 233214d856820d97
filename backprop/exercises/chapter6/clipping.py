"""6.6: clip a dict of gradients by the norm of all together."""

import numpy as np

from ..record import Case, Exercise, Step, Verdict, Wrong


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
    return Case(
        name,
        (Step("call", (grads, max_norm), expect, ("grads", "max_norm")),),
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


def judge(cases, outcomes):
    """Parts in order would do in other exercises: here they need names."""
    for outcome in outcomes:
        for result in outcome.results:
            if not isinstance(result, dict) and result is not None:
                return Verdict(
                    False,
                    "Expected a dict with the keys of grads, got something "
                    "else.",
                    "A step needs to know which gradient belongs to which "
                    "parameter: keep the names.",
                    "no-dict",
                )
    return None


def _norm(grads):
    return np.sqrt(sum((g**2).sum() for g in grads.values()))


def _by_value(grads, max_norm):
    return {k: np.clip(g, -max_norm, max_norm) for k, g in grads.items()}


def _each_array(grads, max_norm):
    return {
        k: g * min(1.0, max_norm / np.linalg.norm(g)) for k, g in grads.items()
    }


def _scales_up(grads, max_norm):
    return {k: g * (max_norm / _norm(grads)) for k, g in grads.items()}


def _root_forgotten(grads, max_norm):
    square = _norm(grads) ** 2
    return {k: g * min(1.0, max_norm / square) for k, g in grads.items()}


def _largest_entry(grads, max_norm):
    largest = max(abs(g).max() for g in grads.values())
    return {k: g * min(1.0, max_norm / largest) for k, g in grads.items()}


def _norms_added(grads, max_norm):
    total = sum(np.linalg.norm(g) for g in grads.values())
    return {k: g * min(1.0, max_norm / total) for k, g in grads.items()}


def _to_length_one(grads, max_norm):
    norm = _norm(grads)
    if norm <= max_norm:
        return dict(grads)
    return {k: g / norm for k, g in grads.items()}


def _in_place(grads, max_norm):
    norm = _norm(grads)
    if norm > max_norm:
        for g in grads.values():
            g *= max_norm / norm
    return grads


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
    judge=judge,
    mistakes=(
        Wrong(
            "each-array",
            _each_array,
            "One norm over all arrays together gives one factor for all. A "
            "factor for each array by itself changes the direction of the "
            "step.",
        ),
        Wrong(
            "by-value",
            _by_value,
            "Each entry was cut to the limit by itself. That turns the step, "
            "and the norm may still be above max_norm.",
        ),
        Wrong(
            "scales-up",
            _scales_up,
            "Only a gradient that is too long is changed. One under the "
            "limit stays as it is: the factor is never above 1.",
            "Gradients whose norm is above max_norm come out right; the "
            "others are changed too.",
        ),
        Wrong(
            "root-forgotten",
            _root_forgotten,
            "The norm is the root of the sum of squares. You divided by the "
            "sum itself.",
        ),
        Wrong(
            "norms-added",
            _norms_added,
            "The norms of the arrays do not add up to the norm of all. Their "
            "squares do; take the root at the end.",
        ),
        Wrong(
            "largest-entry",
            _largest_entry,
            "You compared max_norm with the largest entry. The norm counts "
            "all entries: the root of the sum of their squares.",
        ),
        Wrong(
            "to-length-one",
            _to_length_one,
            "g / ‖g‖ has the norm 1. It should be max_norm, so one factor "
            "is missing.",
        ),
        Wrong(
            "in-place",
            _in_place,
            "An operation such as *= writes into the caller's arrays. Make "
            "new ones, with g * factor.",
        ),
    ),
)
