"""Recurrent: one layer, used again at every step of a sequence."""

import numpy as np

from ..validation import finite, float_array, methods, upstream, whole
from .activations import Tanh
from .initializers import lecun_normal
from .linear import Layer


class Recurrent(Layer):
    """h_t = f(x_t Wx + h_(t-1) Wh + b), for t = 1, ..., T; f bends.

    Backward: h_t is blamed twice, by what reads it at t and by step t + 1:
    dh_t = dH[:, t] + dz_(t+1) Whᵀ, and f's backward makes it dz_t. One Wx,
    Wh and b are used at every step, so that their gradients are sums:
    dWx = Σ_t x_tᵀ dz_t, dWh = Σ_t h_(t-1)ᵀ dz_t, db = Σ_t dz_t, summed over
    the examples, too. dX[:, t] = dz_t Wxᵀ, and dh0 = dz_1 Whᵀ.

    Remembers X, the states H with h_0 in front, the mask, and f at each step.
    Shapes: X (N, T, n_in), Wx (n_in, n_hidden), Wh (n_hidden, n_hidden),
    b (n_hidden,), h0 (N, n_hidden), zeros where none is given; Y, all
    states, (N, T, n_hidden). mask (N, T): where it is False the state is
    carried on unchanged. `activation` makes f; `init` maps
    (n_in, n_out, rng) to Wx and to Wh; b starts at 0.

    Raises ValueError for X, h0, mask or dH of another shape, T = 0, a mask
    that is False everywhere, or backward before forward; TypeError for
    entries that are not numbers, or a mask that is not boolean.
    Derived in chapter 10.
    """

    def __init__(
        self,
        n_in,
        n_hidden,
        rng,
        activation=Tanh,
        *,
        init=lecun_normal,
        dtype=np.float64,
    ):
        n_in, n_hidden = whole(n_in, "n_in"), whole(n_hidden, "n_hidden")
        methods(init, "init", "__call__")
        if np.dtype(dtype).kind != "f":
            raise TypeError(f"Recurrent's dtype must be float, got {dtype}")
        drawn = []
        for name, n in [("Wx", n_in), ("Wh", n_hidden)]:
            W = float_array(init(n, n_hidden, rng), f"the {name} of init")
            if W.shape != (n, n_hidden):
                raise ValueError(
                    f"init must return {name} of shape {(n, n_hidden)}, "
                    f"got {W.shape}"
                )
            drawn.append(W)
        self._set(*drawn, np.zeros(n_hidden), activation, dtype)

    @classmethod
    def from_arrays(cls, Wx, Wh, b, activation=Tanh):
        """A layer with copies of Wx, Wh and b.

        Raises ValueError for other shapes, empty arrays, NaN or infinity;
        TypeError for entries that are not numbers.
        """
        arrays = Wx, Wh, b = [
            finite(float_array(a, name), name)
            for a, name in [(Wx, "Wx"), (Wh, "Wh"), (b, "b")]
        ]
        H = Wx.shape[-1:]
        if Wx.ndim != 2 or Wx.size == 0 or Wh.shape != H * 2 or b.shape != H:
            raise ValueError(
                "Recurrent expects Wx of shape (n_in, n_hidden), Wh of shape "
                "(n_hidden, n_hidden) and b of shape (n_hidden,), got "
                f"{Wx.shape}, {Wh.shape} and {b.shape}"
            )
        layer = cls.__new__(cls)
        layer._set(*arrays, activation, np.result_type(*arrays))
        return layer

    def _set(self, Wx, Wh, b, activation, dtype):
        if not callable(activation):
            raise TypeError(
                "activation must be a class such as Tanh, got "
                f"{type(activation).__name__}"
            )
        methods(activation(), "activation()", "forward", "backward")
        self.activation = activation
        self.Wx = np.array(Wx, dtype)
        self.Wh = np.array(Wh, dtype)
        self.b = np.array(b, dtype)
        self.X = self.H = self.mask = self.f = None
        self.dWx = self.dWh = self.db = self.dh0 = None

    def forward(self, X, h0=None, mask=None):
        X, h, mask = self._checked(X, h0, mask)
        N, T, n_in = X.shape
        Z = X.reshape(-1, n_in) @ self.Wx  # (N T, n_in) -> (N T, n_hidden)
        Z = (Z + self.b).reshape(N, T, -1)  # all steps' share of X at once
        H = np.empty((N, T + 1, len(self.b)), np.result_type(Z, h))
        H[:, 0] = h
        f = [self.activation() for _ in range(T)]  # each remembers its step
        for t in range(T):
            new = f[t].forward(Z[:, t] + h @ self.Wh)  # (N, n_hidden)
            h = new if mask is None else np.where(mask[:, t, None], new, h)
            H[:, t + 1] = h
        self.X, self.H, self.mask, self.f = X, H, mask, f
        return H[:, 1:]

    def backward(self, dH):
        dZ = self.parameter_gradients(dH)  # (N T, n_hidden)
        return (dZ @ self.Wx.T).reshape(self.X.shape)  # -> (N, T, n_in)

    def parameter_gradients(self, dH):
        """backward without dX, which the first layer of a net can spare.

        Returns dZ as rows (N T, n_hidden).
        """
        dH = upstream(
            dH, None if self.H is None else self.H[:, 1:].shape, "Recurrent"
        )
        N, T, n_hidden = dH.shape
        dZ = np.empty((N, T, n_hidden), np.result_type(dH, self.H))
        future = np.zeros((N, n_hidden), dZ.dtype)  # none blames h_T
        for t in reversed(range(T)):
            dh = carried = dH[:, t] + future  # the two that meet at the state
            if self.mask is not None:
                real = self.mask[:, t, None]  # (N, 1)
                dh, carried = dh * real, dh * ~real
            dZ[:, t] = self.f[t].backward(dh)
            future = dZ[:, t] @ self.Wh.T  # (N, n_hidden), the blame of h_t-1
            if self.mask is not None:
                future = future + carried
        self.dh0 = future
        dZ = dZ.reshape(-1, n_hidden)  # every step of every example is a row
        before = self.H[:, :-1].reshape(-1, n_hidden)  # h_(t-1), as rows
        self.dWx = self.X.reshape(len(dZ), -1).T @ dZ  # (n_in, n_hidden)
        self.dWh = before.T @ dZ  # (n_hidden, n_hidden)
        self.db = dZ.sum(axis=0)  # (n_hidden,)
        return dZ

    def _checked(self, X, h0, mask):
        """X, h_0 and the mask, as arrays that fit each other."""
        X, (n_in, n_hidden) = float_array(X, "Recurrent's X"), self.Wx.shape
        if X.ndim != 3 or 0 in X.shape or X.shape[2] != n_in:
            raise ValueError(
                f"Recurrent expects X of shape (N, T, {n_in}), none of them "
                f"0, got {X.shape}"
            )
        N, T, _ = X.shape
        h = np.zeros((N, n_hidden), X.dtype)
        if h0 is not None:
            h = float_array(h0, "Recurrent's h0")
            if h.shape != (N, n_hidden):
                raise ValueError(
                    f"Recurrent expects h0 of shape {(N, n_hidden)}, "
                    f"got {h.shape}"
                )
        if mask is not None:
            mask = np.asarray(mask)
            if mask.dtype != bool:
                raise TypeError(
                    f"Recurrent's mask must be boolean, got {mask.dtype}"
                )
            if mask.shape != (N, T) or not mask.any():
                raise ValueError(
                    f"Recurrent expects a mask of shape {(N, T)}, True "
                    f"somewhere, got {mask.shape} with {mask.sum()} True"
                )
        return X, h, mask

    def params(self):
        return {"Wx": self.Wx, "Wh": self.Wh, "b": self.b}

    def grads(self):
        return {"Wx": self.dWx, "Wh": self.dWh, "b": self.db}
