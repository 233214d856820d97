"""Attention: every step of a sequence looks at the others, by weights."""

import math

import numpy as np

from ..validation import finite, float_array, upstream, whole
from .activations import softmax
from .initializers import lecun_normal
from .linear import Layer
from .sequences import looking, sequences


def attention(Q, K, V, causal=True):
    """O = A V, where A's rows are the softmax of S = Q Kᵀ / √d.

    Row i of O is a mean of V's rows, weighted by how well query i fits each
    key. With causal=True S is -inf where the key comes after the query, so
    that its weight is 0. Returns O and A, which holds T² numbers for each
    of the examples and heads, 8 MB of them at T = 1,000.

    Shapes: Q and K (..., T, d), V and O (..., T, d_v), A (..., T, T).
    Raises ValueError for other shapes, or a 0 in one; TypeError for entries
    that are not numbers. Derived in chapter 11.
    """
    Q, K, V = looking(Q, K, V, "attention")
    S = Q @ K.swapaxes(-1, -2) / math.sqrt(Q.shape[-1])  # (..., T, T)
    future = np.triu(np.ones(S.shape[-2:], bool), k=1)  # (T, T)
    if causal:
        S[..., future] = -np.inf
    A = softmax(S)  # (..., T, T), each row sums to 1
    return A @ V, A  # (..., T, d_v) and (..., T, T)


def attention_backward(dO, Q, K, V, A):
    """The gradients (dQ, dK, dV) of attention, from dO and its memory.

    dV = Aᵀ dO and dA = dO Vᵀ; through each row's softmax
    dS = A ∘ (dA - row sums of A ∘ dA), which is 0 where A is: a masked
    place needs no mask here. Then dQ = dS K / √d and dK = dSᵀ Q / √d.

    Shapes: those of attention, each gradient's that of its array; dO has
    O's, which is V's. Raises ValueError for other shapes, TypeError for
    entries that are not numbers. Derived in chapter 11.
    """
    Q, K, V, dO, A = looking(Q, K, V, "attention_backward", dO=dO, A=A)
    dV = A.swapaxes(-1, -2) @ dO  # (..., T, d_v)
    dA = dO @ V.swapaxes(-1, -2)  # (..., T, T)
    dS = A * (dA - (A * dA).sum(axis=-1, keepdims=True))  # (..., T, T)
    dQ = dS @ K / math.sqrt(Q.shape[-1])  # (..., T, d)
    dK = dS.swapaxes(-1, -2) @ Q / math.sqrt(Q.shape[-1])  # (..., T, d)
    return dQ, dK, dV


class SelfAttention(Layer):
    """Y = O Wo, O the outputs of all heads side by side, from the same X.

    Q = X Wq, K = X Wk and V = X Wv are cut into heads, each d = dim / heads
    columns, and each head is attention for itself.
    Backward: attention_backward for each head; then each matrix as in
    Linear, dWq = Σ Xᵀ dQ over all examples, ..., and at X three gradients
    meet: dX = dQ Wqᵀ + dK Wkᵀ + dV Wvᵀ.

    Remembers X, Q, K, V and O, and A, which grows with T²: it has
    N · heads · T² numbers. Shapes: X and Y (N, T, dim), Wq, Wk, Wv and Wo
    (dim, dim), Q, K and V (N, heads, T, d), A (N, heads, T, T),
    O (N T, dim). No biases; the weights start as lecun_normal. With
    causal=True no step sees a later one.

    Raises ValueError for X or dY of another shape, no steps, a dim that
    heads do not divide, or backward before forward; TypeError for entries
    that are not numbers.
    Derived in chapter 11.
    """

    def __init__(self, dim, heads, rng, causal=True, *, dtype=np.float64):
        W = [lecun_normal(dim, dim, rng) for _ in range(4)]
        if np.dtype(dtype).kind != "f":
            raise TypeError(
                f"SelfAttention's dtype must be float, got {dtype}"
            )
        self._set(W, heads, causal, dtype)

    @classmethod
    def from_arrays(cls, Wq, Wk, Wv, Wo, heads, causal=True):
        """A layer with copies of these weights, each (dim, dim).

        Raises ValueError for other shapes, empty arrays, NaN or infinity,
        or heads that do not divide dim; TypeError for entries that are not
        numbers, or heads that are no whole number.
        """
        named = {"Wq": Wq, "Wk": Wk, "Wv": Wv, "Wo": Wo}
        W = [finite(float_array(W, name), name) for name, W in named.items()]
        shapes = [array.shape for array in W]
        dim = shapes[0][:1]  # (dim,), and nothing of a number
        if dim in [(), (0,)] or shapes != 4 * [dim + dim]:
            raise ValueError(
                "SelfAttention expects Wq, Wk, Wv and Wo of one shape "
                f"(dim, dim), got {', '.join(map(str, shapes))}"
            )
        layer = cls.__new__(cls)
        layer._set(W, heads, causal, np.result_type(*W))
        return layer

    def _set(self, W, heads, causal, dtype):
        self.heads, self.causal = whole(heads, "heads"), causal
        if len(W[0]) % self.heads:
            raise ValueError(
                "SelfAttention expects a dim that heads divide, got dim "
                f"{len(W[0])} and heads {heads}"
            )
        self.Wq, self.Wk, self.Wv, self.Wo = (np.array(w, dtype) for w in W)
        self.X = self.Q = self.K = self.V = self.A = self.O = None
        self.dWq = self.dWk = self.dWv = self.dWo = None

    def forward(self, X):
        X = self.X = sequences(X, len(self.Wq), "SelfAttention")
        rows = X.reshape(-1, len(self.Wq))  # (N T, dim)
        self.Q = self._apart(rows @ self.Wq)  # (N, heads, T, d)
        self.K = self._apart(rows @ self.Wk)  # (N, heads, T, d)
        self.V = self._apart(rows @ self.Wv)  # (N, heads, T, d)
        means, self.A = attention(self.Q, self.K, self.V, self.causal)
        self.O = self._together(means)  # (N T, dim)
        return (self.O @ self.Wo).reshape(X.shape)  # (N, T, dim)

    def backward(self, dY):
        X_shape = None if self.X is None else self.X.shape
        dY = upstream(dY, X_shape, "SelfAttention")  # (N, T, dim)
        rows = self.X.reshape(-1, len(self.Wq))  # (N T, dim)
        dY = dY.reshape(rows.shape)  # (N T, dim)
        self.dWo = self.O.T @ dY  # (dim, N T) (N T, dim)
        dmeans = self._apart(dY @ self.Wo.T)  # (N, heads, T, d)
        gradients = attention_backward(
            dmeans, self.Q, self.K, self.V, self.A
        )  # three of (N, heads, T, d)
        dQ, dK, dV = map(self._together, gradients)  # each (N T, dim)
        self.dWq = rows.T @ dQ  # (dim, N T) (N T, dim)
        self.dWk = rows.T @ dK  # (dim, N T) (N T, dim)
        self.dWv = rows.T @ dV  # (dim, N T) (N T, dim)
        dX = dQ @ self.Wq.T + dK @ self.Wk.T + dV @ self.Wv.T  # three meet
        return dX.reshape(self.X.shape)  # (N, T, dim)

    def _apart(self, rows):
        """A row for each step, (N T, dim), as (N, heads, T, d)."""
        N, T, dim = self.X.shape
        d = dim // self.heads
        return rows.reshape(N, T, self.heads, d).swapaxes(1, 2)

    def _together(self, parts):
        """(N, heads, T, d) as a row for each step, (N T, dim)."""
        return parts.swapaxes(1, 2).reshape(-1, len(self.Wq))

    def params(self):
        return {"Wq": self.Wq, "Wk": self.Wk, "Wv": self.Wv, "Wo": self.Wo}

    def grads(self):
        return {
            "Wq": self.dWq,
            "Wk": self.dWk,
            "Wv": self.dWv,
            "Wo": self.dWo,
        }
