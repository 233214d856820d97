"""The command `assign`: a notebook for each learner, with numbers of its own.

A learner's seed follows from the class's seed and the learner's id, so that
one who comes later changes no other's.
"""

import csv
import hashlib
import json
import secrets
from pathlib import Path

import numpy as np

from . import plan as plans
from .notebooks import LARGEST_SEED
from .pages import safe_name
from .roster import read as read_roster
from .tables import cell as safe_cell


def assign(options, say=print):
    """Write what is handed out to a class, as the command line asks.

    In the folder options.out: a notebook for each learner, in a folder of
    its id; roster.csv, the class list with their seeds, which grading
    reads; and key.csv, the right answers to what is typed in. Raises
    RosterError or ValueError.
    """
    learners = read_roster(options.roster)
    sources = plans.sources(options.source)
    if options.chapter not in sources:
        raise ValueError(f"{options.source} has no chapter {options.chapter}")
    plan = plans.plan(sources[options.chapter])
    copy = _copy(Path(options.source).parent, f"{plan.name}.ipynb")
    handed = _for_a_class(json.loads(copy.read_text(encoding="utf-8")))
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    seed = options.seed
    if seed is None:
        seed = secrets.randbelow(LARGEST_SEED)
        say(f"the class's seed is {seed}: keep it, and say --seed {seed}")
    seeds = {one.id: seed_of(seed, one.id) for one in learners}
    for one in learners:
        folder = out / safe_name(one.id)
        folder.mkdir(exist_ok=True)
        text = json.dumps(_with_seed(handed, seeds[one.id]), indent=1)
        (folder / copy.name).write_text(text + "\n", encoding="utf-8")
    _write_roster(out / "roster.csv", learners, seeds)
    _write_key(out / "key.csv", plan, seeds)
    say(f"{len(learners)} notebooks, {out / 'roster.csv'}, {out / 'key.csv'}")


def _copy(course, name):
    """What nbgrader has released of an assignment; else the book's copy."""
    released = course / "release" / Path(name).stem / name
    return released if released.exists() else course / name


def seed_of(seed, id):
    """The seed of one learner of a class."""
    digest = hashlib.sha256(f"{seed} {id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % LARGEST_SEED


def _for_a_class(notebook):
    """The learner's copy without saved numbers and the way to solutions."""
    cells = [c for c in notebook["cells"] if c.get("id") != "solutions"]
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return notebook | {"cells": cells}


def _with_seed(notebook, seed):
    """The notebook in whose setup cell SEED is this number."""
    cells = []
    for cell in notebook["cells"]:
        told = cell["metadata"].get("nbgrader", {})
        if told.get("grade_id", "").startswith("setup-"):
            source = "".join(cell["source"])
            source = plans.SEED.sub(f"SEED = {seed}", source)
            cell = cell | {"source": source.splitlines(keepends=True)}
        cells.append(cell)
    return notebook | {"cells": cells}


def _write_roster(path, learners, seeds):
    known = dict.fromkeys(key for one in learners for key in one.row)
    known = [key for key in known if key != "seed"]
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow([*known, "seed"])
        for one in learners:
            row = [one.row.get(key, "") for key in known]
            table.writerow([*row, seeds[one.id]])


def _write_key(path, plan, seeds):
    """What each learner has to type in, part by part."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["id", "exercise", "part", "right"])
        for id, seed in seeds.items():
            for exercise in plan.exercises:
                if exercise.draw:
                    (case,) = exercise.cases_for(seed)
                    for part, right in case.expect[0].items():
                        line = [safe_cell(id), exercise.id, part]
                        table.writerow([*line, safe_cell(shown(right))])


def shown(right):
    """A right answer as one could type it in."""
    if isinstance(right, np.ndarray | np.generic):
        right = right.tolist()
    return repr(right)
