"""A recurrent net on words in plain NumPy, small enough for a check."""

import numpy as np

from .kinds import tokens_of

UNITS = 24


class SmallNet:
    """Trained when made; its subclasses change one thing each.

    shift: by how many places the labels are ahead.
    """

    steps, shift = 100, 1

    def __init__(self, words):
        rng, n = np.random.default_rng(0), UNITS
        X, labels = self._arrays(words)
        shapes = (27, n), (n, n), (n, 27), (27,)
        sizes = 0.3, n**-0.5, n**-0.5, 0.0
        self.all = [rng.normal(0, 1, s) * a for s, a in zip(
            shapes, sizes, strict=True)]  # fmt: skip
        self.E, self.Wh, self.W, self.b = self.all
        self.h0, moves = np.zeros(n), [0 * p for p in self.all]
        for _ in range(self.steps):
            rows = rng.choice(len(X), 64, replace=False)
            grads = self._grads(X[rows], labels[rows])
            norm = np.sqrt(sum((g**2).sum() for g in grads))
            for p, m, g in zip(self.all, moves, grads, strict=True):
                m *= 0.9
                m += g * min(1.0, 1 / norm)
                p -= 0.5 * m

    def _arrays(self, words):
        X = np.full((len(words), max(map(len, words)) + 1), -1)
        labels = X.copy()
        for row, label, word in zip(X, labels, words, strict=True):
            way, end = [0, *tokens_of(word), 0], len(word) + 1
            row[:end] = way[:-1]
            label[:end] = way[self.shift : self.shift + end]
        return X, labels

    def _grads(self, X, labels):
        H = [np.zeros((len(X), UNITS))]
        for tokens in X.T:
            H.append(np.tanh(self.E[tokens] + H[-1] @ self.Wh))
        H, counted = np.stack(H, axis=1), labels >= 0
        P = np.exp(H[:, 1:] @ self.W + self.b)
        D = P / P.sum(axis=-1, keepdims=True) - np.eye(27)[labels]
        D *= counted[..., None] / counted.sum()
        dH, dz, dE, dWh = D @ self.W.T, 0.0, 0 * self.E, 0 * self.Wh
        for t in reversed(range(X.shape[1])):
            dh = dH[:, t] + (dz @ self.Wh.T if np.ndim(dz) else 0)
            dz = dh * (1 - H[:, t + 1] ** 2)
            np.add.at(dE, X[:, t], dz)
            dWh += H[:, t].T @ dz
        dW = np.tensordot(H[:, 1:], D, ([0, 1], [0, 1]))
        return dE, dWh, dW, D.sum(axis=(0, 1))

    def chances(self, beginning):
        self.h = self.h0
        for token in [0, *tokens_of(beginning)]:
            self.h = np.tanh(self.E[token] + self.h @ self.Wh)
        p = np.exp(self.h @ self.W + self.b)
        return p / p.sum()

    def next_token(self, word, rng):
        return int(rng.choice(27, p=self.chances(word)))

    def sample(self, rng):
        word, token = "", None
        while token != 0 and len(word) < 50:
            token = self.next_token(word, rng)
            word += chr(96 + token) * (token > 0)
        return word
