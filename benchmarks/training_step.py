"""What one training step costs, next to a textbook's and to its products.

`backprop`   what `fit` does for one batch, with every check of arguments;
`textbook`   the same step as textbooks write it, without classes;
`products`   the five matrix products the step cannot do without.

All three run in one process on one BLAS thread. A round times a block of
steps of each and keeps the ratios, so that a busy machine slows all three
alike. Reported: the median ratio and the middle half of the rounds.
Exits with 1 when a median exceeds its bound.
"""

import argparse
import gc
import itertools
import os
import sys
from time import thread_time

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
os.environ.update(MKL_NUM_THREADS="1", VECLIB_MAXIMUM_THREADS="1")

import numpy as np

import backprop as bp

# (n_in, n_hidden, n_out), batch: at most this many times each peer.
BOUNDS = {
    ((64, 32, 10), 32): {"textbook": 0.95, "products": 5.2},
    ((784, 128, 10), 64): {"textbook": 0.75, "products": 1.5},
}
LR = 0.1


def data(n_in, batch):
    """The digits in whole batches, enlarged to 28 × 28 for n_in = 784."""
    X, labels = bp.digits()
    if n_in == 784:
        images = X.reshape(-1, 8, 8).repeat(4, axis=1).repeat(4, axis=2)
        X = images[:, 2:30, 2:30].reshape(-1, 784)
    return [
        (X[k : k + batch].copy(), labels[k : k + batch].copy())
        for k in range(0, len(X) - batch + 1, batch)
    ]


def package(W1, b1, W2, b2):
    """The package: what `fit` does for one batch. Returns step, weights."""
    net = bp.Sequential(
        bp.Linear.from_arrays(W1, b1),
        bp.ReLU(),
        bp.Linear.from_arrays(W2, b2),
    )
    loss = bp.SoftmaxCrossEntropy()
    optimizer = bp.SGD(LR)

    def step(X, labels):
        value = loss.forward(net.forward(X), labels)
        net.parameter_gradients(loss.backward())
        optimizer.step(net.params(), net.grads())
        return value

    return step, lambda: list(net.params().values())


def textbook(W1, b1, W2, b2):
    """The step as textbooks write it. Returns step, weights."""

    def step(X, labels):
        nonlocal W1, b1, W2, b2
        N = X.shape[0]

        # forward
        hidden = X @ W1 + b1
        relu = np.maximum(0, hidden)
        scores = relu @ W2 + b2

        # softmax
        shifted = scores - np.max(scores, axis=1, keepdims=True)
        exp_scores = np.exp(shifted)
        probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)

        # cross-entropy
        correct_logprobs = -np.log(probs[np.arange(N), labels])
        loss = np.sum(correct_logprobs) / N

        # backward
        dscores = probs.copy()
        dscores[np.arange(N), labels] -= 1
        dscores /= N
        dW2 = relu.T @ dscores
        db2 = np.sum(dscores, axis=0)
        drelu = dscores @ W2.T
        dhidden = drelu * (hidden > 0)
        dW1 = X.T @ dhidden
        db1 = np.sum(dhidden, axis=0)
        dX = dhidden @ W1.T  # noqa: F841 (every layer gives its dX)

        # update
        W1 = W1 - LR * dW1
        b1 = b1 - LR * db1
        W2 = W2 - LR * dW2
        b2 = b2 - LR * db2
        return loss

    return step, lambda: [W1, b1, W2, b2]


def products(W1, W2, batch):
    """Two products forward and three backward; the first dX is spared."""
    rng = np.random.default_rng(1)
    H = np.maximum(rng.normal(size=(batch, len(W2))), 0.0)
    dH = rng.normal(size=H.shape)
    dZ = rng.normal(size=(batch, W2.shape[1]))

    def step(X, labels):
        X @ W1
        H @ W2
        H.T @ dZ
        dZ @ W2.T
        X.T @ dH

    return step


def start(n_in, n_hidden, n_out):
    """The same weights at every call, in new arrays: W1, b1, W2, b2."""
    rng = np.random.default_rng(0)
    return (
        bp.he_normal(n_in, n_hidden, rng),
        np.zeros(n_hidden),
        bp.he_normal(n_hidden, n_out, rng),
        np.zeros(n_out),
    )


def programs(*sizes, batch):
    """The three steps by name, each with weights of its own."""
    W1, _, W2, _ = start(*sizes)
    return {
        "backprop": package(*start(*sizes))[0],
        "textbook": textbook(*start(*sizes))[0],
        "products": products(W1, W2, batch),
    }


def assert_same(sizes, batches, steps=200):
    """The package and the textbook compute the same losses and weights."""
    ours, our_weights = package(*start(*sizes))
    theirs, their_weights = textbook(*start(*sizes))
    for X, labels in itertools.islice(itertools.cycle(batches), steps):
        np.testing.assert_allclose(
            ours(X, labels), theirs(X, labels), rtol=1e-9
        )
    for p, q in zip(our_weights(), their_weights(), strict=True):
        np.testing.assert_allclose(p, q, rtol=1e-9, atol=1e-12)


def seconds(step, batches):
    """The time of one step, over one pass through the batches."""
    start = thread_time()
    for X, labels in batches:
        step(X, labels)
    return (thread_time() - start) / len(batches)


def measure(sizes, batches, rounds):
    """Seconds a step, one entry a round, for each program by name.

    Every round makes the programs anew and takes them in another order:
    where an array lies in memory, and what ran before, changes its speed.
    """
    rng = np.random.default_rng(2)
    times = {}
    for _ in range(rounds):
        steps = programs(*sizes, batch=len(batches[0][0]))
        for name in rng.permutation(list(steps)):
            seconds(steps[name], batches[:5])  # to warm up
            times.setdefault(name, []).append(seconds(steps[name], batches))
    return {name: np.array(times[name]) for name in steps}


def report(times, bounds):
    """Print a line for each bound; return whether all of them hold."""
    holds = True
    for peer, bound in bounds.items():
        ratios = times["backprop"] / times[peer]
        low, middle, high = np.percentile(ratios, [25, 50, 75])
        verdict = "holds" if middle <= bound else "EXCEEDED"
        print(
            f"  {middle:.2f} × the {peer} (middle half {low:.2f} to "
            f"{high:.2f}), bound {bound}: {verdict}"
        )
        holds = holds and middle <= bound
    return holds


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=300)
    rounds = parser.parse_args().rounds
    gc.disable()
    holds = []
    for (sizes, batch), bounds in BOUNDS.items():
        batches = data(sizes[0], batch)
        assert_same(sizes, batches)
        times = measure(sizes, batches, rounds)
        medians = (
            f"{n} {1e6 * np.median(t):.0f} µs" for n, t in times.items()
        )
        net = "-".join(map(str, sizes))
        print(f"{net}, batch {batch}:", ", ".join(medians))
        holds.append(report(times, bounds))
    return 0 if all(holds) else 1


if __name__ == "__main__":
    sys.exit(main())
