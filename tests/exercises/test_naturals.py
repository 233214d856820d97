"""Natural answers: what a learner writes, and what it must be told.

They were written before the catalogues were read. The last test counts them
and prints, exercise by exercise, how many are named or localised to a line.
An ordinary run tries every third; BACKPROP_LONG=1, as in `make test-long`,
tries them all.
"""

import os
from functools import cache

import naturals
import pytest

from backprop.exercises.judging import verdict
from backprop.exercises.registry import find

LONG = bool(os.environ.get("BACKPROP_LONG"))
EVERY = naturals.every()
IDS = sorted({natural.exercise for natural in EVERY})
UNNAMED = {"differs", "not-so", "shape", "count", "type", ""}
LEAST = 0.85


@cache
def verdicts(id):
    """[(natural, its Verdict)] of those that this run tries."""
    exercise = find(id)
    mine = [natural for natural in EVERY if natural.exercise == id]
    return [
        (natural, verdict(exercise, naturals.answer(natural, exercise)))
        for natural in mine[:: 1 if LONG else 3]
    ]


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("id", IDS)
def test_a_natural_answer_is_told_what_it_must_be(id):
    for natural, said in verdicts(id):
        seen = f"{natural.edit}: {said}"
        assert said.passed == natural.right, seen
        words = f"{said.symptom} {said.cause}"
        for must in natural.says:
            assert must == "?" or must in words, f"{must!r}\n{seen}"
        for never in natural.never:
            assert never not in words, f"{never!r}\n{seen}"


def named(said):
    return bool(said.cause) and said.mistake not in UNNAMED


def shares(pairs):
    """ "named or localised of wrong, untrue", of some (natural, Verdict)."""
    wrong = [(natural, said) for natural, said in pairs if not natural.right]
    untrue = sum(
        any(never in f"{said.symptom} {said.cause}" for never in natural.never)
        for natural, said in wrong
    )
    good = sum(named(said) for _, said in wrong)
    return good, len(wrong), untrue


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")
def test_most_wrong_answers_are_named(record_property):
    assert sum(not natural.right for natural in EVERY) >= 300
    assert sum(natural.right for natural in EVERY) >= 60
    for id in IDS:
        good, wrong, untrue = shares(verdicts(id))
        print(f"{id}: {good} of {wrong} named or localised, {untrue} untrue")
    pairs = [pair for id in IDS for pair in verdicts(id)]
    good, wrong, untrue = shares(pairs)
    all_of_them = "all of them" if LONG else "every third; make test-long: all"
    record_property("natural", f"{good} of {wrong} ({all_of_them})")
    print(f"in all: {good} of {wrong}, {untrue} untrue ({all_of_them})")
    assert good >= LEAST * wrong
    assert not untrue
