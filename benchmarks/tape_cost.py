"""What a tape costs, next to layers whose backward was written by hand.

A step, forward and backward without an update, of the digits' net (64-32-10)
by the book's layers and by the same formula on the tape. A round times both
a few times and keeps the ratio, so that a busy machine slows both alike.
Prints for each batch size the median and the middle half of the rounds.
"""

import argparse
import os
from time import thread_time

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
os.environ.update(MKL_NUM_THREADS="1", VECLIB_MAXIMUM_THREADS="1")

import numpy as np

import backprop as bp

BLOCK = 20


def by_layers(net, loss, X, t):
    """One step of the layers."""
    loss.forward(net.forward(X), t)
    net.backward(loss.backward(), need_dX=False)


def by_tape(params, X, t):
    """The same step of the same formula, as a tape."""
    W1, b1, W2, b2 = params
    Z = (X @ W1 + b1).relu() @ W2 + b2
    Z = Z - Z.value.max(axis=1, keepdims=True)
    right = Z[np.arange(len(t)), t]
    (Z.exp().sum(axis=1).log() - right).mean().backward()


def seconds(work, *inputs):
    """Time BLOCK calls of `work` on this thread."""
    start = thread_time()
    for _ in range(BLOCK):
        work(*inputs)
    return thread_time() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=100)
    rounds = parser.parse_args().rounds
    rng = np.random.default_rng(0)
    X, t = bp.digits()
    net = bp.Sequential(
        bp.Linear(64, 32, rng), bp.ReLU(), bp.Linear(32, 10, rng)
    )
    params = [bp.Tensor(p) for p in net.params().values()]
    loss = bp.SoftmaxCrossEntropy()
    for batch in (1, 32, 360, 1797):
        rows = X[:batch], t[:batch]
        ratios = [
            seconds(by_tape, params, *rows)
            / seconds(by_layers, net, loss, *rows)
            for _ in range(rounds)
        ]
        low, middle, high = np.percentile(ratios, [25, 50, 75])
        print(
            f"batch {batch:4}: tape / layers {middle:.2f} "
            f"(middle half {low:.2f} to {high:.2f})"
        )


if __name__ == "__main__":
    main()
