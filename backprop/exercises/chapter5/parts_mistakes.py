"""The mistakes of 5.9: what leaks, and what is dealt otherwise."""

import numpy as np

from ..pools.parts import PARTS
from ..record import Wrong
from ..slipped import wrong


def _scaled_by_all(X, t, order, n_val, n_test):
    spread = X.std(axis=0)
    scaled = (X - X.mean(axis=0)) / np.where(spread > 0, spread, 1)
    test, val, train = np.split(order, [n_test, n_test + n_val])
    dealt = [(scaled[part], t[part]) for part in (train, val, test)]
    return tuple(A for pair in dealt for A in pair)


def _variant(X, t, order, n_val, n_test):
    return PARTS.answer()(X, t, order, n_val, n_test)


def _unshuffled(X, t, order, n_val, n_test):
    return _variant(X, t, np.arange(len(X)), n_val, n_test)


def _sorted_parts(X, t, order, n_val, n_test):
    cuts = [n_test, n_test + n_val]
    dealt = np.concatenate([np.sort(p) for p in np.split(order, cuts)])
    return _variant(X, t, dealt, n_val, n_test)


def _test_last(X, t, order, n_val, n_test):
    dealt = np.concatenate([order[-n_test:], order[:-n_test]])
    return _variant(X, t, dealt, n_val, n_test)


def _train_first(X, t, order, n_val, n_test):
    n_train = len(X) - n_val - n_test
    train, val, test = np.split(order, [n_train, n_train + n_val])
    dealt = np.concatenate([test, val, train])
    return _variant(X, t, dealt, n_val, n_test)


def _val_last(X, t, order, n_val, n_test):
    test, rest = order[:n_test], order[n_test:]
    dealt = np.concatenate([test, rest[-n_val:], rest[:-n_val]])
    return _variant(X, t, dealt, n_val, n_test)


def _sizes_exchanged(X, t, order, n_val, n_test):
    return _variant(X, t, order, n_test, n_val)


def _val_first(X, t, order, n_val, n_test):
    val, test, train = np.split(order, [n_val, n_val + n_test])
    dealt = np.concatenate([test, val, train])
    return _variant(X, t, dealt, n_val, n_test)


def _dealt_twice(X, t, order, n_val, n_test):
    return _variant(X[order], t[order], order, n_val, n_test)


def _divided_at_zero(X, t, order, n_val, n_test):
    X_train = X[order[n_test + n_val :]]
    scaled = (X - X_train.mean(axis=0)) / X_train.std(axis=0)
    parts = np.split(order, [n_test, n_test + n_val])[::-1]
    return tuple(A[part] for part in parts for A in (scaled, t))


def _in_place(X, t, order, n_val, n_test):
    parts = _variant(X, t, order, n_val, n_test)
    X -= X[order[n_test + n_val :]].mean(axis=0)
    return parts


MISTAKES = (
    Wrong(
        "scaled-by-all",
        _scaled_by_all,
        "Mean and standard deviation are taken over all rows, the test rows "
        "with them. They are learned from data, as weights are, and so they "
        "come from the training rows alone.",
        "The targets are right; all three parts of X are on another scale.",
    ),
    Wrong(
        "own-scales",
        PARTS.slipped("val-own-scale", "test-own-scale"),
        "Each part is scaled by itself. The net was trained on the scale of "
        "the training rows, and a new row must be put on that one too.",
        "The training rows are right; the other two parts are on another "
        "scale.",
    ),
    Wrong(
        "others-raw",
        PARTS.slipped("val-raw", "test-raw"),
        "Only the training rows are scaled. The net was trained on that "
        "scale, so every row that it is asked about must be put on it.",
        "The training rows are right; the other two parts are as they came.",
    ),
    Wrong(
        "divided-by-zero",
        _divided_at_zero,
        "A column that is constant in the training rows, such as a pixel "
        "that is always paper, has the standard deviation 0. Divide it by 1.",
    ),
    wrong(PARTS, "tiny-added"),
    wrong(PARTS, "variance"),
    wrong(PARTS, "one-less"),
    wrong(PARTS, "mean-one-number"),
    wrong(PARTS, "not-divided"),
    Wrong(
        "scaled-with-validation",
        PARTS.slipped("mean-with-val", "spread-with-val"),
        "The validation rows are in the mean and in the standard deviation. "
        "They are kept for choosing; only training rows are learned from.",
    ),
    Wrong(
        "targets-left-behind",
        PARTS.slipped("t-train-in-place", "t-val-in-place", "t-test-in-place"),
        "order deals the rows of X and the entries of t alike. Your rows of "
        "X are dealt, and your targets stand in their old order.",
        "All three parts of X are right, with the targets of other rows.",
    ),
    Wrong(
        "order-unused",
        _unshuffled,
        "The rows are taken as they stand. Data often come sorted, by class "
        "or by writer, so order deals them: X[order[...]].",
    ),
    Wrong(
        "sizes-exchanged",
        _sizes_exchanged,
        "n_test rows go to the test part and n_val to the validation part. "
        "You exchanged the two.",
    ),
    Wrong(
        "validation-first",
        _val_first,
        "The front of order goes to the test part, and what comes next to "
        "the validation part. You took the validation rows first.",
    ),
    Wrong(
        "train-first",
        _train_first,
        "The front of order goes to the test part. You took the training "
        "rows from there, and the test rows from the end.",
    ),
    Wrong(
        "test-last",
        _test_last,
        "The front of order goes to the test part. You took the test rows "
        "from the end.",
    ),
    Wrong(
        "validation-last",
        _val_last,
        "The validation rows come right after the test rows. You took them "
        "from the end of order.",
    ),
    Wrong(
        "sorted-parts",
        _sorted_parts,
        "Within a part the rows keep the order of `order`. You sorted them.",
    ),
    Wrong(
        "dealt-twice",
        _dealt_twice,
        "The rows were dealt once already, by X[order]. With order used "
        "again the parts are others.",
    ),
    Wrong(
        "in-place",
        _in_place,
        "X -= ... writes into the caller's array. Make a new one: X - mean.",
    ),
)
