"""A computational graph, with the numbers that flow both ways."""

from itertools import pairwise

import numpy as np
from matplotlib.patches import Circle

from ..tape import Scalar
from ..validation import whole
from .canvas import canvas, tag, write
from .graph_columns import ORDERED, columns_of
from .graph_places import ARROW, arrange, head_width, offsets
from .numbers import number
from .style import FORWARD, GREY, INK, PAPER


def draw_graph(output, names=None, *, gradients=True, digits=2):
    """Return a figure of the graph that a Scalar was computed by.

    From left to right: the leaves, a circle for each operation, the
    output. The value stands above each wire, the gradient below it, in a
    frame. Where a Scalar is used more than once its wire forks at a dot,
    and each branch carries the share that comes back along it:

        x.grad = sum of the shares,  share = child.grad · (local slope)

    The first operand of −, / and ^ enters above the second.

    output: a Scalar, after output.backward(). names: {Scalar: text} for
    leaves, and for other Scalars if wished; a leaf that it lacks is a
    constant, written into its operation ("+ 1"). None: no leaf is folded.
    gradients: False for the values alone. digits: how many, after the
    point. The Scalars are read, none is changed. The figure is at most
    6.4 inches wide, up to 9 where texts of 9 points do not fit that.

    Raises ValueError if the gradients are not those of output.backward(),
    or for more than 14 columns, 8 rows or 9 inches; TypeError for what is
    not a Scalar, a dict of texts or a whole number of digits.
    """
    names = _checked_names(output, names)
    digits = whole(digits, "digits", least=0)
    columns = columns_of(output, names)
    spots = [spot for column in columns for spot in column]
    if gradients:
        _check_gradients(output, spots)
    labels = {s: _labels(s, names or {}, gradients, digits) for s in spots}
    places, looks, (width, height) = arrange(columns, labels, gradients)
    fig, ax = canvas(width, height)
    for column, place in zip(columns, places, strict=True):
        for spot in column:
            _draw(ax, spot, place, labels[spot], looks)
    for column, (here, there) in zip(
        columns[1:], pairwise(places), strict=True
    ):
        for spot in column:
            _draw_wires(ax, spot, here.right, there, looks)
    _draw_end(ax, places[-1].right, columns[-1][0].y)
    return fig


def _checked_names(output, names):
    if not isinstance(output, Scalar):
        raise TypeError(
            f"draw_graph expects a Scalar, got {type(output).__name__}"
        )
    if names is None:
        return None
    if not isinstance(names, dict):
        raise TypeError(
            f"names must be a dict {{Scalar: text}}, got "
            f"{type(names).__name__}"
        )
    for key, text in names.items():
        if not (isinstance(key, Scalar) and isinstance(text, str)):
            raise TypeError(
                f"names must be a dict {{Scalar: text}}, got {key!r}: {text!r}"
            )
    return names


def _check_gradients(output, spots):
    """Raise ValueError unless the gradients are output.backward()'s."""
    shares = {output: [1.0]}
    for scalar in {s.scalar: None for s in spots if s.kind == "op"}:
        for p, slope in zip(scalar.parents, scalar.slopes, strict=True):
            shares.setdefault(p, []).append(scalar.grad * slope)
    for scalar, parts in shares.items():
        total, size = sum(parts), sum(map(abs, parts))
        if abs(scalar.grad - total) > 1e-9 * size:
            raise ValueError(
                f"expected the gradients of output.backward(), {total:g} at "
                f"{scalar!r}: call output.backward() first"
            )


def _labels(spot, names, gradients, digits):
    """Return the texts above, below and on the wire of a Spot."""
    if spot.kind in ("leaf", "op"):
        above = number(spot.scalar.value, digits)
        if spot.kind == "op" and spot.scalar in names:
            above = f"{names[spot.scalar]} = {above}"
        below = number(spot.scalar.grad, digits) if gradients else ""
        return above, below, ""
    if spot.kind == "share" and gradients:
        return "", "", f"← {number(spot.share, digits)}"
    return "", "", ""


# Ink


def _draw(ax, spot, place, labels, looks):
    """Draw a Spot, its wire to the end of the column, and its numbers."""
    y, start = spot.y, place.left
    x = (place.left + place.right) / 2
    if spot.kind == "op":
        half = head_width(spot, looks) / 2
        start = place.head - half
        _circle(ax, start, y, half, looks.radius)
        write(ax, start, y, spot.text, size=looks.size, weight="bold",
              zorder=5)  # fmt: skip
        x = (place.head - place.over + place.right + place.after) / 2
    elif spot.kind == "leaf":
        start = place.head - place.over
        write(ax, start - 0.06, y, spot.text, size=looks.size + 1, ha="right")
        x = (start + place.right) / 2
    _line(ax, [start, place.right], [y, y])
    if len(spot.after) > 1:
        ax.add_patch(Circle((place.right, y), 0.05, fc=INK, ec=INK, zorder=4))
    (value, gradient, share), (above, below) = labels, offsets(spot, looks)
    if value:
        write(ax, x, y + above, value, color=FORWARD, size=looks.size)
    if gradient:
        tag(ax, x, y - below, gradient, size=looks.size)
    if share:
        tag(ax, x, y, share, size=looks.size)


def _circle(ax, x, y, half, radius):
    """Draw a circle, or the two halves of one drawn apart."""
    t = np.linspace(-np.pi / 2, np.pi / 2, 25)
    right, up = half - radius + radius * np.cos(t), radius * np.sin(t)
    x, y = x + np.append(right, -right), y + np.append(up, -up)
    ax.fill(x, y, facecolor=PAPER, edgecolor=INK, lw=1.6, zorder=4)


def _draw_wires(ax, spot, start, place, looks):
    """Draw the wires that enter a Spot, each at a height of its own."""
    before = list(spot.before)
    if spot.scalar.op not in ORDERED:
        before.sort(key=lambda p: -p.y)
    for k, p in enumerate(before):
        off = 1.1 * looks.radius * ((len(before) - 1) / 2 - k)
        end = place.left
        if spot.kind == "op":
            end = place.head - head_width(spot, looks) + looks.radius
            end -= np.sqrt(looks.radius**2 - off**2)
        t = np.linspace(0, 1, 25)
        x = start + t * (place.left - start)
        y = p.y + t * t * (3 - 2 * t) * (spot.y + off - p.y)
        _line(ax, [*x, end], [*y, y[-1]])


def _draw_end(ax, x, y):
    """Draw the end of the output's wire, an arrow."""
    _line(ax, [x, x + 0.1], [y, y])
    tip = [x + ARROW - 0.14, x + ARROW, x + ARROW - 0.14]
    ax.fill(tip, [y + 0.07, y, y - 0.07], color=GREY, zorder=2)


def _line(ax, x, y):
    ax.plot(x, y, color=GREY, lw=1.6, zorder=2, solid_capstyle="round")
