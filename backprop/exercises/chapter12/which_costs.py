"""12.6: which baseline costs a bias, and how much?"""

import numpy as np

from ..chapter3.apart import apart
from ..parts import typed_parts
from ..plain import Opaque
from ..record import Exercise, Verdict
from .baselines import ALWAYS, FREE, OWN, costs, share
from .sections import COSTS
from .which_costs_mistakes import MISTAKES

CLOSE = 2e-3
LETTERS = "ABCDEF"


def draw(rng):
    """Six baselines, and n, the number of draws in a batch."""
    texts = *ALWAYS, str(rng.choice(OWN)), str(rng.choice(FREE))
    while True:
        numbers = dict(zip(LETTERS, map(str, rng.permutation(texts)),
                           strict=True))  # fmt: skip
        numbers["n"] = int(rng.integers(2, 21))
        answers = [w.answer(**numbers) for w in MISTAKES]
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
    mistakes=MISTAKES,
)
