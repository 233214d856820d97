"""Arrays that may be parameters, besides those that a layer names."""

import numpy as np

from .naming import CONSTANT, gradient_keys, key
from .sharing import same_memory, sharing, uncovered
from .walking import leaves, reached


def search(found):
    """Add to `found` what stands on the layer, its class, its functions."""
    subject = found.subject
    alone = isinstance(subject.layer, tuple)
    plain = [] if alone else list(leaves(subject.layer))
    near = {id(p) for _, p in plain}
    far = [
        (path, p) for path, p in reached(subject)
        if id(p) not in near and path[-1] not in subject.names
        and not CONSTANT.search(path[-1])
    ]  # fmt: skip
    everything = plain + far
    keys = {key(path) for path, _ in everything}
    for path, p in everything:
        if any(k in keys and k != key(path) for k in gradient_keys(path)):
            continue  # another array's gradient
        _consider(found, path, p, id(p) not in near)


def _consider(found, path, p, weak):
    known = sharing(p, found.every().values())
    same = [n for n, q in found.every().items() if same_memory(p, q)]
    if same and any(_named_alike(found, n, path) for n in same):
        return
    if not p.size or not p.flags.writeable or not np.isfinite(p).all():
        return  # a mask of -inf is no parameter
    p = found.unboxed(p)
    part = uncovered(p, known) if known else np.ones(1, bool)
    name = found.add(path, p, found.arrays if part.any() else found.views)
    found.extra.append(name)
    if known and part.any():
        found.open[name] = part
    if weak:
        found.weak.add(name)


def _named_alike(found, name, path):
    """Is this array, under another path, the one that is known by name?

    A list's params[0] gets its better name as an attribute. One array that
    two layers use has two names, and perhaps two gradients.
    """
    if name in found.own and name.endswith("]") and not found.given:
        q = found.arrays.pop(name)
        old = found.paths.pop(name)
        new = found.add(path, q)
        found.own[found.own.index(name)] = new
        found.paths[new], found.alias[new] = old, path
        return True
    return key(path) in (key(found.paths[name]), key(found.alias.get(name, ()))
                         )  # fmt: skip
