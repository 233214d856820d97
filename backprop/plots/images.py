"""Handwritten digits, right and wrong."""

import numpy as np
from matplotlib.patches import Rectangle

from ..validation import finite, float_array, whole
from .canvas import SIZE, canvas, write
from .style import INK

SIDE = 0.62  # of an image, in inches
CELL = 0.79
PIXELS = 8


def draw_digits(X, labels=None, predicted=None, *, columns=8):
    """Return a figure of digits, 8 × 8 pixels each, dark where 1.

    X: shape (n, 64), from 0 (paper) to 1 (ink). labels: (n,) whole
    numbers, written below. predicted: (n,) too; then "true → predicted"
    stands below, and what is wrong has a frame and a cross.

    Raises ValueError for shapes that do not fit, TypeError for labels
    that are not whole numbers.
    """
    X = images_of(X)
    labels = classes_of(labels, len(X), "labels")
    predicted = classes_of(predicted, len(X), "predicted")
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
        looks = {"weight": "bold", "color": INK} if wrong else {}
        write(ax, x, below, text, size=SIZE, **looks)
    return fig


def tile(ax, x, y, image, side, cmap):
    """Draw a row of 64 numbers from 0 to 1 as 8 by 8, centred on (x, y)."""
    half = side / 2
    limits = ax.get_xlim(), ax.get_ylim()
    ax.imshow(
        image.reshape(PIXELS, PIXELS),
        cmap=cmap,
        vmin=0,
        vmax=1,
        extent=(x - half, x + half, y - half, y + half),
        interpolation="nearest",
        aspect="auto",
    )
    ax.set(xlim=limits[0], ylim=limits[1])


def picture(ax, x, y, image, side):
    """Draw one image, a row of 64 numbers, centred on (x, y)."""
    half = side / 2
    tile(ax, x, y, image, side, "gray_r")
    edge = Rectangle(
        (x - half, y - half), side, side, fill=False, ec="#B8B8B8", lw=0.8
    )
    ax.add_patch(edge)


def _frame(ax, x, y):
    half = SIDE / 2 + 0.03
    frame = Rectangle(
        (x - half, y - half), 2 * half, 2 * half, fill=False, ec=INK,
        lw=2.6, zorder=3,
    )  # fmt: skip
    ax.add_patch(frame)


def images_of(X):
    """Return X as finite numbers of shape (n, 64), n >= 1."""
    X = finite(float_array(X, "X"), "X")
    if X.ndim != 2 or X.shape[1] != PIXELS**2 or not len(X):
        raise ValueError(
            f"X must be digits of shape (n, 64) with n >= 1, got {X.shape}"
        )
    return X


def classes_of(values, n, what):
    """Return None, or whole numbers of shape (n,)."""
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
