"""The command `assign`: a notebook for each learner, with numbers of its own.

A learner's seed follows from the class's seed and the learner's id, so that
one who comes later changes no other's.
"""

import csv
import hashlib
import json
import re
import secrets
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from . import plan as plans
from .choosing import chosen
from .composing import compose
from .courses import Sources
from .notebooks import LARGEST_SEED
from .pages import safe_name
from .releasing import released, right_parts, with_seed
from .root import PACKAGE
from .roster import read as read_roster
from .tables import cell as safe_cell
from .wording import text

NAME = re.compile(r"[5-9]\d-[\w-]+", re.A)
OURS = {"course", "keys", "book"}  # folders beside those of the learners


def assign(options, say=print):
    """Write what is handed out to a class, as the command line asks.

    In the folder options.out: a notebook for each learner, in a folder of
    its id; roster.csv, the class list with their seeds, which grading
    reads; key.csv, the right answers to what is typed in; keys, with each
    learner's derivations, where functions are drawn; and course, a course
    of nbgrader with the assignment's source and release. Raises
    RosterError or ValueError.
    """
    learners = read_roster(options.roster)
    folders = {one.id: safe_name(one.id) for one in learners}
    if OURS & set(folders.values()):
        raise ValueError(f"no id may be one of {', '.join(sorted(OURS))}")
    sources = Sources(options.source)
    name, source_of = _assignment(options, sources)
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    seed = options.seed
    if seed is None:
        seed = secrets.randbelow(LARGEST_SEED)
        say(f"the class's seed is {seed}: keep it, and say --seed {seed}")
    seeds = {one.id: seed_of(seed, one.id) for one in learners}
    source = source_of(seed_of(seed, ""))
    _write_course(out / "course", name, source, options.source)
    for id, own in seeds.items():
        _write_notebook(out / folders[id], name, released(source_of(own)))
    plan = _plan(name, source)
    _write_roster(out / "roster.csv", learners, seeds)
    _write_key(out / "key.csv", plan, seeds)
    for id in folders if plan.families else ():
        (out / "keys").mkdir(exist_ok=True)
        key = derivations(plan.families, seeds[id], sources.families)
        path = out / "keys" / f"{folders[id]}.md"
        path.write_text(key, encoding="utf-8")
    work = f"{len(plan.exercises)} exercises, {plan.points} points"
    say(f"{name}: {work}, {sum(e.minutes for e in plan.exercises)} minutes")
    say(f"{len(learners)} notebooks, {out / 'roster.csv'}, {out / 'key.csv'}")
    if options.private:
        say(f"the book without solutions: {_private_book(out / 'book')}")


def seed_of(seed, id):
    """The seed of one learner of a class."""
    digest = hashlib.sha256(f"{seed} {id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % LARGEST_SEED


def _assignment(options, sources):
    """(the name, a function of a seed that gives the source notebook).

    A chapter is handed out as it is; what is chosen is put together.
    """
    narrowed = options.objective or options.id or options.minutes
    narrowed = narrowed or options.families or options.name
    if not narrowed and len(options.chapter) == 1:
        (chapter,) = options.chapter
        whole = sources.notebook(chapter)
        name = sources.paths[chapter].stem
        exercises = _plan(name, whole).exercises

        def source_of(seed):
            return with_seed(sources.notebook(chapter), exercises, seed)

        return name, source_of
    if not (options.chapter or options.objective or options.id):
        raise ValueError("say --chapter, --objective or --id")
    exercises = chosen(
        options.chapter, options.objective, options.id, options.minutes,
        options.families,
    )  # fmt: skip
    name = options.name or f"{plans.FIRST_OWN}-assignment"
    if not NAME.fullmatch(name):
        raise ValueError(
            f"expected a name like 51-week-3, from 50 to 99, got {name!r}"
        )
    words = name[3:].replace("-", " ")
    number = int(name[:2])
    return name, partial(compose, sources, exercises, number, words)


def _plan(name, notebook):
    return plans.parsed(name, json.dumps(notebook).encode())


def _write_course(folder, name, source, original):
    """A course of nbgrader: its settings, the source and the release."""
    folder.mkdir(exist_ok=True)
    settings = Path(original).parent / "nbgrader_config.py"
    if settings.exists():
        shutil.copy(settings, folder)
    _write_notebook(folder / "source" / name, name, source)
    _write_notebook(folder / "release" / name, name, released(source))


def _write_notebook(folder, name, notebook):
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(notebook, indent=1, ensure_ascii=False)
    path = folder / f"{name}.ipynb"
    path.write_text(text + "\n", encoding="utf-8")


def derivations(families, seed, texts):
    """The worked derivations of one learner's functions, as Markdown.

    texts: the folder of the families' texts.
    """
    parts = []
    for family in families:
        said = text(family, seed, texts)
        statement = said.statement.rpartition("\n\n")[0]
        parts.append(
            f"## {family.id} {family.title}\n\n{statement}\n\n"
            f"{said.worked}\n\n```python\n{said.answer}\n```\n"
        )
    return "\n".join(parts)


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
                if exercise in plan.families or not exercise.draw:
                    continue
                for part, right in right_parts(exercise, seed).items():
                    line = [safe_cell(id), exercise.id, part]
                    table.writerow([*line, safe_cell(right)])


def _private_book(folder):
    """Build the book without its solution pages; where it opens."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.private_book", folder.resolve()],
        cwd=PACKAGE.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise ValueError(f"the book was not built: {' '.join(last)}")
    return folder / "_build" / "html" / "index.html"
