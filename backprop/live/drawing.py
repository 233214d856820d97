"""A Picture, drawn with matplotlib as _live/draw.mjs draws it in the page."""

import numpy as np
from matplotlib.figure import Figure

from ..plots.lines import DASHES
from ..plots.style import BACKWARD, FORWARD, GREEN, GREY, INK, ORANGE, PURPLE

HUES = {
    "forward": FORWARD,
    "backward": BACKWARD,
    "ink": INK,
    "grey": GREY,
    "orange": ORANGE,
    "green": GREEN,
    "purple": PURPLE,
}
MARKERS = "osD^"
WIDTH, HEIGHT = 5.8, 3.6


def draw_picture(picture):
    """Return a matplotlib figure of a Picture."""
    fig = Figure(figsize=(WIDTH, HEIGHT))
    ax = fig.subplots()
    ax.set(xlabel=picture.xlabel, ylabel=picture.ylabel)
    ax.set_yscale("log" if picture.logy else "linear")
    hues = {k: HUES[v] for k, v in picture.colors.items()}
    for label, (x, y) in picture.areas.items():
        hue = hues.get(label, INK)
        ax.fill(x, y, color=hue, alpha=0.12, lw=0, label=label)
    for k, (label, (x, y)) in enumerate(picture.lines.items()):
        silent = label.startswith("_")  # not in the legend: no dashes
        ax.plot(
            x,
            y,
            color=hues.get(label, INK),
            ls=DASHES[0 if silent else k % len(DASHES)],
            lw=1 if hues.get(label) == GREY else 2,
            label=label,
        )
    for k, (label, (x, y)) in enumerate(picture.points.items()):
        ax.plot(
            x,
            y,
            MARKERS[k % len(MARKERS)],
            color=hues.get(label, INK),
            mec="white",
            label=label,
        )
    wide = 0.8 / max(1, len(picture.bars))
    places = np.arange(len(picture.names))
    for k, (label, heights) in enumerate(picture.bars.items()):
        ax.bar(
            places + (k - (len(picture.bars) - 1) / 2) * wide,
            heights,
            0.9 * wide,
            color=hues.get(label, INK),
            hatch=["", "//", "..", "xx"][k % 4],
            edgecolor="white",
            label=label,
        )
    if picture.names:
        ax.set_xticks(places, picture.names)
        ax.axhline(0, color=INK, lw=0.8)
    ax.set(xlim=picture.xlim, ylim=picture.ylim)
    handles, labels = ax.get_legend_handles_labels()
    shown = [k for k, name in enumerate(labels) if not name.startswith("_")]
    if shown:
        ax.legend([handles[k] for k in shown], [labels[k] for k in shown])
    return fig
