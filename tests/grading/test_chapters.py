"""Every chapter can be graded: its solutions get all points, from inside."""

import pytest

from backprop.exercises.registry import CHAPTERS, find
from backprop.grading import plan as plans
from backprop.grading.marking import mark
from backprop.grading.notebooks import read
from conftest import EXERCISES, solved

pytestmark = pytest.mark.sandbox
SOURCES = plans.sources(EXERCISES / "source")
TAPE = "08-tape"
ONCE = """
def take(X, rows):
    kept = [X.shape]

    def back(dY):
        dX = np.zeros(kept.pop(), dY.dtype)
        np.add.at(dX, rows, dY)
        return dX

    return X[rows], back
"""
OUTSIDE = """
last = {}

def grow(A, B):
    last.update(A=A, B=B, E=np.exp(A * B))
    return (
        A * last["E"],
        lambda dY: dY * (1 + last["A"] * last["B"]) * last["E"],
        lambda dY: dY * last["A"]**2 * last["E"],
    )
"""
SLOPE = "return dY / (1 + X) ** 2"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_solutions_get_all_points(chapter):
    plan = plans.plan(SOURCES[chapter])
    found = mark(plan, read(SOURCES[chapter].read_bytes()), 0, 271828)
    assert (found.status, found.reason) == ("graded", "")
    assert {m.exercise: m.points for m in found.marks} == {
        e.id: e.points for e in CHAPTERS[chapter]
    }


def test_what_a_tape_is_asked_crosses_into_the_sandbox():
    """Backward functions are called where they are, and more than once."""
    data = solved(
        TAPE, answer_8_6=ONCE, answer_8_5=OUTSIDE,
        answer_8_8=lambda source: source.replace(SLOPE, SLOPE[:-5]),
    )  # fmt: skip
    found = mark(plans.plan(SOURCES[8]), read(data), 0, 271828)
    wrong = {m.exercise: m for m in found.marks if m.state != "right"}
    assert set(wrong) == {"8.5", "8.6", "8.8"}
    assert wrong["8.6"].mistake == "spent"
    assert wrong["8.5"].cause == _cause("8.5", "kept-outside")
    assert wrong["8.8"].cause == _cause("8.8", "square-missing")


def _cause(id, mistake):
    return next(w.cause for w in find(id).mistakes if w.id == mistake)
