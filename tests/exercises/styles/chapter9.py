"""Right answers to chapter 9's exercises, each in another style."""

import numpy as np

from backprop import (
    SGD,
    Conv2d,
    Flatten,
    MaxPool2d,
    Sequential,
    SigmoidCrossEntropy,
    Tensor,
    fit,
)
from backprop.exercises.chapter9.hidden_names import LEAST, NAMES, truth


def counted_by_layers(H, W, c, k1, p, c1, k2, c2, n, K):
    h, w = H + 2 * p - (k1 - 1), W + 2 * p - (k1 - 1)
    rows, columns = (side // 2 - k2 + 1 for side in (h, w))
    weights = [
        (k1 * k1 * c + 1) * c1,
        (k2 * k2 * c1 + 1) * c2,
        (rows // 2 * (columns // 2) * c2 + 1) * n,
        (n + 1) * K,
    ]
    products = rows * columns * (weights[1] - c2)
    return h, w, rows // 2, columns // 2, *weights[:3], sum(weights), products


def counted_by_name(**numbers):
    names = (
        "h", "w", "rows", "columns", "conv_1", "conv_2", "dense", "total",
        "products",
    )  # fmt: skip
    found = counted_by_layers(**numbers)
    return dict(zip(names, map(float, found), strict=True))


def by_numpy(x, k, dy):
    return np.correlate(x, k), np.correlate(x, dy), np.convolve(dy, k)


def by_a_matrix(x, k, dy):
    M = np.zeros((6, 4))
    for i in range(4):
        M[i : i + 3, i] = k
    met = np.array([x[i : i + 3] for i in range(4)])
    return [(x @ M).tolist(), list(met.T @ dy), tuple(M @ dy)]


def by_package(X, K, dY, pixel):
    X, K, dY = (np.array(A, dtype=float)[..., None] for A in (X, K, dY))
    layer = Conv2d.from_arrays(K[..., None], [0.0])
    layer.forward(X[None])
    dX = layer.backward(dY[None])[0, :, :, 0]
    ones = Conv2d.from_arrays(np.ones((*K.shape, 1)), [0.0])
    ones.forward(X[None])
    uses = ones.backward(np.ones((1, *dY.shape)))[0, :, :, 0]
    dK = layer.dK[:, :, 0, 0].tolist()
    return dY.size, int(uses[pixel]), layer.db[0], dK, dX[pixel]


def by_turning(X, K, dY, pixel):
    X, K, dY = np.array(X), np.array(K), np.array(dY)
    (kh, kw), (r, c) = K.shape, pixel
    around = np.pad(dY, ((kh - 1, kh - 1), (kw - 1, kw - 1)))
    asks = around[r : r + kh, c : c + kw]
    inside = np.pad(dY * 0 + 1, ((kh - 1, kh - 1), (kw - 1, kw - 1)))
    seen = np.lib.stride_tricks.sliding_window_view(X, dY.shape)
    return {
        "places": dY.size,
        "uses": inside[r : r + kh, c : c + kw].sum(),
        "db": dY.sum(),
        "dK": np.einsum("uvij,ij->uv", seen, dY),
        "dx": (asks * K[::-1, ::-1]).sum(),
    }


def conv1d_as_one_product(X, K):
    k, c_in, c_out = K.shape
    P = np.lib.stride_tricks.sliding_window_view(X, k, axis=1)
    P = P.transpose(0, 1, 3, 2).reshape(*P.shape[:2], k * c_in)
    W = K.reshape(-1, c_out)

    def back_X(dY):
        dP = (dY @ W.T).reshape(*dY.shape[:2], k, c_in)
        dX = np.zeros(X.shape)
        for i in range(dY.shape[1]):
            dX[:, i : i + k] += dP[:, i]
        return dX

    def back_K(dY):
        return np.tensordot(P, dY, ([0, 1], [0, 1])).reshape(K.shape)

    return P @ W, back_X, back_K


def conv1d_by_loops(X, K):
    N, L, c_in = X.shape
    k, _, c_out = K.shape
    Y = np.zeros((N, L - k + 1, c_out))
    each = [*np.ndindex(N, L - k + 1, k, c_in, c_out)]
    for n, i, u, c, d in each:
        Y[n, i, d] += X[n, i + u, c] * K[u, c, d]

    def back_X(dY):
        dX = np.zeros(X.shape)
        for n, i, u, c, d in each:
            dX[n, i + u, c] += dY[n, i, d] * K[u, c, d]
        return dX

    def back_K(dY):
        dK = np.zeros(K.shape)
        for n, i, u, c, d in each:
            dK[u, c, d] += dY[n, i, d] * X[n, i + u, c]
        return dK

    return [Y, back_X, back_K]


def conv1d_on_the_tape(X, K):
    n = X.shape[1] - len(K) + 1

    def taped():
        inputs = Tensor(X), Tensor(K)
        Y = sum(
            (inputs[0][:, u : u + n] @ inputs[1][u] for u in range(len(K))),
            start=Tensor(np.zeros((len(X), n, K.shape[2]))),
        )
        return inputs, Y

    def back(dY, k):
        inputs, Y = taped()
        Y.backward(dY)
        return inputs[k].grad

    return taped()[1].value, lambda d: back(d, 0), lambda d: back(d, 1)


def unfolded(N, H, W, c_in, kh, kw, c_out, s):
    places = len(range(0, H - kh + 1, s)) * len(range(0, W - kw + 1, s))
    entries = N * places * kh * kw * c_in
    times = round(entries / (N * H * W * c_in), 3)
    products = entries * c_out
    rows = N * places
    return [rows, kh * kw * c_in, times, products, products, places]


def by_im2col(dY, X, K, stride):
    kh, kw, c_in, c_out = K.shape
    seen = np.lib.stride_tricks.sliding_window_view(X, (kh, kw), (1, 2))
    seen = seen[:, ::stride, ::stride].transpose(0, 1, 2, 4, 5, 3)
    P, d = seen.reshape(-1, kh * kw * c_in), dY.reshape(-1, c_out)
    dP = (d @ K.reshape(-1, c_out).T).reshape(seen.shape)
    dX = np.zeros(X.shape)
    for i, j in np.ndindex(dY.shape[1:3]):
        r, c = stride * i, stride * j
        dX[:, r : r + kh, c : c + kw] += dP[:, i, j]
    return dX, (P.T @ d).reshape(K.shape), d.sum(axis=0)


def by_kernel_entries(dY, X, K, stride):
    dX, dK = np.zeros_like(X), np.zeros_like(K)
    _, rows, columns, _ = dY.shape
    for u, v in np.ndindex(K.shape[:2]):
        met = np.s_[
            :,
            u : u + stride * rows : stride,
            v : v + stride * columns : stride,
        ]
        dX[met] += dY @ K[u, v].T
        dK[u, v] = np.tensordot(X[met], dY, ([0, 1, 2], [0, 1, 2]))
    return {"dX": dX, "dK": dK, "db": np.einsum("nijd->d", dY)}


def by_a_turned_kernel(dY, X, K, stride):
    kh, kw = K.shape[:2]
    N, rows, columns, c_out = dY.shape
    spread = np.zeros((
        N, stride * (rows - 1) + 2 * kh - 1,
        stride * (columns - 1) + 2 * kw - 1, c_out,
    ))  # fmt: skip
    spread[
        :,
        kh - 1 : kh - 1 + stride * rows : stride,
        kw - 1 : kw - 1 + stride * columns : stride,
    ] = dY
    dX = np.zeros(X.shape)
    for r, c in np.ndindex(X.shape[1:3]):
        asks = spread[:, r : r + kh, c : c + kw]
        dX[:, r, c] = np.einsum("nuvd,uvcd->nc", asks, K[::-1, ::-1])
    return dX, by_im2col(dY, X, K, stride)[1], dY.sum((0, 1, 2))


def pooled_by_places(dY, X, size, stride):
    pool = MaxPool2d(size, stride)
    pool.forward(X)
    return pool.backward(dY)


def pooled_by_comparing(dY, X, size, stride):
    dX, (kh, kw) = np.zeros(X.shape), size
    for i, j in np.ndindex(dY.shape[1:3]):
        at = np.s_[
            :, stride * i : stride * i + kh, stride * j : stride * j + kw
        ]
        window = X[at].reshape(len(X), kh * kw, -1)
        best, place = window[:, 0].copy(), np.zeros(dY[:, i, j].shape, int)
        for k in range(1, kh * kw):
            larger = window[:, k] > best
            best, place = np.maximum(best, window[:, k]), place + 0
            place[larger] = k
        share = (np.arange(kh * kw)[:, None] == place[:, None]) * 1.0
        share = share * dY[:, i, j][:, None]
        dX[at] += share.reshape(X[at].shape)
    return dX


OTHERS = {"N": 2, "W": 8, "kw": 4, "c_in": 2, "c_out": 3, "stride": 1,
          "padding": 2}  # fmt: skip


def found(**keys):
    told = []
    for part in truth(**keys).values():
        if isinstance(part, str):
            told.append(part)
        else:
            told.append({name: OTHERS[name] for name in part})
    return tuple(told)


def found_in_capitals(**keys):
    told = truth(**keys)
    for letter in keys:
        name = told[letter]
        told[letter] = name.upper().replace(" ", "_")
        least = LEAST[NAMES.index(name)]
        told[f"{letter} sizes"] = {"H": 4} | {n: OTHERS[n] for n in least}
    return told


def edge_and_descent(X, t):
    own = [[1, 2, 1], [0, 0, 0], [-1, -2, -1]]
    K, b = np.array(own) / 4, 0.0
    seen = np.lib.stride_tricks.sliding_window_view(X, (3, 3), (1, 2))
    seen = seen.reshape(len(X), 36, 9)
    for _ in range(80):
        won = seen[np.arange(len(X)), (seen @ K.ravel()).argmax(1)]
        dz = (1 / (1 + np.exp(-(won @ K.ravel() + b))) - t) / len(X)
        K, b = K - (won.T @ dz).reshape(3, 3), b - dz.sum()
    return own, K


def with_the_package(X, t):
    own = np.array([[1, 1, 1], [1, 1, 1], [-2, -2, -2]]) / 3
    conv = Conv2d.from_arrays(own[:, :, None, None], [0.0])
    net = Sequential(conv, MaxPool2d(6), Flatten())
    fit(
        net, SigmoidCrossEntropy(), SGD(lr=0.3), X[..., None], t[:, None],
        epochs=8, batch_size=20, rng=np.random.default_rng(1),
    )  # fmt: skip
    return {"learned": conv.K[:, :, 0, 0], "own": own}


STYLES = {
    "9.1": (counted_by_layers, counted_by_name),
    "9.2": (by_numpy, by_a_matrix),
    "9.3": (by_package, by_turning),
    "9.4a": (conv1d_as_one_product, conv1d_by_loops, conv1d_on_the_tape),
    "9.4b": (unfolded,),
    "9.5": (by_im2col, by_kernel_entries, by_a_turned_kernel),
    "9.6": (pooled_by_places, pooled_by_comparing),
    "9.7": (found, found_in_capitals),
    "9.8": (edge_and_descent, with_the_package),
}
