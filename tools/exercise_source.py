"""The source notebook of a chapter's exercises: read, refuse, complete.

A section is one exercise: a heading and a line of facts that agree with
the exercise's record, a text, three hints, an answer cell with a solution
region, a check, and cells tagged `worked` that explain the solution.
"""

import re
from dataclasses import dataclass

import nbformat

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
CHECK = re.compile(r'check\("([^"]*)"')
PROBLEM = re.compile(r'\bproblem\("([^"]*)"')
HINT = re.compile(r"<details>.*?</details>\n*", re.S)
HINTS = 3


class SourceError(ValueError):
    """What is wrong with a source, one line for each fault."""


@dataclass
class Section:
    """One exercise's cells; the first is its text."""

    heading: str
    cells: list

    def code(self, *roles):
        """The code cells that have one of these roles."""
        return [cell for cell in self.cells if role(cell) in roles]

    def worked(self):
        """The cells that explain the solution."""
        return [cell for cell in self.cells if is_worked(cell)]

    def lines(self):
        """The lines of the text; the heading and the facts come first."""
        return [line for line in self.cells[0].source.split("\n") if line]

    def text(self):
        """The text of the first cell without heading, facts and hints."""
        body = HINT.sub("", self.cells[0].source).partition("\n")[2]
        return body.lstrip("\n").partition("\n")[2].strip()


def is_worked(cell):
    """Say whether a cell is for the solution page alone."""
    return "worked" in cell.metadata.get("tags", [])


def role(cell):
    """What a code cell is for: answer, check, problem, progress, given."""
    if cell.cell_type != "code":
        return ""
    if BEGIN in cell.source or END in cell.source:
        return "answer"
    if CHECK.match(cell.source):
        return "check"
    if PROBLEM.search(cell.source):
        return "problem"
    return "progress" if cell.source.startswith("progress(") else "given"


def sections(notebook):
    """(the cells before the first exercise, one Section for each)."""
    opening, found = [], []
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            found.append(Section(cell.source.partition("\n")[0], []))
        (found[-1].cells if found else opening).append(cell)
    return opening, found


def facts(exercise, objectives):
    """The line that stands beneath an exercise's heading."""
    minutes, points = (
        f"{number} {word}{'s' * (number != 1)}"
        for number, word in (
            (exercise.minutes, "minute"),
            (exercise.points, "point"),
        )
    )
    return (
        f"*{exercise.kind.capitalize()} · {minutes} · {points} · objective "
        f"{exercise.objective}: {objectives.get(exercise.objective)}*"
    )


def complete(notebook, chapter, exercises, objectives):
    """Return the source with all that nbgrader wants to know of its cells.

    exercises: the chapter's records. objectives: {id: the chapter's words}.
    Raises SourceError if the source does not agree with them.
    """
    notebook = nbformat.from_dict(notebook)
    notebook.cells = [part for c in notebook.cells for part in _split(c)]
    notebook.metadata["backprop"] = {"exercises": chapter}
    faults = _faults(notebook, chapter, exercises, objectives)
    if faults:
        raise SourceError("\n".join(faults))
    opening, found = sections(notebook)
    _tell_nbgrader(opening, "setup", str(chapter), 0)
    for section, exercise in zip(found, exercises, strict=True):
        name = exercise.id.replace(".", "-")
        _tell_nbgrader(section.cells, "given", name, exercise.points)
    return notebook


def _split(cell):
    """A heading begins a cell of its own, also after worked text."""
    parts = re.split(r"\n+(?=## \d)", cell.source)
    if cell.cell_type != "markdown" or len(parts) == 1:
        return [cell]
    cell.source = parts[0]
    fresh = {"cell_type": "markdown", "id": "", "metadata": {}}
    more = [nbformat.from_dict(fresh | {"source": p}) for p in parts[1:]]
    return [cell, *more]  # canonical.write makes their ids


def _tell_nbgrader(cells, given, name, points):
    counts = {}
    for cell in cells:
        cell.metadata.pop("nbgrader", None)
        kind = role(cell)
        if not kind:
            continue
        kind = given if kind == "given" else kind
        counts[kind] = counts.get(kind, 0) + 1
        more = "" if counts[kind] == 1 else "abcdefghijklm"[counts[kind] - 1]
        cell.metadata["nbgrader"] = {
            "cell_type": "code",
            "grade": kind == "check",
            "grade_id": f"{kind}-{name}{more}",
            "locked": kind != "answer",
            "schema_version": 3,
            "solution": kind == "answer",
            "task": False,
        }
        if kind == "check":
            cell.metadata["nbgrader"]["points"] = points


def _faults(notebook, chapter, exercises, objectives):
    opening, found = sections(notebook)
    start = f"# Exercises {chapter}: "
    faults = []
    if not opening or not opening[0].source.startswith(start):
        faults.append(f"the notebook does not begin with {start!r}")
    known = {exercise.id for exercise in exercises}
    for cell in notebook.cells:
        if role(cell) == "check" and CHECK.match(cell.source)[1] not in known:
            faults.append(f"no record for {cell.source!r}")
        if is_worked(cell) and cell.cell_type != "markdown":
            faults.append(f"a code cell is tagged worked: {cell.source!r}")
    checks = [c.source for c in notebook.cells if role(c) == "check"]
    for exercise in exercises:
        wanted = f'check("{exercise.id}"'
        if not any(source.startswith(wanted) for source in checks):
            faults.append(f"no cell begins with {wanted}")
    for section, exercise in zip(found, exercises, strict=False):
        faults += _section_faults(section, exercise, objectives)
    if len(found) != len(exercises):
        faults.append(f"{len(found)} headings, {len(exercises)} records")
    return faults


def _section_faults(section, exercise, objectives):
    wanted = f"## {exercise.id} {exercise.title}"
    if section.heading != wanted:
        yield f"heading {section.heading!r}, expected {wanted!r}"
    line, wanted = [*section.lines(), ""][1], facts(exercise, objectives)
    if line != wanted:
        yield f"{exercise.id}: beneath its heading stands\n  {line}\nexpected"
        yield f"  {wanted}"
    text = "\n".join(c.source for c in section.cells if not role(c))
    hints = HINT.findall(text)
    if len(hints) != HINTS or text.count("<details") != HINTS:
        yield f"{exercise.id}: {len(hints)} hints, expected {HINTS}"
    if any("$" in hint for hint in hints):
        yield f"{exercise.id}: TeX ($) in a hint, where it is not set"
    if not section.worked():
        yield f"{exercise.id}: no cell is tagged worked"
    ids = [CHECK.match(c.source)[1] for c in section.code("check")]
    if ids != [exercise.id]:
        yield f"{exercise.id}: the checks {ids} stand beneath its heading"
    if not section.code("answer"):
        yield f"{exercise.id}: no cell has {BEGIN}"
    for cell in section.code("answer"):
        marks = re.findall(f"{BEGIN}|{END}", cell.source)
        if marks != [BEGIN, END] * (len(marks) // 2):
            yield f"{exercise.id}: {BEGIN} and {END} do not take turns"
