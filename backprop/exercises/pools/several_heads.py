"""Attention with several heads, split and merged, line by line: 11.6."""

import numpy as np

from ..chains import Chain, Slip
from .score_rows import turned


def apart(X, heads):
    """(N, T, D) to (N, heads, T, d)."""
    N, T, D = X.shape
    return X.reshape(N, T, heads, D // heads).transpose(0, 2, 1, 3)


def _cut(X, heads):
    """The same shape by one reshape, which takes other numbers together."""
    N, T, D = X.shape
    return X.reshape(N, heads, T, D // heads)


def _every_other(X, heads):
    """Head h gets the columns h, h + heads, ..."""
    N, T, D = X.shape
    return X.reshape(N, T, D // heads, heads).transpose(0, 3, 1, 2)


def _scores(v, scale=None):
    width = v.Qh.shape[-1]
    return v.Qh @ turned(v.Kh) / (np.sqrt(width) if scale is None else scale)


def softmaxed(S, axis=-1):
    with np.errstate(all="ignore"):
        E = np.exp(S - S.max(axis=axis, keepdims=True))
    return E / E.sum(axis=axis, keepdims=True)


def hidden(S, hide=-np.inf, k=0):
    return np.where(np.tri(S.shape[-2], S.shape[-1], k) > 0, S, hide)


def _merged(v, order=(0, 2, 1, 3)):
    return v.O.transpose(order).reshape(v.Q.shape)


CUT = (
    "A reshape does not move numbers: (N, T, D) to (N, heads, T, d) puts the "
    "columns of one token into several rows of one head. First split the "
    "last axis, (N, T, heads, d), and then transpose."
)
NOT_TRANSPOSED = (
    "O has the shape (N, heads, T, d), and a reshape alone lays the tokens of "
    "a head side by side in one row. First bring the heads behind the "
    "tokens, transpose(0, 2, 1, 3); then reshape."
)
EVERY_OTHER = (
    "Head h has the d columns that stand side by side, from h d on. Yours "
    "gets each of the heads' columns in turn."
)
SCALE = (
    "A score of a head is a sum of d products, and is divided by the root of "
    "d, the width of a head."
)
BEFORE_SOFTMAX = (
    "A token sees itself and what comes before. The scores above the "
    "diagonal are set to −∞ before the softmax."
)

SEVERAL_HEADS = Chain(
    {
        "Qh": lambda v: apart(v.Q, v.heads),
        "Kh": lambda v: apart(v.K, v.heads),
        "Vh": lambda v: apart(v.V, v.heads),
        "S": _scores,
        "A": lambda v: softmaxed(hidden(v.S)),
        "O": lambda v: v.A @ v.Vh,
        "Y": _merged,
    },
    ("Y",),
    tuple(
        Slip(*slip)
        for slip in (
            ("Qh", "Qh-cut", lambda v: _cut(v.Q, v.heads), CUT + " It is so "
             "in the queries."),
            ("Qh", "Qh-every-other", lambda v: _every_other(v.Q, v.heads),
             EVERY_OTHER + " It is so in the queries."),
            ("Kh", "Kh-cut", lambda v: _cut(v.K, v.heads), CUT + " It is so "
             "in the keys."),
            ("Kh", "Kh-every-other", lambda v: _every_other(v.K, v.heads),
             EVERY_OTHER + " It is so in the keys."),
            ("Vh", "Vh-cut", lambda v: _cut(v.V, v.heads), CUT + " It is so "
             "in the values."),
            ("Vh", "Vh-every-other", lambda v: _every_other(v.V, v.heads),
             EVERY_OTHER + " It is so in the values."),
            ("S", "root-of-D", lambda v: _scores(v, np.sqrt(
             v.Q.shape[-1])), SCALE + " You took the root of D, the width of "
             "all heads."),
            ("S", "by-d", lambda v: _scores(v, v.Qh.shape[-1]), SCALE
             + " You divided by d."),
            ("S", "unscaled", lambda v: _scores(v, 1.0), SCALE + " You did "
             "not divide."),
            ("S", "times-root", lambda v: _scores(v, 1 / np.sqrt(
             v.Qh.shape[-1])), SCALE + " You multiplied by it."),
            ("S", "root-of-T", lambda v: _scores(v, np.sqrt(v.Q.shape[1])),
             SCALE + " You took the root of the number of tokens."),
            ("S", "root-of-heads", lambda v: _scores(v, np.sqrt(v.heads)),
             SCALE + " You took the root of the number of heads."),
            ("S", "asked-for-asking", lambda v: turned(_scores(v)), "Row i "
             "of S holds the scores of query i: Q Kᵀ. You have K Qᵀ, where "
             "rows and columns are exchanged."),
            ("A", "mask-missing", lambda v: softmaxed(v.S), BEFORE_SOFTMAX
             + " Yours are not, and each token reads the future."),
            ("A", "mask-after", lambda v: hidden(softmaxed(v.S), 0.0),
             BEFORE_SOFTMAX + " You set the weights to 0 after it: what is "
             "left of a row no longer sums to 1, and how much is left says "
             "something of the future."),
            ("A", "masked-by-0", lambda v: softmaxed(hidden(v.S, 0.0)),
             BEFORE_SOFTMAX + " You set them to 0, and e to the 0 is 1."),
            ("A", "one-step-too-far", lambda v: softmaxed(hidden(v.S, k=1)),
             BEFORE_SOFTMAX + " Yours leaves the next token in, too."),
            ("A", "without-itself", lambda v: softmaxed(hidden(v.S, k=-1)),
             BEFORE_SOFTMAX + " You hid each token from itself, so that the "
             "first has nothing to look at."),
            ("A", "mask-turned", lambda v: softmaxed(np.where(np.tri(
             v.S.shape[-1]).T > 0, v.S, -np.inf)), BEFORE_SOFTMAX + " You "
             "hid the past."),
            ("A", "over-queries", lambda v: softmaxed(hidden(v.S), -2),
             "The weights of a query sum to 1: softmax runs along a row, the "
             "last axis. Yours runs over the queries, and so a token's weight "
             "depends on who else asks."),
            ("A", "over-heads", lambda v: softmaxed(hidden(v.S), 1), "The "
             "weights of a query sum to 1: softmax runs along the last "
             "axis. Yours runs over the heads."),
            ("A", "not-divided", lambda v: np.exp(hidden(v.S)), "The weights "
             "of a query sum to 1: the exponentials are divided by their sum "
             "along the row."),
            ("O", "weights-turned", lambda v: turned(v.A) @ v.Vh, "Row i of "
             "A weighs the values for token i: A V. The transpose belongs to "
             "the way back."),
            ("O", "keys-for-values", lambda v: v.A @ v.Kh, "What is averaged "
             "is the values. You averaged the keys."),
            ("Y", "not-transposed", lambda v: v.O.reshape(v.Q.shape),
             NOT_TRANSPOSED),
            ("Y", "merged-in-turn", lambda v: _merged(v, (0, 2, 3, 1)),
             "Head h fills the columns from h d on. Yours puts the first "
             "number of each head first: bring the heads behind the tokens, "
             "and leave d last."),
            ("Y", "means-of-heads", lambda v: np.repeat(v.O.mean(axis=1),
             v.heads, axis=-1), "The outputs of the heads stand side by side "
             "in a row of D numbers. You took their mean."),
        )
    ),
    ("Q", "K", "V", "heads"),
)  # fmt: skip
