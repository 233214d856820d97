"""Paper to draw nets on: one Axes that counts in inches, and its marks.

Positions are inches from the lower left corner. Widths of texts are
estimated, not measured, so that a drawing is the same with every font
engine.
"""

import matplotlib.colors as mcolors
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch

from .style import BACKWARD, FORWARD, GREY, INK, PAPER, YELLOW

SIZE = 12.0  # points: 9.4 pixels where 6.4 inches are 360 pixels wide
RADIUS = 0.29  # of a node, in inches
PALE = "#D9D9D9"
NARROW = dict.fromkeys(".,·:|'()il[] ", 0.34)
WIDE = dict.fromkeys("−+=→×Σ", 0.84)


def canvas(width: float, height: float):
    """Return (figure, axes) of that size in inches, the axes unseen."""
    fig = Figure(figsize=(width, height), layout="none")
    ax = fig.add_axes((0, 0, 1, 1))
    ax.set_xlim(0, width)
    ax.set_ylim(0, height)
    ax.set_axis_off()
    return fig, ax


def text_width(text: str, size: float = SIZE) -> float:
    """Return about how many inches the longest line of a text takes."""
    ems = [
        sum(NARROW.get(c) or WIDE.get(c) or 0.64 for c in line)
        for line in text.split("\n")
    ]
    return max(ems) * size / 72


def readable(colour) -> tuple:
    """Return a colour, darkened until it reads as text on white paper.

    The contrast is then at least 4.5, as WCAG 2.1 AA asks.
    """
    rgb = mcolors.to_rgb(colour)
    while 1.05 / (_luminance(rgb) + 0.05) < 4.5:
        rgb = tuple(0.97 * part for part in rgb)
    return rgb


def _luminance(rgb) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in rgb
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def write(ax, x, y, text, *, color=INK, size=SIZE, ha="center", **looks):
    """Write a text, centred on (x, y) unless `ha` and `va` say else."""
    looks = {"va": "center_baseline", **looks}
    return ax.text(
        x, y, text, color=readable(color), fontsize=size, ha=ha, **looks
    )


def on_wire(ax, x, y, text, *, marked=False, **looks):
    """Write a text over a line, which makes room for it."""
    room = {"boxstyle": "square,pad=0.12", "fc": PAPER, "ec": "none"}
    if marked:
        room |= {"fc": YELLOW, "ec": INK, "boxstyle": "square,pad=0.18"}
    return write(ax, x, y, text, bbox=room, zorder=3, **looks)


def node(ax, x, y, text, *, hollow=False, marked=False, radius=RADIUS):
    """Draw a node with its value; hollow where nothing flows on."""
    if marked:
        ring = Circle((x, y), radius + 0.07, fill=False, ec=INK, lw=2.2)
        ax.add_patch(ring).set_zorder(4)
    disc = Circle(
        (x, y),
        radius,
        fc=PAPER if hollow else FORWARD,
        ec=FORWARD,
        lw=1.8,
        ls=(0, (2, 1.5)) if hollow else "solid",
        zorder=4,
    )
    ax.add_patch(disc)
    size = min(SIZE, SIZE * 1.86 * radius / text_width(text))
    inscribe(ax, x, y, text, color=FORWARD if hollow else PAPER, size=size)


def inscribe(ax, x, y, text, *, color=PAPER, size=SIZE):
    """Write a value, in bold, into the node that is drawn there."""
    ax.text(
        x,
        y,
        text,
        color=color,
        fontsize=size,
        fontweight="bold",
        ha="center",
        va="center_baseline",
        zorder=5,
    )


def tag(ax, x, y, text, *, size=SIZE - 1):
    """Draw a gradient: a number in a rounded frame, below its value."""
    width, height = text_width(text, size) + 0.1, 0.24
    frame = FancyBboxPatch(
        (x - width / 2, y - height / 2),
        width,
        height,
        boxstyle="round,pad=0,rounding_size=0.1",
        fc=PAPER,
        ec=BACKWARD,
        lw=1.4,
        zorder=4,
    )
    ax.add_patch(frame)
    write(ax, x, y, text, color=BACKWARD, size=size, zorder=5)


def wire(ax, start, end, *, color=GREY, width=1.6, dashes=None, marked=False):
    """Draw a straight line between two points, under everything else."""
    x, y = zip(start, end, strict=True)
    if marked:
        ax.plot(x, y, color=INK, lw=width + 7, zorder=1)
        ax.plot(x, y, color=YELLOW, lw=width + 5.5, zorder=1)
    ls = "solid" if dashes is None else (0, dashes)
    ax.plot(x, y, color=color, lw=width, ls=ls, zorder=2)
