"""Exercises of chapter 2, losses."""

from .confident_error import CONFIDENT_ERROR
from .conventions import CONVENTIONS
from .counts import COUNTS
from .guessing import GUESSING
from .likelihood import LIKELIHOOD
from .pencil_losses import PENCIL_LOSSES
from .slope import SLOPE
from .softmax_loss import SOFTMAX_LOSS
from .temperature import TEMPERATURE

EXERCISES = (
    GUESSING,
    PENCIL_LOSSES,
    CONFIDENT_ERROR,
    LIKELIHOOD,
    SLOPE,
    SOFTMAX_LOSS,
    CONVENTIONS,
    TEMPERATURE,
    COUNTS,
)
