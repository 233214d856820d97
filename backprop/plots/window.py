"""A window of four panes: trains or not, with a right gradient or a wrong."""

import numpy as np
from matplotlib.figure import Figure

from ..validation import finite, float_array
from .canvas import readable
from .style import BACKWARD, FORWARD, GREY, INK

COLUMNS = ("gradient right", "gradient wrong")
ROWS = ("trains", "does not train")
WIDTH, HEIGHT = 6.0, 4.3


def draw_window(panes, *, level=None, ylabel="loss"):
    """Return a figure of 2 by 2 panes with one falling, or level, curve each.

    panes: {"trains": (right, wrong), "does not train": (right, wrong)}; each
    pane is (name, x, y), x and y of one shape (n,). The columns are a right
    and a wrong gradient. level: a height that a thin line marks in all.

    Raises ValueError for other rows, other than two panes in one, or shapes
    that differ; TypeError for what is not numbers.
    """
    if tuple(panes) != ROWS or any(len(row) != 2 for row in panes.values()):
        raise ValueError(
            f"draw_window expects the rows {ROWS} of two panes, got "
            f"{ {name: len(row) for name, row in panes.items()} }"
        )
    fig = Figure(figsize=(WIDTH, HEIGHT))
    axes = fig.subplots(2, 2, sharex=True, sharey=True)
    for row, (name, pair) in enumerate(panes.items()):
        for column, (label, x, y) in enumerate(pair):
            ax = axes[row, column]
            x, y = _curve(label, x, y)
            hue = (FORWARD, BACKWARD)[column]
            if level is not None:
                ax.axhline(level, color=GREY, lw=1, ls=(0, (2, 2)))
            ax.plot(x, y, color=hue, lw=2.6, ls=("-", (0, (4, 1.5)))[column])
            ax.text(
                0.96,
                0.93,
                label,
                transform=ax.transAxes,
                ha="right",
                va="top",
                color=readable(hue),
            )
        axes[row, 0].set_ylabel(f"{name}\n{ylabel}")
    low, high = axes[0, 0].get_ylim()
    axes[0, 0].set_ylim(min(low, 0.0), high + 0.3 * (high - min(low, 0.0)))
    for column, title in enumerate(COLUMNS):
        axes[0, column].set_title(title, color=INK)
        axes[1, column].set_xlabel("step")
    return fig


def _curve(label, x, y):
    x, y = (finite(float_array(v, f"{label!r}"), f"{label!r}") for v in (x, y))
    if x.ndim != 1 or x.shape != y.shape or not np.size(x):
        raise ValueError(
            f"{label!r} must be x and y of one shape (n,), n >= 1, got "
            f"{x.shape} and {y.shape}"
        )
    return x, y
