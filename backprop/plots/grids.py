"""Small grids of numbers: an image, a kernel, a gradient of either."""

from matplotlib.patches import Rectangle

from .canvas import SIZE, write
from .numbers import number
from .style import GREY, INK

CELL = 0.42  # inches


def grid(ax, x, y, A, color, *, fills=None, bold=None, digits=3):
    """Draw A (rows, columns) with its upper left corner at (x, y).

    Every entry stands in a cell; fills: {(row, column): colour}; bold:
    cells with a thick edge. NaN leaves a cell empty.
    """
    for i, row in enumerate(A):
        for j, value in enumerate(row):
            left, low = x + j * CELL, y - (i + 1) * CELL
            cell = Rectangle((left, low), CELL, CELL, ec=GREY, lw=0.8,
                             fc=(fills or {}).get((i, j), "white"),
                             zorder=1)  # fmt: skip
            ax.add_patch(cell)
            if value == value:
                write(ax, left + CELL / 2, low + CELL / 2,
                      number(value, digits), color=color, size=SIZE - 1,
                      zorder=4)  # fmt: skip
    for i, j in bold or ():
        edge = Rectangle((x + j * CELL, y - (i + 1) * CELL), CELL, CELL,
                         fill=False, ec=INK, lw=1.8, zorder=3)  # fmt: skip
        ax.add_patch(edge)


def frame(ax, x, y, shape, color, *, width=2.4, dashes=None):
    """Draw a frame of shape (rows, columns) cells, upper left at (x, y)."""
    rows, columns = shape
    ax.add_patch(
        Rectangle((x, y - rows * CELL), columns * CELL, rows * CELL,
                  fill=False, ec=color, lw=width,
                  ls="solid" if dashes is None else (0, dashes), zorder=3)
    )  # fmt: skip
