"""12.6: which baseline costs a bias, and how much?"""

import numpy as np

from ..chapter3.apart import apart
from ..parts import typed_parts
from ..plain import Opaque
from ..record import Exercise, Verdict, Wrong
from . import baselines as known
from .baselines import costs, share
from .sections import COSTS

CLOSE = 2e-3
LETTERS = "ABCDEF"
ALWAYS = known.BATCH, known.ACTION, known.OTHERS, known.STATE
OWN = known.EPISODE, known.LARGEST, known.NEXT, known.PAST
FREE = known.SEVEN, known.BEFORE, known.DIE


def draw(rng):
    """Six baselines, and n, the number of draws in a batch."""
    texts = *ALWAYS, str(rng.choice(OWN)), str(rng.choice(FREE))
    while True:
        numbers = dict(zip(LETTERS, map(str, rng.permutation(texts)),
                           strict=True))  # fmt: skip
        numbers["n"] = int(rng.integers(2, 21))
        answers = [w.answer(**numbers) for w in WHICH_COSTS.mistakes]
        answers.append(tuple(truth(**numbers).values()))
        if apart(np.array(answers, dtype=float), CLOSE):
            return numbers


def truth(n, **texts):
    """Counted: the mean of the estimator with each of them, and without."""
    return {k: costs(text) for k, text in texts.items()} | {"factor": share(n)}


def judge(cases, outcomes):
    (case,), (outcome,) = cases, outcomes
    truths = case.expect[0]
    found = typed_parts(outcome, truths)
    if not found:
        return None
    for name in truths:
        said = _kind(name, found[name])
        if said:
            return said
    right = [k for k in LETTERS if found[k] == truths[k]]
    near = abs(found["factor"] - truths["factor"]) <= CLOSE
    if near and len(right) == len(LETTERS):
        return Verdict(True)
    seen = f"{len(right)} of the {len(LETTERS)} baselines are right, and "
    seen += "factor is right." if near else "factor is not."
    cause = ASK if len(right) < len(LETTERS) else FACTOR
    return Verdict(False, seen, cause, "some-wrong")


def _kind(name, part):
    """The Verdict on a part of another kind, or None."""
    number = isinstance(part, bool | float | int | np.generic)
    if name == "factor":
        if number and not isinstance(part, bool):
            return None
        what = "a number"
    else:
        if number and part in (0, 1):
            return None
        what = "True or False"
    got = part.kind if isinstance(part, Opaque) else repr(part)[:40]
    return Verdict(
        False,
        f"{name} should be {what}, got {got}.",
        "A to F are True or False, without quotation marks: True stands for "
        "a baseline that costs a bias. The seventh is a number.",
        "kind",
    )


ASK = (
    "Ask of each: given the state, does it depend on the action that was "
    "drawn at this step, by itself or by what has come of it? If it does "
    "not, the slopes of the probabilities add up to 0 and take it away."
)
FACTOR = (
    "In the mean of n rewards the own one has the share 1/n. So r − mean "
    "keeps 1 − 1/n of it, and the others' rewards cost nothing."
)


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

WHICH_COSTS = Exercise(
    id="12.6",
    title="Which baseline costs?",
    kind="predict",
    objective="12d",
    points=3,
    minutes=12,
    takes="(A, B, C, D, E, F, factor): six times True or False, and a number",
    section=COSTS,
    draw=draw,
    truth=truth,
    judge=judge,
    insight="A baseline may know everything but what the action has caused, "
    "and the own return is caused by it.",
    more="in a batch of n, which factor makes the batch's own mean right "
    "again, and what has become of the baseline then?",
    mistakes=(
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
            "return, but it takes away just what tells one action from "
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
    ),
)
