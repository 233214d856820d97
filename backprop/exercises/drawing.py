"""Are drawn numbers such that every known mistake shows?"""

import warnings

import numpy as np

from .comparing import compare
from .running import run


def telling(exercise, case, numbers):
    """Does no catalogued answer, and no slip, give what is right?

    case: the one case of these numbers. An answer is judged here as it is
    when it is checked, without the words.
    """
    if exercise.judge:  # many answers may be right: a test tries 200 seeds
        return True
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return not any(
            _passes(case, answer)
            for answer in _wrong_answers(exercise, numbers)
        )


def _wrong_answers(exercise, numbers):
    for wrong in exercise.mistakes:
        yield wrong.answer(**numbers)
    for slip in exercise.chain.slips if exercise.chain else ():
        if slip.hides:
            continue
        try:
            yield exercise.chain.answer(slip)(**numbers)
        except (ArithmeticError, ValueError, IndexError):
            continue


def _passes(case, answer):
    outcomes = run(answer, [case.asked])
    return not outcomes[0].kind and compare([case], outcomes).passed
