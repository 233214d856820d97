"""Kernels as pictures: what a unit of a convolution looks for."""

import numpy as np
from matplotlib.patches import Rectangle

from ..validation import finite, float_array, whole
from .canvas import canvas, write
from .planes import mix
from .style import BACKWARD, FORWARD, GREY

SIDE, BETWEEN = 0.28, 0.26


def draw_kernels(K, *, columns=4):
    """Return a figure of kernels K (kh, kw, n): an entry's size as a square.

    A filled blue square is a weight above 0, an open vermillion one a
    weight below; its area grows with the size, the largest of each kernel
    fills its cell.

    Raises ValueError for another shape or a kernel of zeros alone,
    TypeError for entries that are not numbers.
    """
    K = finite(float_array(K, "K"), "K")
    if K.ndim != 3 or not K.size or not np.abs(K).max(axis=(0, 1)).all():
        raise ValueError(
            "draw_kernels expects kernels K (kh, kw, n), none of zeros "
            f"alone, got shape {K.shape}"
        )
    kh, kw, n = K.shape
    columns = min(whole(columns, "columns"), n)
    wide, high = kw * SIDE + BETWEEN, kh * SIDE + BETWEEN + 0.22
    rows = -(-n // columns)
    fig, ax = canvas(columns * wide, rows * high)
    for k in range(n):
        x = (k % columns) * wide + BETWEEN / 2
        y = (rows - k // columns) * high - BETWEEN / 2
        _kernel(ax, x, y, K[:, :, k] / np.abs(K[:, :, k]).max())
        write(ax, x + kw * SIDE / 2, y - kh * SIDE - 0.14, f"{k + 1}")
    return fig


def _kernel(ax, x, y, K):
    """Draw one kernel, its entries from -1 to 1, from the corner (x, y)."""
    for (i, j), weight in np.ndenumerate(K):
        left, low = x + j * SIDE, y - (i + 1) * SIDE
        ax.add_patch(
            Rectangle((left, low), SIDE, SIDE, fc="white", ec=GREY, lw=0.6)
        )
        side = 0.9 * SIDE * np.sqrt(abs(weight))
        rim = (SIDE - side) / 2
        above = weight > 0
        ax.add_patch(
            Rectangle((left + rim, low + rim), side, side, lw=1.2,
                      fc=FORWARD if above else mix(BACKWARD, 0.15),
                      ec=FORWARD if above else BACKWARD)
        )  # fmt: skip
