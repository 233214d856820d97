"""Y = A · exp(A · B), an operation with two backward functions: 8.5."""

import numpy as np

from ..chains import Chain, Slip

GROWTH = Chain(
    {
        "E": lambda v: np.exp(v.A * v.B),
        "Y": lambda v: v.A * v.E,
        "EA": lambda v: v.E + v.A * v.B * v.E,
        "EB": lambda v: v.A * v.A * v.E,
        "dA": lambda v: v.dY * v.EA,
        "dB": lambda v: v.dY * v.EB,
    },
    ("Y", "dA", "dB"),
    tuple(
        Slip(*slip)
        for slip in (
            ("E", "exp-of-B", lambda v: np.exp(v.B), "The exponent is the "
             "product A · B, not B alone."),
            ("E", "exp-of-A", lambda v: np.exp(v.A), "The exponent is the "
             "product A · B, not A alone."),
            ("E", "exp-of-sum", lambda v: np.exp(v.A + v.B), "The exponent is "
             "the product A · B, not the sum."),
            ("E", "exp-of-minus", lambda v: np.exp(-v.A * v.B), "The exponent "
             "is A · B, without a minus."),
            ("Y", "factor-A-missing", lambda v: v.E, "Y is A times the "
             "exponential. You return the exponential alone."),
            ("Y", "factor-B", lambda v: v.B * v.E, "The factor in front of "
             "the exponential is A, not B."),
            ("EA", "first-half", lambda v: v.E, "A stands in Y twice, and you "
             "counted the factor in front alone. The A in the exponent has a "
             "share too, A B exp(A B)."),
            ("EA", "second-half", lambda v: v.A * v.B * v.E, "A stands in Y "
             "twice, and you counted the exponent alone. The factor in front "
             "has a share too, exp(A B)."),
            ("EA", "inner-slope-missing", lambda v: v.E + v.A * v.E, "The "
             "slope of exp(A B) by A is B exp(A B): the inner slope B is "
             "missing."),
            ("EA", "outer-factor-missing", lambda v: v.E + v.B * v.E, "In the "
             "second share the factor A in front of the exponential stays: A "
             "times B exp(A B)."),
            ("EA", "value-for-slope", lambda v: v.A * v.E, "That is Y, the "
             "value. Its slope by A is (1 + A B) exp(A B)."),
            ("EA", "second-exp-missing", lambda v: v.E + v.A * v.B, "In the "
             "second share exp(A B) stays: the slope of an exponential is "
             "itself, times the inner slope."),
            ("EA", "minus-for-plus", lambda v: v.E - v.A * v.B * v.E, "The "
             "two shares of A are added."),
            ("EA", "exponent-alone", lambda v: v.B * v.E, "B exp(A B) is the "
             "slope of the exponential alone. In Y it stands behind the "
             "factor A, which has a share of its own too: (1 + A B) "
             "exp(A B)."),
            ("EA", "inner-value", lambda v: v.E + v.A * v.A * v.E, "The inner "
             "slope of A · B by A is the other factor, B."),
            ("EA", "slope-of-the-other-A", lambda v: v.A * v.A * v.E, "That "
             "is the slope of Y by B. By A it is (1 + A B) exp(A B)."),
            ("EB", "one-A", lambda v: v.A * v.E, "The slope of exp(A B) by B "
             "is A exp(A B), and the factor A in front comes on top: A²."),
            ("EB", "no-A", lambda v: v.E, "Both A are missing: the factor in "
             "front, and the inner slope of A · B by B."),
            ("EB", "inner-slope-B", lambda v: v.A * v.B * v.E, "The inner "
             "slope of A · B by B is the other factor, A."),
            ("EB", "product-rule-too-much", lambda v: v.E + v.A * v.B * v.E,
             "B stands in Y once, in the exponent: one share. Two would be "
             "those of A."),
            ("EB", "sum-too-much", lambda v: v.E + v.A * v.A * v.E, "B stands "
             "in Y once, in the exponent: its share is A² exp(A B), and "
             "nothing is added."),
            ("EB", "doubled-A", lambda v: 2 * v.A * v.E, "A² is A times A, "
             "not 2 A."),
            ("dA", "upstream-missing-A", lambda v: v.EA, "A backward function "
             "gets dY and multiplies it by the slope. back_a returns the "
             "slope alone."),
            ("dA", "added-A", lambda v: v.dY + v.EA, "What came back is "
             "multiplied by the slope, not added to it."),
            ("dA", "summed-A", lambda v: (v.dY * v.EA).sum(axis=0), "dA has "
             "A's shape: here no entry of A is used by two rows, and nothing "
             "is summed."),
            ("dA", "all-summed-A", lambda v: np.sum(v.dY * v.EA), "dA has A's "
             "shape: nothing is summed, since every entry of A makes one "
             "entry of Y."),
            ("dA", "value-twice-A", lambda v: v.dY * v.EA * v.Y, "The value Y "
             "does not enter: dA is dY times the slope."),
            ("dB", "upstream-missing-B", lambda v: v.EB, "A backward function "
             "gets dY and multiplies it by the slope. back_b returns the "
             "slope alone."),
            ("dB", "added-B", lambda v: v.dY + v.EB, "What came back is "
             "multiplied by the slope, not added to it."),
            ("dB", "summed-B", lambda v: (v.dY * v.EB).sum(axis=0), "dB has "
             "B's shape: here no entry of B is used by two rows, and nothing "
             "is summed."),
            ("dB", "all-summed-B", lambda v: np.sum(v.dY * v.EB), "dB has B's "
             "shape: nothing is summed, since every entry of B makes one "
             "entry of Y."),
        )
    ),
    ("A", "B"),
    upstream="dY",
)  # fmt: skip
