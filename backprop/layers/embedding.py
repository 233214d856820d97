"""Embedding: a table with one vector for each token."""

import numpy as np

from ..validation import (
    finite,
    float_array,
    generator,
    upstream,
    whole,
    whole_numbers,
)
from .linear import Layer


class Embedding(Layer):
    """Y[n, t] = E[k], the row of the token k = X[n, t]; zeros where k = -1.

    It is Linear without b on one-hot rows, without the products by 0.
    Backward: dE[k] = Σ dY[n, t] over all places (n, t) that hold token k.
    A token has no gradient, so backward returns None; -1 is padding, and
    blames no row.

    Remembers X. Shapes: X whole numbers (N, ...), such as (N, T), from -1
    to n_tokens - 1; E (n_tokens, dim), Y (N, ..., dim). E's entries start
    as N(0, 1).

    Raises ValueError for tokens out of range, an empty X, dY of another
    shape, or backward before forward; TypeError for tokens that are not
    whole numbers.
    Derived in chapter 10.
    """

    def __init__(self, n_tokens, dim, rng, *, dtype=np.float64):
        shape = whole(n_tokens, "n_tokens"), whole(dim, "dim")
        if np.dtype(dtype).kind != "f":
            raise TypeError(f"Embedding's dtype must be float, got {dtype}")
        self._set(generator(rng).normal(size=shape), dtype)

    @classmethod
    def from_arrays(cls, E):
        """A layer with a copy of the table E (n_tokens, dim).

        Raises ValueError for another shape, an empty array, NaN or infinity;
        TypeError for entries that are not numbers.
        """
        E = float_array(E, "E")
        if E.ndim != 2 or 0 in E.shape:
            raise ValueError(
                f"Embedding expects E of shape (n_tokens, dim), got {E.shape}"
            )
        layer = cls.__new__(cls)
        layer._set(finite(E, "E"), E.dtype)
        return layer

    def _set(self, E, dtype):
        self.E = np.array(E, dtype)
        self.X = self.dE = None

    def forward(self, X):
        X = whole_numbers(X, "Embedding's X")
        if X.ndim == 0 or X.size == 0:
            raise ValueError(
                "Embedding expects tokens of shape (N, ...), none of them 0, "
                f"got {X.shape}"
            )
        if X.min() < -1 or X.max() >= len(self.E):
            raise ValueError(
                f"Embedding expects tokens from 0 to {len(self.E) - 1}, or "
                f"-1 for padding, got {X.min()} to {X.max()}"
            )
        self.X = X
        Y = self.E[X]  # (N, ..., dim), a copy
        Y[X == -1] = 0.0  # E[-1] is the last row
        return Y

    def backward(self, dY):
        Y_shape = None if self.X is None else (*self.X.shape, len(self.E.T))
        dY = upstream(dY, Y_shape, "Embedding")
        self.dE = np.zeros_like(self.E)
        real = self.X != -1  # (N, ...)
        np.add.at(self.dE, self.X[real], dY[real])  # += adds a repeat once

    def params(self):
        return {"E": self.E}

    def grads(self):
        return {"E": self.dE}
