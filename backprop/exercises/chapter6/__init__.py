"""Exercises of chapter 6, vanishing and exploding gradients."""

from .chain import CHAIN
from .clipping import CLIPPING
from .cures import CHOICE
from .dead_units import DEAD_UNITS
from .deep_digits import DEEP_DIGITS
from .dying import DYING_UNIT
from .gradient_ratio import GRADIENT_RATIO
from .leaky_init import LEAKY_INIT
from .symmetry import SYMMETRY

EXERCISES = (
    GRADIENT_RATIO,
    CHAIN,
    LEAKY_INIT,
    SYMMETRY,
    DEAD_UNITS,
    CLIPPING,
    DEEP_DIGITS,
    DYING_UNIT,
    CHOICE,
)
