"""What is run of a notebook, and what no check can depend on."""

import json

import pytest

from backprop.grading import plan as plans
from backprop.grading.notebooks import read
from backprop.grading.slicing import names_in
from conftest import EXERCISES, NAME, cell, notebook, solved

PLAN = plans.plan(plans.sources(EXERCISES / "source")[4])


def actions(data):
    return plans.actions(PLAN, read(data), 5, PLAN.exercises)


def names(data):
    return [action.name for action in actions(data)]


def test_the_seed_is_set_and_every_exercise_is_checked():
    found = actions(solved())
    assert "\nSEED = 5 " in found[0].source
    checks = [a.exercise.id for a in found if a.kind == "check"]
    assert checks == [exercise.id for exercise in PLAN.exercises]
    assert PLAN.name == NAME


def test_what_only_shows_something_is_not_run_unless_it_is_used():
    assert not {"given-4-8", "answer-4-8b"} & set(names(solved()))
    used = solved(answer_4_9=lambda s: s + "\nseen = accuracy, net, fooling")
    assert {"given-4-8", "answer-4-8b"} <= set(names(used))


@pytest.mark.parametrize("source", [
    "def helper(x):\n    return x", "helper.train(3)",
    "from here import helper", "helper = 3", "print(f'{helper}')",
])  # fmt: skip
def test_an_added_cell_that_shares_a_name_runs_where_it_stands(source):
    found = notebook()
    there = cell(found, "answer-4-3")
    k = found["cells"].index(there)
    fresh = {"cell_type": "code", "metadata": {}, "source": source}
    found["cells"].insert(k, fresh)
    there["source"] = [*there["source"], "\nhelper"]
    run = names(json.dumps(found).encode())
    assert run.index("added-0-check-4-2") + 1 == run.index("answer-4-3")


def test_attributes_and_comments_are_no_names():
    assert names_in("a.b = c  # d\ne") == {"a", "c", "e"}
