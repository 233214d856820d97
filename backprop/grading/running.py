"""One notebook's actions, run in sandboxes: what each check gave.

A cell that loops, ends the interpreter or takes too much costs itself
alone: a fresh sandbox does the cells before it again, and goes on without
it.
"""

import math
import time
from dataclasses import dataclass, field

from ..exercises.running import Outcome
from .asking import Job, most_bytes
from .reading import outcomes
from .sandbox import USUAL, Sandbox, SandboxLostError, StoppedError
from .unpacking import BadResultError

MOST_STOPS = 6  # of cells and checks; after these the rest is not run
WORDS = {
    "time": "loop",
    "idle": "endless waiting",
    "memory": "too much memory",
    "files": "too many files",
    "output": "too large a result",
    "died": "end of the interpreter",
}


@dataclass
class Tried:
    """What became of a notebook.

    outcomes: {exercise id: list of Outcome, None if nothing was
    attempted}; an exercise that is missing did not run.
    stops: [(exercise id or "", a key of WORDS, or "bad result")].
    errors: {exercise id: what stopped an answer's cell}, not trusted.
    """

    outcomes: dict = field(default_factory=dict)
    stops: list = field(default_factory=list)
    errors: dict = field(default_factory=dict)

    def add(self, other):
        """Take in what became of other exercises."""
        self.outcomes |= other.outcomes
        self.stops += other.stops
        self.errors = other.errors | self.errors


class Run:
    """One learner's actions; `go` runs them.

    cases: {exercise id: its cases}. numbers: {exercise id: its numbers}.
    bare: in a sandbox without the package's layers and tape. end: when,
    on the monotonic clock, nothing more is begun.
    """

    def __init__(
        self, actions, cases, numbers, limits=USUAL, bare=False, end=math.inf
    ):
        self.end = end
        self.actions, self.cases = actions, cases
        self.numbers, self.limits, self.bare = numbers, limits, bare
        self.tried = Tried()
        self.left_out, self.again = set(), set()  # numbers of actions
        self.threads = {}  # of cells that left threads behind
        self.blamed = {}  # {action: [(a cell left out for it, the stop)]}

    def go(self):
        """Run all; returns the Tried. Raises NoSandboxError."""
        while self._goes_on():
            self.threads = {}
            with Sandbox(self.numbers, self.limits, self.bare) as box:
                if all(self._done(k, box) for k in range(len(self.actions))):
                    break
        return self.tried

    def _goes_on(self):
        stopped = len(self.tried.stops) >= MOST_STOPS
        return not stopped and time.monotonic() < self.end

    def _done(self, k, box):
        """Do action k; False where another sandbox has to go on."""
        if not self._goes_on():
            return False
        action = self.actions[k]
        if k in self.left_out:
            return True
        try:
            if action.kind == "cell":
                return self._cell(k, action, box)
            if action.exercise.id not in self.tried.outcomes:
                self._check(action, box)
        except StoppedError as stop:
            return self._stopped(k, str(stop))
        except SandboxLostError:
            self._stopped(k, "died")
            return False
        return True

    def _cell(self, k, action, box):
        before = max(self.threads.values(), default=1)
        threads, error = box.cell(
            action.source, f"<{action.name}>", action.patience
        )
        if threads > before:
            self.threads[k] = threads
        if error and action.exercise and action.name.startswith("answer-"):
            self.tried.errors.setdefault(action.exercise.id, error)
        return True

    def _check(self, action, box):
        cases = self.cases[action.exercise.id]
        job = Job(action.variable, cases)
        data = box.check(job.data, most_bytes(cases), job.reply)
        try:
            found = None if data is None else outcomes(data, cases, job.heard)
        except BadResultError:
            found = self._ended(action.exercise, "bad result")
        self.tried.outcomes[action.exercise.id] = found

    def _stopped(self, k, reason):
        """Action k was ended: who is to blame? True if this box goes on.

        What merely died is tried once more. Cells that left threads
        behind are blamed first; if it is ended without them too, they are
        innocent.
        """
        action = self.actions[k]
        if reason == "died" and k not in self.again:
            self.again.add(k)
            return False
        if self.threads and k not in self.blamed:
            self.blamed[k] = [
                (guilty, self._leave_out(guilty, reason))
                for guilty in self.threads
            ]
            return False
        for innocent, stop in self.blamed.pop(k, ()):
            self.left_out.discard(innocent)
            self.tried.stops.remove(stop)
        if action.kind == "cell":
            self._leave_out(k, reason)
            return False
        ended = self._ended(action.exercise, reason)
        self.tried.outcomes[action.exercise.id] = ended
        return reason not in ("died", "files")  # these stay in the sandbox

    def _leave_out(self, k, reason):
        """Run on without action k; what is written down of it."""
        self.left_out.add(k)
        self.tried.stops.append((self._owner(k), reason))
        return self.tried.stops[-1]

    def _owner(self, k):
        """The id of the exercise that an action belongs to, or ""."""
        exercise = self.actions[k].exercise
        return exercise.id if exercise else ""

    def _ended(self, exercise, reason):
        """The outcomes of an answer that was ended, as the judge has them."""
        self.tried.stops.append((exercise.id, reason))
        if reason == "time":
            where = f"after {self.limits.seconds} seconds"
            return [Outcome(kind="interrupted", where=where)]
        return [Outcome(kind="raised", error=reason)]
