"""params() that returns copies: nudging them moves nothing."""

import numpy as np

from .declaring import again
from .naming import key
from .sharing import sharing
from .sorting import moves
from .walking import leaves


def unmask(subject, found, Ys):
    """Put the layer's own arrays in the place of copies of them.

    Returns {what the report leaves unchecked: why}.
    """
    here, lost = [], []
    for name in list(found.own):
        twins = _twins(subject, found, name)
        if not (twins or _fresh(found, name)):
            continue
        if moves(subject, found, name, Ys):
            continue
        p = found.arrays[name]
        for path, q in twins:
            found.arrays[name] = q
            if moves(subject, found, name, Ys):
                _exchange(found, name, path, q)
                here.append(name)
                break
        else:
            found.arrays[name] = p
            if _fresh(found, name):
                lost.append(name)
    who = "params=" if found.given else "params()"
    remedy = f"{who} returns copies; return the arrays themselves"
    unchecked = {}
    for name in lost:
        found.drop(name)
        found.copies[name] = unchecked[name] = remedy
    if here:
        unchecked[who] = f"{remedy} ({', '.join(here)}: checked on the layer)"
    return unchecked


def _twins(subject, found, name):
    """The layer's own arrays with these numbers, the same name first."""
    if isinstance(subject.layer, tuple):
        return []
    p, wanted = found.arrays[name], key(found.paths[name])
    alike = [
        (path, found.unboxed(q)) for path, q in leaves(subject.layer)
        if q.shape == p.shape and q.flags.writeable
        and np.array_equal(p, q) and not sharing(q, [p])
    ]  # fmt: skip
    return sorted(alike, key=lambda pair: key(pair[0]) != wanted)


def _fresh(found, name):
    """Does the same question give another array every time?"""
    p, q = found.arrays[name], again(found, name)
    return isinstance(q, np.ndarray) and not sharing(p, [q])


def _exchange(found, name, path, q):
    for other in list(found.extra):
        if sharing(q, [found.arrays.get(other, q[:0])]):
            found.drop(other)
    found.alias[name] = path
    found.kept[name] = q.copy()
