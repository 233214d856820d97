"""Natural answers: what a learner writes, and what it must be told.

They were written before the catalogues were read. The last test counts them
and prints how many are named, or localised to a line.
"""

import naturals
import pytest

from backprop.exercises.judging import verdict
from backprop.exercises.registry import find

EVERY = naturals.every()
IDS = sorted({natural.exercise for natural in EVERY})
UNNAMED = {"differs", "not-so", "shape", "count", "type", ""}
LEAST = 0.85
told = {}  # id: [(natural, its Verdict)]


def verdicts(id):
    if id not in told:
        exercise = find(id)
        told[id] = [
            (natural, verdict(exercise, naturals.answer(natural, exercise)))
            for natural in EVERY
            if natural.exercise == id
        ]
    return told[id]


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


@pytest.mark.filterwarnings("ignore")
def test_most_wrong_answers_are_named(record_property):
    wrong = [pair for id in IDS for pair in verdicts(id) if not pair[0].right]
    named = [
        said for _, said in wrong if said.cause and said.mistake not in UNNAMED
    ]
    record_property("natural", f"{len(named)} of {len(wrong)}")
    print(f"{len(named)} of {len(wrong)} natural wrong answers are named")
    assert len(wrong) >= 300
    assert sum(natural.right for natural in EVERY) >= 60
    assert len(named) >= LEAST * len(wrong)
