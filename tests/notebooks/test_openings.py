"""What a chapter promises at its opening is what its metadata says.

The instructors' pages are made from the metadata; the reader sees the text.
"""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted((ROOT / "chapters").glob("[0-9]*.ipynb"))


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
