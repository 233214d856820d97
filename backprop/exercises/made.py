"""What an answer with given slips of a chain does, run once and kept."""

from functools import lru_cache, partial

from .known import same
from .parts import parts_of
from .plain import plain
from .running import run


@lru_cache(maxsize=4096)
def slipped(exercise, which, seed):
    """What an answer with these slips does, as outcomes."""
    slips = [exercise.chain.slips[k] for k in which]
    answer = exercise.chain.answer(*slips)
    if not exercise.cases:
        answer = _or_none(answer, exercise.numbers(seed))
    asked = [case.asked for case in exercise.cases_for(seed)]
    return tuple(run(answer, asked))


def _or_none(answer, numbers):
    try:
        return answer(**numbers)
    except (ArithmeticError, ValueError, IndexError, TypeError):
        return None


@lru_cache(maxsize=4096)
def first_result(exercise, pair, seed):
    slips = [exercise.chain.slips[k] for k in pair]
    if not exercise.cases:
        given = exercise.numbers(seed)
    else:
        args = exercise.cases_for(seed)[0].steps[0].args
        given = exercise.chain.given(args)
    found = _or_none(partial(_results, exercise.chain, slips), given)
    return None if found is None else plain(found)


def _results(chain, slips, **given):
    return chain.results(given, slips)


def parts_by_name(cases, outcomes):
    """{result name: [the part of it in each step of each case]}."""
    found = {}
    for case, outcome in zip(cases, outcomes, strict=False):
        results = zip(case.expect, outcome.results, strict=False)
        for expect, result in results:
            parts = parts_of(result, expect, case.keyed) or {}
            for name in expect:
                found.setdefault(name, []).append((case, parts.get(name)))
    return found


def alike(mine, theirs, name, cases):
    ours, others = mine.get(name, []), theirs.get(name, [])
    return len(ours) == len(others) and all(
        y is not None and same(x, y, case)
        for (case, x), (_, y) in zip(ours, others, strict=True)
    )
