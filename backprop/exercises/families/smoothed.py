"""4.24: a cross-entropy with smoothed labels, class weights, a penalty."""

import numpy as np

from .complex_step import gradients, kept, slipped
from .family import Family, Slip
from .pieces import tenths

CLASSES = 4


def draw(rng):
    return {
        "kind": int(rng.integers(2)),
        "eps": int(rng.integers(6, 31)) / 100,
        "delta": int(rng.integers(2, 8)) / 100,
        **{f"w{k}": tenths(rng, 0.4, 2.6) for k in range(CLASSES)},
    }


def targets(n, t, swapped=False):
    """The smoothed labels, a row each."""
    T, eps = np.eye(CLASSES)[t], n["eps"]
    if (n["kind"] == 0) != swapped:
        return (1 - eps) * T + eps / CLASSES
    return (1 - eps) * T + eps / (CLASSES - 1) * (1 - T)


def loss(n, slip, Z, t):
    """The mean over the rows; see the exercise's text."""
    top = kept(Z).max(axis=1, keepdims=True)
    log = np.log(np.exp(Z - top).sum(axis=1)) + top[:, 0]
    Q = targets(n, t, swapped=slip == "spread")
    if slip == "labels-sharp":
        Q = np.eye(CLASSES)[t]
    weights = np.array([n[f"w{k}"] for k in range(CLASSES)])[t]
    if slip == "weights-lost":
        weights = np.ones(len(t))
    square = slipped(slip == "square", log**2, log)
    square = kept(square) if slip == "penalty-lost" else square
    rows = weights * (log - (Q * Z).sum(axis=1)) + n["delta"] * square
    return rows.sum() if slip == "not-divided" else rows.mean()


def results(n, slip, Z, t):
    return gradients(lambda Z: loss(n, slip, Z, t), (Z,), {"dZ": 0})


def _exact(rng, shape):
    """Logits in steps of 1/64, which lose nothing beside a large number."""
    return rng.integers(-128, 129, shape) / 64


def sample(n, rng):
    made = []
    for rows in (2, 4, 7):
        Z, t = _exact(rng, (rows, CLASSES)), rng.integers(CLASSES, size=rows)
        made.append((f"{rows} rows", (Z + rng.integers(1, 4), t)))
    Z, t = _exact(rng, (4, CLASSES)), rng.permutation(CLASSES)
    Z += rng.integers(800, 1000, (4, 1))
    return [*made, ("large logits", (Z, t))]


SMOOTHED = Family(
    id="4.24",
    title="A cross-entropy with three twists",
    objective="4c",
    points=4,
    minutes=30,
    takes="a function of (Z, t) that returns an array",
    section="04-backward-pass#Softmax and cross-entropy",
    draw=draw,
    results=results,
    inputs=("Z", "t"),
    sample=sample,
    slips=(
        Slip(
            "labels-sharp",
            "The target is no longer the one-hot row: it is the smoothed "
            "one, and the gradient is P minus that.",
        ),
        Slip(
            "spread",
            "Read once more over which classes the smoothing is spread: "
            "over all of them, or over the others.",
        ),
        Slip(
            "weights-lost",
            "Each row's cross-entropy is multiplied by its class's weight, "
            "and so is its gradient.",
        ),
        Slip(
            "square",
            "The penalty is a square, and its slope is twice the number "
            "that is squared, times that number's own slope.",
            section="03-chain-rule#A chain of two",
        ),
        Slip(
            "penalty-lost",
            "The penalty depends on the logits too: the slope of the "
            "logarithm is softmax.",
        ),
        Slip(
            "not-divided",
            "The loss is the mean over the rows. Each row has a share of "
            "one over their number.",
            "dZ is too large by the number of rows.",
        ),
    ),
    insight="Prediction minus target holds for any target whose row sums to "
    "1, and so every trick with labels is a trick with T.",
)
