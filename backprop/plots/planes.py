"""Parts of pictures of a plane: points of classes, regions, lines."""

import matplotlib.colors as mcolors
import numpy as np
from matplotlib.lines import Line2D

from ..validation import finite, float_array
from .style import GREEN, INK, ORANGE, PAPER, PURPLE, SKY, YELLOW

COLOURS = [PURPLE, GREEN, ORANGE, SKY, YELLOW, INK]
MARKERS = "o^sDvP"
TINT = 0.22  # of a class's colour, in its region
FINENESS = 240  # points on each side of the grid that is asked


def points_and_labels(X, labels):
    """Return X (N, 2) and labels (N,), whole numbers from 0 to 5."""
    X = finite(float_array(X, "X"), "X")
    if X.ndim != 2 or X.shape[1] != 2 or not len(X):
        raise ValueError(
            f"points must have shape (N, 2) with N >= 1, got {X.shape}"
        )
    labels = np.asarray(labels)
    if labels.dtype.kind not in "iu":
        raise TypeError(
            f"labels must be whole numbers, got dtype {labels.dtype}"
        )
    if labels.shape != (len(X),):
        raise ValueError(
            f"labels must have shape ({len(X)},), got {labels.shape}"
        )
    if labels.min() < 0 or labels.max() >= len(COLOURS):
        raise ValueError(
            f"labels must lie between 0 and {len(COLOURS) - 1}, got "
            f"{labels.min()} to {labels.max()}"
        )
    return X, labels


def plane_limits(X, limits=None, margin=0.12):
    """Return ((low, high), (low, high)) around the points, if not given."""
    if limits is not None:
        (x0, x1), (y0, y1) = limits
        box = finite(float_array([[x0, x1], [y0, y1]], "limits"), "limits")
        if (box[:, 0] >= box[:, 1]).any():
            raise ValueError(
                f"limits must be ((low, high), (low, high)), got {limits!r}"
            )
        return tuple(map(tuple, box))
    low, high = X.min(axis=0), X.max(axis=0)
    room = margin * np.maximum(high - low, 1e-9 + (high - low).max())
    return tuple(zip(low - room, high + room, strict=True))


def scatter(ax, X, labels, size=None):
    """Draw the points, a marker and a colour for each class."""
    size = size or (70 if len(X) <= 30 else 26)
    for k in np.unique(labels):
        x, y = X[labels == k].T
        ax.scatter(
            x,
            y,
            s=size,
            marker=MARKERS[k],
            color=COLOURS[k],
            edgecolor=INK if size > 40 else PAPER,
            linewidth=1.0 if size > 40 else 0.5,
            zorder=4,
        )


def key(fig, labels, words="class {}"):
    """Write below the figure which marker is which class."""
    marks = [
        Line2D(
            [], [], ls="none", marker=MARKERS[k], color=COLOURS[k], ms=9,
            mec=INK, label=words.format(k),
        )
        for k in np.unique(labels)
    ]  # fmt: skip
    fig.legend(
        handles=marks,
        loc="outside lower center",
        ncols=len(marks),
        handletextpad=0.1,
    )


def shade(ax, predict, limits):
    """Tint the region of each class, with a line where they meet.

    predict: points (M, 2) to scores (M,) in [0, 1], or to classes (M,).
    """
    # Not at round numbers: a grid point on a boundary has no side.
    x, y = (
        np.linspace(low, high, FINENESS) + 0.0618 * (high - low) / FINENESS
        for low, high in limits
    )
    grid = np.column_stack([part.ravel() for part in np.meshgrid(x, y)])
    answer = np.asarray(predict(grid))
    if answer.shape != (len(grid),):
        raise ValueError(
            f"predict must return one answer for each of {len(grid)} "
            f"points, shape ({len(grid)},), got {answer.shape}"
        )
    if answer.dtype.kind in "iub":
        classes = np.unique(answer)
        if classes[0] < 0 or classes[-1] >= len(COLOURS):
            raise ValueError(
                f"classes must lie between 0 and {len(COLOURS) - 1}, got "
                f"{classes[0]} to {classes[-1]}"
            )
        heights = [(k, 1.0 * (answer == k)) for k in classes]
    else:
        answer = finite(float_array(answer, "predict's scores"), "scores")
        if answer.min() < 0 or answer.max() > 1:
            raise ValueError(
                "scores must lie between 0 and 1, got "
                f"{answer.min()} to {answer.max()}"
            )
        heights = [(0, 1 - answer), (1, answer)]
    for k, height in heights:
        height = height.reshape(FINENESS, FINENESS)
        if height.max() < 0.5:
            continue
        tint = mix(COLOURS[k])
        if height.min() > 0.5:
            ax.axvspan(*limits[0], fc=tint, ec="none", zorder=0)
            continue
        ax.contourf(x, y, height, [0.5, 1.1], colors=[tint], zorder=0)
        ax.contour(x, y, height, [0.5], colors=[INK], linewidths=1.6)


def mix(colour, share=TINT):
    """Return a colour thinned with white paper."""
    return tuple(1 - share * (1 - part) for part in mcolors.to_rgb(colour))


def half_planes(ax, w, b, limits):
    """Tint both sides of the line w · p + b = 0 and draw it."""
    shade(ax, lambda p: 0.5 + 0.5 * np.tanh(p @ w + b), limits)
