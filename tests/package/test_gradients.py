"""Every layer, loss and net has the gradient that nudging measures."""

import numpy as np
import pytest
from samples import ACTIVATIONS, LOSSES, net, target_for

from backprop import (
    Linear,
    MeanSquaredError,
    Sequential,
    SigmoidCrossEntropy,
    SoftmaxCrossEntropy,
    check_function,
    check_loss,
    gradient_check,
    l2_penalty,
    numerical_gradient,
)


@pytest.mark.parametrize("N", [1, 7])
def test_linear_agrees_with_nudging(N):
    rng = np.random.default_rng(N)
    layer = Linear(4, 3, rng)
    layer.b += rng.normal(size=3)
    report = gradient_check(layer, rng.normal(size=(N, 4)), rng)
    assert report
    assert list(report) == ["X", "W", "b"]


@pytest.mark.parametrize("shape", [(7, 4), (1, 3), (5,), (2, 3, 4)])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_an_activation_agrees_with_nudging(activation, shape):
    rng = np.random.default_rng(1)
    report = gradient_check(activation(), rng.normal(size=shape), rng)
    assert report, report


@pytest.mark.parametrize("sizes", [(5, 3), (5, 4, 3), (4, 6, 5, 3)])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_net_agrees_with_nudging(activation, sizes):
    rng = np.random.default_rng(2)
    report = gradient_check(
        net(rng, sizes, activation), rng.normal(size=(7, sizes[0])), rng
    )
    assert report, report


def test_a_net_in_a_net_agrees_with_nudging():
    rng = np.random.default_rng(3)
    inner = net(rng, (4, 6, 5), ACTIVATIONS[1])
    report = gradient_check(
        Sequential(Linear(3, 4, rng), inner, ACTIVATIONS[0]()),
        rng.normal(size=(7, 3)),
        rng,
    )
    assert report, report
    assert "1.2.W" in report


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("N", [1, 7])
def test_a_loss_agrees_with_nudging(loss, N):
    rng = np.random.default_rng(4)
    prediction = rng.normal(size=(N, 4))
    report = check_loss(loss(), prediction, target_for(loss, prediction, rng))
    assert report, report


def test_losses_of_every_shape_agree_with_nudging():
    rng = np.random.default_rng(5)
    for shape in [(6,), (2, 3, 4)]:
        for loss in (MeanSquaredError(), SigmoidCrossEntropy()):
            prediction = rng.normal(size=shape)
            target = target_for(loss, prediction, rng)
            assert check_loss(loss, prediction, target)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_loss_of_a_net_agrees_with_nudging(activation, loss):
    """The chain from loss.backward() to every parameter and X."""
    rng = np.random.default_rng(6)
    model, X, loss = (
        net(rng, (4, 5, 3), activation),
        rng.random((7, 4)),
        loss(),
    )
    target = target_for(loss, model.forward(X), rng)

    def value(_):
        return loss.forward(model.forward(X), target)

    value(X)
    claimed = {"X": model.backward(loss.backward()), **model.grads()}
    for name, p in {"X": X, **model.params()}.items():
        measured = numerical_gradient(value, p)
        np.testing.assert_allclose(claimed[name], measured, atol=3e-9)


def test_the_mean_over_the_examples_is_taken_once():
    """Twice the same rows: the same loss, the same parameter gradients."""
    rng = np.random.default_rng(7)
    model, X = net(rng, (4, 5, 3), ACTIVATIONS[1]), rng.normal(size=(7, 4))
    for loss in (MeanSquaredError(), SoftmaxCrossEntropy()):
        target = target_for(loss, model.forward(X), rng)
        once = loss.forward(model.forward(X), target)
        model.backward(loss.backward())
        grads = model.grads()
        twice = loss.forward(
            model.forward(np.concatenate([X, X])),
            np.concatenate([target, target]),
        )
        model.backward(loss.backward())
        assert twice == pytest.approx(once, rel=1e-14)
        for name, dp in model.grads().items():
            np.testing.assert_allclose(dp, grads[name], atol=1e-15)


def test_l2_penalty_agrees_with_nudging_and_spares_biases():
    rng = np.random.default_rng(8)
    W, V, b = rng.normal(size=(4, 3)), rng.normal(size=(3, 5)), rng.random(5)

    def gradient(W, V):
        grads = l2_penalty({"W": W, "b": b, "V": V}, 0.3)[1]
        assert not grads["b"].any()
        assert grads["b"].shape == b.shape
        return grads["W"], grads["V"]

    def penalty(W, V):
        return l2_penalty({"W": W, "b": b, "V": V}, 0.3)[0]

    assert check_function(penalty, gradient, W, V)
    assert penalty(W, V) == pytest.approx(0.15 * ((W**2).sum() + (V**2).sum()))
