"""2.2: a mean squared error and a mean cross-entropy with a pencil."""

import numpy as np

from ..pools.pencil import LOSSES
from ..record import Exercise, Wrong

_ERRORS = (-3.0, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
_ROWS = ((8, 4, 4), (8, 6, 2), (8, 7, 1))  # sixteenths
_POWERS = (1, 2, 4, 8)


def draw(rng):
    """Numbers for which no two of the wrong answers below agree."""
    while True:
        t = rng.integers(-2, 5, size=4).astype(float)
        p = t + rng.choice(_ERRORS, size=4)
        P, labels = np.empty((5, 3)), np.empty(5, dtype=int)
        for n in range(5):
            row = rng.permutation(_ROWS[rng.integers(3)])
            P[n] = row / 16
            labels[n] = rng.choice(np.flatnonzero(np.isin(row, _POWERS)))
        numbers = {"p": p, "t": t, "P": P, "labels": labels}
        results = [wrong(**numbers) for wrong in _WRONG]
        mse, ce = truth(**numbers).values()
        results += [(mse, ce), (4 / 3 * mse, ce)]  # and divided by 3
        gaps = [
            np.abs(np.subtract(a, b)).max()
            for k, a in enumerate(results)
            for b in results[:k]
        ]
        if min(gaps) > 0.02 and 1.0 < ce < 3.0:
            return numbers


def truth(p, t, P, labels):
    squares = [float(a - b) ** 2 for a, b in zip(p, t, strict=True)]
    of_label = [float(row[k]) for row, k in zip(P, labels, strict=True)]
    # the mean of the logarithms is the logarithm of the geometric mean
    return {
        "the mean squared error": sum(squares) / 4,
        "the cross-entropy": -float(np.log2(np.prod(of_label) ** 0.2)),
    }


def about(p, t, P, labels):
    return {
        "sizes": {
            "the number of rows": 5,
            "the number of predictions": 4,
            "the number of classes": 3,
        },
        "others": {
            "what it is with labels counted from 1": np.array(
                -np.log2(P[np.arange(5), labels - 1]).mean()
            )
        },
    }


def _both(p, t, P, labels):
    error, of_label = p - t, P[np.arange(5), labels]
    return error, of_label, np.mean(error**2), -np.log2(of_label).mean()


def _sums(**numbers):
    _, _, mse, ce = _both(**numbers)
    return 4 * mse, 5 * ce


def _absolute(**numbers):
    error, _, _, ce = _both(**numbers)
    return np.abs(error).mean(), ce


def _mean_error(**numbers):
    error, _, _, ce = _both(**numbers)
    return error.mean(), ce


def _root(**numbers):
    _, _, mse, ce = _both(**numbers)
    return mse**0.5, ce


def _half(**numbers):
    _, _, mse, ce = _both(**numbers)
    return mse / 2, ce


def _log_of_mean(**numbers):
    _, of_label, mse, _ = _both(**numbers)
    return mse, -np.log2(of_label.mean())


def _largest(**numbers):
    _, _, mse, _ = _both(**numbers)
    return mse, -np.log2(numbers["P"].max(axis=1)).mean()


def _entropy(**numbers):
    P = numbers["P"]
    return _both(**numbers)[2], -(P * np.log2(P)).sum(axis=1).mean()


def _negative(**numbers):
    _, _, mse, ce = _both(**numbers)
    return mse, -ce


def _nats(**numbers):
    _, _, mse, ce = _both(**numbers)
    return mse, ce * np.log(2)


_FIRST = "The mean squared error is right; the cross-entropy is not."
_SECOND = "The cross-entropy is right; the mean squared error is not."

_CAUSES = {
    "sums": (
        _sums,
        "Both losses are means. Divide by the number of predictions, and "
        "by the number of rows.",
        "Both are too large, by the number of terms in the sum.",
    ),
    "largest-probability": (
        _largest,
        "You took each row's largest probability. What counts is the "
        "probability of the row's label, be it large or small.",
        _FIRST,
    ),
    "log-of-mean": (
        _log_of_mean,
        "You took the mean of the probabilities, and then one logarithm. "
        "The loss is the mean of the logarithms: one a row.",
        _FIRST,
    ),
    "entropy": (
        _entropy,
        "You weighed the logarithms of all classes with their "
        "probabilities. The label picks one class a row; the others do not "
        "enter.",
        _FIRST,
    ),
    "sign": (
        _negative,
        "The logarithm of a probability is negative, and the loss has a "
        "minus in front of it.",
        "The mean squared error is right; the cross-entropy has the wrong "
        "sign.",
    ),
    "not-in-ln-2": (
        _nats,
        "This is the loss in nats. Asked is the number that multiplies ln "
        "2: divide by .6931.",
        _FIRST,
    ),
    "errors-not-squared": (
        _mean_error,
        "You took the mean of the errors, so that those above and below "
        "cancel. Square each error first.",
        _SECOND,
    ),
    "absolute-errors": (
        _absolute,
        "You took the mean of the absolute errors. A miss of 2 weighs four "
        "times as much as a miss of 1: square them.",
        _SECOND,
    ),
    "root": (
        _root,
        "You took the root of the mean squared error. Leave it out.",
        _SECOND,
    ),
    "half": (
        _half,
        "The course's mean squared error has no ½ in front.",
        "The cross-entropy is right; the mean squared error is half of what "
        "it should be.",
    ),
}
_MSE = "02-losses#Regression: the mean squared error"


def _section(symptom):
    """Where the loss that is wrong is explained."""
    return _MSE if symptom.startswith("The cross-entropy is right") else ""


_WRONG = tuple(answer for answer, _, _ in _CAUSES.values())

PENCIL_LOSSES = Exercise(
    id="2.2",
    title="Two losses with a pencil",
    kind="compute",
    objective="2a",
    points=2,
    minutes=8,
    takes="two numbers, (mean squared error, cross-entropy in units of ln 2)",
    section="02-losses#Row by row, with a pencil",
    draw=draw,
    truth=truth,
    chain=LOSSES,
    about=about,
    close=6e-4,
    mistakes=tuple(
        Wrong(id, answer, cause, symptom, _section(symptom))
        for id, (answer, cause, symptom) in _CAUSES.items()
    ),
)
