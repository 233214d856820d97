"""The rules for drawn numbers: slips show, and seeds differ.

BACKPROP_LONG=1 tries 200 seeds, as `make test-long` does; else a few.
"""

import itertools
import os
import re

import numpy as np
import pytest

from backprop.exercises.judging import judge
from backprop.exercises.plain import plain
from backprop.exercises.registry import CHAPTERS, find
from backprop.exercises.running import run
from tools import answers, instructors

LONG = bool(os.environ.get("BACKPROP_LONG"))
SEEDS = range(200 if LONG else 3)
ALL = [e for exercises in CHAPTERS.values() for e in exercises]
DRAWN = [e for e in ALL if e.draw]


def passes(exercise, cases, answer):
    outcomes = run(answer, [case.asked for case in cases])
    return all(
        said.passed for said in [judge(exercise, cases, outcomes, seed=0)]
    )


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("exercise", DRAWN, ids=lambda e: e.id)
def test_no_slip_coincides_with_the_truth(exercise):
    if exercise.chapter == 7 and not LONG:
        pytest.skip("the suspects' checks are long: make test-long")
    seeds = SEEDS if exercise.chapter != 7 else SEEDS[:20]
    for seed in seeds:
        numbers = exercise.numbers(seed)
        (case,) = cases = exercise.cases_for(seed)
        right = [plain(value) for value in case.expect[0].values()]
        wrong = {w.id: w.answer for w in exercise.mistakes}
        slips = exercise.chain.slips if exercise.chain else ()
        wrong |= {s.id: exercise.chain.answer(s) for s in slips if not s.hides}
        for id, answer in wrong.items():
            try:
                given = answer(**numbers)
            except (ArithmeticError, ValueError, IndexError):
                continue
            outcomes = run(given, [case.asked])
            said = exercise.judge and exercise.judge(cases, outcomes)
            assert not (said and said.passed), (seed, id)
            if not exercise.judge and not outcomes[0].kind:
                assert not _same(outcomes[0].results[0], right, case), (
                    seed,
                    id,
                )


@pytest.mark.long
@pytest.mark.parametrize("id", ["11.1", "11.5", "11.9", "12.1"])
def test_no_two_slips_coincide(id):
    """Else what is said of one would be said of the other, untruly."""
    exercise = find(id)
    slips = {s.id: exercise.chain.answer(s) for s in exercise.chain.slips}
    known = {w.id: w.answer for w in exercise.mistakes} | slips
    for seed in SEEDS:
        numbers = exercise.numbers(seed)
        rows = {
            name: np.hstack([*answer(**numbers)])
            for name, answer in known.items()
        }
        for a, b in itertools.combinations(rows, 2):
            gap = np.abs(rows[a] - rows[b]).max()
            assert gap > 2 * exercise.close, (seed, a, b)


def _same(result, right, case):
    from backprop.exercises.comparing import right as fits
    from backprop.exercises.parts import parts_of

    parts = parts_of(result, case.expect[0])
    return parts is not None and all(
        fits(parts[name], truth, case)
        for name, truth in zip(parts, right, strict=True)
    )


@pytest.mark.long
@pytest.mark.parametrize("exercise", DRAWN, ids=lambda e: e.id)
def test_sixty_seeds_give_at_least_fifty_answers(exercise):
    if not LONG and exercise.id not in answers.WHY:
        pytest.skip("sixty seeds are drawn: make test-long")
    few = answers.counted().get(exercise.id)
    if few is None:
        assert answers.different(exercise) >= answers.ENOUGH
    else:
        assert few < answers.ENOUGH
        assert not LONG or answers.different(exercise) == few


def test_the_instructors_page_says_where_answers_are_few():
    assert list(answers.counted()) == list(answers.WHY)
    page = instructors.page()
    for id, number in answers.counted().items():
        assert re.search(rf"\| {re.escape(id)} [^|]*\| {number} \| \w", page)
