"""What a backward pass costs, next to the forward pass.

A linear layer takes one product of matrices forward and two backward, so
chapter 4 predicts a ratio of 2; without the gradient of the data, which
training does not need, 1.4 for this net. A round times each of the three
a few times and keeps the ratios, so that a busy machine slows all alike.
Prints the medians and the middle half of the rounds.
"""

import argparse
import os
from time import thread_time

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
os.environ.update(MKL_NUM_THREADS="1", VECLIB_MAXIMUM_THREADS="1")

import numpy as np

import backprop as bp

SIZES, BATCH, BLOCK = (784, 512, 512, 10), 64, 5


def network(rng):
    """Linear layers of SIZES, with ReLU between them."""
    first, second, third = (
        bp.Linear(n_in, n_out, rng)
        for n_in, n_out in zip(SIZES[:-1], SIZES[1:], strict=True)
    )
    return bp.Sequential(first, bp.ReLU(), second, bp.ReLU(), third)


def seconds(work):
    """Time BLOCK calls of `work` on this thread."""
    start = thread_time()
    for _ in range(BLOCK):
        work()
    return thread_time() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200)
    rounds = parser.parse_args().rounds
    rng = np.random.default_rng(0)
    net = network(rng)
    X = rng.normal(size=(BATCH, SIZES[0]))
    dY = rng.normal(size=(BATCH, SIZES[-1]))
    net.forward(X)
    net.backward(dY)
    ratios = []
    for _ in range(rounds):
        forward = seconds(lambda: net.forward(X))
        full = seconds(lambda: net.backward(dY))
        training = seconds(lambda: net.parameter_gradients(dY))
        ratios.append((full / forward, training / forward))
    for name, column in zip(
        ("backward / forward", "without the first dX"),
        np.array(ratios).T,
        strict=True,
    ):
        low, middle, high = np.percentile(column, [25, 50, 75])
        print(f"{name:22} {middle:.2f}  (middle half {low:.2f} to {high:.2f})")


if __name__ == "__main__":
    main()
