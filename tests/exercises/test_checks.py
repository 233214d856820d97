"""The checkers' own test: every wrong answer they know, and hostile ones.

For every exercise: right answers in another style pass, each catalogued
mistake is told by its own words and no other's, the untouched stub is "not
attempted", and nothing that a learner hands in ends in a traceback.
"""

import contextlib
import importlib
import inspect
import io
import json
import os
import re
from pathlib import Path

import hostile
import pytest

from backprop.exercises import check, session
from backprop.exercises.feedback import TITLES, anchor, html, link, text
from backprop.exercises.forms import capital
from backprop.exercises.judging import verdict
from backprop.exercises.places import place_of
from backprop.exercises.registry import CHAPTERS

ROOT = Path(__file__).resolve().parents[2]
LONG = bool(os.environ.get("BACKPROP_LONG"))
SEEDS = range(3, 10) if LONG else range(3)  # test-long: the other seven
ALL = {e.id: e for exercises in CHAPTERS.values() for e in exercises}
EACH = pytest.mark.parametrize("exercise", ALL.values(), ids=ALL)
WRONG = [
    pytest.param(exercise, wrong, id=f"{exercise.id}-{wrong.id}")
    for exercise in ALL.values()
    for wrong in exercise.mistakes
]


def styles(exercise):
    module = importlib.import_module(f"styles.chapter{exercise.chapter}")
    return module.STYLES[exercise.id]


def right_answers(exercise, seed):
    """Right answers of other styles, as values or as functions."""
    for style in styles(exercise):
        yield style if exercise.cases else style(**exercise.numbers(seed))


def chapter_notebook(exercise):
    return chapter_page(exercise.section.partition("#")[0])


def chapter_page(page):
    return json.loads((ROOT / f"chapters/{page}.ipynb").read_text("utf-8"))


def headings(page):
    """The headings of a page, in the words by which a section names them."""
    return {
        re.sub(r"[*`$]", "", line.lstrip("# ")).strip()
        for cell in chapter_page(page)["cells"]
        if cell["cell_type"] == "markdown"
        for line in "".join(cell["source"]).splitlines()
        if line.startswith("##")
    }


# What is right passes


@pytest.mark.long
@EACH
def test_right_answers_in_other_styles_pass(exercise):
    assert styles(exercise)
    for seed in SEEDS:
        for answer in right_answers(exercise, seed):
            said = verdict(exercise, answer, seed)
            assert said.passed, (seed, answer, said)


# What is wrong is named


@EACH
def test_it_knows_at_least_four_mistakes_by_different_words(exercise):
    ids = [wrong.id for wrong in exercise.mistakes]
    assert len(ids) >= 4
    assert len(set(ids)) == len(ids)
    assert len({wrong.cause for wrong in exercise.mistakes}) == len(ids)


@pytest.mark.long
@pytest.mark.parametrize(("exercise", "wrong"), WRONG)
def test_a_catalogued_mistake_is_told_by_its_own_words(
    exercise, wrong, record_property
):
    for seed in SEEDS:
        answer = exercise.wrong_answer(wrong, seed)
        said = verdict(exercise, answer, seed)
        assert not said.passed, f"seed {seed}"
        assert said.attempted
        assert said.mistake == wrong.id, f"seed {seed}: {said}"
        assert said.cause == wrong.cause
        assert said.symptom
        assert wrong.cause not in text(exercise, said, second_try=False)
        assert wrong.cause in text(exercise, said, second_try=True)
        assert "<details>" in html(exercise, said, second_try=False)
        assert "<details open>" in html(exercise, said, second_try=True)
    record_property("caught", len(SEEDS))


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("the mean is 2.", "The mean is 2."),
        ("a row of dZ is missing.", "A row of dZ is missing."),
        ("a is 2, which is too large.", "a is 2, which is too large."),
        ("dW is the transpose.", "dW is the transpose."),
    ],
)
def test_a_sentence_keeps_the_name_it_begins_with(sentence, written):
    assert capital(sentence) == written


# What is not there is not attempted


def stub(exercise):
    """The untouched answer: a value, a function or a class of dots."""
    if not exercise.cases:
        return ...

    def dots(*args): ...

    tried = [case.asked.steps for case in exercise.cases_for(0)]
    if tried[0][0].do == "call":
        return dots
    methods = {step.do: dots for steps in tried for step in steps[1:]}
    return type("Dots", (), methods | {"__init__": dots})


@EACH
def test_the_untouched_stub_is_not_attempted(exercise):
    for nothing in (..., None, stub(exercise)):
        assert not verdict(exercise, nothing).attempted


# What is hostile ends in a verdict


@EACH
def test_a_hostile_answer_ends_in_a_clear_verdict(exercise, record_property):
    for name, answer in (hostile.VALUES | hostile.FUNCTIONS).items():
        said = verdict(exercise, answer)
        assert not said.passed, name
        if said.attempted:
            assert 8 < len(said.symptom) < 900, (name, said)
        for second in (False, True):
            assert "Traceback" not in text(exercise, said, second), name
        assert html(exercise, said, False).startswith("<p>"), name
    record_property("hostile", len(hostile.VALUES | hostile.FUNCTIONS))


FUNCTIONS = [
    exercise
    for exercise in ALL.values()
    if exercise.cases and inspect.isfunction(styles(exercise)[0])
]


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.id)
def test_a_right_answer_that_prints_passes_and_is_left_alone(exercise):
    answer = styles(exercise)[0]

    def prints(*args):
        print("here")
        return answer(*args)

    prints.__signature__ = inspect.signature(answer)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert verdict(exercise, prints).passed
    assert printed.getvalue() == ""


# What it says of itself is true


@EACH
def test_its_objective_and_section_stand_in_the_chapter(exercise, monkeypatch):
    monkeypatch.setenv("BACKPROP_BOOK", "http://127.0.0.1/book/")
    notebook = chapter_notebook(exercise)
    objectives = notebook["metadata"]["backprop"]["objectives"]
    assert exercise.objective in {o["id"] for o in objectives}
    title = TITLES[exercise.chapter]
    assert any(
        f"# {title}" in "".join(cell["source"]).splitlines()
        for cell in notebook["cells"]
    )
    sections = [exercise.section, *(w.section for w in exercise.mistakes)]
    for section in filter(None, sections):
        page, _, heading = section.partition("#")
        assert page[:2] <= exercise.section[:2], "a section not yet read"
        assert heading in headings(page), section
        assert anchor(heading) in link(section)[1]


@EACH
def test_it_says_what_it_takes_and_how_long(exercise):
    assert exercise.kind in {"predict", "compute", "build"}
    assert 1 <= exercise.minutes <= 45
    assert exercise.points >= 1
    assert len(exercise.takes) > 5


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_has_every_kind_and_every_objective(chapter):
    exercises = CHAPTERS[chapter]
    assert 5 <= len(exercises) <= 12
    numbers = [re.fullmatch(r"(\d+)\.(\d+)[a-z]?", e.id) for e in exercises]
    assert {int(n[1]) for n in numbers} == {chapter}
    found = list(dict.fromkeys(int(n[2]) for n in numbers))
    assert found == list(range(1, len(found) + 1))
    ids = [e.id for e in exercises]
    assert sorted(ids, key=place_of) == ids
    assert {e.kind for e in exercises} == {"predict", "compute", "build"}
    notebook = chapter_notebook(exercises[0])
    objectives = notebook["metadata"]["backprop"]["objectives"]
    assert {o["id"] for o in objectives} == {e.objective for e in exercises}


# What the notebook calls


@EACH
def test_check_prints_and_returns_nothing(exercise, capsys, monkeypatch):
    monkeypatch.setenv("BACKPROP_PROGRESS", "off")
    monkeypatch.setattr(session, "_record", {})
    monkeypatch.setattr(session, "_last", {})
    monkeypatch.setattr(session, "_failed", set())
    wrong = exercise.mistakes[0]
    answer = exercise.wrong_answer(wrong, 3)
    assert check(exercise.id, answer, seed=3) is None
    first = capsys.readouterr().out
    assert exercise.id in first
    assert wrong.cause not in first
    check(exercise.id, answer, seed=3)
    assert wrong.cause in capsys.readouterr().out
    for answer in right_answers(exercise, 3):
        check(exercise.id, answer, seed=3)
        assert "passed" in capsys.readouterr().out
    session.progress()
    assert f"passed  {exercise.id}" in capsys.readouterr().out
