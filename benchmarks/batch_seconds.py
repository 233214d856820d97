"""What one step of SGD costs, by the size of its batch.

The net of chapter 5, 64-64-10, and one step as `fit` makes it: deal the
rows, forward, loss, backward without the data's gradient, update. Each
round times all sizes in turn, in this thread's own time, and the medians
are printed: microseconds a step, and a row.
"""

import argparse
import os
from time import thread_time

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
os.environ.update(MKL_NUM_THREADS="1", VECLIB_MAXIMUM_THREADS="1")

import numpy as np

import backprop as bp

SIZES = (1, 8, 32, 128, 1200)
BLOCK = 20


def seconds(net, X, t, size, rng):
    """Return the seconds of one step, the mean of BLOCK."""
    loss, sgd = bp.SoftmaxCrossEntropy(), bp.SGD(0.01)
    order = rng.permutation(len(X))
    start = thread_time()
    for k in range(BLOCK):
        rows = order[k * size % len(X) :][:size]
        loss.forward(net.forward(X[rows]), t[rows])
        net.parameter_gradients(loss.backward())
        sgd.step(net.params(), net.grads())
    return (thread_time() - start) / BLOCK


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=100)
    rounds = parser.parse_args().rounds
    rng = np.random.default_rng(0)
    X, t = (part[:1200] for part in bp.digits())
    net = bp.Sequential(
        bp.Linear(64, 64, rng), bp.ReLU(), bp.Linear(64, 10, rng)
    )
    measured = [
        [seconds(net, X, t, size, rng) for size in SIZES]
        for _ in range(rounds)
    ]
    for size, column in zip(SIZES, np.array(measured).T, strict=True):
        low, middle, high = 1e6 * np.percentile(column, [25, 50, 75])
        print(
            f"{size:5} rows: {middle:7.1f} µs a step (middle half {low:.1f} "
            f"to {high:.1f}), {middle / size:6.2f} µs a row"
        )


if __name__ == "__main__":
    main()
