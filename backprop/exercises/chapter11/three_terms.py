"""11.5: the ways from an entry to its row, and one that leads nowhere."""

import numpy as np

from ...checking import numerical_gradient
from ..chapter3.apart import all_apart
from ..pools.three_terms import TERMS
from ..record import Exercise, Wrong
from ..slipped import wrong
from .sections import NORM

CLOSE = 1e-3
# Five distances from a mean: their sum is 0, their mean square 4 or 16.
DISTANCES = (
    (-3, -1, 0, 1, 3), (-7, -2, 3, 3, 3), (-7, -1, 1, 2, 5),
    (-6, -2, 0, 2, 6), (-5, -3, -1, 3, 6), (-5, -2, -1, 1, 7),
    (-3, -3, -3, 2, 7),
)  # fmt: skip


def draw(rng):
    """x, g of five integers, m: with whole means of g and of g times x̂."""
    while True:
        d = rng.permutation(DISTANCES[rng.integers(len(DISTANCES))])
        d = d * rng.choice([-1, 1])
        sigma = round(float(np.sqrt((d**2).mean())))
        g = rng.choice([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5], 5)
        if not d[0] or abs(d[0]) == sigma or g.sum() % 5:
            continue
        if g @ d % (5 * sigma) or not g.sum() or not g @ d:
            continue
        mu = int(rng.integers(3, 10))
        numbers = {
            "x": (mu + d).tolist(),
            "g": g.tolist(),
            "m": mu + int(rng.choice([-3, -2, -1, 1, 2, 3])),
        }
        if all_apart(THREE_TERMS, numbers):
            return numbers


def truth(x, g, m):
    """Each way measured by itself: x[0] is nudged there and nowhere else."""
    x, g = np.array(x, dtype=float), np.array(g, dtype=float)

    def spread(row):
        pairs = row[:, None] - row
        return np.sqrt((pairs**2).mean() / 2)

    def slope(own, mean, spread_of):
        """own, mean and spread_of: does the nudge reach them?"""

        def blamed(first):
            row = np.array([float(first), *x[1:]])
            y = (row if own else x) - (row if mean else x).mean()
            return float(g @ y / spread(row if spread_of else x))

        return float(numerical_gradient(blamed, np.array(x[0])))

    def square(m):
        return float(((x - m) ** 2).mean())

    ways = (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 1)
    names = ("direct", "by_mean", "by_spread", "dx")
    found = {n: slope(*way) for n, way in zip(names, ways, strict=True)}
    return found | {
        "at_mean": float(numerical_gradient(square, np.array(x.mean()))),
        "at_m": float(numerical_gradient(square, np.array(float(m)))),
    }


BUT_ZERO = "All is right but at_mean."
BUT_M = "All is right but at_m."
BUT_DX = "All is right but dx."

THREE_TERMS = Exercise(
    id="11.5",
    title="The way that leads nowhere",
    kind="compute",
    objective="11d",
    points=3,
    minutes=16,
    takes="six numbers, (direct, by_mean, by_spread, dx, at_mean, at_m)",
    section=NORM,
    draw=draw,
    truth=truth,
    chain=TERMS,
    close=CLOSE,
    insight="The mean is the place where the mean square is least, so σ does "
    "not notice a nudge of μ: the fourth term is there, and it is 0.",
    more="batch norm in evaluation uses a running mean for μ. Would the "
    "fourth term be 0 there?",
    mistakes=(
        wrong(TERMS, "at-mean-distances", BUT_ZERO),
        wrong(TERMS, "at-mean-minus-two", BUT_ZERO),
        wrong(TERMS, "at-mean-one-entry", BUT_ZERO),
        wrong(TERMS, "at-mean-value", BUT_ZERO),
        wrong(TERMS, "at-m-zero", BUT_M),
        wrong(TERMS, "at-m-plus", BUT_M),
        wrong(TERMS, "at-m-halved", BUT_M),
        wrong(TERMS, "at-m-summed", BUT_M),
        wrong(TERMS, "variance"),
        wrong(TERMS, "one-less"),
        wrong(TERMS, "direct-not-divided"),
        wrong(TERMS, "by-mean-plus"),
        wrong(TERMS, "by-mean-summed"),
        wrong(TERMS, "by-spread-plus"),
        wrong(TERMS, "without-x-hat"),
        wrong(TERMS, "by-spread-summed"),
        wrong(TERMS, "not-standardised"),
        wrong(TERMS, "direct-alone", BUT_DX),
        wrong(TERMS, "without-spread", BUT_DX),
        wrong(TERMS, "without-mean", BUT_DX),
        wrong(TERMS, "subtracted", BUT_DX),
        Wrong(
            "both-plus",
            TERMS.slipped("by-mean-plus", "by-spread-plus"),
            "Both terms have a minus: nudged up, x[0] takes μ and σ with it, "
            "and a larger μ or σ makes what stands above them smaller. Yours "
            "have none.",
            "The direct term is right; the other two have the wrong sign.",
        ),
    ),
)
