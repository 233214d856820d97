"""The pole, to balance by hand and to watch: <live-pole>."""

import numpy as np

from ..plots.numbers import number
from ..policy import Poles
from ..validation import finite, float_array
from .element import html_table, show_element

PLACES = 3  # of a weight in the page
STARTS = (1, 2, 3, 4, 5)  # in print
STATE = ("x", "dx", "angle", "turn")
WORD = 2**32


def live_pole(weights):
    """Show a pole that the reader balances, and policies that balance it.

    A policy is linear: at the state s = (x, dx, angle, turn) it draws left
    or right with the probabilities softmax(s W + b). The page moves the
    pole as Poles does, at 50 steps a second or slower (at one for each
    press, where the reader's system asks for less motion). Its chance comes
    from a generator whose seed is the number of the start, so that all
    policies meet the same starts and the same luck.

    weights: a list of (label, W) or (label, W, b), with W (4, 2) and
    b (2,), zeros where none is given: a policy before, during and after
    its training. They are rounded to 3 places. Elsewhere, and in print,
    the steps that each policy lasts from the first five starts are shown,
    and its weights, right less left.

    Raises TypeError for what is no such list, and ValueError for an empty
    one, two labels alike, other shapes, or what is not finite.
    Derived in chapter 12.
    """
    policies = [_policy(one, k) for k, one in enumerate(_listed(weights))]
    labels = [label for label, *_ in policies]
    if not labels or len(set(labels)) < len(labels):
        raise ValueError(
            "weights must have a policy or more, each with a label of its "
            f"own, got {labels}"
        )
    data = [
        {"label": label, "W": W.tolist(), "b": b.tolist()}
        for label, W, b in policies
    ]
    tables = list(_tables(policies))
    html = "\n".join(html_table(*table) for table in tables)
    show_element(
        "live-pole",
        {"policies": data},
        f"<div class='pole-print'>\n{html}\n</div>",
        "\n".join(map(_words, tables)),
    )


def lengths(W, b, starts=STARTS):
    """Return the steps that softmax(s W + b) lasts from each start, (n,)."""
    chance = [_chance(seed) for seed in starts]
    poles = Poles(len(starts), np.random.default_rng(0))
    poles.states = np.array(
        [[0.1 * next(u) - 0.05 for _ in range(4)] for u in chance]
    )
    while poles.alive.any():
        z = poles.states @ W + b
        right = 1 / (1 + np.exp(z[:, 0] - z[:, 1]))
        u = np.array([next(one) for one in chance])
        poles.step(np.where(u < right, 1, 0))
    return poles.steps


def _chance(seed):
    """Numbers from 0 to 1, as `generator` of _live/pole.mjs makes them."""
    while True:
        seed = (seed + 0x6D2B79F5) % WORD
        mixed = (seed ^ seed >> 15) * (seed | 1) % WORD
        mixed ^= (mixed + (mixed ^ mixed >> 7) * (mixed | 61)) % WORD
        yield (mixed ^ mixed >> 14) / WORD


def _listed(weights):
    if not isinstance(weights, list | tuple):
        raise TypeError(
            "weights must be a list of (label, W) or (label, W, b), got "
            f"{type(weights).__name__}"
        )
    return weights


def _policy(one, k):
    """Return (label, W, b), rounded."""
    if (
        not isinstance(one, list | tuple)
        or len(one) not in (2, 3)
        or not isinstance(one[0], str)
    ):
        raise TypeError(
            f"weights[{k}] must be (label, W) or (label, W, b) with a text "
            f"as its label, got {type(one).__name__}"
        )
    label, W, b = (*one, np.zeros(2))[:3]
    rounded = []
    for name, array, shape in (("W", W, (4, 2)), ("b", b, (2,))):
        array = float_array(array, f"{name} of {label!r}")
        if array.shape != shape:
            raise ValueError(
                f"{name} of {label!r} must have shape {shape}, got "
                f"{array.shape}"
            )
        finite(array, f"{name} of {label!r}")
        rounded.append(np.round(array.astype(float), PLACES) + 0)
    return label, *rounded


def _tables(policies):
    """Yield (caption, header, rows): the steps, and the weights."""
    rows = [[label, *map(str, lengths(W, b))] for label, W, b in policies]
    header = ["policy", *(f"start {seed}" for seed in STARTS)]
    yield "Steps that each policy lasts, of at most 500", header, rows
    biased = any(b.any() for *_, b in policies)
    rows = [
        [label, *(number(right - left, PLACES) for left, right in [*W, b])]
        for label, W, b in policies
    ]
    header = ["policy", *STATE, *(["bias"] if biased else [])]
    rows = [row[: len(header)] for row in rows]
    yield (
        "Weights of each policy, those of right less those of left",
        header,
        rows,
    )


def _words(table):
    caption, header, rows = table
    lines = [" · ".join(row) for row in (header, *rows)]
    return "\n".join([f"{caption}:", *lines])
