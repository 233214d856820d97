"""Recurrent: one layer, used again at every step of a sequence."""

import numpy as np

from ..validation import finite, float_array, methods, upstream
from .activations import Tanh
from .initializers import lecun_normal
from .linear import Layer
from .sequences import first_state, real_places, sequences


class Recurrent(Layer):
    """h_t = f(z_t) with z_t = x_t Wx + h_(t-1) Wh + b, for t = 1, ..., T.

    Backward: two gradients meet at each state, dh_t = dH_t + dz_(t+1) Whᵀ:
    one from what reads it at step t, one from the step after. f's backward
    makes dz_t of dh_t. All steps share Wx, Wh and b: dWx = Σ_t x_tᵀ dz_t,
    dWh = Σ_t h_(t-1)ᵀ dz_t, db = Σ_t dz_t; dx_t = dz_t Wxᵀ, dh0 = dz_1 Whᵀ.
    Where mask is False a state is carried on, h_t = h_(t-1), and so is its
    gradient.

    Remembers X, mask, every f, and H, all states from h0 on. Shapes:
    X (N, T, n_in), Wx (n_in, n_hidden), Wh (n_hidden, n_hidden),
    b (n_hidden,), h0 (N, n_hidden), zeros if not given, mask (N, T),
    Y, the states h_1 to h_T, (N, T, n_hidden). `activation` is the class
    of f. Wx and Wh start as lecun_normal, b at 0.

    Raises ValueError for X, h0, mask or dY of another shape, no steps, a
    mask that is False everywhere, or backward before forward; TypeError for
    entries that are not numbers, or a mask that is not boolean.
    Derived in chapter 10.
    """

    def __init__(
        self, n_in, n_hidden, rng, activation=Tanh, *, dtype=np.float64
    ):
        Wx = lecun_normal(n_in, n_hidden, rng)
        Wh = lecun_normal(n_hidden, n_hidden, rng)
        if np.dtype(dtype).kind != "f":
            raise TypeError(f"Recurrent's dtype must be float, got {dtype}")
        self._set(Wx, Wh, np.zeros(n_hidden), activation, dtype)

    @classmethod
    def from_arrays(cls, Wx, Wh, b, activation=Tanh):
        """A layer with copies of these weights and biases.

        Raises ValueError for other shapes, empty arrays, NaN or infinity;
        TypeError for entries that are not numbers.
        """
        Wx, Wh, b = (
            finite(float_array(array, name), name)
            for array, name in [(Wx, "Wx"), (Wh, "Wh"), (b, "b")]
        )
        n = b.shape  # (n_hidden,)
        fit = Wx.ndim == 2 and Wx.shape[1:] == n and Wh.shape == n + n
        if not fit or Wx.size == 0:
            raise ValueError(
                "Recurrent expects Wx of shape (n_in, n_hidden), Wh (n_hidden,"
                f" n_hidden) and b (n_hidden,), got {Wx.shape}, {Wh.shape} "
                f"and {b.shape}"
            )
        layer = cls.__new__(cls)
        layer._set(Wx, Wh, b, activation, np.result_type(Wx, Wh, b))
        return layer

    def _set(self, Wx, Wh, b, activation, dtype):
        if not callable(activation):
            raise TypeError(
                "activation must be a class such as Tanh, got "
                f"{type(activation).__name__}"
            )
        methods(activation(), "activation()", "forward", "backward")
        self.activation = activation
        self.Wx, self.Wh = np.array(Wx, dtype), np.array(Wh, dtype)
        self.b = np.array(b, dtype)
        self.X = self.H = self.mask = self.f = None
        self.dWx = self.dWh = self.db = self.dh0 = None

    def forward(self, X, h0=None, mask=None):
        n_in, n_hidden = self.Wx.shape
        X = sequences(X, n_in, "Recurrent")
        N, T, _ = X.shape
        mask = real_places(mask, (N, T), "Recurrent")

        Z = X.reshape(-1, n_in) @ self.Wx + self.b  # what X gives to all steps
        Z = Z.reshape(N, T, n_hidden)
        h = first_state(h0, (N, n_hidden), Z.dtype, "Recurrent")
        H = np.empty((N, T + 1, n_hidden), np.result_type(Z, h))
        H[:, 0] = h
        f = [self.activation() for _ in range(T)]  # each remembers its step
        for t in range(T):
            h = f[t].forward(Z[:, t] + H[:, t] @ self.Wh)  # (N, n_hidden)
            H[:, t + 1] = np.where(mask[:, t, None], h, H[:, t])
        self.X, self.mask, self.f, self.H = X, mask, f, H
        return H[:, 1:]

    def backward(self, dY):
        dZ = self.parameter_gradients(dY)  # (N T, n_hidden)
        return (dZ @ self.Wx.T).reshape(self.X.shape)  # (N, T, n_in)

    def parameter_gradients(self, dY):
        """backward without dX, which the first layer of a net can spare.

        Returns dZ as rows (N T, n_hidden).
        """
        H = self.H
        dY = upstream(dY, None if H is None else H[:, 1:].shape, "Recurrent")
        N, T, n_hidden = dY.shape
        dZ = np.empty(dY.shape, np.result_type(dY, H))
        future = np.zeros_like(dZ[:, 0])  # no step comes after the last
        for t in reversed(range(T)):
            dh = dY[:, t] + future  # two gradients meet: (N, n_hidden)
            real = self.mask[:, t, None]  # (N, 1)
            dZ[:, t] = self.f[t].backward(dh * real)
            future = dZ[:, t] @ self.Wh.T + dh * ~real
        self.dh0 = future

        dZ = dZ.reshape(-1, n_hidden)  # a row for each step of each example
        X, before = self.X.reshape(N * T, -1), H[:, :-1].reshape(N * T, -1)
        self.dWx = X.T @ dZ  # (n_in, N T) (N T, n_hidden)
        self.dWh = before.T @ dZ  # (n_hidden, N T) (N T, n_hidden)
        self.db = dZ.sum(axis=0)  # (n_hidden,)
        return dZ

    def params(self):
        return {"Wx": self.Wx, "Wh": self.Wh, "b": self.b}

    def grads(self):
        return {"Wx": self.dWx, "Wh": self.dWh, "b": self.db}
