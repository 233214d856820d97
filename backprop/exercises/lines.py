"""Which slips the learner's lines deny, and which arrays have two names."""

import re
from functools import lru_cache

from .holding import equal, looped, multiple, named, there
from .plain import plain


def slips_not_made(exercise, cases, outcomes, seed):
    """The ids of mistakes that the learner's own variables speak against.

    Their line is right in every case, and all behind it has a name: else it
    may be used as the slip would. A slip that multiplies by a number leaves
    no other trace, so it needs a variable that is not right. And where the
    words say that 1/N is in a variable, it must be in there.
    """
    if not exercise.chain:
        return set()
    pairs = [p for p in zip(cases, outcomes, strict=False) if p[0].middle]
    if not pairs:
        return set()
    right = set.intersection(*(_right(c, o.trail) for c, o in pairs))
    sure = all(_told(case, outcome.trail) for case, outcome in pairs)
    slips, scales = exercise.chain.slips, scaled_lines(exercise, seed)
    made = {slip.id for slip in slips if sure and slip.line in right}
    made |= {id for id, names in scales.items() if names & right}
    return made | {
        known.id
        for known in (*exercise.mistakes, *slips)
        if any(_denied(known, case, o.trail) for case, o in pairs)
    }


@lru_cache(maxsize=256)
def scaled_lines(exercise, seed):
    """{id of a slip: the intermediates that it multiplies by a number}."""
    scales = {}
    for case in exercise.cases_for(seed):
        for slip in exercise.chain.slips if case.middle else ():
            try:
                given = exercise.chain.given(case.steps[0].args)
                found = exercise.chain.values(given, (slip,))
            except (ArithmeticError, ValueError, IndexError, TypeError):
                continue
            for name, truth in case.middle.items():
                if _times(plain(found[name]), truth):
                    scales.setdefault(slip.id, set()).add(name)
    return scales


def _times(value, truth):
    """The number by which it is the right one too often, or None."""
    c = multiple(value, truth)
    return None if c is None or abs(c - 1) < 1e-4 else c


DIVIDED = re.compile(r"1/N (?:of the mean )?is (?:already in )?(?:in )?(\w+)")


def _denied(known, case, trail):
    """Do the words say that 1/N is in a variable, and it is not in there?"""
    for name in DIVIDED.findall(known.cause):
        if name not in case.middle or name == getattr(known, "line", ""):
            continue
        truth = case.middle[name]
        for value in _held(trail, name, truth):
            c = _times(value, truth)
            if c and abs(c + 1) > 1e-4:
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
    return {
        name
        for name, truth in case.middle.items()
        if any(equal(value, truth) for value in _held(trail, name, truth))
    }


def _held(trail, name, truth):
    """What the variable of this name holds last, or a loop has set in it."""
    own = named(trail, name)
    return [own.value, *looped(trail, own.name, truth)] if own else []


def _told(case, trail):
    """Have all results a name, or is a variable wrong and never right?"""
    if all(named(trail, name) for name in case.pairs[0][1]):
        return True
    own = [name for name in case.middle if named(trail, name)]
    return any(not there(trail, case.middle[name]) for name in own)
