"""The one number that is least wrong for several targets."""

import numpy as np
from matplotlib.figure import Figure

from ..validation import finite, float_array
from .canvas import write
from .numbers import number
from .style import FORWARD, GREY, INK

WIDTH, HEIGHT = 6.2, 3.0


def draw_constants(targets):
    """Return a figure of two losses of a constant prediction c.

    Left the mean squared error, which is lowest at the targets' mean;
    right the mean absolute error, lowest at their median. The targets are
    marked on both axes. targets: shape (n,), n odd, not all the same (an
    even number would have many medians).

    Raises ValueError for another shape or number, TypeError for what is
    not numbers.
    """
    targets = finite(float_array(targets, "targets"), "targets")
    if targets.ndim != 1 or targets.size % 2 == 0:
        raise ValueError(
            "draw_constants expects an odd number of targets, of shape "
            f"(n,), got {targets.shape}"
        )
    low, high = targets.min(), targets.max()
    if low == high:
        raise ValueError(f"targets must differ, got {low} alone")
    c = np.linspace(low - 0.2 * (high - low), high + 0.2 * (high - low), 281)
    fig = Figure(figsize=(WIDTH, HEIGHT))
    for ax, power, best, name, words in zip(
        fig.subplots(1, 2, gridspec_kw={"wspace": 0.1}),
        (2, 1),
        (targets.mean(), np.median(targets)),
        ("mean squared error", "mean absolute error"),
        ("the mean", "the median"),
        strict=True,
    ):
        loss = (np.abs(c[:, None] - targets) ** power).mean(axis=1)
        least = (np.abs(best - targets) ** power).mean()
        ax.plot(c, loss, color=FORWARD, lw=2.4, zorder=2)
        ax.plot([best] * 2, [0, least], color=GREY, lw=1.2, ls=(0, (3, 2)))
        ax.plot(best, least, "o", color=FORWARD, ms=8, mec="white", zorder=3)
        ax.plot(targets, 0 * targets, "^", color=INK, ms=10, zorder=4,
                clip_on=False)  # fmt: skip
        top = 1.08 * loss.max()
        write(ax, best + 0.03 * (c[-1] - c[0]), 0.45 * least,
              f"{words}, {number(best, 2)}", color=FORWARD, ha="left",
              )  # fmt: skip
        ax.set(xlim=(c[0], c[-1]), ylim=(0, top), xlabel="c", title=name)
        ax.set_xticks(targets, [number(t, 2) for t in targets])
        ax.tick_params(axis="x", pad=8, length=0)
    return fig
