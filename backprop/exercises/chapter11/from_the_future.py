"""11.9: blame that reaches a token which had not been read yet."""

import numpy as np

from ...checking import numerical_gradient
from ..chapter3.apart import all_apart
from ..pools.from_the_future import AS_IT_IS, FUTURE
from ..record import Exercise, Wrong
from ..slipped import wrong
from .sections import LEAK

CLOSE = 1e-3
# The three powers of 2 add up to 4, 5 or 10.
SCORES = ((0, 0, 1), (1, 1, 0), (0, 0, 3))


def draw(rng):
    """Three scores, three values, d: the weights are simple decimals.

    The third is never 1/2: the other two would then weigh as much as it,
    and a sum divided by their weight could not be told from one without
    the weight in front.
    """
    while True:
        s = rng.permutation(SCORES[rng.integers(len(SCORES))])
        s = s + rng.integers(-2, 3)
        numbers = {
            "s": s.tolist(),
            "v": rng.choice([-3, -2, -1, 1, 2, 3, 4, 5], 3, False).tolist(),
            "d": int(rng.choice([-8, -4, 4, 8])),
        }
        if all_apart(FROM_THE_FUTURE, numbers):
            return numbers


def truth(s, v, d):
    """Every number measured: the third score and value are nudged."""
    s = np.log(2) * np.array(s, dtype=float)
    v = np.array(v, dtype=float)

    def blamed(layer, score, value):
        e = np.exp([*s[:2], score])
        values = np.array([*v[:2], value])
        if layer == "right":
            return float(d * (e[:2] @ values[:2]) / e[:2].sum())
        heard = e * ([1, 1, 1] if layer == "open" else [1, 1, 0])
        return float(d * (heard @ values) / e.sum())

    found = {}
    for layer in ("right", "open", "after"):
        found[f"{layer}_score"] = float(numerical_gradient(
            lambda x, layer=layer: blamed(layer, float(x), v[2]),
            np.array(s[2]),
        ))  # fmt: skip
        found[f"{layer}_value"] = float(numerical_gradient(
            lambda x, layer=layer: blamed(layer, s[2], float(x)),
            np.array(v[2]),
        ))  # fmt: skip
    return found


def _turned(**numbers):
    right = FUTURE.answer()(**numbers)
    return tuple(right[k] for k in (1, 0, 3, 2, 5, 4))


def _scores_times(c):
    """The right answer with both scores' gradients so many times."""

    def answer(**numbers):
        right = FUTURE.answer()(**numbers)
        return tuple(c * x if k in (2, 4) else x for k, x in enumerate(right))

    return answer


BUT_AFTER = "All is right but after_score."
BUT_OPEN = "All is right but open_score."

FROM_THE_FUTURE = Exercise(
    id="11.9",
    title="Blame from the future",
    kind="predict",
    objective="11c",
    points=2,
    minutes=12,
    takes="six numbers, (right_score, right_value, open_score, open_value, "
    "after_score, after_value)",
    section=LEAK,
    draw=draw,
    truth=truth,
    chain=FUTURE,
    close=CLOSE,
    insight="One backward pass from one output tells: a token that it must "
    "not have read gets exactly 0, or there is a leak.",
    more="check_causal looks for the same leak without a gradient. What does "
    "it change, and what does it compare?",
    mistakes=(
        wrong(FUTURE, "after-zero", BUT_AFTER),
        wrong(FUTURE, "after-open", BUT_AFTER),
        wrong(FUTURE, "after-whole-mean", BUT_AFTER),
        wrong(FUTURE, "after-plus", BUT_AFTER),
        wrong(FUTURE, "after-own-dA", BUT_AFTER),
        wrong(FUTURE, "after-divided", BUT_AFTER),
        wrong(FUTURE, "after-value-open", "All is right but after_value."),
        wrong(FUTURE, "right-score-open", "All is right but right_score."),
        wrong(FUTURE, "right-value-open", "All is right but right_value."),
        Wrong(
            "never-hidden",
            FUTURE.slipped("right-score-open", "right-value-open"),
            "In the right layer the third score is −∞ before the softmax, so "
            "that the second output does not depend on the third token at "
            "all: both numbers are exactly 0. You gave those without a mask.",
            "right_score and right_value are not right.",
        ),
        Wrong(
            "value-before-score",
            _turned,
            "For each layer the score comes first, and then the value: that "
            "is the order of the task.",
            "In each of the three pairs the two are exchanged.",
        ),
        Wrong(
            "in-units-of-ln-2",
            _scores_times(1 / np.log(2)),
            AS_IT_IS + " You divided it by ln 2.",
            "open_score and after_score are too large by 1/ln 2.",
        ),
        Wrong(
            "slope-for-s",
            _scores_times(np.log(2)),
            AS_IT_IS + " You multiplied it by ln 2, as if s were nudged.",
            "open_score and after_score are too small by ln 2.",
        ),
        wrong(FUTURE, "open-without-mean", BUT_OPEN),
        wrong(FUTURE, "open-diagonal", BUT_OPEN),
        wrong(FUTURE, "open-plain-mean", BUT_OPEN),
        wrong(FUTURE, "open-without-weight", BUT_OPEN),
        wrong(FUTURE, "open-minus", BUT_OPEN),
        wrong(FUTURE, "value-itself", "All is right but open_value."),
        wrong(FUTURE, "value-without-d", "All is right but open_value."),
        wrong(FUTURE, "blame-of-the-weight", "All is right but open_value."),
        wrong(FUTURE, "base-e"),
        wrong(FUTURE, "values-for-dA"),
    ),
)
