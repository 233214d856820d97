"""Which tokens a layer may be given, besides those that X has."""

from typing import NamedTuple

import numpy as np

MOST = 64  # tokens that are tried, at most, besides those of X
NEAR = 1024  # how far beyond X's largest forward is asked without a reason


class Tokens(NamedTuple):
    some: np.ndarray  # those that are tried
    range: tuple  # the lowest and the highest that there are


def tokens(X, takes, sizes, rng):
    """The tokens of X, and others from 0 up to the last that is taken.

    takes(token) says whether forward works with it. A table refuses tokens
    beyond its end; where nothing is refused, only those up to X's largest
    are sure to mean something. sizes() gives the lengths of what may be one.
    """
    low, high = min(0, int(X.min())), int(X.max())
    top = _last(high, takes, sizes)
    present = np.unique(X)
    rest = np.setdiff1d(np.arange(low, top + 1), present)
    if len(rest) > MOST:
        drawn = rng.choice(rest, MOST, replace=False)
        rest = np.unique(np.concatenate([rest[[0, -1]], drawn]))
    rest = np.array([t for t in rest if takes(t)], present.dtype)
    return Tokens(np.concatenate([present, rest]), (low, top))


def _last(high, takes, sizes):
    """The last token that is taken, or `high` if none is refused."""
    step = 1
    while takes(high + step):
        step *= 2
        if step > NEAR:
            ends = (n for n in sorted(sizes()) if n > high + NEAR)
            return next((n - 1 for n in ends
                         if takes(n - 1) and not takes(n)), high)  # fmt: skip
    taken, refused = high + step // 2, high + step
    while refused - taken > 1:
        middle = (taken + refused) // 2
        if takes(middle):
            taken = middle
        else:
            refused = middle
    return taken
