"""Programs for 7.8 that are sent as a recipe: two numbers, and no code.

What an answer is tried on may be tried in another process. A recipe gets
there as plain data and makes its program there.
"""

from dataclasses import dataclass

import numpy as np

from ...layers import Softmax, Tanh
from ...mistakes import MISTAKES, Program
from .sealing import seal_program
from .wrong_parts import (
    BiasesAccumulate,
    Centred,
    Crowded,
    Leaky,
    StaleInput,
    WorstRows,
)

PARTS = (  # of each program; what is wrong with it stands in blind_spots.py
    MISTAKES["gradients-not-zeroed"].parts,
    {},
    {"activation": Crowded},
    {"activation": Tanh},
    {"linear": StaleInput},
    {"linear": BiasesAccumulate},
    {"linear": Centred},
    {"loss": WorstRows},
    {"activation": Leaky},
    MISTAKES["softmax-diagonal"].setting | {"head": Softmax},
)


@dataclass(frozen=True)
class Recipe:
    """make(): called, it builds its program, always from the same start."""

    key: int  # its remainder by the number of PARTS says which
    seed: int

    def __call__(self):
        rng = np.random.default_rng(self.seed)
        parts = PARTS[self.key % len(PARTS)]
        return seal_program(Program(2, 5, 3, rng, **parts))
