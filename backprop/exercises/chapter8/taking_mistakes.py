"""What goes wrong when rows are taken: the catalogue of 8.6."""

import numpy as np

from ..record import Wrong


def _once_each(X, rows):
    def back(dY):
        dX = np.zeros(X.shape)
        dX[rows] += dY
        return dX

    return X[rows], back


def _take(put, start=np.zeros_like):
    """The operation whose backward function puts dY into dX in this manner."""

    def take(X, rows):
        def back(dY):
            dX = start(X)
            put(dX, rows, dY, X)
            return dX

        return X[rows], back

    return take


def _add(dX, rows, dY, X):
    np.add.at(dX, rows, dY)


def _along_the_first_axis(dX, rows, dY, X):
    for k, r in enumerate(rows):
        dX[r] += dY[k]


def _counted(dX, rows, dY, X):
    np.add.at(dX, rows, 1.0)


def _of_values(dX, rows, dY, X):
    np.add.at(dX, rows, X[rows])


def _times_values(dX, rows, dY, X):
    np.add.at(dX, rows, dY * X[rows])


def _all_of_it(dX, rows, dY, X):
    dX[rows] = dY.reshape(-1, X.shape[1]).sum(axis=0)


def _mean_of_uses(dX, rows, dY, X):
    np.add.at(dX, rows, dY)
    uses = np.bincount(rows.ravel(), minlength=len(X))
    dX /= np.maximum(uses, 1)[:, None]


def _by_the_number_taken(dX, rows, dY, X):
    np.add.at(dX, rows, dY / rows.size)


def _returned_as_it_came(X, rows):
    return X[rows], lambda dY: dY


def _not_written(dX, rows, dY, X):
    np.add(dX[rows], dY)


def _whole_numbers(X):
    return np.zeros(X.shape, dtype=int)


MISTAKES = (
    Wrong(
        "once-each",
        _once_each,
        "dX[rows] += dY reads all the rows first, adds, and writes, so "
        "it does no more than dX[rows] = dY: of a row that stands twice "
        "the last share remains. np.add.at adds one after the other.",
    ),
    Wrong(
        "along-the-first-axis",
        _take(_along_the_first_axis),
        "rows may have two axes. rows[k] is then a list of rows itself, "
        "and dX[r] += drops those that stand in it twice: np.add.at, or "
        "np.ndenumerate(rows).",
    ),
    Wrong(
        "as-it-came",
        _returned_as_it_came,
        "dX has X's shape: a row for each row of the table, 0 where it "
        "was not taken. dY has one for each row that was taken.",
    ),
    Wrong(
        "uses-counted",
        _take(_counted),
        "You count how often each row was taken. What is added are the "
        "rows of dY.",
    ),
    Wrong(
        "table-added",
        _take(_of_values),
        "You add up the rows of X, the values. What comes back is dY.",
    ),
    Wrong(
        "times-the-table",
        _take(_times_values),
        "Taking a row copies it: the local slope is 1, and the values of "
        "X do not enter.",
    ),
    Wrong(
        "sum-of-all",
        _take(_all_of_it),
        "Each row of the table is blamed for its own copies alone. You "
        "give every row that was taken the sum of all.",
    ),
    Wrong(
        "mean-of-uses",
        _take(_mean_of_uses),
        "Over the uses of a row gradients add. You take their mean.",
    ),
    Wrong(
        "by-the-number-taken",
        _take(_by_the_number_taken),
        "The 1/N of a mean loss is already in dY. Here is only added.",
    ),
    Wrong(
        "begins-with-the-table",
        _take(_add, np.copy),
        "dX is a sum over the uses, and a sum starts at 0. Yours starts "
        "at the values of X.",
    ),
    Wrong(
        "written-into-X",
        _take(_add, lambda X: X),
        "dX is X itself, under another name, so the shares are added "
        "into the caller's table. Begin with np.zeros_like(X).",
        "X is changed by the backward function.",
    ),
    Wrong(
        "not-written",
        _take(_not_written),
        "dX[rows] is a copy, and np.add returns a new array: nothing is "
        "written into dX. np.add.at writes.",
    ),
    Wrong(
        "whole-numbers",
        _take(_add, _whole_numbers),
        "dX was made for whole numbers, into which no fractions can be "
        "added. Give it X's dtype: np.zeros_like(X).",
    ),
)
