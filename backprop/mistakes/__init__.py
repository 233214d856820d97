"""A catalogue of wrong gradients: what people write, and what then shows.

MISTAKES maps an id to its Mistake. Each holds one small wrong class, and
builds the training program with that class in it, so that one loop runs
the right and the wrong:

    program = MISTAKES["bias-averaged"].program(2, 100, 3, rng)
    for _ in range(100):
        loss = program.step(X, labels, lr=1.0)

The museum, chapter 7, shows them; so do the tests of gradient_check.
"""

from .added import ADDED
from .attention import ATTENTION_MISTAKES, AttentionMistake
from .convolution import IMAGE_MISTAKES, ImageMistake
from .derivative import DERIVATIVE
from .loss import LOSS
from .program import Program
from .record import Mistake
from .scale import SCALE
from .sequences import SEQUENCE_MISTAKES, SequenceMistake
from .softmax import SOFTMAX
from .state import STATE

MISTAKES = {
    mistake.id: mistake
    for mistake in (*SCALE, *DERIVATIVE, *STATE, *LOSS, *SOFTMAX, *ADDED)
}

__all__ = [
    "ATTENTION_MISTAKES",
    "IMAGE_MISTAKES",
    "MISTAKES",
    "SEQUENCE_MISTAKES",
    "AttentionMistake",
    "ImageMistake",
    "Mistake",
    "Program",
    "SequenceMistake",
]
