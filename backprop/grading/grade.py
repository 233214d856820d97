"""The command `grade`: from what was handed in to grades and feedback."""

import sys
from pathlib import Path

from . import plan as plans
from .class_page import write_class_page
from .classes import MOST_SAID, chapter_of, rows_of, sort_out
from .gradebook import course_of, record
from .late import LateRule
from .marking import marked
from .pages import write_feedback
from .records import Log, key, secret_of, version
from .root import PACKAGE
from .roster import read as read_roster
from .sandbox import Limits
from .selftest import require
from .tables import write_canvas, write_grades, write_moodle
from .unpacking import text
from .uploads import collected
from .work import Task, finished

SOURCE = PACKAGE.parent / "exercises" / "source"


def grade(options, say=print):
    """Grade a class as the command line asks; the rows.

    Raises RosterError, UnreadableError, NoSandboxError or ValueError, with
    a sentence that says what is missing.
    """
    folder = options.source
    if folder is None:
        folder = Path(options.course, "source") if options.course else SOURCE
    sources = plans.sources(folder)
    if not sources:
        raise ValueError(f"{folder} holds no source notebook")
    if options.chapter and options.chapter not in sources:
        raise ValueError(f"no assignment is numbered {options.chapter}")
    if options.course:
        course_of(options.course)
    learners = read_roster(options.roster)
    require()
    uploads, left_out = collected(options.submissions)
    for line in left_out:
        say(f"left out: {line}")
    names = [path.stem for path in sources.values()]
    asked = sources[options.chapter].stem if options.chapter else ""
    rows, nobodys = rows_of(learners, uploads, [asked, *names])
    for upload in nobodys:
        say(f"nobody's: {upload.path!r}")
    chapter = options.chapter or chapter_of(rows)
    if chapter not in sources:
        chapter = min(sources)
    plan = plans.plan(sources[chapter])
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    source = plan.name, sources[chapter].read_bytes()
    _mark_all(sort_out(rows, plan), source, out, options, say)
    if options.course:
        record(options.course, plan, rows, options.rule, source[1])
    write_all(out, plan, rows, options.rule)
    say(f"{len(rows)} learners, {out / 'grades.csv'}")
    return rows


def write_all(out, plan, rows, rule=LateRule()):  # noqa: B008 (frozen)
    """All that is written of a class, into this folder."""
    write_grades(out / "grades.csv", plan, rows, rule)
    write_canvas(out / "canvas.csv", plan, rows, rule)
    write_moodle(out / "moodle.csv", plan, rows, rule)
    write_feedback(out, plan, rows, rule)
    write_class_page(out, plan, rows, rule)


def _mark_all(rows, source, out, options, say):
    """Give each of these rows its marks, from the log or a sandbox."""
    secret, log = secret_of(out), Log(out)
    more = secret, Limits(seconds=options.seconds), version()
    keys = {}
    for row in rows:
        name = key(row.learner.id, row.digest, row.seed, secret, source)
        keys.setdefault(name, []).append(row)
    tasks = [
        Task(name, source, of[0].notebook, of[0].seed, *more)
        for name, of in keys.items()
        if options.regrade or name not in log.known
    ]
    if len(tasks) < len(keys):
        say(f"{len(keys) - len(tasks)} graded before and kept")
    failed = {}
    for count, (name, told) in enumerate(
        finished(tasks, options.workers, options.scheduler), start=1
    ):
        if isinstance(told, str):
            failed[name] = told
        else:
            log.add(name, told)
        _progress(count, len(tasks))
    for name, of in keys.items():
        for row in of:
            _take(row, failed.get(name) or log.known[name])


def _take(row, told):
    """Put a result into its row, or the reason why there is none."""
    if isinstance(told, str):
        row.reason = text(told, MOST_SAID)
        return
    row.marked = marked(told)
    row.status, row.reason = row.marked.status, row.marked.reason


def _progress(count, total):
    if sys.stderr.isatty():
        bar = "#" * (30 * count // total)
        end = "\n" if count == total else ""
        print(f"\r[{bar:30}] {count}/{total}", end=end, file=sys.stderr)
