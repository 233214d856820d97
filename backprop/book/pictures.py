"""The pictures that the page computes itself, as _live/models.mjs does."""

from fractions import Fraction

import numpy as np

from ..data import xor
from ..picture import Picture
from ..plots.numbers import factor, number, scientific

STEPS = 25
CURVATURES = np.array([2.0, 20.0])
TURN = np.linspace(0.0, 2 * np.pi, 25)
RINGS = (2, 4, 6, 8, 10)  # the loss is r² there
ANSWERS = {"answer 0": "purple", "answer 1": "green"}
CHANCES = np.array([0.75, 0.25])  # of the two arms: θ is ln 3
REWARDS = np.array([4.0, 8.0])
SCORES = np.array([0.25, -0.75])  # of each arm, d log π / dθ


def dividing_line(w1, w2, bias):
    """The Picture of the line that a neuron draws among XOR's points.

    Shaded is where z = w₁ x₁ + w₂ x₂ + b is positive; a ring marks each
    point whose answer is wrong.
    """
    X, t = xor()
    w = np.array([w1, w2], dtype=float)
    wrong = X[(X @ w + bias > 0) != t]
    some = w.any()
    line, side = _boundary(w, bias) if some else (np.full((2, 2), np.nan),) * 2
    listed = ", ".join(f"({a:.0f}, {b:.0f})" for a, b in wrong)
    where = "" if some else " There is no line: z is the bias everywhere."
    return Picture(
        f"{4 - len(wrong)} of the 4 answers are right. "
        f"Wrong: {listed}.{where}",
        "x₁",
        "x₂",
        (-1, 2),
        (-1, 2),
        lines={"z = 0": line, "_wrong": _rings(wrong)},
        points={f"answer {k}": X[t == k].T for k in (0, 1)},
        areas={"z > 0": side},
        colors=ANSWERS | {"z = 0": "forward", "z > 0": "forward"},
    )


def _boundary(w, bias):
    """Two points of the line, and the corners of the half where z > 0."""
    middle = np.array([0.5, 0.5])
    foot = middle - (w @ middle + bias) / (w @ w) * w
    length = np.sqrt(w @ w)
    along, across = 4 * np.array([-w[1], w[0]]) / length, 8 * w / length
    ends = np.array([foot - along, foot + along])
    corners = [*ends, ends[1] + across, ends[0] + across]
    return ends.T, np.array(corners).T


def _rings(centres):
    """x and y of a ring round each, with a gap after it.

    It is round in a drawing that is wider than it is high.
    """
    if not len(centres):
        return np.full((2, 1), np.nan)
    ring = np.array([0.11 * np.cos(TURN), 0.18 * np.sin(TURN)])
    ring = np.append(ring, [[np.nan], [np.nan]], axis=1)
    return np.hstack([ring + np.c_[centre] for centre in centres])


def descent(learning_rate, w1, w2):
    """The Picture of 25 steps of gradient descent on w₁² + 10 w₂²."""
    w = np.empty((STEPS + 1, 2))
    w[0] = w1, w2
    for k in range(STEPS):
        w[k + 1] = w[k] - learning_rate * CURVATURES * w[k]
    loss = (w**2) @ (CURVATURES / 2)
    angle = np.linspace(0, 2 * np.pi, 61)
    rings = {
        f"_{r}": (r * np.cos(angle), r / np.sqrt(10) * np.sin(angle))
        for r in RINGS
    }
    hues = dict.fromkeys(rings, "grey")
    return Picture(
        f"The loss was {scientific(loss[0], 3)}, and after {STEPS} steps it "
        f"is {scientific(loss[-1])}.",
        "w₁, the flat direction",
        "w₂, the steep one",
        (-11, 11),
        (-4, 4),
        lines=rings | {"_path": w.T},
        points={"steps": w.T},
        colors=hues | {"_path": "backward", "steps": "backward"},
    )


def two_arms(baseline_b):
    """The Picture of what one draw of an arm says of the slope dJ/dθ.

    π = σ(θ) = 3/4 for arm 0, with reward 4, and 1/4 for arm 1, with
    reward 8. Each arm's estimate, (r − b) d log π / dθ, is as wide as the
    arm is probable. Fractions are rounded to 64ths.
    """
    first, second = estimates = (REWARDS - baseline_b) * SCORES
    mean = CHANCES @ estimates
    variance = CHANCES @ (estimates - mean) ** 2
    products = " + ".join(
        f"{_fraction(p)} · {_fraction(e, factor)}"
        for p, e in zip(CHANCES, estimates, strict=True)
    )
    spread = _fraction(variance)
    rounded = f" ({scientific(variance, 3)})" if "/" in spread else ""
    edge = CHANCES[0]
    return Picture(
        f"With b = {number(baseline_b)}, arm 0 gives the estimate "
        f"{_fraction(first)} and arm 1 gives {_fraction(second)}. The mean "
        f"is {products} = {_fraction(mean)}, and the variance is "
        f"{spread}{rounded}.",
        "probability: 3/4 for arm 0, then 1/4 for arm 1",
        "estimate of dJ/dθ",
        (0, 1),
        (-6.5, 2),
        lines={
            "arm 0: (4 − b) · 1/4": ([0, edge], [first, first]),
            "arm 1: (8 − b) · (−3/4)": ([edge, 1], [second, second]),
            "mean": ([0, 1], [mean, mean]),
        },
        areas={
            "away from the mean": (
                [0, 0, edge, edge, 1, 1],
                [mean, first, first, second, second, mean],
            )
        },
        colors={
            "arm 0: (4 − b) · 1/4": "backward",
            "arm 1: (8 − b) · (−3/4)": "backward",
            "away from the mean": "backward",
        },
    )


def _fraction(value, written=number):
    """A whole number of 64ths: −9/4, or (−9/4) inside a product."""
    exact = Fraction(round(64 * value), 64)
    text = number(abs(exact.numerator))
    if exact.denominator > 1:
        text += f"/{exact.denominator}"
    if exact >= 0:
        return text
    return f"(−{text})" if written is factor else f"−{text}"
