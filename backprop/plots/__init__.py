"""The figures of the book: one style, one way to show them.

Importing this package imports matplotlib and applies the style.
"""

from .beside import show_beside
from .curves import draw_activations
from .digest import digest
from .gears import draw_gears
from .graphs import draw_graph
from .images import draw_digits
from .lines import draw_lines
from .nets import draw_net
from .neurons import draw_neuron
from .probabilities import draw_probabilities
from .products import draw_product
from .regions import draw_plane, draw_regions
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
from .xor import draw_xor

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
    "draw_gears",
    "draw_graph",
    "draw_lines",
    "draw_net",
    "draw_neuron",
    "draw_plane",
    "draw_probabilities",
    "draw_product",
    "draw_regions",
    "draw_xor",
    "show",
    "show_beside",
    "show_source",
    "table",
    "use_style",
]

use_style()
