"""Exercises of chapter 8, a tape."""

from .checkpoints import CHECKPOINTING
from .diamond import THE_DIAMOND
from .growing import GROWING
from .own_operation import OWN_OPERATION
from .reading import READING
from .taking import TAKING
from .tape_by_hand import TAPE_BY_HAND
from .three_tapes import THREE_TAPES
from .unbroadcasting import UNBROADCAST

EXERCISES = (
    TAPE_BY_HAND,
    THE_DIAMOND,
    READING,
    UNBROADCAST,
    GROWING,
    TAKING,
    CHECKPOINTING,
    OWN_OPERATION,
    THREE_TAPES,
)
