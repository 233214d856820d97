"""What exercises hand to an answer: plain data, and nothing that tells.

An answer may be tried in another process, where only data gets, and in the
learner's own, where an attribute is easier to read than a suspect to test.
"""

import inspect
import json

import numpy as np
import pytest

from backprop.exercises.chapter7 import names, suspect_program
from backprop.exercises.chapter7.recipes import PARTS, Recipe
from backprop.exercises.chapter7.suspects import POOLS, build
from backprop.exercises.judging import verdict
from backprop.exercises.registry import find
from backprop.mistakes import Program


def test_a_recipe_goes_through_json_and_makes_the_same_program():
    for case in find("7.8").cases_for(3):
        make, X, labels = case.steps[0].args
        sent = json.loads(json.dumps([make.key, make.seed]))
        here = make().gradients(X, labels)
        there = Recipe(*sent)().gradients(X, labels)
        assert here[0] == there[0]
        for name in here[1]:
            assert np.array_equal(here[1][name], there[1][name])


@pytest.mark.parametrize("number", range(len(PARTS)))
def test_a_sealed_program_computes_what_the_open_one_does(number):
    X = np.random.default_rng(2).normal(size=(12, 2))
    labels = np.arange(12) % 3
    sealed = Recipe(number, 5)()
    plain = Program(2, 5, 3, np.random.default_rng(5), **PARTS[number])
    for _ in range(3):
        value, grads = sealed.gradients(X, labels)
        other, others = plain.gradients(X, labels)
        assert value == other
        for name in grads:
            assert np.array_equal(grads[name], others[name])


def described(part):
    """What a glance at an object and its methods shows."""
    found = [str(base) for base in type(part).__mro__]
    for name in ("forward", "backward", "parameter_gradients", "step"):
        method = getattr(part, name, None)
        if method is not None:
            found += [method.__qualname__, method.__code__.co_filename]
            found += [str(method.__module__), str(type(part).__doc__)]
            with pytest.raises(OSError, match="could not get source"):
                inspect.getsource(method)
    return found


def test_a_glance_at_a_suspect_does_not_tell_which_part_is_wrong():
    for letter, pool in POOLS.items():
        seen = set()
        for number in range(len(pool)):
            suspect = build(letter, {letter: 3000 + number})
            parts = [*suspect.net.layers, suspect.loss, suspect._program]
            seen.add(json.dumps([described(part) for part in parts]))
        assert len(seen) == 1


def test_every_pool_has_a_name_for_each_of_its_programs():
    for letter in names.NAMES:
        assert len(names.NAMES[letter]) == len(POOLS[letter])
        assert set(names.NAMES[letter]) <= set(names.CANDIDATES)
    assert set(names.TRAINED) <= set(names.CANDIDATES)


def test_the_worked_suspect_is_what_the_text_says():
    for seed in range(5):
        S = suspect_program("S", seed)
        assert S.fails() == "b1 b2"
        assert S.factor("b2") == 2.0
        assert (S.part(2), S.part(1), S.part(3)) == ("b", "none", "none")
        assert S.bend(-1.0) == (-0.1, 0.1)
        assert S.tests == 5


def test_the_function_of_5_4_shows_no_threshold():
    found = []

    def looks(diverges, low, high):
        found.append([getattr(diverges, name) for name in dir(diverges)
                      if not callable(getattr(diverges, name))])  # fmt: skip
        found.append([diverges.__defaults__, vars(diverges)])
        return diverges.threshold

    said = verdict(find("5.4"), looks)
    assert not said.passed
    assert "has no attribute 'threshold'" in said.symptom
    truths = {
        right["threshold"]
        for case in find("5.4").cases_for(0)
        for right in case.expect
    }
    assert truths
    assert not [t for t in truths if str(t) in str(found)]


def test_questions_of_5_4_are_counted_as_the_text_says():
    def steps(diverges, low, high):
        lr = low
        while not diverges(lr):
            lr *= 1.0005
        return lr

    said = verdict(find("5.4"), steps)
    assert not said.passed
    assert said.mistake == "step-by-step"
