"""Chapter 11's own instruments: layers that leak, and what sees them."""

import numpy as np
import pytest

from backprop import SelfAttention
from backprop.exercises.chapter11 import suspect_attention
from backprop.exercises.chapter11.leak_names import NAMES, SEEN, SHOWS
from backprop.exercises.chapter11.suspect_attention import (
    GRADIENTS,
    KINDS,
    LEAKS,
    POOL,
    Suspect,
    trained_loss,
)
from backprop.exercises.judging import verdict
from backprop.exercises.registry import find

ALARMS = {"check": "X Wq Wk", "causal": "leak"}


def test_every_suspect_has_a_name_and_instruments():
    assert len(POOL) == len(NAMES) == len(SEEN)
    assert {*NAMES, "none"} == set(SHOWS)


@pytest.mark.parametrize("number", range(len(POOL)), ids=NAMES)
def test_a_mistake_is_seen_by_the_instruments_it_is_said_to_be(number):
    suspect = Suspect(POOL[number])
    seen = [tool for tool in ALARMS if getattr(suspect, tool)() != "none"]
    assert all(getattr(suspect, tool)() == ALARMS[tool] for tool in seen)
    if suspect.loss() != "as chance":
        seen.append("loss")
    assert " ".join(seen) == SEEN[number] or (seen, SEEN[number]) == (
        [],
        "none",
    )


def test_a_right_layer_is_not_accused():
    right = Suspect(SelfAttention)
    assert (right.check(), right.causal()) == ("none", "none")
    assert right.loss() == "as chance"


def test_losses_lie_far_from_the_bound():
    """So that no other processor comes to another word."""
    chance, bound = np.log(KINDS), np.log(KINDS) - 0.15
    assert all(trained_loss(kind) < bound - 0.3 for kind in LEAKS)
    assert trained_loss(SelfAttention) > chance - 0.03
    assert all(trained_loss(kind) > chance - 0.03 for kind in GRADIENTS[:2])


def test_a_suspect_looks_like_a_self_attention():
    made = [suspect_attention(x).layer() for x in "ABCS"]
    assert {type(layer).__name__ for layer in made} == {"SelfAttention"}
    assert len({frozenset(vars(type(layer))) for layer in made}) == 1
    assert all(type(x).__module__ == SelfAttention.__module__ for x in made)
    X = np.random.default_rng(0).normal(size=(2, 4, 12))
    for layer in made:
        layer.forward(X)
        layer.backward(X)
    assert len({frozenset(vars(layer)) for layer in made}) == 1
    shown = str([vars(suspect_attention(x)) for x in "ABC"])
    assert not any(kind.__name__ in shown for kind in POOL)


@pytest.mark.parametrize("letter", ["D", "", "AB", 1, None])
def test_there_are_three_suspects_and_one_that_is_shown(letter):
    with pytest.raises(ValueError, match="expected A, B, C or S"):
        suspect_attention(letter)


@pytest.mark.parametrize("seed", [-1, 0.5, "0"])
def test_a_seed_is_a_whole_number(seed):
    with pytest.raises(ValueError, match="whole number from 0"):
        suspect_attention("A", seed)


def test_each_seed_has_a_leak_and_a_wrong_gradient():
    leaks, wrong = NAMES[: len(LEAKS)], NAMES[len(LEAKS) : -1]
    for seed in range(60):
        exercise = find("11.7")
        told = exercise.truth(**exercise.numbers(seed))
        names = {told[letter] for letter in "ABC"}
        assert len(names) == 3
        assert names & {*leaks}
        assert names & {*wrong}


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("gradient_check", "A seen: 'check' is not what"),
        ("leak", "is no list of them"),
        ("", "is no list of them"),
        (3, "A seen should be a text"),
        (..., "dots are left"),
    ],
)
def test_of_an_odd_list_of_instruments_the_form_is_said(part, words):
    exercise = find("11.7")
    told = exercise.truth(**exercise.numbers(0)) | {"A seen": part}
    assert words in verdict(exercise, tuple(told.values())).symptom


@pytest.mark.parametrize("id", ["11.1", "11.5", "11.9", "12.1"])
def test_each_slip_with_drawn_numbers_is_told_its_own_cause(id):
    """No other slip gives the same numbers, so nothing untrue is said."""
    exercise = find(id)
    for seed in range(3):
        numbers = exercise.numbers(seed)
        for slip in exercise.chain.slips:
            answer = exercise.chain.answer(slip)(**numbers)
            said = verdict(exercise, answer, seed)
            assert said.mistake == slip.id, (seed, said)
            assert slip.cause in said.cause


@pytest.mark.parametrize(
    ("slip", "heading"),
    [
        ("slope-missing", "04-backward-pass#Through an activation"),
        ("tanh-twice", "04-backward-pass#Through an activation"),
        ("not-squared", "04-backward-pass#Through an activation"),
        ("dW-past-tanh", "04-backward-pass#Through an activation"),
        ("untransposed", "04-backward-pass#The batch"),
        ("dW-turned", "04-backward-pass#The batch"),
        ("dW-of-H", "04-backward-pass#The batch"),
        ("to-all-rows", "10-sequences#A row for every letter"),
        ("subtracted", "03-chain-rule#At a fork"),
    ],
)
def test_a_link_leads_to_where_the_mistake_is_explained(slip, heading):
    exercise = find("11.8")
    said = verdict(exercise, exercise.chain.slipped(slip))
    assert said.mistake == slip
    assert said.section.startswith(heading)
