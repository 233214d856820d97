"""A table that is a table in the book, and aligned text elsewhere."""

import numpy as np
from IPython.display import display

from ..validation import float_array, whole
from .numbers import number


def table(header, rows, *, digits=3, caption=None):
    """Display a table, as Markdown and as plain text.

    header: the columns' names. rows: lists as long; a cell is text, a
    number, a bool, None (left empty) or an array of shape (n,), written
    "(2, 1)". A column of whole numbers is written without a point, any
    other with `digits` places (one number, or one for each column).
    caption: a line above the table.

    Raises ValueError for rows of other lengths or arrays of other shapes,
    TypeError for cells that are none of these.
    """
    header = [str(name) for name in header]
    rows = [list(row) for row in rows]
    for k, row in enumerate(rows):
        if len(row) != len(header):
            raise ValueError(
                f"row {k} must have {len(header)} cells, as the header has, "
                f"got {len(row)}"
            )
    if not header or not rows:
        raise ValueError(
            f"table expects a column and a row or more, got {len(header)} "
            f"and {len(rows)}"
        )
    columns = [
        _column([row[j] for row in rows], places)
        for j, places in enumerate(_places(digits, len(header)))
    ]
    display(
        {
            "text/markdown": _markdown(header, columns, caption),
            "text/plain": _plain(header, columns, caption),
        },
        raw=True,
    )


def _places(digits, n_columns):
    if np.ndim(digits) == 0:
        return [whole(digits, "digits", least=0)] * n_columns
    if len(digits) != n_columns:
        raise ValueError(
            f"digits must be one number or {n_columns}, got {len(digits)}"
        )
    return [whole(d, "digits", least=0) for d in digits]


def _column(cells, digits):
    """Return the column's texts, and whether they are numbers."""
    arrays = [None if _is_text(c) else _array(c) for c in cells]
    numbers = [a for a in arrays if a is not None]
    whole_numbers = all(
        np.all(np.isfinite(a) & (a == np.round(a))) for a in numbers
    )
    places = 0 if whole_numbers else digits
    texts = []
    for cell, array in zip(cells, arrays, strict=True):
        if array is None:
            texts.append(_words(cell))
        elif array.ndim == 0:
            texts.append(number(array, places, fixed=True))
        else:
            parts = [number(v, places, fixed=True) for v in array]
            texts.append(f"({', '.join(parts)})")
    return texts, bool(numbers)


def _is_text(cell):
    return cell is None or isinstance(cell, (str, bool, np.bool_))


def _words(cell):
    if isinstance(cell, (bool, np.bool_)):
        return "yes" if cell else "no"
    return "" if cell is None else cell


def _array(cell):
    try:
        array = float_array(cell, "a cell")
    except TypeError:
        raise TypeError(
            "a cell must be text, a number, a bool, None or an array of "
            f"shape (n,), got {type(cell).__name__}"
        ) from None
    if array.ndim > 1:
        raise ValueError(
            f"a cell must be a number or of shape (n,), got {array.shape}"
        )
    return array


def _markdown(header, columns, caption):
    def line(cells):
        escaped = [cell.replace("|", r"\|") for cell in cells]
        return f"| {' | '.join(escaped)} |"

    lines = [] if caption is None else [f"*{caption}*", ""]
    lines += [
        line(header),
        line(["--:" if numeric else ":--" for _, numeric in columns]),
        *(line(row) for row in zip(*(c for c, _ in columns), strict=True)),
    ]
    return "\n".join(lines)


def _plain(header, columns, caption):
    padded = []
    for name, (texts, numeric) in zip(header, columns, strict=True):
        width = max(map(len, [name, *texts]))
        pad = str.rjust if numeric else str.ljust
        padded.append([pad(text, width) for text in [name, *texts]])
    lines = [] if caption is None else [caption, ""]
    lines += ["  ".join(row).rstrip() for row in zip(*padded, strict=True)]
    return "\n".join(lines)
