"""Rows dealt into three parts, on one scale: 5.9."""

import numpy as np

from ..chains import Chain, Slip


def _one(spread):
    return np.where(spread > 0, spread, 1.0)


def _scaled(v, rows):
    return (v.X[rows] - v.mean) / v.divisor


def _own(v, rows):
    """Scaled by the part's own mean and spread."""
    part = v.X[rows]
    return (part - part.mean(axis=0)) / _one(part.std(axis=0))


def _learned(v):
    """All rows that are no test rows."""
    return v.X[v.order[v.n_test :]]


GIVES = ("X_train", "t_train", "X_val", "t_val", "X_test", "t_test")

PARTS = Chain(
    {
        "test": lambda v: v.order[: v.n_test],
        "val": lambda v: v.order[v.n_test : v.n_test + v.n_val],
        "train": lambda v: v.order[v.n_test + v.n_val :],
        "mean": lambda v: v.X[v.train].mean(axis=0),
        "spread": lambda v: v.X[v.train].std(axis=0),
        "divisor": lambda v: _one(v.spread),
        "X_train": lambda v: _scaled(v, v.train),
        "t_train": lambda v: v.t[v.train],
        "X_val": lambda v: _scaled(v, v.val),
        "t_val": lambda v: v.t[v.val],
        "X_test": lambda v: _scaled(v, v.test),
        "t_test": lambda v: v.t[v.test],
    },
    GIVES,
    tuple(
        Slip(*slip)
        for slip in (
            ("test", "test-last", lambda v: v.order[-v.n_test :], "The task "
             "takes the test rows from the front of order."),
            ("val", "val-overlaps", lambda v: v.order[: v.n_val], "The "
             "validation rows come after the test rows. Yours start at the "
             "front again, so that a row is in two parts."),
            ("train", "train-all", lambda v: v.order, "The training rows are "
             "those that are left. Yours hold the rows of the other parts "
             "too: the test is no test any more."),
            ("train", "train-with-val", lambda v: v.order[v.n_test :], "The "
             "training rows hold the validation rows too. What is trained "
             "on cannot choose."),
            ("mean", "mean-of-all", lambda v: v.X.mean(axis=0), "The mean is "
             "taken over all rows, the test rows with them. What is "
             "learned from data, even a mean, comes from the training rows "
             "alone."),
            ("mean", "mean-with-val", lambda v: _learned(v).mean(axis=0),
             "The validation rows are in the mean. Only training rows are "
             "learned from."),
            ("mean", "mean-one-number", lambda v: v.X[v.train].mean(), "Each "
             "column has a mean of its own: axis=0."),
            ("mean", "no-mean", lambda v: 0.0, "The mean of each column of "
             "the training rows is subtracted first."),
            ("mean", "median", lambda v: np.median(v.X[v.train], axis=0),
             "You subtract the median. The task asks for the mean."),
            ("mean", "smallest", lambda v: v.X[v.train].min(axis=0), "You "
             "subtract the smallest entry. The task asks for the mean."),
            ("spread", "spread-of-all", lambda v: v.X.std(axis=0), "The "
             "standard deviation is taken over all rows, the test rows with "
             "them. What is learned from data comes from the training rows "
             "alone."),
            ("spread", "spread-with-val", lambda v: _learned(v).std(axis=0),
             "The validation rows are in the standard deviation. Only "
             "training rows are learned from."),
            ("spread", "spread-one-number", lambda v: v.X[v.train].std(),
             "Each column has a standard deviation of its own: axis=0."),
            ("spread", "variance", lambda v: v.X[v.train].var(axis=0), "You "
             "divide by the variance. Its root, the standard deviation, has "
             "the unit of the column."),
            ("spread", "one-less", lambda v: v.X[v.train].std(axis=0, ddof=1)
             if len(v.train) > 1 else v.X[v.train].std(axis=0), "ddof=1 "
             "divides the sum of squares by one less than the number of "
             "rows. The task asks for their mean."),
            ("spread", "range", lambda v: np.ptp(v.X[v.train], axis=0), "You "
             "divide by largest minus smallest. The task asks for the "
             "standard deviation."),
            ("divisor", "not-divided", lambda v: 1.0, "Each column is divided "
             "by its standard deviation after the mean is subtracted."),
            ("divisor", "tiny-added", lambda v: v.spread + 1e-8, "With a "
             "tiny number added, a constant column is divided by it, and a "
             "test row that differs there becomes huge. Divide such a column "
             "by 1."),
            ("divisor", "all-by-tiny", lambda v: np.maximum(v.spread, 1e-8),
             "A constant column is divided by a tiny number, and a test row "
             "that differs there becomes huge. Divide such a column by 1."),
            ("mean", "brackets", lambda v: v.X[v.train].mean(axis=0)
             / _one(v.X[v.train].std(axis=0)), "The mean is subtracted first, "
             "and then all of it is divided: (X - mean) / spread."),
            ("X_val", "val-own-scale", lambda v: _own(v, v.val), "The "
             "validation rows are scaled by their own mean. The net was "
             "trained on another scale: use that of the training rows."),
            ("X_val", "val-raw", lambda v: v.X[v.val], "The validation rows "
             "are not scaled. The net sees them on the scale that it was "
             "trained on."),
            ("X_test", "test-own-scale", lambda v: _own(v, v.test), "The test "
             "rows are scaled by their own mean. The net was trained on "
             "another scale: use that of the training rows."),
            ("X_test", "test-raw", lambda v: v.X[v.test], "The test rows are "
             "not scaled. The net sees them on the scale that it was trained "
             "on."),
            ("X_train", "train-raw", lambda v: v.X[v.train], "The training "
             "rows are scaled as the others are."),
            ("t_train", "t-train-in-place", lambda v: v.t[v.n_test + v.n_val
             :], "order deals the rows of X and the entries of t alike. "
             "Your targets are taken in their old order."),
            ("t_val", "t-val-in-place", lambda v: v.t[v.n_test : v.n_test
             + v.n_val], "order deals the rows of X and the entries of t "
             "alike. Your targets are taken in their old order."),
            ("t_test", "t-test-in-place", lambda v: v.t[: v.n_test], "order "
             "deals the rows of X and the entries of t alike. Your targets "
             "are taken in their old order."),
        )
    ),
    ("X", "t", "order", "n_val", "n_test"),
    ("mean", "spread"),
)  # fmt: skip
