"""1.8: a classifier of the digits whose weights nobody trains."""

import numpy as np

from ...data import digits, split
from ..case import case, step
from ..record import Exercise, Wrong


def _case(name, X, labels):
    W, b, means = _independent(X, labels)
    return case(
        name,
        (step("call", (X, labels), {"W": W, "b": b}, ("X", "labels")),),
        sizes={
            "the number of rows": len(X),
            "the number of pixels": 64,
            "the number of classes": 10,
        },
        factors={
            "the number of rows of each class": np.bincount(labels),
            "the length of the mean image": np.sqrt(-2 * b),
        },
        others={
            "the means as rows": means,
            "the mean image of all rows": X.mean(axis=0),
            "the sum of the pixels of each mean": means.sum(axis=1),
        },
    )


def _independent(X, labels):
    """(W, b, means): running means, and b from a squared distance.

    With d² the squared distance of x and m, z = (x·x - d²) / 2.
    """
    means, seen = np.zeros((10, X.shape[1])), np.zeros(10)
    for x, k in zip(X, labels, strict=True):
        seen[k] += 1
        means[k] += (x - means[k]) / seen[k]
    x = X[0]
    z = (x @ x - np.sum((x - means) ** 2, axis=1)) / 2
    return means.T, z - means @ x, means


def cases(rng):
    X, labels, X_new, labels_new = split(*digits(), 360, rng)
    first = [int(np.flatnonzero(labels == k)[0]) for k in range(10)]
    one_each = rng.permutation(first)
    return [
        _case("500 digits", X[:500], labels[:500]),
        _case("360 other digits", X_new, labels_new),
        _case("one digit of each class", X[one_each], labels[one_each]),
    ]


def _means(X, labels):
    return np.stack([X[labels == k].mean(axis=0) for k in range(10)])


def _no_bias(X, labels):
    return _means(X, labels).T, np.zeros(10)


def _not_transposed(X, labels):
    M = _means(X, labels)
    return M, -0.5 * (M * M).sum(axis=1)


def _half_forgotten(X, labels):
    M = _means(X, labels)
    return M.T, -(M * M).sum(axis=1)


def _sign_forgotten(X, labels):
    M = _means(X, labels)
    return M.T, 0.5 * (M * M).sum(axis=1)


def _sums(X, labels):
    M = np.stack([X[labels == k].sum(axis=0) for k in range(10)])
    return M.T, -0.5 * (M * M).sum(axis=1)


def _divided_by_all(X, labels):
    M = np.stack([X[labels == k].sum(axis=0) / len(X) for k in range(10)])
    return M.T, -0.5 * (M * M).sum(axis=1)


def _not_halved(X, labels):
    M = _means(X, labels)
    return 2 * M.T, -(M * M).sum(axis=1)


def _not_divided(X, labels):
    M = _means(X, labels)
    return -2 * M.T, (M * M).sum(axis=1)


def _squares_averaged(X, labels):
    squares = (X * X).sum(axis=1)
    b = [-0.5 * squares[labels == k].mean() for k in range(10)]
    return _means(X, labels).T, np.array(b)


_WRONG = {
    _no_bias: (
        "no-bias",
        "A mean with much ink has a large product with every image. The "
        "bias takes that advantage away: it is half of the mean's product "
        "with itself, with a minus.",
        "W is right. b is 0 everywhere.",
    ),
    _not_transposed: (
        "not-transposed",
        "The layer computes X W: a row of X meets a column of W. So each "
        "mean image is a column of W, not a row.",
        "W has the shape (10, 64), expected (64, 10); b is right.",
    ),
    _half_forgotten: (
        "half-forgotten",
        "Dividing the squared distance by -2 halves m·m. The factor 2 of "
        "the middle term is gone; this half stays.",
        "W is right. b is 2 times what it should be.",
    ),
    _sign_forgotten: (
        "sign-forgotten",
        "A large distance must make a small score: in z the product m·m is "
        "subtracted.",
        "W is right. b has the wrong sign.",
    ),
    _sums: (
        "sums",
        "A mean image is the sum of its class divided by the number of rows "
        "of that class. A class with more rows has no larger mean.",
    ),
    _divided_by_all: (
        "divided-by-all",
        "Each class is averaged over its own rows, not over all: divide by "
        "how many labels are k.",
    ),
    _not_halved: (
        "not-halved",
        "These scores are twice those of the task, so they choose the same "
        "class. The task asks for m·x - ½ m·m.",
        "W and b are both 2 times what they should be.",
    ),
    _not_divided: (
        "not-divided-by-minus-2",
        "This is the squared distance without x·x, and its smallest entry "
        "would choose. A score has its largest at the nearest mean: divide "
        "by -2.",
        "W and b are both -2 times what they should be.",
    ),
    _squares_averaged: (
        "squares-averaged",
        "The mean of the products x·x is not the product of the mean with "
        "itself. Take the mean first, then m·m.",
    ),
}

NEAREST_MEAN = Exercise(
    id="1.8",
    title="A digit reader that nobody trained",
    kind="build",
    objective="1c",
    points=4,
    minutes=20,
    takes="a function of (X, labels) that returns (W, b)",
    section="01-forward-pass#A batch: examples as rows",
    cases=cases,
    mistakes=tuple(
        Wrong(id, answer, *words) for answer, (id, *words) in _WRONG.items()
    ),
)
