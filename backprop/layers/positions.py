"""Positions: a table with one vector for each place in a sequence."""

import numpy as np

from ..validation import finite, float_array, generator, upstream, whole
from .linear import Layer
from .sequences import sequences


class Positions(Layer):
    """Y[n, t] = X[n, t] + P[t]: every step is told where it stands.

    Backward: dP[t] = Σ_n dY[n, t], and 0 for places that no step had;
    dX = dY. Remembers X's shape. Shapes: X and Y (N, T, dim) with T no
    more than longest, P (longest, dim). P's entries start as N(0, 1).

    Raises ValueError for X or dY of another shape, more steps than longest,
    or backward before forward; TypeError for entries that are not numbers.
    Derived in chapter 11.
    """

    def __init__(self, longest, dim, rng, *, dtype=np.float64):
        shape = whole(longest, "longest"), whole(dim, "dim")
        if np.dtype(dtype).kind != "f":
            raise TypeError(f"Positions' dtype must be float, got {dtype}")
        self._set(generator(rng).normal(size=shape), dtype)

    @classmethod
    def from_arrays(cls, P):
        """A layer with a copy of the table P (longest, dim).

        Raises ValueError for another shape, an empty array, NaN or infinity;
        TypeError for entries that are not numbers.
        """
        P = float_array(P, "P")
        if P.ndim != 2 or 0 in P.shape:
            raise ValueError(
                f"Positions expects P of shape (longest, dim), got {P.shape}"
            )
        layer = cls.__new__(cls)
        layer._set(finite(P, "P"), P.dtype)
        return layer

    def _set(self, P, dtype):
        self.P = np.array(P, dtype)
        self.dP = self._shape = None

    def forward(self, X):
        longest, dim = self.P.shape
        X = sequences(X, dim, "Positions")  # (N, T, dim)
        T = X.shape[1]
        if T > longest:
            raise ValueError(
                f"Positions expects at most {longest} steps, got {T}"
            )
        self._shape = X.shape
        return X + self.P[:T]  # (N, T, dim)

    def backward(self, dY):
        dY = upstream(dY, self._shape, "Positions")  # (N, T, dim)
        self.dP = np.zeros_like(self.P)  # (longest, dim)
        self.dP[: dY.shape[1]] = dY.sum(axis=0)  # (T, dim)
        return dY

    def params(self):
        return {"P": self.P}

    def grads(self):
        return {"P": self.dP}
