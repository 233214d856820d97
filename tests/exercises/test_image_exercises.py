"""Chapter 9's own instruments: layers that sizes hide, kernels that find."""

import numpy as np
import pytest

from backprop import Conv2d
from backprop.exercises.chapter9 import BLIND, suspect_layer
from backprop.exercises.chapter9.hidden_names import LEAST, NAMES, SHOWS
from backprop.exercises.chapter9.kernel_mistakes import BAR
from backprop.exercises.chapter9.kernels import WANTED, share
from backprop.exercises.chapter9.suspect_layers import POOL, accused
from backprop.exercises.judging import verdict
from backprop.exercises.registry import find

OTHER = {"N": 3, "W": 6, "kw": 4, "c_in": 3, "c_out": 4, "stride": 1,
         "padding": 1}  # fmt: skip
ARRAYS = ("K", "b", "X", "X", "X", "X", "X", "X")  # what fails, of POOL


# 9.7: each mistake is hidden by the sizes that it is said to be hidden by


def test_every_suspect_has_a_name_and_a_size():
    assert len(POOL) == len(NAMES) == len(LEAST) == len(ARRAYS)
    assert {*NAMES, "none"} == set(SHOWS)


@pytest.mark.parametrize("number", range(len(POOL)), ids=NAMES)
def test_a_mistake_is_hidden_until_its_own_size_changes(number):
    kind, least = POOL[number], LEAST[number]
    assert accused(kind, {}) == "none"
    seen = {name: OTHER[name] for name in least}
    assert accused(kind, seen) == ARRAYS[number]
    for name in least if len(least) > 1 else ():
        assert accused(kind, {name: OTHER[name]}) == "none"


def test_a_right_layer_is_not_accused():
    for changes in ({}, OTHER, {"N": 3, "H": 6, "kh": 4, "c_in": 2}):
        assert accused(Conv2d, changes) == "none"


def test_a_suspect_looks_like_a_convolution():
    made = [suspect_layer(x).layer(N=2) for x in "ABCS"]
    assert {type(layer).__name__ for layer in made} == {"Conv2d"}
    assert len({frozenset(vars(type(layer))) for layer in made}) == 1
    assert all(type(x).__module__ == Conv2d.__module__ for x in made)
    shown = str([vars(suspect_layer(x)) for x in "ABC"])
    assert not any(kind.__name__ in shown for kind in POOL)


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ({"kh": 3}, "would drop"),
        ({"kh": 5}, "at least 5 rows"),
        ({"n": 3}, "got 'n'"),
        ({"N": 0}, "at least 1"),
        ({"W": 40}, "at most 12"),
    ],
)
def test_sizes_that_do_not_fit_are_refused(sizes, words):
    with pytest.raises(ValueError, match=words):
        suspect_layer("A").fails(**sizes)


@pytest.mark.parametrize("letter", ["D", "", "AB", 1, None])
def test_there_are_three_suspects_and_one_that_is_shown(letter):
    with pytest.raises(ValueError, match="expected A, B, C or S"):
        suspect_layer(letter)


def test_sizes_in_full_count_by_what_they_change():
    exercise, told = find("9.7"), []
    for part in exercise.truth(**exercise.numbers(0)).values():
        names = () if isinstance(part, str) else part
        told.append(part if names == () else BLIND | {
            name: OTHER[name] for name in names
        })  # fmt: skip
    assert verdict(exercise, tuple(told)).passed


# 9.8: what is wanted is not to be had by chance


def test_neither_a_blank_nor_a_random_kernel_finds_the_bar():
    assert share(np.zeros((3, 3))) == share(np.ones((3, 3)) * 0) == 0.5
    random = [
        share(np.random.default_rng(seed).normal(size=(3, 3)))
        for seed in range(20)
    ]
    assert max(random) < WANTED - 0.1
    assert share(BAR) > WANTED


def test_the_share_forgets_how_large_a_kernel_is():
    assert share(BAR) == share(3 * BAR)
    assert abs(share(BAR) - share(1e-12 * BAR)) < 1e-9


def test_own_and_learned_are_both_asked():
    def halves(own, learned):
        said = verdict(find("9.8"), lambda X, t: (own, learned(X, t)))
        return said.mistake

    def trained(X, t):
        return BAR + 0.01 * X[t == 1].mean(axis=0)[:3, :3]

    assert halves(BAR, trained) == ""
    assert halves(np.zeros((3, 3)), trained) == "blank"
    assert halves(BAR, lambda X, t: 2 * BAR) == "learned-is-own"
    assert halves(BAR, lambda X, t: BAR + np.eye(3) / 9) == "not-learned"
