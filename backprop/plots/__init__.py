"""The figures of the book: one style, one way to show them.

Importing this package imports matplotlib and applies the style.
"""

from .attention import draw_attention, draw_looks
from .bends import draw_bends
from .beside import show_beside
from .braid import draw_braid
from .carts import draw_carts
from .constants import draw_constants
from .curves import draw_activations
from .dependencies import draw_dependencies
from .digest import digest
from .estimates import draw_estimates
from .folding import draw_folding
from .gears import draw_gears
from .graphs import draw_graph
from .images import draw_digits
from .kernels import draw_kernels
from .lines import draw_lines
from .mirror import draw_mirror
from .nets import draw_net
from .neurons import draw_neuron
from .noise import draw_noise
from .probabilities import draw_probabilities
from .products import draw_product
from .pulls import draw_pull
from .readings import draw_readings
from .regions import draw_plane, draw_regions
from .shared import draw_shared
from .show import show
from .source import show_source
from .stamps import draw_stamps
from .strip import draw_strip
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
from .tangents import draw_tangents
from .tapes import draw_tape
from .through import draw_through
from .unrolled import draw_unrolled
from .valley import draw_valley
from .window import draw_window
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
    "draw_attention",
    "draw_bends",
    "draw_braid",
    "draw_carts",
    "draw_constants",
    "draw_dependencies",
    "draw_digits",
    "draw_estimates",
    "draw_folding",
    "draw_gears",
    "draw_graph",
    "draw_kernels",
    "draw_lines",
    "draw_looks",
    "draw_mirror",
    "draw_net",
    "draw_neuron",
    "draw_noise",
    "draw_plane",
    "draw_probabilities",
    "draw_product",
    "draw_pull",
    "draw_readings",
    "draw_regions",
    "draw_shared",
    "draw_stamps",
    "draw_strip",
    "draw_tangents",
    "draw_tape",
    "draw_through",
    "draw_unrolled",
    "draw_valley",
    "draw_window",
    "draw_xor",
    "show",
    "show_beside",
    "show_source",
    "table",
    "use_style",
]

use_style()
