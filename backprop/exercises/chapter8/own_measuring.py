"""The slopes of a learner's own operation, measured: 8.8."""

from collections import namedtuple

import numpy as np

from ...checking.relations import agrees
from ..parts import parts_of

NUDGE, NEAR = 1e-5, 1e-5
GIVES = ("Y", "dX")
Slopes = namedtuple("Slopes", "dX own mixed second")


def slanting(X):
    """A direction in which no entry of X stands still."""
    return np.cos(np.arange(X.size)).reshape(X.shape)


def measured(at, outcome):
    """Slopes, by central differences of the learner's own Y.

    dX; own: what it would be if each entry of Y had a slope by the entry of
    X in its own place alone; mixed: are there others? second: the slope at
    the other line's numbers along one direction.
    """
    X, dY = at.steps[1].args
    found = [parts_of(result, GIVES) for result in outcome.results[4:]]
    Y = np.array([np.asarray(parts["Y"], float).ravel() for parts in found])
    slopes = (Y[::2] - Y[1::2]) / (2 * NUDGE)
    dX = (slopes @ dY.ravel())[:-1].reshape(X.shape)
    jacobian, own = slopes[:-1], np.diag(slopes)
    mixed = np.abs(jacobian - np.diag(own)).max() > 1e-6
    second = slopes[-1] @ dY.ravel()
    return Slopes(dX, dY * own.reshape(X.shape), mixed, second)


def fits(result, truth, within=None):
    """Is it an array of these numbers, to NEAR or within so much?"""
    try:
        result = np.asarray(result, dtype=float)
    except (TypeError, ValueError):  # no numbers
        return False
    return result.shape == truth.shape and agrees(result, truth, NEAR, within)
