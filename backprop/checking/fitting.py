"""Which of backward's results belongs to which parameter; usable arrays.

Or what backward has done to the parameter itself, if it updates it.
"""

import numpy as np

from ..validation import finite
from .naming import key, loosely
from .walking import leaves


def by_loose_names(claims, index, paths, declared):
    """weights and dW, bias and db: where no other fits as well."""
    mine, theirs = {}, {}
    for name in claims:
        path = paths.get(name, (name,))
        mine.setdefault(loosely(key(path)), []).append(name)
    for k, g in index.items():
        theirs.setdefault(loosely(k), []).append(g)
    for k, names in mine.items():
        if len(names) == len(theirs.get(k, ())) == 1:
            if claims[names[0]] is None and names[0] not in declared:
                claims[names[0]] = theirs[k][0]


def by_order(claims, rest, arrays, weak):
    """backward's dX, dW, db: in the parameters' order, if they fit."""
    returned = [g for k, g in rest.items() if not isinstance(k, str)]
    lacking = [n for n in arrays if claims[n] is None]
    lacking = [n for n in lacking if n not in weak] or lacking
    fits = [[n for n in lacking if _alike(arrays[n], g)] for g in returned]
    if len(lacking) >= len(returned) and all(
        n in f for n, f in zip(lacking, fits, strict=False)
    ):
        claims.update(zip(lacking, returned, strict=False))
    elif all(len(f) == 1 for f in fits):
        claims.update((f[0], g)
                      for f, g in zip(fits, returned, strict=True)
                      )  # fmt: skip
    elif returned and lacking:
        shapes = [np.shape(g) for g in returned]
        raise TypeError(
            f"backward returned a tuple of {len(returned) + 1}: is the "
            f"first dX? The others have shapes {shapes}, and fit the "
            f"parameters {lacking} in more ways than one: expected "
            "grads={name: function that returns its gradient}"
        )


def read_updates(found, claims):
    """backward updated the parameters: its step of 1 is the gradient."""
    now = dict(leaves(found.subject.layer))
    for name, claim in claims.items():
        if claim is None:
            p = _now(found, name, now)
            if p is not None and not np.array_equal(p, found.kept[name]):
                claims[name] = (found.kept[name] - p) / (
                    found.subject.rate or 1.0
                )


def updated(found, name):
    """Has backward changed the parameter, or put another in its place?"""
    p = _now(found, name, dict(leaves(found.subject.layer)))
    if p is None or isinstance(found.subject.layer, tuple):
        p = found.arrays[name]
    kept = found.kept[name]
    return p.shape == kept.shape and not np.array_equal(p, kept, True)


def _now(found, name, now):
    if name in found.sources:
        source = found.sources[name]
        return source() if callable(source) else source
    return now.get(found.paths[name])


def _alike(p, g):
    return [n for n in p.shape if n != 1] == [n for n in np.shape(g) if n != 1]


def usable(name, p):
    if not isinstance(p, np.ndarray) or p.dtype.kind != "f":
        raise TypeError(
            f"params() must hold float arrays, got {name!r} of type "
            f"{type(p).__name__} {getattr(p, 'dtype', '')}"
        )
    if not p.flags.writeable:
        raise ValueError(
            f"params() must hold writeable arrays, got {name!r} read-only"
        )
    finite(p, f"the parameter {name!r}")
