"""Make the net that reads what is drawn on an empty sheet.

    python -m tools.freehand

trains it on tools/pen_digits.npz and writes backprop/data_files/freehand.npz.
LICENSE-pen-digits, beside that file, says whose strokes they are.
"""

from pathlib import Path

import numpy as np

from backprop import (
    SGD,
    Linear,
    ReLU,
    Sequential,
    SoftmaxCrossEntropy,
    accuracy,
    digits,
    fit,
)
from backprop.book.freehand import UNIT

ROOT = Path(__file__).resolve().parents[1]
STROKES = ROOT / "tools" / "pen_digits.npz"
NET = ROOT / "backprop" / "data_files" / "freehand.npz"
SIDE, PEN = 32, 7  # points of the bitmap; _live/digit_pen.mjs has the same
DRAWINGS = 4  # each digit is drawn as often, never twice alike


def strokes_of(part):
    """Return [(strokes, digit)] of "train" or "test", y downwards.

    The file holds the points of all strokes one after another, how many
    points each stroke has, how many strokes each digit has, and the digits.
    """
    with np.load(STROKES) as stored:
        points, lengths, many, labels = (
            stored[f"{part}_{name}"]
            for name in ("points", "lengths", "strokes", "labels")
        )
    points = points.astype(float)
    strokes = np.split(points, np.cumsum(lengths, dtype=int)[:-1])
    ends = np.cumsum(many, dtype=int)
    drawings = [
        strokes[end - n : end] for n, end in zip(many, ends, strict=True)
    ]
    return list(zip(drawings, labels.astype(int), strict=True))


def fitted(strokes, pen):
    """Move strokes to the middle and scale them to the bitmap's sides."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    size = (high - low).max()
    scale = (SIDE - pen) / size if size else 1.0
    return [(s - (low + high) / 2) * scale + SIDE / 2 for s in strokes]


def pixels(strokes, pen=PEN):
    """Return the 64 numbers from 0 to 1 that a net gets of a drawing."""
    middle = np.arange(SIDE) + 0.5
    dark = np.zeros((SIDE, SIDE), dtype=bool)
    for stroke in fitted(strokes, pen):
        a = stroke[: max(1, len(stroke) - 1)]
        (ax, ay), (dx, dy) = (
            a.T[:, :, None, None],
            ((stroke[1:] if len(stroke) > 1 else a) - a).T[:, :, None, None],
        )
        x, y = middle[None, :] - ax, middle[:, None] - ay
        length = dx * dx + dy * dy
        length[length == 0] = 1
        t = np.clip((x * dx + y * dy) / length, 0, 1)
        near = (x - t * dx) ** 2 + (y - t * dy) ** 2 <= (pen / 2) ** 2
        dark |= near.any(axis=0)
    return dark.reshape(8, 4, 8, 4).sum(axis=(1, 3)).ravel() / 16


def warped(strokes, rng):
    """Turn, slant and stretch a drawing, at random."""
    turn, slant = rng.uniform(-0.2, 0.2), rng.uniform(-0.25, 0.25)
    cos, sin = np.cos(turn), np.sin(turn)
    shape = np.array([[np.exp(rng.uniform(-0.2, 0.2)), 0.0], [slant, 1.0]])
    return [s @ (np.array([[cos, sin], [-sin, cos]]) @ shape) for s in strokes]


def trained(seed=0):
    """Return the net, its weights whole multiples of UNIT."""
    rng = np.random.default_rng(seed)
    drawn = strokes_of("train") * DRAWINGS
    X = [pixels(warped(s, rng), rng.uniform(6.0, 9.0)) for s, _ in drawn]
    scans, read = digits()
    X = np.concatenate([X, scans])
    t = np.concatenate([[label for _, label in drawn], read])
    net = Sequential(Linear(64, 64, rng), ReLU(), Linear(64, 10, rng))
    for lr, epochs in ((0.2, 16), (0.02, 4)):
        fit(
            net,
            SoftmaxCrossEntropy(),
            SGD(lr=lr),
            X,
            t,
            epochs=epochs,
            batch_size=32,
            rng=rng,
        )
    for parameter in net.params().values():
        parameter[...] = np.round(parameter / UNIT) * UNIT
    return net


def read_right(net):
    """Return how many of the test strokes the net reads, and of how many."""
    drawn = strokes_of("test")
    X = np.array([pixels(strokes) for strokes, _ in drawn])
    labels = np.array([label for _, label in drawn])
    return round(accuracy(net.forward(X), labels) * len(X)), len(X)


def main():
    net = trained()
    right, of = read_right(net)
    whole = {
        name: np.round(parameter / UNIT).astype("<i2")
        for name, parameter in net.params().items()
    }
    np.savez_compressed(NET, **whole, right=right, of=of)
    print(f"{NET.name}: reads {right} of {of} drawings by other people")


if __name__ == "__main__":
    main()
