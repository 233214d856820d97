"""9.6: the way back through max-pooling, with ties and overlaps."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..record import Exercise
from .pooling_mistakes import MISTAKES

NAMES = ("dY", "X", "size", "stride")


def _pooled(X, size, s):
    seen = np.lib.stride_tricks.sliding_window_view(X, size, (1, 2))
    return seen[:, ::s, ::s].max(axis=(-2, -1))


def _case(name, rng, N, places, size, C, s, X=None):
    """X has whole numbers, so that there are ties; or it is given.

    The truth is measured where no two entries are alike: X falls a little
    from entry to entry, so that of those that tie the first is the largest.
    """
    (rows, columns), (kh, kw) = places, size
    H, W = kh + s * (rows - 1), kw + s * (columns - 1)
    if X is None:
        X = rng.integers(-3, 3, (N, H, W, C)).astype(float)
    dY = rng.normal(0.3, 1.0, (N, rows, columns, C))
    order = np.arange(H * W).reshape(1, H, W, 1) / (H * W)
    dX = numerical_gradient(
        lambda X: float(np.vdot(_pooled(X, size, s), dY)), X - 0.5 * order
    )
    return case(
        name,
        (step("call", (dY, X, size, s), {"dX": dX}, NAMES),),
        sizes={"the number of images": N, "the size of the window": kh * kw},
    )


def cases(rng):
    apart = rng.permutation(3 * 5 * 6 * 2).reshape(3, 5, 6, 2) - 90.0
    blank = np.zeros((2, 6, 8, 3))
    blank[:, 2:5, 3:6] = rng.integers(1, 3, (2, 3, 3, 3))
    return [
        _case("windows of 3 × 2 that overlap, no ties", rng, 3, (3, 5),
              (3, 2), 2, 1, apart),
        _case("ties", rng, 3, (3, 2), (2, 2), 4, 2),
        _case("ties, and windows that overlap", rng, 4, (2, 3), (3, 4), 2, 2),
        _case("blank patches", rng, 2, (3, 4), (2, 2), 3, 2, blank),
        _case("one image", rng, 1, (1, 2), (4, 3), 5, 3),
    ]  # fmt: skip


POOLING = Exercise(
    id="9.6",
    title="The winner takes it all",
    kind="build",
    objective="9e",
    points=3,
    minutes=16,
    takes="a function of (dY, X, size, stride) that returns dX",
    section="09-convolution#The largest of four",
    cases=cases,
    insight="Max is a switch that the forward pass sets: backward asks each "
    "window where its switch stood, and adds.",
    more="what would a pool of means send back, and to whom?",
    mistakes=MISTAKES,
)
