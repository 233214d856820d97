"""Scores go into nbgrader's gradebook, and marks by hand stay in it."""

import re
import shutil
import sqlite3
from html.parser import HTMLParser

import pytest
from gradebooks import (
    DAY,
    EXERCISES,
    HOSTILE,
    NAME,
    SCRIPT,
    course_in,
    enter,
    handed_in,
    opened,
    plan_of,
    row_of,
)
from hypothesis import example, given, settings
from hypothesis import strategies as st
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

from backprop.grading import cleaned as cleaning
from backprop.grading.__main__ import main
from backprop.grading.classes import Row
from backprop.grading.late import LateRule
from backprop.grading.marking import Mark
from backprop.grading.pages import feedback
from backprop.grading.roster import Learner


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A course with its database, for which nbgrader takes its time."""
    folder = course_in(tmp_path_factory.mktemp("made") / "course")
    with opened(folder):
        return folder


@pytest.fixture
def course(made, tmp_path):
    return shutil.copytree(made, tmp_path / "course")


def by_hand(course, cell, points, words=None, id="ada"):
    """What formgrader does when somebody types a mark."""
    with opened(course) as book:
        grade = book.find_grade(cell, NAME, NAME, id)
        grade.manual_score, grade.needs_manual_grade = points, False
        if words:
            comment = book.find_comment(cell, NAME, NAME, id)
            comment.manual_comment = words
        book.db.commit()


def test_scores_words_and_what_waits_for_a_mark_are_entered(course):
    plan, source = plan_of(course)
    row = row_of(plan, handed_in(source), wrong=["4.3"], said="dW is off.")
    enter(course, [row, Row(Learner("cy"), reason="nothing")])
    assert plan.points == 25 + 4
    assert row.points() == 22
    assert "to be marked by hand: 1" in row.told
    with opened(course) as book:
        submission = book.find_submission(NAME, "ada")
        assert (submission.score, submission.max_score) == (22, 29)
        assert submission.needs_manual_grade
        assert submission.student.last_name == "Lovelace"
        grade = book.find_grade("written-4-1", NAME, NAME, "ada")
        assert (grade.auto_score, grade.needs_manual_grade) == (None, True)
        comment = book.find_comment("answer-4-3", NAME, NAME, "ada")
        assert comment.auto_comment == "not yet. dW is off. why"
        assert {s.id for s in book.students} == {"ada", "cy"}
        assert len(book.assignment_submissions(NAME)) == 1


def test_a_mark_by_hand_counts_and_survives_a_regrade(course):
    plan, source = plan_of(course)
    data = handed_in(source)
    enter(course, [row_of(plan, data, wrong=["4.3"])])
    by_hand(course, "written-4-1", 3.5, "Say more. <b>")
    by_hand(course, "check-4-3", 1)
    row = row_of(plan, data, wrong=["4.3"])
    enter(course, [row])
    assert row.points() == 22 + 1 + 3.5
    assert row.notes == []
    page = feedback(plan, row, LateRule())
    assert "26.5 of 29 points" in page
    assert "Say more. &lt;b&gt;" in page
    with opened(course) as book:
        assert book.find_submission(NAME, "ada").score == 26.5
        grade = book.find_grade("written-4-1", NAME, NAME, "ada")
        assert (grade.manual_score, grade.needs_manual_grade) == (3.5, False)


def test_a_mark_of_another_answer_stays_and_is_looked_at_again(course):
    plan, source = plan_of(course)
    enter(course, [row_of(plan, handed_in(source), wrong=["4.3"])])
    by_hand(course, "written-4-1", 3)
    by_hand(course, "check-4-3", 1)
    changed = handed_in(source, change=lambda code: code + "\n# again")
    row = row_of(plan, changed, wrong=["4.3"])
    enter(course, [row])
    assert "to be marked by hand: 1" in row.told
    assert row.points() == 22 + 1 + 3
    with opened(course) as book:
        again = [g.name for g in book.find_submission_notebook(
            NAME, NAME, "ada").grades if g.needs_manual_grade]  # fmt: skip
    assert again == ["check-4-3"]


@pytest.mark.parametrize("answer", ["", "YOUR ANSWER HERE", " \n"])
def test_who_wrote_nothing_waits_for_no_mark(course, answer):
    plan, source = plan_of(course)
    row = row_of(plan, handed_in(source, answer))
    enter(course, [row])
    assert row.notes == []
    with opened(course) as book:
        assert not book.find_submission(NAME, "ada").needs_manual_grade


def test_what_lateness_costs_is_nbgraders_penalty(course):
    plan, source = plan_of(course)
    rule = LateRule(DAY - 3600.0, percent=10.0)
    enter(course, [row_of(plan, handed_in(source))], rule)
    with opened(course) as book:
        paper = book.find_submission_notebook(NAME, NAME, "ada")
        assert paper.late_submission_penalty == 2.5


def test_a_question_that_is_asked_later_is_entered_too(course):
    plan, source = plan_of(course)
    enter(course, [row_of(plan, handed_in(source))])
    main(["ask", "And why?", "--chapter", "4", "--points", "1",
          "--course", str(course)])  # fmt: skip
    plan, source = plan_of(course)
    assert [one.name for one in plan.written] == ["written-4-1", "written-4-2"]
    enter(course, [row_of(plan, handed_in(source))])
    with opened(course) as book:
        assert book.find_submission(NAME, "ada").max_score == 30


@pytest.mark.parametrize("id", ["../../etc", ".", "a/b", "<b>", "a'b"])
def test_an_id_that_leads_elsewhere_is_left_out_and_said(course, id):
    plan, source = plan_of(course)
    row = row_of(plan, handed_in(source), id=id)
    before = sorted(course.parent.rglob("*"))
    enter(course, [row])
    new = set(course.parent.rglob("*")) - set(before)
    assert {path.name for path in new} <= {"gradebook.db"}
    assert "does not take such an id" in row.told


def test_a_name_that_is_html_is_none_in_the_gradebook(course):
    plan, source = plan_of(course)
    row = row_of(plan, handed_in(source))
    row.learner = Learner("ada", f"Ada {SCRIPT} O'Hara", row={"email": SCRIPT})
    enter(course, [row])
    with opened(course) as book:
        student = book.find_student("ada")
        told = f"{student.first_name} {student.last_name} {student.email}"
    assert not set("<>&\"'") & set(told)
    assert told.endswith("O’Hara None")


def test_a_gradebook_that_is_in_use_is_said_and_loses_nothing(course):
    plan, source = plan_of(course)
    rows = [row_of(plan, handed_in(source))]
    enter(course, rows)
    with sqlite3.connect(course / "gradebook.db") as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ValueError, match="run the line again"):
            enter(course, rows)
    other.close()


def test_what_is_no_course_is_said_in_one_line(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    (tmp_path / "class.csv").write_text("id\nada\n")
    (tmp_path / "source").symlink_to(EXERCISES / "source")
    assert main([
        "grade", str(tmp_path / "in"), "--roster", str(tmp_path / "class.csv"),
        "--out", str(tmp_path / "out"), "--course", str(tmp_path),
    ]) == 2  # fmt: skip
    assert "no nbgrader_config.py" in capsys.readouterr().err


class Seen(HTMLParser):
    """What a browser would run or load from a page, and its words."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "iframe", "object", "embed", "svg", "img"):
            self.tags.append((tag, *attributes))
        for name, value in attributes:
            if name.startswith("on") or "javascript:" in (value or ""):
                self.tags.append((tag, name, value))

    def handle_data(self, data):
        self.words.append(data)


def page_of(course, id="ada"):
    """What formgrader sends to the instructor's browser."""
    config = Config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    resources = {"base_url": "", "index": 0, "total": 1, "student": id,
                 "submission_id": "1", "notebook_id": NAME,
                 "assignment_id": NAME, "notebook_path": "x"}  # fmt: skip
    path = course / "autograded" / id / NAME / f"{NAME}.ipynb"
    exporter = HTMLExporter(config=config)
    return exporter.from_filename(str(path), resources=resources)[0]


def test_nothing_of_a_learner_runs_in_the_instructors_page(course):
    plan, source = plan_of(course)
    clean = row_of(plan, handed_in(source))
    code = f"# {SCRIPT}\nx = '''</pre></div>{SCRIPT}'''"
    data = handed_in(source, HOSTILE, change=lambda _: code)
    enter(course, [clean])
    before = Seen(page_of(course))
    row = row_of(plan, data, wrong=["4.3"], said=SCRIPT)
    enter(course, [row])
    page = page_of(course)
    after = Seen(page)
    assert after.tags == before.tags
    words = "".join(after.words)
    assert words.count("onerror=alert(2)") >= 6  # it is shown, as text
    assert "[link](javascript:alert(3))" in words
    assert "$$\\frac{1}{N}$$" in words  # set; the two others are not
    assert "$$\\require" not in words.replace(HOSTILE, "")
    assert "$$\\href" not in words
    stored = (course / "autograded" / "ada" / NAME).glob("*")
    text = "".join(path.read_text() for path in stored)
    assert "attachments" not in text
    assert "text/html" not in text
    assert "onload" not in text


@pytest.mark.parametrize(("formula", "set"), [
    ("\\frac{\\partial L}{\\partial W}", True), ("a_1^2 = b'", True),
    ("\\mathrm{d}W = X^\\top dY", True), ("\\left( a \\right)", True),
    ("\\href{javascript:alert(1)}{x}", False), ("\\require{html} a", False),
    ("\\style{color: red}{a}", False), ("a < b", False), ("\\", False),
    ("\\def\\x{\\href}", False), ("\\unicode{60}", False), ("é", False),
])  # fmt: skip
def test_a_formula_is_set_if_its_commands_are_harmless(formula, set):
    shown = cleaning.quoted(f"so ${formula}$ holds")
    assert (f"$${formula}$$" in shown) is set
    assert shown.startswith("```\nso $")


PIECES = st.lists(st.sampled_from([
    "![x]", "[x]", "(http://e.example/p)", "(javascript:alert(1))", "\\\\",
    "\\", "$", "$$", "$ $", "\n", "\n\n", " ", "x", "\\{", "\\}", "{", "}",
    "\\text{", "[x]: ", "//e.example", "www.e.example", "http://e.example",
    "`", "```", "====", "- ", "    ", "# ", "|", "*", "_", "<b>", "&lt;b&gt;",
    "\\left(", "^", "\t", "!", "'",
]), max_size=14)  # fmt: skip


@settings(max_examples=400, deadline=None, database=None)
@given(PIECES)
@example(["$$", "[x]", "(javascript:alert(1))", " ", "\\\\", "$$"])
@example(["$$", "![x]", "(http://e.example/p)", "\\\\", "$$"])
@example(["$", "![x]", "(http://e.example/p)", "\\\\", "$"])
def test_no_markdown_of_a_learner_is_set(pieces):
    """Whatever stands in an answer: a box of text, and formulas as they are.

    By the same function that turns Markdown into formgrader's page.
    """
    page = markdown2html_mistune(cleaning.quoted("".join(["x", *pieces])))
    tags = re.findall(r"<(\w+)", page)
    assert set(tags) <= {"pre", "code", "p", "br"}, page


def test_a_comment_is_no_markdown_no_html_and_no_tex():
    said = f"raised {SCRIPT} ![a](http://x) [b] (y) $\\href{{x}}{{y}}$\n\n# c"
    words = cleaning.plain_comment(Mark("4.3", 0, "wrong", said))
    assert not set("<>\\$\n") & set(words)
    assert "](" not in words
    assert "![" not in words
