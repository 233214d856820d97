"""Stamps: each output presses the kernel, times its blame, onto dX."""

import numpy as np

from ..validation import finite, float_array
from .canvas import canvas, text_width, write
from .grids import CELL, frame, grid
from .numbers import factor
from .planes import mix
from .style import BACKWARD, INK, YELLOW

GAP = 0.3


def draw_stamps(dY, K, *, digits=3):
    """Return a figure of dX as a sum of stamps, one below the other.

    For every place of dY (H', W') that is not 0, in order, one grid shows
    the kernel K (kh, kw), unturned, times that entry, where it is pressed;
    the last shows their sum, dX (H' + kh - 1, W' + kw - 1), and marks the
    entries in which stamps overlap.

    Raises ValueError for arrays that are not (rows, columns), or a dY of
    zeros alone; TypeError for entries that are not numbers.
    """
    dY, K = (
        finite(float_array(dY, "dY"), "dY"),
        finite(float_array(K, "K"), "K"),
    )
    if dY.ndim != 2 or K.ndim != 2 or not K.size or not dY.any():
        raise ValueError(
            "draw_stamps expects dY (H', W') with an entry that is not 0 and "
            f"K (kh, kw), got {dY.shape} and {K.shape}"
        )
    (kh, kw), places = K.shape, [tuple(p) for p in np.argwhere(dY)]
    H, W = dY.shape[0] + kh - 1, dY.shape[1] + kw - 1
    said = [f"{factor(dY[p], digits)} ×" for p in places]
    left = 0.15 + max(text_width(text) for text in said)
    right = left + kw * CELL + 0.75
    step = H * CELL + GAP
    height = step * (len(places) + 1) + 0.15
    fig, ax = canvas(right + W * CELL + 0.15, height)
    total, uses = np.zeros((H, W)), np.zeros((H, W), int)
    for row, (i, j) in enumerate(places):
        top = height - 0.15 - row * step
        middle = top - H * CELL / 2
        stamp = np.full((H, W), np.nan)
        stamp[i : i + kh, j : j + kw] = dY[i, j] * K
        total[i : i + kh, j : j + kw] += dY[i, j] * K
        uses[i : i + kh, j : j + kw] += 1
        write(ax, left - 0.08, middle, said[row], color=BACKWARD, ha="right")
        grid(ax, left, middle + kh * CELL / 2, K, INK, digits=digits)
        write(ax, right - 0.37, middle, "→")
        pressed = {(i + u, j + v): mix(BACKWARD, 0.16)
                   for u, v in np.ndindex(kh, kw)}  # fmt: skip
        grid(ax, right, top, stamp, BACKWARD, fills=pressed, digits=digits)
        frame(ax, right + j * CELL, top - i * CELL, (kh, kw), BACKWARD)
    top = height - 0.15 - len(places) * step
    total_of = "added up: dx =" if H == 1 else "added up: dX ="
    write(ax, right - 0.2, top - H * CELL / 2, total_of, ha="right")
    shared = {tuple(p): YELLOW for p in np.argwhere(uses > 1)}
    total[uses == 0] = 0.0
    grid(ax, right, top, total, BACKWARD, fills=shared, bold=shared,
         digits=digits)  # fmt: skip
    return fig
