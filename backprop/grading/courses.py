"""The source notebooks of a course, and what stands in them."""

import copy
import json
from pathlib import Path

from . import plan as plans
from .releasing import grade_id


class Sources:
    """The source notebooks in a folder, as `compose` takes them apart."""

    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.paths = plans.sources(folder)
        self._read = {}

    def notebook(self, number):
        """The notebook of a chapter, as JSON. Raises ValueError."""
        if number not in self.paths:
            raise ValueError(f"{self.folder} has no chapter {number}")
        if number not in self._read:
            text = self.paths[number].read_text(encoding="utf-8")
            self._read[number] = json.loads(text)
        return copy.deepcopy(self._read[number])

    def sections(self, number):
        """(the setup cell, {exercise id: its cells})."""
        setup, found, id = None, {}, ""
        for cell in self.notebook(number)["cells"]:
            name, source = grade_id(cell), "".join(cell["source"])
            if cell["cell_type"] == "markdown" and source.startswith("## "):
                heading = plans.HEADING.match(source)
                id = heading[1] if heading else ""  # a question of one's own
            if name.startswith("setup-"):
                setup = cell
            elif id and not name.startswith("progress-"):
                found.setdefault(id, []).append(cell)
        return setup, found

    @property
    def families(self):
        """The folder in which the families' texts stand."""
        return self.folder.parent / "families"

    def objective(self, exercise):
        """An objective in the words of its chapter, where that is at hand."""
        name = self.paths[exercise.chapter].stem
        page = self.folder.parents[1] / "chapters" / f"{name}.ipynb"
        if not page.exists():
            return exercise.objective
        facts = json.loads(page.read_text(encoding="utf-8"))["metadata"]
        listed = facts["backprop"]["objectives"]
        known = {each["id"]: each["text"] for each in listed}
        return f"{exercise.objective}: {known[exercise.objective]}"
