"""The instructors' page does what it says: its own lines are run."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import canonical, exercises, instructors

PAGE = (exercises.PAGES / "instructors.md").read_text(encoding="utf-8")
LINES = re.findall(r"```sh\n(.*?)```", PAGE, re.S)
HANDED, OURS, SHOWN = re.findall(r"```text\n(.*?)```", PAGE, re.S)


@pytest.fixture
def shell(tmp_path):
    """Run lines of the page, in a copy of what they begin with."""
    book, config = tmp_path / "book", tmp_path / "config"
    ignore = shutil.ignore_patterns(*canonical.NBGRADERS, "gradebook.db*")
    shutil.copytree(exercises.EXERCISES, book / "exercises", ignore=ignore)
    (book / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    home = {f"JUPYTER_{x}_DIR": str(config) for x in ("CONFIG", "DATA")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    def run(lines, folder):
        done = subprocess.run(
            ["sh", "-e", "-c", lines], cwd=tmp_path / folder,
            env=os.environ | home | {"PATH": path},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


def hand_in(course, inbox):
    """What the three students send: all right, untouched, one wrong."""
    source = canonical.read(exercises.sources()[instructors.EXAMPLE])
    name = next((course / "release").iterdir()).name
    released = (course / "release" / name / f"{name}.ipynb").read_text()
    given = {c.id: c.source for c in source.cells}
    wrong = instructors.wrong_exercise()
    inbox.mkdir()
    for who in instructors.STUDENTS:
        sent = json.loads(released)
        for cell in sent["cells"]:
            told = cell["metadata"].get("nbgrader", {})
            if not told.get("solution") or who == "bob":
                continue
            cell["source"] = given[cell["id"]]
            name = f"answer-{wrong.id.replace('.', '-')}[a-z]?"
            if who == "cy" and re.fullmatch(name, told["grade_id"]):
                cell["source"] = mistaken(cell["source"], wrong)
        (inbox / f"{who}.ipynb").write_text(json.dumps(sent))


def mistaken(solution, exercise):
    """The commonest wrong answer under the name that is asked for."""
    asked = re.search(r"^(?:def|class) (\w+)", solution, re.M)[1]
    answer = exercise.mistakes[0].answer
    return f"from {answer.__module__} import {answer.__name__} as {asked}"


def test_the_lines_of_the_page_give_the_grades_of_the_page(shell, tmp_path):
    create, _, _, grade = LINES
    shell(create, "book")
    hand_in(tmp_path / "course", tmp_path / "inbox")
    assert shell(grade, "course") == SHOWN
    assert SHOWN.strip() == instructors.grades()


@pytest.mark.skipif(
    not shutil.which("bwrap"),
    reason="bubblewrap is missing: nothing is graded in a sandbox",
)
def test_a_class_is_handed_out_graded_and_graded_again_as_the_page_says(
    shell, tmp_path
):
    create, assign, grade, _ = LINES
    shell(create, "book")
    assert shell(assign, "course").endswith(HANDED)
    hand_in(tmp_path / "course", tmp_path / "inbox")
    assert shell(grade, "course").endswith(OURS)
    assert OURS.strip() == instructors.ours()
    inbox = tmp_path / "inbox"
    shutil.copy(inbox / "ada.ipynb", inbox / "bob (1).ipynb")
    told = shell(grade, "course")  # in a new shell
    assert "2 graded before and kept" in told
    assert told.endswith(OURS.replace("bob,graded,0,", "bob,graded,25,"))


def test_what_is_handed_out_has_no_solution():
    text = next(iter(exercises.EXERCISES.glob("*.ipynb"))).read_text()
    assert "SOLUTION" not in text
    assert '"worked"' not in text
