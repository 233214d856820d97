"""5.3: the largest learning rate of a bowl, predicted."""

import numpy as np

from ..pools.descent import BOWL
from ..record import Exercise, Wrong

DIRECTIONS = ((1, 2), (2, 1), (1, -2), (2, -1), (1, 3), (3, -1), (2, 3))


def draw(rng):
    """A symmetric H of whole numbers with two whole eigenvalues."""
    d = np.array(DIRECTIONS[rng.integers(len(DIRECTIONS))])
    smallest = int(rng.integers(1, 4))
    H = smallest * np.eye(2, dtype=int) + np.outer(d, d)
    return {"H": H.astype(float), "c": int(rng.integers(3, 6))}


def truth(H, c):
    small, large = np.linalg.eigvalsh(H)
    limit = 2 / large
    return {
        "smaller curvature": float(small),
        "larger curvature": float(large),
        "threshold": float(limit),
        "shallow factor": float(1 - 0.9 * limit * small),
        "threshold for larger inputs": float(2 / (c**2 * large)),
    }


def about(H, c):
    small, large = np.linalg.eigvalsh(H)
    return {
        "sizes": {"the factor c of the inputs": c},
        "others": {
            "2 over the sum of both curvatures": np.array(2 / (small + large)),
            "the factor at the threshold itself": np.array(
                1 - 2 * small / large
            ),
        },
    }


def _from(small, large, limit, c):
    return small, large, limit, 1 - 0.9 * limit * small, limit / c**2


def _right(H, c):
    small, large = np.linalg.eigvalsh(H)
    return list(_from(small, large, 2 / large, c))


def _diagonal(H, c):
    small, large = np.sort(np.diag(H))
    return _from(small, large, 2 / large, c)


def _scaled_once(H, c):
    parts = _right(H, c)
    parts[4] = parts[2] / c
    return tuple(parts)


def _half(H, c):
    small, large = np.linalg.eigvalsh(H)
    return _from(small, large, 1 / large, c)


def _by_the_shallow(H, c):
    small, large = np.linalg.eigvalsh(H)
    return _from(small, large, 2 / small, c)


def _steep_factor(H, c):
    parts = _right(H, c)
    parts[3] = 1 - 0.9 * parts[2] * parts[1]
    return tuple(parts)


def _not_from_one(H, c):
    parts = _right(H, c)
    parts[3] = 1 - parts[3]
    return tuple(parts)


def _scaled_up(H, c):
    parts = _right(H, c)
    parts[4] = parts[2] * c**2
    return tuple(parts)


def _doubled(H, c):
    small, large = np.linalg.eigvalsh(2 * H)
    return _from(small, large, 2 / large, c)


BOWL = Exercise(
    id="5.3",
    title="The threshold of a tilted bowl",
    kind="compute",
    objective="5b",
    points=3,
    minutes=12,
    takes="five numbers, in the order of the questions",
    section="05-sgd#The bowl, and its exact threshold",
    draw=draw,
    truth=truth,
    chain=BOWL,
    about=about,
    close=6e-5,
    mistakes=(
        Wrong(
            "diagonal-for-eigenvalues",
            _diagonal,
            "The diagonal holds the curvatures along the axes. This bowl is "
            "tilted: its steepest direction lies between them, and is "
            "steeper than both.",
            "The two curvatures are the entries on the diagonal of H.",
            "05-sgd#The threshold of real data",
        ),
        Wrong(
            "scaled-once",
            _scaled_once,
            "H is made of products of two inputs. Inputs c times as large "
            "make it c times c as large.",
            "All is right but the threshold for larger inputs.",
            "05-sgd#The threshold of real data",
        ),
        Wrong(
            "one-over-the-curvature",
            _half,
            "At 1/λ the factor 1 - lr λ is 0, the fastest way in. The "
            "border is where the factor is -1.",
            "The curvatures are right; the threshold is half of the right "
            "one.",
        ),
        Wrong(
            "by-the-shallow-direction",
            _by_the_shallow,
            "Every direction must shrink, and the steepest is the first to "
            "fail. Its curvature sets the limit.",
            "The curvatures are right; the threshold is that of the "
            "shallow direction alone.",
        ),
        Wrong(
            "steep-factor",
            _steep_factor,
            "That is the factor of the steep direction. The shallow one has "
            "the smaller curvature in 1 - lr λ.",
            "All is right but the shallow factor.",
        ),
        Wrong(
            "share-taken-away",
            _not_from_one,
            "lr λ is the share that a step takes away. The factor is what "
            "is left of 1.",
            "All is right but the shallow factor.",
        ),
        Wrong(
            "scaled-up",
            _scaled_up,
            "Larger inputs make the bowl steeper, and a steeper bowl allows "
            "only smaller steps.",
            "All is right but the threshold for larger inputs.",
            "05-sgd#The threshold of real data",
        ),
        Wrong(
            "two-counted-twice",
            _doubled,
            "The ½ in front of the loss cancels the 2 of the square: the "
            "gradient is H w, and not 2 H w.",
            "Both curvatures are doubled.",
        ),
    ),
)
