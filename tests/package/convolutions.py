"""Convolution and pooling by plain loops, and sizes that all differ.

The loops share nothing with the layers: no windows, no products, one
multiplication at a time. On whole numbers every sum is exact, so that the
layers can be held to the last bit.
"""

import itertools
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Sizes:
    """What a convolution is called with; Y has rows × columns places."""

    N: int = 3
    rows: int = 4
    columns: int = 6
    c_in: int = 2
    c_out: int = 5
    kh: int = 2
    kw: int = 3
    stride: int = 1
    padding: int = 0

    @property
    def H(self):
        return self.kh + self.stride * (self.rows - 1) - 2 * self.padding

    @property
    def W(self):
        return self.kw + self.stride * (self.columns - 1) - 2 * self.padding

    def __str__(self):
        return (
            f"{self.N}x{self.H}x{self.W}x{self.c_in} to {self.c_out} by "
            f"{self.kh}x{self.kw}, stride {self.stride}, padding "
            f"{self.padding}"
        )


# Kernels that overlap, touch and leave gaps; images with H and W unequal.
SIZES = [
    Sizes(kh=kh, kw=kw, stride=s, padding=p)
    for (kh, kw), s, p in itertools.product(
        [(2, 3), (4, 3)], (1, 2, 3), (0, 1, 2)
    )
]


def whole_numbers(rng, *shape):
    """Small whole numbers as floats: sums of their products are exact."""
    return rng.integers(-9, 10, shape).astype(np.float64)


def drawn(sizes, rng, draw=whole_numbers):
    """X, K, b and dY of these sizes."""
    s = sizes
    return (
        draw(rng, s.N, s.H, s.W, s.c_in),
        draw(rng, s.kh, s.kw, s.c_in, s.c_out),
        draw(rng, s.c_out),
        draw(rng, s.N, s.rows, s.columns, s.c_out),
    )


def conv_by_loops(X, K, b, dY, stride, padding):
    """Y, dX, dK and db, one product of two numbers at a time."""
    Y = np.zeros(dY.shape)
    dX, dK, db = np.zeros(X.shape), np.zeros(K.shape), np.zeros(b.shape)
    for n, i, j, d in np.ndindex(dY.shape):
        Y[n, i, j, d] += b[d]
        db[d] += dY[n, i, j, d]
        for u, v, c in np.ndindex(K.shape[:3]):
            row = stride * i + u - padding
            column = stride * j + v - padding
            if 0 <= row < X.shape[1] and 0 <= column < X.shape[2]:
                at = n, row, column, c
                Y[n, i, j, d] += X[at] * K[u, v, c, d]
                dK[u, v, c, d] += X[at] * dY[n, i, j, d]
                dX[at] += K[u, v, c, d] * dY[n, i, j, d]
    return Y, dX, dK, db


def pool_by_loops(X, dY, size, stride):
    """Y and dX: each window's first largest entry, row by row."""
    Y, dX = np.zeros(dY.shape), np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        best = None
        for u, v in np.ndindex(size):
            at = n, stride * i + u, stride * j + v, c
            if best is None or X[at] > X[best]:
                best = at
        Y[n, i, j, c] = X[best]
        dX[best] += dY[n, i, j, c]
    return Y, dX
