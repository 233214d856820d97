"""A hostile class is graded by the command itself: every row is as it must.

Whoever attacks gets the points of the answers that are right; all others
are unaffected, and nothing on this machine has changed.
"""

import csv
import hashlib
import os
import socket
import subprocess
import sys

import pytest
from gradebooks import NAME, course_in, opened
from hostile_set import attacks

from backprop.grading.__main__ import main
from conftest import EXERCISES

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(600)]
NAMES = list(attacks("", 1))


def sums(*folders):
    """A checksum of every file in these folders, by path."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """({id: row}, the folder of grades) of the hostile class."""
    place = tmp_path_factory.mktemp("class")
    inbox, out = place / "inbox", place / "grades"
    inbox.mkdir()
    course = course_in(place / "course")
    (place / "gradebook.db").write_bytes(b"marks")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        for name, (data, *_) in attacks(str(place), port).items():
            (inbox / f"{name}.ipynb").write_bytes(data)
        with open(inbox / "enormous.ipynb", "wb") as file:
            file.truncate(200 << 20)
        (inbox / "linked.ipynb").symlink_to("/etc/passwd")
        learners = [*NAMES, "enormous", "linked", "absent"]
        roster = place / "roster.csv"
        roster.write_text("\n".join(["id", *learners]) + "\n")
        before = sums(inbox, EXERCISES), (place / "gradebook.db").read_bytes()
        processes = _sandboxed()
        status = main([
            "grade", str(inbox), "--roster", str(roster), "--out", str(out),
            "--chapter", "4", "--seconds", "3", "--workers", "2",
            "--course", str(course),
        ])  # fmt: skip
        assert status == 0
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()
    after = sums(inbox, EXERCISES), (place / "gradebook.db").read_bytes()
    assert before == after
    assert _sandboxed() == processes
    with open(out / "grades.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == learners
    return {row["id"]: row for row in rows}, out, course


def _sandboxed():
    """The sandboxes that are this process's, or nobody's any more.

    Others of the machine belong to tests beside this one.
    """
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,args="],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = [line.split(maxsplit=2) for line in listed.stdout.splitlines()]
    parents = {int(pid): int(parent) for pid, parent, *_ in found}
    boxes = {
        int(p) for p, _, *args in found if "/course/start.py" in str(args)
    }
    return {pid for pid in boxes if _is_left(pid, boxes, parents)}


def _is_left(pid, boxes, parents):
    """Is it started from here, or has nobody of its starters stayed?"""
    while pid in boxes:
        pid = parents.get(pid, 0)
    if pid <= 1:
        return True
    while pid > 1:
        if pid == os.getpid():
            return True
        pid = parents.get(pid, 0)
    return False


@pytest.mark.parametrize("name", NAMES)
def test_each_gets_what_it_has_earned(graded, name):
    rows = graded[0]
    _, status, points, words = attacks("", 1)[name]
    row = rows[name]
    allowed = points if isinstance(points, tuple) else (points,)
    assert float(row["score"]) in allowed, row
    if status:
        assert row["status"] == status, row
    else:
        assert row["status"] in ("graded", "partly"), row
    assert words in row["reason"], row


def test_there_are_more_than_forty():
    assert len(NAMES) > 60


@pytest.mark.parametrize(("name", "status", "words"), [
    ("enormous", "unreadable", "larger than"),
    ("linked", "unreadable", "link"),
    ("absent", "missing", "nothing was handed in"),
])  # fmt: skip
def test_files_that_are_none(graded, name, status, words):
    row = graded[0][name]
    assert (row["status"], row["score"]) == (status, "0")
    assert words in row["reason"]


def test_no_page_runs_a_script_or_shows_a_learners_html(graded):
    pages = [*graded[1].glob("feedback/*.html"), graded[1] / "class.html"]
    assert len(pages) == len(NAMES) + 4
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "<img" not in text
        assert "default-src 'none'" in text
    told = (graded[1] / "feedback" / "script-in-error.html").read_text()
    assert "&lt;script&gt;" in told


def test_the_gradebook_has_the_same_scores_and_nothing_of_a_learners(graded):
    rows, _, course = graded
    with opened(course) as book:
        found = book.assignment_submissions(NAME)
        scores = {each.student.id: each.score for each in found}
    assert {name: float(rows[name]["score"]) for name in scores} == scores
    assert len(scores) > 60
    shown = list((course / "autograded").rglob("*"))
    assert {path.name for path in shown if path.is_file()} == {f"{NAME}.ipynb"}
    for path in shown:
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert "text/html" not in text
            assert "image/svg" not in text


def test_the_mistake_is_named_with_its_reason_and_section(graded):
    text = (graded[1] / "feedback" / "one-wrong.html").read_text()
    assert "transpose" in text
    assert "Chapter 4" in text


def test_the_grades_are_for_whoever_grades_alone(graded):
    if os.name == "posix":
        mode = (graded[1] / "class.json").stat().st_mode
        assert mode & 0o077 == 0
    assert sys.platform == "linux"
