"""Digits beside the probabilities that a net gives them."""

import numpy as np

from ..validation import finite, float_array
from .canvas import canvas, write
from .images import classes_of, images_of, picture
from .numbers import number
from .style import FORWARD, GREY, PAPER

ROW, TALL, LEFT, BAR = 1.32, 0.72, 1.55, 0.39  # of the probabilities


def draw_probabilities(X, P, labels):
    """Return a figure of digits, each beside its ten probabilities.

    X: shape (n, 64), n <= 6. P: (n, 10), rows that sum to 1. labels: (n,)
    whole numbers, the truth; its bar is hatched, the highest is named.
    Raises ValueError for other shapes or sums, TypeError for labels that
    are not whole numbers.
    """
    X = images_of(X)
    labels = classes_of(labels, len(X), "labels")
    P = finite(float_array(P, "P"), "P")
    if P.ndim != 2 or len(P) != len(X) or len(X) > 6:
        raise ValueError(
            f"draw_probabilities expects P of shape ({len(X)}, K) with at "
            f"most 6 rows, got {P.shape}"
        )
    if (P < 0).any() or not np.allclose(P.sum(axis=1), 1, atol=1e-4):
        raise ValueError(
            "each row of P must be probabilities that sum to 1, got sums "
            f"{P.sum(axis=1)}"
        )
    highest = max(float(P.max()), 1.5 / P.shape[1])
    fig, ax = canvas(LEFT + BAR * P.shape[1] + 0.25, ROW * len(X) + 0.12)
    for k, (image, p) in enumerate(zip(X, P, strict=True)):
        floor = ROW * (len(X) - 1 - k) + 0.36
        picture(ax, 0.55, floor + TALL / 2 + 0.06, image, 0.74)
        write(ax, 0.55, floor - 0.17, f"true: {labels[k]}")
        _bars(ax, floor, p, labels[k], TALL / highest)
    return fig


def _bars(ax, floor, p, label, scale):
    """Draw a row of bars; hatch the true one, write the highest."""
    centres = LEFT + BAR * (np.arange(len(p)) + 0.5)
    ends = [LEFT, LEFT + BAR * len(p)]
    chance = floor + scale / len(p)
    ax.plot(ends, [chance] * 2, color=GREY, lw=1.2, ls=(0, (3, 2)), zorder=3)
    write(ax, LEFT - 0.05, chance, number(1 / len(p)), ha="right", color=GREY)
    best = int(np.argmax(np.round(p, 9)))
    for k, x in enumerate(centres):
        true = k == label
        ax.bar(
            x,
            scale * p[k],
            0.72 * BAR,
            bottom=floor,
            fc=PAPER if true else FORWARD,
            ec=FORWARD,
            hatch="////" if true else None,
            lw=1.5,
            zorder=2,
        )
        looks = {"weight": "bold"} if true else {"color": GREY}
        write(ax, x, floor - 0.17, f"{k}", **looks)
    ax.plot(ends, [floor] * 2, color=GREY, lw=1.2, zorder=3)
    top = floor + scale * p[best] + 0.12
    write(ax, centres[best], top, number(p[best], 2), color=FORWARD)
