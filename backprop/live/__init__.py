"""Figures that answer: sliders in Jupyter, and in the book's own pages.

Importing this package imports matplotlib and applies the book's style.
"""

from ..picture import Picture
from .backward import live_backward
from .digit import live_digit
from .drawing import draw_picture
from .figure import live_figure
from .graph import live_graph
from .net import live_net
from .quiz import live_quiz
from .tape import live_tape

__all__ = [
    "Picture",
    "draw_picture",
    "live_backward",
    "live_digit",
    "live_figure",
    "live_graph",
    "live_net",
    "live_quiz",
    "live_tape",
]
