"""What people believe of baselines: 12.6's catalogue."""

from ..record import Wrong
from . import baselines as known
from .baselines import FREE, OWN, costs, share


def _believed(belief):
    """The answer of one who believes it of a text; the factor is right."""
    return lambda n, **texts: (
        *(bool(belief(text)) for text in texts.values()),
        share(n),
    )


def _but(*turned):
    """All is right but what is said of these texts."""
    return _believed(lambda text: costs(text) != (text in turned))


def _factor(rule):
    """All six are right, and the factor is this rule's."""
    return lambda n, **texts: (*map(costs, texts.values()), rule(n))


SIX_RIGHT = "The six baselines are right; factor is not."

MISTAKES = (
    Wrong(
        "batch-safe",
        _but(known.BATCH),
        "One of them is a mean over the whole batch. The own return is "
        "in it, and the own action has caused that one: this share of "
        "the signal is subtracted.",
    ),
    Wrong(
        "others-cost",
        _but(known.OTHERS),
        "What the other episodes have got knows nothing of this "
        "episode's action, however much it depends on chance. Such a "
        "mean costs nothing.",
    ),
    Wrong(
        "own-and-others",
        _but(known.BATCH, known.OTHERS),
        "Two of the means differ in the own return alone. The one "
        "without it costs nothing, and the one with it costs: yours are "
        "the other way round.",
    ),
    Wrong(
        "action-safe",
        _but(known.ACTION),
        "One of them knows which action was drawn. It is near the "
        "return, and takes away the very thing that tells one action from "
        "another.",
    ),
    Wrong(
        "state-costs",
        _but(known.STATE),
        "A value for the state may differ from state to state, and may "
        "be wrong. The state was there before the action was drawn, so "
        "it costs no bias.",
    ),
    Wrong(
        "only-constants",
        _believed(lambda text: text not in FREE),
        "A baseline need not be fixed. It may depend on the state, on "
        "the past, and on other episodes; only what this action has "
        "caused is forbidden.",
    ),
    Wrong(
        "from-this-batch",
        _believed(lambda text: text in (known.BATCH, known.OTHERS, *OWN)),
        "You took everything that is made of this batch for biased. "
        "What counts is whether this step's own action is behind it.",
    ),
    Wrong(
        "none",
        _believed(lambda text: False),
        "A baseline costs nothing as long as it does not depend on the "
        "action that was drawn. Some of these do.",
        "You say that none costs a bias.",
    ),
    Wrong(
        "all",
        _believed(lambda text: True),
        "Σ π(a) ∇ log π(a) is 0, so that whatever does not depend on the "
        "action drops out of the mean. Some of these do not.",
        "You say that all cost a bias.",
    ),
    Wrong(
        "opposite",
        _believed(lambda text: not costs(text)),
        "True stands for a baseline that costs a bias. You answered the "
        "opposite question.",
        "None of the six is right.",
    ),
    Wrong(
        "own-share",
        _factor(lambda n: 1 / n),
        "1/n is what is lost. Asked is what is left of the slope.",
        SIX_RIGHT,
    ),
    Wrong(
        "inverted",
        _factor(lambda n: n / (n - 1)),
        "That factor makes the slope right again. Asked is what the "
        "baseline has made of it, which is less than 1.",
        SIX_RIGHT,
    ),
    Wrong(
        "unchanged",
        _factor(lambda n: 1.0),
        "The own reward is in the mean that is subtracted from it, so "
        "that part of it cancels: the factor is below 1.",
        SIX_RIGHT,
    ),
    Wrong(
        "nothing-left",
        _factor(lambda n: 0.0),
        "Only the own share of the mean takes something away. 0 is left "
        "where the baseline is the own reward and nothing else, in a "
        "batch of one.",
        SIX_RIGHT,
    ),
    Wrong(
        "root",
        _factor(lambda n: n**-0.5),
        "A root belongs to the spread of a mean of n. A bias is about "
        "the mean itself: which share of the own reward is subtracted?",
        SIX_RIGHT,
    ),
    Wrong(
        "one-draw-less",
        _factor(lambda n: 1 - 1 / (n + 1)),
        "The mean is over the n draws of the batch, the own one among "
        "them. Yours would be right for one draw more.",
        SIX_RIGHT,
    ),
)
