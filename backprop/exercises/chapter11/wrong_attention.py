"""Attention that leaks, or that is blamed wrongly: the suspects of 11.7."""

import numpy as np

from ...layers import SelfAttention, softmax


def _turned(M):
    return M.swapaxes(-1, -2)


class _Attention(SelfAttention):
    """SelfAttention in parts, of which a suspect has one changed."""

    def forward(self, X):
        self.X = X = np.asarray(X, dtype=float)
        rows = X.reshape(-1, len(self.Wq))
        parts = (rows @ W for W in (self.Wq, self.Wk, self.Wv))
        self.Q, self.K, self.V = map(self._apart, parts)
        self.A = self.weights(self.Q @ _turned(self.K) / self.root())
        self.O = self.merged(self.A @ self.V)
        return (self.O @ self.Wo).reshape(X.shape)

    def backward(self, dY):
        rows = self.X.reshape(-1, len(self.Wq))
        dY = np.asarray(dY, dtype=float).reshape(rows.shape)
        self.dWo = self.O.T @ dY
        dO = self.split(dY @ self.Wo.T)
        dS = self.to_scores(dO @ _turned(self.V))
        gradients = *self.to_both(dS), _turned(self.A) @ dO
        dQ, dK, dV = map(self._together, gradients)
        self.dWq, self.dWk, self.dWv = rows.T @ dQ, rows.T @ dK, rows.T @ dV
        dX = dQ @ self.Wq.T + dK @ self.Wk.T + dV @ self.Wv.T
        return dX.reshape(self.X.shape)

    def root(self):
        return self.Q.shape[-1] ** 0.5

    def weights(self, S):
        return softmax(np.where(np.tri(S.shape[-1]) > 0, S, -np.inf))

    def merged(self, means):
        return self._together(means)

    def split(self, dmerged):
        return self._apart(dmerged)

    def to_scores(self, dA):
        return self.A * (dA - (self.A * dA).sum(axis=-1, keepdims=True))

    def to_both(self, dS):
        root = self.root()
        return dS @ self.K / root, _turned(dS) @ self.Q / root


class MaskMissing(_Attention):
    """No score is hidden."""

    def weights(self, S):
        return softmax(S)


class MaskAfterSoftmax(_Attention):
    """The weights of the future are made 0, and have had their share."""

    def weights(self, S):
        return softmax(S) * np.tri(S.shape[-1])

    def to_scores(self, dA):
        unmasked = softmax(self.Q @ _turned(self.K) / self.root())
        row = (self.A * dA).sum(axis=-1, keepdims=True)
        return self.A * dA - unmasked * row


class OneStepTooFar(_Attention):
    """The next token is seen, too."""

    def weights(self, S):
        return softmax(np.where(np.tri(S.shape[-1], k=1) > 0, S, -np.inf))


class SoftmaxOverQueries(_Attention):
    """The columns of A sum to 1, and not its rows."""

    def weights(self, S):
        return _turned(softmax(_turned(
            np.where(np.tri(S.shape[-1]) > 0, S, -np.inf)
        )))  # fmt: skip

    def to_scores(self, dA):
        return self.A * (dA - (self.A * dA).sum(axis=-2, keepdims=True))


class HeadsMixed(_Attention):
    """Merged by a reshape, without bringing the heads behind the tokens."""

    def merged(self, means):
        return means.reshape(-1, len(self.Wq))

    def split(self, dmerged):
        return dmerged.reshape(self.V.shape)


class ScaleOfAll(_Attention):
    """The root of the whole width, and not of a head's."""

    def root(self):
        return len(self.Wq) ** 0.5


class ScaleForgotten(_Attention):
    """Backward without the root."""

    def to_both(self, dS):
        return dS @ self.K, _turned(dS) @ self.Q


class Exchanged(_Attention):
    """dK for dQ, and dQ for dK."""

    def to_both(self, dS):
        root = self.root()
        return _turned(dS) @ self.Q / root, dS @ self.K / root


class NoSubtraction(_Attention):
    """A ∘ dA, without what a row has in common."""

    def to_scores(self, dA):
        return self.A * dA


class Diagonal(_Attention):
    """A (1 - A) dA. This one is shown, and not asked."""

    def to_scores(self, dA):
        return self.A * (1 - self.A) * dA
