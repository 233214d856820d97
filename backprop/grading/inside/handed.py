"""What a cell may call of the exercises: the numbers, and nothing else.

In the sandbox's package these are `backprop.exercises`.
"""

from ...exercises.numbers import Problem

NUMBERS = {}  # {id: the numbers of this learner}


def problem(id, seed=0):
    """The numbers of exercise `id` that this learner was given."""
    known = NUMBERS.get(repr(id) if isinstance(id, float) else id)
    if known is None:
        raise ValueError(f"expected an exercise with numbers, got {id!r}")
    return Problem(known)


def check(id, answer=..., seed=0):
    """Nothing: the judge is not here."""


def failing(id):
    """Nothing: the judge is not here."""


def progress():
    """Nothing: the judge is not here."""
