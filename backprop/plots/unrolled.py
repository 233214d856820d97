"""A recurrent net unrolled over its steps, and the blame that meets there."""

from matplotlib.patches import FancyBboxPatch

from ..validation import finite, float_array
from .canvas import canvas, inscribe, tag, text_width, wire, write
from .numbers import number
from .style import FORWARD, GREY, INK

STEP, SIDE, TOP = 1.85, 0.65, 2.55
STATE, INPUT, OUTPUT = 1.2, 0.28, 2.12  # heights


def draw_unrolled(H, own, future, *, inputs, outputs, digits=3):
    """Return a figure of the states of T steps, and what blames each.

    H: (T, n), the states, joined from left to right; own: (T, n), the
    gradient that reaches h_t from its own output, above; future: (T, n),
    the one that comes back from step t + 1, on the wire to its right (the
    last row is not drawn: nothing follows). Below each state stands their
    sum. inputs, outputs: T texts each, below and above; an output of ""
    is drawn broken: nothing is asked there.

    Raises ValueError for shapes that differ.
    """
    H, own, future = (
        finite(float_array(a, name), name)
        for a, name in ((H, "H"), (own, "own"), (future, "future"))
    )
    T = len(H) if H.ndim == 2 else 0
    if T == 0 or not H.shape == own.shape == future.shape:
        raise ValueError(
            "draw_unrolled expects H, own and future of one shape (T, n), "
            f"got {H.shape}, {own.shape} and {future.shape}"
        )
    if not len(inputs) == len(outputs) == T:
        raise ValueError(
            f"draw_unrolled expects {T} inputs and outputs, got "
            f"{len(inputs)} and {len(outputs)}"
        )
    fig, ax = canvas(2 * SIDE + STEP * (T - 1), TOP)
    for t in range(T):
        x = SIDE + STEP * t
        asked = bool(outputs[t])
        wire(ax, (x, INPUT + 0.15), (x, STATE), color=INK)
        wire(ax, (x, STATE), (x, OUTPUT), dashes=None if asked else (1, 2))
        write(ax, x, INPUT, inputs[t], color=FORWARD)
        write(ax, x, OUTPUT + 0.2, outputs[t] or "not asked",
              color=INK if asked else GREY)  # fmt: skip
        if t + 1 < T:
            wire(ax, (x, STATE), (x + STEP, STATE), color=INK)
            tag(ax, x + STEP / 2, STATE + 0.24, _row(future[t], digits))
        tag(ax, x, OUTPUT - 0.28, _row(own[t], digits))
        _state(ax, x, STATE, _row(H[t], digits))
        tag(ax, x, STATE - 0.36, _row(own[t] + future[t], digits))
    return fig


def _row(values, digits):
    """Return a row of numbers as text: 2, −1."""
    return ", ".join(number(value, digits) for value in values)


def _state(ax, x, y, text):
    """Draw a state: its numbers on blue."""
    width, height = text_width(text) + 0.3, 0.36
    frame = FancyBboxPatch(
        (x - width / 2, y - height / 2),
        width,
        height,
        boxstyle="round,pad=0,rounding_size=0.14",
        fc=FORWARD,
        ec=FORWARD,
        zorder=4,
    )
    ax.add_patch(frame)
    inscribe(ax, x, y, text)
