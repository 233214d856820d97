"""3.1: slopes at a kink, and what a measurement sees beside it."""

import numpy as np

from ..pools.graphs import KINK
from ..record import Exercise, Wrong


def draw(rng):
    h = float(rng.choice([1e-2, 1e-3, 1e-4]))
    parts = rng.choice(np.arange(1, 10), size=3, replace=False)
    right, left, below = map(float, parts)
    u = float(rng.integers(2, 9))
    return {
        "h": h,
        "z_B": round(right * h / 10, 9),
        "z_C": -round(left * h / 10, 9),
        "u_D": u,
        "v_D": round(u - below * h / 10, 9),
    }


def _relu(z):
    return max(z, 0.0)


def _places(z_B, z_C, u_D, v_D):
    """(function of one number, where) for A to E."""
    return (
        (_relu, 0.0),
        (_relu, z_B),
        (_relu, z_C),
        (lambda v: max(u_D, v), v_D),
        (lambda u: max(u, 1.0), 1.0),
    )


def _measure(up, down, width, places):
    return np.array(
        [(f(z + up) - f(z - down)) / width for f, z in _places(**places)]
    )


def _central(h, **places):
    return _measure(h, h, 2 * h, places)


def _rules(h, **places):
    slopes = _central(h / 1000, **places)  # too short to reach a kink
    slopes[0], slopes[4] = 0.0, 1.0  # at a kink the course's choice
    return slopes.round(6)


def truth(**numbers):
    return {"derivatives": _rules(**numbers), "measured": _central(**numbers)}


def about(h, **places):
    return {
        "places": {"derivatives": "ABCDE", "measured": "ABCDE"},
        "others": {
            "the difference to the left, (f(z) - f(z - h)) / h": _measure(
                0.0, h, h, places
            )
        },
    }


def _measured_is_derivative(**numbers):
    return _rules(**numbers), _rules(**numbers)


def _half_near_a_kink(**numbers):
    return _rules(**numbers), np.full(5, 0.5)


def _half_as_derivative(**numbers):
    slopes = _rules(**numbers)
    slopes[[0, 4]] = 0.5
    return slopes, _central(**numbers)


def _derivative_is_measured(**numbers):
    return _central(**numbers), _central(**numbers)


def _to_the_right(h, **places):
    return _rules(h, **places), _measure(h, 0.0, h, places)


def _divided_by_h(h, **places):
    return _rules(h, **places), _measure(h, h, h, places)


def _smaller_wins(**numbers):
    slopes, measured = _rules(**numbers), _central(**numbers)
    slopes[3], measured[3] = 1.0, 1 - measured[3]
    return slopes, measured


def _other_side(**numbers):
    slopes, measured = _rules(**numbers), _central(**numbers)
    measured[2] = 1 - measured[2]
    return slopes, measured


def _nothing_to_the_first(**numbers):
    slopes = _rules(**numbers)
    slopes[4] = 0.0
    return slopes, _central(**numbers)


KINKS = Exercise(
    id="3.1",
    title="Beside a kink",
    kind="predict",
    objective="3c",
    points=1,
    minutes=5,
    takes="(derivatives, measured), each a list of five numbers, A to E",
    section="03-chain-rule#Kinks",
    draw=draw,
    truth=truth,
    chain=KINK,
    about=about,
    close=6e-3,
    mistakes=(
        Wrong(
            "measured-is-derivative",
            _measured_is_derivative,
            "A measurement looks at two points, h to the right and h to the "
            "left. Here the kink lies between them, so it mixes a slope of 1 "
            "with a slope of 0.",
            "The derivatives are right; measured repeats them.",
        ),
        Wrong(
            "half-as-derivative",
            _half_as_derivative,
            "½ is what a measurement gives at the kink, and it is a valid "
            "subgradient. But the course takes 0 as ReLU's derivative at 0, "
            "and gives the whole gradient to the first of two equals.",
            "All is right but the derivatives at A and E.",
        ),
        Wrong(
            "half-near-a-kink",
            _half_near_a_kink,
            "½ comes out where the kink is in the middle of the two points. "
            "Elsewhere the longer part of the way between them counts more.",
            "The derivatives are right; measured is ½ everywhere.",
        ),
        Wrong(
            "derivative-is-measured",
            _derivative_is_measured,
            "A derivative belongs to the point and knows of no h. Beside the "
            "kink it is 0 or 1, however near the kink is.",
            "measured is right; the derivatives repeat it.",
        ),
        Wrong(
            "difference-to-the-right",
            _to_the_right,
            "That is (f(z + h) - f(z)) / h, the difference to the right. The "
            "central one takes f(z - h) in place of f(z), and divides by 2h.",
            "The derivatives are right; measured looks to the right alone.",
        ),
        Wrong(
            "divided-by-h",
            _divided_by_h,
            "The two points are 2h apart, so the rise is divided by 2h.",
            "The derivatives are right; measured is 2 times too large.",
        ),
        Wrong(
            "other-side",
            _other_side,
            "z_C is negative, so the kink lies to the right of it. The part "
            "with slope 1 runs from 0 to z_C + h, and is shorter than h.",
            "All is right but the measurement at C.",
        ),
        Wrong(
            "nothing-to-the-first",
            _nothing_to_the_first,
            "For a maximum of equals the course gives the whole gradient to "
            "the first, and u is the first input.",
            "All is right but the derivative at E.",
        ),
        Wrong(
            "smaller-wins",
            _smaller_wins,
            "At D, v is smaller than u. The maximum sends the gradient to "
            "the larger alone; a small change of v changes nothing.",
            "A, B, C and E are right; D is not.",
            "03-chain-rule#A table of local slopes",
        ),
    ),
)
