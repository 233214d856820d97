"""Normal noise around a prediction, and minus the logarithm of it."""

import numpy as np
from matplotlib.figure import Figure

from ..validation import finite, float_array, real
from .canvas import write
from .numbers import number
from .style import FORWARD, GREY, INK

WIDTH, HEIGHT = 6.2, 3.1
REACH = 3.0  # of the axis to each side, in spreads


def draw_noise(targets, prediction, spread):
    """Return a figure: a normal density on the left, −log of it right.

    Both are drawn over the target, centred on the prediction, and the
    given targets are marked on both curves. targets: shape (n,), within
    three spreads of the prediction. spread: the standard deviation, > 0.

    Raises ValueError for another shape, a spread that is not above 0 or a
    target too far away; TypeError for what is not numbers.
    """
    targets = finite(float_array(targets, "targets"), "targets")
    prediction = real(prediction, "prediction")
    spread = real(spread, "spread", above=0.0)
    if targets.ndim != 1 or not targets.size:
        raise ValueError(
            f"draw_noise expects targets of shape (n,), n >= 1, got "
            f"{targets.shape}"
        )
    far = np.abs(targets - prediction).max() / spread
    if far > REACH:
        raise ValueError(
            f"targets must lie within {REACH:g} spreads of the prediction, "
            f"got one {far:.3g} away"
        )

    def cost(t):
        top = np.log(spread * np.sqrt(2 * np.pi))
        return (t - prediction) ** 2 / (2 * spread**2) + top

    ends = prediction + REACH * spread * np.array([-1, 1])
    t = np.linspace(*ends, 121)
    fig = Figure(figsize=(WIDTH, HEIGHT))
    left, right = fig.subplots(1, 2, gridspec_kw={"wspace": 0.12})
    for ax, curve, name in (
        (left, lambda t: np.exp(-cost(t)), "density"),
        (right, cost, "−log density"),
    ):
        ax.plot(t, curve(t), color=FORWARD, lw=2.4, zorder=2)
        middle = curve(prediction)
        ax.plot([prediction] * 2, [0, middle], color=GREY, lw=1.2,
                ls=(0, (3, 2)), zorder=1)  # fmt: skip
        ax.vlines(targets, 0, curve(targets), color=INK, lw=1.6, zorder=2)
        ax.plot(targets, curve(targets), "o", color=INK, ms=8, mec="white",
                zorder=3)  # fmt: skip
        ax.set(xlim=ends, xlabel="target t", ylabel=name)
        ax.set_ylim(0, 1.16 * curve(t).max())
        ax.set_xticks(
            [*targets, prediction],
            [number(v) for v in [*targets, prediction]],
        )
        ax.set_yticks([])
    write(left, prediction, 1.08 * np.exp(-cost(prediction)),
          f"p = {number(prediction)}", color=FORWARD)  # fmt: skip
    return fig
