"""Numbers so drawn that no two answers to look for coincide."""

import itertools

import numpy as np


def apart(answers, close):
    """Do every two of these rows of numbers differ by more than that?"""
    return all(
        np.abs(np.subtract(a, b)).max() > 2 * close
        for a, b in itertools.combinations(answers, 2)
    )


def all_apart(exercise, numbers):
    """Do the right answer, the known mistakes and all slips lie apart?

    For an answer typed in, with a chain: else what is said of one slip may
    be said of another, of which it is not true.
    """
    slips = {slip.id: exercise.chain.answer(slip)
             for slip in exercise.chain.slips}  # fmt: skip
    known = {wrong.id: wrong.answer for wrong in exercise.mistakes} | slips
    rows = [answer(**numbers) for answer in known.values()]
    rows.append(tuple(exercise.truth(**numbers).values()))
    flat = [np.concatenate([*map(np.ravel, row)]) for row in rows]
    return apart(flat, exercise.close)
