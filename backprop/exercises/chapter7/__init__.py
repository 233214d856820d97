"""Exercises of chapter 7, a museum of wrong gradients."""

from .blind_spots import BLIND_SPOTS
from .instrument import INSTRUMENT
from .line_ups import BLIND, FACTORS, STRANGERS, TRAINING
from .published import PUBLISHED
from .suspects import suspect_program
from .which_fail import WHICH_FAIL

EXERCISES = (
    WHICH_FAIL,
    FACTORS,
    STRANGERS,
    TRAINING,
    INSTRUMENT,
    BLIND,
    PUBLISHED,
    BLIND_SPOTS,
)

__all__ = ["EXERCISES", "suspect_program"]
