"""LayerNorm: every row with mean 0 and spread 1, then scaled and shifted."""

import numpy as np

from ..validation import finite, float_array, real, rows, upstream, whole
from .linear import Layer


class LayerNorm(Layer):
    """Y = gain ∘ x̂ + shift with x̂ = (x - μ) / σ, for every row x of X.

    μ is the mean of the row's n entries, σ² = eps + the mean of (x - μ)².
    Backward: with g = gain ∘ dY, for every row
    dx = (g - mean of g - x̂ · mean of g ∘ x̂) / σ: what would move the mean
    is taken away, and what would move the spread. Over all rows
    dgain = Σ dY ∘ x̂ and dshift = Σ dY.

    Remembers x̂ and σ. Shapes: X and Y (N, ..., dim), gain and shift (dim,),
    σ (N, ..., 1). gain starts at 1, shift at 0. With eps = 0 a row of equal
    entries has no x̂.

    Raises ValueError for X or dY of another shape, a negative eps, or
    backward before forward; TypeError for entries that are not numbers.
    Derived in chapter 11.
    """

    def __init__(self, dim, eps=1e-5, *, dtype=np.float64):
        dim = whole(dim, "dim")
        if np.dtype(dtype).kind != "f":
            raise TypeError(f"LayerNorm's dtype must be float, got {dtype}")
        self._set(np.ones(dim), np.zeros(dim), eps, dtype)

    @classmethod
    def from_arrays(cls, gain, shift, eps=1e-5):
        """A layer with copies of gain and shift, each (dim,).

        Raises ValueError for other shapes, empty arrays, NaN or infinity,
        or a negative eps; TypeError for entries that are not numbers.
        """
        gain = finite(float_array(gain, "gain"), "gain")
        shift = finite(float_array(shift, "shift"), "shift")
        if gain.ndim != 1 or gain.size == 0 or shift.shape != gain.shape:
            raise ValueError(
                "LayerNorm expects gain and shift of one shape (dim,), "
                f"got {gain.shape} and {shift.shape}"
            )
        layer = cls.__new__(cls)
        layer._set(gain, shift, eps, np.result_type(gain, shift))
        return layer

    def _set(self, gain, shift, eps, dtype):
        self.eps = real(eps, "eps", least=0.0)
        self.gain = np.array(gain, dtype)
        self.shift = np.array(shift, dtype)
        self.X_hat = self.sigma = self.dgain = self.dshift = None

    def forward(self, X):
        X = rows(X, len(self.gain), "LayerNorm")  # (N, ..., dim)
        mu = X.mean(axis=-1, keepdims=True)  # (N, ..., 1)
        variance = X.var(axis=-1, keepdims=True)  # (N, ..., 1)
        self.sigma = np.sqrt(variance + self.eps)  # (N, ..., 1)
        self.X_hat = (X - mu) / self.sigma  # (N, ..., dim)
        return self.gain * self.X_hat + self.shift  # (N, ..., dim)

    def backward(self, dY):
        X_hat = self.X_hat  # (N, ..., dim)
        dY = upstream(dY, getattr(X_hat, "shape", None), "LayerNorm")
        every = tuple(range(dY.ndim - 1))  # all axes but the last
        self.dgain = (dY * X_hat).sum(axis=every)  # (dim,)
        self.dshift = dY.sum(axis=every)  # (dim,)
        g = self.gain * dY  # (N, ..., dim)
        mean_g = g.mean(axis=-1, keepdims=True)  # (N, ..., 1)
        mean_gx = (g * X_hat).mean(axis=-1, keepdims=True)  # (N, ..., 1)
        return (g - mean_g - X_hat * mean_gx) / self.sigma  # (N, ..., dim)

    def params(self):
        return {"gain": self.gain, "shift": self.shift}

    def grads(self):
        return {"gain": self.dgain, "shift": self.dshift}
