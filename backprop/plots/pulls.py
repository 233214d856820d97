"""One row's probabilities beside its target, and the way between the two."""

import numpy as np
from matplotlib.figure import Figure

from ..validation import finite, float_array, whole
from .canvas import SIZE, write
from .numbers import number
from .style import BACKWARD, FORWARD, GREY, INK, PAPER

WIDTH, HEIGHT, BAR, ASIDE = 6.2, 3.6, 0.42, 0.32
MOST = 6
SHORTEST = 0.02  # of an arrow: below it only the number is written


def draw_pull(p, label):
    """Return a figure of a row's bars p, with arrows from target to p.

    p: shape (K,), 2 <= K <= 6, probabilities that sum to 1. label: the
    right class, 0 to K - 1, whose target is 1; the others' is 0. Each
    target is outlined. The arrow beside a bar starts at the target's
    height and ends at the bar's: it is p − target, the slope of the
    cross-entropy for that logit, and points down where that is negative.

    Raises ValueError for another shape, sum or label; TypeError for what
    is not numbers.
    """
    p = finite(float_array(p, "p"), "p")
    if p.ndim != 1 or not 2 <= p.size <= MOST:
        raise ValueError(
            f"draw_pull expects p of shape (K,), 2 <= K <= {MOST}, got "
            f"{p.shape}"
        )
    if (p < 0).any() or not np.isclose(p.sum(), 1, atol=1e-6):
        raise ValueError(
            f"p must be probabilities that sum to 1, got the sum {p.sum()}"
        )
    label = whole(label, "label", least=0)
    if label >= p.size:
        raise ValueError(f"label must be 0 to {p.size - 1}, got {label}")

    target = np.zeros(p.size)
    target[label] = 1.0
    fig = Figure(figsize=(WIDTH, HEIGHT))
    ax = fig.subplots()
    for k, (height, aim) in enumerate(zip(p, target, strict=True)):
        ax.bar(k, height, BAR, fc=FORWARD, ec=FORWARD, zorder=2)
        _outline(ax, k, aim)
        _name(ax, k, height)
        _arrow(ax, k + ASIDE, aim, height)
    ax.axhline(0, color=GREY, lw=1, zorder=1)
    names = [f"class {k}\ntarget {aim:.0f}" for k, aim in enumerate(target)]
    ax.set_xticks(range(p.size), names)
    ax.tick_params(axis="x", length=0)
    ax.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    ax.set(xlim=(-0.5, p.size - 0.18), ylim=(-0.04, 1.06))
    ax.set_ylabel("probability")
    ax.spines["bottom"].set_visible(False)
    return fig


def _name(ax, k, height):
    """Write a bar's height inside it, or above it where it is low."""
    inside = height > 0.12
    ax.text(
        k,
        height / 2 if inside else height + 0.06,
        number(height, 2),
        color=PAPER if inside else FORWARD,
        fontsize=SIZE,
        fontweight="bold",
        ha="center",
        va="center_baseline",
        zorder=5,
    )


def _outline(ax, k, aim):
    """Draw the target: a dashed box, flat where it is 0."""
    sides = np.array([k - BAR / 2, k + BAR / 2])
    x, y = sides[[0, 0, 1, 1]], [0, aim, aim, 0]
    if not aim:
        x, y = sides, [0, 0]
    ax.plot(x, y, color=INK, lw=2 if aim else 3, ls=(0, (3, 1.4)), zorder=4)


def _arrow(ax, x, start, end):
    """Draw an arrow from the target's height to p's; write its length."""
    difference = end - start
    sign = "+" if difference > 0 else ""
    if abs(difference) >= SHORTEST:
        ax.annotate(
            "",
            (x, end),
            (x, start),
            arrowprops={
                "arrowstyle": "-|>,head_width=0.32,head_length=0.6",
                "color": BACKWARD,
                "lw": 3,
                "shrinkA": 0,
                "shrinkB": 0,
            },
            zorder=3,
        )
    write(
        ax,
        x + 0.07,
        (start + end) / 2,
        sign + number(difference, 2),
        color=BACKWARD,
        ha="left",
        weight="bold",
    )
