"""Right answers to chapter 12's exercises, each in another style."""

import itertools

import numpy as np

from backprop import (
    Poles,
    SoftmaxCrossEntropy,
    Tensor,
    play,
    returns_to_go,
    softmax,
)


def arm_by_arm(e, r, arm):
    """dJ as the sum of every arm's reward times its own slopes."""
    pi = [weight / sum(e) for weight in e]
    J = sum(p * reward for p, reward in zip(pi, r, strict=True))

    def slopes(a):
        return [(k == a) - pi[k] for k in range(3)]

    dJ = [sum(pi[a] * r[a] * slopes(a)[k] for a in range(3)) for k in range(3)]
    return pi, J, slopes(arm), dJ


def by_jacobian(e, r, arm):
    pi = np.array(e) / sum(e)
    jacobian = np.diag(pi) - np.outer(pi, pi)
    return {
        "pi": pi,
        "J": float(pi @ r),
        "score": jacobian[arm] / pi[arm],
        "dJ": (jacobian @ r).round(3),
    }


def on_the_tape(Z, actions, advantages):
    Z, up = Tensor(Z - Z.max(axis=1, keepdims=True)), actions >= 0
    hot = np.eye(Z.value.shape[1])[actions]
    weights = np.where(up, advantages, 0.0) / len(up)
    log_sum = Z.exp().sum(axis=1).log()
    loss = ((log_sum - (Z * hot).sum(axis=1)) * weights).sum()
    loss.backward()
    return Z.grad


def by_cross_entropy(Z, actions, advantages):
    """Chapter 4's gradient, in which -1 is not counted, weighed."""
    loss = SoftmaxCrossEntropy()
    if (actions < 0).all():
        return np.zeros(Z.shape)
    loss.forward(Z, actions)
    counted = (actions >= 0).sum()
    return loss.backward() * (advantages * counted / len(Z))[:, None]


def row_by_row(Z, actions, advantages):
    dZ = np.zeros(Z.shape)
    for d, z, a, A in zip(dZ, Z, actions, advantages, strict=True):
        if a != -1:
            d += A * np.exp(z - np.logaddexp.reduce(z)) / len(Z)
            d[a] -= A / len(Z)
    return dZ


def by_a_triangle(rewards, discount):
    T = rewards.shape[1]
    powers = np.subtract.outer(np.arange(T), np.arange(T))
    return rewards @ np.where(powers >= 0, discount ** abs(powers), 0)


def by_turning(rewards, discount):
    out = []
    for reward in rewards.T[::-1]:
        out.append(reward + discount * out[-1] if out else 1.0 * reward)
    return np.array(out[::-1]).T


def by_the_package(rewards, discount):
    return returns_to_go(rewards, discount)


def uphill(W, X, actions, G, n, lr):
    scores = X @ W
    E = np.exp(scores - scores.max(axis=1, keepdims=True))
    share = -E / E.sum(axis=1, keepdims=True)
    share[np.arange(len(X)), actions] += 1
    return W + lr * np.einsum("ni,nk,n->ik", X, share, G) / n


def decision_by_decision(W, X, actions, G, n, lr):
    new = W.copy()
    for x, a, g in zip(X, actions, G, strict=True):
        hot = np.arange(W.shape[1]) == a
        new += lr * g / n * np.outer(x, hot - softmax((x @ W)[None])[0])
    return new


def by_arrays(p, R, T, b):
    """All paths at once, a row for each."""
    actions = np.array([*itertools.product([0, 1], repeat=T)])
    went = np.cumsum(actions, axis=1) - actions
    states, p = went % 2, np.array(p)
    go = p[states]
    chances = np.where(actions, go, 1 - go).prod(axis=1)
    rewards = np.array(R)[states, actions]
    G = rewards[:, ::-1].cumsum(axis=1)[:, ::-1]
    shares = (G - b) * (actions - go)
    g = np.stack([(shares * (states == s)).sum(1) for s in (0, 1)], axis=1)
    mean = chances @ g
    variance = chances @ ((g - mean) ** 2).sum(axis=1)
    return {"J": chances @ G[:, 0], "mean": mean, "variance": variance}


def by_recursion(p, R, T, b):
    """Paths grown from their ends."""

    def paths(s, left):
        if not left:
            yield 1.0, 0.0, np.zeros(2)
            return
        for a, chance in ((0, 1 - p[s]), (1, p[s])):
            for q, G, g in paths(s ^ a, left - 1):
                G = G + R[s][a]
                own = (G - b) * (a - p[s]) * (np.arange(2) == s)
                yield chance * q, G, g + own

    found = list(paths(0, T))
    J = sum(q * G for q, G, _ in found)
    mean = sum(q * g for q, _, g in found)
    return (
        J,
        mean.tolist(),
        sum(q * ((g - mean) ** 2).sum() for q, _, g in found),
    )


CAUSED = (
    "own one among", "action that was drawn", "over all its steps",
    "largest", "next step",
)  # fmt: skip


def in_words(n, **texts):
    costs = [any(w in text for w in CAUSED) for text in texts.values()]
    return (*costs, round((n - 1) / n, 3))


def in_ones(n, **texts):
    costs = {k: int(any(w in t for w in CAUSED)) for k, t in texts.items()}
    return costs | {"factor": 1 - 1 / n}


def one_column(rng):
    """Trained as one weight for each input, right minus left."""
    edges = np.array([2.4, 1.0, 0.21, 1.0])
    w, use, rate = np.zeros(4), np.array([1, 0, 1, 1]), 0.006
    for _ in range(40):

        def policy(states, w=w):
            right = 1 / (1 + np.exp(-states / edges @ w))
            return np.stack([1 - right, right], axis=-1)

        e = play(policy, Poles(12, rng), rng)
        if e.lengths.mean() > 480:
            break
        G = np.where(e.alive, returns_to_go(e.rewards), 0)
        others = (G.sum(axis=0) - G) / 11
        A = np.where(e.alive, G - others, 0) / 12
        slope = e.actions - policy(e.states)[..., 1]
        w = w + rate * use * np.tensordot(A * slope, e.states / edges, 2)
    return np.stack([np.zeros(4), w], axis=1).tolist()


STYLES = {
    "12.1": (arm_by_arm, by_jacobian),
    "12.2": (on_the_tape, by_cross_entropy, row_by_row),
    "12.3": (by_a_triangle, by_turning, by_the_package),
    "12.4": (uphill, decision_by_decision),
    "12.5": (by_arrays, by_recursion),
    "12.6": (in_words, in_ones),
    "12.7": (one_column,),
}
