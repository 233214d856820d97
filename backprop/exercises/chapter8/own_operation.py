"""8.8: the project, an operation of the learner's own, checked three ways.

What is right is not known before: the slopes are measured on the learner's
own operation, which is tried at nudged inputs as well.
"""

from dataclasses import replace

import numpy as np

from ...checking.relations import agrees
from ..case import case, step
from ..comparing import compare
from ..forms import form
from ..parts import not_parts, parts_of
from ..record import Exercise, Verdict
from ..running import Outcome
from .own_mistakes import MISTAKES

NUDGE, NEAR, TYPED = 1e-5, 1e-5, 6e-3
HAND = (np.array([[1.0, 2.0, 4.0]]), np.array([[3.0, -2.0, 10.0]]))
GIVES = ("Y", "dX")
FORM = {"type", "nothing", "dots", "one-tuple", "count"}
KNOWN = (
    lambda X: X, np.exp, np.log, np.tanh, np.negative, np.square,
    np.reciprocal, np.sqrt,
)  # fmt: skip


def _operation(X, dY):
    return step("operation", (X, dY), inputs=("X", "dY"), ways=True)


def _case(name, X, dY, other):
    """Make one, do the operation, then `other`, then nudge every entry."""
    nudged = []
    for k in np.ndindex(X.shape):
        for sign in (1, -1):
            at = X.copy()
            at[k] += sign * NUDGE
            nudged.append(_operation(at, dY))
    return case(name, (step("new"), _operation(X, dY), other, *nudged))


def cases(rng):
    found = []
    for name, shape in (("3 rows", (3, 4)), ("one row", (1, 5))):
        X, dY = rng.uniform(0.3, 3.0, shape), rng.normal(0.5, 1.0, shape)
        composed = step("composed", (X, dY), inputs=("X", "dY"))
        found.append(_case(name, X, dY, composed))
    return [*found, _case("the point by hand", *HAND, step("by_hand"))]


def judge(cases, outcomes):
    for at, outcome in zip(cases, outcomes, strict=True):
        said = _of_form(at, outcome)
        if said or outcome.kind:
            return said
    for at, outcome in zip(cases, outcomes, strict=True):
        said = _by_differences(at, outcome)
        if said:
            return said
    *tried, hand = zip(cases, outcomes, strict=True)
    for at, outcome in tried:
        said = _by_composition(at, outcome)
        if said:
            return said
    return _by_hand(*hand) or _of_the_tape(*tried[0]) or Verdict(True)


def _measured(at, outcome):
    """dX by central differences of the learner's own Y."""
    X, dY = at.steps[1].args
    found = [parts_of(result, GIVES) for result in outcome.results[3:]]
    Y = [np.asarray(parts["Y"], dtype=float) for parts in found]
    losses = np.array([np.sum(dY * y) for y in Y]).reshape(-1, 2)
    slopes = (losses[:, 0] - losses[:, 1]) / (2 * NUDGE)
    return slopes.reshape(X.shape)


def _of_form(at, outcome):
    """The Verdict on an operation that does not return (Y, dX), or None."""
    X = at.steps[1].args[0]
    for result in outcome.results[1:2] + outcome.results[3:]:
        parts = parts_of(result, GIVES)
        if parts is None:
            bad = not_parts(result, GIVES)
            cause = "operation returns (Y, back): an array and a function."
            return Verdict(False, bad.symptom, cause, bad.name)
        bad = form("Y", parts["Y"], X, at)
        if bad:
            cause = f"Y must have X's shape here. {bad.cause}"
            return Verdict(False, bad.symptom, cause, bad.name)
        if not np.all(np.isfinite(parts["Y"])):
            cause = "X lies between .3 and 4. Choose what is finite there."
            return Verdict(False, "Y is not finite.", cause, "not-finite")
    return None


def _by_differences(at, outcome):
    if outcome.changed:
        return compare([at], [outcome])
    Y, dX = parts_of(outcome.results[1], GIVES).values()
    right = _measured(at, outcome)
    if not np.any(np.abs(right) > 1e-7):
        return _told("flat")
    said = _compared(at, {"Y": Y, "dX": right}, (Y, dX), Y)
    if said.passed:
        return None
    if said.mistake == "missing:dY":
        return _told("upstream-missing")
    return replace(
        said,
        cause=said.cause
        or "The right numbers are differences of your own Y. Either the "
        "slope is another one, or back reads from self what a later call "
        "has written there.",
    )


def _compared(at, truth, given, Y, **known):
    X, dY = at.steps[1].args
    factors = {"dY": dY, "X": X, "Y": np.asarray(Y, dtype=float)}
    one = case(
        at.name,
        (step("call", (X, dY), truth),),
        factors=factors,
        **({"tolerance": NEAR} | known),
    )
    return compare([one], [Outcome(results=[given])])


def _by_composition(at, outcome):
    parts = parts_of(outcome.results[2], GIVES)
    if parts is None:
        bad = not_parts(outcome.results[2], GIVES)
        cause = "composed returns (Y.value, X.grad), two arrays."
        return Verdict(False, f"composed: {bad.symptom}", cause, bad.name)
    Y = parts_of(outcome.results[1], GIVES)["Y"]
    truth = {"Y": np.asarray(Y, dtype=float), "dX": _measured(at, outcome)}
    said = _compared(at, truth, tuple(parts.values()), Y)
    if said.passed:
        return None
    if said.mistake == "missing:dY":
        return _told("from-ones")
    if said.mistake not in FORM and not _fits(parts["Y"], truth["Y"]):
        return _told("two-formulas")
    return replace(said, symptom=f"composed: {said.symptom}")


def _fits(result, truth, within=None):
    try:
        result = np.asarray(result, dtype=float)
    except (TypeError, ValueError):  # no numbers
        return False
    return result.shape == truth.shape and agrees(result, truth, NEAR, within)


def _by_hand(at, outcome):
    parts = parts_of(outcome.results[2], GIVES)
    if parts is None:
        bad = not_parts(outcome.results[2], GIVES)
        cause = "by_hand returns (Y, dX), two lists of one row of three."
        return Verdict(False, f"by_hand: {bad.symptom}", cause, bad.name)
    Y = parts_of(outcome.results[1], GIVES)["Y"]
    right = {"Y": np.asarray(Y, dtype=float), "dX": _measured(at, outcome)}
    for name, truth in right.items():
        bad = form(f"{name} by hand", parts[name], truth, at)
        if bad:
            return Verdict(False, bad.symptom, bad.cause, bad.name)
    if not _fits(parts["Y"], right["Y"], TYPED):
        return _told("hand-value-off")
    if _fits(parts["dX"], right["dX"], TYPED):
        return None
    alone = _fits(parts["dX"], right["dX"] / HAND[1], TYPED)
    return _told("hand-without-upstream" if alone else "hand-gradient-off")


def _of_the_tape(at, outcome):
    X = at.steps[1].args[0]
    Y = np.asarray(parts_of(outcome.results[1], GIVES)["Y"], dtype=float)
    if any(_fits(Y, known(X)) for known in KNOWN):
        return _told("not-your-own")
    return None


def _told(id):
    wrong = next(w for w in MISTAKES if w.id == id)
    return Verdict(False, wrong.symptom, wrong.cause, id, wrong.section)


OWN_OPERATION = Exercise(
    id="8.8",
    title="An operation of your own",
    kind="build",
    objective="8c",
    points=4,
    minutes=30,
    takes="a class with the methods operation(X), composed(X, dY) and "
    "by_hand()",
    section="08-tape#An operation of your own",
    cases=cases,
    judge=judge,
    insight="Three ways that share no line of code agree: that is as near to "
    "certain as a gradient gets.",
    more="let it take two inputs of different shapes. Who sums over the "
    "copies, the operation or the tape?",
    mistakes=MISTAKES,
)
