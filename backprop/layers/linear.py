"""Layers: each maps X to Y going forward, and dY to dX going backward.

dQ is the gradient of the loss with respect to Q, and has Q's shape.
"""

import numpy as np

from ..validation import (
    finite,
    float_array,
    methods,
    rows,
    upstream,
    whole,
)
from .initializers import he_normal
from .routes import gradients_only


class Layer:
    """What every layer can do. A layer of your own needs no more.

    forward(X) returns Y and remembers what backward will need.
    backward(dY) returns dX and stores the gradients of the parameters,
    writing over those of the call before.
    params() and grads() are dicts with the same keys, from the start.

    What forward is given or returns may be what it remembers: change
    neither in place before backward.
    """

    def forward(self, X):
        raise NotImplementedError(f"{type(self).__name__} has no forward")

    def backward(self, dY):
        raise NotImplementedError(f"{type(self).__name__} has no backward")

    def params(self):
        return {}

    def grads(self):
        return {}


def _flat(A):
    """A (N, ..., n) with every place as a row: a matrix of n columns."""
    return A if A.ndim == 2 else A.reshape(-1, A.shape[-1])


class Linear(Layer):
    """Y = X W + b, for every row of X.

    Backward: dW = Xᵀ dY, db = sum of the rows of dY, dX = dY Wᵀ.
    Remembers X. Shapes: X (N, n_in), W (n_in, n_out), b (n_out,),
    Y (N, n_out). X may have more axes, (N, ..., n_in): then every place is
    a row. `init` maps (n_in, n_out, rng) to W; b starts at 0.

    Raises ValueError for X or dY of another shape, or backward before
    forward; TypeError for entries that are not numbers.
    Derived in chapter 4.
    """

    def __init__(self, n_in, n_out, rng, *, init=he_normal, dtype=np.float64):
        n_in, n_out = whole(n_in, "n_in"), whole(n_out, "n_out")
        methods(init, "init", "__call__")
        W = float_array(init(n_in, n_out, rng), "the W of init")
        if W.shape != (n_in, n_out):
            raise ValueError(
                f"init must return W of shape {(n_in, n_out)}, got {W.shape}"
            )
        if np.dtype(dtype).kind != "f":
            raise TypeError(f"Linear's dtype must be float, got {dtype}")
        self._set(W, np.zeros(n_out), dtype)

    @classmethod
    def from_arrays(cls, W, b):
        """A layer with copies of these weights (n_in, n_out), biases (n_out,).

        Raises ValueError for other shapes, empty arrays, NaN or infinity;
        TypeError for entries that are not numbers.
        """
        W, b = float_array(W, "W"), float_array(b, "b")
        if W.ndim != 2 or 0 in W.shape or b.shape != W.shape[1:]:
            raise ValueError(
                "Linear expects W of shape (n_in, n_out) and b of shape "
                f"(n_out,), got {W.shape} and {b.shape}"
            )
        layer = cls.__new__(cls)
        layer._set(finite(W, "W"), finite(b, "b"), W.dtype)
        return layer

    def _set(self, W, b, dtype):
        self.W = np.array(W, dtype)
        self.b = np.array(b, dtype)
        self.X = self.dW = self.db = None

    def forward(self, X):
        X = self.X = rows(X, len(self.W), "Linear")  # (N, ..., n_in)
        Y = _flat(X) @ self.W  # (N, n_in) (n_in, n_out) -> (N, n_out)
        Y += self.b
        return Y if X.ndim == 2 else Y.reshape(*X.shape[:-1], -1)

    def backward(self, dY):
        dY = self.parameter_gradients(dY)
        dX = dY @ self.W.T  # (N, n_out) (n_out, n_in) -> (N, n_in)
        return dX if self.X.ndim == 2 else dX.reshape(self.X.shape)

    def parameter_gradients(self, dY):
        """backward without dX, which the first layer of a net can spare.

        Returns dY with every place as a row, (N, n_out).
        """
        X, n_out = self.X, len(self.b)
        Y_shape = None if X is None else (*X.shape[:-1], n_out)
        dY = _flat(upstream(dY, Y_shape, "Linear"))
        self.dW = _flat(X).T @ dY  # (n_in, N) (N, n_out) -> (n_in, n_out)
        self.db = dY.sum(axis=0)  # (n_out,)
        return dY

    def params(self):
        return {"W": self.W, "b": self.b}

    def grads(self):
        return {"W": self.dW, "b": self.db}


class Sequential(Layer):
    """Layers one after another: Y = f_3(f_2(f_1(X))).

    Backward sends dY through the layers in reverse order. Remembers
    nothing itself. Parameters are named "0.W", "0.b", "2.W", ...

    Raises ValueError for no layers, or the same layer object twice (its
    memory of the first call would be lost); TypeError for what is no layer.
    """

    def __init__(self, *layers):
        if not layers:
            raise ValueError("Sequential expects at least one layer, got 0")
        for k, layer in enumerate(layers):
            methods(layer, f"Sequential's layer {k}", "forward", "backward")
            if any(layer is earlier for earlier in layers[:k]):
                raise ValueError(
                    f"Sequential expects different layer objects, got the "
                    f"same {type(layer).__name__} again at position {k}"
                )
        self.layers = layers
        self._first_backward = gradients_only(layers[0])
        own = [getattr(layer, "params", dict)() for layer in layers]
        self._named = [  # ({"W": "0.W", ...}, layer), made once
            ({name: f"{k}.{name}" for name in names}, layers[k])
            for k, names in enumerate(own)
            if names
        ]

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dY, need_dX=True):
        if not need_dX:
            return self.parameter_gradients(dY)
        for layer in reversed(self.layers):
            dY = layer.backward(dY)
        return dY

    def parameter_gradients(self, dY):
        """backward without dX, the gradient of the data."""
        for layer in reversed(self.layers[1:]):
            dY = layer.backward(dY)
        self._first_backward(dY)

    def params(self):
        return {
            names[name]: p
            for names, layer in self._named
            for name, p in layer.params().items()
        }

    def grads(self):
        return {
            names[name]: dp
            for names, layer in self._named
            for name, dp in layer.grads().items()
        }
