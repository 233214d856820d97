"""From what an answer did to what is said of it.

Sees cases and outcomes only, plain data: never the learner's objects.
"""

from .advice import advice
from .comparing import compare
from .known import known_mistake
from .plain import Opaque, untouched
from .record import Verdict
from .running import run


def verdict(exercise, answer, seed=0):
    """Try an answer, and judge it: a Verdict."""
    if untouched(answer):
        return Verdict(False, attempted=False)
    cases = exercise.cases_for(seed)
    return judge(exercise, cases, run(answer, cases), seed)


def judge(exercise, cases, outcomes, seed=0):
    """The Verdict on what happened; see Verdict."""
    if all(_not_attempted(outcome) for outcome in outcomes):
        return Verdict(False, attempted=False)
    said = exercise.judge(cases, outcomes) if exercise.judge else None
    said = said or _stopped(exercise, cases, outcomes)
    said = said or compare(cases, outcomes)
    if said.passed or not said.attempted:
        return said
    known = known_mistake(exercise, cases, outcomes, seed)
    if not known and _of_another_seed(exercise, outcomes, seed):
        said = Verdict(
            False,
            "This would be right for another SEED.",
            "check needs the seed that problem was given: check(..., "
            "seed=SEED). If you changed SEED, run the cells from it on.",
            "another-seed",
        )
    if known:
        said = Verdict(
            False,
            known.symptom or said.symptom,
            known.cause,
            known.id,
            known.section,
        )
    printed = next((o.printed for o in outcomes if o.printed), "")
    return Verdict(
        False,
        said.symptom,
        said.cause,
        said.mistake,
        said.section or exercise.section,
        printed,
    )


def _of_another_seed(exercise, outcomes, seed):
    """Are these numbers right for one of the first ten seeds?"""
    if not exercise.draw or exercise.judge or not _numbers(outcomes):
        return False
    return any(
        compare(exercise.cases_for(other), outcomes).passed
        for other in range(10)
        if other != seed
    )


def _numbers(outcomes):
    """Is the answer one of numbers, not of letters or True and False?"""
    (result,) = outcomes[0].results
    parts = result if isinstance(result, tuple) else (result,)
    if isinstance(result, dict):
        parts = result.values()
    return not any(isinstance(part, str | bool | Opaque) for part in parts)


def _not_attempted(outcome):
    return outcome.blank and not outcome.kind


def _stopped(exercise, cases, outcomes):
    """The Verdict on an answer that could not be tried to its end."""
    for case, outcome in zip(cases, outcomes, strict=False):
        where = f" It happened with {case.name}." if len(cases) > 1 else ""
        if outcome.kind == "raised":
            return Verdict(
                False,
                f"Your code raised {outcome.error}, {outcome.where}.{where}",
                advice(outcome.error),
                "raised",
            )
        if outcome.kind == "interrupted":
            return Verdict(
                False,
                f"Your code did not end; it was stopped {outcome.where}.",
                "A loop whose condition never becomes false runs for ever.",
                "interrupted",
            )
        if outcome.kind == "arity":
            return Verdict(
                False,
                f"{outcome.error}.",
                f"The check expects {exercise.takes}.",
                "arity",
            )
        if outcome.kind in ("not callable", "not a class"):
            return Verdict(
                False,
                f"The check expects {exercise.takes}, got "
                f"{_a(outcome.error)}.",
                "Give the name alone, without brackets: check(..., f), not "
                "check(..., f(x)).",
                "kind",
            )
        if outcome.kind == "no method":
            return Verdict(
                False,
                f"Your class has no method {outcome.error}.",
                f"The check expects {exercise.takes}.",
                "no-method",
            )
    return None


def _a(kind):
    if kind == "NoneType":
        return "None"
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
