"""Right answers to chapter 5's exercises, each in another style."""

import math

import numpy as np

from backprop import (
    Linear,
    ReLU,
    Sequential,
    SoftmaxCrossEntropy,
    digits,
    glorot_normal,
)


def counted(N, B, epochs, k):
    kept = math.ceil(N / B)
    last = N - (kept - 1) * B
    return [
        kept,
        last,
        epochs * kept,
        float(epochs * (N // B)),
        round(1 / math.sqrt(k), 3),
        k,
    ]


def step_by_rows(X, t, w, b, lr):
    error = [sum(x * w) + b - target for x, target in zip(X, t, strict=True)]
    dw = [
        sum(e * x[i] for e, x in zip(error, X, strict=True)) / 2
        for i in (0, 1)
    ]
    db = sum(error) / 2
    new_w = [float(w[i] - lr * dw[i]) for i in (0, 1)]
    new_b = b - lr * db
    after = [x @ new_w + new_b - u for x, u in zip(X, t, strict=True)]
    fall = (sum(e**2 for e in error) - sum(e**2 for e in after)) / 4
    predicted = lr * (dw[0] ** 2 + dw[1] ** 2 + db**2)
    return dw, db, new_w, new_b, round(predicted, 3), round(fall, 3)


def roots(H, c):
    half, det = (H[0, 0] + H[1, 1]) / 2, H[0, 0] * H[1, 1] - H[0, 1] ** 2
    small, large = (half + s * math.sqrt(half**2 - det) for s in (-1, 1))
    limit = 2 / large
    shallow = 1 - 1.8 * small / large
    return [
        small,
        large,
        *(round(x, 4) for x in (limit, shallow, limit / c**2)),
    ]


def halving_by_ratio(diverges, low, high):
    while high / low > 1.0005:
        middle = math.sqrt(low * high)
        low, high = (low, middle) if diverges(middle) else (middle, high)
    return np.float32(high)


def sixty_halvings(runs_away, good, bad):
    for _ in range(60):
        middle = np.array([(good + bad) / 2])
        if runs_away(middle[0]):
            bad = middle[0]
        else:
            good = middle[0]
    return good


def halving_again(diverges, low, high):
    if high - low < 5e-4 * low:
        return low
    middle = low + (high - low) / 2
    if diverges(middle):
        return halving_again(diverges, low, middle)
    return halving_again(diverges, middle, high)


def shuffled_together(X, t, batch_size, rng):
    X, t = X.copy(), t.copy()
    for last in range(len(X) - 1, 0, -1):  # Fisher and Yates
        k = rng.integers(0, last + 1)
        X[[k, last]], t[[k, last]] = X[[last, k]], t[[last, k]]
    out = []
    while len(X):
        out.append([X[:batch_size], t[:batch_size]])
        X, t = X[batch_size:], t[batch_size:]
    return out


def batches_as_lists(X, t, batch_size, rng):
    order = np.arange(len(X))
    rng.shuffle(order)
    cuts = np.arange(batch_size, len(X), batch_size)
    parts = np.split(order, cuts)
    return tuple((X[p].tolist(), t[p].tolist()) for p in parts)


def batches_in_float32(X, t, batch_size, rng):
    pairs = list(zip(X.astype(np.float32), t, strict=True))
    rng.shuffle(pairs)
    dealt = []
    for start in range(0, len(pairs), batch_size):
        rows, labels = zip(*pairs[start : start + batch_size], strict=True)
        dealt.append((np.array(rows), np.array(labels, dtype=np.float32)))
    return dealt


def stop_by_slices(val_losses, patience):
    for epoch in range(1, len(val_losses) + 1):
        so_far = val_losses[:epoch]
        best = so_far.index(min(so_far)) + 1
        if epoch - best >= patience:
            break
    return epoch, best


def stop_by_counting(losses, patience):
    record, best, bad = losses[0], 1, 0
    for k in range(1, len(losses)):
        if losses[k] < record:
            record, best, bad = losses[k], k + 1, 0
        else:
            bad += 1
        if bad == patience:
            return [k + 1, best]
    return np.array([len(losses), best])


def stop_by_arrays(val_losses, patience):
    low = np.minimum.accumulate(val_losses)
    fresh = np.r_[True, low[1:] < low[:-1]]
    epochs = np.arange(1, len(low) + 1)
    best = np.maximum.accumulate(np.where(fresh, epochs, 0))
    over = epochs[epochs - best >= patience]
    stop = over[0] if len(over) else epochs[-1]
    return {"best": best[stop - 1], "stop": stop}


class RateInside:
    """CS231n's convention."""

    def __init__(self, lr, mu):
        self.lr, self.mu, self.v = lr, mu, None

    def step(self, params, grads):
        if self.v is None:
            self.v = {k: np.zeros(p.shape) for k, p in params.items()}
        for k in params:
            self.v[k] = self.mu * self.v[k] - self.lr * grads[k]
        return {k: params[k] + self.v[k] for k in reversed(list(params))}


class EveryGradient:
    """Keeps all gradients, and adds them up anew in float32."""

    def __init__(self, rate, keep):
        self.rate, self.keep, self.seen = rate, keep, []

    def step(self, p, g):
        self.seen.insert(0, {k: a.astype(np.float32) for k, a in g.items()})
        out = {}
        for k in p:
            total = sum(self.keep**i * g[k] for i, g in enumerate(self.seen))
            out[k] = (p[k] - self.rate * total).tolist()
        return out


def nearest_neighbour(X):
    """A stand-in for a trained net: the label of the nearest known row."""
    known, labels = digits()
    order = np.random.default_rng(0).permutation(len(known))[360:]
    known, labels = known[order], labels[order]
    return [int(labels[((known - x) ** 2).sum(axis=1).argmin()]) for x in X]


def nearest_in_float32(X):
    return np.array(nearest_neighbour(X), dtype=np.float32)


def start_by_glorot(X, t, rng):
    """The package's own layers, with another start."""
    net = Sequential(
        Linear(64, 40, rng, init=glorot_normal),
        ReLU(),
        Linear(40, 10, rng, init=glorot_normal),
    )
    return SoftmaxCrossEntropy().forward(net.forward(X), t)


def gradients_by_the_package(X, t, W1, b1, W2, b2):
    arrays = [a.copy() for a in (W1, b1, W2, b2)]
    net = Sequential(
        Linear.from_arrays(*arrays[:2]),
        ReLU(),
        Linear.from_arrays(*arrays[2:]),
    )
    loss = SoftmaxCrossEntropy()
    value = loss.forward(net.forward(X), t)
    net.backward(loss.backward())
    g = net.grads()
    return value, g["0.W"], g["0.b"], g["2.W"], g["2.b"]


def heart_by_steps(X, t, rng):
    net = [
        rng.normal(size=(64, 20)) / 8,
        np.zeros(20),
        rng.normal(size=(20, 10)) / 5,
        np.zeros(10),
    ]
    for _ in range(600):
        grads = gradients_by_the_package(X, t, *net)[1:]
        net = [p - 0.3 * g for p, g in zip(net, grads, strict=True)]
    return dict(zip(("W1", "b1", "W2", "b2"), net, strict=True))


def parts_by_split(X, t, order, n_val, n_test):
    test, val, train = np.split(np.asarray(order), [n_test, n_test + n_val])
    mean, var = X[train].mean(axis=0), X[train].var(axis=0)
    rate = np.where(var == 0, 1.0, var) ** -0.5
    both = [((X[part] - mean) * rate, t[part]) for part in (train, val, test)]
    return tuple(A for pair in both for A in pair)


def parts_by_loops(X, t, order, n_val, n_test):
    dealt = [int(k) for k in order]
    parts = {"test": dealt[:n_test], "val": dealt[n_test : n_test + n_val]}
    parts["train"] = dealt[n_test + n_val :]
    found = {}
    for name, rows in parts.items():
        found[f"t_{name}"] = [t[k] for k in rows]
        found[f"X_{name}"] = np.zeros((len(rows), X.shape[1]))
        for j in range(X.shape[1]):
            known = [X[k, j] for k in parts["train"]]
            mean = math.fsum(known) / len(known)
            square = math.fsum((x - mean) ** 2 for x in known) / len(known)
            for n, k in enumerate(rows):
                away = X[k, j] - mean
                found[f"X_{name}"][n, j] = away / (math.sqrt(square) or 1)
    return found


def parts_in_float32(X, t, order, n_val, n_test):
    dealt, targets = X[order].astype(np.float32), t[order]
    first = n_test + n_val
    dealt = dealt - dealt[first:].mean(axis=0)
    spread = dealt[first:].std(axis=0)
    dealt = np.divide(dealt, spread, out=dealt, where=spread > 0)
    val = slice(n_test, first)
    known = [dealt[first:], targets[first:], dealt[val], targets[val]]
    return [*known, dealt[:n_test], targets[:n_test]]


STYLES = {
    "5.1": [counted],
    "5.2": [step_by_rows],
    "5.3": [roots],
    "5.4": [halving_by_ratio, sixty_halvings, halving_again],
    "5.5": [shuffled_together, batches_as_lists, batches_in_float32],
    "5.6": [stop_by_slices, stop_by_counting, stop_by_arrays],
    "5.7": [RateInside, EveryGradient],
    "5.8a": [start_by_glorot],
    "5.8b": [gradients_by_the_package],
    "5.8c": [heart_by_steps],
    "5.8d": [nearest_neighbour, nearest_in_float32],
    "5.9": [parts_by_split, parts_by_loops, parts_in_float32],
}
