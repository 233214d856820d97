"""Who is to blame for a stop, and when nothing more is begun."""

import math

import pytest

from backprop.exercises.registry import find
from backprop.grading import marking, running
from backprop.grading import plan as plans
from backprop.grading.notebooks import read
from backprop.grading.plan import Action
from backprop.grading.sandbox import Limits, StoppedError
from conftest import EXERCISES, NAME, solved

EXERCISE = find("4.3")
CASES = {EXERCISE.id: EXERCISE.cases_for(0)}


def told_by(script):
    """A Sandbox whose check ends as the script says, one after the other."""

    class Told:
        def __init__(self, *more):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *error):
            pass

        def cell(self, source, name, patience):
            return 2 if source == "threads" else 1, ""

        def check(self, *more):
            if script:
                raise StoppedError(script.pop(0))
            return None

    return Told


@pytest.mark.parametrize("second", ["time", "memory", "died"])
def test_a_cell_that_left_threads_is_cleared_by_another_stop(
    monkeypatch, second
):
    """Blamed for a loop, it is innocent if the check is ended without it."""
    script = ["time", second, second]
    monkeypatch.setattr(running, "Sandbox", told_by(script))
    todo = [
        Action("cell", "answer-4-1", find("4.1"), "threads"),
        Action("check", "check-4-3", EXERCISE, variable="f"),
    ]
    run = running.Run(todo, CASES, {})
    tried = run.go()
    assert tried.stops == [(EXERCISE.id, second)]
    assert not run.left_out


@pytest.mark.parametrize("end", [-math.inf, math.inf])
def test_after_its_end_nothing_is_begun(monkeypatch, end):
    monkeypatch.setattr(running, "Sandbox", told_by([]))
    todo = [Action("check", "check-4-3", EXERCISE, variable="f")]
    tried = running.Run(todo, CASES, {}, end=end).go()
    assert (EXERCISE.id in tried.outcomes) == (end == math.inf)


def test_a_notebook_that_takes_too_long_in_all_is_told(monkeypatch):
    plan = plans.plan(plans.sources(EXERCISES / "source")[4])
    monkeypatch.setattr(running, "Sandbox", told_by([]))
    monkeypatch.setattr(Limits, "whole", property(lambda limits: -1.0))
    found = marking.mark(plan, read(solved(NAME)), 0, 1)
    assert found.points == 0
    assert found.status == "partly"
    assert "the rest did not run" in found.reason


def test_the_whole_is_longer_than_all_stops():
    for seconds in (1, 6, 60):
        limits = Limits(seconds=seconds)
        assert limits.whole > 2 * running.MOST_STOPS * seconds


def test_a_familys_cases_are_of_one_notebook_alone():
    first, other = read(solved(NAME)), read(solved(NAME, answer_4_3="f = 1"))
    assert marking._once(7, first) == marking._once(7, first)
    drawn = {marking._once(s, n) for s in (7, 8) for n in (first, other)}
    assert len(drawn) == 4
