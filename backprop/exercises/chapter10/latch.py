"""10.6: one neuron that remembers, and what it lets back."""

import numpy as np

from ...checking import numerical_gradient
from ..chapter3.apart import apart
from ..pools.latched import LATCHED
from ..record import Exercise, Wrong
from ..slipped import wrong
from .sections import LATCH, TRUNCATION

CLOSE = 2e-3
# States at which tanh(w h) = h for w = log(a) b / c: h, a, b, c.
FIXED = (
    (0.5, 3, 1, 1), (0.6, 2, 5, 3), (0.8, 3, 5, 4),
    (0.75, 7, 2, 3), (0.25, 5 / 3, 2, 1), (0.4, 7 / 3, 5, 4),
)  # fmt: skip


def draw(rng):
    """h, w with tanh(w h) = h; k steps back, m of them kept; dh at the end."""
    while True:
        h, a, b, c = FIXED[rng.integers(len(FIXED))]
        k = int(rng.integers(4, 9))
        numbers = {
            "w": round(float(np.log(a) * b / c), 6),
            "h": h,
            "k": k,
            "m": int(rng.integers(2, k)),
            "dh": int(rng.choice([-4, -3, -2, 2, 3, 4])),
        }
        answers = [w.answer(**numbers) for w in LATCH_PREDICTED.mistakes]
        if apart([list(truth(**numbers).values()), *answers], CLOSE):
            return numbers


def truth(w, h, k, m, dh):
    """Measured on the neuron itself, nudged k steps before the end."""

    def run(start, steps):
        for _ in range(steps):
            start = np.tanh(w * start)
        return float(start)

    def left(at, steps):
        slope = numerical_gradient(lambda s: run(s, steps), np.array(at))
        return float(slope)

    latched, steps = left(h, 1), 0
    size = 1.0
    while size >= 0.01:
        size, steps = size * latched, steps + 1
    return {
        "rest": left(0.0, 1),
        "latched": latched,
        "left_rest": dh * left(0.0, k),
        "left_latched": dh * left(h, k),
        "cut": 0.0 * m,
        "steps": steps,
    }


LEFT = "The two factors are right. What is left after k steps is not."
LATCH_PREDICTED = Exercise(
    id="10.6",
    title="A neuron that remembers",
    kind="predict",
    objective="10d",
    points=3,
    minutes=14,
    takes="six numbers, (rest, latched, left_rest, left_latched, cut, steps)",
    section=LATCH,
    draw=draw,
    truth=truth,
    chain=LATCHED,
    close=CLOSE,
    insight="The neuron holds its bit because nudges die out at h, and a "
    "gradient is a nudge: what remembers does not learn from far away.",
    more="which w gives a factor of exactly 1 at rest, and where are then "
    "the states that stay?",
    mistakes=(
        wrong(LATCHED, "without-weight", "rest is right; latched is not."),
        wrong(LATCHED, "value-for-slope", "rest is right; latched is not."),
        wrong(LATCHED, "rest-one", "rest is not right."),
        wrong(LATCHED, "no-slope", "rest is right; latched is the same."),
        wrong(LATCHED, "pre-activation", "rest is right; latched is not."),
        wrong(LATCHED, "tanh-twice", "rest is right; latched is not."),
        Wrong(
            "times-k",
            LATCHED.slipped("rest-times-k", "latched-times-k"),
            "Each step multiplies what the one before has left, so k steps "
            "give the k-th power of the factor. You multiplied both by k.",
            LEFT,
        ),
        Wrong(
            "one-step-less",
            LATCHED.slipped("rest-one-less", "latched-one-less"),
            "From the state at step T to the one at step T − k there are k "
            "steps, and each has its factor. You have k − 1 of them.",
            LEFT,
        ),
        Wrong(
            "without-dh",
            LATCHED.slipped("rest-without-dh", "latched-without-dh"),
            "What comes in at the end is dh. You gave the factors of the k "
            "steps alone.",
            LEFT,
        ),
        wrong(LATCHED, "cut-after-m", "All is right but cut.", TRUNCATION),
        wrong(LATCHED, "not-cut", "All is right but cut.", TRUNCATION),
        wrong(LATCHED, "cut-the-rest", "All is right but cut.", TRUNCATION),
        wrong(LATCHED, "steps-one-less", "All is right but steps."),
        wrong(LATCHED, "steps-ten-percent", "All is right but steps."),
        wrong(LATCHED, "steps-in-proportion", "All is right but steps."),
    ),
)
