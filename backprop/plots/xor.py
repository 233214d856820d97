"""Exclusive or, before and after a hidden layer."""

import numpy as np
from matplotlib.figure import Figure

from ..validation import finite, float_array
from .activation_table import activation_of
from .planes import half_planes, key, plane_limits, scatter, shade
from .regions import checked_line, name_points
from .style import FORWARD, GREY

POINTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
LABELS = np.array([0, 1, 1, 0])
LETTERS = "ABCD"
LIMITS = ((-0.4, 1.5), (-0.4, 1.5))
THREADS = np.linspace(0.0, 1.0, 5)  # of the net spread over the square


def draw_xor(W1, b1, w2, b2, *, activation="relu"):
    """Return a figure of the four points of xor, seen twice.

    Left the inputs x, where no line parts the classes; right the hidden
    activations a = f(x W1 + b1), where the line a · w2 + b2 = 0 does. The
    same letters, the same regions, and one grid, as the layer folds it.
    W1: shape (2, 2). b1, w2: (2,). b2: a number. activation: a name that
    `draw_activations` knows.

    Raises ValueError for other shapes, numbers that are not finite or an
    unknown activation; TypeError for what is not numbers.
    """
    W1 = finite(float_array(W1, "W1"), "W1")
    b1 = finite(float_array(b1, "b1"), "b1")
    if W1.shape != (2, 2) or b1.shape != (2,):
        raise ValueError(
            "draw_xor expects W1 of shape (2, 2) and b1 of shape (2,), got "
            f"{W1.shape} and {b1.shape}"
        )
    w2, b2 = checked_line((w2, b2))
    name, function = activation_of(activation)[:2]

    def hidden(x):
        return function(x @ W1 + b1)

    def score(x):
        return 0.5 + 0.5 * np.tanh(hidden(x) @ w2 + b2)

    fig = Figure(figsize=(6.2, 3.5))
    left, between, right = fig.subplots(
        1, 3, gridspec_kw={"width_ratios": [1, 0.16, 1]}
    )
    shade(left, score, LIMITS)
    A = hidden(POINTS)
    limits = plane_limits(A, margin=0.25)
    half_planes(right, w2, b2, limits)
    for along in (0, 1):
        for thread in THREADS:
            ends = np.full((41, 2), thread)
            ends[:, along] = np.linspace(0, 1, 41)
            for ax, xy in ((left, ends), (right, hidden(ends))):
                ax.plot(*xy.T, color=GREY, lw=1.2, alpha=0.6, zorder=2)
    for ax, xy, box, letter in (
        (left, POINTS, LIMITS, "x"),
        (right, A, limits, "a"),
    ):
        scatter(ax, xy, LABELS, size=110)
        name_points(ax, xy, LETTERS)
        ax.set(xlim=box[0], ylim=box[1])
        ax.set(xlabel=f"{letter}₁", ylabel=f"{letter}₂")
        ax.locator_params(nbins=4, integer=True)
        ax.set_box_aspect(1)
    between.set_axis_off()
    between.annotate(
        "",
        (1.05, 0.55),
        (-0.05, 0.55),
        xycoords="axes fraction",
        textcoords="axes fraction",
        arrowprops={"arrowstyle": "-|>", "color": FORWARD, "lw": 2.5},
    )
    left.set_title("inputs x")
    right.set_title(f"a = {name}(x W₁ + b₁)")
    key(fig, LABELS)
    return fig
