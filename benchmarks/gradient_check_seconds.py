"""Time gradient_check on a net of digits' size and on a convolution.

    python benchmarks/gradient_check_seconds.py

prints the seconds of each check and exits with 1 if one exceeds its bound.
See README.md.
"""

import os
import sys
import time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import numpy as np  # noqa: E402

import backprop as bp  # noqa: E402


class Conv(bp.Layer):
    """Channels last, stride 1, one product for each place of the kernel."""

    def __init__(self, k, n_in, n_out, rng):
        self.K = rng.normal(size=(k, k, n_in, n_out))
        self.b = rng.normal(size=n_out)

    def windows(self, X):
        k = len(self.K)
        X = np.lib.stride_tricks.sliding_window_view(X, (k, k), (1, 2))
        return X.transpose(0, 1, 2, 4, 5, 3)  # (N, H', W', k, k, n_in)

    def forward(self, X):
        self.X = X
        windows = self.windows(X)
        rows = windows.reshape(-1, self.K[..., 0].size)
        Y = rows @ self.K.reshape(-1, len(self.b)) + self.b
        return Y.reshape(*windows.shape[:3], -1)

    def backward(self, dY):
        axes = ((0, 1, 2), (0, 1, 2))
        self.dK = np.tensordot(self.windows(self.X), dY, axes)
        self.db = dY.sum((0, 1, 2))
        dX, k = np.zeros_like(self.X), len(self.K)
        H, W = dY.shape[1:3]
        for i in range(k):
            for j in range(k):
                dX[:, i : i + H, j : j + W] += dY @ self.K[i, j].T
        return dX

    def params(self):
        return {"K": self.K, "b": self.b}

    def grads(self):
        return {"K": self.dK, "b": self.db}


def cases(rng):
    """(name, layer, X, entries, most seconds)."""
    net = bp.Sequential(
        bp.Linear(784, 30, rng), bp.Tanh(), bp.Linear(30, 10, rng)
    )
    X = rng.uniform(size=(32, 784))
    images = rng.normal(size=(4, 28, 28, 1))
    conv = Conv(5, 1, 8, rng)
    yield "784-30-10, 32 rows", net, X, None, 12.0
    yield "784-30-10, entries=200", net, X, 200, 1.0
    yield "5 x 5 conv, 4 images of 28 x 28", conv, images, None, 12.0
    yield "5 x 5 conv, entries=200", conv, images, 200, 2.0


def main():
    rng, slow = np.random.default_rng(0), False
    for name, layer, X, entries, bound in cases(rng):
        start = time.perf_counter()
        report = bp.gradient_check(layer, X, rng, entries=entries)
        seconds = time.perf_counter() - start
        slow = slow or seconds > bound
        said = "agrees" if report else "cannot tell"
        print(f"{name:<34}{seconds:6.1f} s (at most {bound:g}): {said}")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
