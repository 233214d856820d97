"""Right answers to chapter 8's exercises, each in another style."""

import numpy as np

from backprop import Scalar, Tensor
from backprop.exercises.chapter8.spoilt_tapes import columns
from backprop.tape import unbroadcast as of_the_package


def by_scalars(x, y, z):
    x, y, z = Scalar(x), Scalar(y), Scalar(z)
    q = x * y
    u, v = q + z, q - x
    f = u * v
    f.backward()
    lines = q, u, v, f
    return [n.value for n in lines] + [n.grad for n in (f, v, u, q, z, y, x)]


def multiplied_out(x, y, z):
    q, f = x * y, (x * y + z) * (x * y - x)
    slopes = 1.0, q + z, q - x, 2 * q + z - x, q - x
    dy = 2 * x * x * y + x * z - x * x
    dx = 2 * x * y * y + z * y - 2 * x * y - z
    return {
        name: float(number)
        for name, number in zip(
            ("q", "u", "v", "f", "df", "dv", "du", "dq", "dz", "dy", "dx"),
            (q, q + z, q - x, f, *slopes, dy, dx),
            strict=True,
        )
    }


def five_orders(a, b, c):
    q_first = b * a
    right = a * b - c * a
    return np.array([right, q_first + right, q_first, -(a * c), 0.0])


def five_by_name(a, b, c):
    return {
        "downwards": 0, "Q before u": -c * a, "q_before_v": a * b,
        "recursion": a * (2 * b - c), "the right": (b - c) * a,
    }  # fmt: skip


def read_by_slices(tape, result):
    grads = np.zeros(len(tape))
    grads[result] = 1
    for k in range(result, -1, -1):
        _, parents, slopes = tape[k]
        np.add.at(grads, list(parents), grads[k] * np.array(slopes))
    return grads


def read_from_below(tape, result):
    """Each line asks its children, from the result up."""
    grads = {}
    for k in range(len(tape) - 1, -1, -1):
        grads[k] = float(k == result) + sum(
            grads[child] * s
            for child in range(k + 1, len(tape))
            for p, s in zip(*tape[child][1:], strict=True)
            if p == k
        )
    return [grads[k] for k in range(len(tape))]


def read_in_float32(tape, result):
    return read_by_slices(tape, result).astype(np.float32)


def read_by_a_stack(tape, result):
    paths, todo = [0.0] * len(tape), [(result, 1.0)]
    while todo:
        k, product = todo.pop()
        paths[k] += product
        for p, s in zip(*tape[k][1:], strict=True):
            todo.append((p, product * s))
    return tuple(paths)


def unbroadcast_by_einsum(dY, shape):
    letters = "abcdefg"[: dY.ndim]
    own = letters[dY.ndim - len(shape) :]
    kept = "".join(c for c, n in zip(own, shape, strict=True) if n != 1)
    return np.einsum(f"{letters}->{kept}", dY).reshape(shape)


def unbroadcast_by_loops(dY, shape):
    dX = np.zeros(shape)
    for k, d in np.ndenumerate(dY):
        own = k[dY.ndim - len(shape) :]
        at = tuple(0 if n == 1 else i for i, n in zip(own, shape, strict=True))
        dX[at] += d
    return dX


def unbroadcast_in_float32(dY, shape):
    return of_the_package(dY.astype(np.float32), tuple(shape))


def grow_with_lambdas(A, B):
    Y = A * np.exp(A * B)
    return Y, lambda d: d * (Y / A + B * Y), lambda d: A * d * Y


def grow_in_float32(A, B):
    A, B = A.astype(np.float32), B.astype(np.float32)
    E = np.exp(A * B)
    return [
        A * E,
        lambda dY: dY.astype(np.float32) * E * (1 + A * B),
        lambda dY: dY.astype(np.float32) * E * A**2,
    ]


def grow_by_entries(A, B):
    def each(rule, *arrays):
        lists = zip(*(X.ravel() for X in arrays), strict=True)
        return np.array([rule(*xs) for xs in lists]).reshape(A.shape)

    def back_a(dY):
        return each(lambda a, b, d: d * np.exp(a * b) * (1 + a * b), A, B, dY)

    def back_b(dY):
        return each(lambda a, b, d: d * a * a * np.exp(a * b), A, B, dY)

    return each(lambda a, b: a * np.exp(a * b), A, B), back_a, back_b


def grow_on_the_tape(A, B):
    def back(dY, k):
        inputs = Tensor(A), Tensor(B)
        (inputs[0] * (inputs[0] * inputs[1]).exp()).backward(dY)
        return inputs[k].grad

    return A * np.exp(A * B), lambda d: back(d, 0), lambda d: back(d, 1)


def take_by_loops(X, rows):
    def back(dY):
        dX = [[0.0] * X.shape[1] for _ in X]
        flat = dY.reshape(-1, X.shape[1])
        for row, d in zip(rows.ravel(), flat, strict=True):
            for i, number in enumerate(d):
                dX[row][i] += number
        return dX

    return X[rows], back


def take_as_a_product(X, rows):
    hot = np.eye(len(X))[rows]  # (..., len(X))
    flat = hot.reshape(-1, len(X))
    return hot @ X, lambda dY: flat.T @ dY.reshape(len(flat), -1)


def take_in_float32(X, rows):
    def back(dY):
        dX = np.zeros(X.shape, np.float32)
        np.add.at(dX, rows, dY.astype(np.float32))
        return dX

    return X.astype(np.float32)[rows], back


def count_checkpoints(n, k, mb, rows):
    parts = n // k
    return [
        mb * n, mb * parts, mb * parts + mb * k, n + n,
        round(rows[2] / sum(rows), 3),
    ]  # fmt: skip


def count_by_name(n, k, mb, rows):
    names = "kept", "with checkpoints", "most", "evaluations", "factor"
    found = count_checkpoints(n, k, mb, rows)
    return dict(zip(names, found, strict=True))


class Softplus:
    def operation(self, X):
        return np.log1p(np.exp(X)), lambda dY: dY / (1 + np.exp(-X))

    def composed(self, X, dY):
        X = Tensor(X)
        Y = (1 + X.exp()).log()
        Y.backward(dY)
        return Y.value, X.grad

    def by_hand(self):
        return [[1.313, 2.127, 4.018]], [[2.193, -1.762, 9.820]]


class LogSoftmax:
    """Every output of a row depends on every input of it."""

    def __init__(self):
        self.calls = 0

    def operation(self, X):
        self.calls += 1
        P = np.exp(X - X.max(axis=1, keepdims=True))
        P /= P.sum(axis=1, keepdims=True)

        def back(dY):
            return dY - P * dY.sum(axis=1, keepdims=True)

        return np.log(P), back

    def composed(self, X, dY):
        X = Tensor(X)
        Y = X - X.exp().sum(axis=1, keepdims=True).log()
        Y.backward(dY)
        return {"dX": X.grad, "Y": Y.value}

    def by_hand(self):
        e = np.exp([[1, 2, 4]])
        p = e / e.sum()
        return np.log(p), [[3, -2, 10]] - p * 11


class FromTheMean:
    def operation(self, X):
        def centred(A):
            return A - A.mean(axis=1, keepdims=True)

        Y = centred(X)
        return Y**2, lambda dY: centred(2 * Y * dY)

    def composed(self, X, dY):
        X = Tensor(X)
        Y = (X - X.mean(axis=1, keepdims=True)) ** 2
        Y.backward(dY)
        return Y.value.tolist(), X.grad.tolist()

    def by_hand(self):
        return [[1.778, 0.111, 2.778]], [[-16.889, -7.556, 24.444]]


def three_names(a, w, x, **tapes):
    known = columns(a, w, x)
    found = []
    for letter in "ABC":
        gaps = {k: np.abs(np.subtract(tapes[letter], v)).sum()
                for k, v in known.items()}  # fmt: skip
        found.append(min(gaps, key=gaps.get).replace(" ", "-").upper())
    return [*found, (a - 2 * w * x) * x]


def three_by_name(**numbers):
    *names, dw = three_names(**numbers)
    return dict(zip("ABC", names, strict=True)) | {"dw": float(dw)}


STYLES = {
    "8.1": (by_scalars, multiplied_out),
    "8.2": (five_orders, five_by_name),
    "8.3": (
        read_by_slices, read_from_below, read_in_float32, read_by_a_stack,
    ),
    "8.4": (
        unbroadcast_by_einsum, unbroadcast_by_loops, unbroadcast_in_float32,
        of_the_package,
    ),
    "8.5": (
        grow_with_lambdas, grow_in_float32, grow_by_entries,
        grow_on_the_tape,
    ),
    "8.6": (take_by_loops, take_as_a_product, take_in_float32),
    "8.7": (count_checkpoints, count_by_name),
    "8.8": (Softplus, LogSoftmax, FromTheMean),
    "8.9": (three_names, three_by_name),
}  # fmt: skip
