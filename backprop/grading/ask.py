"""The command `ask`: a question of one's own, to be marked by hand."""

import json
from pathlib import Path

from . import plan as plans
from .sheets import STUB


def ask(options, say=print):
    """Add a written question to a chapter's source, as the line asks.

    Raises ValueError where the course has no such chapter.
    """
    folder = Path(options.course, "source")
    path = plans.sources(folder).get(options.chapter)
    if path is None:
        raise ValueError(f"{folder} has no chapter {options.chapter}")
    found = json.loads(path.read_text(encoding="utf-8"))
    number = len(plans.plan(path).written) + 1
    name = f"written-{options.chapter}-{number}"
    last = next(
        (
            k
            for k, cell in enumerate(found["cells"])
            if _grade_id(cell).startswith("progress-")
        ),
        len(found["cells"]),
    )
    found["cells"][last:last] = _cells(name, options)
    text = json.dumps(found, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
    say(f"{name} stands in {path}")


def _grade_id(cell):
    return cell["metadata"].get("nbgrader", {}).get("grade_id", "")


def _cells(name, options):
    head = f"## In your own words\n\n*{options.points:g} points, marked by "
    told = {
        "cell_type": "markdown",
        "grade": True,
        "grade_id": name,
        "locked": False,
        "points": options.points,
        "schema_version": 3,
        "solution": True,
        "task": False,
    }
    question = f"{head}hand*\n\n{options.question}"
    return [_cell(f"question-{name}", question), _cell(name, STUB, told)]


def _cell(id, source, told=None):
    return {
        "cell_type": "markdown",
        "id": id,
        "metadata": {"nbgrader": told} if told else {},
        "source": source,
    }
