"""One source, and what is made of it: they agree."""

import json
import os
import re
import subprocess
import sys

import nbformat
import pytest

from tools import canonical, exercises, instructors
from tools.exercise_pages import solution_page
from tools.exercise_source import CHECK, SourceError, role

SOURCES = exercises.sources()
EACH = pytest.mark.parametrize(
    ("chapter", "path"),
    [pytest.param(k, path, id=path.stem) for k, path in SOURCES.items()],
)
PLAIN = "import json, sys\nfor c in json.load(sys.stdin): exec(c, globals())"


@pytest.fixture(scope="module")
def release():
    """{name: what nbgrader makes now of the committed source}."""
    return exercises.released(
        {p.stem: exercises.completed(k, p) for k, p in SOURCES.items()}
    )


def bare(whole):
    """The notebook's text without what nbval compares."""
    whole = nbformat.from_dict(whole)
    for cell in whole.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return canonical.write(whole)


def copy_path(path):
    return exercises.EXERCISES / path.name


def test_every_source_has_its_copies_and_nothing_else_is_there():
    folders = sorted((exercises.EXERCISES / "source").iterdir())
    copies = sorted(exercises.EXERCISES.glob("*.ipynb"))
    pages = sorted(exercises.PAGES.glob("solutions-*.md"))
    assert [path.parent for path in SOURCES.values()] == folders
    assert [copy_path(path) for path in SOURCES.values()] == copies
    assert [f"solutions-{k:02d}" for k in SOURCES] == [p.stem for p in pages]
    toc = (canonical.ROOT / "_toc.yml").read_text()
    for path in copies + pages:
        assert f"file: {path.parent.name}/{path.stem}\n" in toc


@EACH
def test_the_source_is_complete(chapter, path):
    whole = exercises.completed(chapter, path)
    assert canonical.write(whole) == path.read_text(encoding="utf-8")


@EACH
def test_the_copy_is_what_nbgrader_makes_of_the_source(chapter, path, release):
    source = canonical.read(path)
    made = exercises.copy_of(release[path.stem], source)
    assert bare(canonical.read(copy_path(path))) == bare(made)


@EACH
def test_the_solution_page_is_what_the_tool_makes(chapter, path):
    page = exercises.PAGES / f"solutions-{chapter:02d}.md"
    records = exercises.CHAPTERS[chapter]
    made = solution_page(canonical.read(path), path.stem, records)
    assert page.read_text(encoding="utf-8") == made


def test_the_instructors_page_is_what_the_tool_makes():
    page = exercises.PAGES / "instructors.md"
    assert page.read_text(encoding="utf-8") == instructors.page()


@EACH
def test_checks_pass_in_the_source_and_wait_in_the_copy(chapter, path):
    source, copy = canonical.read(path), canonical.read(copy_path(path))
    exercises.require(source, exercises.PASSED)
    exercises.require(copy, exercises.UNTOUCHED)
    with pytest.raises(SourceError, match="expected 'passed"):
        exercises.require(copy, exercises.PASSED)
    with pytest.raises(SourceError, match="expected 'not attempted"):
        exercises.require(source, exercises.UNTOUCHED)


def answers(whole):
    """{grade_id: text} of a notebook's solution cells."""
    cells = [c for c in whole.cells if "nbgrader" in c.metadata]
    return {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in cells
        if cell.metadata.nbgrader.solution
    }


def in_plain_python(whole, answers):
    """What is printed when the notebook runs without Jupyter, as lines."""
    code = [
        answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
        or cell.source
        for cell in whole.cells
        if cell.cell_type == "code"
    ]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PLAIN],
        input=json.dumps(code), env=os.environ | {"MPLBACKEND": "agg"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert not done.stderr
    return done.stdout.splitlines()


@EACH
def test_the_copy_with_the_solutions_put_in_passes(chapter, path):
    copy = canonical.read(copy_path(path))
    given = answers(canonical.read(path))
    assert given.keys() == answers(copy).keys()
    printed = in_plain_python(copy, given)
    ids = [CHECK.match(c.source)[1] for c in copy.cells if role(c) == "check"]
    assert ids == [e.id for e in exercises.CHAPTERS[chapter]]
    for e in exercises.CHAPTERS[chapter]:
        assert f"{e.id} {e.title}: passed." in printed


@EACH
def test_without_a_solution_its_check_does_not_pass(chapter, path):
    given = answers(canonical.read(path))
    left_out, *others = exercises.CHAPTERS[chapter]
    for name in list(given):
        place = left_out.id.replace(".", "-")
        if re.fullmatch(f"answer-{place}[a-z]?", name):
            del given[name]
    printed = in_plain_python(canonical.read(copy_path(path)), given)
    (line,) = [x for x in printed if x.startswith(f"{left_out.id} ")]
    assert "not attempted yet" in line
    assert f"{others[0].id} {others[0].title}: passed." in printed
