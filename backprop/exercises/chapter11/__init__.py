"""Exercises of chapter 11, attention."""

from .three_tokens import THREE_TOKENS

EXERCISES = (THREE_TOKENS,)

__all__ = ["EXERCISES"]
