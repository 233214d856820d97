"""Exercises of chapter 11, attention."""

from .attending import ATTENTION_BACKWARD
from .from_the_future import FROM_THE_FUTURE
from .leaking import LEAKING
from .normed import LAYER_NORM_BACKWARD
from .score_rows import SCORES_BACKWARD
from .several_heads import HEADS_TOGETHER
from .suspect_attention import suspect_attention
from .three_terms import THREE_TERMS
from .three_tokens import THREE_TOKENS
from .tied import TIED_WEIGHTS

EXERCISES = (
    THREE_TOKENS,
    SCORES_BACKWARD,
    ATTENTION_BACKWARD,
    LAYER_NORM_BACKWARD,
    THREE_TERMS,
    HEADS_TOGETHER,
    LEAKING,
    TIED_WEIGHTS,
    FROM_THE_FUTURE,
)

__all__ = ["EXERCISES", "suspect_attention"]
