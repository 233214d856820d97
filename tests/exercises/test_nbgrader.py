"""nbgrader alone does what the instructors' page says of it."""

import shutil
import sys

from classroom import ALONE, SHOWN, hand_in, shell_in

from tools import canonical, exercises, instructors


def test_with_nbgrader_alone_the_lines_give_the_grades_of_the_page(
    tmp_path,
):
    book, inbox = tmp_path / "book", tmp_path / "inbox"
    ignore = shutil.ignore_patterns(*canonical.NBGRADERS, "gradebook.db*")
    shutil.copytree(exercises.EXERCISES, book / "exercises", ignore=ignore)
    (book / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    inbox.mkdir()
    chapter = instructors.EXAMPLE
    name = exercises.sources()[chapter].stem
    given = (exercises.EXERCISES / f"{name}.ipynb").read_text()
    for who in instructors.STUDENTS:
        sent = hand_in(given, chapter, 0, who)
        (inbox / f"{who}.ipynb").write_text(sent)
    assert shell_in(tmp_path, canonical.ROOT)(ALONE, "book") == SHOWN
    assert SHOWN.strip() == instructors.grades()


def test_what_is_handed_out_has_no_solution():
    text = next(iter(exercises.EXERCISES.glob("*.ipynb"))).read_text()
    assert "SOLUTION" not in text
    assert '"worked"' not in text
