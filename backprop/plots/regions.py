"""Which class a net gives to each point of a plane."""

import numpy as np
from matplotlib.figure import Figure

from ..validation import finite, float_array, real
from .canvas import SIZE
from .planes import (
    half_planes,
    key,
    plane_limits,
    points_and_labels,
    scatter,
    shade,
)

SIDE = 2.95  # inches of a panel


def draw_regions(
    predictors, X, labels, *, titles=None, limits=None, axis_names=None
):
    """Return a figure of panels, one for each predictor, and the points.

    predictors: a function or several; each takes points (M, 2) and
    returns (M,) scores in [0, 1], class 1 above 0.5, or (M,) classes.
    X: (N, 2). labels: (N,) whole numbers below 6. titles: a text for each
    panel. limits: ((low, high), (low, high)). axis_names: two texts.

    Raises ValueError for shapes, scores or classes out of range;
    TypeError for labels that are not whole numbers.
    """
    X, labels = points_and_labels(X, labels)
    predictors = [predictors] if callable(predictors) else list(predictors)
    titles = [None] * len(predictors) if titles is None else list(titles)
    if not predictors or len(titles) != len(predictors):
        raise ValueError(
            "draw_regions expects a predictor or more and as many titles, "
            f"got {len(predictors)} and {len(titles)}"
        )
    limits = plane_limits(X, limits)
    fig, panels = _panels(len(predictors))
    names = axis_names or ("x₁", "x₂")
    for ax, predict, title in zip(panels, predictors, titles, strict=True):
        shade(ax, predict, limits)
        scatter(ax, X, labels)
        ax.set(xlim=limits[0], ylim=limits[1], xlabel=names[0])
        if title is not None:
            ax.set_title(title)
    for ax in panels[:: min(len(panels), 2)]:
        ax.set_ylabel(names[1])
    key(fig, labels)
    return fig


def draw_plane(
    points, labels, *, line=None, names=None, limits=None, axis_names=None
):
    """Return a figure of points in a plane and a line that parts them.

    points: (N, 2), such as two hidden activations. labels: (N,).
    line: (w, b), w of shape (2,); the line is w · p + b = 0, and its side
    above 0 is class 1's. names: a text for each point; points at one
    place share it. limits, axis_names and errors: as draw_regions.
    """
    points, labels = points_and_labels(points, labels)
    limits = plane_limits(points, limits, margin=0.25)
    fig, (ax,) = _panels(1)
    if line is not None:
        half_planes(ax, *checked_line(line), limits)
    scatter(ax, points, labels)
    if names is not None:
        name_points(ax, points, names)
    x_name, y_name = axis_names or ("a₁", "a₂")
    ax.set(xlim=limits[0], ylim=limits[1], xlabel=x_name, ylabel=y_name)
    key(fig, labels)
    return fig


def name_points(ax, points, names):
    """Write a text beside each point; one for all at the same place."""
    if len(names) != len(points):
        raise ValueError(
            f"names must be {len(points)} texts, got {len(names)}"
        )
    places = {}
    for point, name in zip(np.round(points, 6) + 0.0, names, strict=True):
        places.setdefault(tuple(point), []).append(name)
    unit = np.ptp(points, axis=0) + 1e-9
    for place, here in places.items():
        # Away from the others, the nearest first.
        away = (np.array([place]) - list(places)) / unit
        far = np.linalg.norm(away, axis=1, keepdims=True)
        pull = (away / np.maximum(far, 1e-3) ** 3).sum(axis=0)
        right, up = np.where(np.round(pull, 6) < 0, -1, 1)
        ax.annotate(
            ", ".join(here),
            place,
            (7 * right, 6 * up),
            textcoords="offset points",
            fontsize=SIZE + 1,
            fontweight="bold",
            ha="left" if right > 0 else "right",
            va="bottom" if up > 0 else "top",
            zorder=5,
        )


def checked_line(line):
    """Return (w, b) of a line, w of shape (2,) and not 0."""
    w, b = line
    w = finite(float_array(w, "w"), "w")
    if w.shape != (2,) or not w.any():
        raise ValueError(f"line expects w of shape (2,), not all 0, got {w}")
    return w, real(b, "b")


def _panels(n):
    """Return a figure of n panels on the same axes, at most 2 a row."""
    columns = min(n, 2)
    rows = -(-n // columns)
    fig = Figure(figsize=(SIDE * columns + 0.5, SIDE * rows + 0.4))
    panels = fig.subplots(
        rows, columns, sharex=True, sharey=True, squeeze=False
    ).ravel()
    for ax in panels[n:]:
        ax.set_visible(False)
    return fig, panels[:n]
