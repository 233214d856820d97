"""Figures that answer: sliders in Jupyter, and in the book's own pages.

Importing this package imports matplotlib and applies the book's style.
"""

from ..picture import Picture
from .backward import live_backward
from .baseline import live_baseline
from .convolution import live_convolution
from .digit import live_digit
from .drawing import draw_picture
from .figure import live_figure
from .graph import live_graph
from .moved import live_moved, moved_probabilities
from .net import live_net
from .next_letter import live_next_letter
from .pole import live_pole
from .quiz import live_quiz
from .tape import live_tape
from .unrolled import live_unrolled

__all__ = [
    "Picture",
    "draw_picture",
    "live_backward",
    "live_baseline",
    "live_convolution",
    "live_digit",
    "live_figure",
    "live_graph",
    "live_moved",
    "live_net",
    "live_next_letter",
    "live_pole",
    "live_quiz",
    "live_tape",
    "live_unrolled",
    "moved_probabilities",
]
