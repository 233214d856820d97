"""Which tokens a layer may be given, besides those that X has."""

from typing import NamedTuple

import numpy as np

MOST = 64  # tokens that are tried, at most, besides those of X
STEPS = tuple(2**k for k in range(16, -1, -1))


class Tokens(NamedTuple):
    some: np.ndarray  # those that are tried
    range: tuple  # the lowest and the highest that there are


def tokens(X, takes, rng):
    """The tokens of X, and others from 0 up to the last that is taken.

    takes(token) says whether forward works with it. A table refuses tokens
    beyond its end; where nothing is refused, only those up to X's largest
    are sure to mean something.
    """
    low, high = min(0, int(X.min())), int(X.max())
    top = high
    for step in STEPS:
        if takes(top + step):
            top += step
    if top == high + sum(STEPS):
        top = high
    present = np.unique(X)
    rest = np.setdiff1d(np.arange(low, top + 1), present)
    if len(rest) > MOST:
        drawn = rng.choice(rest, MOST, replace=False)
        rest = np.unique(np.concatenate([rest[[0, -1]], drawn]))
    return Tokens(np.concatenate([present, rest]), (low, top))
