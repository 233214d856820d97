"""Which of the learner's lines are right, and which arrays have two names."""

from .holding import equal, named, there


def slips_not_made(exercise, cases, outcomes):
    """The ids of slips in lines whose own variable is right in every case.

    If not all behind it has a name, it may be used as the slip would.
    """
    if not exercise.chain:
        return set()
    pairs = [p for p in zip(cases, outcomes, strict=False) if p[0].middle]
    right = [_right_lines(case, outcome.trail) for case, outcome in pairs]
    lines = set.intersection(*right) if right else set()
    return {slip.id for slip in exercise.chain.slips if slip.line in lines}


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


def _right_lines(case, trail):
    """The intermediates that are right by name, if what follows has names."""
    last = {name: named(trail, name) for name in case.middle}
    own = [name for name, setting in last.items() if setting]
    right = {n for n in own if equal(last[n].value, case.middle[n])}
    results = all(named(trail, name) for name in case.pairs[0][1])
    wrong = any(not there(trail, case.middle[n]) for n in own)
    return right if results or wrong else set()
