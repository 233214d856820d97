"""Small nets whose numbers are clean by pencil, drawn from a seed."""

import itertools
from functools import cache

import numpy as np

from ..book import running_net
from ..layers import softmax

LN2 = np.log(2.0)
MOST = 3  # the largest activation


def small_net(rng):
    """{X, W1, b1, W2, b2, t}: the running net with another first layer.

    X, W2, b2 and t are the running net's. W1 and b1 are whole numbers, so
    chosen that no row sets a unit exactly to its kink, each unit is on for
    at least two rows and off for others, and every probability has at most two
    decimals. Z2 is ln 2 times whole numbers.
    """
    net, X, t = running_net()
    W2, b2 = net.params()["2.W"], net.params()["2.b"]
    units, Z, clean = _choice()
    while True:
        i, j = rng.choice(len(units), size=2, replace=False)
        A1 = np.maximum(Z[[i, j]], 0).astype(int)
        if clean[A1[0], A1[1]].all():
            W1, b1 = units[[i, j], :4].T, units[[i, j], 4]
            return {"X": X, "W1": W1, "b1": b1, "W2": W2, "b2": b2, "t": t}


@cache
def _choice():
    """_units of the running net's rows, and _clean of its second layer."""
    net, X, _ = running_net()
    params = net.params()
    return *_units(X), _clean(params["2.W"], params["2.b"])


def _units(X):
    """Incoming weights and bias of the units to choose from, and their Z."""
    units = np.array(
        [
            [*w, b]
            for w in itertools.product(range(-2, 3), repeat=4)
            for b in (-1, 0, 1)
        ],
        dtype=float,
    )
    Z = np.rint(units[:, :4] @ X.T + units[:, 4:])
    on = (Z > 0).sum(axis=1)
    good = (Z != 0).all(axis=1) & (Z.max(axis=1) <= MOST)
    good &= (on > 1) & (on < len(X))
    return units[good], Z[good]


def _clean(W2, b2):
    """clean[a, b]: do activations (a, b) give two-decimal probabilities?"""
    a, b = np.indices((MOST + 1, MOST + 1)).reshape(2, -1)
    P = 100 * softmax(np.column_stack([a, b]) @ W2 + b2)
    fits = np.abs(P - np.rint(P)).max(axis=1) < 1e-9
    return fits.reshape(MOST + 1, MOST + 1)
