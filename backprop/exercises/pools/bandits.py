"""A bandit's expected reward and its slopes, line by line: 12.1."""

import numpy as np

from .counts import typed_chain


def _pi(v):
    e = np.array(v.e, dtype=float)
    return e / e.sum()


def _r(v):
    return np.array(v.r, dtype=float)


def _hot(v, arm=None):
    """1 at the arm that was drawn, 0 at the others."""
    return np.eye(len(v.r))[v.arm if arm is None else arm]


def _score(v):
    return _hot(v) - v.pi


def _drawn(v):
    """The reward of the arm that was drawn."""
    return float(v.r[v.arm])


SHARES = (
    "Softmax divides each exponential by the sum of all of them, so that the "
    "probabilities add up to 1."
)
WEIGHTED = (
    "J is a weighted sum: each arm's reward times the probability that the "
    "arm is drawn."
)
SCORE = (
    "log π(a) is z[a] minus the log of the sum of all exponentials. Its "
    "slope for z[k] is therefore (1 if k is the arm a, else 0) minus π[k]."
)
SLOPE = (
    "The slope of J for z[k] is π[k] (r[k] − J): raising an arm's score pays "
    "as far as its reward is above the mean, and as often as it is drawn."
)
ONE_DRAW = (
    " That is what a single draw of this arm would say. dJ is exact: it "
    "weighs all three arms."
)
COUNTED = (
    "Arms are counted from 0, as in Python: arm 1 is the second. Your 1 "
    "stands at another arm."
)

BANDIT = typed_chain(
    {
        "pi": _pi,
        "J": lambda v: float(v.pi @ _r(v)),
        "score": _score,
        "dJ": lambda v: v.pi * (_r(v) - v.J),
    },
    ("pi", "J", "score", "dJ"),
    (
        ("pi", "not-normalised", lambda v: np.array(v.e, dtype=float),
         SHARES + " You gave the exponentials themselves."),
        ("pi", "exponential-again", lambda v: np.exp(v.e)
         / np.exp(v.e).sum(), "e holds the exponentials of the scores "
         "already. You took the exponential once more."),
        ("pi", "equal-shares", lambda v: np.ones(len(v.e)) / len(v.e),
         SHARES + " You gave every arm the same share."),
        ("pi", "by-the-largest", lambda v: np.array(v.e) / max(v.e),
         SHARES + " You divided by the largest."),
        ("pi", "by-the-scores", lambda v: np.log(v.e) / np.log(v.e).sum(),
         SHARES + " You took the scores' own shares, without exponentials."),
        ("J", "plain-mean", lambda v: float(_r(v).mean()), WEIGHTED
         + " You weighed all arms alike."),
        ("J", "plain-sum", lambda v: float(_r(v).sum()), WEIGHTED + " You "
         "added the rewards up without weights."),
        ("J", "best-arm", lambda v: float(max(v.r)), WEIGHTED + " You took "
         "the largest reward, which is what the best policy would get."),
        ("J", "likeliest-arm", lambda v: float(v.r[int(np.argmax(v.e))]),
         WEIGHTED + " You took the reward of the likeliest arm alone."),
        ("J", "drawn-arm", _drawn, WEIGHTED + " You took the reward of the "
         "one arm that was drawn."),
        ("J", "drawn-arm-weighted", lambda v: float(v.pi[v.arm])
         * _drawn(v), WEIGHTED + " You have one of the three terms."),
        ("J", "not-divided", lambda v: float(np.dot(v.e, v.r)), WEIGHTED
         + " You weighed by the exponentials, which do not add up to 1."),
        ("J", "divided-again", lambda v: float(v.pi @ _r(v)) / len(v.r),
         "The probabilities are the weights of this mean already. You "
         "divided by the number of arms once more."),
        ("score", "turned-round", lambda v: -_score(v), SCORE + " Yours has "
         "the other sign: it is the gradient of cross-entropy, p − y."),
        ("score", "without-one", lambda v: -v.pi, SCORE + " The 1 at the "
         "arm that was drawn is missing."),
        ("score", "one-alone", _hot, SCORE + " The − π is missing: the sum "
         "in softmax's denominator moves with every score."),
        ("score", "by-the-chance", lambda v: _hot(v) / v.pi, "1 / π(a) is "
         "the slope of log π(a) for π(a) itself. Asked are the slopes for "
         "the scores, one step further back through softmax."),
        ("score", "own-alone", lambda v: _hot(v) * (1 - v.pi), "All three "
         "scores stand in softmax's denominator, so log π(a) falls when "
         "another arm's score rises: − π[k] there, not 0."),
        ("score", "of-the-chance", lambda v: v.pi[v.arm] * _score(v),
         "That is the slope of π(a). Asked is that of log π(a), which is "
         "the same divided by π(a)."),
        ("score", "one-subtracted", lambda v: -_hot(v) - v.pi, SCORE
         + " You subtracted the 1."),
        ("score", "times-reward", lambda v: _score(v) * _drawn(v), "The "
         "slopes of log π(a) know nothing of rewards. You multiplied by the "
         "reward already; that product is a draw's estimate of dJ."),
        ("score", "counted-from-one", lambda v: _hot(v, v.arm - 1) - v.pi,
         COUNTED),
        ("score", "counted-on", lambda v: _hot(v, (v.arm + 1) % len(v.r))
         - v.pi, COUNTED),
        ("score", "log-itself", lambda v: np.log(v.pi), "You gave log π "
         "itself. Asked are its slopes for the three scores."),
        ("dJ", "not-weighted", lambda v: _r(v) - v.J, SLOPE + " The factor "
         "π[k] is missing."),
        ("dJ", "mean-not-subtracted", lambda v: v.pi * _r(v), SLOPE
         + " The − J is missing: what one arm gains in probability the "
         "others lose."),
        ("dJ", "brackets", lambda v: v.pi * _r(v) - v.J, SLOPE + " The mean "
         "is subtracted first, and π[k] multiplies the difference: put it in "
         "brackets."),
        ("dJ", "downhill", lambda v: v.pi * (v.J - _r(v)), SLOPE + " Yours "
         "has the other sign: J is to be raised, it is no loss."),
        ("dJ", "one-draw", lambda v: _score(v) * _drawn(v), SLOPE
         + ONE_DRAW),
        ("dJ", "one-draw-centred", lambda v: _score(v) * (_drawn(v) - v.J),
         SLOPE + " You took one draw, with the mean as its baseline; dJ "
         "weighs all three."),
        ("dJ", "score-times-J", lambda v: _score(v) * v.J, SLOPE + " You "
         "multiplied one arm's slopes by J. Each arm's reward belongs to its "
         "own slopes."),
        ("dJ", "own-part-alone", lambda v: v.pi * (1 - v.pi) * _r(v),
         "Raising z[k] takes probability from the other arms, and their "
         "rewards are lost with it. Your slope has arm k's own part alone."),
        ("dJ", "plain-mean-subtracted", lambda v: v.pi * (_r(v)
         - _r(v).mean()), SLOPE + " You subtracted the plain mean of the "
         "rewards in place of J."),
        ("dJ", "rewards", _r, "The rewards are the slopes of J for the "
         "probabilities. Asked are those for the scores, one step further "
         "back through softmax."),
        ("dJ", "softmax-slope", lambda v: v.pi * (1 - v.pi), SLOPE + " Your "
         "slopes have no reward in them."),
    ),
)  # fmt: skip
