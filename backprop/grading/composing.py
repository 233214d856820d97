"""An assignment's source notebook, put together of exercises and families.

In nbgrader's source format: answer cells with a solution region, locked
checks, and cells tagged `worked`, which a class is not given.
"""

import ast
import re
import textwrap

from ..exercises.families import FAMILIES
from .releasing import with_seed
from .wording import text

TITLE = """\
# Exercises: {words}

Replace the dots in a cell, run it, and run the check beneath it. A check \
says whether you are right; if not, what it sees, and at the second try the \
likely cause. After `case = failing("…")`, with the exercise's number, \
`case.yours` is your result in a case that fails, and `case.right` the right \
one. `SEED` is your own: leave it as it is."""
SEED_LINE = "SEED = 0  # yours alone: leave it as it is"
TASKS = "check", "failing", "problem", "progress"


def compose(sources, exercises, number, words, seed):
    """The source notebook of these exercises, for this seed.

    sources: a Sources. number: the assignment's own. words: its title.
    Typed answers and families are those of the seed. Raises ValueError.
    """
    title = TITLE.format(words=words)
    chapters = {e.chapter for e in exercises}
    parts = {k: sources.sections(k) for k in sorted(chapters)}
    setups = [
        parts[k][0]
        for k in sorted({e.chapter for e in exercises if e not in FAMILIES})
    ]
    cells = [_markdown(f"title-{number}", title), _setup(setups, number)]
    for exercise in exercises:
        if exercise in FAMILIES:
            cells += family_cells(sources, exercise, seed)
        else:
            cells += parts[exercise.chapter][1][exercise.id]
    spec = {"display_name": "Python 3", "language": "python"}
    notebook = {
        "cells": cells,
        "metadata": {
            "backprop": {"exercises": number},
            "kernelspec": spec | {"name": "python3"},
            "language_info": {"file_extension": ".py", "name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return with_seed(notebook, exercises, seed)


def family_cells(sources, family, seed):
    """A family's section, for this seed."""
    said = text(family, seed, sources.families)
    name = family.id.replace(".", "-")
    function = re.search(r"^def (\w+)", said.answer, re.M)[1]
    head = (
        f"## {family.id} {family.title}\n\n*Build · {family.minutes} minutes "
        f"· {family.points} points · objective {sources.objective(family)}*"
    )
    check = f'check("{family.id}", {function}, seed=SEED)'
    worked = _markdown(f"worked-{name}", said.worked)
    worked["metadata"]["tags"] = ["worked"]
    return [
        _markdown(f"family-{name}", f"{head}\n\n{said.statement}"),
        _code(f"answer-{name}", said.answer, solution=True),
        _code(f"check-{name}", check, points=family.points),
        worked,
    ]


def _setup(setups, number):
    """One cell with all that these cells import, and SEED."""
    wanted = {"backprop.exercises": set(TASKS)}
    for cell in setups:
        for node in ast.parse("".join(cell["source"])).body:
            if isinstance(node, ast.ImportFrom):
                names = {alias.name for alias in node.names}
                wanted.setdefault(node.module, set()).update(names)
    lines = [_import(module, wanted[module]) for module in sorted(wanted)]
    source = "\n".join(["import numpy as np", "", *lines, "", SEED_LINE])
    return _code(f"setup-{number}", source)


def _import(module, names):
    start = f"from {module} import "
    line = start + ", ".join(sorted(names, key=str.casefold))
    if len(line) < 80:
        return line
    inner = textwrap.fill(", ".join(sorted(names, key=str.casefold)), 74)
    return f"{start}(\n{textwrap.indent(inner, '    ')},\n)"


def _markdown(id, source):
    lines = source.splitlines(keepends=True)
    return {"cell_type": "markdown", "id": id, "metadata": {}, "source": lines}


def _code(name, source, solution=False, points=None):
    """A cell as nbgrader wants it: an answer, a check, or one given."""
    told = {
        "grade": points is not None,
        "grade_id": name,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        told["points"] = points
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": {"nbgrader": told | {"cell_type": "code"}},
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }
