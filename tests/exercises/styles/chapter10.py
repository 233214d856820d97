"""Right answers to chapter 10's exercises, each in another style."""

import numpy as np

from backprop import SoftmaxCrossEntropy, Tensor


def by_loops(x1, x2, h0, Wx, Wh, b):
    found, h = [], h0
    for x in (x1, x2):
        z = [
            sum(a * W[j] for a, W in zip([*x, *h], [*Wx, *Wh], strict=True))
            + b[j]
            for j in range(2)
        ]
        h = [max(0, entry) for entry in z]
        found += [z, h]
    return tuple(found)


def by_one_matrix(x1, x2, h0, Wx, Wh, b):
    """The letter and the state as one row."""
    W = np.vstack([Wx, Wh])
    z1 = np.array([*x1, *h0]) @ W + b
    h1 = z1 * (z1 > 0)
    z2 = np.concatenate([x2, h1]) @ W + b
    return {"z1": z1, "h1": h1, "z2": z2, "h2": z2 * (z2 > 0)}


def by_one_hot(dY, tokens, n_tokens):
    hot = tokens[..., None] == np.arange(n_tokens)
    return np.einsum("ntk,ntd->kd", hot.astype(float), dY)


def by_loop(dY, tokens, n_tokens):
    dE = np.zeros((n_tokens, dY.shape[2]))
    for row, word in zip(dY, tokens, strict=True):
        for d, token in zip(row, word, strict=True):
            if token != -1:
                dE[token] += d
    return dE


def by_tokens(dY, tokens, n_tokens):
    return np.array([dY[tokens == k].sum(axis=0) for k in range(n_tokens)])


def cell_as_one_layer(dout, dfuture, x, h_before, z, Wx, Wh):
    dz = (dout + dfuture) / np.cosh(z) ** 2
    both, W = np.hstack([x, h_before]), np.vstack([Wx, Wh])
    dboth, dW, n_in = dz @ W.T, both.T @ dz, x.shape[1]
    db = np.ones(len(x)) @ dz
    return dboth[:, :n_in], dboth[:, n_in:], dW[:n_in], dW[n_in:], db


def cell_by_einsum(dout, dfuture, x, h_before, z, Wx, Wh):
    slope = 1 - np.tanh(z) ** 2
    dz = dout * slope + dfuture * slope
    return [
        np.einsum("nj,ij->ni", dz, Wx),
        np.einsum("nj,ij->ni", dz, Wh),
        np.einsum("ni,nj->ij", x, dz),
        np.einsum("ni,nj->ij", h_before, dz),
        np.einsum("nj->j", dz),
    ]


def through_time_at_the_end(dH, X, H, h0, Wx, Wh):
    """dZ first, step by step; the rest by products of whole arrays."""
    dZ, dh = np.empty(H.shape), np.zeros(h0.shape)
    for t in range(H.shape[1] - 1, -1, -1):
        dZ[:, t] = (dH[:, t] + dh) * (1 - H[:, t]) * (1 + H[:, t])
        dh = dZ[:, t] @ Wh.T
    before = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dWx, dWh = (np.tensordot(A, dZ, ([0, 1], [0, 1])) for A in (X, before))
    return {
        "dX": dZ @ Wx.T, "dh0": dh, "dWx": dWx, "dWh": dWh,
        "db": dZ.sum((0, 1)),
    }  # fmt: skip


def through_time_on_the_tape(dH, X, H, h0, Wx, Wh):
    """The forward pass again, with the b that gives H; then back."""
    before = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    b = (np.arctanh(H) - X @ Wx - before @ Wh)[0, 0]
    steps = [Tensor(X[:, t]) for t in range(X.shape[1])]
    start, inner, outer, bias = map(Tensor, (h0, Wx, Wh, b))
    h, total = start, 0.0
    for t, x in enumerate(steps):
        h = (x @ inner + h @ outer + bias).tanh()
        total = total + (h * dH[:, t]).sum()
    total.backward()
    dX = np.stack([x.grad for x in steps], axis=1)
    return dX, start.grad, inner.grad, outer.grad, bias.grad


def one_row_at_a_time(dH, X, H, h0, Wx, Wh):
    dX, dh0 = np.zeros(X.shape), np.zeros(h0.shape)
    dWx, dWh, db = 0 * Wx, 0 * Wh, np.zeros(len(Wh))
    for n in range(len(X)):
        states, dh = [h0[n], *H[n]], np.zeros(len(Wh))
        for t in range(X.shape[1] - 1, -1, -1):
            dz = (dH[n, t] + dh) * (1 - states[t + 1] ** 2)
            dX[n, t], dh = Wx @ dz, Wh @ dz
            dWx = dWx + np.outer(X[n, t], dz)
            dWh = dWh + np.outer(states[t], dz)
            db = db + dz
        dh0[n] = dh
    return dX, dh0, dWx, dWh, db


def by_the_rows_that_count(logits, labels):
    counted = labels != -1
    loss, dlogits = SoftmaxCrossEntropy(), np.zeros(logits.shape)
    value = loss.forward(logits[counted], labels[counted])
    dlogits[counted] = loss.backward()
    return value, dlogits


def by_weights(logits, labels):
    K = logits.shape[-1]
    weight = (labels >= 0) / np.count_nonzero(labels >= 0)
    E = np.exp(logits - logits.max(-1, keepdims=True))
    p = E / E.sum(-1, keepdims=True)
    hot = labels[..., None] == np.arange(K)
    loss = -(np.log((p * hot).sum(-1) + (labels < 0)) * weight).sum()
    return {"loss": float(loss), "dlogits": (p - hot) * weight[..., None]}


def powers(w, h, k, m, dh):
    latched = w - w * h * h
    steps = next(s for s in range(1, 10_000) if latched**s < 0.01)
    return w, latched, dh * w**k, dh * latched**k, 0, steps


def step_by_step(w, h, k, m, dh):
    """Rounded, and by multiplying k times."""
    factors, left = [w, w * (1 - np.tanh(w * h) ** 2)], [dh, dh]
    for _ in range(k):
        left = [a * factor for a, factor in zip(left, factors, strict=True)]
    steps = int(np.ceil(np.log(0.01) / np.log(factors[1])))
    return [round(float(a), 4) for a in (*factors, *left, 0, steps)]


def by_one_long_row(params, grads, lr, max_norm):
    row = np.concatenate([grads[k].ravel() for k in sorted(grads)])
    norm = np.linalg.norm(row)
    factor = max_norm / max(norm, max_norm)
    found = {k: p - lr * factor * grads[k] for k, p in params.items()}
    return {"norm": norm} | found


def by_copies(params, grads, lr, max_norm):
    new = {k: p.copy() for k, p in params.items()}
    norm = sum(float(np.vdot(g, g)) for g in grads.values()) ** 0.5
    for k, g in grads.items():
        new[k] -= lr * (g if norm <= max_norm else g / norm * max_norm)
    new["norm"] = norm
    return new


def _arrays(words):
    rows = [[0, *(ord(letter) - 96 for letter in word), 0] for word in words]
    longest = max(map(len, rows))
    full = np.array([row + [-1] * (longest - len(row)) for row in rows])
    return np.where(full[:, 1:] < 0, -1, full[:, :-1]), full[:, 1:]


class OnTheTape:
    """Trained by the tape, with one-hot letters and an embedding of 10."""

    def __init__(self, words):
        rng = np.random.default_rng(4)
        shapes = (27, 10), (10, 20), (20, 20), (20, 27)
        self.all = [rng.normal(0, s[0] ** -0.5, s) for s in shapes]
        X, labels = _arrays(words)
        moves = [np.zeros(s) for s in shapes]
        for _ in range(130):
            rows = rng.permutation(len(X))[:50]
            taped = [Tensor(p) for p in self.all]
            self._loss(taped, X[rows], labels[rows]).backward()
            for p, m, taped_p in zip(self.all, moves, taped, strict=True):
                m *= 0.9
                m += np.clip(taped_p.grad, -0.1, 0.1)
                p -= 0.5 * m

    def _loss(self, taped, X, labels):
        E, Wx, Wh, W = taped
        h, total, n = Tensor(np.zeros((len(X), 20))), 0.0, (labels >= 0).sum()
        for x, label in zip(X.T, labels.T, strict=True):
            h = (Tensor(np.eye(27)[x]) @ E @ Wx + h @ Wh).tanh()
            logits = h @ W
            hot = np.eye(27)[label] * (label >= 0)[:, None]
            log_sum = logits.exp().sum(axis=1).log()
            total = total + (log_sum * hot.sum(axis=1)).sum()
            total = total - (logits * hot).sum()
        return total / float(n)

    def chances(self, beginning):
        E, Wx, Wh, W = self.all
        h = np.zeros(20)
        for letter in "`" + beginning:
            h = np.tanh(E[ord(letter) - 96] @ Wx + h @ Wh)
        e = np.exp(h @ W)
        return (e / e.sum()).tolist()

    def sample(self, rng):
        name = ""
        while len(name) < 12:
            edges = np.cumsum(self.chances(name))
            token = int(np.searchsorted(edges, rng.random() * edges[-1]))
            if not token:
                break
            name += "abcdefghijklmnopqrstuvwxyz"[token - 1]
        return name


STYLES = {
    "10.1": (by_loops, by_one_matrix),
    "10.2": (by_one_hot, by_loop, by_tokens),
    "10.3": (cell_as_one_layer, cell_by_einsum),
    "10.4": (
        through_time_at_the_end,
        through_time_on_the_tape,
        one_row_at_a_time,
    ),
    "10.5": (by_the_rows_that_count, by_weights),
    "10.6": (powers, step_by_step),
    "10.7": (by_one_long_row, by_copies),
    "10.8": (OnTheTape,),
}
