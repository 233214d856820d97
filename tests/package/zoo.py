"""Right layers of nineteen kinds, and twelve mistakes to plant in each.

Every kind is a function of rng that returns (layer, X), with sizes that
differ. They share nothing with the check; most are written for it alone.
"""

import numpy as np

from backprop import (
    Conv2d,
    Layer,
    LayerNorm,
    MaxPool2d,
    Recurrent,
    SelfAttention,
)


class With(Layer):
    """Parameters and gradients in two dicts, p and g."""

    def __init__(self, **p):
        self.p, self.g = p, {name: np.zeros_like(a) for name, a in p.items()}

    def params(self):
        return self.p

    def grads(self):
        return self.g


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


class Dense(With):
    def forward(self, X):
        self.X = X
        return X @ self.p["W"] + self.p["b"]

    def backward(self, dY):
        axes = tuple(range(dY.ndim - 1))
        self.g = {"W": np.tensordot(self.X, dY, (axes, axes)),
                  "b": dY.sum(axes)}  # fmt: skip
        return dY @ self.p["W"].T


class Conv(With):
    """Channels last, stride s, by loops over the kernel."""

    s = 2

    def places(self, X):
        kh, kw = self.p["K"].shape[:2]
        H, W = ((n - k) // self.s + 1
                for n, k in zip(X.shape[1:3], (kh, kw), strict=True)
                )  # fmt: skip
        for i in range(kh):
            for j in range(kw):
                yield (
                    i,
                    j,
                    (
                        slice(None),
                        slice(i, i + self.s * H, self.s),
                        slice(j, j + self.s * W, self.s),
                    ),
                )

    def forward(self, X):
        self.X = X
        return self.p["b"] + sum(
            X[at] @ self.p["K"][i, j] for i, j, at in self.places(X)
        )

    def backward(self, dY):
        dX, dK = np.zeros_like(self.X), np.zeros_like(self.p["K"])
        for i, j, at in self.places(self.X):
            dX[at] += dY @ self.p["K"][i, j].T
            dK[i, j] = np.einsum("nhwc,nhwd->cd", self.X[at], dY)
        self.g = {"K": dK, "b": dY.sum((0, 1, 2))}
        return dX


class MaxPool(With):
    """Windows of 3, stride 2: they overlap."""

    def forward(self, X):
        self.X = X
        self.at = list(Conv.places(self, X))
        tiles = np.stack([X[at] for _, _, at in self.at])
        self.winner = tiles.argmax(0)
        return tiles.max(0)

    s = 2

    def __init__(self):
        super().__init__()
        self.p = {}

    def backward(self, dY):
        dX = np.zeros_like(self.X)
        for k, (_, _, at) in enumerate(self.at):
            dX[at] += dY * (self.winner == k)
        return dX


class Pool(MaxPool):
    def forward(self, X):
        self.p = {"K": np.zeros((3, 3))}
        try:
            return super().forward(X)
        finally:
            self.p = {}


class LSTMCell(With):
    """One step from a state of its own: Y = o tanh(f c + i g)."""

    def __init__(self, c, h, **p):
        super().__init__(**p)
        self.c0, self.h0 = c, h

    def forward(self, X):
        self.XH = np.hstack([X, self.h0])
        Z = self.XH @ self.p["W"] + self.p["b"]
        i, f, o, g = np.split(Z, 4, axis=1)
        self.gates = sigmoid(i), sigmoid(f), sigmoid(o), np.tanh(g)
        i, f, o, g = self.gates
        self.c = f * self.c0 + i * g
        return o * np.tanh(self.c)

    def backward(self, dY):
        i, f, o, g = self.gates
        t = np.tanh(self.c)
        dc = dY * o * (1 - t**2)
        dZ = np.hstack([
            dc * g * i * (1 - i), dc * self.c0 * f * (1 - f),
            dY * t * o * (1 - o), dc * i * (1 - g**2),
        ])  # fmt: skip
        self.g = {"W": self.XH.T @ dZ, "b": dZ.sum(0)}
        return (dZ @ self.p["W"].T)[:, : -self.h0.shape[1]]


class Attention(With):
    """Causal self-attention with one head."""

    def forward(self, X):
        self.X = X
        self.Q, self.K, self.V = (X @ self.p[n] for n in ("Wq", "Wk", "Wv"))
        S = self.Q @ self.K.swapaxes(1, 2) / np.sqrt(self.Q.shape[2])
        S = np.where(np.tril(np.ones(S.shape[1:], bool)), S, -np.inf)
        A = np.exp(S - S.max(-1, keepdims=True))
        self.A = A / A.sum(-1, keepdims=True)
        return self.A @ self.V

    def backward(self, dY):
        dA = dY @ self.V.swapaxes(1, 2)
        dS = self.A * (dA - (dA * self.A).sum(-1, keepdims=True))
        dS /= np.sqrt(self.Q.shape[2])
        parts = {"Wq": dS @ self.K, "Wk": dS.swapaxes(1, 2) @ self.Q,
                 "Wv": self.A.swapaxes(1, 2) @ dY}  # fmt: skip
        self.g = {
            n: np.einsum("ntd,nte->de", self.X, d) for n, d in parts.items()
        }
        return sum(d @ self.p[n].T for n, d in parts.items())


class Norm(With):
    """gain · (X - mean) / sd + shift, over the axes given."""

    def __init__(self, axes, shape, rng, groups=None):
        super().__init__(gain=np.ones(shape), shift=np.zeros(shape))
        self.axes, self.groups = axes, groups

    def fold(self, X):
        if not self.groups:
            return X
        return X.reshape(len(X), -1, self.groups, X.shape[-1] // self.groups)

    def forward(self, X):
        F = self.fold(X)
        M = F - F.mean(self.axes, keepdims=True)
        self.sd = np.sqrt((M**2).mean(self.axes, keepdims=True) + 1e-5)
        self.N = M / self.sd
        return self.N.reshape(X.shape) * self.p["gain"] + self.p["shift"]

    def backward(self, dY):
        axes = tuple(range(dY.ndim - 1))
        N = self.N.reshape(dY.shape)
        self.g = {"gain": (dY * N).sum(axes), "shift": dY.sum(axes)}
        dN = self.fold(dY * self.p["gain"])
        along = (dN * self.N).mean(self.axes, keepdims=True)
        dX = dN - dN.mean(self.axes, keepdims=True) - self.N * along
        return (dX / self.sd).reshape(dY.shape)


class Dropout(With):
    def __init__(self, seed):
        super().__init__()
        self.rng = np.random.default_rng(seed)

    def forward(self, X):
        self.mask = (self.rng.random(X.shape) < 0.7) / 0.7
        return X * self.mask

    def backward(self, dY):
        return dY * self.mask


class Embedding(With):
    def forward(self, tokens):
        self.tokens = tokens
        return self.p["E"][tokens]

    def backward(self, dY):
        self.g = {"E": np.zeros_like(self.p["E"])}
        np.add.at(self.g["E"], self.tokens, dY)


class Residual(With):
    def forward(self, X):
        self.X, self.A = X, np.tanh(X @ self.p["W"])
        return X + self.A

    def backward(self, dY):
        dZ = dY * (1 - self.A**2)
        self.g = {"W": self.X.T @ dZ}
        return dY + dZ @ self.p["W"].T


class Tied(With):
    """An autoencoder: W there, and its transpose back."""

    def forward(self, X):
        self.X, self.A = X, np.tanh(X @ self.p["W"])
        return self.A @ self.p["W"].T

    def backward(self, dY):
        dZ = (dY @ self.p["W"]) * (1 - self.A**2)
        self.g = {"W": self.X.T @ dZ + dY.T @ self.A}
        return dZ @ self.p["W"].T


class Bend(With):
    def forward(self, X):
        self.X = X
        return np.where(X > 0, X, self.p["slope"] * X)

    def backward(self, dY):
        off = self.X <= 0
        self.g = {"slope": (dY * self.X * off).sum(0)}
        return np.where(off, self.p["slope"], 1.0) * dY


def few(rng, *shape):
    return rng.normal(size=shape)


KINDS = {
    "dense": lambda rng: (
        Dense(W=few(rng, 4, 3), b=few(rng, 3)), few(rng, 5, 4)),
    "float32": lambda rng: (
        Dense(W=few(rng, 4, 3).astype("f"), b=few(rng, 3).astype("f")),
        few(rng, 5, 4)),
    "conv, stride 2": lambda rng: (
        Conv(K=few(rng, 2, 3, 2, 3), b=few(rng, 3)), few(rng, 2, 4, 5, 2)),
    "Conv2d, padding 1": lambda rng: (
        Conv2d(2, 3, (2, 3), rng, padding=1), few(rng, 3, 4, 5, 2)),
    "MaxPool2d": lambda rng: (
        MaxPool2d((2, 3), stride=1), few(rng, 2, 4, 5, 3)),
    "Recurrent": lambda rng: (Recurrent(3, 4, rng), few(rng, 2, 5, 3)),
    "SelfAttention": lambda rng: (
        SelfAttention(6, 3, rng), few(rng, 3, 4, 6)),
    "LayerNorm": lambda rng: (
        LayerNorm.from_arrays(few(rng, 5), few(rng, 5)), few(rng, 2, 3, 5)),
    "max pool": lambda rng: (Pool(), few(rng, 2, 5, 7, 2)),
    "LSTM cell": lambda rng: (
        LSTMCell(few(rng, 3, 2), few(rng, 3, 2), W=few(rng, 6, 8),
                 b=few(rng, 8)), few(rng, 3, 4)),
    "attention": lambda rng: (
        Attention(Wq=few(rng, 4, 3), Wk=few(rng, 4, 3), Wv=few(rng, 4, 3)),
        few(rng, 2, 5, 4)),
    "layer norm": lambda rng: (Norm((-1,), 5, rng), few(rng, 2, 3, 5)),
    "batch norm": lambda rng: (Norm((0,), 3, rng), few(rng, 5, 3)),
    "group norm": lambda rng: (
        Norm((1, 3), 6, rng, groups=2), few(rng, 2, 4, 6)),
    "dropout": lambda rng: (
        Dropout(int(rng.integers(1e6))), few(rng, 4, 5)),
    "embedding": lambda rng: (
        Embedding(E=few(rng, 7, 3)), rng.integers(0, 7, (3, 4))),
    "residual": lambda rng: (Residual(W=few(rng, 4, 4)), few(rng, 5, 4)),
    "tied weights": lambda rng: (Tied(W=few(rng, 5, 3)), few(rng, 4, 5)),
    "prelu": lambda rng: (
        Bend(slope=0.2 + 0.1 * few(rng, 4)), few(rng, 5, 4)),
}  # fmt: skip


def rolled(g):
    return np.roll(g.ravel(), 1).reshape(g.shape)


def half(g):
    return (np.arange(g.size) < g.size / 2).reshape(g.shape)


def one(factor):
    def spoil(g):
        g = g.copy()
        g[np.unravel_index(np.argmax(np.abs(g)), g.shape)] *= factor
        return g

    return spoil


SIDES = np.array([-1.0, 1.0])
MISTAKES = {
    "the sign": lambda g: -g,
    "twice": lambda g: 2 * g,
    "a mean": lambda g: g / 5,
    "zero": lambda g: 0 * g,
    "shifted": lambda g: g + 0.5 * np.abs(g).max(),
    "one entry twice": one(2),
    "one entry's sign": one(-1),
    "one entry left out": one(0),
    "another place": rolled,
    "the first half alone": lambda g: g * half(g),
    "clipped": lambda g: np.clip(g, *(0.3 * np.abs(g).max() * SIDES)),
    "squared": lambda g: g * np.abs(g) / np.abs(g).max(),
}


class Planted(Layer):
    """A layer whose gradient `name` is spoiled."""

    def __init__(self, layer, name, how):
        self.layer, self.name, self.how = layer, name, how

    def forward(self, X):
        return self.layer.forward(X)

    def backward(self, dY):
        dX = self.layer.backward(dY)
        return self.how(dX) if self.name == "X" else dX

    def params(self):
        return self.layer.params()

    def grads(self):
        return {
            n: self.how(g) if n == self.name else g
            for n, g in self.layer.grads().items()
        }
