"""From a source notebook to what is handed out, as nbgrader does it."""

import copy
import re
import textwrap

from ..exercises.families import FAMILIES
from . import plan as plans
from .sheets import STUB

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
REGION = re.compile(rf"^( *){BEGIN}.*?^ *{END}", re.M | re.S)


def grade_id(cell):
    """The name by which nbgrader knows a cell, or ""."""
    return cell["metadata"].get("nbgrader", {}).get("grade_id", "")


def with_seed(notebook, exercises, seed):
    """The notebook with this SEED, what is right for it, and no outputs."""
    numbers = {e.id: e for e in exercises if e not in FAMILIES and e.draw}
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        cell["outputs"], cell["execution_count"] = [], None
        source, name = "".join(cell["source"]), grade_id(cell)
        if name.startswith("setup-"):
            source = plans.SEED.sub(f"SEED = {seed}", source)
        id = name.removeprefix("answer-").replace("-", ".")
        if name.startswith("answer-") and id in numbers:
            source = _typed(source, right_parts(numbers[id], seed))
        cell["source"] = source.splitlines(keepends=True)
    return notebook


def released(notebook):
    """What nbgrader releases of a source: no solutions, nothing worked."""
    cells = []
    for cell in copy.deepcopy(notebook["cells"]):
        if "worked" in cell["metadata"].get("tags", []):
            continue
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = _cleared(cell).splitlines(keepends=True)
        cells.append(cell)
    return notebook | {"cells": cells}


def _cleared(cell):
    """An answer cell's text with a stub for the solution, or for all of it."""
    stub = "..." if cell["cell_type"] == "code" else STUB
    text, regions = REGION.subn(rf"\1{stub}", "".join(cell["source"]))
    return text if regions else stub


def right_parts(exercise, seed):
    """{part: the text to type in} for an exercise with numbers."""
    (case,) = exercise.cases_for(seed)
    return {name: shown(part) for name, part in case.expect[0].items()}


def shown(right):
    """A right answer as one could type it in."""
    if hasattr(right, "tolist"):
        right = right.tolist()
    return repr(right)


def _typed(source, parts):
    """The answer cell with these parts in its solution region."""
    lines = ",\n".join(parts.values())

    def region(found):
        space = found[1]
        return "\n".join(
            [f"{space}{BEGIN}", textwrap.indent(lines, space),
             f"{space}{END}"]
        )  # fmt: skip

    return REGION.sub(region, source)
