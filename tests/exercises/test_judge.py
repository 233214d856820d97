"""The judge never raises, whatever plain outcome it is given.

Outcomes may come from a process that runs untrusted code: wrong types,
wrong counts, NaN, huge numbers and unknown words must end in a Verdict.
"""

import os
import random
from dataclasses import fields

import numpy as np
import pytest

from backprop.exercises.judging import judge
from backprop.exercises.known import same
from backprop.exercises.plain import Opaque
from backprop.exercises.registry import CHAPTERS, find
from backprop.exercises.running import Outcome
from backprop.exercises.trail import Setting

TRIES = 60 if os.environ.get("BACKPROP_LONG") else 5
ALL = [e for exercises in CHAPTERS.values() for e in exercises]
VALUES = [
    None, ..., True, False, "", "W1 b1", "STR", 0, 1, -3, 10**400, 1e308,
    float("nan"), float("inf"), 2.5, 1j, b"x", object(), Opaque("list"),
    np.zeros((0, 3)), np.full((3, 4), np.nan), np.ones(3, bool),
    np.array(["a"]), np.zeros((2, 2, 2)), np.arange(4.0),
]  # fmt: skip
KINDS = ["", "", "", "", "raised", "arity", "endless", "strange", None, 7]


def value(chance, depth=0):
    k = chance.randrange(16)
    if k < 10 or depth > 3:
        return chance.choice(VALUES)
    many = [value(chance, depth + 1) for _ in range(chance.randrange(9))]
    if k < 13:
        return tuple(many)
    if k < 14:
        return many
    return dict(zip(["W", "b", "loss", "dW1", "stop", 1], many, strict=False))


def forged(chance, case):
    results = []
    for expect in case.expect:
        parts = [chance.choice([v, value(chance, 2)]) for v in expect.values()]
        made = dict(zip(expect, parts, strict=True))
        several = tuple(parts) if len(parts) != 1 else parts[0]
        results.append(chance.choice([value(chance), several, made]))
    outcome = Outcome(
        results=results[: chance.choice([None, None, None, -1])],
        kind=chance.choice(KINDS),
        changed=chance.choice([(), (), ("X",)]),
        questions=chance.choice([{}, {"diverges": "x"}, {"f": 10**9}]),
        trail=[setting(chance, case) for _ in range(chance.randrange(4))],
    )
    for field in fields(Outcome):
        if chance.random() < 0.05:
            setattr(outcome, field.name, value(chance))
    return outcome


def setting(chance, case):
    """One of the learner's variables, as it was forged or right."""
    names = [*case.middle, *case.expect[0], "x", 3]
    right = [*case.middle.values(), 1.0]
    return Setting(
        chance.choice(names),
        chance.choice([value(chance), chance.choice(right)]),
        chance.choice([1, 2, "a", None]),
        chance.choice(["x = 1", "", None]),
        chance.choice([True, False]),
        chance.choice([(), ("x", 3), None]),
    )


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.id)
def test_a_forged_outcome_ends_in_a_verdict(exercise):
    chance = random.Random(exercise.id)
    cases = exercise.cases_for(0)
    for _ in range(TRIES):
        outcomes = [forged(chance, case) for case in cases]
        outcomes = outcomes[: chance.choice([None, None, -1])]
        said = judge(exercise, cases, outcomes, 0)
        assert isinstance(said.passed, bool)
        assert isinstance(said.symptom, str)
    judge(exercise, cases, ["no outcome"] * len(cases), 0)


class Closed(tuple):
    def __iter__(self):
        raise RuntimeError("somebody looked into it")


def test_a_tuple_of_another_length_is_not_looked_into():
    """For every pair of slips a long one would be made an array anew."""
    case = find("4.3").cases_for(0)[0]
    array = np.arange(3.0)
    assert same((0.0, 1.0, 2.0), array, case)
    assert same(array, (0.0, 1.0, 2.0), case)
    assert not same((0.0, 1.0, 3.0), array, case)
    for other in (np.arange(4.0), np.ones((4, 3)), np.array(1.0)):
        assert not same(Closed((0.0, 1.0, 2.0)), other, case)
        assert not same(other, Closed((0.0, 1.0, 2.0)), case)
