"""The instructors' page does what it says: its own lines are run, in order.

From an empty folder to a graded class, a mark by hand, a second attempt and
the next assignment, each in a new shell.
"""

import classroom
import pytest
from classroom import (
    AGAIN,
    CHOSEN,
    COMPOSED,
    FIRST,
    GRADE,
    HANDED,
    MARK,
    NEXT,
    OURS,
    WRITTEN,
)

from tools import exercises, instructors
from tools.kit import write_kit

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(600)]
NAME = exercises.sources()[instructors.EXAMPLE].stem


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """What the lines need: the two files of the kit, in an empty folder."""
    folder = tmp_path_factory.mktemp("class")
    write_kit(folder)
    return folder


@pytest.fixture(scope="module")
def shell(place):
    return classroom.shell_in(place)


@pytest.fixture(scope="module")
def handed_out(place, shell):
    """The folder of the notebooks, after the first eight lines."""
    shell(FIRST, ".")
    return place / "course" / "handout"


@pytest.fixture(scope="module")
def graded(place, shell, handed_out):
    """What the last two of the ten lines say, in a new shell."""
    chapter = instructors.EXAMPLE
    classroom.hand_in_all(handed_out, chapter, place / "inbox")
    return shell(GRADE, ".")


def test_ten_lines_lead_to_a_graded_class(handed_out, graded):
    listed = sorted(path.name for path in handed_out.iterdir())
    assert listed == HANDED.split()
    assert graded.endswith(OURS)
    assert OURS.strip() == instructors.ours()
    again, more = ". .venv/bin/activate\ncd course\n", GRADE.strip()
    assert more.startswith(again)
    lines = FIRST.strip() + "\n" + more.removeprefix(again)
    assert len(classroom.commands(lines)) == 10


def test_the_written_answer_is_marked_in_formgrader(place, shell, graded):
    with classroom.formgrader(place, MARK) as ask:
        papers = ask(f"api/submitted_notebooks/{NAME}/{NAME}")
        (ada,) = [p for p in papers if p["student"] == "ada"]
        assert ada["needs_manual_grade"]
        page = ask(f"submissions/{ada['id']}/", kind=str)
        assert "So that the *mean* over the rows is meant." in page
        grades = ask(f"api/grades?submission_id={ada['id']}")
        (grade,) = [g for g in grades if g["name"] == WRITTEN]
        ask(f"api/grade/{grade['id']}", {"manual_score": 3})
    told = shell(GRADE, ".")
    assert told.endswith(OURS.replace("ada,graded,25,", "ada,graded,28,"))
    told = shell(GRADE.replace("--course .", "--course . --regrade"), ".")
    assert told.endswith(OURS.replace("ada,graded,25,", "ada,graded,28,"))
    with classroom.formgrader(place, MARK) as ask:  # taken back
        ask(f"api/grade/{grade['id']}", {"manual_score": None})


def test_a_second_attempt_and_the_next_assignment(
    place, shell, handed_out, graded
):
    seed = classroom.seeds_of(handed_out)["bob"]
    (given,) = (handed_out / "bob").glob("*.ipynb")
    sent = classroom.hand_in(
        given.read_text(), instructors.EXAMPLE, seed, "ada"
    )
    sent = sent.replace("So that the *mean* over the rows is meant.", "")
    (place / "inbox" / "bob (1).ipynb").write_text(sent)
    *lines, grade, shown = classroom.commands(NEXT)
    told = shell("\n".join(lines), ".")
    first, second = AGAIN.strip().split("\n\n")
    assert first in told
    chapter, inbox = instructors.NEXT, place / "inbox-2"
    classroom.hand_in_all(place / "course" / "handout-2", chapter, inbox)
    told = shell("\n".join([*lines[:2], grade, shown]), ".")
    assert told.strip().endswith(second)
    assert AGAIN.strip() == instructors.again()


def test_what_is_put_together_is_handed_out_and_graded(
    place, shell, handed_out
):
    """From the course that is downloaded: it has the families' texts."""
    *lines, grade, shown = classroom.commands(CHOSEN)
    shell("\n".join(lines), ".")
    handed, inbox = place / "course" / "handout-3", place / "inbox-3"
    classroom.hand_in_all(handed, instructors.EXAMPLE, inbox)
    told = shell("\n".join([*lines[:2], grade, shown]), ".")
    assert told.endswith(COMPOSED)
    assert COMPOSED.strip() == instructors.composed()
