"""Exercises of chapter 10, sequences."""

from .clipped_step import CLIPPED_STEP
from .latch import LATCH_PREDICTED
from .looked_up import LOOKED_UP
from .masked_loss import MASKED_LOSS
from .next_states import NEXT_STATES
from .one_cell import ONE_CELL
from .own_names import OWN_NAMES
from .through_time import BACK_THROUGH_TIME

EXERCISES = (
    NEXT_STATES,
    LOOKED_UP,
    ONE_CELL,
    BACK_THROUGH_TIME,
    MASKED_LOSS,
    LATCH_PREDICTED,
    CLIPPED_STEP,
    OWN_NAMES,
)

__all__ = ["EXERCISES"]
