"""Weights that forward makes, or puts in others' place, in its first call."""

import numpy as np

from .naming import gradient_keys, key
from .walking import leaves


def wake(subject, start):
    """Leave the layer with the weights that its first call makes.

    subject: one that is for this alone. start: the Rewind of before. A
    layer that makes none is put back. The call is on other numbers, so that
    what is wrongly kept from it shows.
    """
    layer, X = subject.layer, subject.inputs
    if isinstance(layer, tuple):
        return
    before = _now(layer)
    other = [np.flip(x) * (0.5 if x.dtype.kind == "f" else 1) for x in X]
    try:
        one = _called(subject, X)
        two = _called(subject, other)
        made = [path for path, p in one.items()
                if _lasts(path, p, two) and not _there(path, p, before)
                and not _is_gradient(path, one)]  # fmt: skip
        start.restore()
        if made:
            _called(subject, other)
    except Exception:  # the check itself says what is the matter
        start.restore()


def _now(layer):
    return {path: (p, p.copy()) for path, p in leaves(layer)}


def _called(subject, arrays):
    """The layer's arrays after a forward with its backward."""
    rng = np.random.default_rng(0)
    Ys = subject.run(arrays)
    subject.pull([rng.normal(size=Y.shape).astype(Y.dtype) for Y in Ys])
    return _now(subject.layer)


def _lasts(path, pair, later):
    """The same array with the same numbers, after another call?"""
    return path in later and later[path][0] is pair[0] and np.array_equal(
        later[path][1], pair[1]
    )  # fmt: skip


def _there(path, pair, before):
    """Was it there before, with its numbers, or a view of what was?"""
    old = before.get(path)
    if old is None:
        return any(np.shares_memory(pair[0], p) for p, _ in before.values())
    return np.array_equal(old[1], pair[1])


def _is_gradient(path, one):
    keys = {key(p) for p in one}
    return any(k in keys and k != key(path) for k in gradient_keys(path))
