"""ReLU folds a line: points of a plane, on a line, on the folded line."""

import numpy as np
from matplotlib.figure import Figure

from ..validation import real
from .planes import half_planes, key, points_and_labels, scatter, shade
from .regions import checked_line, name_points
from .style import FORWARD, GREY, INK

ROOM = 0.55  # around the points, of the largest |s|


def draw_folding(X, labels, w, threshold, names="ABCD"):
    """Return a figure of points in three steps: plane, line, folded line.

    s = x · w puts the points on a line; a₁ = max(s, 0), a₂ = max(−s, 0)
    folds that line at 0; a₁ + a₂ = threshold is the line that parts the
    classes, and the same boundary is drawn among the inputs.
    X: (N, 2). labels: (N,), 0 or 1. w: (2,). threshold: above 0.
    names: a text for each point; points at one place share it.

    Raises ValueError for other shapes, more than two classes or a
    threshold that is not above 0; TypeError for what is not numbers.
    """
    X, labels = points_and_labels(X, labels)
    w, _ = checked_line((w, 0.0))
    threshold = real(threshold, "threshold")
    if labels.max() > 1 or threshold <= 0:
        raise ValueError(
            "draw_folding expects labels 0 and 1 and a threshold above 0, "
            f"got {labels.tolist()} and {threshold:g}"
        )
    s = X @ w
    fig = Figure(figsize=(6.4, 3.05))
    panels = fig.subplots(1, 3)
    _plane(panels[0], X, labels, w, threshold, names)
    _line(panels[1], s, labels, names)
    _folded(panels[2], s, labels, threshold, names)
    titles = ("1  the inputs", "2  on a line", "3  folded at 0")
    for ax, title in zip(panels, titles, strict=True):
        ax.set_title(title, fontsize=12)
        ax.set_box_aspect(1)
    key(fig, labels, "answer {}")
    return fig


def _plane(ax, X, labels, w, threshold, names):
    low, high = X.min() - 0.5, X.max() + 0.5
    limits = ((low, high), (low, high))
    shade(ax, lambda p: _score(np.abs(p @ w) - threshold), limits)
    scatter(ax, X, labels, size=90)
    name_points(ax, X, names)
    ax.set(xlim=limits[0], ylim=limits[1])
    ax.set(xlabel="x₁", ylabel="x₂", xticks=[0, 1], yticks=[0, 1])


def _line(ax, s, labels, names):
    reach = (1 + ROOM) * np.abs(s).max()
    ax.plot([-reach, reach], [0, 0], color=FORWARD, lw=3, zorder=1)
    points = np.column_stack([s, 0 * s])
    scatter(ax, points, labels, size=90)
    places = {}
    for value, name in zip(np.round(s, 6) + 0.0, names, strict=True):
        places.setdefault(value, []).append(name)
    for value, here in places.items():
        ax.text(
            value,
            0.2 * reach,
            ", ".join(here),
            fontsize=13,
            fontweight="bold",
            ha="center",
        )
    ax.plot([0, 0], [-0.3 * reach, 0], color=INK, lw=1.4, ls=(0, (3, 2)),
            zorder=2)  # fmt: skip
    ax.text(0, -0.5 * reach, "fold here", ha="center", fontsize=10.5)
    ax.set(xlim=(-reach, reach), ylim=(-reach, reach), xlabel="s")
    ax.set_xticks([-1, 0, 1], ["−1", "0", "1"])
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)


def _folded(ax, s, labels, threshold, names):
    far = np.abs(s).max()
    limits = ((-0.75 * far, (1 + ROOM) * far),) * 2
    half_planes(ax, np.ones(2), -threshold, limits)
    reach = limits[0][1]
    ax.plot([0, 0, reach], [reach, 0, 0], color=FORWARD, lw=3, zorder=1)
    points = np.column_stack([np.maximum(s, 0), np.maximum(-s, 0)])
    scatter(ax, points, labels, size=90)
    name_points(ax, points, names)
    ax.set(xlim=limits[0], ylim=limits[1])
    ax.set(xlabel="a₁", ylabel="a₂", xticks=[0, 1], yticks=[0, 1])
    for spine in ax.spines.values():
        spine.set_color(GREY)


def _score(margin):
    return 0.5 + 0.5 * np.tanh(margin)
