"""An answer that could not be tried to its end, and what is said of it."""

import re

import numpy as np

from .advice import advice
from .comparing import compare
from .inputs import same
from .plain import a_kind
from .record import Verdict

TRIANGLE = re.compile(r"\btri[ul]_indices")
TURN = re.compile(r"\.T\b")


def stopped(exercise, cases, outcomes):
    """The Verdict on an answer that could not be tried to its end."""
    for case, outcome in zip(cases, outcomes, strict=False):
        where = f" It happened with {case.name}." if len(cases) > 1 else ""
        if outcome.kind == "raised":
            return Verdict(
                False,
                f"Your code raised {outcome.error}, {outcome.where}.{where}",
                _asked_again(case, outcome)
                or _of_a_method(case, outcome)
                or _special(case, cases, outcomes)
                or _axes_in_front(case, outcome)
                or advice(outcome.error),
                "raised",
            )
        if outcome.kind == "interrupted":
            return Verdict(
                False,
                f"Your code did not end{_within(outcome)}; it was stopped "
                f"{outcome.where}.{where}",
                "A loop whose condition never becomes false runs for ever.",
                "interrupted",
            )
        if outcome.kind == "endless":
            return Verdict(
                False,
                f"Your code does not come to its end: {outcome.error}.{where}",
                advice(outcome.error),
                "endless",
            )
        if outcome.kind == "arity":
            return Verdict(
                False,
                f"{outcome.error}.",
                f"The check expects {exercise.takes}.",
                "arity",
            )
        if outcome.kind == "spent":
            return Verdict(
                False,
                f"A second call with the same dY: {outcome.error}.{where}",
                "A backward function may be called more than once, and gives "
                "the same for the same dY. Here the first call has left "
                "something behind, or used it up. Make what it adds to anew "
                "inside the backward function.",
                "spent",
            )
        if outcome.kind in ("not callable", "not a class"):
            return _another_kind(exercise, outcome)
        if outcome.kind == "no method":
            return Verdict(
                False,
                f"Your class has no method {outcome.error}.",
                f"The check expects {exercise.takes}.",
                "no-method",
            )
    return None


def _within(outcome):
    return f" within {outcome.error}" if outcome.error else ""


def _asked_again(case, outcome):
    """Is it a second call of what a first call has done before? Or ""."""
    k = len(outcome.results)
    if not 0 < k < len(case.steps):
        return ""
    now, last = case.steps[k], case.steps[k - 1]
    if (now.do, now.of) != (last.do, last.of) or now.do == "new":
        return ""
    if not same(now.args, last.args):
        return ""
    if now.do == "call":
        return (
            "A first call came to its end; this is a second one. Make "
            "anything that a call uses up anew inside the function."
        )
    return (
        f"The first {now.do} came to its end; this is a second one, without "
        "another step between. What was stored must stay until it is stored "
        "anew: read it, and leave it there."
    )


def _special(case, cases, outcomes):
    """What is special about this case, if those before it are right; or ""."""
    k = cases.index(case)
    if not case.special or any(outcome.kind for outcome in outcomes[:k]):
        return ""
    return case.special if compare(cases[:k], outcomes[:k]).passed else ""


def _axes_in_front(case, outcome):
    """Is it a line for two axes, given more than two? What helps; or ""."""
    args = case.steps[min(len(outcome.results), len(case.steps) - 1)].args
    if not any(np.ndim(x) > 2 for x in args if isinstance(x, np.ndarray)):
        return ""
    if "IndexError" in outcome.error and TRIANGLE.search(outcome.where):
        return (
            "With axes in front the mask is for the last two: "
            "S[..., rows, columns] = -np.inf, with the two arrays that "
            "np.triu_indices gives; or np.where."
        )
    if "matmul" in outcome.error and TURN.search(outcome.where):
        return (
            "With axes in front, .T turns them all round. The last two alone "
            "are exchanged by .swapaxes(-1, -2)."
        )
    return ""


def _of_a_method(case, outcome):
    """A name that one method made, and another one reads; or ""."""
    name = re.match(r"NameError: name '(\w+)' is not", outcome.error)
    if not name or case.steps[0].do != "new":
        return ""
    (name,) = name.groups()
    return (
        "A variable that a method made is gone when the method ends. If "
        f"{name} is from forward, keep it there as self.{name}, and read it "
        "so. Else its name is spelled otherwise than where it was made."
    )


def _another_kind(exercise, outcome):
    cause = (
        "Give the name alone, without brackets: check(..., f), not "
        "check(..., f(x))."
    )
    if outcome.kind == "not a class" and outcome.error == "function":
        cause = (
            "You gave a function; a class is asked. The check makes objects "
            "of it and calls their methods: class Name: with def inside."
        )
    return Verdict(
        False,
        f"The check expects {exercise.takes}, got {a_kind(outcome.error)}.",
        cause,
        "kind",
    )
