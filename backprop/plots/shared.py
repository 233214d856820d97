"""One small net laid at every place: which output uses which weight."""

import numpy as np

from ..validation import finite, float_array
from .canvas import RADIUS, canvas, node, tag, text_width, wire, write
from .numbers import indexed, number
from .style import FORWARD, INK

STEP, HIGH, LEFT = 1.12, 1.75, 0.35
DASHES = [None, (5, 2), (1.2, 1.4)]


def draw_shared(x, k, dy, *, digits=3):
    """Return a figure of y = a window over x with the weights k, and back.

    x: (n,), below; y_i = Σ_u x_(i+u) k_u, above, with lines to the inputs
    of its window; each weight has its own kind of line. In the frames
    stand dy (n - len(k) + 1,), dx, and beside each weight its gradient.

    Raises ValueError for other shapes, or more than three weights.
    """
    x, k, dy = (
        finite(float_array(a, name), name)
        for a, name in ((x, "x"), (k, "k"), (dy, "dy"))
    )
    if x.ndim != 1 or k.ndim != 1 or not 1 <= len(k) <= min(3, len(x)):
        raise ValueError(
            "draw_shared expects x (n,) and k of one to three weights, not "
            f"more than n, got {x.shape} and {k.shape}"
        )
    if dy.shape != (len(x) - len(k) + 1,):
        raise ValueError(
            f"dy must have shape {(len(x) - len(k) + 1,)}, got {dy.shape}"
        )
    y = np.correlate(x, k, "valid")
    dx, dk = np.convolve(dy, k), np.correlate(x, dy, "valid")
    fig, ax = canvas(LEFT + STEP * len(x), HIGH + 1.95)
    at_x = [(LEFT + STEP * (i + 0.5), 0.85) for i in range(len(x))]
    at_y = [(at_x[i][0] + STEP * (len(k) - 1) / 2, 0.85 + HIGH)
            for i in range(len(y))]  # fmt: skip
    for i in range(len(y)):
        for u in range(len(k)):
            wire(ax, at_y[i], at_x[i + u], color=INK, dashes=DASHES[u])
    for places, values, grads in ((at_x, x, dx), (at_y, y, dy)):
        below = -1 if places is at_x else 1
        for (px, py), value, grad in zip(places, values, grads, strict=True):
            node(ax, px, py, number(value, digits))
            tag(ax, px, py + below * (RADIUS + 0.2), number(grad, digits))
    for name, (px, py) in (("x", at_x[0]), ("y", at_y[0])):
        write(ax, px - RADIUS - 0.2, py, name, color=FORWARD)
    _weights(ax, LEFT + STEP * len(x), HIGH + 1.7, k, dk, digits)
    return fig


def _weights(ax, width, y, k, dk, digits):
    """Say what each kind of line weighs, and the weight's gradient."""
    for u, (weight, grad) in enumerate(zip(k, dk, strict=True)):
        left = width * (u + 0.5) / len(k) - 0.95
        wire(ax, (left, y), (left + 0.5, y), color=INK, dashes=DASHES[u])
        text = f"{indexed('k', u)} = {number(weight, digits)}"
        write(ax, left + 0.6, y, text, ha="left")
        end = left + 0.6 + text_width(text) + 0.3
        tag(ax, end, y, number(grad, digits))
