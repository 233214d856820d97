"""2.3: four logits, ranked by the slope that each loss gives them."""

import numpy as np

from ...checking import numerical_gradient
from ..record import Exercise, Wrong

_PLACES = (
    (-8.0, -7.5, -7.0, -6.5, -6.0, -5.5, -5.0, -4.5, -4.0),
    (-2.0, -1.5, -1.0, -0.5),
    (0.0, 0.5, 1.0, 1.5, 2.0),
    (2.5, 3.0, 3.5, 4.0, 4.5),
)


def _squared(z):
    return float((1 / (1 + np.exp(-z[0])) - 1) ** 2)


def _cross(z):
    return float(np.logaddexp(0.0, -z[0]))


def _sizes(loss, z):
    return np.array(
        [abs(numerical_gradient(loss, z[[k]])[0]) for k in (0, 1, 2, 3)]
    )


def _ranked(by, z):
    """The logits, that with the largest `by` first."""
    return z[np.argsort(-by)]


def draw(rng):
    """Logits whose slopes under squared error are well apart."""
    while True:
        z = rng.permutation([rng.choice(place) for place in _PLACES])
        sizes = np.sort(_sizes(_squared, z))
        if (sizes[1:] / sizes[:-1]).min() < 1.6 or len(set(np.abs(z))) < 4:
            continue
        results = [wrong(z=z) for wrong in _WRONG]
        results.append(tuple(truth(z).values()))
        if len({np.array(pair).tobytes() for pair in results}) == len(results):
            return {"z": z}


def truth(z):
    return {
        "the ranking under squared error": _ranked(_sizes(_squared, z), z),
        "the ranking under cross-entropy": _ranked(_sizes(_cross, z), z),
    }


def _by_loss(z):
    return np.sort(z), np.sort(z)


def _exchanged(z):
    return tuple(truth(z).values())[::-1]


def _smallest_first(z):
    return tuple(ranking[::-1] for ranking in truth(z).values())


def _both_flat(z):
    squared = _ranked(_sizes(_squared, z), z)
    return squared, squared


def _sigmoid_alone(z):
    return _ranked(-np.abs(z), z), np.sort(z)


def _sigmoid_for_both(z):
    return _ranked(-np.abs(z), z), _ranked(-np.abs(z), z)


def _flipped(z):
    return _ranked(_sizes(_squared, -z), z), np.sort(z)[::-1]


_WRONG = (
    _by_loss,
    _exchanged,
    _smallest_first,
    _both_flat,
    _sigmoid_alone,
    _sigmoid_for_both,
    _flipped,
)

CONFIDENT_ERROR = Exercise(
    id="2.3",
    title="Who learns most from its error?",
    kind="predict",
    objective="2d",
    points=2,
    minutes=10,
    takes="two lists of the four logits, for squared error and for "
    "cross-entropy, the largest slope first",
    section="02-losses#A confident error",
    draw=draw,
    truth=truth,
    mistakes=(
        Wrong(
            "by-size-of-loss",
            _by_loss,
            "A large loss need not have a large slope. Far on the wrong "
            "side the sigmoid is flat, so the squared error of p hardly "
            "moves with z.",
            "The ranking under cross-entropy is right. That under squared "
            "error follows the size of the loss, not of its slope.",
        ),
        Wrong(
            "exchanged",
            _exchanged,
            "Cross-entropy keeps its slope at a confident error; squared "
            "error loses it there.",
            "Each ranking is that of the other loss.",
        ),
        Wrong(
            "smallest-first",
            _smallest_first,
            "Asked is the size of the slope, largest first. All slopes are "
            "negative here, since a larger z is better for each: the most "
            "negative is the largest in size.",
            "Both rankings are in reverse order.",
        ),
        Wrong(
            "flat-for-both",
            _both_flat,
            "With cross-entropy the slope is p - t, here p - 1. It is "
            "nearly -1 at a confident error: the flat end of the sigmoid is "
            "made good by the steep logarithm.",
            "The ranking under squared error is right, and given twice.",
        ),
        Wrong(
            "sigmoid-alone",
            _sigmoid_alone,
            "You ranked by the slope of the sigmoid, which depends on the "
            "distance from 0 alone. The squared error also has the error "
            "itself in its slope: on the right side it is small.",
            "The ranking under cross-entropy is right. That under squared "
            "error follows the distance of z from 0.",
        ),
        Wrong(
            "sigmoid-for-both",
            _sigmoid_for_both,
            "You ranked by the slope of the sigmoid. Each loss has a slope "
            "of its own: nudge z, and see what the loss does, not p.",
            "Both rankings follow the distance of z from 0.",
        ),
        Wrong(
            "target-0",
            _flipped,
            "These are the rankings for a truth of no. Here the target is "
            "1, so the confident error is the logit far below 0.",
            "Both rankings are those for the target 0.",
        ),
    ),
)
