"""What a hidden token is blamed for, by three layers: 11.9."""

import numpy as np

from .counts import typed_chain


def _shares(v, base=2.0):
    e = base ** np.asarray(v.s, dtype=float)
    return e / e.sum()


def _mean(v, tokens=3):
    """The sum of p dA over so many tokens."""
    return float((v.p * v.dA)[:tokens].sum())


def _open(v):
    return float(v.p[2] * (v.dA[2] - _mean(v)))


def _after(v):
    return float(-v.p[2] * _mean(v, 2))


HIDDEN = (
    "In the right layer the third score is −∞ before the softmax. Its weight "
    "is 0 whatever the third token is, so nothing of the second output "
    "depends on it: exactly 0."
)
VALUE = (
    "A value enters the output with its weight, o = Σ p v, so the value of "
    "the third token gets p[2] times d."
)
SCORE = (
    "Through softmax: a score gets its weight p[2] times the difference of "
    "dA[2] and the mean of all dA with the weights p."
)
BEHIND = (
    "With the mask behind the softmax the third value does not come into the "
    "output, so dA[2] counts as 0. But its score has had a share in the sum "
    "that divides the other weights: what it gets is −p[2] times the sum of "
    "p dA over the first two."
)
UNHEARD = (
    "With the mask behind the softmax the third weight is 0 when the values "
    "are added up. The value itself gets no blame: it is its score through "
    "which the future comes in."
)

AS_IT_IS = (
    "What a score gets is the slope for the number that goes into the "
    "softmax, ln 2 times s, as it is."
)

FUTURE = typed_chain(
    {
        "p": _shares,
        "dA": lambda v: v.d * np.asarray(v.v, dtype=float),
        "right_score": lambda v: 0.0,
        "right_value": lambda v: 0.0,
        "open_score": _open,
        "open_value": lambda v: float(v.p[2] * v.d),
        "after_score": _after,
        "after_value": lambda v: 0.0,
    },
    (
        "right_score", "right_value", "open_score", "open_value",
        "after_score", "after_value",
    ),
    (
        ("p", "base-e", lambda v: _shares(v, np.e), "The scores are these "
         "numbers times ln 2, and e to the s ln 2 is 2 to the s. You took "
         "powers of e."),
        ("p", "not-divided", lambda v: 2.0 ** np.asarray(v.s, dtype=float),
         "Weights sum to 1: divide the powers of 2 by their sum."),
        ("p", "equal-weights", lambda v: np.full(3, 1 / 3), "The weights "
         "follow the scores: powers of 2, divided by their sum. You took all "
         "three as equal."),
        ("dA", "values-for-dA", lambda v: np.asarray(v.v, dtype=float),
         "o = Σ p v, so dA is d times v. You left d out."),
        ("right_score", "right-score-through", lambda v: float(v.p[2]
         * v.dA[2]), HIDDEN + " Yours is not, in right_score."),
        ("right_score", "right-score-open", _open, HIDDEN + " You gave "
         "right_score what it gets without a mask."),
        ("right_value", "right-value-open", lambda v: float(v.p[2] * v.d),
         HIDDEN + " You gave right_value what it gets without a mask."),
        ("open_score", "open-without-mean", lambda v: float(v.p[2]
         * v.dA[2]), SCORE + " You subtracted nothing."),
        ("open_score", "open-diagonal", lambda v: float(v.p[2]
         * (1 - v.p[2]) * v.dA[2]), SCORE + " p (1 − p) is the slope of its "
         "own weight alone."),
        ("open_score", "open-sum", lambda v: float(v.p[2] * (v.dA[2]
         - v.dA.sum())), SCORE + " You subtracted the sum of dA."),
        ("open_score", "open-plain-mean", lambda v: float(v.p[2] * (v.dA[2]
         - v.dA.mean())), SCORE + " You subtracted the plain mean."),
        ("open_score", "open-without-weight", lambda v: float(v.dA[2]
         - _mean(v)), SCORE + " The weight in front is missing."),
        ("open_score", "open-minus", lambda v: -_open(v), SCORE + " You have "
         "it the other way round."),
        ("open_score", "open-zero", lambda v: 0.0, "Without a mask the third "
         "token is a token like the others. " + SCORE),
        ("open_value", "value-itself", lambda v: float(v.p[2] * v.v[2]),
         VALUE + " You took the value, which is what it adds to o."),
        ("open_value", "blame-alone", lambda v: float(v.d), VALUE + " You "
         "left out the weight."),
        ("open_value", "value-without-d", lambda v: float(v.p[2]), VALUE
         + " You left out d."),
        ("open_value", "blame-of-the-weight", lambda v: float(v.dA[2]),
         VALUE + " You gave dA[2], which belongs to the weight."),
        ("open_value", "weighed-dA", lambda v: float(v.p[2] * v.dA[2]),
         VALUE + " You multiplied by the value as well."),
        ("open_value", "open-value-zero", lambda v: 0.0, "Without a mask the "
         "third value is heard like the others. " + VALUE),
        ("after_score", "after-zero", lambda v: 0.0, BEHIND + " You took it "
         "for 0, as if the mask had hidden it."),
        ("after_score", "after-open", _open, BEHIND + " You gave what it "
         "gets without a mask."),
        ("after_score", "after-plus", lambda v: -_after(v), BEHIND + " The "
         "minus is missing."),
        ("after_score", "after-whole-mean", lambda v: float(-v.p[2]
         * _mean(v)), BEHIND + " You counted dA[2] in that sum."),
        ("after_score", "after-without-weight", lambda v: -_mean(v, 2),
         BEHIND + " p[2] in front is missing."),
        ("after_score", "after-own-dA", lambda v: float(v.p[2] * (v.dA[2]
         - _mean(v, 2))), BEHIND + " You added p[2] dA[2], which the mask has "
         "cut off."),
        ("after_score", "after-divided", lambda v: _after(v)
         / float(v.p[:2].sum()), BEHIND + " You divided the sum by p[0] + "
         "p[1]; the softmax's own weights stay as they are."),
        ("after_value", "after-value-open", lambda v: float(v.p[2] * v.d),
         UNHEARD),
        ("after_value", "after-value-minus", lambda v: float(-v.p[2] * v.d),
         UNHEARD + " You took it for the opposite of what it gets without a "
         "mask."),
    ),
)  # fmt: skip
