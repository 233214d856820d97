"""What a family is: an exercise whose function is drawn from the seed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ..case import case, step
from ..places import place_of
from ..record import Exercise, Wrong
from .refusing import refused

TOLERANCE = 5e-13  # no slope that is measured comes so near
NEAR = (
    "So near, and no nearer, comes a slope that is measured, or a formula "
    "that takes the difference of two nearly equal numbers. Derive the "
    "gradient, and compute it from its own formula."
)


@dataclass(frozen=True, eq=False)
class Slip:
    """One rule that goes wrong, and what to say of it; see Family."""

    id: str
    cause: str
    symptom: str = ""
    section: str = ""


@dataclass(frozen=True, eq=False)
class Family:
    """An exercise of which each seed has its own function.

    Its text and its solution stand in exercises/families, and are filled
    in with the numbers.
    draw: a function of rng that returns the numbers, a dict.
    results: a function of (numbers, slip, *args) that returns what is
    right by name, or what is got if the rule called `slip` goes wrong.
    inputs: the names of args. sample: a function of (numbers, rng) that
    returns [(name of a case, its args)].
    slips: the rules that people get wrong. The rest is as in Exercise.
    """

    id: str
    title: str
    objective: str
    points: int
    minutes: int
    takes: str
    section: str
    draw: Callable
    results: Callable
    inputs: tuple
    sample: Callable
    slips: tuple
    insight: str = ""
    kind: str = "build"
    mistakes: tuple = ()  # those of one function are in `drawn`

    @property
    def chapter(self):
        return place_of(self.id)[0]

    def numbers(self, seed):
        """The numbers that stand in the text, for this seed."""
        chapter, number, _ = place_of(self.id)
        return self.draw(np.random.default_rng([chapter, number, seed, 1]))

    def drawn(self, seed):
        """The Exercise of the function that this seed draws."""
        return _drawn(self, seed)

    def answer(self, seed, slip=""):
        """The function of one who makes this slip, or none."""
        numbers = self.numbers(seed)

        def answer(*args):
            found = tuple(self.results(numbers, slip, *args).values())
            return found if len(found) > 1 else found[0]

        return answer

    def cases(self, seed, rng):
        """The Cases for the function of this seed."""
        numbers = self.numbers(seed)
        return [
            case(
                name,
                [step("call", args, self.results(numbers, "", *args),
                      self.inputs)],
                tolerance=TOLERANCE,
                near=NEAR,
            )
            for name, args in self.sample(numbers, rng)
        ]  # fmt: skip


@lru_cache(maxsize=256)
def _drawn(family, seed):
    same = ("id", "title", "kind", "objective", "points", "minutes")
    same += ("takes", "section", "insight")
    return Exercise(
        **{name: getattr(family, name) for name in same},
        cases=lambda rng: family.cases(seed, rng),
        refuses=refused,
        mistakes=tuple(
            Wrong(s.id, family.answer(seed, s.id), s.cause, s.symptom,
                  s.section)
            for s in family.slips
        ),
    )  # fmt: skip
