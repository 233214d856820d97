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
        and not CONSTANT.search(path[-1]) and np.isfinite(p).all()
    ]  # fmt: skip
    everything = plain + far
    keys = {key(path) for path, _ in everything}
    for path, p in everything:
        if any(k in keys and k != key(path) for k in gradient_keys(path)):
            continue  # another array's gradient
        _consider(found, path, p, id(p) not in near)


def _consider(found, path, p, weak):
    known = sharing(p, found.every().values())
    same = [q for q in known if same_memory(p, q)]
    if same:
        if not found.strict and not found.given:
            _rename(found, path, same[0])
        return
    if not p.size or not p.flags.writeable:
        return
    p = found.unboxed(p)
    part = uncovered(p, known) if known else np.ones(1, bool)
    name = found.add(path, p, found.arrays if part.any() else found.views)
    found.extra.append(name)
    if known and part.any():
        found.open[name] = part
    if weak:
        found.weak.add(name)


def _rename(found, path, p):
    """A list's params[0] has a better name as an attribute."""
    for name, q in list(found.arrays.items()):
        if p is q and name.endswith("]") and name in found.own:
            del found.arrays[name]
            old = found.paths.pop(name)
            new = found.add(path, q)
            found.own[found.own.index(name)] = new
            found.paths[new], found.alias[new] = old, path
