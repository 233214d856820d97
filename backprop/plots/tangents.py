"""Curves with their tangents at one place, and how steep these are."""

import numpy as np
from matplotlib.figure import Figure

from ..validation import finite, float_array, real
from .canvas import SIZE, readable
from .numbers import number
from .style import BACKWARD, FORWARD, GREEN, ORANGE

WIDTH, HEIGHT = 6.2, 3.7
COLOURS = (FORWARD, GREEN, ORANGE)


def draw_tangents(curves, slopes, at, *, reach, xlabel, ylabel, digits=3):
    """Return a figure of curves, each with its tangent at x = `at`.

    curves: {label: (x, y)}, at most three, each of shape (n,) with x
    rising past `at`. slopes: {label: slope there}, a gradient, so drawn
    in its colour and written beside the point, to `digits` places.
    reach: (left, right), how far the tangents go on each side.

    Raises ValueError for shapes or labels that do not fit, or an `at`
    outside of a curve; TypeError for what is not numbers.
    """
    if not 1 <= len(curves) <= len(COLOURS) or set(slopes) != set(curves):
        raise ValueError(
            "draw_tangents expects one to three curves and a slope for each, "
            f"got {list(curves)} and {list(slopes)}"
        )
    at = real(at, "at")
    steps = np.array([-reach[0], reach[1]], dtype=float)
    fig = Figure(figsize=(WIDTH, HEIGHT))
    ax = fig.subplots()
    for colour, (label, pair) in zip(COLOURS, curves.items(), strict=False):
        x, y = (finite(float_array(v, f"{label!r}"), label) for v in pair)
        if x.ndim != 1 or x.shape != y.shape or x.size < 2:
            raise ValueError(
                f"{label!r} must be x and y of one shape (n,), n >= 2, got "
                f"{x.shape} and {y.shape}"
            )
        if not x[0] < at < x[-1]:
            raise ValueError(
                f"at must lie between {x[0]} and {x[-1]}, got {at}"
            )
        slope, height = real(slopes[label], "slope"), np.interp(at, x, y)
        dashes = "-" if colour == FORWARD else (0, (2.2, 0.8))
        ax.plot(x, y, color=colour, lw=5, alpha=0.55, ls=dashes, zorder=2)
        ax.plot(at + steps, height + slope * steps, color=BACKWARD, lw=1.8,
                zorder=3)  # fmt: skip
        ax.plot(at, height, "o", color=BACKWARD, ms=9, mec="white", zorder=4)
        words = f"slope {number(slope, digits, fixed=True)}"
        for text, hue, lift in ((words, BACKWARD, 9), (label, colour, 26)):
            ax.annotate(text, (at, height), (13, lift),
                        textcoords="offset points", fontsize=SIZE,
                        color=readable(hue))  # fmt: skip
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.margins(x=0.02)
    return fig
