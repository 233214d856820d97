"""From what a notebook did to its marks, by the judge that `check` uses."""

import hashlib
import json
import time
from dataclasses import asdict, dataclass, replace

from ..exercises.judging import judge, refusal
from .plan import actions
from .running import WORDS, Run, Tried
from .sandbox import USUAL

SAID = {  # of an answer that could not be tried to its end
    "idle": "Your code waits for something that does not come.",
    "memory": "Your code takes more memory than it may have.",
    "files": "Your code writes more files than it may.",
    "output": "Your code returns far more numbers than are asked for.",
    "died": "Your code ends the whole interpreter, as os._exit does.",
    "bad result": "What your code sent back is no result.",
}


@dataclass(frozen=True)
class Mark:
    """What one exercise has earned, and what is to be said of it.

    state: "right", "wrong", "not attempted" or "did not run". error: what
    stopped the cell of the answer. These texts may quote the learner.
    """

    exercise: str
    points: int
    state: str
    symptom: str = ""
    cause: str = ""
    mistake: str = ""
    section: str = ""
    printed: str = ""
    error: str = ""


@dataclass(frozen=True)
class Marked:
    """One notebook's Marks, and a status with its reason."""

    marks: tuple
    status: str
    reason: str = ""

    @property
    def points(self):
        return sum(mark.points for mark in self.marks)

    def told(self):
        """As a dict for JSON."""
        return asdict(self)


def marked(told):
    """The Marked of such a dict."""
    marks = tuple(Mark(**mark) for mark in told["marks"])
    return Marked(marks, told["status"], told["reason"])


def mark(plan, notebook, seed, secret, limits=USUAL):
    """Run a notebook in a sandbox and judge it: a Marked.

    Each family is tried by itself, in one that has NumPy alone: the
    package's tape and layers would derive what the learner is to derive.
    seed: whose numbers the learner has. secret: the seed of the class's
    cases, which nobody has seen. A family's cases differ by notebook, too:
    what an attempt has printed of them serves no later one.
    """
    end = time.monotonic() + limits.whole
    drawn = [e.drawn(seed) for e in plan.exercises]
    seeds = {e.id: seed if e.draw else secret for e in drawn}
    seeds |= dict.fromkeys(
        (family.id for family in plan.families), _once(secret, notebook)
    )
    cases = {e.id: e.cases_for(seeds[e.id]) for e in drawn}
    numbers = {e.id: e.numbers(seed) for e in drawn if e.draw}
    tried = Tried()
    usual = tuple(e for e in plan.exercises if e not in plan.families)
    refused = {}
    if usual:
        todo = actions(plan, notebook, seed, usual)
        tried.add(Run(todo, cases, numbers, limits, end=end).go())
    for family in plan.families:
        todo = actions(plan, notebook, seed, (family,), alone=True)
        said = refusal(family.drawn(seed), _own_text(todo))
        if said:
            refused[family.id] = said
        else:
            tried.add(Run(todo, cases, numbers, limits, True, end).go())
    marks = tuple(
        _refused(e, refused[e.id])
        if e.id in refused
        else _mark(e, cases[e.id], tried, seeds[e.id])
        for e in drawn
    )
    return Marked(marks, *_status(plan, tried, refused))


def _once(secret, notebook):
    """The seed of the cases that only this notebook is tried on."""
    told = json.dumps([secret, [cell.source for cell in notebook.cells]])
    return int.from_bytes(hashlib.sha256(told.encode()).digest()[:7], "big")


def _own_text(todo):
    """The learner's cells among these actions."""
    named = ("answer-", "added-")
    return "\n".join(a.source for a in todo if a.name.startswith(named))


def _refused(exercise, said):
    words = said.symptom, said.cause, said.mistake, said.section
    return Mark(exercise.id, 0, "wrong", *words)


def _mark(exercise, cases, tried, seed):
    error = tried.errors.get(exercise.id, "")
    if exercise.id not in tried.outcomes:
        return Mark(exercise.id, 0, "did not run", error=error)
    outcomes = tried.outcomes[exercise.id]
    if outcomes is None:
        return Mark(exercise.id, 0, "not attempted", error=error)
    said = judge(exercise, cases, outcomes, seed)
    if not said.attempted:
        return Mark(exercise.id, 0, "not attempted", error=error)
    found = Mark(
        exercise.id,
        exercise.points if said.passed else 0,
        "right" if said.passed else "wrong",
        *(said.symptom, said.cause, said.mistake, said.section),
        printed=said.printed,
        error=error,
    )
    for id, reason in tried.stops if not said.passed else ():
        if id == exercise.id and reason in SAID:
            return replace(found, symptom=SAID[reason], cause="", mistake="")
    return found


def _status(plan, tried, refused):
    """("graded" or "partly", why)."""
    parts = [
        f"{WORDS.get(reason, reason)} in {id or 'an added cell'}"
        for id, reason in tried.stops
    ]
    if len(tried.outcomes) + len(refused) < len(plan.exercises):
        parts.append("the rest did not run")
    return ("partly", "; ".join(parts)) if parts else ("graded", "")
