"""Right answers to chapter 11's exercises, each in another style."""

import numpy as np

from backprop import LayerNorm, Tensor, softmax
from backprop import attention as package_attention
from backprop import attention_backward as package_backward


def by_loops(q2, q3, K, V):
    def seen(q, tokens):
        s = [sum(a * b for a, b in zip(q, k, strict=True)) / 2 for k in K]
        s = s[:tokens]
        powers = [2**x for x in s]
        a = [p / sum(powers) for p in powers]
        return s, a, [sum(x * v[j] for x, v in zip(a, V[:tokens], strict=True))
                      for j in range(2)]  # fmt: skip

    return *seen(q3, 3), seen(q2, 2)[2]


def by_the_package(q2, q3, K, V):
    """All three tokens at once, the first with a query that is anything."""
    Q = np.log(2) * np.array([q2, q2, q3], dtype=float)
    means, A = package_attention(Q, np.array(K, float), np.array(V, float))
    s3 = np.array(K) @ np.array(q3) // 2
    return {"s3": s3, "a3": A[2], "o3": means[2], "o2": means[1]}


def by_jacobians(A, dA):
    dS = np.empty(A.shape)
    for at in np.ndindex(A.shape[:-1]):
        dS[at] = (np.diag(A[at]) - np.outer(A[at], A[at])) @ dA[at]
    return dS


def by_logs(A, dA):
    """Softmax taken anew, by the tape."""
    with np.errstate(divide="ignore"):
        S = Tensor(np.where(A > 0, np.log(A), -50.0))
    E = S.exp()
    (E / E.sum(axis=-1, keepdims=True) * dA).sum().backward()
    return np.where(A > 0, S.grad, 0)


def by_einsum(dO, Q, K, V, A):
    dA = np.einsum("...tv,...sv->...ts", dO, V)
    means = np.einsum("...ts,...sv->...tv", A, V)
    dS = A * (dA - np.einsum("...tv,...tv->...t", dO, means)[..., None])
    dS *= Q.shape[-1] ** -0.5
    return [
        np.einsum("...ts,...sd->...td", dS, K),
        np.einsum("...ts,...td->...sd", dS, Q),
        np.einsum("...ts,...tv->...sv", A, dO),
    ]


def query_by_query(dO, Q, K, V, A):
    dQ, dK, dV = np.zeros(Q.shape), np.zeros(K.shape), np.zeros(V.shape)
    for *front, t in np.ndindex(Q.shape[:-1]):
        at = tuple(front)
        a, d = A[at][t], V[at] @ dO[at][t]
        ds = a * (d - a @ d) / np.sqrt(Q.shape[-1])
        dQ[at][t] = ds @ K[at]
        dK[at] += np.outer(ds, Q[at][t])
        dV[at] += np.outer(a, dO[at][t])
    return {"dQ": dQ, "dK": dK, "dV": dV}


def by_projections(dY, x_hat, sigma, gain):
    """The parts of g along the row of ones and along x̂ are taken away."""
    g, one = dY * gain, np.ones(dY.shape[-1])
    for direction in (one * np.ones(dY.shape), x_hat):
        along = (g * direction).sum(-1, keepdims=True) / len(one)
        g = g - along * direction
    n = dY.shape[-1]
    flat, rows = dY.reshape(-1, n), x_hat.reshape(-1, n)
    return g / sigma, np.einsum("rj,rj->j", flat, rows), flat.sum(axis=0)


def by_a_matrix(dY, x_hat, sigma, gain):
    """The Jacobian of each place."""
    n = dY.shape[-1]
    dX, dgain, dshift = np.empty(dY.shape), np.zeros(n), np.zeros(n)
    for at in np.ndindex(dY.shape[:-1]):
        x = x_hat[at]
        J = (np.eye(n) - 1 / n - np.outer(x, x) / n) / sigma[at]
        dX[at] = J @ (gain * dY[at])
        dgain, dshift = dgain + dY[at] * x, dshift + dY[at]
    return dX, dgain, dshift


def by_the_layer(x, g, m):
    """dx by the package's layer norm; the others by their formulas."""
    x, g = np.array(x, dtype=float), np.array(g, dtype=float)
    layer = LayerNorm.from_arrays(np.ones(5), np.zeros(5), eps=1e-12)
    layer.forward(x[None])
    dx = layer.backward(g[None])[0, 0]
    direct, by_mean = g[0] / np.std(x), -g.mean() / np.std(x)
    return direct, by_mean, dx - direct - by_mean, dx, 0, -2 * np.mean(x - m)


def term_by_term(x, g, m):
    n, mu = len(x), sum(x) / len(x)
    sigma = (sum((a - mu) ** 2 for a in x) / n) ** 0.5
    hat = [(a - mu) / sigma for a in x]
    three = [
        g[0] / sigma,
        -sum(g) / n / sigma,
        -hat[0] * sum(a * b for a, b in zip(g, hat, strict=True)) / n / sigma,
    ]
    return [round(p, 4) for p in (*three, sum(three), 0.0, 2 * (m - mu))]


def by_columns(Q, K, V, heads):
    strips = np.split(np.arange(Q.shape[-1]), heads)
    cut = ([X[..., s] for X in (Q, K, V)] for s in strips)
    return np.concatenate([package_attention(*x)[0] for x in cut], axis=-1)


def by_einsum_with_heads(Q, K, V, heads):
    N, T, D = Q.shape
    Q, K, V = (X.reshape(N, T, heads, -1) for X in (Q, K, V))
    S = np.einsum("nthd,nshd->nhts", Q, K) / (D / heads) ** 0.5
    S[..., np.triu_indices(T, 1)[0], np.triu_indices(T, 1)[1]] = -np.inf
    return np.einsum("nhts,nshd->nthd", softmax(S), V).reshape(N, T, D)


def told(**keys):
    from backprop.exercises.chapter11.leak_names import truth

    return tuple(truth(**keys).values())


def told_by_name(**keys):
    """A dict, with lists of instruments in another order."""
    from backprop.exercises.chapter11.leak_names import truth

    return {
        name: part if len(name) == 1 else part.split()[::-1]
        for name, part in truth(**keys).items()
    }


def tied_by_one_hot(dlogits, tokens, H, E, W):
    hot = (tokens[..., None] == np.arange(len(E))).astype(float)
    X = hot @ E
    dZ = dlogits @ E * (1 - H) * (1 + H)
    return {
        "dE": np.tensordot(dlogits, H, ([0, 1], [0, 1]))
        + np.tensordot(hot, dZ @ W.T, ([0, 1], [0, 1])),
        "dW": np.tensordot(X, dZ, ([0, 1], [0, 1])),
    }


def tied_on_the_tape(dlogits, tokens, H, E, W):
    table, inner, total = Tensor(E), Tensor(W), 0.0
    for word, d in zip(tokens, dlogits, strict=True):
        X = Tensor(np.eye(len(E))[word]) @ table
        logits = (X @ inner).tanh() @ table.transpose()
        total = total + (logits * d).sum()
    total.backward()
    return table.grad, inner.grad


def by_three_jacobians(s, v, d):
    p = 2.0 ** np.array(s) / (2.0 ** np.array(s)).sum()
    J = np.diag(p) - np.outer(p, p)  # of the weights, in the scores
    open_score, after_score = (
        d * (J @ (np.array(v) * heard))[2] for heard in ([1, 1, 1], [1, 1, 0])
    )
    return 0, 0, open_score, p[2] * d, after_score, 0


def by_share_lost(s, v, d):
    """What the others lose when the third weight grows."""
    third = 2.0 ** s[2] / sum(2.0**x for x in s)
    o = sum(2.0**x * y for x, y in zip(s, v, strict=True))
    o /= sum(2.0**x for x in s)
    before = o - third * v[2]
    names = "score", "value"
    found = [0, 0, third * d * (v[2] - o), third * d, -third * d * before, 0]
    layers = ("right", "open", "after")
    keys = [f"{layer}_{name}" for layer in layers for name in names]
    return dict(zip(keys, np.round(found, 4).tolist(), strict=True))


STYLES = {
    "11.1": (by_loops, by_the_package),
    "11.2": (by_jacobians, by_logs),
    "11.3": (by_einsum, query_by_query, package_backward),
    "11.4": (by_projections, by_a_matrix),
    "11.5": (by_the_layer, term_by_term),
    "11.6": (by_columns, by_einsum_with_heads),
    "11.7": (told, told_by_name),
    "11.8": (tied_by_one_hot, tied_on_the_tape),
    "11.9": (by_three_jacobians, by_share_lost),
}
