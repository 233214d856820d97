"""Is it a mistake of the exercise's own catalogue?"""

from functools import lru_cache

import numpy as np

from ..checking.relations import agrees
from .plain import Opaque, numeric
from .running import run


def known_mistake(exercise, cases, outcomes, seed, but=()):
    """The catalogued mistake that does exactly the same, or None.

    but: ids of slips that were not made, as the learner's lines show.
    """
    for k, wrong in enumerate(exercise.mistakes):
        if wrong.id in but:
            continue
        if does_the_same(outcomes, mistaken(exercise, k, seed), cases):
            return wrong
    return None


def does_the_same(outcomes, other, cases):
    """Do two answers end in the same results, in every case?"""
    return len(other) == len(outcomes) and all(
        _same_outcome(a, b, case)
        for a, b, case in zip(outcomes, other, cases, strict=True)
    )


@lru_cache(maxsize=512)
def mistaken(exercise, k, seed):
    """What the exercise's mistake number k does, as outcomes."""
    wrong = exercise.wrong_answer(exercise.mistakes[k], seed)
    asked = [case.asked for case in exercise.cases_for(seed)]
    return tuple(run(wrong, asked))


forget = mistaken.cache_clear  # for timing


def _same_outcome(a, b, case):
    if (a.kind, a.error) != (b.kind, b.error):
        return False
    if len(a.results) != len(b.results):
        return False
    if bool(a.changed) != bool(b.changed):
        return False
    return all(
        same(x, y, case) for x, y in zip(a.results, b.results, strict=True)
    )


def same(x, y, case):
    """Are two plain results the same, within what the case allows?"""
    if isinstance(x, np.ndarray) or isinstance(y, np.ndarray):
        if _other_length(x, y) or _other_length(y, x):
            return False  # at once: a tuple may have any number of entries
        x, y = (numeric(z) if isinstance(z, tuple) else z for z in (x, y))
    if isinstance(x, tuple) and isinstance(y, tuple):
        return len(x) == len(y) and all(
            same(a, b, case) for a, b in zip(x, y, strict=True)
        )
    if isinstance(x, dict) and isinstance(y, dict):
        return x.keys() == y.keys() and all(same(x[k], y[k], case) for k in x)
    if isinstance(x, str) and isinstance(y, str):
        return x.strip().casefold() == y.strip().casefold()
    if type(x) in (str, bool, Opaque) or type(y) in (str, bool, Opaque):
        return type(x) is type(y) and x == y
    if x is None or y is None or x is ... or y is ...:
        return x is y
    if isinstance(x, tuple | dict) or isinstance(y, tuple | dict):
        return False
    return _alike(x, y, case)


def _other_length(array, parts):
    known = isinstance(array, np.ndarray) and isinstance(parts, tuple)
    return known and array.shape[:1] != (len(parts),)


def _alike(x, y, case):
    """Two numbers or arrays, the same within what the case allows."""
    if (np.asarray(x).dtype == bool) != (np.asarray(y).dtype == bool):
        return False
    try:
        x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    except (TypeError, ValueError, OverflowError):
        return False
    if x.shape != y.shape:
        return False
    finite = np.isfinite(y)
    if not np.array_equal(np.isfinite(x), finite):
        return False
    if not np.array_equal(x[~finite], y[~finite], equal_nan=True):
        return False
    return agrees(x[finite], y[finite], case.tolerance, case.close)
