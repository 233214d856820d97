"""The gradient at a policy's scores, line by line: 12.2."""

import numpy as np

from ..chains import Chain, Slip


def _softmax(Z, axis=1):
    E = np.exp(Z - Z.max(axis=axis, keepdims=True))
    return E / E.sum(axis=axis, keepdims=True)


def _hot(v, actions=None):
    """1 at the action; at the last one where the action is -1."""
    return np.eye(v.Z.shape[1])[v.actions if actions is None else actions]


def _column(a):
    return np.asarray(a, dtype=float)[:, None]


def _own(v):
    """The probability of the action that was drawn, a column."""
    return (v.P * v.hot).sum(axis=1, keepdims=True)


SIGN = (
    "The loss is minus advantage times log π, so its gradient at the scores "
    "is chapter 4's p − y, times the advantage. "
)
TURNED = SIGN + (
    "Yours has the other sign, so that a step against it makes good actions "
    "rarer."
)
MEAN = (
    "The loss is a mean over the N rows, and a cart that has fallen is a row "
    "too. "
)
ADVANTAGE = (
    "Each row has an advantage of its own, which multiplies its p − y with "
    "its sign and its size. "
)
FALLEN = (
    "An action of −1 says that the cart had fallen: nothing was drawn, so "
    "its row of dZ is 0. "
)
ROWS = "The softmax of a row runs over its K scores, axis 1. "

WEIGHED = Chain(
    {
        "P": lambda v: _softmax(v.Z),
        "alive": lambda v: v.actions >= 0,
        "hot": _hot,
        "weights": lambda v: _column(v.advantages),
        "shares": lambda v: (v.P - v.hot) * v.weights,
        "counted": lambda v: np.where(_column(v.alive) > 0, v.shares, 0),
        "dZ": lambda v: v.counted / len(v.Z),
    },
    ("dZ",),
    tuple(
        Slip(*slip)
        for slip in (
            ("P", "over-rows", lambda v: _softmax(v.Z, 0), ROWS + "Yours "
             "runs over the rows."),
            ("P", "over-rows-too-large", lambda v: np.exp(v.Z)
             / np.exp(v.Z).sum(axis=0), ROWS + "Yours runs over the rows, "
             "and exp of a large score overflows: subtract the largest of "
             "each row first."),
            ("P", "over-all", lambda v: np.exp(v.Z - v.Z.max())
             / np.exp(v.Z - v.Z.max()).sum(), ROWS + "Yours runs over all "
             "entries at once."),
            ("P", "softmax-twice", lambda v: _softmax(_softmax(v.Z)),
             "Softmax makes probabilities of scores once. You took it of the "
             "probabilities again."),
            ("P", "log-chances", lambda v: np.log(_softmax(v.Z)), "What "
             "stands in the gradient is the probability itself. You took "
             "its logarithm."),
            ("P", "scores-for-chances", lambda v: v.Z, "What stands in the "
             "gradient are the probabilities, softmax of Z. You took the "
             "scores themselves."),
            ("P", "sigmoid", lambda v: 1 / (1 + np.exp(-v.Z)), "Several "
             "actions compete for one sum of probabilities: softmax of the "
             "row. You took a sigmoid of each score."),
            ("alive", "zero-left-out", lambda v: v.actions > 0, "0 is an "
             "action like the others. Only −1 stands for a cart that had "
             "fallen: actions >= 0."),
            ("alive", "not-zero-where-fallen", lambda v: v.actions >= -1,
             FALLEN + "As an index −1 is the last action, and yours is "
             "blamed as if it had been taken."),
            ("hot", "likeliest", lambda v: _hot(v, v.Z.argmax(axis=1)),
             "What is made likelier or less likely is the action that was "
             "drawn. You took the likeliest one."),
            ("hot", "other-action", lambda v: 1 - _hot(v), "The 1 stands at "
             "the action that was drawn. Yours stands at the others."),
            ("weights", "advantage-missing", lambda v: 1.0, ADVANTAGE + "You "
             "left it out, so that every action is made likelier, good or "
             "bad."),
            ("weights", "one-mean", lambda v: np.mean(v.advantages),
             ADVANTAGE + "You took one mean for all rows."),
            ("weights", "one-sum", lambda v: np.sum(v.advantages), ADVANTAGE
             + "You took one sum for all rows."),
            ("weights", "absolute", lambda v: _column(np.abs(v.advantages)),
             ADVANTAGE + "You dropped the sign: a bad action is made "
             "likelier as a good one is."),
            ("weights", "sign-alone", lambda v: _column(np.sign(
             v.advantages)), ADVANTAGE + "You kept the sign alone."),
            ("weights", "good-alone", lambda v: _column(np.maximum(
             v.advantages, 0)), ADVANTAGE + "You cut the negative ones off: "
             "a bad action has to become less likely."),
            ("weights", "squared", lambda v: _column(v.advantages) ** 2,
             ADVANTAGE + "You squared it."),
            ("weights", "centred", lambda v: _column(v.advantages
             - np.mean(v.advantages)), "The baseline is in the advantages "
             "already. You subtracted the mean over the rows once more."),
            ("weights", "whitened", lambda v: _column((v.advantages
             - np.mean(v.advantages)) / (np.std(v.advantages) + 1e-8)),
             "The advantages are used as they come. You subtracted their "
             "mean and divided by their spread."),
            ("shares", "sign", lambda v: (v.hot - v.P) * v.weights, TURNED),
            ("shares", "added", lambda v: (v.P + v.hot) * v.weights, SIGN
             + "You added the 1 at the action."),
            ("shares", "action-missing", lambda v: v.P * v.weights, SIGN
             + "The 1 at the action is missing, so no action is told from "
             "another."),
            ("shares", "chances-missing", lambda v: -v.hot * v.weights, SIGN
             + "p is missing: the sum in softmax's denominator moves with "
             "every score."),
            ("shares", "action-alone", lambda v: v.hot * v.weights, SIGN
             + "You have the 1 at the action alone, and with the other "
             "sign."),
            ("shares", "weighed-at-action", lambda v: v.P - v.hot
             * v.weights, SIGN + "The advantage multiplies both, p and the "
             "1. It is no label that p is compared with."),
            ("shares", "weighed-at-chances", lambda v: v.P * v.weights
             - v.hot, SIGN + "The advantage multiplies both, p and the 1. "
             "You multiplied p alone."),
            ("shares", "at-the-chances", lambda v: -v.hot / v.P * v.weights,
             "−A / π(a) is the gradient at the probabilities. One step "
             "further back, through softmax, it becomes A (p − y)."),
            ("shares", "of-the-chance", lambda v: (v.P - v.hot) * _own(v)
             * v.weights, "That is the slope of π(a). The loss has log π(a) "
             "in it, whose slope has no factor π(a)."),
            ("shares", "own-alone", lambda v: -v.hot * (1 - v.P)
             * v.weights, SIGN + "You have the entry of the action alone; "
             "the other scores stand in softmax's denominator and get A p."),
            ("counted", "chances-where-fallen", lambda v: np.where(
             _column(v.alive) > 0, v.shares, v.P), FALLEN + "Yours holds p "
             "there."),
            ("dZ", "not-divided", lambda v: v.counted, MEAN + "Divide by N."),
            ("dZ", "by-the-living", lambda v: v.counted / max(
             v.alive.sum(), 1), MEAN + "You divided by the carts that were "
             "up, so that the same decision would weigh more the more "
             "others have fallen."),
            ("dZ", "by-entries", lambda v: v.counted / v.Z.size, MEAN + "You "
             "divided by the number of all entries, N K."),
            ("dZ", "by-actions", lambda v: v.counted / v.Z.shape[1], MEAN
             + "You divided by the number of actions."),
        )
    ),
    ("Z", "actions", "advantages"),
)  # fmt: skip
