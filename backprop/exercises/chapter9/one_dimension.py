"""9.2: a convolution in one dimension, forward and back, with a pencil."""

import numpy as np

from ...checking import numerical_gradient
from ..pools.strips import ONE_DIMENSION
from ..record import Exercise, Wrong
from ..slipped import wrong

CLOSE = 1e-3


def draw(rng):
    """x (6,), k (3,) and dy (4,): small whole numbers, k with both signs."""
    while True:
        x = rng.choice(np.arange(1, 8), 6, replace=False)
        k = rng.choice([-3, -2, -1, 1, 2, 3, 4], 3, replace=False)
        dy = rng.choice([-3, -2, -1, 1, 2, 3, 4], 4, replace=False)
        numbers = {"x": x.tolist(), "k": k.tolist(), "dy": dy.tolist()}
        y, dk, dx = (part.tolist() for part in truth(**numbers).values())
        if min(k) > 0 or min(dy) > 0 or 0 in np.rint([*y, *dk, *dx]):
            continue
        if dk != dk[::-1] and dx != dx[::-1] and len({*map(abs, y)}) == 4:
            return numbers


def _slid(x, k):
    places = len(x) - len(k) + 1
    return np.array([x[i : i + len(k)] @ k for i in range(places)])


def truth(x, k, dy):
    x, k, dy = (np.array(part, dtype=float) for part in (x, k, dy))
    return {
        "y": _slid(x, k),
        "dk": np.round(
            numerical_gradient(lambda k: float(_slid(x, k) @ dy), k), 6
        ),
        "dx": np.round(
            numerical_gradient(lambda x: float(_slid(x, k) @ dy), x), 6
        ),
    }


def _turned_over(x, k, dy):
    y, dk, _ = ONE_DIMENSION.answer()(x=x, k=k, dy=dy)
    dx = np.zeros(6)
    for i, d in enumerate(dy):
        dx[i : i + 3] = d * np.array(k[::-1])
    return y, dk, dx


ONE_BY_HAND = Exercise(
    id="9.2",
    title="One dimension, with a pencil",
    kind="compute",
    objective="9b",
    points=2,
    minutes=12,
    takes="three lists of numbers, (y, dk, dx)",
    section="09-convolution#One dimension first",
    draw=draw,
    truth=truth,
    chain=ONE_DIMENSION,
    close=CLOSE,
    shapes="A kernel of three lies inside x at four places, so y has four "
    "numbers. dk has one for each of k, and dx one for each of x.",
    insight="dk asks what each weight met, and dx presses a stamp: neither "
    "question turns the kernel.",
    more="write the matrix M with y = x M. What is dx, in dy and M?",
    mistakes=(
        wrong(ONE_DIMENSION, "dx-stamp-turned", "y and dk are right; dx is "
              "not.", "09-convolution#The stamp"),
        wrong(ONE_DIMENSION, "dx-written-over", "y and dk are right; dx is "
              "not.", "09-convolution#The stamp"),
        wrong(ONE_DIMENSION, "dk-turned", "y and dx are right; dk is not."),
        wrong(ONE_DIMENSION, "dk-blame-turned", "y and dx are right; dk is "
              "not."),
        wrong(ONE_DIMENSION, "y-turned", "dk and dx are right; y is not."),
        Wrong(
            "both-turned",
            ONE_DIMENSION.slipped("dk-turned", "dx-stamp-turned"),
            "Neither is turned. dk[0] is made of what the first weight met, "
            "and each dy presses the kernel as it is written.",
            "y is right; dk and dx are not.",
            "09-convolution#The stamp",
        ),
        Wrong(
            "both-turned-by-convolve",
            ONE_DIMENSION.slipped("dk-blame-turned", "dx-stamp-turned"),
            "Neither is turned: weight u meets x[i + u] at place i, whose "
            "blame is dy[i], and each dy presses the kernel as it is written.",
            "y is right; dk and dx are not.",
            "09-convolution#The stamp",
        ),
        Wrong(
            "all-turned",
            ONE_DIMENSION.slipped(
                "y-turned", "dk-blame-turned", "dx-stamp-turned"
            ),
            "All three are those of a kernel that is turned round, which "
            "mathematicians call a convolution. Here it is laid as written: "
            "k[0] meets the first number of the window.",
            "None of the three is right.",
        ),
        wrong(ONE_DIMENSION, "dk-without-blame", "y and dx are right; dk is "
              "not."),
        wrong(ONE_DIMENSION, "dx-without-blame", "y and dk are right; dx is "
              "not.", "09-convolution#The stamp"),
        wrong(ONE_DIMENSION, "dk-last-place", "y and dx are right; dk is "
              "not."),
        wrong(ONE_DIMENSION, "dk-averaged", "y and dx are right; dk is "
              "not."),
        Wrong(
            "written-over-and-turned",
            _turned_over,
            "Two mistakes at once. Each stamp is the kernel as it is "
            "written, unturned; and where stamps overlap, their shares are "
            "added.",
            "y and dk are right; dx is not.",
            "09-convolution#The stamp",
        ),
        wrong(ONE_DIMENSION, "y-padded"),
        wrong(ONE_DIMENSION, "y-full"),
        wrong(ONE_DIMENSION, "dx-cut"),
        wrong(ONE_DIMENSION, "dx-gathered"),
    ),
)  # fmt: skip
