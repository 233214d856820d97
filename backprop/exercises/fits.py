"""Is a part right? And are right parts in each other's place?"""

from itertools import permutations

import numpy as np

from ..checking.relations import agrees
from .forms import form
from .plain import Opaque, numeric, plain
from .words import word


def swapped(expect, parts, case):
    """The two names whose results stand in each other's place, or None."""
    names = list(expect)
    bad = [n for n in names if not right(parts[n], expect[n], case)]
    if len(bad) != 2 or len(names) < 3:
        return None
    a, b = bad
    if isinstance(plain(expect[a]), str | bool | tuple):
        return None
    if not right(expect[a], expect[a], case):
        return None
    crossed = right(parts[a], expect[b], case) and right(
        parts[b], expect[a], case
    )
    return (a, b) if crossed else None


def exchanged(expect, parts, case):
    """Are these the right results, in another order than the right one?"""
    names = list(expect)
    if not 1 < len(names) <= 5:
        return False
    fits = [[right(parts[a], expect[b], case) for a in names] for b in names]
    if all(fits[k][k] for k in range(len(names))):
        return False
    return any(
        all(fits[k][place] for k, place in enumerate(order))
        for order in permutations(range(len(names)))
    )


def right(result, truth, case):
    """Is one part right, as the case measures it?"""
    result, truth = plain(result), plain(truth)
    if isinstance(truth, str | bool | tuple):
        return word("", result, truth) is None
    if isinstance(result, tuple):
        result = numeric(result)
    if truth is None or isinstance(truth, dict | Opaque):
        return False
    return form("", result, truth, case) is None and agrees(
        np.asarray(result, dtype=float), truth, case.tolerance, case.close
    )
