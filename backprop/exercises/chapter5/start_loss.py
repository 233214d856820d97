"""5.8a: the loss before the first step, the cheapest check of all."""

import numpy as np

from ...data import digits, split
from ..case import case, step
from ..forms import form
from ..record import Exercise, Verdict, Wrong

GUESS = np.log(10.0)
WITHIN = 0.6


def cases(rng):
    X, t, _, _ = split(*digits(), 360, np.random.default_rng(0))
    rows = rng.permutation(len(X))[:400]
    one, other = (int(s) for s in rng.choice(10**6, size=2, replace=False))
    names = ("X", "t", "rng")
    return [
        case(
            f"{n} rows",
            [
                step(
                    "call",
                    (X[rows[:n]], t[rows[:n]], np.random.default_rng(seed)),
                    {"the loss": float(GUESS)},
                    names,
                )
                for seed in (one, one, other)
            ],
        )
        for n in (400, 150)
    ]


def judge(cases, outcomes):
    """Near log 10, and of weights drawn from rng."""
    if len(outcomes) < len(cases) or any(o.kind for o in outcomes):
        return None
    losses = []
    for case_, outcome in zip(cases, outcomes, strict=True):
        if outcome.changed:
            return None
        for result in outcome.results:
            if form("the loss", result, GUESS, case_):
                return None
            losses.append(float(result))
    losses = np.array(losses).reshape(len(cases), 3)
    if not np.isfinite(losses).all():
        return None
    if np.abs(losses - GUESS).max() > WITHIN:
        return _far(losses)
    first, again, other = losses[0]
    if first == again == other:
        same = "other weights have the same loss."
        return _told("weights-of-zero", f"With another rng, {same}")
    if first != again:
        seen = "Two generators in one state give different losses."
        return _told("own-generator", seen)
    return Verdict(True)


def _far(losses):
    value = losses[0, 0]
    seen = f"The loss at the start is {value:.4g}. A guess has {GUESS:.4g}."
    if value < 0:
        return _told("sign-forgotten", seen)
    if abs(value / 400 - GUESS) < WITHIN:
        return _told("summed", seen)
    if abs(value - 1) < 0.27 and value < 1.3:
        return _told("log-base-10", seen)
    if value > GUESS:
        return _told("weights-too-large", seen)
    return Verdict(
        False,
        seen,
        "Is the logarithm that of the label's probability, and the mean "
        "taken over the rows?",
        "far-from-a-guess",
    )


CAUSES = {
    "weights-too-large": "The weights are too large, so the net is sure of "
    "what it has not learnt. Draw them normal, times the root of 2 / n_in, "
    "and start the biases at 0.",
    "weights-of-zero": "Weights of 0 do guess, but all hidden units stay "
    "equal for ever. Draw the weights from the rng that is passed in.",
    "summed": "The loss is the mean over the rows. You took their sum.",
    "log-base-10": "This is near 1: the logarithm with base 10. The loss "
    "takes the natural one, np.log.",
    "sign-forgotten": "The logarithm of a probability is negative. The loss "
    "is minus the mean of them.",
    "own-generator": "The run can be repeated only if all its chance comes "
    "from the rng that is passed in.",
}


def _told(id, seen):
    return Verdict(False, seen, CAUSES[id], id)


def _loss(X, t, rng, size):
    W1, W2 = rng.normal(size=(64, 64)), rng.normal(size=(64, 10))
    Z = np.maximum(X @ (size * W1), 0) @ (size * W2)
    log_P = Z - np.logaddexp.reduce(Z, axis=1)[:, None]
    return -log_P[np.arange(len(t)), t].mean()


def _weights_too_large(X, t, rng):
    W1, W2 = rng.normal(size=(64, 64)), rng.normal(size=(64, 10))
    Z = np.maximum(X @ W1, 0) @ W2
    Z = Z - Z.max(axis=1, keepdims=True)
    log_P = Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))
    return -log_P[np.arange(len(t)), t].mean()


def _zeros(X, t, rng):
    return _loss(X, t, rng, 0.0)


def _summed(X, t, rng):
    return 400 * _loss(X, t, rng, 0.1)


def _base_10(X, t, rng):
    return _loss(X, t, rng, 0.1) / np.log(10)


def _sign(X, t, rng):
    return -_loss(X, t, rng, 0.15)


def _own(X, t, rng):
    return _loss(X, t, np.random.default_rng(), 0.15)


_ANSWERS = {
    "weights-too-large": _weights_too_large,
    "weights-of-zero": _zeros,
    "summed": _summed,
    "log-base-10": _base_10,
    "sign-forgotten": _sign,
    "own-generator": _own,
}

START_LOSS = Exercise(
    id="5.8a",
    title="The loss before the first step",
    kind="build",
    objective="5e",
    points=1,
    minutes=12,
    takes="a function of (X, t, rng) that returns the loss at the start",
    section="05-sgd#The digits in earnest",
    cases=cases,
    judge=judge,
    mistakes=tuple(
        Wrong(name, answer, CAUSES[name]) for name, answer in _ANSWERS.items()
    ),
)
