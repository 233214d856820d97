"""Notes that fold (_ext/notes.py), where the book has no example."""

import sys
from pathlib import Path

import pytest
from docutils import nodes
from docutils.utils import new_document

EXT = str(Path(__file__).resolve().parents[2] / "_ext")


@pytest.fixture
def notes(monkeypatch):
    monkeypatch.syspath_prepend(EXT)
    yield __import__("notes")
    sys.modules.pop("notes")


def cell(notes, tag, *outputs, prompt=None):
    made = nodes.container(
        nb_element="cell_code",
        classes=["cell", f"tag_{tag}"],
        prompt_show=prompt or notes.CODE,
    )
    if tag == "hide-cell":
        made["hide_mode"] = "all"
    made += nodes.container(nb_element="cell_code_source")
    if outputs:
        made += nodes.container("", *outputs, nb_element="cell_code_output")
    return made


def page(notes, *children):
    made = new_document("a page")
    made += children
    notes.fold_notes(None, made)
    return made


def note(*classes):
    made = nodes.admonition(classes=["dropdown", *classes])
    made += [nodes.title("", "A note"), nodes.paragraph("", "Words.")]
    return made


def test_cells_after_a_note_go_into_it(notes):
    hidden = [cell(notes, "hide-cell", nodes.image(uri="a")) for _ in "ab"]
    made = page(notes, note(), *hidden, nodes.paragraph("", "After."))
    fold, after = made.children
    assert fold.children[2:] == hidden
    assert all("tag_below" in x["classes"] for x in hidden)
    assert after.astext() == "After."


def test_cells_after_a_question_do_not(notes):
    hidden = cell(notes, "hide-cell", nodes.paragraph("", "1"))
    question, fold = page(notes, note("question-1a"), hidden).children
    assert question["classes"] == ["note", "question-1a"]
    assert fold["classes"] == ["hide", "code"]
    assert fold.children[0].astext() == notes.BOTH


def test_cells_side_by_side_are_one_fold(notes):
    made = page(notes, *[cell(notes, "hide-cell") for _ in "abc"])
    (fold,) = made.children
    assert fold.children[0].astext() == notes.CODE
    assert len(fold.children) == 4


def test_code_before_a_picture_joins_its_code(notes):
    drawn = cell(notes, "below", nodes.image(uri="a"))
    helper, same = page(notes, cell(notes, "hide-cell"), drawn).children
    assert "tag_below" in helper["classes"]
    assert same is drawn


def test_a_picture_under_a_fold_of_code_stops_the_build(notes):
    with pytest.raises(ValueError, match="a picture under"):
        page(notes, cell(notes, "hide-cell", nodes.image(uri="a")))
    own = cell(notes, "hide-cell", nodes.image(uri="a"), prompt="A card")
    (fold,) = page(notes, own).children
    assert fold["classes"] == ["hide", "titled"]
