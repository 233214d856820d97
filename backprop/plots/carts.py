"""A cart and its pole, at some moments side by side."""

import numpy as np
from matplotlib.patches import Circle, Rectangle

from ..validation import finite, float_array
from .canvas import canvas, text_width, write
from .style import FORWARD, GREY, INK, ORANGE

STEP, TALL, SIDE = 0.92, 1.42, 0.15  # of a picture, in inches
CART, LONG = (0.34, 0.15), 0.68
RAIL = 2.4  # where the rail ends, in the units of a state's x
MOST, WIDEST = 6, 6.4


def draw_carts(films):
    """Return a figure of carts with their poles, one row for each film.

    films: {label: (steps, states)}, steps (k,) the numbers written below,
    states (k, 4) as those of Poles, 1 <= k <= 6: x, its velocity, the
    pole's angle in radians, from upright to the right, and its velocity.
    Each cart stands on a rail as long as it may go, the angle as it is.

    Raises ValueError for no film or other shapes; TypeError for what is
    not numbers.
    """
    good = {}
    for label, (steps, states) in films.items():
        states = finite(float_array(states, f"{label!r}"), f"{label!r}")
        if (
            states.ndim != 2
            or not 1 <= len(states) <= MOST
            or states.shape[1] != 4
            or len(steps) != len(states)
        ):
            raise ValueError(
                f"{label!r} must be k steps and states (k, 4), 1 <= k <= "
                f"{MOST}, got {len(steps)} and {states.shape}"
            )
        good[label] = steps, states
    if not good:
        raise ValueError("draw_carts expects a film or more, got none")
    left = 2 * SIDE + max(text_width(label) for label in good)
    most = max(len(states) for _, states in good.values())
    wide = min(STEP, (WIDEST - left - SIDE) / most)
    fig, ax = canvas(left + wide * most + SIDE, TALL * len(good))
    for row, (label, (steps, states)) in enumerate(good.items()):
        ground = TALL * (len(good) - row) - 1.05
        write(ax, SIDE, ground + 0.3, label, ha="left")
        for k, (step, state) in enumerate(zip(steps, states, strict=True)):
            middle = left + wide * (k + 0.5)
            _cart(ax, middle, ground, 0.42 * wide, state)
            write(ax, middle, ground - 0.18, f"{step}", color=GREY)
    return fig


def _cart(ax, middle, ground, half, state):
    """Draw the rail, the cart on it, and the pole on the cart."""
    ax.plot([middle - half, middle + half], [ground] * 2, color=GREY, lw=1.6)
    x = middle + state[0] / RAIL * (half - CART[0] / 2)
    top = ground + CART[1]
    cart = Rectangle((x - CART[0] / 2, ground), *CART, fc=INK, ec=INK)
    ax.add_patch(cart).set_zorder(2)
    tip = x + LONG * np.sin(state[2]), top + LONG * np.cos(state[2])
    ax.plot([x, tip[0]], [top, tip[1]], color=ORANGE, lw=4.5, zorder=3,
            solid_capstyle="round")  # fmt: skip
    ax.add_patch(Circle((x, top), 0.05, fc=FORWARD, ec=FORWARD, zorder=4))
