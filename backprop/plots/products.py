"""A layer as a product of matrices, with the numbers in the cells."""

import numpy as np
from matplotlib.patches import FancyBboxPatch

from .canvas import SIZE, canvas, text_width, write
from .checks import factors, inside, texts_of
from .numbers import number, weighted_sum
from .style import FORWARD, GREY, INK

HIGH = 0.36  # of a cell, in inches
GAP = 0.32  # between two matrices, for the operator
PAD = 0.07  # between a bracket and its cells
TINT = "#DCEBF5"  # of the entry that is explained
WIDEST, EDGE = 6.4, 0.1  # of the page
# Sizes of the numbers, each with the room beside them, roomiest first.
FITS = [(13, 0.16), (12, 0.14), (11, 0.12), (10, 0.1), (9.5, 0.08), (9, 0.06)]


def draw_product(
    X,
    W,
    b=None,
    *,
    row=None,
    column=None,
    names=("X", "W", "b", "Y"),
    colors=(FORWARD, INK, INK, FORWARD),
    digits=2,
):
    """Return a figure of X W + b = Y, cell by cell.

    X: shape (N, n_in). W: (n_in, n_out). b: (n_out,) or None; it is drawn
    once in ink, and in grey where NumPy repeats it for the other rows.
    row, column: mark that row of X, that column of W and the entry of Y
    where they meet, and write out its sum below. names: of the four.
    colors: of the four; a gradient should have BACKWARD. digits: how
    many, after the point.

    Raises ValueError for shapes that do not fit each other or the page, or
    a row or column that is not there; TypeError for what is not numbers.
    """
    X, W, b = factors(X, W, b)
    names = texts_of(names, 4)
    row = inside(row, len(X), "row")
    column = inside(column, W.shape[1], "column")
    Y = X @ W if b is None else X @ W + b
    shown = [(X, ""), (W, "·")]
    if b is not None:
        shown.append((np.tile(b, (len(X), 1)), "+"))
    shown.append((Y, "="))
    labels = [name for k, name in enumerate(names) if k != 2 or b is not None]
    shapes = [a.shape for a in (X, W, b, Y) if a is not None]

    size, cells = _cells([a for a, _ in shown], digits)
    sides = [
        wide * a.shape[1] + 2 * PAD
        for wide, (a, _) in zip(cells, shown, strict=True)
    ]
    width = sum(sides) + GAP * (len(shown) - 1) + 2 * EDGE
    rows = max(len(X), len(W))
    both = row is not None and column is not None
    floor = 1.0 if both else 0.55
    fig, ax = canvas(width, floor + rows * HIGH + 0.42)
    middle = floor + rows * HIGH / 2
    left = EDGE
    for k, (array, operator) in enumerate(shown):
        last = k == len(shown) - 1
        bias = b is not None and k == 2
        marks = {
            "row": row if k == 0 or last or bias else None,
            "column": column if k == 1 or last or bias else None,
        }
        if operator:
            write(ax, left + GAP / 2, middle, operator, size=SIZE + 3)
            left += GAP
        ghost = (row or 0) if bias else None
        box = (left + PAD, middle + len(array) * HIGH / 2, cells[k])
        ink = colors[-1 if last else k]
        _matrix(ax, box, array, digits, size, marks, ghost, ink)
        centre = left + sides[k] / 2
        top = middle + rows * HIGH / 2
        write(ax, centre, top + 0.22, labels[k], weight="bold")
        write(ax, centre, floor - 0.2, str(shapes[k]), color=GREY)
        left += sides[k]
    if both:
        bias = None if b is None else b[column]
        text = weighted_sum(X[row], W[:, column], bias, digits)
        fit = min(SIZE, SIZE * (width - 0.2) / text_width(text))
        write(ax, width / 2, 0.3, text, size=fit)
    return fig


def _matrix(ax, box, array, digits, size, marks, ghost, ink):
    """Write the numbers of a matrix between brackets; outline marks."""
    left, top, wide = box
    n_rows, n_columns = array.shape
    bottom = top - n_rows * HIGH
    ends = (left - PAD, 0.09), (left + n_columns * wide + PAD, -0.09)
    for x, inward in ends:
        ax.plot(
            [x + inward, x, x, x + inward],
            [top + 0.02, top + 0.02, bottom - 0.02, bottom - 0.02],
            color=INK,
            lw=1.4,
            zorder=1,
        )
    _outline(ax, box, array.shape, **marks)
    for i, j in np.ndindex(array.shape):
        faint = ghost is not None and i != ghost
        write(
            ax,
            left + (j + 0.5) * wide,
            top - (i + 0.5) * HIGH,
            number(array[i, j], digits),
            size=size,
            color=GREY if faint else ink,
        )


def _outline(ax, box, shape, row, column):
    """Frame a row, a column, or the entry where both meet."""
    if row is None and column is None:
        return
    left, top, wide = box
    rows = (0, shape[0]) if row is None else (row, row + 1)
    columns = (0, shape[1]) if column is None else (column, column + 1)
    pad = 0.02
    frame = FancyBboxPatch(
        (left + columns[0] * wide + pad, top - rows[1] * HIGH + pad),
        (columns[1] - columns[0]) * wide - 2 * pad,
        (rows[1] - rows[0]) * HIGH - 2 * pad,
        boxstyle="round,pad=0,rounding_size=0.08",
        fc=TINT,
        ec=INK,
        lw=1.8,
        zorder=0.9,
    )
    ax.add_patch(frame)


def _cells(arrays, digits):
    """Return the size of the texts, and each matrix's width of a cell.

    Raises ValueError if the page is too narrow for them.
    """
    longest = [
        max((number(v, digits) for v in a.ravel()), key=text_width)
        for a in arrays
    ]
    around = 2 * PAD * len(arrays) + GAP * (len(arrays) - 1) + 2 * EDGE
    for size, room in FITS:
        widths = [max(0.3, text_width(t, size) + room) for t in longest]
        total = around + sum(
            wide * a.shape[1] for wide, a in zip(widths, arrays, strict=True)
        )
        if total <= WIDEST:
            return size, widths
    raise ValueError(
        f"draw_product fits {WIDEST} inches, got matrices of {total:.1f}: "
        "give it fewer columns, fewer digits, or numbers in a unit such as "
        "ln 2"
    )
