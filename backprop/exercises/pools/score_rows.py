"""Back through softmax, row by row, with any number of axes: 11.2."""

import numpy as np

from ..chains import Chain, Slip


def dot(v, axis=-1):
    """The sum of A dA over a row, kept as an axis."""
    return (v.A * v.dA).sum(axis=axis, keepdims=True)


def turned(M):
    return np.swapaxes(M, -1, -2)


ROW_MISSING = (
    "A row of weights sums to 1, so where one rises the others fall: from "
    "dA, the row's own sum of A ∘ dA is subtracted."
)
DIAGONAL = (
    "A (1 − A) is what a score does to its own weight. It moves all the other "
    "weights of its row as well, by −A times theirs, and each of them has a "
    "dA."
)
COLUMNS = (
    "The softmax ran along a row, over the tokens that are looked at. That "
    "is the last axis; you summed over the queries."
)
INNER = (
    "From dA the row's sum is subtracted, and the difference is multiplied "
    "by A: A ∘ (dA − row)."
)

SCORE_ROWS = Chain(
    {
        "row": dot,
        "dS": lambda v: v.A * (v.dA - v.row),
    },
    ("dS",),
    tuple(
        Slip(*slip)
        for slip in (
            ("row", "row-missing", lambda v: 0 * dot(v), ROW_MISSING),
            ("row", "over-queries", lambda v: dot(v, -2), COLUMNS),
            ("row", "over-everything", lambda v: (v.A * v.dA).sum(), "Each "
             "row has a sum of its own, since each row is a softmax of its "
             "own. You took one sum for the whole array."),
            ("row", "row-averaged", lambda v: (v.A * v.dA).mean(axis=-1,
             keepdims=True), "The weights in A make a mean of it already, "
             "so it is a sum over the row. You divided by the row's length."),
            ("row", "sum-of-dA", lambda v: v.dA.sum(axis=-1, keepdims=True),
             "What is subtracted is the sum of A ∘ dA along the row. You "
             "left A out of it."),
            ("row", "mean-of-dA", lambda v: v.dA.mean(axis=-1,
             keepdims=True), "What is subtracted is a mean of the row's dA "
             "with the weights A. You took the plain mean."),
            ("row", "sum-of-squares", lambda v: (v.dA**2).sum(axis=-1,
             keepdims=True), "What is subtracted is the sum of A ∘ dA along "
             "the row. You multiplied dA by itself."),
            ("row", "row-halved", lambda v: dot(v) / 2, "The sum of A ∘ dA "
             "along the row is subtracted as it is. You halved it."),
            ("dS", "diagonal", lambda v: v.A * (1 - v.A) * v.dA, DIAGONAL),
            ("dS", "A-missing", lambda v: v.dA - v.row, INNER + " You left "
             "out A in front."),
            ("dS", "A-once", lambda v: v.A * v.dA - v.row, INNER + " You "
             "multiplied dA alone."),
            ("dS", "minus", lambda v: v.A * (v.row - v.dA), INNER + " You "
             "have it the other way round."),
            ("dS", "plus", lambda v: v.A * (v.dA + v.row), INNER + " You "
             "added the sum."),
            ("dS", "untouched", lambda v: 1.0 * v.dA, "dA is what the weights "
             "get. From the weights to the scores it has to go back through "
             "softmax."),
            ("dS", "one-minus", lambda v: (1 - v.A) * (v.dA - v.row), INNER
             + " You multiplied by 1 − A."),
            ("dS", "A-twice", lambda v: v.A**2 * (v.dA - v.row), INNER
             + " You multiplied by A twice."),
            ("dS", "over-rows", lambda v: v.A * (v.dA - v.row) / len(v.A),
             "Nothing is averaged on this way. If the loss is a mean, its "
             "1/N is in dA already."),
            ("dS", "scaled", lambda v: v.A * (v.dA - v.row)
             / np.sqrt(v.A.shape[-1]), "Here the scores' own scale plays no "
             "part. It comes with Q and K, and it is the root of their "
             "width."),
            ("dS", "turned", lambda v: turned(v.A * (v.dA - v.row)),
             "dS has a row for each query, as A has. Yours is turned."),
        )
    ),
    ("A", "dA"),
)  # fmt: skip
