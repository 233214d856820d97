"""Who looks at whom: attention's weights, and the blame that goes back."""

import numpy as np
from matplotlib.patches import FancyBboxPatch, Rectangle

from ..validation import finite, float_array
from .canvas import canvas, inscribe, on_wire, tag, text_width, wire, write
from .numbers import number
from .planes import mix
from .style import BACKWARD, FORWARD, GREY, INK, PAPER

STEP, SIDE, HIGH, TITLE = 1.75, 0.8, 2.5, 0.3
BELOW, ABOVE = 0.62, 1.9  # heights of the two rows of boxes
CELL, EDGE = 0.27, 0.34


def draw_attention(panels, *, digits=2):
    """Return a figure of T places that look at T places.

    panels: {title: panel}, drawn one below the other; a panel is a dict
    with A (T, T), the weights, and T texts each for `below` and `above`,
    the boxes; blame_below, blame_above: (T, n), the gradients in frames, or
    None; of: the number of the output that is meant alone, or None for all.
    A wire from below j to above i is as wide as A[i, j], which stands on
    it. Where an output has blamed a place that it does not look at, a
    broken line shows it.

    Raises ValueError for shapes that do not fit, or weights below 0.
    """
    if not panels:
        raise ValueError("draw_attention expects at least one panel, got none")
    checked = [_panel(title, **panel) for title, panel in panels.items()]
    T = max(len(panel["A"]) for panel in checked)
    tall = [HIGH + TITLE * bool(panel["title"]) for panel in checked]
    fig, ax = canvas(2 * SIDE + STEP * (T - 1), sum(tall))
    for k, panel in enumerate(checked):
        _draw(ax, sum(tall[k + 1 :]), panel, digits)
    return fig


def _panel(title, A, below, above, blame_below, blame_above, of=None):
    A = finite(float_array(A, "A"), "A")
    T = len(A)
    if A.shape != (T, T) or T == 0 or A.min() < 0:
        raise ValueError(
            "draw_attention expects weights A (T, T), none below 0, got "
            f"shape {A.shape}"
        )
    for name, given in (
        ("below", below), ("above", above),
        ("blame_below", blame_below), ("blame_above", blame_above),
    ):  # fmt: skip
        if given is not None and len(given) != T:
            raise ValueError(
                f"draw_attention expects {T} rows in {name}, got {len(given)}"
            )
    return {
        "title": title, "A": A, "below": below, "above": above,
        "blame": (blame_below, blame_above), "of": of,
    }  # fmt: skip


def _draw(ax, low, panel, digits):
    A, of = panel["A"], panel["of"]
    down, up = panel["blame"]
    x = SIDE + STEP * np.arange(len(A))
    for (i, j), weight in np.ndenumerate(A):
        meant = of is None or i == of
        start, end = (x[j], low + BELOW + 0.18), (x[i], low + ABOVE - 0.18)
        if weight:
            wire(ax, start, end, color=INK if meant else GREY,
                 width=0.8 + 5 * weight * meant)  # fmt: skip
        elif i == of and down is not None and np.any(down[j]):
            wire(ax, end, start, color=BACKWARD, dashes=(3, 2))
        if weight and meant:
            at = 0.72 if of is None else 0.45
            on_wire(ax, x[j] + at * (x[i] - x[j]),
                    start[1] + at * (end[1] - start[1]),
                    number(weight, digits))  # fmt: skip
    for k, place in enumerate(x):
        shown = of is None or k == of
        _box(ax, place, low + BELOW, panel["below"][k])
        _box(ax, place, low + ABOVE, panel["above"][k], pale=not shown)
        if down is not None:
            tag(ax, place, low + BELOW - 0.34, _row(down[k], digits))
        if up is not None and shown:
            tag(ax, place, low + ABOVE + 0.34, _row(up[k], digits))
    if panel["title"]:
        write(ax, 0.1, low + HIGH + TITLE / 2, panel["title"], ha="left")


def _row(values, digits):
    """Return a row of numbers as text: 2, −1."""
    return ", ".join(number(value, digits) for value in values)


def _box(ax, x, y, text, *, pale=False):
    """Draw what stands at a place: its text on blue."""
    width, height = text_width(text) + 0.3, 0.36
    ax.add_patch(
        FancyBboxPatch(
            (x - width / 2, y - height / 2),
            width,
            height,
            boxstyle="round,pad=0,rounding_size=0.14",
            fc=PAPER if pale else FORWARD,
            ec=GREY if pale else FORWARD,
            zorder=4,
        )
    )
    inscribe(ax, x, y, text, color=GREY if pale else PAPER)


def draw_looks(A, letters, *, columns=2):
    """Return a figure of the weights A (heads, T, T) over T letters.

    One square table for each head: the row is the letter that looks, the
    column the one that is looked at; a cell is as dark as its weight.

    Raises ValueError for another shape, weights outside 0 to 1, or a number
    of letters that is not T.
    """
    A = finite(float_array(A, "A"), "A")
    if A.ndim != 3 or A.shape[1] != A.shape[2] or not A.size:
        raise ValueError(
            f"draw_looks expects weights A (heads, T, T), got {A.shape}"
        )
    if A.min() < 0 or A.max() > 1:
        raise ValueError(
            "draw_looks expects weights from 0 to 1, got "
            f"{A.min():.3g} to {A.max():.3g}"
        )
    heads, T, _ = A.shape
    if len(letters) != T:
        raise ValueError(f"draw_looks expects {T} letters, got {len(letters)}")
    side = EDGE + T * CELL + 0.25
    rows = -(-heads // columns)
    fig, ax = canvas(min(heads, columns) * side, rows * (side + 0.25))
    for k in range(heads):
        left = (k % columns) * side + EDGE
        top = (rows - k // columns) * (side + 0.25) - EDGE - 0.25
        write(ax, left + T * CELL / 2, top + 0.42, f"head {k + 1}")
        _table(ax, left, top, A[k], letters)
    return fig


def _table(ax, left, top, A, letters):
    """Draw one head's table, its first cell at the corner (left, top)."""
    for k, letter in enumerate(letters):
        middle = (k + 0.5) * CELL
        write(ax, left + middle, top + 0.14, letter, color=GREY)
        write(ax, left - 0.15, top - middle, letter)
    for (i, j), weight in np.ndenumerate(A):
        corner = left + j * CELL, top - (i + 1) * CELL
        ax.add_patch(
            Rectangle(corner, CELL, CELL, lw=0.5,
                      fc=mix(FORWARD, weight) if weight else PAPER,
                      ec=GREY if j <= i else PAPER)
        )  # fmt: skip
