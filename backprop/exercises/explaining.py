"""Mistakes that no entry of the catalogue does exactly: pairs and parts.

Looks for the slips of the exercise's chain, for two of them at once, and
for a wrong answer that gives the same in each part that is not right. What
needs fewer mistakes comes first; of two that need as many, the one that
gives all the numbers.
"""

from dataclasses import dataclass

from .known import does_the_same, mistaken
from .made import alike, parts_by_name, slipped
from .pairs import two_slips

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
    made = exercise, cases, outcomes, seed, but
    by_parts = _by_parts(exercise, cases, outcomes, findings, seed, but)
    alone = by_parts if by_parts and len(by_parts.causes) == 1 else None
    return (
        _one_slip(*made)
        or alone
        or (not _nothing(findings) and _pair(*made))
        or by_parts
        or None
    )


def _nothing(findings):
    """Is each wrong result 0? Many pairs of mistakes give that."""
    bad = [f for found in findings.values() for f in found.values() if f]
    return all(finding.name == "zero" for finding in bad)


def _one_slip(exercise, cases, outcomes, seed, but):
    if not exercise.chain:
        return None
    sections = exercise.chain.sections
    for k, slip in enumerate(exercise.chain.slips):
        if slip.id in but:
            continue
        if does_the_same(outcomes, slipped(exercise, (k,), seed), cases):
            return Found(slip.id, (slip.cause,), sections.get(slip.line, ""))
    return None


def candidates(exercise, seed):
    """[(id, cause, section, outcomes)] of all that is known to be wrong."""
    found = [
        (wrong.id, wrong.cause, wrong.section, mistaken(exercise, k, seed))
        for k, wrong in enumerate(exercise.mistakes)
    ]
    if not exercise.chain:
        return found
    where = exercise.chain.sections
    return found + [
        (s.id, s.cause, where.get(s.line, ""), slipped(exercise, (k,), seed))
        for k, s in enumerate(exercise.chain.slips)
    ]


def _pair(*made):
    pair = two_slips(*made)
    if not pair:
        return None
    causes = tuple(dict.fromkeys(slip.cause for slip in pair))
    return Found("+".join(slip.id for slip in pair), causes)


def _by_parts(exercise, cases, outcomes, findings, seed, but):
    """Is every wrong part just as some known mistake has it?

    One that would spoil a part which is right may have been made in some
    parts alone; not where one line feeds them all, and lines can be seen.
    """
    whole = bool(exercise.chain and exercise.chain.shows)
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
    mine = parts_by_name(cases, outcomes)
    explains = []
    changes = any(outcome.changed for outcome in outcomes)
    for id, cause, section, other in candidates(exercise, seed):
        if id in but or any(o.changed for o in other) != changes:
            continue
        theirs = parts_by_name(cases, other)
        names = [n for n in mine if alike(mine, theirs, n, cases)]
        spoils = any(n not in names for n in mine if n not in failing)
        names = [n for n in names if n in failing]
        if names and not (whole and spoils):
            explains.append((names, id, cause, section, not spoils))
    chosen, left = [], list(failing)
    while left and explains:
        best = max(
            explains, key=lambda e: (sum(n in left for n in e[0]), e[4])
        )
        if not any(n in left for n in best[0]):
            break
        chosen.append(best)
        left = [n for n in left if n not in best[0]]
    causes = tuple(dict.fromkeys(found[2] for found in chosen))
    if left or not 0 < len(causes) <= MOST_CAUSES:
        return None
    id = "+".join(dict.fromkeys(found[1] for found in chosen))
    return Found(id, causes, chosen[0][3])
