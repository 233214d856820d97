"""A linear layer's way back, softmax alone, two layers as one: 4.3, 4.5."""

import numpy as np

from ..chains import Chain, Slip

AVERAGED = (
    "The 1/N of a mean loss is already in dY. A gradient of a parameter is "
    "the sum over the rows."
)


def _outer(v):
    return v.dY.T @ v.X


LINEAR = Chain(
    {
        "dX": lambda v: v.dY @ v.V,
        "dV": _outer,
        "db": lambda v: v.dY.sum(axis=0),
    },
    ("dX", "dV", "db"),
    tuple(
        Slip(*slip)
        for slip in (
            ("dX", "dX-averaged", lambda v: v.dY @ v.V / len(v.X), "The 1/N "
             "of a mean loss is already in dY. A row's gradient is not "
             "divided again."),
            ("dX", "dX-minus", lambda v: -v.dY @ v.V, "Going back changes no "
             "sign: dX is dY V."),
            ("dX", "dX-local", lambda v: v.V, "V is the local slope. It is "
             "multiplied by what came back, dY."),
            ("dX", "dX-forward", lambda v: v.X @ v.V.T, "X Vᵀ is the way "
             "forward. Back goes dY."),
            ("dV", "dV-averaged", lambda v: _outer(v) / len(v.X), AVERAGED),
            ("dV", "dV-first-row", lambda v: np.outer(v.dY[0], v.X[0]),
             "Every row adds its share to dV. Yours holds the first row's."),
            ("dV", "dV-last-row", lambda v: np.outer(v.dY[-1], v.X[-1]),
             "Every row adds its share to dV. Yours holds the last row's: = "
             "in a loop writes over, += adds."),
            ("dV", "dV-minus", lambda v: -_outer(v), "Going back changes no "
             "sign: dV is dYᵀ X."),
            ("db", "db-averaged", lambda v: v.dY.mean(axis=0), AVERAGED),
            ("db", "db-first-row", lambda v: v.dY[0], "Every row adds its "
             "share to db. Yours holds the first row's."),
            ("db", "db-last-row", lambda v: v.dY[-1], "Every row adds its "
             "share to db. Yours holds the last row's."),
            ("db", "db-one-number", lambda v: v.dY.sum(), "A sum without "
             "axis= makes one number of all. Each output has a bias: sum "
             "over the rows, axis=0."),
            ("db", "db-of-weights", lambda v: _outer(v).sum(axis=1), "b is "
             "added, and no input multiplies it: db is the sum of the rows "
             "of dY."),
            ("db", "db-of-inputs", lambda v: v.X.sum(axis=0), "db is made of "
             "what came back, dY: the sum of its rows. You summed X."),
            ("db", "db-local", lambda v: np.ones(v.dY.shape[1]), "1 is the "
             "local slope of Y by b. It is multiplied by dY, and added up "
             "over the rows."),
            ("db", "db-wrong-axis", lambda v: v.dY.sum(axis=1), "axis=1 adds "
             "along a row, over the outputs. The sum over the examples is "
             "axis=0."),
        )
    ),
    ("X", "V", "dY"),
    ("dX", "dV", "db"),
)  # fmt: skip


def _inner(v):
    return (v.dP * v.Q).sum(axis=1, keepdims=True)


def _again(v):
    E = np.exp(v.P)
    return E / E.sum(axis=1, keepdims=True)


SOFTMAX = Chain(
    {
        "Q": lambda v: v.P,
        "s": _inner,
        "dZ": lambda v: v.Q * (v.dP - v.s),
    },
    ("dZ",),
    tuple(
        Slip(*slip)
        for slip in (
            ("Q", "softmax-twice", _again, "P is softmax's output already. "
             "You took the softmax of P once more."),
            ("s", "axis-lost", lambda v: (v.dP * v.P).sum(axis=1), "The sum "
             "of each row has the shape (N,), and NumPy sets it beside the "
             "columns. keepdims=True keeps it a column."),
            ("s", "over-rows", lambda v: (v.dP * v.P).sum(axis=0), "axis=0 "
             "adds over the examples. The probabilities of one example share "
             "one sum: axis=1."),
            ("s", "over-all", lambda v: (v.dP * v.P).sum(), "The sum runs "
             "over all rows. Rows know nothing of each other: take the sum "
             "within each row."),
            ("s", "unweighted", lambda v: v.dP.sum(1, keepdims=True), "Each "
             "branch of the fork carries its own slope: the sum is over dP "
             "times P, not over dP alone."),
            ("s", "mean-unweighted", lambda v: v.dP.mean(1, keepdims=True),
             "The sum is over dP times P: a mean weighted by the "
             "probabilities, not a plain one."),
            ("s", "mean-for-sum", lambda v: (v.dP * v.P).mean(1,
             keepdims=True), "The chain rule adds the branches; it takes no "
             "mean of them."),
            ("s", "largest", lambda v: (v.dP * v.P).max(1, keepdims=True),
             "The chain rule adds all branches. You took the largest."),
            ("s", "weighted-twice", lambda v: (v.dP * v.P**2).sum(1,
             keepdims=True), "P weighs each branch once. You squared it."),
            ("s", "P-for-sum", lambda v: v.P, "What is subtracted is one "
             "number a row, the sum of dP times P, the same for every class. "
             "You subtract P."),
            ("s", "rows-crossed", lambda v: (v.dP @ v.P.T).sum(1,
             keepdims=True), "dP @ P.T lets every row meet every other. "
             "Multiply entry by entry, with *, and sum along axis=1."),
            ("dZ", "no-sum", lambda v: v.P * v.dP, "The part -P_j P_k of the "
             "Jacobian is missing: a larger logit takes probability away "
             "from all classes."),
            ("dZ", "diagonal-alone", lambda v: v.P * (1 - v.P) * v.dP, "P (1 "
             "- P) is only the diagonal of the Jacobian. Each logit also "
             "moves the other probabilities."),
            ("dZ", "diagonal-and-sum", lambda v: v.P * (1 - v.P) * (v.dP
             - v.s), "With the sum subtracted, the factor is P alone: 1 - P "
             "is one too many."),
            ("dZ", "factor-forgotten", lambda v: v.dP - v.s, "Each entry is "
             "multiplied by its P: a class with P near 0 hardly moves."),
            ("dZ", "factor-in-one-place", lambda v: v.P * v.dP - v.s, "P "
             "multiplies the whole bracket, dP minus the sum. Yours "
             "multiplies dP alone."),
            ("dZ", "plus-for-minus", lambda v: v.P * (v.dP + v.s), "The other "
             "entries of the Jacobian are -P_j P_k: the sum is subtracted."),
            ("dZ", "sign", lambda v: v.P * (v.s - v.dP), "A larger logit "
             "raises its own probability: the diagonal is positive."),
            ("dZ", "upstream-twice", lambda v: v.dP * (v.dP - v.s), "The "
             "factor before the bracket is P, not dP."),
            ("dZ", "as-with-a-loss", lambda v: v.P - v.dP, "P - T is for the "
             "cross-entropy behind softmax. Here dP is the gradient of some "
             "loss, and the whole Jacobian counts."),
            ("dZ", "upstream-as-it-came", lambda v: v.dP, "dP is the gradient "
             "at P. Between P and Z lies softmax, with its Jacobian."),
            ("dZ", "divided", lambda v: v.P * (v.dP - v.s) / len(v.P), "The "
             "1/N of a mean is already in dP. Nothing is divided here."),
        )
    ),
    ("P", "dP"),
    ("s",),
)  # fmt: skip
