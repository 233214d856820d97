"""Back through attention, array by array: 11.3."""

import numpy as np

from ..chains import Chain, Slip
from .score_rows import COLUMNS, DIAGONAL, ROW_MISSING, turned


def root(A):
    """The root of the width: the scores were divided by it."""
    return np.sqrt(A.shape[-1])


def _row(v, axis=-1):
    return (v.A * v.dA).sum(axis=axis, keepdims=True)


EXCHANGED = (
    "A score is a query times a key, so each gets the other: dQ = dS K / √d "
    "and dK = dSᵀ Q / √d."
)
TURN = (
    "Row i of S holds the scores of query i, and column j those of key j. A "
    "key has been looked at by all queries, and so it collects along its "
    "column: dSᵀ Q."
)
NO_TURN = (
    "Row i of S holds the scores of query i, so dQ collects along the rows, "
    "dS K. The transpose belongs to dK."
)
NO_SCALE = (
    "Forward, the scores were divided by √d. Backward the same factor comes "
    "again, in dQ and in dK: the derivative of s/√d by s is 1/√d."
)
WIDTH = "d is the width of a query, Q.shape[-1]."
SECOND_AXIS = (
    "Q.shape[1] is the width only without axes in front; take Q.shape[-1]."
)
ROW_AXIS = "axis=1 is the row only without axes in front; take axis=-1."
NOT_HIDDEN = (
    "You hid the future, but here each token sees all. A has zeros where "
    "something was hidden; no mask is needed."
)
NOT_BACK = (
    "Between the weights and the scores stands softmax. Its backward makes "
    "dS of dA, and dQ and dK are made of dS."
)

ATTENDING = Chain(
    {
        "dV": lambda v: turned(v.A) @ v.dO,
        "dA": lambda v: v.dO @ turned(v.V),
        "dS": lambda v: v.A * (v.dA - _row(v)),
        "dQ": lambda v: v.dS @ v.K / root(v.Q),
        "dK": lambda v: turned(v.dS) @ v.Q / root(v.Q),
    },
    ("dQ", "dK", "dV"),
    tuple(
        Slip(*slip)
        for slip in (
            ("dV", "dV-unturned", lambda v: v.A @ v.dO, "Row i of A holds "
             "whom query i has listened to, and column j who has listened to "
             "value j. dV collects along the columns: Aᵀ dO."),
            ("dV", "dV-scaled", lambda v: turned(v.A) @ v.dO / root(v.Q),
             "√d belongs to the scores. The values met the weights alone, so "
             "dV = Aᵀ dO."),
            ("dV", "dV-averaged", lambda v: turned(v.A) @ v.dO / len(v.A),
             "Nothing is averaged on this way; dV = Aᵀ dO."),
            ("dV", "dV-is-dO", lambda v: 1.0 * v.dO, "A value was heard by "
             "several tokens, each with its weight: dV = Aᵀ dO."),
            ("dV", "dV-of-dA", lambda v: turned(v.dO @ turned(v.V)) @ v.dO,
             "O = A V, so dV is Aᵀ dO, with the weights themselves. You took "
             "their gradient dA."),
            ("dV", "dV-of-V", lambda v: turned(v.A) @ v.V, "dV is what the "
             "blame dO becomes on its way to V. You multiplied V by Aᵀ."),
            ("dA", "dA-turned", lambda v: v.V @ turned(v.dO), "O = A V, so "
             "dA = dO Vᵀ, with a row for each query. Yours is turned."),
            ("dA", "dA-minus", lambda v: -v.dO @ turned(v.V), "O = A V, so "
             "dA = dO Vᵀ, with its own sign."),
            ("dS", "row-missing", lambda v: v.A * v.dA, ROW_MISSING),
            ("dS", "diagonal", lambda v: v.A * (1 - v.A) * v.dA, DIAGONAL),
            ("dS", "over-queries", lambda v: v.A * (v.dA - _row(v, -2)),
             COLUMNS),
            ("dS", "second-axis", lambda v: v.A * (v.dA - _row(v, 1)),
             ROW_AXIS),
            ("dA", "dA-masked", lambda v: np.tril(v.dO @ turned(v.V)),
             NOT_HIDDEN + " Yours is in dA."),
            ("dS", "dS-masked", lambda v: np.tril(v.A * (v.dA - _row(v))),
             NOT_HIDDEN + " Yours is in dS."),
            ("dS", "sum-of-dA", lambda v: v.A * (v.dA - v.dA.sum(axis=-1,
             keepdims=True)), "What is subtracted is the sum of A ∘ dA along "
             "the row. You left A out of it."),
            ("dS", "A-missing", lambda v: v.dA - _row(v), "From dA the row's "
             "sum is subtracted, and the difference is multiplied by A. You "
             "left out A in front."),
            ("dS", "A-once", lambda v: v.A * v.dA - _row(v), "A multiplies "
             "the whole difference, A ∘ (dA − row). You multiplied dA "
             "alone."),
            ("dS", "past-softmax", lambda v: v.dA, NOT_BACK + " You went on "
             "with dA."),
            ("dS", "weights-for-dS", lambda v: v.A, NOT_BACK + " You went on "
             "with A, which is no gradient."),
            ("dS", "dS-minus", lambda v: v.A * (_row(v) - v.dA), "From dA "
             "the row's sum is subtracted. You have it the other way "
             "round."),
            ("dQ", "dQ-of-queries", lambda v: v.dS @ v.Q / root(v.Q),
             EXCHANGED + " Your dQ is made of Q."),
            ("dQ", "dQ-turned", lambda v: turned(v.dS) @ v.K / root(v.Q),
             NO_TURN),
            ("dQ", "dQ-unscaled", lambda v: v.dS @ v.K, NO_SCALE + " It is "
             "missing in dQ."),
            ("dQ", "dQ-by-width", lambda v: v.dS @ v.K / v.Q.shape[-1],
             "The scores were divided by √d, the root. In dQ you divided by "
             "d."),
            ("dQ", "dQ-times-root", lambda v: v.dS @ v.K * root(v.Q),
             "Backward the factor is 1/√d again. You multiplied dQ by √d."),
            ("dQ", "dQ-value-width", lambda v: v.dS @ v.K / root(v.V),
             WIDTH + " You took that of a value in dQ."),
            ("dQ", "dQ-tokens", lambda v: v.dS @ v.K / np.sqrt(
             v.Q.shape[-2]), WIDTH + " You took the number of tokens in dQ."),
            ("dQ", "dQ-second-axis", lambda v: v.dS @ v.K / np.sqrt(
             v.Q.shape[1]), SECOND_AXIS + " It is so in dQ."),
            ("dQ", "dQ-of-dA", lambda v: v.dA @ v.K / root(v.Q), NOT_BACK
             + " You made dQ of dA."),
            ("dQ", "dQ-of-A", lambda v: v.A @ v.K / root(v.Q), NOT_BACK
             + " You made dQ of A."),
            ("dK", "dK-of-keys", lambda v: turned(v.dS) @ v.K / root(v.Q),
             EXCHANGED + " Your dK is made of K."),
            ("dK", "dK-unturned", lambda v: v.dS @ v.Q / root(v.Q), TURN),
            ("dK", "dK-unscaled", lambda v: turned(v.dS) @ v.Q, NO_SCALE
             + " It is missing in dK."),
            ("dK", "dK-by-width", lambda v: turned(v.dS) @ v.Q
             / v.Q.shape[-1], "The scores were divided by √d, the root. In dK "
             "you divided by d."),
            ("dK", "dK-times-root", lambda v: turned(v.dS) @ v.Q * root(v.Q),
             "Backward the factor is 1/√d again. You multiplied dK by √d."),
            ("dK", "dK-value-width", lambda v: turned(v.dS) @ v.Q
             / root(v.V), WIDTH + " You took that of a value in dK."),
            ("dK", "dK-tokens", lambda v: turned(v.dS) @ v.Q / np.sqrt(
             v.Q.shape[-2]), WIDTH + " You took the number of tokens in dK."),
            ("dK", "dK-second-axis", lambda v: turned(v.dS) @ v.Q / np.sqrt(
             v.Q.shape[1]), SECOND_AXIS + " It is so in dK."),
            ("dK", "dK-of-dA", lambda v: turned(v.dA) @ v.Q / root(v.Q),
             NOT_BACK + " You made dK of dA."),
            ("dK", "dK-of-A", lambda v: turned(v.A) @ v.Q / root(v.Q),
             NOT_BACK + " You made dK of A."),
        )
    ),
    ("dO", "Q", "K", "V", "A"),
)  # fmt: skip
