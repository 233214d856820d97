"""The data are what they were, and come from rng alone."""

import hashlib

import numpy as np
import pytest

from backprop import (
    digits,
    letters,
    moons,
    names,
    noisy_sine,
    spirals,
    split,
    xor,
)

DIGITS = "87ff0c9e40dc7e2c0e34e7257799c2e3f3aec1a016363bb11cad869ec428a826"
NAMES = "cba14f452b7768bd7fe093035a67491d4a334061634ccfd51522fb796910e75e"


def test_the_digits_are_the_published_ones():
    X, labels = digits(raw=True)
    assert X.shape == (1797, 64)
    assert labels.shape == (1797,)
    stored = X.astype(np.uint8).tobytes() + labels.astype(np.uint8).tobytes()
    assert hashlib.sha256(stored).hexdigest() == DIGITS
    np.testing.assert_array_equal(X, X.astype(np.uint8))
    assert np.bincount(labels).tolist() == [
        *(178, 182, 177, 183, 181),
        *(182, 181, 179, 174, 180),
    ]


def test_the_digits_are_scaled_to_0_1():
    X, labels = digits()
    raw, same = digits(raw=True)
    np.testing.assert_array_equal(16 * X, raw)
    np.testing.assert_array_equal(labels, same)
    assert (X.min(), X.max()) == (0.0, 1.0)
    assert X.dtype == np.float64
    assert labels.dtype == np.intp
    X[...] = 9.0  # each call gives arrays of its own
    assert digits()[0].max() == 1.0


def test_xor_is_one_where_exactly_one_input_is():
    X, labels = xor()
    np.testing.assert_array_equal(labels, X[:, 0] != X[:, 1])
    assert len(np.unique(X, axis=0)) == 4


@pytest.mark.parametrize("n", [1, 7])
def test_shapes_and_labels(n):
    rng = np.random.default_rng(0)
    X, labels = moons(n, rng)
    assert X.shape == (2 * n, 2)
    assert np.bincount(labels).tolist() == [n, n]
    X, labels = spirals(n, rng, arms=5)
    assert X.shape == (5 * n, 2)
    assert np.bincount(labels).tolist() == [n] * 5
    X, y = noisy_sine(n, rng)
    assert X.shape == y.shape == (n, 1)
    assert np.abs(X).max() <= 1


@pytest.mark.parametrize("make", [moons, spirals, noisy_sine])
def test_a_seed_fixes_the_data_and_another_changes_it(make):
    one, same, other = (
        make(20, np.random.default_rng(seed))[0] for seed in (0, 0, 1)
    )
    np.testing.assert_array_equal(one, same)
    assert (one != other).any()


def test_without_noise_points_lie_on_their_curves():
    rng = np.random.default_rng(0)
    X, y = noisy_sine(50, rng, noise=0)
    np.testing.assert_allclose(y, np.sin(np.pi * X))
    X, labels = moons(50, rng, noise=0)
    centres = np.array([[0.0, 0.0], [1.0, 0.5]])[labels]
    np.testing.assert_allclose(np.linalg.norm(X - centres, axis=1), 1)
    X, labels = spirals(50, rng, noise=0)
    radius = np.linalg.norm(X, axis=1)
    angle = 4 * (labels + radius)
    np.testing.assert_allclose(X[:, 0], radius * np.sin(angle), atol=1e-12)


def test_the_names_are_those_of_the_census():
    every = names()
    stored = "".join(name + "\n" for name in every).encode()
    assert hashlib.sha256(stored).hexdigest() == NAMES
    assert len(every) == len(set(every)) == 5163
    assert every == sorted(every)
    assert {len(name) for name in every} == set(range(2, 12))
    assert set("".join(every)) == set("abcdefghijklmnopqrstuvwxyz")
    assert {"mary", "james", "christopher"} <= set(every)
    every.clear()  # each call gives a list of its own
    assert len(names()) == 5163


def test_letters_say_what_comes_next():
    X, labels = letters(["al", "zoe"])
    np.testing.assert_array_equal(X, [[0, 1, 12, -1], [0, 26, 15, 5]])
    np.testing.assert_array_equal(labels, [[1, 12, 0, -1], [26, 15, 5, 0]])
    assert X.dtype == labels.dtype == np.intp


def test_letters_and_names_hold_the_same():
    every = names()
    X, labels = letters(every)
    assert X.shape == labels.shape == (5163, 12)
    np.testing.assert_array_equal(X >= 0, labels >= 0)
    for name, row, after in zip(every, X, labels, strict=True):
        end = len(name) + 1
        assert row[0] == after[end - 1] == 0
        np.testing.assert_array_equal(row[1:end], after[: end - 1])
        assert "".join(chr(96 + k) for k in row[1:end]) == name
        assert set(row[end:]) | set(after[end:]) <= {-1}


def test_letters_take_any_list_of_strings():
    right = letters(["ann", "bo"])
    for same in (("ann", "bo"), np.array(["ann", "bo"])):
        np.testing.assert_array_equal(letters(same), right)


def test_tokens_are_dealt_as_whole_numbers():
    X, labels = letters(names()[:20])
    X, labels, X_test, labels_test = split(
        X, labels, 7, np.random.default_rng(0)
    )
    for part in (X, labels, X_test, labels_test):
        assert part.dtype == np.intp
    together = sorted(map(tuple, np.concatenate([X, X_test])))
    assert together == sorted(map(tuple, letters(names()[:20])[0]))
