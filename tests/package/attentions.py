"""Attention and layer norm by plain loops, and the pencil's numbers.

The loops share nothing with the layers: one number at a time. Gradients
come from Jacobians written out, entry by entry, not from the short forms.
"""

import math

import numpy as np

from backprop import (
    Embedding,
    LayerNorm,
    Linear,
    Positions,
    ReLU,
    Residual,
    SelfAttention,
    Sequential,
)

LN2 = math.log(2.0)

# Three tokens, d = 4, d_v = 2, labels (-1, 1, 0): every number by hand.
Q = LN2 * np.array([[-1, -1, 1, -1], [1, 0, 1, 0], [0, 1, 0, 1]])
K = np.array([[0, 1, 0, -1], [-1, 0, 1, 0], [0, 0, 2, 2]], float)
V = np.array([[1, 1], [1, -1], [3, 2]], float)
A = np.array([[1, 0, 0], [1 / 2, 1 / 2, 0], [1 / 4, 1 / 4, 1 / 2]])
O = np.array([[1, 1], [1, 0], [2, 1]], float)  # noqa: E741
LABELS = np.array([-1, 1, 0])
D_OUT = LN2 / 8 * np.array([[0, 0], [-3, 6], [4, -3]])
DA = LN2 / 8 * np.array([[0, 0, 0], [3, -9, 3], [1, 7, 6]])
DS = LN2 / 16 * np.array([[0, 0, 0], [6, -6, 0], [-2, 1, 1]])
DV = LN2 / 32 * np.array([[-2, 9], [-2, 9], [8, -6]])
DQ = LN2 / 32 * np.array([[0, 0, 0, 0], [6, 6, -6, -6], [-1, -2, 3, 4]])
DK = LN2**2 / 32 * np.array([[6, -2, 6, -2], [-6, 1, -6, 1], [0, 1, 0, 1]])

# One row of five, eps = 0.
ROW = np.array([[0, 3, 7, 9, 11]], float)
GAIN, SHIFT = np.array([1.0, 2, -1, 1, 3]), np.array([0.0, 1, 0, -1, 2])
NORMED = np.array([[-1.5, -0.75, 0.25, 0.75, 1.25]])
ROW_OUT = np.array([[-1.5, -0.5, -0.25, -0.25, 5.75]])
D_ROW_OUT = np.array([[1.0, -2, -1, 1, 2]])
D_ROW = np.array([[6, -7, -1, -3, 5]]) / 8
D_GAIN = np.array([-1.5, 1.5, -0.25, 0.75, 2.5])


def heads_by_loops(X, Wq, Wk, Wv, Wo, heads, causal, dY):
    """Y, dX, dWq, dWk, dWv, dWo of SelfAttention, head by head."""
    (N, T, dim), d = X.shape, X.shape[2] // heads
    Y, dX = np.zeros(X.shape), np.zeros(X.shape)
    dW = {name: np.zeros((dim, dim)) for name in "qkvo"}
    W = {"q": Wq, "k": Wk, "v": Wv, "o": Wo}
    for n in range(N):
        for h in range(heads):
            mine = range(h * d, (h + 1) * d)  # the head's columns
            part = {
                name: [[X[n, t] @ W[name][:, c] for c in mine]
                       for t in range(T)]
                for name in "qkv"
            }  # fmt: skip
            dpart = {name: np.zeros((T, d)) for name in "qkv"}
            for i in range(T):
                seen = range(i + 1 if causal else T)
                score = [
                    sum(a * b for a, b in zip(part["q"][i], part["k"][j],
                                              strict=True)) / math.sqrt(d)
                    for j in seen
                ]  # fmt: skip
                total = sum(math.exp(s) for s in score)
                a = [math.exp(s) / total for s in score]
                out = [
                    sum(a[j] * part["v"][j][c] for j in seen) for c in range(d)
                ]
                dout = [dY[n, i] @ Wo[h * d + c] for c in range(d)]
                for c in range(d):
                    Y[n, i] += out[c] * Wo[h * d + c]
                    dW["o"][h * d + c] += out[c] * dY[n, i]
                da = [
                    sum(dout[c] * part["v"][j][c] for c in range(d))
                    for j in seen
                ]
                for j in seen:
                    ds = sum(  # the softmax's Jacobian, entry by entry
                        da[k] * a[k] * ((j == k) - a[j]) for k in seen
                    )
                    for c in range(d):
                        dpart["v"][j][c] += a[j] * dout[c]
                        ds_c = ds / math.sqrt(d)
                        dpart["q"][i][c] += ds_c * part["k"][j][c]
                        dpart["k"][j][c] += ds_c * part["q"][i][c]
            for name in "qkv":
                for t in range(T):
                    for c in range(d):
                        blame = dpart[name][t][c]
                        dW[name][:, h * d + c] += X[n, t] * blame
                        dX[n, t] += W[name][:, h * d + c] * blame
    return Y, dX, dW["q"], dW["k"], dW["v"], dW["o"]


def norm_by_loops(X, gain, shift, eps, dY):
    """Y, dX, dgain, dshift of LayerNorm, with its whole Jacobian."""
    Y, dX = np.zeros(X.shape), np.zeros(X.shape)
    dgain, dshift, n = np.zeros(gain.shape), np.zeros(gain.shape), len(gain)
    for place in np.ndindex(X.shape[:-1]):
        x, dy = X[place], dY[place]
        mean = sum(x) / n
        sigma = math.sqrt(sum((x_j - mean) ** 2 for x_j in x) / n + eps)
        for i in range(n):
            x_hat = (x[i] - mean) / sigma
            Y[place][i] = gain[i] * x_hat + shift[i]
            dgain[i] += dy[i] * x_hat
            dshift[i] += dy[i]
            for j in range(n):  # ∂x̂_i / ∂x_j
                slope = ((i == j) - 1 / n) / sigma
                slope -= (x[i] - mean) * (x[j] - mean) / (n * sigma**3)
                dX[place][j] += dy[i] * gain[i] * slope
    return Y, dX, dgain, dshift


def names_net(rng, wrong=None):
    """Chapter 11's net of 14,779 parameters; or with this mistake in it."""
    here = {kind: kind for kind in (SelfAttention, LayerNorm, Residual)}
    if wrong is not None:
        here[wrong.base] = wrong.layer
    attends, norm, residual = here.values()
    return Sequential(
        Embedding(27, 32, rng),
        Positions(12, 32, rng),
        residual(norm(32), attends(32, 4, rng)),
        residual(norm(32), Linear(32, 128, rng), ReLU(), Linear(128, 32, rng)),
        norm(32),
        Linear(32, 27, rng),
    )
