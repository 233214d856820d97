"""What of all that was found can be checked, and why the rest cannot."""

import numpy as np

from ..validation import float_array
from .naming import by_key, called, gradient_keys, key
from .preparing import same, unsay_update
from .walking import leaves

NO_GRADIENT = (
    "a float array on the layer that moves Y; no gradient of it was found"
)
A_COPY = "it has a gradient, and no nudge of it moves Y: a copy?"


def sort_out(subject, found, claims, arrays, Ys, rng):
    """Fill `arrays` with what can be checked; return {name: why not}."""
    _known(found)
    unchecked = {
        name: "a number, not an array: expected np.array(...), to be nudged"
        for name in _numbers(subject, found)
    }
    for name in list(arrays):
        if claims[name] is None:
            del arrays[name]
            unchecked[name] = "backward returned no gradient of it"
    for name, p in list(found.arrays.items()):
        extra, claim = name in found.extra, claims.get(name)
        if not extra and found.strict:
            float_array(claim, f"the gradient of {name}")
        if name in found.weak and claim is None:
            found.unclaimed.add(p.shape)
            found.drop(name)  # some function's number, perhaps no weight
        elif extra and not moves(subject, found, name, Ys, rng):
            if name in found.rebound:
                found.drop(name)  # forward makes it anew from another
            else:
                found.asleep.append(name)
                if any(gradient_keys(found.paths[name][-1:])):
                    unsay_update(subject, name)  # dh0: written, not updated
        elif claim is not None:
            arrays[name] = p
        elif extra and found.is_constant(name):
            subject.notes.append(f"{name} was taken for a constant")
        elif name in found.open:
            unchecked[name] = (
                f"{np.count_nonzero(found.open[name])} of its {p.size} "
                "entries belong to no parameter, and move Y; no gradient of "
                "them was found"
            )
        elif extra:
            unchecked[name] = NO_GRADIENT
        else:
            unchecked[name] = "no gradient of it was found"
    return unchecked


def _known(found):
    """Refuse a constant of a name that the layer does not have."""
    owned = {*found.arrays}
    if not isinstance(found.subject.layer, tuple):
        for path, _ in leaves(found.subject.layer, numbers=True):
            owned |= {called(path), path[-1]}
    for name in found.constants:
        if name not in owned and all(
            name != n.rpartition(".")[2] for n in owned
        ):
            raise ValueError(
                f"constants must name arrays of the layer, got {name!r}: "
                f"expected some of {sorted(owned)}"
            )


def something(arrays, unchecked):
    """Raise TypeError where there is nothing to check at all."""
    if not arrays:
        raise TypeError(
            "gradient_check found no gradient to check, got no dX (the "
            "gradient of X is None, dtype object) and no parameter with a "
            f"gradient; unchecked: {', '.join(unchecked) or 'nothing'}. "
            "Does backward end in return?"
        )


def _numbers(subject, found):
    """Plain numbers of the layer that have a gradient."""
    if found.given or isinstance(subject.layer, tuple):
        return []
    all_ = list(leaves(subject.layer, numbers=True))
    index = by_key(all_)
    return [
        called(path)
        for path, p in all_
        if isinstance(p, float)
        and key(path) in index
        and not found.is_constant(called(path))
    ]


def moves(subject, found, name, Ys, rng=None):
    """Does a nudge of all its entries that are its own move Y?"""
    p, kept = found.arrays[name], found.arrays[name].copy()
    rng = rng or np.random.default_rng(0)
    noise = rng.normal(size=p.shape) * found.open.get(name, 1.0)
    try:
        p += (0.01 * (1 + np.abs(p)) * noise).astype(p.dtype)
        return not same(subject.run(), Ys)
    except Exception:  # forward does read it, then
        return True
    finally:
        p[...] = kept
