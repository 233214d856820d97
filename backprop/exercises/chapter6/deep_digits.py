"""6.7: the project, a net of 20 hidden layers on the digits."""

import numpy as np

from ..case import case as one_case
from ..case import step as one_step
from ..forms import form
from ..record import Exercise, Verdict
from .digit_mistakes import MISTAKES, held_out

BAR = 0.85


def cases(rng):
    X, t = held_out()
    some = rng.permutation(len(X))[:12]
    return [
        _case("the 360 held-out digits", X, t),
        _case("12 of them, in another order", X[some], t[some]),
        _case("one row", X[:1], t[:1]),
    ]


def _case(name, X, t):
    return one_case(
        name,
        (one_step("call", (X,), {"labels": t}, ("X",)),),
        sizes={"the number of rows": len(X)},
    )


def judge(cases, outcomes):
    if any(o.kind or o.changed or not o.results for o in outcomes):
        return None
    results = [outcome.results[0] for outcome in outcomes]
    said = _of_form(cases, results)
    if said:
        return said
    labels, true = np.asarray(results[0]), cases[0].expect[0]["labels"]
    return (
        _of_accuracy(labels, true)
        or _of_order(cases, labels, results)
        or Verdict(True)
    )


def _of_form(cases, results):
    rows = [len(case.steps[0].args[0]) for case in cases]
    shapes = [np.shape(r) for r in results if isinstance(r, np.ndarray)]
    if shapes == [(n, 10) for n in rows]:
        return _told("scores", f"The result has the shape {shapes[0]}.")
    if shapes == [(10,)] * 3:
        return _told("wrong-axis", "The result has the shape (10,).")
    if shapes in ([(360,)] * 3, [(1437,)] * 3):
        return _told(
            "argument-ignored",
            f"The result has the shape {shapes[0]}, however many rows go in.",
        )
    for case, result in zip(cases, results, strict=True):
        true = case.expect[0]["labels"]
        bad = form("labels", result, true, case)
        if bad:
            where = f" (Seen with {case.name}.)"
            return Verdict(False, bad.symptom + where, bad.cause, bad.name)
        if not np.isin(result, range(-1, 11)).all():
            return _told(
                "max-for-argmax",
                f"labels contains {np.ravel(result)[0]:.4g}; labels are "
                "whole numbers from 0 to 9.",
            )
    return None


def _of_accuracy(labels, true):
    right = (labels == true).mean()
    if right >= BAR:
        return None
    said = f"{right:.0%} of the held-out digits are right; {BAR:.0%} are asked"
    if len(set(labels.tolist())) == 1:
        return _told(
            "constant-class",
            f"{said}. Every image is called {labels[0]:g}.",
        )
    if (labels - 1 == true).mean() >= BAR:
        return _told("off-by-one", said + ".")
    if right > 0.3:
        return _told("not-yet", said + ".")
    return Verdict(
        False,
        said + ". By chance it would be about 10%.",
        "Was the net trained before predict was called, and is it the same "
        "net? Is the place of the largest logit taken, on rows prepared as "
        "for training?",
        "by-chance",
    )


def _of_order(cases, labels, results):
    """Has an image the same label alone, or among others?"""
    X = cases[0].steps[0].args[0]
    for case, again in zip(cases[1:], results[1:], strict=True):
        rows = case.steps[0].args[0]
        place = [int((X == row).all(axis=1).argmax()) for row in rows]
        if not np.array_equal(labels[place], again):
            return Verdict(
                False,
                "An image gets another label when it comes in other "
                f"company. (Seen with {case.name}.)",
                "The label of an image must depend on its own pixels alone. "
                "Do you take a mean over the rows, or labels by their place?",
                "rows-mixed",
            )
    return None


def _told(id, symptom):
    wrong = next(w for w in MISTAKES if w.id == id)
    return Verdict(False, symptom, wrong.cause, id, wrong.section)


DEEP_DIGITS = Exercise(
    id="6.7",
    title="Twenty layers that learn",
    kind="build",
    objective="6f",
    points=4,
    minutes=25,
    takes="a function of X that returns one label for each row",
    section="06-vanishing-exploding#The digits through 20 layers",
    cases=cases,
    judge=judge,
    mistakes=MISTAKES,
)
