"""The mistakes of 6.5: other rules for what is dead, and other forms."""

import numpy as np

from ..record import Wrong


def _off_somewhere(X, W, b):
    return np.flatnonzero((X @ W + b <= 0).any(axis=0))


def _strict(X, W, b):
    return np.flatnonzero((X @ W + b < 0).all(axis=0))


def _rows(X, W, b):
    return np.flatnonzero((X @ W + b <= 0).all(axis=1))


def _bias_forgotten(X, W, b):
    return np.flatnonzero((X @ W <= 0).all(axis=0))


def _bias_after(X, W, b):
    return np.flatnonzero((np.maximum(X @ W, 0) + b <= 0).all(axis=0))


def _mean(X, W, b):
    return np.flatnonzero((X @ W + b).mean(axis=0) <= 0)


def _living(X, W, b):
    return np.flatnonzero((X @ W + b > 0).any(axis=0))


def _mask(X, W, b):
    return (X @ W + b <= 0).all(axis=0)


def _count(X, W, b):
    return int((X @ W + b <= 0).all(axis=0).sum())


def _where(X, W, b):
    return np.where((X @ W + b <= 0).all(axis=0))


MISTAKES = (
    Wrong(
        "off-somewhere",
        _off_somewhere,
        "Every working ReLU unit is off for some rows. A dead one is off "
        "for all of them: no row is left that could send it a gradient.",
    ),
    Wrong(
        "strict",
        _strict,
        "The slope of ReLU at exactly 0 is taken as 0, so z = 0 counts "
        "as off.",
    ),
    Wrong(
        "rows",
        _rows,
        "Z has a row for each example and a column for each unit. You "
        "found the examples for which all units are off; axis=0 goes "
        "down a column.",
    ),
    Wrong(
        "bias-forgotten",
        _bias_forgotten,
        "z contains the bias, and a bias far below 0 is what kills a "
        "unit most often.",
    ),
    Wrong(
        "bias-after-relu",
        _bias_after,
        "The bias belongs into z, before the ReLU. You bend X W first, and "
        "add b to what is left.",
    ),
    Wrong(
        "mean",
        _mean,
        "A unit with a negative mean z can be on for some rows, and then "
        "it gets a gradient. Ask each row, not the mean.",
    ),
    Wrong(
        "living",
        _living,
        "These are the units that are on for at least one row: all but "
        "the dead.",
    ),
    Wrong(
        "mask",
        _mask,
        "This says True or False for each unit. The task asks for the "
        "positions of the True ones.",
    ),
    Wrong(
        "count",
        _count,
        "This says how many are dead. The task asks which.",
    ),
    Wrong(
        "where-tuple",
        _where,
        "np.where with one argument returns a tuple, with one array of "
        "positions for each axis. Take its first part.",
    ),
)
