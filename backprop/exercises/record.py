"""What an exercise is: data, from which checks, pages and tests are made."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from .case import case, once_more, step
from .chains import Chain
from .drawing import telling
from .places import place_of
from .verdicts import Verdict

__all__ = ["Exercise", "Verdict", "Wrong"]


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
    shown: a function of (cases, outcomes) that returns what `failing` gives,
    a dict, or None; where what is right is known to `judge` alone.
    many: many answers are right; what is expected shows their form alone.
    chain: the computation line by line, from whose slips more mistakes,
    pairs of them, and the first wrong line are named.
    shapes: what to say of a result with another shape, where the general
    words would speak of products that the exercise has not.
    refuses: a function of an answer's text that says why it is not tried,
    or "".
    seconds: after so many a call is taken for one that does not end.
    insight: one sentence for those who have passed. more: a part two.
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
    shown: Callable | None = None
    many: bool = False
    chain: Chain | None = None
    shapes: str = ""
    refuses: Callable | None = None
    seconds: float = 15.0
    insight: str = ""
    more: str = ""

    @property
    def chapter(self):
        return place_of(self.id)[0]

    def drawn(self, seed):
        """Itself: a Family draws another for each seed."""
        return self

    def numbers(self, seed):
        """The numbers of this seed, a dict; empty if it draws none.

        So drawn that no known mistake gives what is right.
        """
        return deepcopy(_kept_numbers(self, seed)) if self.draw else {}

    def _numbers(self, seed):
        rng = self.rng(seed)
        while True:
            numbers = self.draw(rng)
            if telling(self, self.typed_case(numbers), numbers):
                return numbers

    def typed_case(self, numbers):
        """The one Case of an answer that is typed in."""
        value = step("value", (), self.truth(**numbers))
        about = self.about(**numbers) if self.about else {}
        fixed = {"close": self.close, "typed": True}
        return case("your answer", (value,), **fixed, **about)

    def cases_for(self, seed):
        """The cases on which an answer is tried."""
        return list(_kept_cases(self, seed))

    def _cases(self, seed):
        if self.cases:
            rng = self.rng(seed)
            made = self.cases(rng)
            if not self.judge and all(s.do == "call" for s in made[0].steps):
                made = made + once_more(made, self.cases(rng))
            return [self._watched(case) for case in made]
        return [self.typed_case(self.numbers(seed))]

    def _watched(self, case):
        """The case with its right intermediates, if the chain shows some."""
        if not (self.chain and self.chain.shows and len(case.steps) == 1):
            return case
        middle = self.chain.middle(case.steps[0].args)
        feeds = self.chain.feeds(case.steps[0].args)
        asked = replace(case.asked, watch=True)
        return replace(case, asked=asked, middle=middle, feeds=feeds)

    def wrong_answer(self, wrong, seed):
        """The function, class or value that this mistake gives."""
        if self.cases:
            return wrong.answer
        return wrong.answer(**self.numbers(seed))

    def rng(self, seed):
        """A generator for this exercise and seed, and no other."""
        chapter, number, letter = place_of(self.id)
        key = [chapter, number, seed, *map(ord, letter)]
        return np.random.default_rng(key)


@lru_cache(maxsize=1024)
def _kept_numbers(exercise, seed):
    return exercise._numbers(seed)


@lru_cache(maxsize=256)
def _kept_cases(exercise, seed):
    """Cases are data that no one writes into: each seed's are made once."""
    return tuple(exercise._cases(seed))
