"""What is run of a chapter's exercises, and in what order.

Setup, problems and given cells come from the source notebook; only the
answers, and the cells that a learner has added, from the learner.
"""

import ast
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..exercises.families import FAMILIES
from ..exercises.registry import CHAPTERS, find
from .notebooks import read as read_notebook
from .slicing import needed, without_shows
from .tables import number

HEADING = re.compile(r"## (\d+\.\d+\w?) ")
SEED = re.compile(r"^SEED = \d+", re.M)
FIRST_OWN = 50  # assignments that a class has chosen are numbered from here
PATIENCE = {"5.8d": 4, "6.7": 4}  # these train: their cells may take longer


@dataclass(frozen=True)
class Step:
    """kind: "given", "answer" or "check"; name: the cell's grade id.

    exercise: the record it belongs to, or None. variable: what a check
    tries. cell_id: another name of an answer cell.
    """

    kind: str
    name: str
    source: str
    exercise: object = None
    variable: str = ""
    cell_id: str = ""


@dataclass(frozen=True)
class Written:
    """A question whose answer is marked by hand; name: the grade id."""

    name: str
    points: float
    source: str


@dataclass(frozen=True)
class Plan:
    """An assignment's Steps in the source's order.

    chapter: the number of the chapter whose exercises it has, or, of an
    assignment that was chosen, its own number. written: what is marked by
    hand.
    """

    chapter: int
    name: str
    steps: tuple
    written: tuple = ()

    @cached_property
    def exercises(self):
        """The exercises and families that it checks, in order."""
        checks = [step for step in self.steps if step.kind == "check"]
        return tuple(dict.fromkeys(step.exercise for step in checks))

    @property
    def families(self):
        """Those of them whose function is drawn for each learner."""
        return tuple(e for e in self.exercises if e in FAMILIES)

    @property
    def points(self):
        parts = *self.exercises, *self.written
        return number(sum(part.points for part in parts))


def sources(folder):
    """{number: path} of the source notebooks in a folder."""
    found = {}
    for path in sorted(Path(folder).glob("*/*.ipynb")):
        if path.stem == path.parent.name and path.stem[:2].isdigit():
            number = int(path.stem[:2])
            if number in CHAPTERS or number >= FIRST_OWN:
                found[number] = path
    return found


def plan(path):
    """The Plan of a source notebook; see `parsed`."""
    return parsed(Path(path).stem, Path(path).read_bytes())


def parsed(name, data):
    """The Plan of a source notebook of this name, from its bytes.

    Raises ValueError where a check tries anything but a variable.
    """
    notebook = json.loads(data)
    exercise, steps, written = None, [], []
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        heading = HEADING.match(source)
        if cell["cell_type"] == "markdown" and heading:
            exercise = find(heading[1])
        told = cell["metadata"].get("nbgrader")
        if told and told["grade"] and told["solution"]:
            written.append(Written(told["grade_id"], told["points"], source))
        elif cell["cell_type"] == "code" and told:
            steps.append(_step(told, source, exercise, cell.get("id", "")))
    chapter = read_notebook(data).chapter
    return Plan(chapter, name, tuple(steps), tuple(written))


def _step(told, source, exercise, cell_id):
    name = told["grade_id"]
    if told["grade"]:
        call = ast.parse(source).body[-1].value
        if not isinstance(call.args[1], ast.Name):
            raise ValueError(f"{name}: expected a variable to try")
        tried = find(call.args[0].value)
        return Step("check", name, "", tried, call.args[1].id)
    kind = "answer" if told["solution"] else "given"
    return Step(kind, name, source, exercise, cell_id=cell_id)


@dataclass(frozen=True)
class Action:
    """One thing to do in the sandbox: run `source`, or check `exercise`."""

    kind: str  # "cell" or "check"
    name: str
    exercise: object
    source: str = ""
    variable: str = ""

    @property
    def patience(self):
        """How many times the usual processor time its cell may take."""
        return PATIENCE.get(self.exercise.id, 1) if self.exercise else 1


def actions(chapter, notebook, seed, exercises, alone=False):
    """The Actions for one learner's notebook, and checks of these exercises.

    alone: without the answers to other exercises.

    An answer cell with the name of another's runs after it; a cell that
    the learner has added runs after the known cell that stands before it.
    What no check can depend on is left out.
    """
    own = own_cells(chapter, notebook)
    found = [
        Action("cell", f"added-{k}", None, source)
        for k, source in enumerate(own.pop("", []))
    ]
    for step in chapter.steps:
        if step.kind == "check" and step.exercise in exercises:
            found.append(_check(step))
        elif step.kind == "given":
            source = SEED.sub(f"SEED = {seed}", without_shows(step.source))
            found.append(Action("cell", step.name, step.exercise, source))
        if alone and step.kind == "answer" and step.exercise not in exercises:
            continue
        for k, source in enumerate(own.get(step.name, [])):
            name = f"{step.name}-{k}" if k else step.name
            if step.kind != "answer":
                name = f"added-{k}-{step.name}"
            found.append(Action("cell", name, step.exercise, source))
    return needed(found)


def own_cells(chapter, notebook):
    """{name of a Step: sources of the learner's cells that belong to it}.

    Under "" stand those before the first known cell.
    """
    known = {step.name: step.name for step in chapter.steps}
    known |= {s.cell_id: s.name for s in chapter.steps if s.cell_id}
    by_hand = {one.name for one in chapter.written}
    own, before = {}, ""
    for cell in notebook.cells:
        name = known.get(cell.grade_id) or known.get(cell.cell_id)
        if name:
            before = name
        if cell.grade_id in by_hand:
            continue
        if not name or name.startswith("answer-"):
            own.setdefault(before, []).append(cell.source)
    return own


def _check(step):
    return Action("check", step.name, step.exercise, variable=step.variable)
