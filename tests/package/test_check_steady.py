"""Losses, functions and nets that draw random numbers, or write on X."""

import numpy as np
import pytest

from backprop import (
    GradientCheckError,
    Linear,
    MeanSquaredError,
    Sequential,
    Tanh,
    check_direction,
    check_function,
    check_loss,
)

P = np.random.default_rng(0).normal(size=(5, 4))
TARGET = np.random.default_rng(1).normal(size=(5, 4))


class Squares:
    """A mean of squares; backward wants these arguments."""

    factor = 2.0

    def forward(self, y, t):
        return ((y - t) ** 2).mean()

    def slope(self, y, t):
        return self.factor * (y - t) / y.size


class Named(Squares):
    def backward(self, y, t):
        return self.slope(y, t)


class Exchanged(Squares):
    def backward(self, t, y):
        return self.slope(y, t)


class OneKnown(Squares):
    def backward(self, dvalues, t):
        return self.slope(dvalues, t)


class Others(Squares):
    def backward(self, guess, truth):
        return self.slope(guess, truth)


class OthersExchanged(Squares):
    def backward(self, truth, guess):
        return self.slope(guess, truth)


class Upstream(Squares):
    def forward(self, y, t):
        self.y, self.t = y, t
        return super().forward(y, t)

    def backward(self, dout):
        return dout * self.slope(self.y, self.t)


@pytest.mark.parametrize(
    "loss", [Named, Exchanged, OneKnown, Others, OthersExchanged, Upstream]
)
def test_a_loss_s_backward_gets_the_arguments_that_it_takes(loss):
    assert check_loss(loss(), P, TARGET)
    one = loss()
    one.factor = 1.0
    with pytest.raises(GradientCheckError, match="½|0.5"):
        check_loss(one, P, TARGET)


def test_arguments_of_unknown_names_are_said():
    assert "(guess, truth) was given" in repr(check_loss(Others(), P, TARGET))


def test_arguments_that_cannot_be_told_are_refused():
    class More(Squares):
        def backward(self, y, t, weights):
            return self.slope(y, t)

    with pytest.raises(TypeError, match=r"expected no arguments, or forward"):
        check_loss(More(), P, TARGET)


def writes(a):
    a -= 1.0
    return float((a**2).sum())


@pytest.mark.parametrize(
    ("f", "gradient", "said"),
    [
        (writes, lambda a: 2 * a, "f must leave its arguments"),
        (lambda a: float((a**2).sum()), lambda a: np.multiply(a, 2, out=a),
         "gradient must leave its arguments"),
        (lambda a: float((a**2).sum()) + np.random.default_rng().random(),
         lambda a: 2 * a, "f must return the same number twice"),
    ],
)  # fmt: skip
def test_a_function_that_draws_or_writes_is_named(f, gradient, said):
    a = np.array([1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match=said):
        check_function(f, gradient, a)
    np.testing.assert_array_equal(a, [1.0, 2.0, 3.0])


def test_a_loss_that_writes_is_named():
    class Writes(Named):
        def forward(self, y, t):
            y -= t
            return (y**2).mean()

    with pytest.raises(ValueError, match="forward must leave .* prediction"):
        check_loss(Writes(), P, TARGET)


def net(rng, *more):
    return Sequential(Linear(4, 5, rng), Tanh(), *more, Linear(5, 4, rng))


class Noise(Tanh):
    """Inverted dropout; the generator is on the layer, or made anew."""

    def __init__(self, rng):
        self.rng = rng

    def forward(self, X):
        rng = self.rng or np.random.default_rng()
        self.mask = 2.0 * (rng.random(X.shape) > 0.5)
        return X * self.mask

    def backward(self, dY):
        return dY * self.mask


def test_a_direction_through_dropout_starts_from_the_same_draws():
    rng = np.random.default_rng(2)
    one = net(rng, Noise(np.random.default_rng(3)))
    report = check_direction(one, MeanSquaredError(), P, TARGET, rng)
    assert report
    assert "draws random numbers" in repr(report)
    again = check_direction(one, Named(), P, TARGET, rng)
    assert again  # and the loss may take arguments
    with pytest.raises(ValueError, match="must be the same number twice"):
        check_direction(net(rng, Noise(None)), MeanSquaredError(), P, TARGET,
                        rng)  # fmt: skip


def test_a_direction_names_who_writes_on_x():
    class Writes(Tanh):
        def forward(self, X):
            X -= X.mean()
            return super().forward(X)

    rng = np.random.default_rng(2)
    one = Sequential(Writes(), *net(rng).layers)
    X = P.copy()
    with pytest.raises(ValueError, match="forward must leave .* X changed"):
        check_direction(one, MeanSquaredError(), X, TARGET, rng)
    np.testing.assert_array_equal(X, P)


class Listed:
    """A layer whose params and grads say what they are told."""

    def __init__(self, names, shape=lambda g: g):
        self.inner = Linear(4, 4, np.random.default_rng(5))
        self.names, self.shape = names, shape

    def forward(self, X):
        return self.inner.forward(X)

    def backward(self, dY):
        return self.inner.backward(dY)

    def params(self):
        return {n: self.inner.params()[k] for n, k in self.names.items()}

    def grads(self):
        return {
            n: self.shape(self.inner.grads()[k]) for n, k in self.names.items()
        }


def test_a_direction_takes_an_array_once_and_its_shape_seriously():
    rng = np.random.default_rng(6)
    twice = Listed({"first": "W", "second": "W", "b": "b"})
    report = check_direction(twice, MeanSquaredError(), P, TARGET, rng)
    assert report
    assert "second is the same array as first" in repr(report)
    scalar = Listed({"b": "b"}, lambda g: g.sum())
    with pytest.raises(GradientCheckError, match=r"expected \(4,\), as b has"):
        check_direction(scalar, MeanSquaredError(), P, TARGET, rng)
