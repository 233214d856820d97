"""Exercises of chapter 9, convolution."""

from .backward import BACKWARD
from .counting import COUNTING
from .hiding import HIDING
from .kernels import KERNELS
from .one_dimension import ONE_BY_HAND
from .own_layer import OWN_LAYER
from .pooling import POOLING
from .stamping import STAMPING
from .suspect_layers import BLIND, suspect_layer
from .unfolding import UNFOLDING

EXERCISES = (
    COUNTING,
    ONE_BY_HAND,
    STAMPING,
    OWN_LAYER,
    UNFOLDING,
    BACKWARD,
    POOLING,
    HIDING,
    KERNELS,
)

__all__ = ["BLIND", "EXERCISES", "suspect_layer"]
