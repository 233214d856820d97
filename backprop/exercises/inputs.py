"""What an answer is given: copies, compared afterwards with what was asked."""

from copy import deepcopy

import numpy as np


def copied(thing, memo):
    """A copy that the learner's code may spoil.

    memo: {} for one run of a case. A generator that several steps share is
    copied once, so that it goes on from step to step.
    """
    if isinstance(thing, np.random.Generator):
        return memo.setdefault(id(thing), deepcopy(thing))
    if isinstance(thing, np.ndarray):
        return thing.copy()
    if isinstance(thing, dict):
        return {k: copied(v, memo) for k, v in thing.items()}
    if isinstance(thing, list):
        return [copied(v, memo) for v in thing]
    return thing


def changed(step, args):
    """The names of the arguments that were written into."""
    names = step.inputs or tuple(f"argument {k + 1}" for k in range(len(args)))
    return tuple(
        name
        for name, before, after in zip(names, step.args, args, strict=False)
        if not same(before, after)
    )


def same(before, after):
    """Are these equal, through lists, tuples and dicts, to the last entry?

    Functions and generators count as equal: use changes a generator.
    """
    if isinstance(before, np.ndarray):
        if not isinstance(after, np.ndarray) or before.dtype != after.dtype:
            return False
        equal_nan = before.dtype.kind == "f"
        return np.array_equal(before, after, equal_nan=equal_nan)
    if isinstance(before, dict):
        return (
            isinstance(after, dict)
            and list(before) == list(after)
            and all(same(before[k], after[k]) for k in before)
        )
    if isinstance(before, list | tuple):
        return (
            type(before) is type(after)
            and len(before) == len(after)
            and all(map(same, before, after))
        )
    if isinstance(before, int | float | str | bool | None):
        return type(before) is type(after) and bool(
            before == after or before != before
        )
    return True
