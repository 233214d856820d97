"""The operations of the tape, on plain arrays.

Each returns its value Y and then, for each of its inputs, a function that
takes dY, the gradient of the loss with respect to Y, back to that input.
What such a function mentions is what the tape has to remember. It may not
change dY, and may return Y's shape where the input was broadcast: the tape
sums over the copies.
"""

import numpy as np


def add(a, b):
    return a + b, lambda dY: dY, lambda dY: dY


def subtract(a, b):
    return a - b, lambda dY: dY, lambda dY: -dY


def multiply(a, b):
    return a * b, lambda dY: dY * b, lambda dY: dY * a


def divide(a, b):
    Y = a / b
    return Y, lambda dY: dY / b, lambda dY: -dY * Y / b


def power(a, n):
    return a**n, lambda dY: dY * (n * a ** (n - 1) if n else 0.0)


def matmul(A, B):
    return (
        A @ B,
        lambda dY: dY @ B.swapaxes(-1, -2),
        lambda dY: A.swapaxes(-1, -2) @ dY,
    )


def exp(X):
    Y = np.exp(X)
    return Y, lambda dY: dY * Y


def log(X):
    return np.log(X), lambda dY: dY / X


def tanh(X):
    Y = np.tanh(X)
    return Y, lambda dY: dY * (1 - Y**2)


def relu(X):
    on = X > 0  # at 0 we take the slope 0
    return np.maximum(X, 0), lambda dY: dY * on


def total(X, axis, keepdims):
    S = X.sum(axis=axis, keepdims=True)
    kept, shape = S.shape, X.shape
    Y = S if keepdims else S.squeeze(axis)
    return Y, lambda dY: np.broadcast_to(dY.reshape(kept), shape)


def largest(X, axis, keepdims):
    at = np.expand_dims(X.argmax(axis), axis)  # the first of equals
    Y = np.take_along_axis(X, at, axis)
    shape = X.shape

    def back(dY):
        dX = np.zeros(shape, dY.dtype)
        np.put_along_axis(dX, at, dY.reshape(at.shape), axis)
        return dX

    return (Y if keepdims else Y.squeeze(axis)), back


def reshape(X, shape):
    old = X.shape
    return X.reshape(shape), lambda dY: dY.reshape(old)


def transpose(X, axes):
    back = None if axes is None else np.argsort([a % X.ndim for a in axes])
    return X.transpose(axes), lambda dY: dY.transpose(back)


def index(X, where):
    shape = X.shape

    def back(dY):
        dX = np.zeros(shape, dY.dtype)
        np.add.at(dX, where, dY)  # an entry taken twice gets both parts
        return dX

    return X[where], back
