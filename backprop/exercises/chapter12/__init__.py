"""Exercises of chapter 12, decisions."""

from .at_scores import AT_SCORES
from .three_arms import THREE_ARMS
from .to_go import RETURNS_TO_GO

EXERCISES = (
    THREE_ARMS,
    AT_SCORES,
    RETURNS_TO_GO,
)

__all__ = ["EXERCISES"]
