"""The catalogue of wrong convolutions keeps its word: what fails, what hides.

The sizes of the check all differ, windows overlap and there is padding.
"""

import numpy as np
import pytest
from convolutions import Sizes, drawn

from backprop import Conv2d, GradientCheckError, MaxPool2d, gradient_check
from backprop.mistakes import IMAGE_MISTAKES
from backprop.mistakes.convolution import LoopedConv2d, LoopedMaxPool2d

OPEN = Sizes(N=3, rows=3, columns=4, kh=5, kw=3, stride=2, padding=1)
HIDING = {
    "a kernel of 1 × 1": Sizes(kh=1, kw=1, padding=1),
    "windows that do not overlap": Sizes(kh=2, kw=3, stride=3),
    "no padding": Sizes(kh=5, kw=3, stride=2),
    "a single place and a single example": Sizes(N=1, rows=1, columns=1),
    "a single place": Sizes(rows=1, columns=1),
    "N = 1": Sizes(N=1, padding=1),
}
EACH = pytest.mark.parametrize(
    "mistake",
    [m for m in IMAGE_MISTAKES.values() if m.kind == "conv"],
    ids=lambda m: m.id,
)


def accused(kind, sizes):
    """The arrays that gradient_check calls wrong."""
    rng = np.random.default_rng(1)
    X, K, b, _ = drawn(sizes, rng, lambda rng, *shape: rng.normal(size=shape))
    layer = kind.from_arrays(K, b, stride=sizes.stride, padding=sizes.padding)
    try:
        report = gradient_check(layer, X, rng)
    except GradientCheckError as error:
        report = error
    lines = str(report).splitlines()
    return {line.split()[0] for line in lines if "  wrong  " in line}


@EACH
def test_the_check_accuses_what_the_catalogue_says(mistake):
    assert accused(mistake.layer, OPEN) == set(mistake.fails_on)


@pytest.mark.parametrize(
    "mistake",
    [m for m in IMAGE_MISTAKES.values() if m.hidden_by in HIDING],
    ids=lambda m: m.id,
)
def test_what_hides_a_mistake_hides_it(mistake):
    assert not accused(mistake.layer, HIDING[mistake.hidden_by])


def test_a_kernel_that_equals_its_half_turn_hides_a_turned_stamp():
    """From a plain comparison; the check moves the kernel, and finds it."""
    wrong = IMAGE_MISTAKES["stamp-turned"]
    X, K, b, dY = drawn(OPEN, np.random.default_rng(5))
    looks = {"stride": OPEN.stride, "padding": OPEN.padding}
    for kernel, hidden in ((K, False), (K + K[::-1, ::-1], True)):
        layers = [k.from_arrays(kernel, b, **looks)
                  for k in (wrong.layer, Conv2d)]  # fmt: skip
        for layer in layers:
            layer.forward(X)
        assert hidden == np.array_equal(*(a.backward(dY) for a in layers))
    unnamed = {m.hidden_by for m in IMAGE_MISTAKES.values()} - set(HIDING)
    assert unnamed == {
        wrong.hidden_by,
        IMAGE_MISTAKES["every-maximum"].hidden_by,
    }


@pytest.mark.parametrize("sizes", [OPEN, *HIDING.values()], ids=str)
def test_the_loop_that_is_edited_is_right(sizes):
    rng = np.random.default_rng(2)
    X, K, b, dY = drawn(sizes, rng)
    looped, layer = (
        kind.from_arrays(K, b, stride=sizes.stride, padding=sizes.padding)
        for kind in (LoopedConv2d, Conv2d)
    )
    for a in (looped, layer):
        a.forward(X)
    np.testing.assert_array_equal(looped.backward(dY), layer.backward(dY))
    np.testing.assert_array_equal(looped.dK, layer.dK)
    np.testing.assert_array_equal(looped.db, layer.db)


@pytest.mark.parametrize("sizes", [OPEN, *HIDING.values()], ids=str)
@pytest.mark.parametrize(
    "kind",
    [LoopedConv2d, *(m.layer for m in IMAGE_MISTAKES.values()
                     if m.kind == "conv")],
)  # fmt: skip
def test_a_first_layer_presses_no_stamp(kind, sizes, monkeypatch):
    """Training spares the images' dX; no mistake comes or goes with it."""
    X, K, b, dY = drawn(sizes, np.random.default_rng(6))
    layer = kind.from_arrays(K, b, stride=sizes.stride, padding=sizes.padding)
    layer.forward(X)
    layer.backward(dY)
    dK, db = layer.dK, layer.db
    product = np.tensordot

    def no_stamp(A, B, axes):
        assert axes == (0, 0), "a stamp was pressed"
        return product(A, B, axes)

    monkeypatch.setattr(np, "tensordot", no_stamp)
    layer.parameter_gradients(dY)
    np.testing.assert_array_equal(layer.dK, dK)
    np.testing.assert_array_equal(layer.db, db)


@pytest.mark.parametrize(("size", "stride"), [(2, 2), ((3, 2), 1)])
def test_the_pool_that_is_edited_is_right(size, stride):
    rng = np.random.default_rng(3)
    X = rng.integers(0, 3, size=(3, 6, 8, 2)).astype(float)
    looped, pool = (k(size, stride) for k in (LoopedMaxPool2d, MaxPool2d))
    dY = rng.integers(1, 9, size=pool.forward(X).shape).astype(float)
    looped.forward(X)
    np.testing.assert_array_equal(looped.backward(dY), pool.backward(dY))


def test_every_maximum_sends_more_than_came_and_only_at_a_tie():
    wrong = IMAGE_MISTAKES["every-maximum"].layer(2)
    tied = np.array([[1.0, 1.0], [0.0, 1.0]]).reshape(1, 2, 2, 1)
    wrong.forward(tied)
    assert wrong.backward(np.full((1, 1, 1, 1), 4.0)).sum() == 12
    rng = np.random.default_rng(4)
    X = rng.permutation(np.arange(96.0)).reshape(2, 6, 4, 2)
    assert "agrees" in str(gradient_check(wrong, X, rng))
    try:
        said = str(gradient_check(wrong, np.zeros((2, 2, 4, 1)), rng))
    except GradientCheckError as error:
        said = str(error)
    assert "unresolved" in said
    assert "  wrong  " not in said


def test_each_source_is_a_link_and_four_mistakes_have_one():
    met = [m.source for m in IMAGE_MISTAKES.values() if m.source]
    assert all("https://github.com/" in source for source in met)
    assert len(met) == 4
