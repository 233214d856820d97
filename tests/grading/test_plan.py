"""What is run of a notebook, and what no check can depend on."""

import json

import pytest

from backprop.exercises.comments import without_comments
from backprop.exercises.families.refusing import refused
from backprop.grading import plan as plans
from backprop.grading.notebooks import read
from backprop.grading.slicing import names_in, without_shows
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


def test_attributes_comments_and_texts_are_no_names():
    assert names_in("a.b = c  # d\ne") == {"a", "c", "e"}
    assert names_in("print(\"a's b\", c, 'd')") == {"print", "c"}


@pytest.mark.parametrize(("source", "left"), [
    ("a  # b\n#c\n'#'", "a  \n\n'#'"), ("a # it's # b", "a # it's "),
    ('"#', '"'), ("a # b\r\nc # d\re", "a \nc \ne"), ("", ""),
    ("# #'#'# b", "# #'#'"),
])  # fmt: skip
def test_a_comment_ends_where_a_quote_may_begin(source, left):
    assert without_comments(source) == left


@pytest.mark.timeout(20)
def test_a_million_signs_are_read_at_once():
    """Time that grows with the square would be hours."""
    assert names_in("#" * 1_000_000 + '"') == set()
    assert refused("#" * 1_000_000 + '"').startswith("The answer has more")


@pytest.mark.parametrize("source", [
    "f'{a}'", 'f"{a:.2f}"', "exec('a = 1')", "globals()['a']",
    "print('\\'', a, '\\'')", "getattr(a, 'b')", "'{}'.format(a)",
])  # fmt: skip
def test_a_text_by_which_a_variable_may_be_reached_counts(source):
    assert "a" in names_in(source)


def test_what_only_prints_in_a_given_cell_is_left_out():
    source = "def f(x):\n    print(x)\n\nfor k in 'ab':\n    print(f(k))"
    assert without_shows(source + "\nprint(f(1))") == source.split("\n\n")[0]
    for kept in ("a = print(1)", "f(1)", "for k in x:\n    f(k)", "x.print()"):
        assert without_shows(kept) == kept
