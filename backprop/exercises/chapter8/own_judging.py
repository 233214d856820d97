"""What is said of a learner's own operation: 8.8.

What is right is not known before: the slopes are measured on the operation
itself, which was tried at nudged inputs as well.
"""

from dataclasses import replace

import numpy as np

from ..case import case, step
from ..comparing import compare
from ..forms import form
from ..parts import not_parts, parts_of
from ..record import Verdict
from ..running import Outcome
from .own_measuring import GIVES, NEAR, fits, measured, slanting
from .own_mistakes import MISTAKES

TYPED = 6e-3
HAND = (np.array([[1.0, 2.0, 4.0]]), np.array([[3.0, -2.0, 10.0]]))
FRAMEWORK = "08-tape#Mistakes with a framework"
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
    "The tape finds its own gradient. Does a .value inside the formula, or "
    "an array, take something off it? Else: is it X.grad that you return, of "
    "the Tensor from which Y was made, after Y.backward(dY)?"
)


def judge(cases, outcomes):
    for at, outcome in zip(cases, outcomes, strict=True):
        said = _of_form(at, outcome)
        if said or outcome.kind:
            return said
    return _first_fault(cases, outcomes)[0]


def _first_fault(cases, outcomes):
    """(Verdict, case, outcome, its result's number) of what is not right."""
    pairs = list(zip(cases, outcomes, strict=True))
    tests = [(_of_the_tape, *pairs[0], 1)]
    tests += [(_by_differences, *pair, 1) for pair in pairs]
    tests += [(_by_composition, *pair, 2) for pair in pairs[:-1]]
    for test, *about in (*tests, (_by_hand, *pairs[-1], 2)):
        said = test(*about[:2])
        if said:
            return said, *about
    return Verdict(True), None, None, 0


def shown(cases, outcomes):
    """The case of the first fault, as `failing` gives it, or None."""
    pairs = zip(cases, outcomes, strict=True)
    if any(outcome.kind or _of_form(at, outcome) for at, outcome in pairs):
        return None
    _, at, outcome, k = _first_fault(cases, outcomes)
    parts = at and parts_of(outcome.results[k], GIVES)
    if not parts:
        return None
    X, dY = at.steps[1].args
    Y = parts_of(outcome.results[1], GIVES)["Y"]
    right = {"Y": np.asarray(Y, float), "dX": measured(at, outcome).dX}
    if all(fits(parts[n], right[n], TYPED) for n in GIVES):
        return None  # it is not these numbers that are the fault
    if at is cases[-1] and k == 2:  # by hand: the numbers are the task
        right = {n: fits(parts[n], right[n], TYPED) for n in GIVES}
    return {"case": at.name, "X": X, "dY": dY, "yours": parts, "right": right}


def _of_form(at, outcome):
    """The Verdict on an operation that does not return (Y, dX), or None."""
    X = at.steps[1].args[0]
    for result in outcome.results[1:2] + outcome.results[3:]:
        parts = parts_of(result, GIVES)
        if parts is None:
            bad = not_parts(result, ("Y", "back"))
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
    if not fits(parts_of(outcome.results[3], GIVES)["Y"], np.asarray(Y)):
        return _told("not-the-same-twice")
    right, own, mixed, second = measured(at, outcome)
    if not np.any(np.abs(right) > 1e-7):
        return _told("flat")
    said = _compared(at, {"Y": Y, "dX": right}, (Y, dX))
    if said.passed:
        return None
    if said.mistake == "missing:dY":
        return _told("upstream-missing")
    if mixed and fits(dX, own):
        return replace(_told("own-entry-alone"), symptom=said.symptom)
    if form("dX", dX, X, at) is None and fits(
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
    truth = {"Y": np.asarray(Y, dtype=float), "dX": measured(at, outcome).dX}
    said = _compared(at, truth, tuple(parts.values()))
    if said.passed:
        return None
    if said.mistake == "missing:dY":
        return _told("from-ones")
    if said.mistake not in FORM and not fits(parts["Y"], truth["Y"]):
        return _told("two-formulas")
    if said.mistake == "type" and "a Tensor" in said.symptom:
        cause = "The array of a Tensor is its value: return Y.value, X.grad."
        return Verdict(False, f"composed: {said.symptom}", cause, "a-tensor")
    section = said.section or FRAMEWORK * (not said.cause)
    return replace(
        said,
        symptom=f"composed: {said.symptom}",
        cause=said.cause or OTHER_GRADIENT,
        section=section,
    )


def _by_hand(at, outcome):
    parts = parts_of(outcome.results[2], GIVES)
    if parts is None:
        bad = not_parts(outcome.results[2], GIVES)
        cause = "by_hand returns (Y, dX), two lists of one row of three."
        return Verdict(False, f"by_hand: {bad.symptom}", cause, bad.name)
    Y = parts_of(outcome.results[1], GIVES)["Y"]
    slopes = measured(at, outcome)
    right = {"Y": np.asarray(Y, dtype=float), "dX": slopes.dX}
    for name, truth in right.items():
        bad = form(f"{name} by hand", parts[name], truth, at)
        if bad:
            return Verdict(False, bad.symptom, bad.cause, bad.name)
    if not fits(parts["Y"], right["Y"], TYPED):
        return _told("hand-value-off")
    if fits(parts["dX"], right["dX"], TYPED):
        return None
    alone = fits(parts["dX"], right["dX"] / HAND[1], TYPED)
    if slopes.mixed:
        return _told("hand-row-mixed")
    return _told("hand-without-upstream" if alone else "hand-gradient-off")


def _of_the_tape(at, outcome):
    X = at.steps[1].args[0]
    Y = np.asarray(parts_of(outcome.results[1], GIVES)["Y"], dtype=float)
    if any(fits(Y, known(X)) for known in KNOWN):
        return _told("not-your-own")
    return None


def _told(id):
    wrong = next(w for w in MISTAKES if w.id == id)
    return Verdict(False, wrong.symptom, wrong.cause, id, wrong.section)
