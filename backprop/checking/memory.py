"""Steps that remember: momentum, and what cannot be told apart from here.

Several steps from the same parameters differ only by what step() carries
on. With momentum each is u' = mu u + (1 - mu) limit: two of them give mu's
gradient, u' - mu u, whatever was carried on before.
"""

import numpy as np

LEAST = 1e-6  # of the largest update: less is rounding


def momentum(us, known):
    """({name: gradient}, {name: mu}), or None if it is none.

    us: four updates, each {name: array}. known: how well they are known.
    """
    if len(us) < 4:
        return None
    gradient, mus = {}, {}
    for n in us[0]:
        u = [a[n] for a in us]
        near = LEAST * max(np.abs(a).max(initial=0.0) for a in u)
        near += 8 * np.max(known[n], initial=0.0)
        first, second, third = (b - a for a, b in zip(u, u[1:], strict=False))
        if np.abs(first).max(initial=0.0) <= near:
            gradient[n] = u[0]
            continue
        mu = float(np.vdot(second, first) / np.vdot(first, first))
        short = round(mu, 4)
        if abs(mu - short) * np.abs(first).max() <= near:
            mu = short
        gaps = second - mu * first, third - mu * second
        if not 0 < mu < 1 or any(np.abs(gap).max() > near for gap in gaps):
            return None
        gradient[n], mus[n] = u[1] - mu * u[0], mu
        if np.abs(gradient[n]).max() <= 10 * near:
            return None  # a rate that shrinks, not a memory
    return (gradient, mus) if mus else None


def proportional(us, known):
    """Is each later update one multiple of the first?"""
    names = list(us[0])
    near = max(8 * np.max(known[n], initial=0.0) for n in names)
    first, *later = (
        np.concatenate([np.asarray(u[n], float).ravel() for n in names])
        for u in us
    )
    square = float(first @ first)
    for other in later:
        c = float(other @ first) / square if square else 0.0
        gap = np.abs(other - c * first).max()
        if c <= 0 or gap > LEAST * np.abs(other).max() + near:
            return False
    return True


def piles_up(us, known):
    """Is the k-th update k times the first, in all arrays?"""
    for k, u in enumerate(us, 1):
        for n, a in u.items():
            near = LEAST * np.abs(a).max(initial=0.0)
            near += 8 * np.max(known[n], initial=0.0)
            if np.abs(a - k * us[0][n]).max(initial=0.0) > near:
                return False
    return len(us) > 1 and any(np.any(a) for a in us[0].values())
