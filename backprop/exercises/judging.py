"""From what an answer did to what is said of it.

Sees cases and outcomes only, plain data: never the learner's objects.
"""

import warnings
from dataclasses import replace

import numpy as np

from .comparing import compare, findings_of
from .explaining import explanation
from .families.refusing import CAUSE
from .known import known_mistake
from .lines import second_name, slips_not_made
from .localising import before_the_exception, first_wrong_line
from .plain import Opaque, text_of, untouched
from .record import Verdict
from .running import run
from .sound import sound
from .stopping import stopped

FORM = {"nothing", "dots", "one-tuple", "type", "quoted"}
SHAPES = {"shape", "not-added", "axis-lost", "wrong-axis", "broadcast"}
LEFT_OVER = {"stale", "added-up"}


def verdict(exercise, answer, seed=0):
    """Try an answer, and judge it: a Verdict."""
    return tried(exercise, answer, seed)[0]


def tried(exercise, answer, seed=0, seconds=None):
    """(the Verdict, the cases, the outcomes) of an answer.

    seconds: after so many a call of it is stopped, where that can be done.
    """
    if untouched(answer):
        return Verdict(False, attempted=False), [], []
    cases = exercise.cases_for(seed)
    said = refusal(exercise, text_of(answer))
    if said:
        return said, cases, []
    outcomes = run(answer, [case.asked for case in cases], seconds)
    return judge(exercise, cases, outcomes, seed), cases, outcomes


def refusal(exercise, text):
    """The Verdict on an answer that is not tried for its text, or None."""
    why = exercise.refuses(text) if exercise.refuses else ""
    if not why:
        return None
    return Verdict(False, why, CAUSE, "refused", exercise.section)


def judge(exercise, cases, outcomes, seed=0):
    """The Verdict on what happened; see Verdict. Warns of nothing."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return _judged(exercise, cases, outcomes, seed)


def _judged(exercise, cases, outcomes, seed):
    outcomes = sound(cases, outcomes)
    if all(_not_attempted(outcome) for outcome in outcomes):
        return Verdict(False, attempted=False)
    said = exercise.judge(cases, outcomes) if exercise.judge else None
    said = said or stopped(exercise, cases, outcomes)
    said = said or compare(cases, outcomes)
    if said.passed or not said.attempted:
        return said
    said = _named(exercise, cases, outcomes, seed, said)
    printed = next((o.printed for o in outcomes if o.printed), "")
    return replace(
        said,
        section=said.section or exercise.section,
        printed=printed,
        **({} if exercise.judge else _told_apart(cases, outcomes)),
    )


def _told_apart(cases, outcomes):
    """The names of the results that are right everywhere, and of others."""
    if any(outcome.kind for outcome in outcomes):
        return {}
    findings = findings_of(cases, outcomes)
    if not isinstance(findings, dict):
        return {}
    names = dict.fromkeys(n for found in findings.values() for n in found)
    bad = {n for found in findings.values() for n in found if found[n]}
    return {
        "right": tuple(n for n in names if n not in bad),
        "wrong": tuple(n for n in names if n in bad),
    }


def _named(exercise, cases, outcomes, seed, said):
    """The Verdict with the mistake's own words, as far as it is known."""
    but = slips_not_made(exercise, cases, outcomes, seed)
    known = known_mistake(exercise, cases, outcomes, seed, but)
    if known:
        symptom = known.symptom or said.symptom
        cause = known.cause + second_name(outcomes)
        return Verdict(False, symptom, cause, known.id, known.section)
    if _of_another_seed(exercise, outcomes, seed):
        return Verdict(
            False,
            "This would be right for another SEED.",
            "check needs the seed that problem was given: check(..., "
            "seed=SEED). If you changed SEED, run the cells from it on.",
            "another-seed",
        )
    if said.mistake == "raised":
        return _before(cases, outcomes, said)
    if exercise.judge or any(outcome.kind for outcome in outcomes):
        return said
    if exercise.shapes and said.mistake in SHAPES:
        return replace(said, cause=exercise.shapes)
    if said.mistake == "changed-input":  # it may be why numbers are wrong
        return replace(said, cause=said.cause + second_name(outcomes))
    findings = findings_of(cases, outcomes)
    if not isinstance(findings, dict):
        return said
    found = explanation(exercise, cases, outcomes, findings, seed, but)
    line = first_wrong_line(cases, outcomes, findings, exercise.chain)
    sure = line and line.name.startswith(("twins:", "reused:"))
    if found and not (sure and len(found.causes) > 1):
        return Verdict(
            False, said.symptom, found.said, found.id, found.section
        )
    if line and said.mistake not in FORM | LEFT_OVER:
        own = "" if line.name.startswith("reused:") else said.cause
        told = filter(None, (own, line.symptom, line.cause))
        cause = " ".join(dict.fromkeys(told))
        return replace(
            said,
            cause=cause,
            mistake=said.mistake if said.cause else line.name,
        )
    return said


def _before(cases, outcomes, said):
    """The Verdict on an exception: was a variable wrong before it?"""
    line = before_the_exception(cases, outcomes)
    if not line:
        return said
    cause = f"{line.symptom} {line.cause}".strip()
    return replace(said, cause=cause, mistake=line.name)


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
    if len(outcomes[0].results) != 1:
        return False
    (result,) = outcomes[0].results
    parts = result if isinstance(result, tuple) else (result,)
    if isinstance(result, dict):
        parts = result.values()
    return not any(isinstance(part, str | bool | Opaque) for part in parts)


def _not_attempted(outcome):
    return outcome.blank and not outcome.kind
