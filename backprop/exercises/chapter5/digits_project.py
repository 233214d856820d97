"""5.8d: a network of the learner's own, tried on digits not trained on."""

from functools import cache

import numpy as np

from ...data import digits, split
from ..case import case as one_case
from ..case import step as one_step
from ..forms import form
from ..record import Exercise, Verdict, Wrong

WANTED = 0.95


@cache
def _held_out():
    """The book's split: 360 rows of digits() for the test."""
    return split(*digits(), 360, np.random.default_rng(0))


def cases(rng):
    _, _, X, t = _held_out()
    some = rng.permutation(len(X))
    return [
        _case("the 360 test rows", X, t),
        _case("41 of them, in another order", X[some[:41]], t[some[:41]]),
        _case("one of them alone", X[some[-1:]], t[some[-1:]]),
    ]


def _case(name, X, t):
    return one_case(name, (one_step("call", (X,), {"labels": t}, ("X",)),))


def judge(cases, outcomes):
    if len(outcomes) < len(cases) or any(o.kind for o in outcomes):
        return None
    if any(outcome.changed for outcome in outcomes):
        return _verdict("changed-input", "X is changed by the call.")
    results = [outcome.results[0] for outcome in outcomes]
    for case, result in zip(cases, results, strict=True):
        fault = _shape(case, result)
        if fault:
            return _verdict(*fault)
        bad = form("labels", result, case.expect[0]["labels"], case)
        if bad:
            said = f"{bad.symptom} (Seen with {case.name}.)"
            return Verdict(False, said, bad.cause, bad.name)
        fault = _whole(result)
        if fault:
            return _verdict(*fault)
    fault = _share(results[0], cases[0].expect[0]["labels"])
    if not fault or fault[0] == "too-few-right":
        fault = _alone(cases, results) or fault
    return _verdict(*fault) if fault else Verdict(True)


def _verdict(name, symptom):
    return Verdict(False, symptom, CAUSES[name], name)


def _shape(case, result):
    N = len(case.steps[0].args[0])
    shape = np.shape(result) if isinstance(result, np.ndarray) else ()
    if shape == (N, 10):
        said = f"{N} rows give an array of shape {shape}, expected ({N},)."
        return "scores-for-labels", said
    if shape == (10,):
        return "wrong-axis", f"{N} rows give 10 labels, expected {N}."
    return None


def _whole(result):
    for k in np.flatnonzero(~(result == np.rint(result))):
        value = np.format_float_positional(result[k], 5, fractional=False)
        return "not-whole", f"labels[{k}] is {value}, no whole number."
    return None


def _share(found, t):
    """What is said of labels that are too seldom right."""
    right = int((found == t).sum())
    said = f"Right for {right} of {len(t)} rows, {right / len(t):.1%}; "
    said += f"wanted are {WANTED:.0%}."
    if right >= WANTED * len(t):
        return None
    if np.all(found == found[0]):
        return "constant-class", f"Every row is called {found[0]:.0f}."
    for step in (1, -1):
        if np.mean((found + step) % 10 == t) > 0.8:
            return "off-by-one", f"{said} With {step:+d} most would be right."
    return ("chance-level" if right < 0.2 * len(t) else "too-few-right"), said


def _alone(cases, results):
    """Does a row get one label, whatever rows stand beside it?"""
    X = cases[0].steps[0].args[0]
    label = {row.tobytes(): k for row, k in zip(X, results[0], strict=True)}
    for case, result in zip(cases[1:], results[1:], strict=True):
        whole = [label[row.tobytes()] for row in case.steps[0].args[0]]
        other = int((result != whole).sum())
        if other:
            said = f"{other} of {len(whole)} rows get another label"
            said += f" than among all 360. (Seen with {case.name}.)"
            return "depends-on-the-batch", said
    return None


CAUSES = {
    "too-few-right": "Look at the training loss. If it still falls, train "
    "longer or in larger steps. Are there at least 16 hidden units? Is X "
    "scaled in predict as it was in training?",
    "changed-input": "An operation in place, such as -= or X[...] =, writes "
    "into the caller's array. Make a new one: X - ..., or X.copy().",
    "chance-level": "So much is right by chance. Is the loss at the start "
    "near log 10? Can the net learn 20 rows by heart? Is X scaled alike in "
    "training and in predict, and are rows and labels still paired?",
    "constant-class": "The logits do not depend on the row. Units that are "
    "all off, weights that are all zero, or NaN after too large a learning "
    "rate do that. So does a step N times too large (is dZ2 divided by the "
    "rows of the batch?) or a plus in the update. Or is the largest value "
    "returned, max, where its place belongs, argmax?",
    "scores-for-labels": "Ten numbers a row are logits or probabilities. "
    "The label is the place of the largest in its row.",
    "wrong-axis": "axis=0 looks for the largest of each column, over the "
    "examples. The largest of each row is wanted: axis=1.",
    "off-by-one": "The digit 0 has the label 0, and its logit stands at "
    "place 0. Something counts from 1.",
    "not-whole": "A label is a class. Return the place of the largest logit.",
    "depends-on-the-batch": "predict takes a mean, or the like, over the rows "
    "it is given. What the scaling needs comes from the training rows.",
}


@cache
def _known():
    """{a row's bytes: its label}, of all digits."""
    return {x.tobytes(): label for x, label in zip(*digits(), strict=True)}


def _true(X):
    return np.array([_known()[row.tobytes()] for row in X])


def _by_means(X):
    rng = np.random.default_rng(0)
    X_rest, t_rest, _, _ = split(*digits(), 360, rng)
    means = np.array([X_rest[t_rest == k].mean(axis=0) for k in range(10)])
    distances = ((X[:, None, :] - means) ** 2).sum(axis=2)
    return distances.argmin(axis=1)


def _chance(X):
    return np.rint(16 * X).sum(axis=1).astype(int) % 10


def _constant(X):
    return np.zeros(len(X), dtype=int)


def _scores(X):
    return 0.9 * np.eye(10)[_true(X)] + 0.01


def _axis_0(X):
    return np.eye(10)[_true(X)].argmax(axis=0)


def _from_one(X):
    return _true(X) + 1


def _amounts(X):
    return 0.9 * _true(X) + 0.45


def _in_company(X):
    return _true(X) if len(X) > 100 else (_true(X) + 1) % 10


_ANSWERS = {
    "too-few-right": _by_means,
    "chance-level": _chance,
    "constant-class": _constant,
    "scores-for-labels": _scores,
    "wrong-axis": _axis_0,
    "off-by-one": _from_one,
    "not-whole": _amounts,
    "depends-on-the-batch": _in_company,
}

DIGITS_PROJECT = Exercise(
    id="5.8d",
    title="Digits from a blank page",
    kind="build",
    objective="5e",
    points=2,
    minutes=20,
    takes="a function of X, rows of 64 pixels, that returns a label for each",
    section="05-sgd#The digits in earnest",
    cases=cases,
    judge=judge,
    seconds=120.0,  # some train inside
    mistakes=tuple(
        Wrong(name, answer, CAUSES[name]) for name, answer in _ANSWERS.items()
    ),
)
