"""One neuron: a weighted sum, then one function."""

import numpy as np

from ..validation import finite, float_array, real
from .activation_table import activation_of
from .canvas import RADIUS, canvas, node, on_wire, wire, write
from .numbers import indexed, number, weighted_sum
from .style import FORWARD, GREY, INK, PAPER

INPUT, SUM, BOX, OUT, WIDTH = 0.78, 2.6, 3.85, 5.02, 5.45
HALF = 0.5  # of the box's side
MOST = 6
SHARE = 0.45  # of a line's way, where its weight is written


def draw_neuron(x, w, b, activation="relu", *, digits=2):
    """Return a figure of one neuron computing a = f(x · w + b).

    x, w: shape (n,), n <= 6. b: a number. activation: "relu", "sigmoid",
    "tanh" or another name that `draw_activations` knows. digits: how
    many, after the point.

    Raises ValueError for shapes that differ, numbers that are not finite
    or an unknown activation; TypeError for what is not a number.
    """
    x, w, b = _inputs(x, w, b)
    name, function = activation_of(activation)[:2]
    z = float(x @ w) + b
    a = float(function(np.array(z)))

    n = len(x)
    step = {1: 0.8, 2: 1.15, 3: 0.9}.get(n, 0.78)
    tall = max(step * n, 2.0)
    formulas = _formulas(x, w, b, z, a, name, digits)
    bottom = 0.25 + 0.29 * len(formulas)
    fig, ax = canvas(WIDTH, tall + bottom)
    middle = bottom + tall / 2
    ys = middle + step * ((n - 1) / 2 - np.arange(n))
    for i, y in enumerate(ys):
        wire(ax, (INPUT, y), (SUM, middle), width=1.4)
        write(ax, INPUT - RADIUS - 0.1, y, indexed("x", i), ha="right")
        node(ax, INPUT, y, number(x[i], digits))
        at = (1 - SHARE) * y + SHARE * middle
        label = f"× {number(w[i], digits)}"
        on_wire(ax, INPUT + SHARE * (SUM - INPUT), at, label)
    wire(ax, (SUM, middle), (OUT, middle), color=FORWARD, width=2)
    wire(ax, (SUM, middle - 0.8), (SUM, middle), width=1.4)
    on_wire(ax, SUM, middle - 0.8, f"b = {number(b, digits)}")
    node(ax, SUM, middle, number(z, digits))
    node(ax, OUT, middle, number(a, digits))
    for x_text, text in ((SUM, "z"), (OUT, "a")):
        write(ax, x_text, middle + RADIUS + 0.18, text)
    _box(ax, middle, z, a, function, name)
    for k, line in enumerate(reversed(formulas)):
        write(ax, WIDTH / 2, 0.24 + 0.29 * k, line)
    return fig


def _inputs(x, w, b):
    x = finite(float_array(x, "x"), "x")
    w = finite(float_array(w, "w"), "w")
    if x.ndim != 1 or not 1 <= x.size <= MOST:
        raise ValueError(
            f"draw_neuron expects x of shape (n,), 1 <= n <= {MOST}, got "
            f"{x.shape}"
        )
    if w.shape != x.shape:
        raise ValueError(
            f"w must have the shape of x, {x.shape}, got {w.shape}"
        )
    return x, w, real(b, "b")


def _formulas(x, w, b, z, a, name, digits):
    """Return z and a with their numbers; a long sum is broken."""
    total = weighted_sum(x, w, b, digits)
    lines = [f"z = x·w + b = {total}"]
    if len(lines[0]) > 52:
        terms = total.split(" + ")
        half = (len(terms) + 1) // 2
        lines = [
            "z = x·w + b",
            "= " + " + ".join(terms[:half]),
            "+ " + " + ".join(terms[half:]),
        ]
        if len(total) <= 50:
            lines[1:] = [f"= {total}"]
    return [*lines, f"a = {name}({number(z, digits)}) = {number(a, digits)}"]


def _box(ax, middle, z, a, function, name):
    """Draw the activation's curve, with the point (z, a) on it."""
    reach = max(3.0, 1.25 * abs(z))
    z_curve = np.linspace(-reach, reach, 121)
    curve = function(z_curve)
    low, high = min(curve.min(), 0.0), curve.max()
    across, up = 0.86 * HALF / reach, 2 * 0.8 * HALF / (high - low)
    floor = middle - 0.8 * HALF
    x = [BOX - HALF, BOX + HALF, BOX + HALF, BOX - HALF, BOX - HALF]
    y = [middle + s * HALF for s in (-1, -1, 1, 1, -1)]
    ax.fill(x, y, facecolor=PAPER, edgecolor=GREY, lw=1.4, zorder=3)
    zero = floor - low * up
    for ends in (
        ([BOX - HALF, BOX + HALF], [zero, zero]),
        ([BOX, BOX], [middle - HALF, middle + HALF]),
    ):
        ax.plot(*ends, color="#BBBBBB", lw=0.8, zorder=3)
    ax.plot(BOX + across * z_curve, floor + (curve - low) * up, color=INK,
            lw=2, zorder=4)  # fmt: skip
    ax.plot([BOX + across * z], [floor + (a - low) * up], marker="o", ms=8,
            color=FORWARD, mec=PAPER, zorder=5)  # fmt: skip
    write(ax, BOX, middle + HALF + 0.17, name)
