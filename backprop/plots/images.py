"""Handwritten digits, and what a net says of them."""

import numpy as np
from matplotlib.patches import Rectangle

from ..validation import finite, float_array, whole
from .canvas import SIZE, canvas, write
from .numbers import number
from .style import BACKWARD, FORWARD, GREY, PAPER

SIDE = 0.62  # of an image, in inches
CELL = 0.79
PIXELS = 8
ROW, TALL, LEFT, BAR = 1.32, 0.72, 1.55, 0.39  # of the probabilities


def draw_digits(X, labels=None, predicted=None, *, columns=8):
    """Return a figure of digits, 8 × 8 pixels each, dark where 1.

    X: shape (n, 64), from 0 (paper) to 1 (ink). labels: (n,) whole
    numbers, written below. predicted: (n,) too; then "true → predicted"
    stands below, and what is wrong has a frame and a cross.

    Raises ValueError for shapes that do not fit, TypeError for labels
    that are not whole numbers.
    """
    X = _images(X)
    labels = _classes(labels, len(X), "labels")
    predicted = _classes(predicted, len(X), "predicted")
    if predicted is not None and labels is None:
        raise ValueError("draw_digits expects labels with predicted, got none")
    columns = min(whole(columns, "columns"), len(X))
    rows = -(-len(X) // columns)
    under = 0.0 if labels is None else 0.27
    high = SIDE + under + 0.13
    fig, ax = canvas(columns * CELL, rows * high + 0.1)
    for k, image in enumerate(X):
        x = (k % columns + 0.5) * CELL
        y = (rows - k // columns) * high - SIDE / 2 - 0.02
        picture(ax, x, y, image, SIDE)
        if labels is None:
            continue
        text, wrong = f"{labels[k]}", False
        if predicted is not None:
            text += f" → {predicted[k]}"
            wrong = predicted[k] != labels[k]
        below = y - SIDE / 2 - 0.15
        if wrong:
            _frame(ax, x, y)
            text += " ✗"
        looks = {"weight": "bold", "color": BACKWARD} if wrong else {}
        write(ax, x, below, text, size=SIZE, **looks)
    return fig


def draw_probabilities(X, P, labels):
    """Return a figure of digits, each beside its ten probabilities.

    X: shape (n, 64), n <= 6. P: (n, 10), rows that sum to 1. labels: (n,)
    whole numbers, the truth; its bar is hatched, the highest is named.
    Raises ValueError for other shapes or sums, TypeError for labels that
    are not whole numbers.
    """
    X = _images(X)
    labels = _classes(labels, len(X), "labels")
    P = finite(float_array(P, "P"), "P")
    if P.ndim != 2 or len(P) != len(X) or len(X) > 6:
        raise ValueError(
            f"draw_probabilities expects P of shape ({len(X)}, K) with at "
            f"most 6 rows, got {P.shape}"
        )
    if (P < 0).any() or not np.allclose(P.sum(axis=1), 1, atol=1e-4):
        raise ValueError(
            "each row of P must be probabilities that sum to 1, got sums "
            f"{P.sum(axis=1)}"
        )
    highest = max(float(P.max()), 1.5 / P.shape[1])
    fig, ax = canvas(LEFT + BAR * P.shape[1] + 0.25, ROW * len(X) + 0.12)
    for k, (image, p) in enumerate(zip(X, P, strict=True)):
        floor = ROW * (len(X) - 1 - k) + 0.36
        picture(ax, 0.55, floor + TALL / 2 + 0.06, image, 0.74)
        write(ax, 0.55, floor - 0.17, f"true: {labels[k]}")
        _bars(ax, floor, p, labels[k], TALL / highest)
    return fig


def picture(ax, x, y, image, side):
    """Draw one image, a row of 64 numbers, centred on (x, y)."""
    half = side / 2
    limits = ax.get_xlim(), ax.get_ylim()
    ax.imshow(
        image.reshape(PIXELS, PIXELS),
        cmap="gray_r",
        vmin=0,
        vmax=1,
        extent=(x - half, x + half, y - half, y + half),
        interpolation="nearest",
        aspect="auto",
    )
    ax.set(xlim=limits[0], ylim=limits[1])
    edge = Rectangle(
        (x - half, y - half), side, side, fill=False, ec="#B8B8B8", lw=0.8
    )
    ax.add_patch(edge)


def _frame(ax, x, y):
    half = SIDE / 2 + 0.03
    frame = Rectangle(
        (x - half, y - half), 2 * half, 2 * half, fill=False, ec=BACKWARD,
        lw=2.6, zorder=3,
    )  # fmt: skip
    ax.add_patch(frame)


def _bars(ax, floor, p, label, scale):
    """Draw a row of bars; hatch the true one, write the highest."""
    centres = LEFT + BAR * (np.arange(len(p)) + 0.5)
    ends = [LEFT, LEFT + BAR * len(p)]
    chance = floor + scale / len(p)
    ax.plot(ends, [chance] * 2, color=GREY, lw=1.2, ls=(0, (3, 2)), zorder=3)
    write(ax, LEFT - 0.05, chance, number(1 / len(p)), ha="right", color=GREY)
    best = int(np.argmax(np.round(p, 9)))
    for k, x in enumerate(centres):
        true = k == label
        ax.bar(
            x,
            scale * p[k],
            0.72 * BAR,
            bottom=floor,
            fc=PAPER if true else FORWARD,
            ec=FORWARD,
            hatch="////" if true else None,
            lw=1.5,
            zorder=2,
        )
        looks = {"weight": "bold"} if true else {"color": GREY}
        write(ax, x, floor - 0.17, f"{k}", **looks)
    ax.plot(ends, [floor] * 2, color=GREY, lw=1.2, zorder=3)
    top = floor + scale * p[best] + 0.12
    write(ax, centres[best], top, number(p[best], 2), color=FORWARD)


def _images(X):
    X = finite(float_array(X, "X"), "X")
    if X.ndim != 2 or X.shape[1] != PIXELS**2 or not len(X):
        raise ValueError(
            f"X must be digits of shape (n, 64) with n >= 1, got {X.shape}"
        )
    return X


def _classes(values, n, what):
    if values is None:
        return None
    values = np.asarray(values)
    if values.dtype.kind not in "iu":
        raise TypeError(
            f"{what} must be whole numbers, got dtype {values.dtype}"
        )
    if values.shape != (n,):
        raise ValueError(f"{what} must have shape ({n},), got {values.shape}")
    return values
