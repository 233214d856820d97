"""Every digit of a test set, as several nets read it."""

import numpy as np
from matplotlib.patches import Rectangle

from ..validation import whole
from .canvas import canvas, write
from .images import PIXELS, classes_of, images_of
from .style import INK

TILE = PIXELS + 2  # a pixel of paper around each image
WIDTH = 6.2  # inches
HEAD = 0.3  # for the words above a panel
GAP = 0.14  # between two panels
EDGE = 0.05  # of paper at both sides


def draw_readings(X, labels, answers, *, columns=45):
    """Return a figure of all digits, once for each net, the misread framed.

    X: shape (n, 64), from 0 (paper) to 1 (ink). labels: (n,) whole
    numbers. answers: {name of the net: its n answers}. Above each panel
    stand the name and how many of the n digits the net read correctly.

    Raises ValueError for shapes that do not fit or no answers, TypeError
    for labels or answers that are not whole numbers.
    """
    X = images_of(X)
    labels = _given(labels, len(X), "labels")
    if not answers:
        raise ValueError("draw_readings expects the answers of a net or more")
    answers = {
        name: _given(given, len(X), f"the answers of {name!r}")
        for name, given in answers.items()
    }
    columns = min(whole(columns, "columns"), len(X))
    mosaic = _mosaic(X, columns)
    side = WIDTH / columns
    high = mosaic.shape[0] / TILE * side
    panel = HEAD + high
    total = len(answers) * (panel + GAP) - GAP + EDGE
    fig, ax = canvas(WIDTH + 2 * EDGE, total)
    for k, (name, given) in enumerate(answers.items()):
        top = total - k * (panel + GAP) - HEAD
        wrong = np.flatnonzero(given != labels)
        _heading(ax, top + HEAD / 2, name, len(X) - len(wrong), len(X))
        _panel(ax, top - high, high, mosaic)
        for n in wrong:
            _frame(ax, n % columns, top - side * (n // columns + 1), side)
    return fig


def _given(values, n, what):
    """Return whole numbers of shape (n,)."""
    if values is None:
        raise ValueError(f"{what} must have shape ({n},), got none")
    return classes_of(values, n, what)


def _mosaic(X, columns):
    """Return all images in one array, row after row."""
    rows = -(-len(X) // columns)
    tiles = np.zeros((rows * columns, TILE, TILE))
    tiles[: len(X), 1:-1, 1:-1] = X.reshape(-1, PIXELS, PIXELS)
    grid = tiles.reshape(rows, columns, TILE, TILE)
    return grid.swapaxes(1, 2).reshape(rows * TILE, columns * TILE)


def _heading(ax, y, name, right, n):
    write(ax, EDGE, y, name, ha="left", weight="bold")
    count = f"{right} of {n} read correctly"
    write(ax, WIDTH + EDGE, y, count, ha="right")


def _panel(ax, bottom, high, mosaic):
    limits = ax.get_xlim(), ax.get_ylim()
    ax.imshow(
        mosaic,
        cmap="gray_r",
        vmin=0,
        vmax=1,
        extent=(EDGE, WIDTH + EDGE, bottom, bottom + high),
        interpolation="hanning",
        aspect="auto",
    )
    ax.set(xlim=limits[0], ylim=limits[1])
    edge = Rectangle(
        (EDGE, bottom), WIDTH, high, fill=False, ec="#B8B8B8", lw=0.8
    )
    ax.add_patch(edge)


def _frame(ax, column, bottom, side):
    """Frame the digit of a column, outside it, thick enough for a phone."""
    out = 0.018
    frame = Rectangle(
        (EDGE + column * side - out, bottom - out),
        side + 2 * out,
        side + 2 * out,
        fill=False,
        ec=INK,
        lw=2.2,
        zorder=3,
    )
    ax.add_patch(frame)
