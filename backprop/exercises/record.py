"""What an exercise is: data, from which checks, pages and tests are made."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Step:
    """One thing done with the learner's answer.

    do: "value" takes the answer as it is, "call" calls it, "new" calls it
    and keeps the result, and any other word is a method of what was kept.
    expect: the results by name, in order, or nothing to compare. With one
    name the result itself is meant; with more, a tuple or dict of them.
    inputs: the names of the arguments, for messages.
    """

    do: str
    args: tuple = ()
    expect: dict = field(default_factory=dict)
    inputs: tuple = ()


@dataclass(frozen=True)
class Case:
    """Steps in order on inputs of one size, and what is known of them.

    sizes: {"the number of rows": 5}, which a constant factor may be.
    factors: {"the slope of tanh at Z": array}, which may be missing from
    a result of that shape, or be one too many.
    others: {"the mean over the rows": array}, which a result may be.
    masks: {"Z is positive": array}, where alone a result may be right.
    tolerance: the largest difference, in units of the largest entry.
    close: the largest difference itself, in place of tolerance; or None.
    typed: the answer is typed in, so the right number is not shown.
    """

    name: str
    steps: tuple
    sizes: dict = field(default_factory=dict)
    factors: dict = field(default_factory=dict)
    others: dict = field(default_factory=dict)
    masks: dict = field(default_factory=dict)
    tolerance: float = 1e-5
    close: float | None = None
    typed: bool = False


@dataclass(frozen=True, eq=False)
class Wrong:
    """A wrong answer that people give, and what to tell them.

    answer: a function or class like the learner's; or, if the exercise
    has numbers, a function of them that returns the wrong value.
    symptom: what is seen; if empty, the comparison says it.
    section: where it is explained, if not where the exercise says.
    """

    id: str
    answer: Callable
    cause: str
    symptom: str = ""
    section: str = ""


@dataclass(frozen=True, eq=False)
class Exercise:
    """One exercise. Its text and its solution stand in the notebook.

    takes: what `check` expects, as in "a function of (x, h)".
    section: page and heading in the book, "02-losses#Accuracy is not a loss".
    cases: a function of rng that returns the list of cases; for a value
    that is typed in, `draw` and `truth` stand in its place.
    draw: a function of rng that returns the exercise's numbers, a dict.
    truth: a function of them, by name, that returns {name: right value}.
    about: a function of them that returns {"sizes": ..., "factors": ...,
    "others": ..., "masks": ...} as a Case has, as far as wanted.
    close: the largest error of a number typed in.
    judge: a function of (cases, outcomes) that returns a Verdict, or None
    where the general comparison is to speak.
    """

    id: str
    title: str
    kind: str  # "predict", "compute" or "build"
    objective: str
    points: int
    minutes: int
    takes: str
    section: str
    mistakes: tuple
    cases: Callable | None = None
    draw: Callable | None = None
    truth: Callable | None = None
    about: Callable | None = None
    close: float | None = None
    judge: Callable | None = None

    @property
    def chapter(self):
        return int(self.id.split(".")[0])

    def numbers(self, seed):
        """The numbers of this seed, a dict; empty if it draws none."""
        return self.draw(self.rng(seed)) if self.draw else {}

    def cases_for(self, seed):
        """The cases on which an answer is tried."""
        if self.cases:
            return self.cases(self.rng(seed))
        numbers = self.numbers(seed)
        step = Step("value", expect=self.truth(**numbers))
        about = self.about(**numbers) if self.about else {}
        fixed = {"close": self.close, "typed": True}
        return [Case("your answer", (step,), **fixed, **about)]

    def wrong_answer(self, wrong, seed):
        """The function, class or value that this mistake gives."""
        if self.cases:
            return wrong.answer
        return wrong.answer(**self.numbers(seed))

    def rng(self, seed):
        """A generator for this exercise and seed, and no other."""
        chapter, number = map(int, self.id.split("."))
        return np.random.default_rng([chapter, number, seed])


@dataclass(frozen=True)
class Verdict:
    """What is said of an answer.

    symptom: what is seen. cause: the mistake by name, if it is known.
    mistake: the id of the catalogued mistake, or of the relation.
    section: where to read. printed: what the learner's code printed.
    """

    passed: bool
    symptom: str = ""
    cause: str = ""
    mistake: str = ""
    section: str = ""
    printed: str = ""
    attempted: bool = True
