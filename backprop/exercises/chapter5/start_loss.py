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
                    (X[rows[:n]], labels, np.random.default_rng(seed)),
                    {"the loss": float(GUESS)},
                    names,
                )
                for seed, labels in (
                    (one, t[rows[:n]]),
                    (one, t[rows[:n]]),
                    (other, t[rows[:n]]),
                    (one, t[rows[:n]][::-1]),
                )
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
    losses = np.array(losses).reshape(len(cases), 4)
    if not np.isfinite(losses).all():
        return None
    first, again, other, turned = losses[0]
    if first != again:  # first: by chance its size may say anything
        seen = "Two generators in one state give different losses."
        return _told("own-generator", seen)
    if np.abs(losses - GUESS).max() > WITHIN:
        return _far(losses)
    if first == again == other:
        same = "With another rng the loss is the same."
        exact = abs(first - GUESS) < 1e-9
        return _told("weights-of-zero" if exact else "own-seed", same)
    if abs(first - turned) < 1e-9:
        seen = "With the labels in another order the loss is the same."
        return _told("labels-unpaired", seen)
    return Verdict(True)


def _far(losses):
    value = losses[0, 0]
    seen = f"The loss at the start is {value:.4g}. A guess has {GUESS:.4g}."
    if value < 0:
        return _told("sign-forgotten", seen)
    if abs(value / 400 - GUESS) < WITHIN:
        return _told("summed", seen)
    if 0.95 < value < 1.27:
        return _told("log-base-10", seen)
    if abs(value * np.log(2) - GUESS) < 0.25:
        return _told("log-base-2", seen)
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
    "equal for ever. Draw the weights from the rng that is passed in. A "
    "number typed in does not depend on it either.",
    "own-seed": "Your weights are the same whatever rng is passed in: a "
    "generator is made inside the function. Draw from rng itself.",
    "labels-unpaired": "A row costs minus the logarithm of its own label's "
    "probability, P[np.arange(N), t]. Yours does not ask which row has "
    "which label.",
    "log-base-2": "This is near 3.32, the logarithm of 10 with base 2. The "
    "loss takes the natural one, np.log. If yours does, draw somewhat "
    "smaller weights.",
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


def _base_2(X, t, rng):
    return _loss(X, t, rng, 0.1) / np.log(2)


def _own_seed(X, t, rng):
    return _loss(X, t, np.random.default_rng(0), 0.15)


def _every_label(X, t, rng):
    return np.mean([_loss(X, 0 * t + k, rng, 0.1) for k in range(10)])


def _own(X, t, rng):
    return _loss(X, t, np.random.default_rng(), 0.15)


_ANSWERS = {
    "weights-too-large": _weights_too_large,
    "weights-of-zero": _zeros,
    "summed": _summed,
    "log-base-10": _base_10,
    "sign-forgotten": _sign,
    "own-generator": _own,
    "own-seed": _own_seed,
    "log-base-2": _base_2,
    "labels-unpaired": _every_label,
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
    many=True,
    mistakes=tuple(
        Wrong(name, answer, CAUSES[name]) for name, answer in _ANSWERS.items()
    ),
)
