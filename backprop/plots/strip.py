"""A paper strip with the points of a line, flat and folded at 0."""

import numpy as np

from ..validation import finite, float_array, real
from .canvas import canvas, write
from .numbers import number
from .planes import COLOURS, MARKERS, mix
from .style import FORWARD, GREY, INK

WIDTH, HEIGHT = 6.2, 4.9
UNIT = 1.85  # inches for a step of 1 along the strip
DEPTH = np.array([0.12, 0.52])  # from the strip's near edge to its far one
FLAT, CREASE = (3.04, 3.65), (3.04, 0.6)  # near edge, at s = 0
RISE = np.pi / 4.6  # of each half, when folded
BEYOND = 0.45  # of the paper, past the last point
BESIDE = 0.23  # from a point to its name, along the strip
NEAR, FAR = mix(FORWARD, 0.1), mix(FORWARD, 0.2)


def draw_strip(s, labels, names, threshold):
    """Return a figure of points on a paper strip, flat and folded at 0.

    Folded, a point's height is |s|: the ends that lay apart are side by
    side, and one level, |s| = threshold, parts them from the crease.
    s: (N,), places on the line, |s| <= 1. labels: (N,), 0 or 1. names:
    N texts; points at one place share it. threshold: above 0, below 1.

    Raises ValueError for other shapes, places, labels or names;
    TypeError for what is not numbers.
    """
    s = finite(float_array(s, "s"), "s")
    labels, names = np.asarray(labels), list(names)
    threshold = real(threshold, "threshold")
    if s.ndim != 1 or not s.size or np.abs(s).max() > 1:
        raise ValueError(
            "draw_strip expects places s of shape (n,) between -1 and 1, "
            f"got {s.tolist()}"
        )
    if labels.shape != s.shape or not set(labels.tolist()) <= {0, 1}:
        raise ValueError(
            f"labels must be {len(s)} times 0 or 1, got {labels.tolist()}"
        )
    if len(names) != len(s) or not 0 < threshold < 1:
        raise ValueError(
            f"draw_strip expects {len(s)} names and a threshold between 0 "
            f"and 1, got {len(names)} and {threshold:g}"
        )
    fig, ax = canvas(WIDTH, HEIGHT)
    for fold in (0.0, RISE):
        _paper(ax, fold)
    _level(ax, threshold)
    for fold in (0.0, RISE):
        _points(ax, s, labels, names, fold)
    _words(ax)
    return fig


def place(s, fold, across=0.5):
    """Return where a point of the strip lies on the drawing, in inches.

    across: 0 at the near edge, 1 at the far one.
    """
    x, y = CREASE if fold else FLAT
    run = UNIT * np.array([s * np.cos(fold), abs(s) * np.sin(fold)])
    return np.array([x, y]) + run + across * DEPTH


def _paper(ax, fold):
    """Draw both halves, a shadow under them, and the crease."""
    end = 1 + BEYOND
    for sign in (-1, 1):
        corners = [place(0, fold, 0), place(sign * end, fold, 0),
                   place(sign * end, fold, 1), place(0, fold, 1)]  # fmt: skip
        x, y = np.transpose(corners)
        if not fold:
            ax.fill(x + 0.05, y - 0.06, fc="#E4E4E4", ec="none", zorder=0)
        tint = FAR if fold and sign < 0 else NEAR
        ax.fill(x, y, facecolor=tint, edgecolor=FORWARD, lw=1.4, zorder=1)
    crease = np.array([place(0, fold, 0), place(0, fold, 1)])
    dash = "solid" if fold else (0, (4, 2))
    ax.plot(*crease.T, color=INK, lw=2, ls=dash, zorder=2)


def _level(ax, threshold):
    """Draw the level that parts the folded strip, at mid-depth."""
    y = place(threshold, RISE)[1]
    ax.plot([0.3, WIDTH - 0.1], [y, y], color=INK, lw=1.8,
            ls=(0, (5, 2.5)), zorder=3)  # fmt: skip
    write(ax, WIDTH - 0.12, y + 0.18, "answer 1", ha="right")
    write(ax, WIDTH - 0.12, y - 0.18, "answer 0", ha="right")


def _points(ax, s, labels, names, fold):
    places = {}
    for value, k, name in zip(np.round(s, 6) + 0, labels, names, strict=True):
        places.setdefault((value, int(k)), []).append(name)
    for (value, k), here in places.items():
        x, y = place(value, fold)
        ax.plot([x], [y], MARKERS[k], ms=13, color=COLOURS[k], mec=INK,
                zorder=5)  # fmt: skip
        if fold and not value:
            x, y = place(0, fold, 0) - [0, 0.25]
        else:
            x, y = place(value + np.copysign(BESIDE, value), fold)
        write(ax, x, y, ", ".join(here), size=13, fontweight="bold", zorder=6)
        if not fold:
            x, y = place(value, fold, 0)
            ax.plot([x, x], [y - 0.1, y - 0.02], color=GREY, lw=1.4)
            write(ax, x, y - 0.26, number(value))


def _words(ax):
    x, y = FLAT
    write(ax, x + DEPTH[0], y + DEPTH[1] + 0.55, "crease it here, at 0")
    ax.annotate("", (x + DEPTH[0], y + DEPTH[1] + 0.04),
                (x + DEPTH[0], y + DEPTH[1] + 0.42),
                arrowprops={"arrowstyle": "-|>", "color": INK})  # fmt: skip
