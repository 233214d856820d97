"""What a notebook calls: check, failing, problem and progress."""

import os
import sys
from dataclasses import replace

import numpy as np

from . import cells, course, kept
from .failing import Nothing, smallest
from .families import FAMILIES
from .feedback import html, text, unchanged, untried
from .judging import tried
from .numbers import Problem
from .registry import CHAPTERS, find

_record = {}  # id: {"passed": True once passed, "tries": how often tried}
_failed = set()  # ids whose symptom has been shown
_last = {}  # id: (Verdict, cases, outcomes) of the last try
cells.watch()


def problem(id, seed=0):
    """The numbers of exercise `id` for this seed, a Problem.

    Raises ValueError if there is no such exercise, it has no numbers, or
    the seed is not a whole number from 0.
    """
    exercise = find(id)
    if exercise is None or exercise in FAMILIES or not exercise.draw:
        raise ValueError(f"expected an exercise with numbers, got {id!r}")
    if not _is_seed(seed):
        raise ValueError(f"expected a whole number from 0 as seed, got {seed}")
    return Problem(exercise.numbers(seed))


def check(id, answer=..., seed=0):
    """Say whether `answer` solves exercise `id`, or which mistake it makes.

    answer: a value, function or class, as the exercise says. seed: that of
    `problem`. Shows its words, and returns nothing. It raises nothing, and
    changes nothing of yours. The first answer on a mistake names what is
    seen; the second, or the fold beneath it, what is behind it. In a
    notebook, an answer whose cell failed when it was last run is not judged.
    A call of it that takes longer than `exercise.seconds` is stopped, with
    the line where it stood. There are no signals in Pyodide, on Windows and
    beside the main thread: there a loop without end is ended by restarting
    the kernel.
    """
    exercise = find(id)
    if exercise is None or not _is_seed(seed):
        _show(*_no_such(id, seed))
        return None
    exercise = exercise.drawn(int(seed))
    graded = os.environ.get("NBGRADER_EXECUTION") == "autograde"
    failed = "" if graded else cells.not_renewed(answer)
    if failed:
        _show(*unchanged(exercise, failed))
        return None
    said, cases, outcomes = tried(exercise, answer, seed, exercise.seconds)
    said = replace(said, holds=_held(exercise, said, cases, outcomes))
    before = _last.get(exercise.id)
    again = exercise.id in _failed
    if said.attempted:
        _keep(exercise, said)
        _last[exercise.id] = (said, cases, outcomes)
        if not said.passed:
            _failed.add(exercise.id)
    since = changed_since(before[0], said) if before else ""
    words = exercise, said, again, since
    _show(text(*words), html(*words))
    if graded:
        return exercise.points if said.passed else 0
    return None


def _held(exercise, said, cases, outcomes):
    """The names of what failing would give; () if it would give nothing."""
    if said.passed or not said.attempted:
        return ()
    found = smallest(exercise, cases, outcomes, said.symptom)
    return tuple(name for name in found or () if name != "case")


def _keep(exercise, said):
    """Write down this try, beside what the file knows of earlier ones."""
    for id, entry in kept.read().items():
        mine = _record.setdefault(id, dict(entry))
        mine["passed"] = mine["passed"] or entry["passed"]
        mine["tries"] = max(mine["tries"], entry["tries"])
    entry = _record.setdefault(exercise.id, {"passed": False, "tries": 0})
    entry["tries"] += 1
    entry["passed"] = entry["passed"] or said.passed
    kept.write(_record)


def changed_since(before, now):
    """What has become right or wrong since the last try, in a sentence."""
    if before.passed or now.passed or not (before.wrong and now.wrong):
        return ""
    better = [n for n in now.right if n in before.wrong]
    worse = [n for n in now.wrong if n in before.right]
    still = [n for n in now.wrong if n in before.wrong]
    parts = []
    if better:
        parts.append(f"{_list(better)} {_is(better)} right now")
    if worse:
        parts.append(f"{_list(worse)} {_is(worse)} no longer right")
    if parts and still:
        parts.append(f"{_list(still)} still {_is(still)} not")
    return f"Since the last try: {'; '.join(parts)}." if parts else ""


def _list(names):
    if len(names) == 1:
        return names[0]
    return ", ".join(names[:-1]) + " and " + names[-1]


def _is(names):
    return "is" if len(names) == 1 else "are"


def failing(id):
    """The smallest case in which your last answer to `id` failed.

    With case = failing("4.6"), case.X is an input, case.yours your result,
    case.right the right one. It is a case that fails as the message of
    check says. Where the answer is typed in, .right says which
    parts are right; where many answers are right there is no .right, and
    after an exception no .yours. Shown in a notebook, arrays are tables in
    which the entries that differ are marked. If the last answer was right,
    or was nothing that could be tried, the case is empty: it is false, and
    to ask it for anything raises an AttributeError that says why.
    """
    exercise = find(id)
    if exercise is None or exercise.id not in _last:
        return _nothing(*untried(id))
    said, cases, outcomes = _last[exercise.id]
    if said.passed:
        return _nothing(
            f"{exercise.id}: your last answer is right in every case, and "
            "none fails."
        )
    found = smallest(exercise.drawn(0), cases, outcomes, said.symptom)
    return found or _nothing(
        f"{exercise.id}: no case of the last try can be shown."
    )


def _nothing(said):
    _show(said)
    return Nothing(said)


def progress():
    """Show the course: what is passed, what comes next and why."""
    record = kept.read()
    for id, entry in _record.items():
        record[id] = entry
    _show(course.text(record), course.html(record))


def _is_seed(seed):
    return isinstance(seed, int | np.integer) and seed >= 0


def _no_such(id, seed):
    if find(id) is None:
        names = ", ".join(e.id for es in CHAPTERS.values() for e in es)
        said = f"There is no exercise {str(id)[:40]!r}; there are {names}."
    else:
        said = f"The seed must be a whole number from 0, got {seed!r:.40}."
    return (said,)


def _show(plain, rich=None):
    """Display in a notebook, print elsewhere."""
    shell = None
    if rich and "IPython" in sys.modules:
        shell = sys.modules["IPython"].get_ipython()
    if shell is None:
        print(plain)
        return
    from IPython.display import display

    display({"text/plain": plain, "text/html": rich}, raw=True)
