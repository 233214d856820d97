"""Curves of runs and measurements, each labelled at its end."""

import numpy as np
from matplotlib.figure import Figure

from ..validation import float_array
from .canvas import SIZE, readable
from .spread import spread
from .style import FORWARD, GREEN, INK, ORANGE, PURPLE, SKY

COLOURS = [FORWARD, ORANGE, GREEN, PURPLE, INK, SKY]
DASHES = ["-", (0, (4, 1.5)), (0, (4, 1.5, 1, 1.5)), (0, (1, 1.2))]
MARKERS = "osD^v"
WIDTH, HEIGHT = 5.8, 3.5
LEAST = 1.3 * SIZE / 72 / (HEIGHT - 0.7)  # of the axes, between two labels
MARGIN = 0.03  # of the axes, on each side of the data


def draw_lines(
    curves,
    *,
    xlabel,
    ylabel,
    logx=False,
    logy=False,
    colors=None,
    points=None,
):
    """Return a figure of curves, each with its name at its right end.

    curves: {label: (x, y)}, each of shape (n,); where y is not finite
    the curve is broken. points: the same, drawn as marks without a line
    (a measurement over a prediction); one that has a curve's label takes
    its colour and goes unlabelled, as does a label that starts with "_".
    colors: {label: colour}; gradients should have BACKWARD.
    logx, logy: a logarithmic axis.

    Raises ValueError for no curve, shapes that differ, a curve without a
    finite point, or one that is not above 0 on a logarithmic axis;
    TypeError for what is not numbers.
    """
    logs = (bool(logx), bool(logy))
    curves = _checked(curves, logs)
    points = _checked(points or {}, logs)
    if not curves and not points:
        raise ValueError("draw_lines expects a curve or more, got none")
    hues = dict(zip(curves | points, COLOURS * 9, strict=False))
    hues |= colors or {}

    fig = Figure(figsize=(WIDTH, HEIGHT))
    ax = fig.subplots()
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.set_xscale("log" if logx else "linear")
    ax.set_yscale("log" if logy else "linear")
    for k, (label, (x, y)) in enumerate(curves.items()):
        dash = DASHES[k % len(DASHES)]
        ax.plot(x, y, color=hues[label], ls=dash, lw=2.2)
    for k, (label, (x, y)) in enumerate(points.items()):
        marker = MARKERS[k % len(MARKERS)]
        ax.plot(x, y, marker, color=hues[label], ms=7, mec="white", zorder=3)
    limits = _limits([*curves.values(), *points.values()], logs)
    ax.set(xlim=limits[0], ylim=limits[1])
    ends = [(label, *xy) for label, xy in (points | curves).items()]
    _label(ax, ends, limits, logs, hues)
    return fig


def _checked(curves, logs):
    good = {}
    for label, pair in curves.items():
        x, y = (float_array(v, f"{label!r}") for v in pair)
        if x.ndim != 1 or x.shape != y.shape or not x.size:
            raise ValueError(
                f"{label!r} must be x and y of one shape (n,), n >= 1, got "
                f"{x.shape} and {y.shape}"
            )
        if not np.isfinite(x + y).any():
            raise ValueError(
                f"{label!r} must have a finite point, got none in {x.size}"
            )
        for values, log, axis in zip((x, y), logs, "xy", strict=True):
            if log and (values <= 0).any():
                raise ValueError(
                    f"log{axis} expects {axis} above 0, got "
                    f"{values[values <= 0][0]} in {label!r}"
                )
        good[label] = x, y
    return good


def _limits(pairs, logs):
    """Return (low, high) of the data on each axis, and a margin."""
    limits = []
    for values, log in zip(zip(*pairs, strict=True), logs, strict=True):
        values = np.concatenate(values)
        values = _scaled(values[np.isfinite(values)], log)
        low, high = values.min(), values.max()
        margin = MARGIN * (high - low) or 0.5
        ends = np.array([low - margin, high + margin])
        limits.append(tuple(10**ends if log else ends))
    return limits


def _label(ax, ends, limits, logs, hues):
    """Write each name at its curve's right end, none over another."""
    at_edge, inside = [], []
    for label, x, y in ends:
        good = np.flatnonzero(np.isfinite(x + y))
        last = good[x[good] == x[good].max()][-1]
        place = [
            float(_share(value[last], limit, log))
            for value, limit, log in zip((x, y), limits, logs, strict=True)
        ]
        if not label.startswith("_"):
            group = at_edge if place[0] > 1 - 2 * MARGIN else inside
            group.append((place, label))
    heights = spread([place[1] for place, _ in at_edge], LEAST)
    for (place, _), height in zip(at_edge, heights, strict=True):
        place[1] = height
    for (x, y), label in at_edge + inside:
        ax.text(
            x + 0.015,
            y,
            label,
            transform=ax.transAxes,
            color=readable(hues[label]),
            va="center",
        )


def _scaled(values, log):
    return np.log10(values) if log else values


def _share(value, limits, log):
    """Return where a value lies between the limits, from 0 to 1."""
    low, high = (_scaled(limit, log) for limit in limits)
    return (_scaled(value, log) - low) / (high - low)
