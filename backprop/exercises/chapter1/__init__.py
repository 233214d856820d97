"""Exercises of chapter 1, the forward pass."""

from .choosing import CHOOSING
from .collapsing import COLLAPSE
from .counting import COUNTING
from .forward import FORWARD
from .forward_by_hand import FORWARD_BY_HAND
from .nearest_mean import NEAREST_MEAN
from .ranges import RANGES
from .shapes import SHAPES
from .xor_by_hand import XOR_BY_HAND

EXERCISES = (
    RANGES,
    SHAPES,
    FORWARD_BY_HAND,
    COUNTING,
    XOR_BY_HAND,
    COLLAPSE,
    FORWARD,
    NEAREST_MEAN,
    CHOOSING,
)
