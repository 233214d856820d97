"""The class list: every learner of it gets a row, whatever was handed in."""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, field

ID = ("id", "student_id", "id number", "username", "sis login id")
NAME = ("name", "student", "full name")
OTHERS = ("email", "email address", "sis user id", "canvas id", "identifier")
CANVAS = re.compile(r"([^_]+)_(?:late_)?(\d+)_(\d+)_(.+)")
MOODLE = re.compile(r"(.+?)_(\d+)_assignsubmission_\w+")


class RosterError(ValueError):
    """What is wrong with a class list."""


@dataclass(frozen=True)
class Learner:
    """One row of the roster. seed: the one assigned, or None.

    row: all of its columns, as they stand there.
    """

    id: str
    name: str = ""
    seed: int | None = None
    row: dict = field(default_factory=dict, hash=False)


def read(path):
    """The Learners of a CSV file with a heading. Raises RosterError.

    A column `id` is needed (or student_id, SIS Login ID, Username, ID
    number); name, seed and e-mail may stand beside it.
    """
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise RosterError(f"{path}: {error}") from None
    heading = text.partition("\n")[0]
    mark = max(",;\t", key=heading.count)
    rows = list(csv.DictReader(io.StringIO(text), delimiter=mark))
    learners = [found for row in rows if (found := _learner(row))]
    if not learners:
        raise RosterError(f"{path}: no learner; is there a column id?")
    ids = [bare(learner.id) for learner in learners]
    twice = {id for id in ids if ids.count(id) > 1}
    if twice:
        raise RosterError(f"{path}: twice in it: {', '.join(sorted(twice))}")
    return learners


def _learner(row):
    known = {
        (key or "").strip().casefold(): (value or "").strip()
        for key, value in row.items()
        if isinstance(value, str | None)
    }
    columns = ID if "student" not in known else ID[::-1]  # Canvas's `ID`
    id = next((known[name] for name in columns if known.get(name)), "")
    if not id:
        return None
    name = next((known[name] for name in NAME if known.get(name)), "")
    if not name and known.get("first name"):
        last = known.get("surname") or known.get("last name", "")
        name = f"{known['first name']} {last}".strip()
    seed = known.get("seed", "")
    if seed and not seed.isdecimal():
        raise RosterError(f"the seed of {id} is {seed!r}, and no number")
    return Learner(id, name, int(seed) if seed else None, known)


def bare(text):
    """A text as it is compared: without case and accents' coding."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


class Finder:
    """Whose upload is it? See `find`."""

    def __init__(self, learners):
        self.by_name, self.ids = {}, {}
        for learner in learners:
            self.ids[bare(learner.id)] = learner
            for name in self._names(learner):
                known = self.by_name.get(name)
                self.by_name[name] = learner if known in (None, learner) else 0

    def _names(self, learner):
        row = learner.row
        found = {bare(learner.id)}
        found |= {bare(row[name]) for name in OTHERS if row.get(name)}
        if row.get("student"):  # Canvas: there `ID` is its own number
            found.add(bare(row.get("id", "")))
        if learner.name:
            words = re.split(r"[ ,]+", bare(learner.name))
            found |= {bare(learner.name), "".join(words)}
            found.add("".join([words[-1], *words[:-1]]))
        return found - {""}

    def find(self, name):
        """The learner of a folder or file of this name, or None.

        Its own id; Canvas's name_user_submission_file; Moodle's
        name_number_assignsubmission; or an id, a sign, and more.
        """
        name = bare(name)
        named = [name]
        if found := CANVAS.fullmatch(name):
            named = [found[2], found[1]]
        elif found := MOODLE.match(name):
            named = [f"participant {found[2]}", found[1]]
        for part in named:
            if learner := self.by_name.get(part):
                return learner
        begun = [
            id
            for id in self.ids
            if name.startswith(id) and not name[len(id) :][:1].isalnum()
        ]
        return self.ids[max(begun, key=len)] if begun else None
