"""The activations, and how steep they are."""

import numpy as np
from matplotlib.figure import Figure

from .activation_table import activation_of
from .canvas import readable
from .style import BACKWARD, FORWARD

REACH = 4.0  # activations are drawn from -4 to 4
JUMP = 0.4  # a function that moves so far in one step is drawn broken


def draw_activations(names=("sigmoid", "tanh", "relu"), *, slopes=False):
    """Return a figure of activations side by side, on the same axes.

    names: of "sigmoid", "tanh", "relu", "leaky_relu", "identity", "step".
    slopes: draw each derivative too, dashed and vermillion.
    Raises ValueError for no name, or one that is unknown.
    """
    known = [activation_of(name) for name in names]
    if not known:
        raise ValueError("draw_activations expects a name or more, got none")
    columns = 2 if len(known) == 4 else min(len(known), 3)
    rows = -(-len(known) // columns)
    fig = Figure(figsize=(2.1 * columns + 0.1, 2.5 * rows))
    panels = fig.subplots(
        rows, columns, sharex=True, sharey=True, squeeze=False
    ).ravel()
    for ax in panels[len(known) :]:
        ax.set_visible(False)
    z = np.linspace(-REACH, REACH, 161)
    for ax, (label, f, slope) in zip(panels, known, strict=False):
        for line in (ax.axhline, ax.axvline):
            line(0, color="#C8C8C8", lw=0.9, zorder=0)
        if slopes:
            _slope(ax, z, slope(z))
        x, y = _broken(z, f(z))
        ax.plot(x, y, color=FORWARD, lw=2.6)
        ax.text(0.05, 0.97, label, transform=ax.transAxes, va="top")
        ax.set_xticks([-3, 0, 3], ["−3", "0", "3"])
        ax.set_yticks([-1, 0, 1, 2], ["−1", "0", "1", "2"])
        ax.set(xlim=(-REACH, REACH), ylim=(-1.25, 2.75))
    for k, ax in enumerate(panels[: len(known)]):
        lowest = k + columns >= len(known)
        ax.tick_params(labelbottom=lowest)
        ax.set(xlabel="z" if lowest else "", ylabel="" if k % columns else "a")
    return fig


def _slope(ax, z, slope):
    x, y = _broken(z, slope)
    ax.plot(x, y, color=BACKWARD, lw=2.2, ls=(0, (3, 1.2)), zorder=3)
    ax.text(
        REACH,
        slope[-1] + 0.06,
        "slope",
        color=readable(BACKWARD),
        ha="right",
        va="bottom",
    )


def _broken(x, y):
    """Return the curve with a gap wherever it jumps."""
    jumps = np.flatnonzero(np.abs(np.diff(y)) > JUMP) + 1
    return np.insert(x, jumps, np.nan), np.insert(y, jumps, np.nan)
