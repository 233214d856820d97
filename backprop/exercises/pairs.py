"""Two slips at once that give all of an answer's results."""

import itertools

from .known import does_the_same, same
from .made import alike, first_result, parts_by_name, slipped


def two_slips(exercise, cases, outcomes, seed, but):
    """The two slips, or None. but: ids of slips that were not made."""
    if not exercise.chain:
        return None
    slips = exercise.chain.slips
    for j, k in itertools.combinations(range(len(slips)), 2):
        if slips[j].line == slips[k].line or {slips[j].id, slips[k].id} & but:
            continue
        if not _begins_alike(exercise, (j, k), seed, outcomes[0], cases[0]):
            continue
        if not does_the_same(outcomes, slipped(exercise, (j, k), seed), cases):
            continue
        if not _make_good(exercise, (j, k), seed, outcomes, cases):
            return slips[j], slips[k]
    return None


def _begins_alike(exercise, pair, seed, outcome, case):
    """Does the pair give the same in the first case? A quick look."""
    theirs = first_result(exercise, pair, seed)
    return theirs is not None and same(outcome.results[0], theirs, case)


def _make_good(exercise, pair, seed, outcomes, cases):
    """Is a part right that each slip alone would spoil?

    Then they are no mistakes: such a step may stand in another line.
    """
    mine = parts_by_name(cases, outcomes)
    truth = parts_by_name(cases, slipped(exercise, (), seed))
    right = [n for n in mine if alike(mine, truth, n, cases)]
    alone = [parts_by_name(cases, slipped(exercise, (k,), seed)) for k in pair]
    return any(
        not any(alike(parts, truth, name, cases) for parts in alone)
        for name in right
    )
