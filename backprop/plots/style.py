"""One look for every figure of the book.

The colours are Okabe and Ito's (2008), told apart by readers with any
common form of colour blindness. A colour means one quantity throughout:
what flows forward is blue, what flows backward is vermillion.
"""

import matplotlib as mpl
from cycler import cycler

FORWARD = "#0072B2"
BACKWARD = "#D55E00"
ORANGE = "#E69F00"
GREEN = "#009E73"
PURPLE = "#CC79A7"
SKY = "#56B4E9"
YELLOW = "#F0E442"
INK = "#222222"
GREY = "#767676"
PAPER = "#FFFFFF"

STYLE = {
    "figure.figsize": (6.4, 3.6),
    "figure.dpi": 130,
    "figure.facecolor": PAPER,
    "figure.constrained_layout.use": True,
    "savefig.facecolor": PAPER,
    "font.family": "DejaVu Sans",  # matplotlib ships it: no surprises
    "font.size": 12,
    "mathtext.fontset": "dejavusans",
    "axes.labelsize": 12,
    "axes.titlesize": 12,
    "xtick.labelsize": 11,
    "ytick.labelsize": 11,
    "legend.fontsize": 11,
    "legend.frameon": False,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": cycler(
        color=[FORWARD, BACKWARD, GREEN, ORANGE, PURPLE, SKY, INK]
    ),
    "lines.linewidth": 2,
    "image.cmap": "cividis",
}


def use_style() -> None:
    """Apply the look to every figure made from here on.

    Importing `backprop.plots` has already done it once.
    """
    mpl.rcParams.update(STYLE)
