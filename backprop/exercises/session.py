"""What a notebook calls: check, problem and progress."""

import os
import sys

import numpy as np

from .feedback import html, text
from .judging import verdict
from .registry import CHAPTERS, find

_passed = {}  # id: True once passed, False if tried
_failed = set()  # ids whose symptom has been shown


class Problem(dict):
    """An exercise's numbers, by name: p["X"] or p.X."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(
                f"expected one of {', '.join(self)}, got {name!r}"
            ) from None

    def __repr__(self):
        return "\n".join(_line(name, value) for name, value in self.items())


def _line(name, value):
    if not isinstance(value, np.ndarray):
        return f"{name} = {value}"
    if value.dtype.kind == "f" and np.all(value == np.rint(value)):
        value = value.astype(int)
    shown = np.array2string(
        value, separator=", ", precision=6, suppress_small=True
    )
    return f"{name} = " + shown.replace("\n", "\n" + " " * (len(name) + 3))


def problem(id, seed=0):
    """The numbers of exercise `id` for this seed, a Problem.

    Raises ValueError if there is no such exercise, it has no numbers, or
    the seed is not a whole number from 0.
    """
    exercise = find(id)
    if exercise is None or not exercise.draw:
        raise ValueError(f"expected an exercise with numbers, got {id!r}")
    if not _is_seed(seed):
        raise ValueError(f"expected a whole number from 0 as seed, got {seed}")
    return Problem(exercise.numbers(seed))


def check(id, answer=..., seed=0):
    """Say whether `answer` solves exercise `id`, or which mistake it makes.

    answer: a value, function or class, as the exercise says. seed: that of
    `problem`. Shows its words, and returns nothing. It raises nothing, and
    changes nothing of yours. The first answer on a mistake names what is
    seen; the second, or the fold beneath it, what is behind it.
    """
    exercise = find(id)
    if exercise is None or not _is_seed(seed):
        _show(*_no_such(id, seed))
        return None
    said = verdict(exercise, answer, seed)
    _passed[exercise.id] = _passed.get(exercise.id, False) or said.passed
    again = exercise.id in _failed
    if said.attempted and not said.passed:
        _failed.add(exercise.id)
    _show(text(exercise, said, again), html(exercise, said, again))
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        return exercise.points if said.passed else 0
    return None


def progress():
    """Show what has been passed so far in this notebook."""
    chapters = sorted({find(id).chapter for id in _passed})
    if not chapters:
        _show("Nothing has been checked yet.")
    for chapter in chapters:
        exercises = CHAPTERS[chapter]
        done = [e for e in exercises if _passed.get(e.id)]
        points = sum(e.points for e in done)
        lines = [
            f"{'passed' if e in done else '      '}  {e.id} {e.title}"
            for e in exercises
        ]
        total = sum(e.points for e in exercises)
        lines.append(
            f"{len(done)} of {len(exercises)} passed, {points} of "
            f"{total} points"
        )
        _show("\n".join(lines))


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
