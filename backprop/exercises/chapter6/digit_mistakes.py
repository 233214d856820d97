"""The mistakes of 6.7, made from the class means: nothing is trained."""

from functools import cache

import numpy as np

from ...data import digits, split
from ..record import Wrong


@cache
def _rows():
    """(X, t, X_new, t_new), exactly as in the notebook."""
    X, t, X_new, t_new = split(*digits(), 360, np.random.default_rng(0))
    return X - 0.3, t, X_new - 0.3, t_new


def held_out():
    """The 360 rows kept from training, and their labels."""
    return _rows()[2:]


@cache
def _means():
    X, t = _rows()[:2]
    return np.array([X[t == k].mean(axis=0) for k in range(10)])


def _scores(X):
    """Larger for the nearer class mean: what a net's logits would be."""
    return X @ _means().T - (_means() ** 2).sum(axis=1) / 2


def _constant(X):
    return np.full(len(X), 7)


def _shares(X):
    E = np.exp(_scores(X))
    return E / E.sum(axis=1, keepdims=True)


def _largest(X):
    return _shares(X).max(axis=1)


def _wrong_axis(X):
    return _scores(X).argmax(axis=0)


def _argument_ignored(X):
    return _scores(_rows()[2]).argmax(axis=1)


def _off_by_one(X):
    return _scores(X).argmax(axis=1) + 1


def _not_yet(X):
    return _scores(X)[:, :6].argmax(axis=1)


MISTAKES = (
    Wrong(
        "constant-class",
        _constant,
        "A net that calls every image the same still guesses. What reaches "
        "its last layer is nearly equal for all images, and the gradient "
        "does not reach its first. More epochs do not help; another "
        "activation, start or path does.",
        section="06-vanishing-exploding#The cures, and what they cost",
    ),
    Wrong(
        "not-yet",
        _not_yet,
        "The net has begun to learn. Look at the loss: if it still falls, "
        "train longer or with a larger learning rate; if it leaps, take a "
        "smaller one, or clip. Is X prepared already? predict gets it with "
        ".3 subtracted.",
    ),
    Wrong(
        "scores",
        _shares,
        "There is one number for each class in every row. The label is the "
        "place of the largest: argmax along the row.",
    ),
    Wrong(
        "max-for-argmax",
        _largest,
        "max gives the largest entry of a row; argmax gives its place, "
        "which is the label.",
    ),
    Wrong(
        "wrong-axis",
        _wrong_axis,
        "axis=0 goes down the rows and finds, for each class, an image. "
        "Along a row, over the classes, is axis=1.",
    ),
    Wrong(
        "argument-ignored",
        _argument_ignored,
        "The function uses rows from outside. It must answer for the X that "
        "it is given.",
    ),
    Wrong(
        "off-by-one",
        _off_by_one,
        "Labels count from 0, as columns do. Yours are 1 too large.",
    ),
)
