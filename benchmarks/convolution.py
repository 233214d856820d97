"""What convolution costs: beside PyTorch, its products, and loops.

A step of chapter 9's net on the digits, as `fit` makes it, beside the same
step in eager PyTorch (where it is installed) and beside the matrix products
that no such step can do without; the growth of one layer with its image and
its channels; and time and peak memory of im2col beside loops over places.

Everything runs in one process on one thread, in the thread's own time. A
round times each program a few times and keeps the ratios, so that a busy
machine slows all alike. Exits with 1 when a bound is missed.
"""

import argparse
import gc
import os
import sys
import tracemalloc
from time import thread_time

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
os.environ.update(MKL_NUM_THREADS="1", VECLIB_MAXIMUM_THREADS="1")

import numpy as np

import backprop as bp

try:
    import torch
except ImportError:
    torch = None

BATCH, LR = 32, 0.1
FASTER = {"float64": 2.5, "float32": 3.5}  # than PyTorch, at least


def digits(dtype):
    """The first images (BATCH, 8, 8, 1) and their labels."""
    X, labels = bp.digits()
    X = X[:BATCH].reshape(BATCH, 8, 8, 1)
    return X.astype(dtype), labels[:BATCH]


def network(dtype):
    """Chapter 9's net, 1,898 parameters, the same at every call."""
    rng = np.random.default_rng(0)
    return bp.Sequential(
        bp.Conv2d(1, 8, 3, rng, padding=1, dtype=dtype),
        bp.ReLU(),
        bp.MaxPool2d(2),
        bp.Conv2d(8, 16, 3, rng, padding=1, dtype=dtype),
        bp.ReLU(),
        bp.MaxPool2d(2),
        bp.Flatten(),
        bp.Linear(64, 10, rng, dtype=dtype),
    )


def package(dtype):
    """What `fit` does for one batch. Returns the step."""
    net, loss, optimizer = network(dtype), bp.SoftmaxCrossEntropy(), bp.SGD(LR)
    X, labels = digits(dtype)

    def step():
        value = loss.forward(net.forward(X), labels)
        net.parameter_gradients(loss.backward())
        optimizer.step(net.params(), net.grads())
        return value

    return step


def pytorch(dtype):
    """The same step in eager PyTorch, from the same parameters."""
    nn, p = torch.nn, network(dtype).params()
    net = nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(64, 10),
    ).to(getattr(torch, dtype))  # fmt: skip
    head = p["7.W"].reshape(2, 2, 16, 10).transpose(3, 2, 0, 1)
    arrays = [p["0.K"].transpose(3, 2, 0, 1), p["0.b"],
              p["3.K"].transpose(3, 2, 0, 1), p["3.b"],
              head.reshape(10, 64), p["7.b"]]  # fmt: skip
    with torch.no_grad():
        for theirs, ours in zip(net.parameters(), arrays, strict=True):
            theirs.copy_(torch.tensor(ours.copy()))
    loss = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(net.parameters(), LR)
    X, labels = digits(dtype)
    X = torch.tensor(X.transpose(0, 3, 1, 2).copy())
    labels = torch.tensor(labels)

    def step():
        optimizer.zero_grad()
        value = loss(net(X), labels)
        value.backward()
        optimizer.step()
        return value.item()

    return step


def products(dtype):
    """The step's eight products; the first layer's dX is spared."""
    rng = np.random.default_rng(1)

    def layer(rows, n_in, n_out, need_dX=True):
        P, W, dY = (
            rng.normal(size=shape).astype(dtype)
            for shape in [(rows, n_in), (n_in, n_out), (rows, n_out)]
        )
        pairs = [(P, W), (P.T, dY)]
        return pairs + [(dY, W.T)] * need_dX

    pairs = layer(BATCH * 64, 9, 8, need_dX=False)
    pairs += layer(BATCH * 16, 72, 16) + layer(BATCH, 64, 10)

    def step():
        for A, B in pairs:
            A @ B

    return step


def seconds(work, times):
    """The time of one call of `work`, the mean of a few."""
    start = thread_time()
    for _ in range(times):
        work()
    return (thread_time() - start) / times


def measured(programs, rounds, times=5):
    """Seconds of each program by name, one entry a round, in random order."""
    rng = np.random.default_rng(2)
    found = {name: [] for name in programs}
    for _ in range(rounds):
        for name in rng.permutation(list(programs)):
            programs[name]()  # to warm up
            found[name].append(seconds(programs[name], times))
    return {name: np.array(column) for name, column in found.items()}


def quarters(ratios):
    low, middle, high = np.percentile(ratios, [25, 50, 75])
    return middle, f"{middle:.2f} (middle half {low:.2f} to {high:.2f})"


def report_step(dtype, rounds):
    """Print what the step costs; return whether its bound is kept."""
    programs = {"backprop": package(dtype), "products": products(dtype)}
    if torch:
        programs["PyTorch"] = pytorch(dtype)
        close = 1e-9 if dtype == "float64" else 1e-4
        for _ in range(20):
            np.testing.assert_allclose(
                programs["backprop"](), programs["PyTorch"](), rtol=close
            )
    times = measured(programs, rounds)
    medians = (f"{n} {1e6 * np.median(t):.0f} µs" for n, t in times.items())
    print(f"a step, {dtype}:", ", ".join(medians))
    _, words = quarters(times["backprop"] / times["products"])
    print(f"  {words} × the products")
    if not torch:
        print("  PyTorch is not installed here: not compared")
        return True
    middle, words = quarters(times["PyTorch"] / times["backprop"])
    holds = middle >= FASTER[dtype]
    print(
        f"  {words} × faster than PyTorch, asked {FASTER[dtype]}: "
        f"{'holds' if holds else 'MISSED'}"
    )
    return holds


def layer_step(side, c_in, c_out):
    """Forward and backward of one 3 × 3 convolution on 8 images."""
    rng = np.random.default_rng(3)
    layer = bp.Conv2d(c_in, c_out, 3, rng, padding=1)
    X = rng.normal(size=(8, side, side, c_in))
    dY = rng.normal(size=(8, side, side, c_out))

    def step():
        layer.forward(X)
        layer.backward(dY)

    return step


def report_growth(rounds):
    """Print how a layer's time grows when its image or channels double."""
    for family in (
        {f"{n} x {n}, 8 to 16 channels": (n, 8, 16) for n in (8, 16, 32)},
        {f"16 x 16, {c} to {c} channels": (16, c, c) for c in (4, 8, 16, 32)},
    ):
        times = measured(
            {name: layer_step(*sizes) for name, sizes in family.items()},
            rounds,
            times=2,
        )
        smaller = None
        for name, column in times.items():
            text = f"{name:25} {1e6 * np.median(column):7.0f} µs"
            if smaller is not None:
                text += f", × {quarters(column / smaller)[1]}"
            print(text)
            smaller = column


def by_places(X, K, b):
    """Y by a loop over its places: one window of every image at a time."""
    kh, kw, _, c_out = K.shape
    rows, columns = X.shape[1] - kh + 1, X.shape[2] - kw + 1
    Y = np.empty((len(X), rows, columns, c_out))
    for i, j in np.ndindex(rows, columns):
        window = X[:, i : i + kh, j : j + kw].reshape(len(X), -1)
        Y[:, i, j] = window @ K.reshape(-1, c_out) + b
    return Y


def by_images(X, K, b):
    """Y by loops over images and places: one window at a time."""
    kh, kw, _, c_out = K.shape
    N, H, W, _ = X.shape
    Y = np.empty((N, H - kh + 1, W - kw + 1, c_out))
    for n in range(N):
        Y[n : n + 1] = by_places(X[n : n + 1], K, b)
    return Y


def peak(work):
    """The most memory that `work` held at once beside its result, bytes."""
    tracemalloc.start()
    Y = work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most - Y.nbytes


def report_loops(rounds):
    """Print time and memory of im2col beside the two loops."""
    rng = np.random.default_rng(4)
    layer = bp.Conv2d(8, 8, 3, rng)
    for N in (1, 32, 256):
        X = rng.normal(size=(N, 28, 28, 8))
        programs = {
            "im2col": lambda X=X: layer.forward(X),
            "places": lambda X=X: by_places(X, layer.K, layer.b),
            "images and places": lambda X=X: by_images(X, layer.K, layer.b),
        }
        times = measured(programs, rounds, times=1)
        print(f"{N} images")
        for name, work in programs.items():
            np.testing.assert_allclose(work(), layer.forward(X), atol=1e-12)
            layer.P = None
            print(
                f"  {name:18} {1e3 * np.median(times[name]):7.2f} ms, × "
                f"{quarters(times[name] / times['im2col'])[1]}; peak "
                f"{peak(work) / 2**20:5.1f} MiB beside Y, "
                f"{peak(work) / X.nbytes:5.2f} images"
            )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200)
    rounds = parser.parse_args().rounds
    if torch:
        torch.set_num_threads(1)
    gc.disable()
    holds = [report_step(dtype, rounds) for dtype in FASTER]
    report_growth(max(rounds // 10, 3))
    report_loops(max(rounds // 20, 3))
    return 0 if all(holds) else 1


if __name__ == "__main__":
    sys.exit(main())
