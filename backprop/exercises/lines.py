"""Which slips the learner's lines deny, and which arrays have two names."""

import re
from functools import lru_cache

from .holding import equal, looped, multiple, named
from .plain import plain


def slips_not_made(exercise, cases, outcomes, seed):
    """The ids of mistakes that the learner's own variables speak against.

    A variable is right in every case that the slip would spoil. Or the
    words say that 1/N is in it already, and it is not.
    """
    if not exercise.chain:
        return set()
    pairs = [p for p in zip(cases, outcomes, strict=False) if p[0].middle]
    if not pairs:
        return set()
    right = set.intersection(*(_right(c, o.trail) for c, o in pairs))
    spoils = spoilt_lines(exercise, seed)
    return {id for id, names in spoils.items() if names & right} | {
        known.id
        for known in (*exercise.mistakes, *exercise.chain.slips)
        if any(_denied(known, case, o.trail) for case, o in pairs)
    }


@lru_cache(maxsize=256)
def spoilt_lines(exercise, seed):
    """{id of a slip: the intermediates that are wrong with it}."""
    spoils = {}
    for case in exercise.cases_for(seed):
        for slip in exercise.chain.slips if case.middle else ():
            try:
                given = exercise.chain.given(case.steps[0].args)
                found = exercise.chain.values(given, (slip,))
            except (ArithmeticError, ValueError, IndexError, TypeError):
                continue
            spoils.setdefault(slip.id, set()).update(
                name
                for name, truth in case.middle.items()
                if not equal(plain(found[name]), truth)
            )
    return spoils


DIVIDED = re.compile(r"1/N (?:of the mean )?is (?:already in )?(?:in )?(\w+)")


def _denied(known, case, trail):
    """Do the words say that 1/N is in a variable, and it is not in there?"""
    for name in DIVIDED.findall(known.cause):
        if name not in case.middle or name == getattr(known, "line", ""):
            continue
        truth, own = case.middle[name], named(trail, name)
        held = [own.value, *looped(trail, own.name, truth)] if own else ()
        times = [multiple(value, truth) for value in held]
        if any(c and abs(abs(c) - 1) > 1e-4 for c in times):
            return True
    return False


def second_name(outcomes):
    """A sentence, if a variable is but another name of a changed input."""
    for outcome in outcomes:
        twice = [
            (setting, name)
            for setting in outcome.trail
            for name in outcome.changed
            if name in setting.also
        ]
        wrote = [setting.name for setting, _ in twice if setting.in_place]
        for setting, name in twice:
            if setting.name in (wrote or [setting.name]):
                return (
                    f" {setting.name} (line {setting.line}) is a second name "
                    f"of the array {name}: = copies nothing."
                )
    return ""


def _right(case, trail):
    """The intermediates whose own variable is right at the end."""
    found = set()
    for name, truth in case.middle.items():
        own = named(trail, name)
        held = [own.value, *looped(trail, own.name, truth)] if own else ()
        if any(equal(value, truth) for value in held):
            found.add(name)
    return found
