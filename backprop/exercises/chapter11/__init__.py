"""Exercises of chapter 11, attention."""

from .score_rows import SCORES_BACKWARD
from .three_tokens import THREE_TOKENS

EXERCISES = (THREE_TOKENS, SCORES_BACKWARD)

__all__ = ["EXERCISES"]
