"""What an estimator may say, how often it says it, and its mean."""

import numpy as np
from matplotlib.figure import Figure

from ..validation import finite, float_array
from .canvas import on_wire, write
from .numbers import number
from .planes import mix
from .style import BACKWARD, GREY, INK

WIDTH, HEIGHT = 6.2, 3.4
SMALL = 10  # points
GAP = 0.42  # between two panels, of a panel's width
MOST = 4


def draw_estimates(p, estimates, names, *, digits=2):
    """Return a figure of estimators: bars as wide as likely, and the mean.

    p: (K,), how likely each outcome is; names: K short texts. estimates:
    {label: (K,)}, one panel each, at most 4: the height of a bar is what
    is said after that outcome, its width the outcome's probability, and
    the dashed line their mean. So the areas to the line cancel in every
    panel, and where all bars end on it nothing is left to chance.

    Raises ValueError for other shapes, what are no probabilities, or no
    panel; TypeError for what is not numbers.
    """
    p = finite(float_array(p, "p"), "p")
    if p.ndim != 1 or (p <= 0).any() or not np.isclose(p.sum(), 1, atol=1e-6):
        raise ValueError(
            "p must be probabilities above 0, of shape (K,), that sum to 1, "
            f"got {p.tolist()}"
        )
    if not 1 <= len(estimates) <= MOST or len(names) != p.size:
        raise ValueError(
            f"draw_estimates expects 1 to {MOST} estimators and {p.size} "
            f"names, got {len(estimates)} and {len(names)}"
        )
    fig = Figure(figsize=(WIDTH, HEIGHT))
    ax = fig.subplots()
    panels = {}
    for label, said in estimates.items():
        said = finite(float_array(said, f"{label!r}"), f"{label!r}")
        if said.shape != p.shape:
            raise ValueError(
                f"{label!r} must have shape {p.shape}, as p has, got "
                f"{said.shape}"
            )
        panels[label] = said
    every = np.concatenate([*panels.values(), [0.0]])
    room = 0.1 * (np.ptp(every) or 1.0)
    for k, said in enumerate(panels.values()):
        _panel(ax, k * (1 + GAP), p, said, room, digits)
        for middle, name in zip(p.cumsum() - p / 2, names, strict=True):
            write(ax, k * (1 + GAP) + middle, every.max() + 2.4 * room, name,
                  size=SMALL)  # fmt: skip
    middles = [k * (1 + GAP) + 0.5 for k in range(len(panels))]
    said = [
        f"{label}\nmean {number(p @ v, digits)}" for label, v in panels.items()
    ]
    ax.set_xticks(middles, said)
    ax.tick_params(axis="x", length=0)
    ax.set(
        xlim=(-GAP / 2, middles[-1] + 0.5 + GAP / 2),
        ylim=(every.min() - 1.4 * room, every.max() + 3 * room),
        ylabel="estimate of the slope",
    )
    ax.spines["bottom"].set_visible(False)
    return fig


def _panel(ax, left, p, said, room, digits):
    """Draw one estimator's bars, side by side, and its mean."""
    starts = left + p.cumsum() - p
    for start, width, height in zip(starts, p, said, strict=True):
        ax.bar(start, height, width, align="edge", fc=mix(BACKWARD, 0.3),
               ec=BACKWARD, lw=1.4, zorder=2)  # fmt: skip
        down = -1 if height < 0 else 1
        on_wire(ax, start + width / 2, height + down * 0.75 * room,
                number(height, digits), color=BACKWARD, size=SMALL,
                weight="bold")  # fmt: skip
    ax.plot([left, left + 1], [0, 0], color=GREY, lw=1, zorder=1)
    ax.plot([left - 0.1, left + 1.1], [p @ said] * 2, color=INK, lw=2,
            ls=(0, (3, 1.4)), zorder=2.5)  # fmt: skip
