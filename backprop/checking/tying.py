"""Gradients of arrays that share memory: each a part, or each the whole."""

import numpy as np

from .elsewhere import along
from .sharing import added, groups, same_memory, sharing, uncovered


def promote(found, claims):
    """Where views have the gradients and their buffer has none: take them.

    Views without a gradient, or of what has one already, go.
    """
    for name, view in list(found.views.items()):
        roots = [n for n, p in found.arrays.items() if sharing(p, [view])]
        if claims.get(name) is None:
            found.drop(name)
        elif all(claims.get(n) is None for n in roots):
            same = [n for n in roots if same_memory(found.arrays[n], view)]
            for n in same[:1]:  # the same array by another name
                found.alias[n] = found.paths[name]
                claims[n] = claims.pop(name)
            if same:
                found.drop(name)
            else:
                found.arrays[name] = found.views.pop(name)
    for name, p in list(found.arrays.items()):
        if name not in found.extra or claims.get(name) is not None:
            continue
        others = [
            q for n, q in found.arrays.items()
            if claims.get(n) is not None and sharing(p, [q])
        ]  # fmt: skip
        if not others:
            continue
        part = uncovered(p, others)
        if part.any():
            found.open[name] = part
        else:
            found.drop(name)


@np.errstate(all="ignore")
def tie(subject, found, claims, terms, h):
    """Add the gradients of V = W.T to W's, if that is what is right.

    A layer may also keep the whole gradient under both names: where one of
    them fits alone, none is added to another. Nor is what the layer keeps
    beside its own grads(), which are what is used. One random direction
    tells; if nothing fits, the claims stay as they are.
    """
    every = found.arrays | found.views
    known = {n: p for n, p in every.items() if claims.get(n) is not None
             and claims[n].size == p.size}  # fmt: skip
    rng = np.random.default_rng(0)

    def fits(name, claim):
        v = along(terms, known[name], claim, rng, h)
        return v is not None and v.verdict != "wrong"

    for names in groups(known):
        own = [n for n in names if n in found.own]
        names = own or names
        if len(names) < 2 or any(fits(n, claims[n]) for n in names):
            continue
        asked = [n for n in names if n in found.arrays]
        total = added({n: known[n] for n in names}, claims)
        said = f"{' and '.join(names)} share their memory"
        if all(fits(n, total[n]) for n in asked):
            claims.update(total)
            found.sums.append(names)
            subject.notes.append(f"{said}: their gradients were added")
        else:
            subject.notes.append(
                f"{said}: the gradient of each is that of all its uses, or "
                "theirs add up to it"
            )
