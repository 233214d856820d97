"""The catalogue of chapter 11 keeps its word: what fails, what leaks.

The sizes of the check all differ, and no gain is 1. Nothing is trained.
"""

import numpy as np
import pytest
from attentions import names_net

from backprop import (
    GradientCheckError,
    LayerNorm,
    Linear,
    Residual,
    SelfAttention,
    SoftmaxCrossEntropy,
    attention,
    check_causal,
    check_rows,
    gradient_check,
)
from backprop.mistakes import ATTENTION_MISTAKES, AttentionMistake

EACH = pytest.mark.parametrize(
    "mistake", ATTENTION_MISTAKES.values(), ids=lambda m: m.id
)
NET = pytest.mark.parametrize(
    "mistake", [None, *ATTENTION_MISTAKES.values()],
    ids=lambda m: m.id if m else "right",
)  # fmt: skip


def drawn(kind, base, rng):
    """A layer of this kind, and an X for it."""
    if base is SelfAttention:
        return kind(12, 3, rng), rng.normal(size=(5, 7, 12))
    X = rng.normal(size=(4, 7, 5))
    if base is LayerNorm:
        return kind.from_arrays(*rng.normal(size=(2, 5))), X
    return kind(Linear(5, 5, rng)), X


def accused(layer, X, rng):
    """The arrays that gradient_check calls wrong; all others must agree."""
    try:
        report = gradient_check(layer, X, rng)
    except GradientCheckError as error:
        report = error.report
    assert {v.verdict for v in report.values()} <= {"agrees", "wrong"}
    return tuple(n for n, v in report.items() if v.verdict == "wrong")


def leaks(layer, X, rng):
    """Whether check_causal finds that an output sees the future."""
    try:
        return not check_causal(layer, X, rng)
    except GradientCheckError as error:
        return "moves when the inputs from time" in str(error)


@EACH
def test_the_checks_find_what_the_catalogue_says(mistake):
    rng = np.random.default_rng(0)
    layer, X = drawn(mistake.layer, mistake.base, rng)
    assert accused(layer, X, rng) == mistake.fails_on
    assert leaks(layer, X, rng) == mistake.leaks
    assert check_rows(layer, X, rng)


@pytest.mark.parametrize("base", [SelfAttention, LayerNorm, Residual])
def test_the_layers_that_are_edited_are_right(base):
    rng = np.random.default_rng(0)
    layer, X = drawn(base, base, rng)
    assert accused(layer, X, rng) == ()
    assert not leaks(layer, X, rng)


@NET
def test_in_the_whole_net_the_same_leaks(mistake):
    """And the loss's first value tells none of them apart."""
    rng = np.random.default_rng(1)
    net, tokens = names_net(rng, mistake), rng.integers(0, 27, (3, 5))
    assert sum(p.size for p in net.params().values()) == 14_779
    assert leaks(net, tokens, rng) == bool(mistake and mistake.leaks)
    loss = SoftmaxCrossEntropy()
    value = loss.forward(net.forward(tokens), rng.integers(0, 27, (3, 5)))
    assert 2 < value < 8


@EACH
def test_a_mistake_is_an_edit_that_runs(mistake):
    """What is shown stands in the source; the right layer is untouched."""
    rng = np.random.default_rng(2)
    assert isinstance(mistake, AttentionMistake)
    for right, wrong in zip(
        mistake.right.split("\n\n"), mistake.wrong.split("\n\n"), strict=True
    ):
        assert 1 <= len(wrong.splitlines()) <= 3
        for line in wrong.splitlines():
            assert line.strip() in mistake.layer.source
        assert right != wrong
    assert mistake.layer is not mistake.base
    assert mistake.layer.__name__ == mistake.base.__name__
    layer, X = drawn(mistake.base, mistake.base, rng)
    other, _ = drawn(mistake.layer, mistake.base, np.random.default_rng(2))
    dY = np.random.default_rng(3).normal(size=X.shape)
    found = [
        [f.forward(X), f.backward(dY), *f.grads().values()]
        for f in (layer, other)
    ]
    same = [np.allclose(a, b) for a, b in zip(*found, strict=True)]
    assert not all(same)
    forward_is_right = same[0]
    assert forward_is_right == (
        not mistake.leaks
        and mistake.id not in ("scale-of-the-model", "two-variances")
    )


def test_the_gain_hides_the_norm_s_mistake_while_it_is_1():
    """And the check finds it all the same: it tries other parameters."""
    wrong = ATTENTION_MISTAKES["gain-forgotten"].layer
    X, dY = np.random.default_rng(4).normal(size=(2, 4, 5))
    layers = [LayerNorm(5), wrong(5)]
    for layer in layers:
        layer.forward(X)
    np.testing.assert_array_equal(*(f.backward(dY) for f in layers))
    rng = np.random.default_rng(5)
    assert accused(wrong(5), X, rng) == ("X",)


def test_one_head_hides_what_several_show():
    X = np.random.default_rng(6).normal(size=(3, 4, 6))
    for name in ("heads-not-transposed", "scale-of-the-model"):
        wrong, hidden = ATTENTION_MISTAKES[name].layer, []
        for heads in (1, 3):
            layers = [
                kind(6, heads, np.random.default_rng(7))
                for kind in (SelfAttention, wrong)
            ]
            hidden.append(
                np.array_equal(*(layer.forward(X) for layer in layers))
            )
        assert hidden == [True, False], name


def test_without_a_mask_late_and_early_are_the_same():
    """mask-after-softmax shows in a causal layer alone."""
    X = np.random.default_rng(8).normal(size=(3, 4, 6))
    wrong = ATTENTION_MISTAKES["mask-after-softmax"].layer
    for causal in (False, True):
        layers = [
            kind(6, 3, np.random.default_rng(9), causal)
            for kind in (SelfAttention, wrong)
        ]
        same = np.array_equal(*(layer.forward(X) for layer in layers))
        assert same == (not causal)
        assert (layers[1].A.sum(axis=-1) < 0.999).any() == causal
    assert attention(*X[:, None])[1].sum(axis=-1) == pytest.approx(1)


def test_what_the_three_instruments_see():
    """Four leak and pass every gradient check; nothing sees √D but a page."""
    every = ATTENTION_MISTAKES.values()
    assert len(every) == 13
    by = {
        "check": {m.id for m in every if m.fails_on},
        "causality": {m.id for m in every if m.leaks},
        "loss": {m.id for m in every if m.loss != "as right"},
    }
    assert by["causality"] == {
        "mask-after-softmax", "softmax-over-queries", "heads-not-transposed",
        "mask-missing",
    }  # fmt: skip
    assert not by["check"] & by["causality"]
    assert len(by["check"]) == 8
    assert {*ATTENTION_MISTAKES} - set().union(*by.values()) == {
        "scale-of-the-model"
    }
    words = {m.loss for m in ATTENTION_MISTAKES.values()}
    assert words == {"as right", "worse", "too good", "infinite"}


def test_each_source_is_a_link_and_five_mistakes_have_one():
    met = [m.source for m in ATTENTION_MISTAKES.values() if m.source]
    assert all("https://github.com/" in source for source in met)
    assert len(met) == 5
