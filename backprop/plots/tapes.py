"""A tape: a line for each operation, and what each pays to its parents."""

from ..tape import Scalar, children_first
from .canvas import SIZE, canvas, tag, text_width, wire, write
from .numbers import number
from .style import BACKWARD, FORWARD, GREY, INK

ROW, HEAD = 0.52, 0.07
SMALL = SIZE - 1


def draw_tape(output, names, *, digits=4):
    """Return a figure of the tape behind a Scalar after backward().

    output: the Scalar of the last line. names: {Scalar: name} of the lines;
    a Scalar without a name that was given is a constant, and no line. Each
    line shows what was done, its value and, in a frame, its gradient; from
    a frame run the amounts that it pays to its parents, each the line's
    gradient times the local slope. digits: significant ones.

    Raises TypeError if output is no Scalar, ValueError for a line without
    a name.
    """
    if not isinstance(output, Scalar):
        raise TypeError(
            f"draw_tape expects a Scalar, got {type(output).__name__}"
        )
    lines = [
        s for s in reversed(children_first(output)) if s.parents or s in names
    ]
    nameless = [s for s in lines if s not in names]
    if nameless:
        raise ValueError(
            f"draw_tape expects a name for every line, got none for "
            f"{nameless[0].op} = {nameless[0].value:g}"
        )
    said = [_said(s, names, digits) for s in lines]
    payments = _payments(lines, digits)
    left = 0.62 + max(text_width(s) for s in said) + 0.5
    middle = left + 0.75
    lanes = _lanes(payments)
    lane = 0.15 + max((text_width(t, SMALL) for *_, t in payments), default=0)
    width = middle + 1.0 + lane * (1 + max(lanes, default=-1))
    height = ROW * (len(lines) + 1.15)
    fig, ax = canvas(width, height)
    y = [height - ROW * (k + 1.3) for k in range(len(lines))]
    top = height - 0.28
    write(ax, left + 0.05, top, "value", color=FORWARD, size=SMALL)
    write(ax, middle, top, "gradient", color=BACKWARD, size=SMALL)
    for k, s in enumerate(lines):
        ax.plot([0.5, middle + 0.36], [y[k] - ROW / 2] * 2, color=GREY,
                lw=0.6, zorder=0)  # fmt: skip
        write(ax, 0.6, y[k], f"{k + 1}", color=GREY, size=SMALL, ha="right")
        write(ax, 0.78, y[k], said[k], ha="left")
        value = number(s.value, digits)
        write(ax, left + 0.05, y[k], value, color=FORWARD)
        tag(ax, middle, y[k], number(s.grad, digits))
    _way(ax, 0.22, y[0], y[-1], FORWARD, "written")
    _way(ax, width - 0.22, y[-1], y[0], BACKWARD, "read")
    for (child, parent, text), k in zip(payments, lanes, strict=True):
        out = 0.25 + lane * k
        _pay(ax, middle + 0.36, out, y[child], y[parent], text)
    return fig


def _said(line, names, digits):
    """What was done, as text: "u = 2 × q"."""
    if not line.parents:
        return names[line]
    inputs = [names.get(p) or number(p.value, digits) for p in line.parents]
    if len(inputs) == 2 and line.op != "max":
        done = f"{inputs[0]} {line.op} {inputs[1]}"
    elif "( )" in line.op:
        done = line.op.replace("( )", inputs[0])
    else:
        done = f"{line.op}({', '.join(inputs)})"
    return f"{names[line]} = {done}"


def _payments(lines, digits):
    """(line, parent's line, gradient · slope as text), shortest first."""
    place = {s: k for k, s in enumerate(lines)}
    paid = [
        (k, place[parent], _product(s.grad, slope, digits))
        for k, s in enumerate(lines)
        for parent, slope in zip(s.parents, s.slopes, strict=True)
        if parent in place
    ]
    return sorted(paid, key=lambda way: (way[0] - way[1], way[0]))


def _product(grad, slope, digits):
    factor = number(slope, digits)
    factor = factor if slope >= 0 else f"({factor})"
    return f"{number(grad, digits)} · {factor}"


def _lanes(payments):
    """For each way the first lane in which it meets no other."""
    taken, lanes = [], []
    for child, parent, _ in payments:
        lane = 0
        while any(
            lane == other and parent < c and p < child for other, c, p in taken
        ):
            lane += 1
        taken.append((lane, child, parent))
        lanes.append(lane)
    return lanes


def _pay(ax, x, out, low, high, text):
    """Draw one way, out of a line and up into its parent's frame."""
    low, high = low + 0.09, high - 0.09
    ax.plot([x, x + out, x + out, x + HEAD], [low, low, high, high],
            color=BACKWARD, lw=1.3, zorder=1)  # fmt: skip
    ax.plot([x + HEAD / 2], [high], marker="<", ms=5, color=BACKWARD,
            ls="none", zorder=2)  # fmt: skip
    write(ax, x + out + 0.05, low + 0.2, text, color=BACKWARD,
          size=SMALL, ha="left")  # fmt: skip


def _way(ax, x, start, end, color, word):
    """Draw the direction in which the tape is written, or read."""
    wire(ax, (x, start), (x, end), color=color, width=2.0)
    ax.plot([x], [end], marker="v" if end < start else "^", ms=8,
            color=color, ls="none", zorder=3)  # fmt: skip
    write(ax, x, (start + end) / 2, word, color=INK, size=SMALL, rotation=90,
          bbox={"boxstyle": "square,pad=0.12", "fc": "white", "ec": "none"},
          zorder=4)  # fmt: skip
