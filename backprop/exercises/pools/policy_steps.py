"""One update of a linear policy, line by line: 12.4."""

import numpy as np

from ..chains import Chain, Slip


def _softmax(Z, axis=1):
    E = np.exp(Z - Z.max(axis=axis, keepdims=True))
    return E / E.sum(axis=axis, keepdims=True)


def _hot(v, actions=None):
    return np.eye(v.W.shape[1])[v.actions if actions is None else actions]


def _column(a):
    return np.asarray(a, dtype=float)[:, None]


AS_IT_WAS = (
    "hot − P, times G, is the gradient of J, which is to rise; a minus in "
    "front of it walks downhill. Either the step is added, or dZ is the "
    "gradient of the loss, P − hot. One of the two is enough: where both are "
    "changed, the signs cancel."
)
WEIGHTS = "Each decision is weighed by its own return, with sign and size. "
SHARES = "At the scores stands p − y, with 1 at the action that was drawn. "
MEAN = (
    "The sum over all decisions is divided by n, the number of episodes, and "
    "by nothing else. "
)
STEP = "The new weights are the old ones and a step of lr times dW. "

UPDATE = Chain(
    {
        "P": lambda v: _softmax(v.X @ v.W),
        "hot": _hot,
        "weights": lambda v: _column(v.G),
        "shares": lambda v: (v.P - v.hot) * v.weights,
        "dZ": lambda v: v.shares / v.n,
        "dW": lambda v: v.X.T @ v.dZ,
        "new": lambda v: v.W - v.lr * v.dW,
    },
    ("new",),
    tuple(
        Slip(*slip)
        for slip in (
            ("P", "over-rows", lambda v: _softmax(v.X @ v.W, 0), "The "
             "softmax of a row runs over its actions, axis 1. Yours runs "
             "over the decisions."),
            ("P", "scores-for-chances", lambda v: v.X @ v.W, "P holds "
             "probabilities, softmax(X @ W). You took the scores."),
            ("hot", "other-action", lambda v: _hot(v, 1 - v.actions), "hot "
             "has its 1 at the action that was drawn. Yours has it "
             "elsewhere."),
            ("hot", "likeliest", lambda v: _hot(v, v.P.argmax(axis=1)), "hot "
             "has its 1 at the action that was drawn. Yours has it at the "
             "likeliest."),
            ("hot", "number-for-row", lambda v: _column(v.actions), "hot is "
             "a row of zeros with a 1 at the action. You took the action's "
             "number."),
            ("weights", "return-missing", lambda v: 1.0, WEIGHTS + "You left "
             "the returns out: then every action that was drawn becomes "
             "likelier, whatever came of it."),
            ("weights", "absolute", lambda v: np.abs(_column(v.G)), WEIGHTS
             + "You dropped the sign, which was not what is wrong here."),
            ("weights", "divided-by-return", lambda v: 1 / _column(v.G),
             WEIGHTS + "You divided by it."),
            ("weights", "one-mean", lambda v: np.mean(v.G), WEIGHTS + "You "
             "took one mean for all."),
            ("weights", "one-sum", lambda v: np.sum(v.G), WEIGHTS + "You "
             "took one sum for all."),
            ("weights", "centred", lambda v: _column(v.G - np.mean(v.G)),
             "A baseline would do no harm, but the program has none: it is "
             "to be mended, and not to be made better."),
            ("shares", "as-it-was", lambda v: (v.hot - v.P) * v.weights,
             AS_IT_WAS),
            ("shares", "action-missing", lambda v: v.P * v.weights, SHARES
             + "The 1 is missing."),
            ("shares", "chances-missing", lambda v: -v.hot * v.weights,
             SHARES + "p is missing."),
            ("shares", "added", lambda v: (v.P + v.hot) * v.weights, SHARES
             + "You added the 1 in place of subtracting it."),
            ("shares", "no-signs", lambda v: np.abs(v.P - v.hot)
             * v.weights, "The signs of p − y say which action becomes "
             "likelier, and which less likely. You took absolute values; "
             "one minus was wrong, not all of them."),
            ("dZ", "not-divided", lambda v: v.shares, MEAN + "You left the "
             "division out."),
            ("dZ", "by-decisions", lambda v: v.shares / len(v.X), MEAN
             + "You divided by the number of decisions, of which a long "
             "episode has many."),
            ("dZ", "divided-twice", lambda v: v.shares / v.n / len(v.X),
             MEAN + "You divided by the number of decisions once more."),
            ("dW", "dW-absolute", lambda v: -np.abs(v.X.T @ v.dZ), "Each "
             "weight's gradient has a sign of its own. You took absolute "
             "values, so that all weights move the same way."),
            ("dW", "of-the-chances", lambda v: v.X.T @ v.P, "dW is made of "
             "dZ. You took P in its place."),
            ("new", "rate-missing", lambda v: v.W - v.dW, STEP + "The lr is "
             "missing."),
            ("new", "step-alone", lambda v: -v.lr * v.dW, STEP + "You gave "
             "the step without the old weights."),
            ("new", "step-alone-turned", lambda v: v.lr * v.dW, STEP + "You "
             "gave the step alone, and with the other sign."),
            ("new", "gradient-alone", lambda v: v.dW, STEP + "You gave dW "
             "itself."),
            ("new", "shrunk", lambda v: (1 - v.lr) * v.W - v.lr * v.dW, STEP
             + "Yours makes the old ones smaller, too."),
        )
    ),
    ("W", "X", "actions", "G", "n", "lr"),
)  # fmt: skip
