"""Gradients that belong to nothing that can be nudged: they are said."""

import re

import numpy as np

from .naming import called, gradient_keys, key
from .walking import attributes, leaves, reached

# What optimizers and curious people keep of a gradient.
KEPT = re.compile(r"norm|sq|sum|avg|log|hist|clip|veloc|mom|prev|old|last")
FOUND = "a gradient {} was found on the layer, for no array that can be moved"


def orphans(subject, found, claims, dYs):
    """{name: why it is unchecked}, for what only backward has written."""
    try:
        return _orphans(subject, found, claims, dYs)
    finally:
        found.put_back()
        subject.rewind.restore()


def _orphans(subject, found, claims, dYs):
    before = _written(subject, dYs, found)
    known = [c for c in claims.values() if c is not None]
    rest = {p: a for p, a in before.items() if not _among(a, known)}
    rest = {p: a for p, a in rest.items() if _for_a_weight(subject, found,
                                                           p, a)}  # fmt: skip
    if not rest:
        return {}
    several = _shapes_of_more(subject)
    unchecked = {}
    for path, a in rest.items():
        if several is None:
            examples = {n for x in subject.inputs
                        for n in (*x.shape[:1], *x.shape[-1:])}  # fmt: skip
            apart = not examples & {*a.shape[:1], *a.shape[-1:]}
        else:
            apart = several.get(path) == a.shape
        if apart:
            name, why = _cause(subject, path)
            unchecked.setdefault(name, FOUND.format(called(path)) + why)
    return unchecked


def _written(subject, dYs, found):
    """{path: array}: written by backward, and neither dX nor a weight."""
    subject.run()
    old = {path: a.copy() for path, a in reached(subject)}
    dXs, rest = subject.pull(dYs)
    now = dict(reached(subject))
    now |= {("grads", str(k)): np.asarray(g) for k, g in rest.items()
            if not isinstance(g, dict | list | tuple)}  # fmt: skip
    skip = [np.asarray(d) for d in (*dXs, *dYs) if d is not None]
    live = found.held()
    return {
        path: np.array(a) for path, a in now.items()
        if a.dtype.kind == "f" and a.size and np.any(a)
        and not (path in old and np.array_equal(a, old[path], True))
        and not _among(a, skip) and not any(a is p for p in live)
    }  # fmt: skip


def _among(a, others):
    """Is it one of them, perhaps transposed or laid out otherwise?"""
    for b in others:
        if a.size == b.size:
            flat = (b.ravel(), b.T.ravel())
            if any(np.array_equal(a.ravel(), f, True) for f in flat):
                return True
    return False


def _for_a_weight(subject, found, path, a):
    """By its name a gradient, of no cache and of nothing constant?"""
    keys = list(gradient_keys(path))
    if not keys or path[0] == "grads" and path[-1].isdigit():
        return path[0] == "grads" or a.shape in found.unclaimed
    caches = {
        key(p) for p, c in leaves(subject.layer)
        if c.flags.writeable and not any(c is q for q in found.held())
    }  # fmt: skip
    return not any(
        k in caches or found.is_constant(k[-1]) or KEPT.search(k[-1])
        for k in keys if k
    )  # fmt: skip


def _shapes_of_more(subject):
    """{path: shape} after a call on twice as many examples, or None."""
    for axis in (0, -1):
        more = [np.concatenate([x, x], axis) for x in subject.inputs if x.ndim]
        try:
            Ys = subject.run(more)
            _, rest = subject.pull([np.ones(Y.shape, Y.dtype) for Y in Ys])
            shapes = {p: a.shape for p, a in reached(subject)}
        except Exception:  # a layer for so many examples
            continue
        finally:
            subject.rewind.restore()
        return shapes | {
            ("grads", str(k)): np.shape(g) for k, g in rest.items()
        }
    return None


def _cause(subject, path):
    """(name of the weight, why it cannot be moved), if that is seen."""
    wanted = set(gradient_keys(path))
    for name, p in attributes(subject.layer).items():
        if not isinstance(p, np.ndarray) or key((name,)) not in wanted:
            continue
        if p.dtype.kind in "iu":
            return name, (f": {name} is whole numbers; expected floats, "
                          f"{name}.astype(float)")  # fmt: skip
        if not p.flags.writeable:
            return name, (f": {name} is read-only; expected a writeable "
                          f"copy of it, {name}.copy()")  # fmt: skip
    return called(path), (
        "; expected its weight as a float array on the layer, or params="
    )
