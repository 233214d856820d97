"""Right answers to chapter 1's exercises, each in another style."""

import numpy as np

from backprop import Linear, ReLU, Sequential, softmax

# 1.1


def small_letters_backwards(outputs):
    """Small letters, in another order."""
    said = []
    for y in outputs:
        tanh = "t" if abs(y) < 1 else ""
        sigmoid = "s" if abs(2 * y - 1) < 1 else ""
        relu = "r" if max(y, 0) == y else ""
        said.append(relu + tanh + sigmoid)
    return said


def with_commas(outputs):
    letters = {(False, True): "T, R", (True, True): "S, T, R"}
    return tuple(
        "none"
        if y <= -1
        else ("T" if y < 0 else letters.get((y > 0, y < 1), "R"))
        for y in outputs
    )


# 1.2


def as_lists(N, n_in, n_hidden, n_out):
    hidden, out = [N, n_hidden], [N, n_out]
    first, second = [n_in, n_hidden], [n_hidden, n_out]
    return [[N, n_in], first, [n_hidden], hidden, hidden, second, [n_out], out]


def of_a_net(N, n_in, n_hidden, n_out):
    rng = np.random.default_rng(0)
    first, second = Linear(n_in, n_hidden, rng), Linear(n_hidden, n_out, rng)
    X = rng.normal(size=(N, n_in))
    Z1 = first.forward(X)
    Z2 = second.forward(Z1)
    arrays = X, first.W, first.b, Z1, Z1, second.W, second.b, Z2
    return [A.shape for A in arrays]


# 1.3


def by_rows(X, W1, b1, W2, b2):
    Z1 = [[round(float(z)) for z in x @ W1 + b1] for x in X]
    A1 = [[max(z, 0) for z in row] for row in Z1]
    p = softmax(np.array([A1[0]]) @ W2 + b2)[0]
    return Z1, A1, [round(float(v), 2) for v in p]


def by_layers(X, W1, b1, W2, b2):
    first, relu = Linear.from_arrays(W1, b1), ReLU()
    net = Sequential(first, relu, Linear.from_arrays(W2, b2))
    P = softmax(net.forward(X))
    return [first.forward(X), np.clip(X @ W1 + b1, 0, None), P[0]]


# 1.4


def with_one_input_more(n_in, n_1, n_2, n_out, N):
    parameters = (n_in + 1) * n_1 + (n_1 + 1) * n_2 + (n_2 + 1) * n_out
    products = parameters - n_1 - n_2 - n_out
    return [parameters, products, products * N]


def from_arrays(n_in, n_1, n_2, n_out, N):
    rng, sizes = np.random.default_rng(0), (n_in, n_1, n_2, n_out)
    net = [Linear(m, n, rng) for m, n in zip(sizes, sizes[1:], strict=False)]
    parameters = sum(p.size for f in net for p in f.params().values())
    products = sum(f.W.size for f in net)
    return parameters, float(products), np.int64(N * products)


# 1.5


def differences(X, t):
    return [1, -1, -1, 1, 0, 0, 1, 1, 0]


def or_without_and(X, t):
    return [[[2, 2], [2, 2]], [0, -2], [0.5, -1], 0.0]


def just_wide_enough(X, t):
    nine = np.array([1, 1, 1, 1, 0, -1, 0.2, -0.4, 0.4], dtype=np.float32)
    return tuple(nine.astype(float).round(3))


def one_positive_unit(X, t):
    """The first unit never bends; the second does."""
    return [-1, 1, -1, 1, 3, -1, -1, -2, 3]


# 1.6


def collapse_by_nudging(W1, b1, W2, b2):
    def f(x):
        return (x @ W1 + b1) @ W2 + b2

    b = f(np.zeros(len(W1)))
    return np.array([f(e) - b for e in np.eye(len(W1))]), b


def collapse_by_loops(W1, b1, W2, b2):
    W, b = np.zeros((len(W1), len(b2))), list(b2)
    for k in range(len(b2)):
        for j in range(len(b1)):
            b[k] += b1[j] * W2[j, k]
            for i in range(len(W1)):
                W[i, k] += W1[i, j] * W2[j, k]
    return W.tolist(), b


def collapse_with_bias_as_row(W1, b1, W2, b2):
    stacked = np.vstack([W1, b1]).astype(np.float32)
    both = np.einsum("ij,jk->ik", stacked, W2.astype(np.float32))
    return [both[:-1], both[-1] + b2]


# 1.7


def forward_by_einsum(X, V, c, U, d):
    Z1 = np.einsum("ni,ij->nj", X, V) + c
    A1 = np.where(Z1 > 0, Z1, 0)
    return Z1, A1, np.einsum("nj,jk->nk", A1, U) + d


def forward_by_loops(X, W1, b1, W2, b2):
    Z1, A1, Z2 = [], [], []
    for x in X:
        z = [sum(x * W1[:, j]) + b1[j] for j in range(len(b1))]
        a = [max(v, 0) for v in z]
        Z1.append(z)
        A1.append(a)
        Z2.append([a @ W2[:, k] + b2[k] for k in range(len(b2))])
    return Z1, A1, Z2


def forward_in_float32(X, W1, b1, W2, b2):
    X, W1, b1, W2, b2 = (A.astype(np.float32) for A in (X, W1, b1, W2, b2))
    Z1 = X @ W1 + b1
    A1 = Z1 * (Z1 > 0)
    return {"Z1": Z1, "A1": A1, "Z2": A1 @ W2 + b2}


# 1.8


def mean_by_one_hot(X, labels):
    T = np.eye(10)[labels]
    M = T.T @ X / T.sum(axis=0)[:, None]
    return M.T, -0.5 * np.diag(M @ M.T)


def mean_by_loops(X, labels):
    W, b, count = np.zeros((64, 10)), np.zeros(10), [0] * 10
    for x, k in zip(X, labels, strict=True):
        W[:, k] += x
        count[k] += 1
    for k in range(10):
        W[:, k] /= count[k]
        b[k] = -(W[:, k] @ W[:, k]) / 2
    return W.tolist(), list(b)


def mean_in_float32(X, labels):
    X = X.astype(np.float32)
    means = [np.mean(X[labels == k], axis=0) for k in range(10)]
    W = np.column_stack(means)
    return W, np.array([-(np.linalg.norm(m) ** 2) / 2 for m in means])


# 1.9


WORDS = {
    "price": "none", "temperature": "none", "metres": "none",
    "points": "none", "tags": "sigmoid", "outputs": "softmax",
    "probability": "sigmoid", "-1": "tanh", "not at all": "relu",
    "0 over the rest": "relu", "exactly 0": "relu", "hidden": "leaky",
}  # fmt: skip


def by_words(**jobs):
    """Names in place of letters, by the first word that fits."""
    return [
        next(name for word, name in WORDS.items() if word in job)
        for job in jobs.values()
    ]


def in_one_text(**jobs):
    short = {"none": "N", "softmax": "X"}
    names = by_words(**jobs)
    return "".join(short.get(name, name[0].upper()) for name in names)


def by_job(**jobs):
    return dict(zip(jobs, by_words(**jobs), strict=True))


STYLES = {
    "1.1": [small_letters_backwards, with_commas],
    "1.2": [as_lists, of_a_net],
    "1.3": [by_rows, by_layers],
    "1.4": [with_one_input_more, from_arrays],
    "1.5": [differences, or_without_and, just_wide_enough, one_positive_unit],
    "1.6": [collapse_by_nudging, collapse_by_loops, collapse_with_bias_as_row],
    "1.7": [forward_by_einsum, forward_by_loops, forward_in_float32],
    "1.8": [mean_by_one_hot, mean_by_loops, mean_in_float32],
    "1.9": [by_words, in_one_text, by_job],
}
