"""Attention of three tokens with a pencil, line by line: 11.1."""

import numpy as np

from .counts import typed_chain


def _array(part):
    return np.asarray(part, dtype=float)


def _scores(v, q, tokens=3):
    """The scores of a query with the first keys, in units of ln 2."""
    return _array(v.K)[:tokens] @ _array(q) / 2


def _shares(s, base=2.0):
    e = base ** _array(s)
    return e / e.sum()


def _mean(v, a):
    return _array(a) @ _array(v.V)[: len(a)]


def _all_three(v):
    """The weights of the second token, were there no mask."""
    return _shares(_scores(v, v.q2))


NOT_SCALED = (
    "The product of query and key is divided by the root of their width: "
    "here they have four numbers, so by 2. You left that out."
)
BY_WIDTH = (
    "A score is divided by the root of the width, √4 = 2. You divided by the "
    "width, 4."
)
MASKED = (
    "The second token has only read itself and the first one. Its mask takes "
    "the third one's score out before the softmax, so that two weights are "
    "left and sum to 1."
)
BASE_E = (
    "The scores are these whole numbers times ln 2, and e to the s ln 2 is 2 "
    "to the s: the weights are in proportion to powers of 2. You took powers "
    "of e."
)

TOKENS = typed_chain(
    {
        "s3": lambda v: _scores(v, v.q3),
        "a3": lambda v: _shares(v.s3),
        "o3": lambda v: _mean(v, v.a3),
        "s2": lambda v: _scores(v, v.q2, 2),
        "a2": lambda v: _shares(v.s2),
        "o2": lambda v: _mean(v, v.a2),
    },
    ("s3", "a3", "o3", "o2"),
    (
        ("s3", "s3-unscaled", lambda v: 2 * _scores(v, v.q3), NOT_SCALED),
        ("s3", "s3-by-width", lambda v: _scores(v, v.q3) / 2, BY_WIDTH),
        ("s3", "s3-by-tokens", lambda v: 2 * _scores(v, v.q3) / 3**0.5,
         "A score is divided by the root of the width of query and key, √4. "
         "You took the root of the number of tokens."),
        ("s3", "s3-by-value-width", lambda v: 2 * _scores(v, v.q3) / 2**0.5,
         "A score is divided by the root of the width of query and key, √4. "
         "The width of the values, 2, has no part in it."),
        ("s3", "s3-times-log", lambda v: _scores(v, v.q3) * np.log(2),
         "s3 is asked in units of ln 2, so that the numbers stay whole: do "
         "not multiply by .693."),
        ("s3", "s3-of-q2", lambda v: _scores(v, v.q2), "A token asks with "
         "its own query. For the third token's scores you took the second "
         "one's."),
        ("s3", "s3-of-keys", lambda v: _scores(v, v.K[2]), "A score is a "
         "query times a key. You multiplied the third key by the keys."),
        ("a3", "a3-base-e", lambda v: _shares(v.s3, np.e), BASE_E),
        ("a3", "a3-not-divided", lambda v: 2.0**v.s3, "Weights sum to 1: "
         "divide the powers of 2 by their sum."),
        ("a3", "a3-in-proportion", lambda v: v.s3 / v.s3.sum(), "Softmax "
         "divides the exponentials of the scores by their sum. You divided "
         "the scores themselves."),
        ("a3", "a3-largest", lambda v: 1.0 * (v.s3 == v.s3.max()), "The "
         "largest score gets the largest weight, but not all of it: each "
         "weight is a power of 2 over the sum of the three."),
        ("a3", "a3-without-itself", lambda v: _shares([*v.s3[:2], -np.inf]),
         "A token sees the earlier ones and itself: the third one has three "
         "weights above 0."),
        ("a3", "a3-itself-as-0", lambda v: _shares(v.s3) * [1, 1, 0],
         "A token sees the earlier ones and itself: the third weight is not "
         "0."),
        ("a3", "a3-equal", lambda v: np.full(3, 1 / 3), "The weights follow "
         "the scores: they are equal only where the scores are."),
        ("a3", "a3-logs", lambda v: v.s3 - np.log2((2.0**v.s3).sum()),
         "These are the logs of the weights, to the base 2."),
        ("o3", "o3-plain-mean", lambda v: _mean(v, [1 / 3] * 3), "The output "
         "is a mean with the weights a3. You took the plain mean of the "
         "values."),
        ("o3", "o3-winner", lambda v: _array(v.V)[np.argmax(v.a3)], "The "
         "output is a mean of all three values. You took that of the "
         "largest weight alone."),
        ("o3", "o3-sum", lambda v: _mean(v, [1, 1, 1]), "The output is a "
         "mean with the weights a3. You added the values as they are."),
        ("o3", "o3-of-scores", lambda v: _mean(v, v.s3), "The values are "
         "weighed with a3, which sums to 1. You weighed them with the "
         "scores."),
        ("o3", "o3-not-divided", lambda v: _mean(v, 2.0**v.s3), "The values "
         "are weighed with a3, which sums to 1. You weighed them with the "
         "powers of 2, not yet divided by their sum."),
        ("o3", "o3-of-keys", lambda v: (v.a3 @ _array(v.K))[:2], "Keys serve "
         "to find the weights. What is averaged is the values."),
        ("s2", "s2-unscaled", lambda v: 2 * _scores(v, v.q2, 2), NOT_SCALED),
        ("s2", "s2-by-width", lambda v: _scores(v, v.q2, 2) / 2, BY_WIDTH),
        ("s2", "s2-by-tokens", lambda v: 2 * _scores(v, v.q2, 2) / 3**0.5,
         "A score is divided by the root of the width of query and key. You "
         "took the root of the number of tokens."),
        ("s2", "future-seen", lambda v: _scores(v, v.q2), MASKED + " You "
         "gave it the third value as well."),
        ("s2", "masked-by-0", lambda v: [*_scores(v, v.q2, 2), 0.0], MASKED
         + " A score of 0 takes nothing out: e to the 0 is 1. The score has "
         "to be −∞."),
        ("s2", "s2-of-q3", lambda v: _scores(v, v.q3, 2), "A token asks with "
         "its own query. For the second token you took the third one's."),
        ("a2", "mask-after-softmax", lambda v: _all_three(v)[:2], MASKED
         + " You took the third weight out after the softmax, and what is "
         "left sums to less than 1."),
        ("a2", "a2-base-e", lambda v: _shares(v.s2, np.e), BASE_E),
        ("a2", "a2-equal", lambda v: np.full(len(v.s2), 1 / len(v.s2)),
         "Two weights are left, and they follow the two scores. You took the "
         "plain mean."),
        ("a2", "a2-not-divided", lambda v: 2.0 ** _array(v.s2), "Weights sum "
         "to 1: divide the powers of 2 by their sum."),
        ("a2", "a3-cut", lambda v: v.a3[: len(v.s2)], "The second token has "
         "weights of its own, from its query q2. You used two of the third "
         "one's."),
        ("o2", "o2-itself", lambda v: _array(v.V)[1], "The second token sees "
         "the first one too. You gave its own value alone."),
        ("o2", "o2-first", lambda v: _array(v.V)[0], "A token sees itself as "
         "well as the earlier ones. You gave the first value alone."),
        ("o2", "o2-sum", lambda v: _mean(v, [1, 1]), "The output is a mean "
         "with weights. You added the two values."),
        ("o2", "o2-weights", lambda v: v.a2, "These are the second token's "
         "weights. Its output is the mean of the values with them."),
        ("o2", "o2-as-third", lambda v: _mean(v, v.a3), "These are the third "
         "token's weights. The second asks with q2, and sees two tokens."),
    ),
)  # fmt: skip
