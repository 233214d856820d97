"""Right answers to chapter 4's exercises, each in another style."""

import numpy as np

from backprop import (
    Linear,
    ReLU,
    Sequential,
    Sigmoid,
    SoftmaxCrossEntropy,
    Tanh,
    softmax,
)


def linear_by_loops(X, V, dY):
    dX, dV, db = np.zeros(X.shape), np.zeros(V.shape), np.zeros(len(V))
    for n in range(len(X)):
        for j in range(len(V)):
            db[j] += dY[n, j]
            for i in range(V.shape[1]):
                dX[n, i] += dY[n, j] * V[j, i]
                dV[j, i] += dY[n, j] * X[n, i]
    return dX, dV, db


def linear_by_einsum(a, b, c):
    return (
        np.einsum("nj,ji->ni", c, b),
        np.einsum("ni,nj->ji", a, c),
        np.einsum("nj->j", c).tolist(),
    )


def linear_in_float32(X, V, dY):
    X, V, dY = (A.astype(np.float32) for A in (X, V, dY))
    return [dY @ V, (X.T @ dY).T, dY.sum(axis=0)]


def by_rows(X, W1, b1, W2, b2, t):
    dZ2 = []
    for x, label in zip(X, t, strict=True):
        p = softmax((np.maximum(x @ W1 + b1, 0) @ W2 + b2)[None, :])[0]
        p[label] -= 1
        dZ2.append(np.round(p / 5, 3))
    A1 = np.maximum(X @ W1 + b1, 0)
    dW2 = np.round(A1.T @ np.array(dZ2), 3)
    return [tuple(row) for row in dZ2], dW2.tolist(), sum(dZ2)


def count_products(N, widths):
    a, b, c, d = widths
    forward = a * b + b * c + c * d
    back = 2 * forward
    return np.array([forward, back, back - a * b, N * a + N * b + N * c])


class BendByEntries:
    def __init__(self, kind):
        self.kind = kind

    def forward(self, X):
        bends = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh}
        bend = bends.get(self.kind, lambda z: z if z > 0 else 0.0)
        self.X = X.copy()
        return [[float(bend(z)) for z in row] for row in X]

    def backward(self, dY):
        dX = np.empty_like(dY)
        for k, z in np.ndenumerate(self.X):
            s = 1 / (1 + np.exp(-z))
            slopes = {"sigmoid": s - s * s, "tanh": np.cosh(z) ** -2}
            dX[k] = dY[k] * slopes.get(self.kind, float(z > 0))
        return dX


class BendInFloat32:
    def __init__(self, word):
        self.word = word

    def forward(self, A):
        A = A.astype(np.float32)
        self.out = {
            "relu": np.maximum(A, 0),
            "tanh": np.tanh(A),
            "sigmoid": (1 + np.tanh(A / 2)) / 2,
        }[self.word]
        return self.out

    def backward(self, upstream):
        if self.word == "relu":
            return np.where(self.out, upstream, 0)
        if self.word == "tanh":
            return upstream - upstream * self.out**2
        return upstream * self.out - upstream * self.out**2


def softmax_by_jacobians(P, dP):
    return [
        (np.diag(p) - np.outer(p, p)) @ d for p, d in zip(P, dP, strict=True)
    ]


def softmax_as_lists(P, dP):
    return np.stack(softmax_by_jacobians(P, dP)).tolist()


def softmax_by_einsum(P, dP):
    return P * dP - P * np.einsum("nk,nk->n", P, dP)[:, None]


def net_row_by_row(X, t, W1, b1, W2, b2):
    totals = [np.zeros(A.shape) for A in (W1, b1, W2, b2)]
    for x, label in zip(X, t, strict=True):
        a = np.tanh(x @ W1 + b1)
        p = softmax((a @ W2 + b2)[None, :])[0]
        p[label] -= 1
        dz = p @ W2.T / np.cosh(x @ W1 + b1) ** 2
        shares = np.outer(x, dz), dz, np.outer(a, p), p
        totals = [A + S / len(X) for A, S in zip(totals, shares, strict=True)]
    return totals


def net_as_dict(X, t, W1, b1, W2, b2):
    names = ("dW1", "db1", "dW2", "db2")
    return dict(zip(names, net_row_by_row(X, t, W1, b1, W2, b2), strict=True))


def image_gradient(X, labels, W1, b1, W2, b2):
    net = Sequential(
        Linear.from_arrays(W1, b1), ReLU(), Linear.from_arrays(W2, b2)
    )
    loss = SoftmaxCrossEntropy()
    loss.forward(net.forward(X), labels)
    return net.backward(loss.backward())


def gate_by_layers(V, G, dY):
    tanh, gate = Tanh(), Sigmoid()
    T, S = tanh.forward(V), gate.forward(G)
    return tanh.backward(S * dY), gate.backward(T * dY)


def gate_by_loops(V, G, dY):
    dV, dG = np.zeros(V.shape), np.zeros(V.shape)
    for k, (v, g, dy) in enumerate(zip(V.flat, G.flat, dY.flat, strict=True)):
        s = 1 / (1 + np.exp(-g))
        dV.flat[k] = dy * s / np.cosh(v) ** 2
        dG.flat[k] = dy * np.tanh(v) * (s - s * s)
    return dV.tolist(), dG.tolist()


def gate_in_float32(V, G, dY):
    V, G, dY = (A.astype(np.float32) for A in (V, G, dY))
    T, S = np.tanh(V), 0.5 + 0.5 * np.tanh(G / 2)
    return {"dG": dY * T * S * (1 - S), "dV": dY * S * (1 - T) * (1 + T)}


STYLES = {
    "4.1": [lambda N, times: (round(1 / times, 2), 1.0, N * times, N)],
    "4.2": [by_rows],
    "4.3": [linear_by_loops, linear_by_einsum, linear_in_float32],
    "4.4": [BendByEntries, BendInFloat32],
    "4.5": [softmax_as_lists, softmax_by_einsum],
    "4.6": [net_row_by_row, net_as_dict],
    "4.7": [count_products],
    "4.8": [image_gradient],
    "4.9": [gate_by_layers, gate_by_loops, gate_in_float32],
}
