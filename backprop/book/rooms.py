"""Two rooms of the museum of chapter 7 whose exhibits are of part II.

The checks run here. Nothing is trained: what training reports stands in
the catalogues, and chapters 10 and 11 train.
"""

import numpy as np

from ..checking import GradientCheckError, check_causal, gradient_check
from ..layers import Embedding, LayerNorm, Linear, Recurrent, SelfAttention
from ..mistakes import ATTENTION_MISTAKES, SEQUENCE_MISTAKES
from ..plots import table
from .readings import failing


def sample(layer, base, rng):
    """(layer, X): one of this class, which is a `base`, and inputs for it.

    All sizes differ, and tokens come twice.
    """
    if base is Embedding:
        return layer(6, 3, rng), np.array([[1, 3, 1, 4, 2], [5, 0, 4, 4, 0]])
    if base is Recurrent:
        return layer(3, 6, rng), rng.normal(size=(2, 5, 3))
    if base is SelfAttention:
        return layer(8, 2, rng), rng.normal(size=(3, 5, 8))
    if base is LayerNorm:
        return layer(4), rng.normal(size=(3, 5, 4))
    return layer(Linear(4, 4, rng)), rng.normal(size=(3, 5, 4))


def reads_ahead(layer, X, rng):
    """Whether check_causal finds an output that a later input moves."""
    try:
        check_causal(layer, X, rng)
    except GradientCheckError:
        return True
    return False


def room(mistakes):
    """Display what each instrument says of these mistakes."""
    rows = []
    for mistake in mistakes:
        rng = np.random.default_rng(0)
        layer, X = sample(mistake.layer, mistake.base, rng)
        wrong = failing(gradient_check, layer, X, rng)
        ahead = "reads ahead" if reads_ahead(layer, X, rng) else "·"
        rows.append(
            (mistake.title, mistake.loss, wrong, ahead, mistake.source or "–")
        )
    instruments = ["loss", "gradient check", "check_causal"]
    table(["mistake", *instruments, "met in public"], rows)


def along_a_sequence():
    """Display chapter 10's room."""
    room(SEQUENCE_MISTAKES.values())


def wonderful():
    """Display those of chapter 11 that no gradient check can accuse."""
    room(m for m in ATTENTION_MISTAKES.values() if not m.fails_on)
