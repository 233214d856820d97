"""Mistakes that no entry of the catalogue does exactly: pairs and parts.

Looks for the slips of the exercise's chain, for two of them at once, and
for a wrong answer that gives the same in each part that is not right.
"""

import itertools
from dataclasses import dataclass
from functools import lru_cache

from .known import does_the_same, mistaken, same
from .parts import parts_of
from .running import run

MOST_CAUSES = 3


@dataclass(frozen=True)
class Found:
    """An explanation: its id, and the sentences that lead to the repair."""

    id: str
    causes: tuple
    section: str = ""

    @property
    def said(self):
        if len(self.causes) == 1:
            return self.causes[0]
        count = {2: "Two", 3: "Three"}[len(self.causes)]
        return f"{count} mistakes at once. " + " And: ".join(self.causes)


def explanation(exercise, cases, outcomes, findings, seed, but=frozenset()):
    """The Found that gives all of these results, or None.

    findings: {case name: {result name: Finding or None}}. but: ids of slips
    that were not made, as the learner's lines show.
    """
    if any(outcome.kind for outcome in outcomes):
        return None
    return (
        _one_slip(exercise, cases, outcomes, seed, but)
        or _by_parts(exercise, cases, outcomes, findings, seed, but)
        or _two_slips(exercise, cases, outcomes, seed, but)
    )


def _one_slip(exercise, cases, outcomes, seed, but):
    if not exercise.chain:
        return None
    for k, slip in enumerate(exercise.chain.slips):
        if slip.id in but:
            continue
        if does_the_same(outcomes, _slipped(exercise, (k,), seed), cases):
            return Found(slip.id, (slip.cause,))
    return None


def _two_slips(exercise, cases, outcomes, seed, but):
    if not exercise.chain:
        return None
    slips = exercise.chain.slips
    for j, k in itertools.combinations(range(len(slips)), 2):
        if slips[j].line == slips[k].line or {slips[j].id, slips[k].id} & but:
            continue
        first = _slipped(exercise, (j, k), seed, only_first=True)
        if not does_the_same(outcomes[:1], first, cases[:1]):
            continue
        if does_the_same(outcomes, _slipped(exercise, (j, k), seed), cases):
            pair = slips[j], slips[k]
            return Found(
                "+".join(slip.id for slip in pair),
                tuple(dict.fromkeys(slip.cause for slip in pair)),
            )
    return None


@lru_cache(maxsize=4096)
def _slipped(exercise, which, seed, only_first=False):
    """What an answer with these slips does, as outcomes."""
    slips = [exercise.chain.slips[k] for k in which]
    answer = exercise.chain.answer(*slips)
    if not exercise.cases:
        answer = _or_none(answer, exercise.numbers(seed))
    cases = exercise.cases_for(seed)
    asked = [case.asked for case in cases[: 1 if only_first else None]]
    return tuple(run(answer, asked))


def _or_none(answer, numbers):
    try:
        return answer(**numbers)
    except (ArithmeticError, ValueError, IndexError):
        return None


forget = _slipped.cache_clear  # for timing


def candidates(exercise, seed):
    """[(id, cause, section, outcomes)] of all that is known to be wrong."""
    found = [
        (wrong.id, wrong.cause, wrong.section, mistaken(exercise, k, seed))
        for k, wrong in enumerate(exercise.mistakes)
    ]
    slips = exercise.chain.slips if exercise.chain else ()
    return found + [
        (slip.id, slip.cause, "", _slipped(exercise, (k,), seed))
        for k, slip in enumerate(slips)
    ]


def _by_parts(exercise, cases, outcomes, findings, seed, but):
    """Is every wrong part just as some known mistake has it?"""
    failing = list(
        dict.fromkeys(
            name
            for found in findings.values()
            for name, finding in found.items()
            if finding
        )
    )
    if not failing or all(len(case.pairs[0][1]) < 2 for case in cases):
        return None
    mine = _parts(cases, outcomes)
    explains = []
    for id, cause, section, other in candidates(exercise, seed):
        theirs = _parts(cases, other)
        if id in but:
            continue
        names = [n for n in failing if _alike(mine, theirs, n, cases)]
        if names:
            explains.append((names, id, cause, section))
    chosen, left = [], list(failing)
    while left and explains:
        best = max(explains, key=lambda e: sum(n in left for n in e[0]))
        if not any(n in left for n in best[0]):
            break
        chosen.append(best)
        left = [n for n in left if n not in best[0]]
    causes = tuple(dict.fromkeys(cause for _, _, cause, _ in chosen))
    if left or not 0 < len(causes) <= MOST_CAUSES:
        return None
    id = "+".join(dict.fromkeys(id for _, id, _, _ in chosen))
    return Found(id, causes, chosen[0][3])


def _parts(cases, outcomes):
    """{result name: [the part of it in each step of each case]}."""
    found = {}
    for case, outcome in zip(cases, outcomes, strict=False):
        results = zip(case.expect, outcome.results, strict=False)
        for expect, result in results:
            parts = parts_of(result, expect, case.keyed) or {}
            for name in expect:
                found.setdefault(name, []).append((case, parts.get(name)))
    return found


def _alike(mine, theirs, name, cases):
    ours, others = mine.get(name, []), theirs.get(name, [])
    return len(ours) == len(others) and all(
        y is not None and same(x, y, case)
        for (case, x), (_, y) in zip(ours, others, strict=True)
    )
