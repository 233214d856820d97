"""What is said of a learner's own operation: 8.8.

What is right is not known before: the slopes are measured on the operation
itself, which was tried at nudged inputs as well.
"""

from dataclasses import replace

import numpy as np

from ...checking.relations import agrees
from ..case import case, step
from ..comparing import compare
from ..forms import form
from ..parts import not_parts, parts_of
from ..record import Verdict
from ..running import Outcome
from .own_mistakes import MISTAKES

NUDGE, NEAR, TYPED = 1e-5, 1e-5, 6e-3
HAND = (np.array([[1.0, 2.0, 4.0]]), np.array([[3.0, -2.0, 10.0]]))
GIVES = ("Y", "dX")
FORM = {"type", "nothing", "dots", "one-tuple", "count", "exchanged"}
KNOWN = (
    lambda X: X, np.exp, np.log, np.tanh, np.negative, np.square,
    np.reciprocal, np.sqrt,
)  # fmt: skip

OTHER_SLOPE = (
    "The right numbers are differences of your own Y. Which line of the "
    "derivation gives another slope?"
)
OTHER_GRADIENT = (
    "The tape finds its own gradient. Is it X.grad that you return, of the "
    "Tensor from which Y was made, after Y.backward(dY)?"
)


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


def slanting(X):
    """A direction in which no entry of X stands still."""
    return np.cos(np.arange(X.size)).reshape(X.shape)


def _measured(at, outcome):
    """Central differences of the learner's own Y.

    dX, and the slope at the other line's numbers along one direction.
    """
    X, dY = at.steps[1].args
    found = [parts_of(result, GIVES) for result in outcome.results[4:]]
    Y = [np.asarray(parts["Y"], dtype=float) for parts in found]
    losses = np.array([np.sum(dY * y) for y in Y]).reshape(-1, 2)
    slopes = (losses[:, 0] - losses[:, 1]) / (2 * NUDGE)
    return slopes[:-1].reshape(X.shape), slopes[-1]


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
        if getattr(parts["Y"], "dtype", None) == np.float32:
            cause = "Differences need float64. Leave X's dtype as it is."
            return Verdict(False, "Y is float32.", cause, "float32")
    return None


def _by_differences(at, outcome):
    X = at.steps[1].args[0]
    if outcome.changed:
        return compare([at], [outcome])
    Y, dX = parts_of(outcome.results[1], GIVES).values()
    if not _fits(parts_of(outcome.results[3], GIVES)["Y"], np.asarray(Y)):
        return _told("not-the-same-twice")
    right, second = _measured(at, outcome)
    if not np.any(np.abs(right) > 1e-7):
        return _told("flat")
    said = _compared(at, {"Y": Y, "dX": right}, (Y, dX))
    if said.passed:
        return None
    if said.mistake == "missing:dY":
        return _told("upstream-missing")
    if form("dX", dX, X, at) is None and _fits(
        np.vdot(dX, slanting(X)), second
    ):
        return replace(_told("kept-on-self"), symptom=said.symptom)
    return replace(said, cause=said.cause or OTHER_SLOPE)


def _compared(at, truth, given):
    X, dY = at.steps[1].args
    steps = (step("call", (X, dY), truth),)
    one = case(at.name, steps, factors={"dY": dY}, tolerance=NEAR)
    return compare([one], [Outcome(results=[given])])


def _by_composition(at, outcome):
    parts = parts_of(outcome.results[2], GIVES)
    if parts is None:
        bad = not_parts(outcome.results[2], GIVES)
        cause = "composed returns (Y.value, X.grad), two arrays."
        return Verdict(False, f"composed: {bad.symptom}", cause, bad.name)
    Y = parts_of(outcome.results[1], GIVES)["Y"]
    truth = {"Y": np.asarray(Y, dtype=float), "dX": _measured(at, outcome)[0]}
    said = _compared(at, truth, tuple(parts.values()))
    if said.passed:
        return None
    if said.mistake == "missing:dY":
        return _told("from-ones")
    if said.mistake not in FORM and not _fits(parts["Y"], truth["Y"]):
        return _told("two-formulas")
    if said.mistake == "type" and "a Tensor" in said.symptom:
        cause = "The array of a Tensor is its value: return Y.value, X.grad."
        return Verdict(False, f"composed: {said.symptom}", cause, "a-tensor")
    cause = said.cause or OTHER_GRADIENT
    return replace(said, symptom=f"composed: {said.symptom}", cause=cause)


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
    right = {"Y": np.asarray(Y, dtype=float), "dX": _measured(at, outcome)[0]}
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
