"""The figures of the book: one style, one way to show them.

Importing this package imports matplotlib and applies the style.
"""

from .curves import draw_activations
from .digest import digest
from .images import draw_digits, draw_probabilities
from .lines import draw_lines
from .nets import draw_net
from .neurons import draw_neuron
from .products import draw_product
from .show import show
from .source import show_source
from .style import (
    BACKWARD,
    FORWARD,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PAPER,
    PURPLE,
    SKY,
    YELLOW,
    use_style,
)
from .table import table

__all__ = [
    "BACKWARD",
    "FORWARD",
    "GREEN",
    "GREY",
    "INK",
    "ORANGE",
    "PAPER",
    "PURPLE",
    "SKY",
    "YELLOW",
    "digest",
    "draw_activations",
    "draw_digits",
    "draw_lines",
    "draw_net",
    "draw_neuron",
    "draw_probabilities",
    "draw_product",
    "show",
    "show_source",
    "table",
    "use_style",
]

use_style()
