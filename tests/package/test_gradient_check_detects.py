"""gradient_check finds wrong gradients, and says where."""

import numpy as np
import pytest
from samples import ACTIVATIONS, net

from backprop import (
    GradientCheckError,
    Layer,
    Linear,
    MeanSquaredError,
    ReLU,
    Sequential,
    Sigmoid,
    SoftmaxCrossEntropy,
    Tanh,
    check_function,
    check_loss,
    gradient_check,
)

KEYS = ["X", "0.W", "0.b", "2.W", "2.b"]


class Tampered(Layer):
    """A right net whose gradient named `key` is spoiled by `how`."""

    def __init__(self, model, key, how):
        self.model, self.key, self.how = model, key, how

    def forward(self, X):
        return self.model.forward(X)

    def backward(self, dY):
        dX = self.model.backward(dY)
        arrays = {"X": dX, **self.model.grads()}
        arrays = {name: g.copy() for name, g in arrays.items()}
        self.how(arrays[self.key])
        self.spoiled = arrays
        return arrays["X"]

    def params(self):
        return self.model.params()

    def grads(self):
        return {k: g for k, g in self.spoiled.items() if k != "X"}


def largest(g):
    return np.unravel_index(np.argmax(np.abs(g)), g.shape)


def smallest(g):
    sizes = np.where(g == 0, np.inf, np.abs(g))
    return np.unravel_index(np.argmin(sizes), g.shape)


def scale_one(factor, where):
    def spoil(g):
        g[where(g)] *= factor

    return spoil


SPOILED = {
    "one entry by 1e-5": scale_one(1 + 1e-5, largest),
    "one entry by 1e-6": scale_one(1 + 1e-6, largest),
    "the sign of the largest entry": scale_one(-1, largest),
    "the sign of the smallest entry": scale_one(-1, smallest),
    "one entry left out": scale_one(0, largest),
    "one entry NaN": scale_one(np.nan, largest),
    "one entry infinite": scale_one(np.inf, largest),
    "a factor 1 + 1e-6": lambda g: np.multiply(g, 1 + 1e-6, out=g),
    "a factor N": lambda g: np.multiply(g, 7, out=g),
    "a factor 1/N": lambda g: np.multiply(g, 1 / 7, out=g),
    "the sign": lambda g: np.negative(g, out=g),
    "nothing but zeros": lambda g: g.fill(0.0),
}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_gradient_is_wrong_and_named(name, activation, key):
    for seed in range(3):
        rng = np.random.default_rng(seed)
        model = net(rng, (5, 4, 3), activation)
        layer = Tampered(model, key, SPOILED[name])
        with pytest.raises(GradientCheckError) as caught:
            gradient_check(layer, rng.normal(size=(7, 5)), rng)
        message, report = str(caught.value), caught.value.report
        v = report[key]
        assert v.verdict == "wrong"
        assert [k for k in report if report[k].verdict == "wrong"] == [key]
        assert f"the gradient of {key} is wrong at index {v.index}" in message
        assert f"backward gives {v.claimed:.8g}" in message
        assert f"finite differences give {v.measured:.8g}" in message
        np.testing.assert_equal(v.claimed, v.claims[v.index])


def test_a_small_entry_beside_large_ones_is_held_to_itself():
    """X in two units: the gradient of W has rows 1e8 apart."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(6, 2)) * [1e-4, 1e4]
    model = Sequential(Linear(2, 3, rng))
    layer = Tampered(model, "0.W", scale_one(-1, lambda g: (0, 1)))
    with pytest.raises(GradientCheckError, match=r"0\.W is wrong.*\(0, 1\)"):
        gradient_check(layer, X, rng)


def test_a_wrong_gradient_is_found_at_large_offsets_and_small_weights():
    rng = np.random.default_rng(0)
    for scale, offset in [(1e-2, 0.0), (1.0, 100.0)]:
        model = net(rng, (5, 4, 3), Tanh, scale)
        for key in ("2.W", "2.b"):
            layer = Tampered(model, key, scale_one(1 + 1e-5, largest))
            with pytest.raises(GradientCheckError, match=key):
                gradient_check(layer, offset + rng.normal(size=(7, 5)), rng)


class BiasMean(Linear):
    def parameter_gradients(self, dY):
        super().parameter_gradients(dY)
        self.db = dY.mean(axis=0)
        return dY


class Stale(Linear):
    """Keeps the first X it saw."""

    def forward(self, X):
        first = self.X
        Y = super().forward(X)
        self.X = Y[:, :0] if first is None else first
        self.X = X if first is None else first
        return Y


class FactorForgotten(Sigmoid):
    def backward(self, dY):
        return dY * self.Y


class KinkLeaks(ReLU):
    def backward(self, dY):
        return dY


@pytest.mark.parametrize(
    ("layer", "key"),
    [
        (BiasMean(4, 3, np.random.default_rng(0)), "b"),
        (Stale(4, 3, np.random.default_rng(0)), "W"),
        (FactorForgotten(), "X"),
        (KinkLeaks(), "X"),
    ],
)
def test_mistakes_people_make_are_wrong_and_named(layer, key):
    rng = np.random.default_rng(1)
    with pytest.raises(GradientCheckError, match=f"of {key} is wrong"):
        gradient_check(layer, rng.normal(size=(5, 4)), rng)


class InPlace(Layer):
    def __init__(self, what):
        self.what = what

    def forward(self, X):
        if self.what == "X":
            X *= 2.0
            return X.copy()
        return 2.0 * X

    def backward(self, dY):
        if self.what == "dY":
            dY *= 2.0
            return dY
        return 2.0 * dY


def test_changing_x_in_place_is_found():
    rng = np.random.default_rng(0)
    with pytest.raises(
        GradientCheckError, match="changed X in place: expected"
    ) as caught:
        gradient_check(InPlace("X"), rng.normal(size=(3, 4)), rng)
    assert caught.value.report["X"].verdict == "agrees"


def test_writing_on_dy_is_noted_beside_a_verdict():
    rng = np.random.default_rng(0)
    report = gradient_check(InPlace("dY"), rng.normal(size=(3, 4)), rng)
    assert report
    assert "writes on the dY" in repr(report)


def test_a_backward_that_updates_the_weights_is_noted_and_put_back():
    class Updating(Linear):
        def backward(self, dY):
            dX = super().backward(dY)
            self.W -= 0.1 * self.dW
            return dX

    rng = np.random.default_rng(0)
    layer = Updating(4, 3, rng)
    kept = layer.W.copy()
    report = gradient_check(layer, rng.normal(size=(5, 4)), rng)
    assert report
    assert "backward changes W" in repr(report)
    np.testing.assert_array_equal(layer.W, kept)


def test_a_backward_that_updates_before_dx_is_wrong():
    class TooSoon(Linear):
        def backward(self, dY):
            self.parameter_gradients(dY)
            self.W -= 0.1 * self.dW
            return dY @ self.W.T

    rng = np.random.default_rng(0)
    with pytest.raises(GradientCheckError, match="of X is wrong"):
        gradient_check(TooSoon(4, 3, rng), rng.normal(size=(5, 4)), rng)


class Wrapped(Linear):
    """A Linear whose parts can be replaced by the keyword arguments."""

    def __init__(self, **parts):
        super().__init__(4, 3, np.random.default_rng(0))
        self.__dict__.update(parts)


def backward_of(change):
    """A Linear whose backward's result is changed."""
    layer = Wrapped()
    layer.backward = lambda dY: change(Linear.backward(layer, dY))
    return layer


@pytest.mark.parametrize(
    ("layer", "error", "expected", "came"),
    [
        (backward_of(lambda dX: dX.T), GradientCheckError, r"\(5, 4\)",
         r"got \(4, 5\)"),
        (backward_of(lambda dX: dX[:1]), GradientCheckError, r"\(5, 4\)",
         r"got \(1, 4\)"),
        (backward_of(lambda dX: "x"), TypeError, "gradient of X", "<U1"),
        (backward_of(lambda dX: dX * 1j), TypeError, "gradient of X",
         "complex128"),
        (Wrapped(grads=lambda: {}), ValueError, "the same keys",
         r"\['W', 'b'\] and \[\]"),
        (Wrapped(grads=lambda: {"W": None, "b": None}), TypeError,
         "gradient of W", "object"),
        (Wrapped(grads=lambda: {"W": np.ones((3, 4)), "b": np.ones(3)}),
         GradientCheckError, r"of W has the wrong shape: expected \(4, 3\)",
         r"got \(3, 4\)"),
        (Wrapped(params=lambda: {"W": [1.0], "b": 1}), TypeError,
         "float arrays", "'W' of type list"),
        (Wrapped(params=lambda: {"W": np.ones((4, 3), "i8"), "b": 1}),
         TypeError, "float arrays", "int64"),
        (Wrapped(params=lambda: {"W": np.full((4, 3), np.nan)}), ValueError,
         "finite", "got nan"),
        (Wrapped(params=lambda: {"W": np.broadcast_to(1.0, (4, 3))}),
         ValueError, "writeable", "'W' read-only"),
        (Wrapped(forward=lambda X: None), TypeError, "Y of forward", "object"),
        (Wrapped(forward=lambda X: X * np.nan), ValueError, "finite", "nan"),
    ],
)  # fmt: skip
def test_a_layer_that_breaks_the_protocol_is_told_how(
    layer, error, expected, came
):
    rng = np.random.default_rng(0)
    with pytest.raises(error, match=f"(?s){expected}.*{came}"):
        gradient_check(layer, rng.normal(size=(5, 4)), rng)


@pytest.mark.parametrize("when", ["each call", "once"])
def test_parameters_that_are_copies_are_named_as_such(when):
    layer = Wrapped()
    copies = {name: p.copy() for name, p in Linear.params(layer).items()}
    layer.params = lambda: (
        copies
        if when == "once"
        else {name: p.copy() for name, p in Linear.params(layer).items()}
    )
    rng = np.random.default_rng(0)
    report = gradient_check(layer, rng.normal(size=(5, 4)), rng)
    assert not report
    assert report["W"].verdict == "agrees"  # the W that forward reads
    assert "params() returns copies; return the arrays" in repr(report)


def test_the_error_is_an_assertion_error_so_that_pytest_shows_it():
    assert issubclass(GradientCheckError, AssertionError)


class HalfSlope(MeanSquaredError):  # noqa: N818
    def backward(self):
        return super().backward() / 2


class NoMean(SoftmaxCrossEntropy):
    def backward(self):
        return super().backward() * len(self.P)


def test_a_wrong_loss_is_found():
    rng = np.random.default_rng(0)
    Y, T = rng.normal(size=(2, 5, 3))
    for loss, target in [(HalfSlope(), T), (NoMean(), [0, 1, 2, 0, 1])]:
        with pytest.raises(GradientCheckError, match="prediction is wrong"):
            check_loss(loss, Y, target)


def test_a_loss_that_forgot_the_mean_is_told_so():
    class RowLosses(MeanSquaredError):  # noqa: N818
        def forward(self, prediction, target):
            super().forward(prediction, target)
            return (self.error**2).mean(axis=1)

    Y = np.ones((5, 3))
    with pytest.raises(ValueError, match=r"one number, got shape \(5,\)"):
        check_loss(RowLosses(), Y, 0 * Y)


def test_a_wrong_formula_is_found():
    x = np.random.default_rng(0).normal(size=4)
    with pytest.raises(GradientCheckError, match="of x is wrong"):
        check_function(lambda x: (x**3).sum(), lambda x: 2 * x**2, x)
    with pytest.raises(GradientCheckError, match="of y is wrong"):
        check_function(
            lambda x, y: (x * y).sum(), lambda x, y: (y, y), x, x + 1
        )


@pytest.mark.parametrize("size", [1e-8, 1e-12, 1e-13])
def test_a_tiny_array_nearby_excuses_nothing(size):
    """Biases of 1e-13 once made every claim fit some step."""
    for seed in range(5):
        rng = np.random.default_rng(seed)
        layer = Linear(4, 3, rng)
        layer.b[:] = size * rng.normal(size=3)
        wrong = Tampered(layer, "b", lambda db: np.divide(db, 5, out=db))
        with pytest.raises(GradientCheckError, match="the gradient of b"):
            gradient_check(wrong, rng.normal(size=(5, 4)), rng)


def test_a_function_without_a_value_at_x_is_no_pass():
    def hole(x):
        return float("nan") if x == 1.0 else float(x)

    with pytest.raises(ValueError, match="must be finite, got nan"):
        check_function(hole, np.ones_like, np.array(1.0))


def test_a_parameter_may_not_take_the_name_of_the_input():
    class Clash(Linear):
        def params(self):
            return {"X": self.W}

        def grads(self):
            return {"X": self.dW}

    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="another name for the parameter"):
        gradient_check(Clash(4, 3, rng), rng.normal(size=(5, 4)), rng)


def test_a_loss_that_keeps_its_first_target_is_found():
    class Stale(MeanSquaredError):  # noqa: N818
        kept = None

        def forward(self, prediction, target):
            value = super().forward(prediction, target)
            if self.kept is None:
                self.kept = target
            self.error = prediction - self.kept
            return value

    rng = np.random.default_rng(0)
    with pytest.raises(GradientCheckError, match="of prediction is wrong"):
        check_loss(Stale(), rng.normal(size=(5, 3)), rng.normal(size=(5, 3)))
