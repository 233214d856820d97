"""A net beside its mirror image: forward it bends, backward it is linear."""

import numpy as np
from matplotlib.patches import Circle

from ..validation import whole
from .canvas import (
    PALE,
    SIZE,
    canvas,
    node,
    on_wire,
    readable,
    text_width,
    wire,
    write,
)
from .numbers import number
from .style import BACKWARD, FORWARD, GREY, INK, PAPER

STEP, RADIUS = 0.68, 0.28
PLACES = (0.42, 1.56, 2.64, 3.76, 4.84, 5.98)  # x, a, z₂ | dz₂, gates, dx
WIDE, DEEP = 6.4, 5  # page; nodes in a column
NAMES = ("x", "a₁", "z₂", "dz₂", "dz₁", "dx")
LINES = ("W₁", "W₂", "W₂ᵀ", "W₁ᵀ")
DARK = "#333333"


def draw_mirror(net, loss, X, t, *, row=0):
    """Return a figure of one row's way through a net, and of its way back.

    On the left x, a₁ and z₂ in blue. On the right, mirrored, the same
    lines with the gradients dz₂, dz₁ and dx in vermillion frames. Each
    hidden unit's gate stands where forward left it: open, or dark where
    the unit is off; what arrives there goes no further.

    net: linear, ReLU, linear; it and `loss` are run. X: (N, n_in) and t,
    as they take them. row: which one, from 0.

    Raises ValueError for another number of layers, a row that is not
    there, or a column of more than five nodes; TypeError for a row that
    is no whole number.
    """
    if len(getattr(net, "layers", ())) != 3:
        raise ValueError(
            "draw_mirror expects a net of three layers, got "
            f"{len(getattr(net, 'layers', ()))}"
        )
    if whole(row, "row", least=0) >= len(X):
        raise ValueError(f"row must be less than {len(X)}, got {row}")
    first, bend, second = net.layers
    A = bend.forward(first.forward(X))
    Z2 = second.forward(A)
    loss.forward(Z2, t)
    dZ2 = loss.backward()
    dA = second.backward(dZ2)
    dZ1 = bend.backward(dA)
    dX = first.backward(dZ1)
    columns = [np.asarray(v[row], float) for v in (X, A, Z2, dZ2, dZ1, dX)]
    if max(map(len, columns)) > DEEP:
        raise ValueError(
            f"draw_mirror fits {DEEP} nodes in a column, got "
            f"{max(map(len, columns))}"
        )

    clear = STEP * (len(columns[2]) - 1) / 2 + RADIUS + 0.42
    high = max(STEP * (max(map(len, columns)) - 1) / 2 + RADIUS, clear + 0.1)
    middle = 0.82 + high
    fig, ax = canvas(WIDE, middle + high + 0.08)
    spots = [
        [(x, middle + STEP * ((len(c) - 1) / 2 - i)) for i in range(len(c))]
        for x, c in zip(PLACES, columns, strict=True)
    ]
    slopes = bend.backward(np.ones_like(A))[row]
    weights = first.W, second.W, second.W.T, first.W.T
    _bundles(ax, spots, weights, columns)
    _through_the_mirror(ax, spots, middle)
    _gates(ax, spots, slopes, middle, clear)
    for k, (column, places) in enumerate(zip(columns, spots, strict=True)):
        write(ax, PLACES[k], 0.56, NAMES[k], weight="bold")
        for i, (value, (x, y)) in enumerate(zip(column, places, strict=True)):
            shut = slopes[i] == 0 if k in (1, 4) else False
            if k < 3:
                node(ax, x, y, number(value, 3), hollow=shut, radius=RADIUS)
            else:
                _mirrored(ax, x, y, number(value, 3), shut)
    halves = (("forward: it bends", FORWARD), ("backward: linear", BACKWARD))
    for k, (words, hue) in enumerate(halves):
        x = (PLACES[3 * k] + PLACES[3 * k + 2]) / 2
        write(ax, x, 0.2, words, color=hue, weight="bold")
    return fig


def _bundles(ax, spots, weights, columns):
    """Draw the lines, pale where they start with a 0: W₁ and W₂, then back."""
    for name, k, W in zip(LINES, (0, 1, 3, 4), weights, strict=True):
        hue = FORWARD if k < 3 else BACKWARD
        largest = np.abs(W).max() or 1.0
        for i, start in enumerate(spots[k]):
            for j, end in enumerate(spots[k + 1]):
                w, shut = W[i, j], columns[k][i] == 0
                dashes = (3, 1.3) if w < 0 else (1, 2) if w == 0 else None
                width = 0.8 + 1.8 * abs(w) / largest if w else 1.2
                wire(ax, start, end, color=PALE if shut else hue,
                     width=width, dashes=dashes)  # fmt: skip
        x = (PLACES[k] + PLACES[k + 1]) / 2
        y = max(spots[k][0][1], spots[k + 1][0][1])
        write(ax, x, y + 0.14, name, color=hue, size=SIZE + 1)


def _through_the_mirror(ax, spots, middle):
    """Draw the plane of the mirror, where the loss turns z₂ into dz₂."""
    x = WIDE / 2
    high = spots[2][0][1] - middle + RADIUS
    ax.plot([x, x], [middle - high, middle + high], color=INK, lw=3.2)
    for start, end in zip(spots[2], spots[3], strict=True):
        wire(ax, start, end, width=1)
    write(ax, x, 0.56, "loss", weight="bold")


def _gates(ax, spots, slopes, middle, clear):
    """Lead each unit's slope to its gate, around the mirror."""
    pairs = zip(spots[1], spots[4], slopes, strict=True)
    for (x, y), (x_end, _), slope in pairs:
        way = 1 if y >= middle else -1
        u = np.linspace(0, np.pi, 61)[4:-4]
        top = middle + way * clear - y
        along = x + (x_end - x) * (1 - np.cos(u)) / 2
        ax.plot(along, y + top * np.sin(u), color=GREY, lw=1.3,
                ls=(0, (1.5, 1.5)), zorder=1)  # fmt: skip
        text = f"slope {number(slope, 3)}"
        on_wire(ax, WIDE / 2, y + top, text, size=10.5)


def _mirrored(ax, x, y, text, shut):
    """Draw a gradient where a value stands on the other side."""
    looks = {"fc": DARK if shut else PAPER, "ec": DARK if shut else BACKWARD}
    ax.add_patch(Circle((x, y), RADIUS, lw=1.8, zorder=4, **looks))
    hue = PAPER if shut else readable(BACKWARD)
    size = min(SIZE - 1, SIZE * 1.8 * RADIUS / text_width(text))
    ax.text(x, y, text, color=hue, fontsize=size, ha="center",
            va="center_baseline", zorder=5)  # fmt: skip
