"""An answer that could not be tried to its end, and what is said of it."""

import re

from .advice import advice
from .plain import a_kind
from .record import Verdict


def stopped(exercise, cases, outcomes):
    """The Verdict on an answer that could not be tried to its end."""
    for case, outcome in zip(cases, outcomes, strict=False):
        where = f" It happened with {case.name}." if len(cases) > 1 else ""
        if outcome.kind == "raised":
            return Verdict(
                False,
                f"Your code raised {outcome.error}, {outcome.where}.{where}",
                _of_a_method(case, outcome) or advice(outcome.error),
                "raised",
            )
        if outcome.kind == "interrupted":
            return Verdict(
                False,
                f"Your code did not end; it was stopped {outcome.where}.",
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
