"""One notebook's actions, run in sandboxes: what each check gave.

A cell that loops, ends the interpreter or takes too much costs itself
alone: a fresh sandbox does the cells before it again, and goes on without
it.
"""

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


class Run:
    """One learner's actions; `tried` after `go`.

    cases: {exercise id: its cases}. numbers: {exercise id: its numbers}.
    """

    def __init__(self, actions, cases, numbers, limits=USUAL):
        self.actions, self.cases = actions, cases
        self.numbers, self.limits = numbers, limits
        self.tried, self.left_out, self.again = Tried(), set(), set()

    def go(self):
        """Run all; returns the Tried. Raises NoSandboxError."""
        while len(self.tried.stops) < MOST_STOPS:
            with Sandbox(self.numbers, self.limits) as box:
                if all(self._done(k, box) for k in range(len(self.actions))):
                    break
        return self.tried

    def _done(self, k, box):
        """Do action k; False where another sandbox has to go on."""
        action = self.actions[k]
        if action.kind == "cell":
            return k in self.left_out or self._cell(k, action, box)
        if action.exercise.id in self.tried.outcomes:
            return True
        return self._check(k, action, box)

    def _cell(self, k, action, box):
        try:
            error = box.cell(action.source, f"<{action.name}>")
        except StoppedError as stop:
            return self._stopped(k, str(stop))
        except SandboxLostError:
            return self._stopped(k, "died")
        if error and action.exercise and action.name.startswith("answer-"):
            self.tried.errors.setdefault(action.exercise.id, error)
        return True

    def _stopped(self, k, reason):
        """Leave cell k out next time; one that died is tried once more."""
        if reason == "died" and k not in self.again:
            self.again.add(k)
            return False
        self.left_out.add(k)
        exercise = self.actions[k].exercise
        self.tried.stops.append((exercise.id if exercise else "", reason))
        return False

    def _check(self, k, action, box):
        exercise = action.exercise
        cases = self.cases[exercise.id]
        job = Job(action.variable, cases)
        try:
            data = box.check(job.data, most_bytes(cases), job.reply)
            found = None if data is None else outcomes(data, cases, job.counts)
        except BadResultError:
            found = self._ended(exercise, "bad result")
        except StoppedError as stop:
            if str(stop) == "died" and k not in self.again:
                self.again.add(k)
                return False
            found = self._ended(exercise, str(stop))
        except SandboxLostError:
            self.tried.outcomes[exercise.id] = self._ended(exercise, "died")
            return False
        self.tried.outcomes[exercise.id] = found
        return len(self.tried.stops) < MOST_STOPS

    def _ended(self, exercise, reason):
        """The outcomes of an answer that was ended, as the judge has them."""
        self.tried.stops.append((exercise.id, reason))
        if reason == "time":
            where = f"after {self.limits.seconds} seconds"
            return [Outcome(kind="interrupted", where=where)]
        return [Outcome(kind="raised", error=reason)]
