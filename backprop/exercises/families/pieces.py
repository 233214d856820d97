"""The bends from which functions are drawn, for real and complex arguments.

Each is evaluated without overflow, and on either side of 0 by an analytic
expression, so that a complex step goes through. Their slopes are not here.
"""

import numpy as np


def size(u):
    """|u| by the sign of the real part, analytic on either side of 0."""
    return np.where(np.real(u) < 0, -u, u)


def sigmoid(u):
    """1 / (1 + exp(-u))"""
    small = np.exp(-size(u))
    return np.where(np.real(u) < 0, small, 1.0) / (1 + small)


def bell(u):
    """exp(-u²)"""
    return np.exp(-u * u)


def softplus(u):
    """ln(1 + exp(u))"""
    return np.where(np.real(u) < 0, 0.0, u) + np.log1p(np.exp(-size(u)))


def ln_cosh(u):
    """ln cosh u"""
    v = size(u)
    return v + np.log1p(np.exp(-2 * v)) - np.log(2.0)


PIECES = {
    "tanh": np.tanh,
    "sigmoid": sigmoid,
    "bell": bell,
    "softplus": softplus,
    "ln_cosh": ln_cosh,
}
BOUNDED = ("tanh", "sigmoid", "bell")
GROWING = ("softplus", "ln_cosh")  # written as they read, they overflow


def tenths(rng, low, high):
    """A number with one decimal, from low to high; never 1, which hides."""
    while True:
        drawn = int(rng.integers(round(10 * low), round(10 * high) + 1))
        if drawn != 10:
            return drawn / 10


def one_of(rng, names):
    """One of these, as it is."""
    return names[int(rng.integers(len(names)))]


def far_row(rng, *weights):
    """A row x far from 0, none of whose products with these is near 0.

    At least one product with the first of them is large and positive.
    """
    while True:
        x = 2500 * signed(rng, len(weights[0]), 0.5, 1.5)
        U = [x @ W for W in weights]
        if np.max(U[0]) > 800 and np.min(np.abs(U)) > 300:
            return x


def signed(rng, shape, low=0.3, high=1.5):
    """Numbers of both signs, none of them near 0."""
    return rng.uniform(low, high, shape) * rng.choice([-1.0, 1.0], shape)
