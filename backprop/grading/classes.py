"""A class: from uploads and a roster to one Row for every learner."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from .late import LateRule
from .marking import Marked
from .notebooks import Notebook, UnreadableError
from .notebooks import read as read_notebook
from .roster import Finder, Learner
from .unpacking import text
from .uploads import Upload, newest

MOST_SAID = 200  # characters of why a file cannot be read


@dataclass
class Row:
    """What is known of one learner's work.

    status: "graded", "partly", "missing", "unreadable", "wrong chapter" or
    "not graded"; reason says why. by_hand: {exercise id or written name:
    points} that somebody gave in nbgrader's formgrader; remarks: {the
    same: words}. same_as: the ids of those who sent the very same file.
    """

    learner: Learner
    upload: Upload | None = None
    attempts: int = 0
    digest: str = ""
    notebook: Notebook | None = None
    status: str = "missing"
    reason: str = ""
    marked: Marked | None = None
    notes: list = field(default_factory=list)
    same_as: list = field(default_factory=list)
    seed: int = 0
    by_hand: dict = field(default_factory=dict)
    remarks: dict = field(default_factory=dict)

    @property
    def earned(self):
        """{exercise id, or name of a written answer: points}."""
        marks = self.marked.marks if self.marked else ()
        return {m.exercise: m.points for m in marks} | self.by_hand

    def points(self, rule=LateRule()):  # noqa: B008 (it is frozen)
        """The score, after what lateness costs."""
        earned = sum(self.earned.values())
        return rule.score(earned, self.upload and self.upload.when)

    @property
    def told_to_all(self):
        """Reason and notes in one text, which names no other learner."""
        return "; ".join(filter(None, [self.reason, *self.notes]))

    @property
    def told(self):
        """All that whoever grades should know, in one text."""
        same = ", ".join(self.same_as)
        same = same and f"the same file as {same}"
        return "; ".join(filter(None, [self.told_to_all, same]))


def rows_of(learners, uploads, names=()):
    """(a Row for each learner, the uploads that are nobody's).

    names: those of all assignments, as nbgrader's tree has them in its
    second folder; the first is the one to be graded, if it is known.
    """
    finder = Finder(learners)
    found, nobodys = {}, []
    for upload in uploads:
        if upload.assignment in names[1:] and upload.assignment != names[0]:
            continue
        # What lies in a learner's own zip is that learner's, by any name.
        learner = finder.find(upload.parcel) or finder.find(upload.whose)
        if learner is None:
            nobodys.append(upload)
        else:
            found.setdefault(learner.id, []).append(upload)
    rows = [_row(learner, found.get(learner.id, [])) for learner in learners]
    _tell_copies(rows)
    return rows, nobodys


def _row(learner, uploads):
    row = Row(learner, attempts=len(uploads))
    if not uploads:
        row.reason = "nothing was handed in"
        return row
    row.upload = newest(uploads)
    try:
        data = row.upload.read()
        row.digest = hashlib.sha256(data).hexdigest()
        row.notebook = read_notebook(data)
    except UnreadableError as error:
        row.status, row.reason = "unreadable", text(str(error), MOST_SAID)
        return row
    row.status, row.seed = "not graded", row.notebook.seed
    if learner.seed is not None:
        if row.seed != learner.seed:
            row.notes.append(f"SEED = {row.seed} in place of {learner.seed}")
        row.seed = learner.seed
    return row


def _tell_copies(rows):
    """Write down whose files are the same."""
    same = {}
    for row in rows:
        if row.notebook:
            same.setdefault(row.digest, []).append(row)
    for together in same.values():
        for row in together if len(together) > 1 else ():
            row.same_as = [r.learner.id for r in together if r is not row]


def chapter_of(rows):
    """The chapter of most notebooks, or None if there is none."""
    counts = Counter(
        row.notebook.chapter
        for row in rows
        if row.notebook and row.notebook.chapter is not None
    )
    most = max(counts.values(), default=0)
    return min((c for c in counts if counts[c] == most), default=None)


def sort_out(rows, plan):
    """Rows to be run; those of another chapter get their status."""
    left = []
    for row in rows:
        if row.notebook is None:
            continue
        if row.notebook.chapter != plan.chapter:
            named = row.notebook.chapter
            row.status = "wrong chapter"
            row.reason = (
                f"it holds the exercises of chapter {named}"
                if named is not None
                else "it holds no exercises of this course"
            )
            continue
        left.append(row)
    return left
