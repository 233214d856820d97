"""ReLUs of one input, added up: a graph of straight pieces."""

import numpy as np
from matplotlib.figure import Figure

from ..validation import finite, float_array, real
from .canvas import readable
from .numbers import number
from .style import FORWARD, GREY, PAPER

MOST = 4
SIZE = 10.5


def draw_bends(weights, corners, end):
    """Return a figure of y(x) = Σ v_k max(x − c_k, 0), and of its terms.

    Above, each term alone. Below, their sum from 0 to `end`, the slope of
    each piece, and dashed where it would go on without the next term:
    the weight v_k is the change of slope at the corner c_k.
    weights, corners: shape (n,), n <= 4, the corners rising from above 0.
    end: a number beyond the last corner.

    Raises ValueError for shapes that differ or corners out of order;
    TypeError for what is not numbers.
    """
    v, c, end = _checked(weights, corners, end)
    fig = Figure(figsize=(6.2, 4.5))
    grid = fig.add_gridspec(2, len(v), height_ratios=[1, 1.9])
    reach = 1.08 * max(abs(v * (end - c)))
    for k in range(len(v)):
        ax = fig.add_subplot(grid[0, k])
        _term(ax, v[k], c[k], end, reach)
    _sum(fig.add_subplot(grid[1, :]), v, c, end)
    return fig


def _checked(weights, corners, end):
    v = finite(float_array(weights, "weights"), "weights")
    c = finite(float_array(corners, "corners"), "corners")
    if v.ndim != 1 or not 1 <= v.size <= MOST or c.shape != v.shape:
        raise ValueError(
            f"draw_bends expects weights and corners of one shape (n,), "
            f"1 <= n <= {MOST}, got {v.shape} and {c.shape}"
        )
    end = real(end, "end")
    if (np.diff([0, *c, end]) <= 0).any():
        raise ValueError(
            "corners must rise between 0 and the end, got "
            f"{c.tolist()} and {end:g}"
        )
    return v, c, end


def _term(ax, v, c, end, reach):
    ax.axhline(0, color=GREY, lw=0.8)
    ax.plot([0, c, end], [0, 0, v * (end - c)], color=FORWARD, lw=2.4)
    ax.plot([c], [0], marker="o", ms=6, color=FORWARD, mec=PAPER)
    ax.set(xlim=(0, end), ylim=(-reach, reach), yticks=[])
    ax.set_xticks([c], [number(c)])
    ax.set_title(f"{number(v)} · max(x − {number(c)}, 0)", fontsize=SIZE)
    ax.spines["left"].set_visible(False)


def _sum(ax, v, c, end):
    knots = np.array([0.0, *c, end])
    y = np.array([v @ np.maximum(x - c, 0) for x in knots])
    slopes = np.array([0.0, *np.cumsum(v)])
    low, high = min(y.min(), 0), y.max()
    tall = (high - low) or 1.0
    ax.axhline(0, color=GREY, lw=0.8)
    for k in range(1, len(knots) - 1):
        run = min(0.16 * end, 0.3 * tall / max(abs(slopes[k - 1]), 1e-9))
        x = np.array([knots[k], knots[k] + run])
        ax.plot(x, y[k] + slopes[k - 1] * (x - knots[k]), color=GREY,
                lw=1.8, ls=(0, (3, 2)))  # fmt: skip
    ax.plot(knots, y, color=FORWARD, lw=3)
    ax.plot(c, y[1:-1], "o", ms=9, color=FORWARD, mec=PAPER, zorder=4)
    shape = (5.4 / end) / (2.2 / (1.75 * tall))  # a step right to a step up
    for k, slope in enumerate(slopes):
        middle = (knots[k : k + 2].mean(), y[k : k + 2].mean())
        angle = np.arctan2(slope, shape)
        ax.annotate(
            f"slope {number(slope)}",
            middle,
            (-13 * np.sin(angle), 13 * np.cos(angle)),
            textcoords="offset points",
            color=readable(FORWARD),
            fontsize=SIZE,
            ha="right" if slope > 0 else "left" if slope < 0 else "center",
            va="center",
        )
    ax.set(xlim=(0, end), ylim=(low - 0.28 * tall, high + 0.45 * tall))
    ax.set(xlabel="x", ylabel="y, their sum")
    ax.set_xticks([0, *c, end], [number(x) for x in (0, *c, end)])
    heights = sorted({0.0, *np.round(y, 9)})
    ax.set_yticks(heights, [number(h) for h in heights])
