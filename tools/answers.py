"""How many different answers sixty seeds give, where they are few.

`python -m tools.exercises` counts them and writes `answers.json`; the
instructors' page shows them.
"""

import json
from pathlib import Path

import numpy as np

from backprop.exercises.registry import find

SEEDS, ENOUGH = 60, 50
COUNTED = Path(__file__).with_suffix(".json")

# Exercises with numbers that give fewer than ENOUGH, and why.
WHY = {
    "1.5": "XOR has no numbers to draw, and any net that solves it is right",
    "3.4": "the three sizes are customary ones, three of each",
    "5.3": "both curvatures are whole numbers, so that no root is needed",
    "6.4": "the seven starts are the same in another order, and the answers "
    "are yes or no",
    "7.4": "each of the two programs comes from a small pool, and so does "
    "the cure",
    "7.5": "the checks come from a small pool, and the answers are right or "
    "not",
}


def different(exercise):
    """The number of different right answers for the seeds from 0."""
    answers = set()
    for seed in range(SEEDS):
        truth = exercise.truth(**exercise.numbers(seed))
        answers.add(tuple(map(_plain, truth.values())))
    return len(answers)


def _plain(value):
    if isinstance(value, str | bool | tuple):
        return repr(value)
    return np.round(np.asarray(value, dtype=float), 6).tobytes()


def counted():
    """{id: number}, as it was counted last."""
    return json.loads(COUNTED.read_text(encoding="utf-8"))


def text():
    """What is to be written: the numbers of today, as JSON."""
    numbers = {id: different(find(id)) for id in WHY}
    return json.dumps(numbers, indent=1) + "\n"


def table():
    """The rows of the instructors' page."""
    rows = [
        f"| exercise | different answers of {SEEDS} seeds | why |",
        "|---|---|---|",
    ]
    rows += [
        f"| {id} {find(id).title} | {number} | {WHY[id]} |"
        for id, number in counted().items()
    ]
    return "\n".join(rows)
