"""Exercises of chapter 12, decisions."""

from .at_scores import AT_SCORES
from .every_path import EVERY_PATH
from .one_less import ONE_LESS
from .three_arms import THREE_ARMS
from .to_go import RETURNS_TO_GO
from .which_costs import WHICH_COSTS
from .wrong_way import WRONG_WAY

EXERCISES = (
    THREE_ARMS,
    AT_SCORES,
    RETURNS_TO_GO,
    WRONG_WAY,
    EVERY_PATH,
    WHICH_COSTS,
    ONE_LESS,
)

__all__ = ["EXERCISES"]
