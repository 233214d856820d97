"""What a chapter promises at its opening is what its metadata says.

The instructors' pages are made from the metadata; the reader sees the text.
"""

import json
import re
from pathlib import Path

import pytest

from backprop.exercises.registry import CHAPTERS as EXERCISES

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted((ROOT / "chapters").glob("[0-9]*.ipynb"))
NUMBERS = (
    "no one two three four five six seven eight nine ten eleven twelve"
).split()


def test_there_are_chapters():
    assert CHAPTERS


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_the_opening_states_the_minutes_and_every_objective(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    facts = notebook["metadata"]["backprop"]
    cells = [c for c in notebook["cells"] if c["cell_type"] == "markdown"]
    opening = "".join(line for c in cells[:3] for line in c["source"])
    assert path.name.startswith(f"{facts['chapter']:02d}-")
    assert f"{facts['minutes']} minutes" in opening
    for objective in facts["objectives"]:
        assert objective["text"] in opening, objective["id"]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_objectives_are_numbered_by_chapter_and_letter(path):
    facts = json.loads(path.read_text(encoding="utf-8"))["metadata"][
        "backprop"
    ]
    ids = [objective["id"] for objective in facts["objectives"]]
    letters = "abcdefghijkl"[: len(ids)]
    assert ids == [f"{facts['chapter']}{letter}" for letter in letters]


def test_the_introduction_says_how_many_chapters_and_hours_there_are():
    """To half an hour: reading, and then the questions and exercises."""
    text = {
        path: "".join(
            line
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
            if cell["cell_type"] == "markdown"
            for line in cell["source"]
        )
        for path in [ROOT / "chapters" / "intro.ipynb", *CHAPTERS]
    }
    intro = text.pop(ROOT / "chapters" / "intro.ipynb")
    facts = [
        json.loads(path.read_text(encoding="utf-8"))["metadata"]["backprop"]
        for path in CHAPTERS
    ]
    reading = sum(chapter["minutes"] for chapter in facts) / 60
    asked = sum(
        int(minutes)
        for page in text.values()
        for minutes in re.findall(r"and (\d+) more for the questions", page)
    )
    done = sum(e.minutes for some in EXERCISES.values() for e in some)
    (course,) = re.findall(r"(\w+) chapters, about (\d+) hours", intro)
    (path,) = re.findall(
        r"chapters 1 to (\d+) in order \| about (\d+) hours with a pencil, "
        r"(\d+) more",
        intro,
    )
    assert course[0] == NUMBERS[len(facts)]
    assert int(path[0]) == len(facts)
    assert course[1] == path[1]
    assert abs(int(path[1]) - reading) <= 0.5
    assert abs(int(path[2]) - (asked + done) / 60) <= 0.5
    (short,) = re.findall(r"\n\| train networks already.*", intro)
    linked = {int(k) for k in re.findall(r"\[(\d+)\]\(\d", short)}
    minutes = sum(c["minutes"] for c in facts if c["chapter"] in linked) / 60
    assert abs(int(re.search(r"about (\d+) hours", short)[1]) - minutes) <= 0.5
