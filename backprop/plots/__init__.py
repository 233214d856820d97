"""The figures of the book: one style, one way to show them.

Importing this package imports matplotlib and applies the style.
"""

from .digest import digest
from .show import show
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
    "show",
    "use_style",
]

use_style()
