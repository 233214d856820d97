"""What is said to one who has passed: an insight, a fold, and what is next."""

import re
from pathlib import Path

import pytest

from backprop.exercises import check
from backprop.exercises import links as links_module
from backprop.exercises.feedback import after, html, text
from backprop.exercises.insights import THOUGHTS, thoughts
from backprop.exercises.links import NOTEBOOKS, worked
from backprop.exercises.registry import CHAPTERS, find
from backprop.exercises.verdicts import Verdict

PASSED = Verdict(True)
PAGE = (
    "# Solutions\n\n## 4.5 Other\n\n```python\nno\n```\n\n## 4.6 The whole"
    "\n\n```python\ngiven\n```\n\n::::{admonition} Solution\n\n```python\n"
    "a < b\nshort\n```\n\n```python\nwrong\n```\n"
)


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """A folder like that of a clone's notebooks, with a solution page."""
    for name in ("chapters", "exercises"):
        (tmp_path / name).mkdir()
    page = tmp_path / "chapters/solutions-04.md"
    page.write_text(PAGE, encoding="utf-8")
    monkeypatch.setenv("BACKPROP_PROGRESS", "off")
    monkeypatch.chdir(tmp_path / "exercises")
    return page


def test_the_solution_is_folded_where_its_page_is(clone):
    assert worked(find("4.6")) == "a < b\nshort"
    shown = html(find("4.6"), PASSED, False)
    assert "<details><summary" in shown
    assert "a &lt; b" in shown
    assert "wrong" not in shown
    assert "short" not in text(find("4.6"), PASSED, False)


def test_without_the_page_there_is_a_place_to_go_to(clone):
    clone.unlink()
    assert worked(find("4.6")) == ""
    assert "<details>" not in html(find("4.6"), PASSED, False)
    assert "Solutions 4, 4.6 The whole way back" in text(
        find("4.6"), PASSED, False
    )


def links(shown):
    return re.findall(r'<a href="([^"]+)"( target="_blank")?>([^<]+)<', shown)


def test_to_compare_and_next_are_links(clone):
    compare, following = links(html(find("4.6"), PASSED, False))
    assert compare == (
        "../chapters/solutions-04.md#4.6-The-whole-way-back",
        ' target="_blank"',
        "Solutions 4, 4.6 The whole way back",
    )
    assert following == (
        "#4.7-What-it-costs,-what-it-keeps",
        "",
        "4.7 What it costs, what it keeps",
    )


def test_the_next_chapter_is_a_link_where_its_notebook_is(clone):
    last = CHAPTERS[4][-1]
    first = CHAPTERS[5][0]
    shown = html(last, PASSED, False)
    assert f"Next: {first.id} {first.title}" in shown
    assert len(links(shown)) == 1
    Path("05-sgd.ipynb").write_text("{}", encoding="utf-8")
    _, following = links(html(last, PASSED, False))
    assert following[0].startswith(f"05-sgd.ipynb#{first.id}-")
    assert following[1]


def test_the_next_exercise_in_a_page_of_the_book(clone, monkeypatch):
    monkeypatch.setenv("BACKPROP_BOOK", "https://course.test/book/")
    _, following = links(html(find("4.6"), PASSED, False))
    page = "https://course.test/book/exercises/04-backward-pass.html"
    assert following[0] == f"{page}#4-7-what-it-costs-what-it-keeps"


def test_in_jupyterlite_links_open_the_pages_of_the_book(clone, monkeypatch):
    """A second notebook would start a second Python."""
    clone.unlink()  # its files are the notebooks alone
    monkeypatch.setattr(links_module.sys, "platform", "emscripten")
    Path("../chapters/04-backward-pass.ipynb").write_text("{}", "utf-8")
    compare, following = links(html(find("4.6"), PASSED, False))
    assert following[0] == "#id-4-7-what-it-costs-what-it-keeps"
    assert compare[0] == (
        "../chapters/solutions-04.html#4-6-the-whole-way-back"
    )
    wrong = Verdict(False, "no.", "why", "x", "04-backward-pass#The batch")
    ((read, tab, _),) = links(html(find("4.6"), wrong, False))
    assert read == "../chapters/04-backward-pass.html#the-batch"
    assert tab


def test_notebooks_are_those_that_there_are():
    exercises = Path(__file__).parents[2] / "exercises"
    assert set(NOTEBOOKS) == set(CHAPTERS)
    for slug in NOTEBOOKS.values():
        assert (exercises / f"{slug}.ipynb").is_file()


def test_it_names_the_next_exercise():
    assert after(find("4.6"))[-1] == "Next: 4.7 What it costs, what it keeps."
    assert after(find("1.9"))[-1] == "Next: 2.1 Is it a guess?."[:-1]
    last = CHAPTERS[max(CHAPTERS)][-1]
    assert not any(line.startswith("Next:") for line in after(last))


def test_thoughts_are_short_and_of_exercises_there_are():
    assert all(find(id) for id in THOUGHTS)
    for id, (insight, more) in THOUGHTS.items():
        assert insight.endswith("."), id
        assert max(len(insight.split()), len(more.split())) <= 45, id
        assert more == "" or more[-1] in ".?", id


@pytest.mark.parametrize("chapter", [1, 2, 3, 4, 5, 6, 8])
def test_most_exercises_have_an_insight(chapter):
    without = [e.id for e in CHAPTERS[chapter] if not thoughts(e)[0]]
    assert set(without) <= {"5.4", "6.7"}


def test_a_pass_is_short(clone, capsys):
    check("4.3", lambda X, V, dY: (dY @ V, dY.T @ X, dY.sum(axis=0)))
    shown = capsys.readouterr().out
    assert "passed." in shown
    assert len(shown.splitlines()) <= 5
