"""What a report says: how wrong, in what way, and why not resolved."""

import re

import numpy as np
import pytest

from backprop import (
    GradientCheckError,
    Layer,
    Linear,
    Sequential,
    Sigmoid,
    Tanh,
    check_function,
    check_loss,
    gradient_check,
    softmax,
)


def start(seed=0):
    return np.random.default_rng(seed)


RNG = start()
X7, Y7 = RNG.normal(size=(7, 4)), RNG.normal(size=(7, 3))
P7 = {"W": RNG.normal(size=(4, 3)), "b": RNG.normal(size=3)}


def loss(W, b):
    return ((X7 @ W + b - Y7) ** 2).sum() / 7


def slopes(W, b):
    d = 2 * (X7 @ W + b - Y7) / 7
    return X7.T @ d, d.sum(axis=0)


def spoiled(how_W=lambda g: g, how_b=lambda g: g):
    def gradient(W, b):
        dW, db = slopes(W, b)
        return how_W(dW), how_b(db)

    return gradient


def failing(gradient):
    with pytest.raises(GradientCheckError) as caught:
        check_function(loss, gradient, *P7.values())
    return caught.value


def only_middle(g):
    return np.where(np.arange(3) == 1, g, 0)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (lambda g: 3 * g, "it is 3 times what it should be"),
        (lambda g: g / 4, "it is 1/4 of what it should be; 4 is"),
        (lambda g: 0.37 * g, "it is 0.37 times what it should be"),
        (lambda g: -g, "it has the wrong sign"),
        (lambda g: -3 * g, "3 times what it should be, with the wrong sign"),
        (lambda g: 0 * g, "it is 0 everywhere"),
        (lambda g: g + 1.5, "Every entry of it is off by 1.5"),
        (lambda g: g[::-1], "the right entries in reverse order"),
        (lambda g: np.where(np.arange(4)[:, None] == 2, g, 9.0),
         "right in row 2 alone"),
        (lambda g: np.where(np.arange(4)[:, None] == 2, 0, g),
         "3 of 12 entries; they are 0"),
        (lambda g: g * np.nan, "contains NaN"),
    ],
)  # fmt: skip
def test_a_wrong_array_is_told_by_its_relation(how, said):
    assert said in str(failing(spoiled(how)))


def test_a_transposed_square_is_told():
    A = start().normal(size=(3, 3))
    with pytest.raises(GradientCheckError, match="rows and columns exchanged"):
        check_function(
            lambda W: (A * W**2).sum(), lambda W: (2 * A * W).T, A + 1
        )


def test_every_array_has_its_line_its_count_and_both_arrays():
    error = failing(spoiled(lambda g: 3 * g, only_middle))
    assert [line.split()[0] for line in str(error).splitlines()[2:]] == [
        "W", "b",
    ]  # fmt: skip
    assert "12 of 12 entries" in str(error)
    assert "2 of 3 entries; they are 0" in str(error)
    v = error.report["W"]
    dW, _ = slopes(**P7)
    np.testing.assert_allclose(v.differences, dW, 1e-6)
    np.testing.assert_array_equal(v.claims, 3 * dW)
    assert (v.wrong, v.of) == (12, 12)
    assert error.report["argument 0"] is v
    with pytest.raises(KeyError):
        error.report["argument 2"]


def test_a_function_of_a_dict_of_arrays():
    report = check_function(
        lambda q: loss(**q),
        lambda q: dict(zip(q, slopes(**q), strict=True)),
        P7,
    )
    assert report
    assert list(report) == ["W", "b"]
    with pytest.raises(GradientCheckError, match="the gradient of b is wrong"):
        check_function(
            lambda q: loss(**q),
            lambda q: {"W": slopes(**q)[0], "b": 2 * slopes(**q)[1]},
            P7,
        )
    with pytest.raises(ValueError, match=r"keys \['W', 'b'\], got \['W'\]"):
        check_function(lambda q: loss(**q), lambda q: {"W": q["W"]}, P7)
    with pytest.raises(ValueError, match="got tuple"):
        check_function(lambda q: loss(**q), lambda q: slopes(**q), P7)
    with pytest.raises(ValueError, match="at least one array"):
        check_function(lambda q: 1.0, lambda q: q, {})


def test_names_come_from_the_function():
    report = check_function(loss, slopes, *P7.values())
    assert list(report) == ["W", "b"]
    star = check_function(
        lambda *a: loss(*a), lambda *a: slopes(*a), *P7.values()
    )
    assert list(star) == ["argument 0", "argument 1"]


def test_a_factor_is_named_by_what_it_counts():
    class Summed(Linear):
        def parameter_gradients(self, dY):
            dY = super().parameter_gradients(dY)
            self.dW = self.dW / len(dY)
            self.db = self.db / len(dY)
            return dY

    rng = start()
    with pytest.raises(
        GradientCheckError,
        match="it is 1/7 of what it should be; 7 is the number of examples",
    ) as caught:
        gradient_check(Summed(4, 3, rng), X7, rng)
    assert "right together with a loss that does not divide" in str(
        caught.value
    )

    class Columns(Layer):
        def __init__(self):
            self.W = start().normal(size=(3, 4))

        def forward(self, A):
            self.A = A
            return self.W @ A

        def backward(self, dZ):
            self.dW = dZ @ self.A.T / self.A.shape[1]
            return self.W.T @ dZ

        def params(self):
            return {"W": self.W}

        def grads(self):
            return {"W": self.dW}

    with pytest.raises(GradientCheckError, match="7 is the number of exam"):
        gradient_check(Columns(), X7.T, rng)


class Loss:
    """Softmax and cross-entropy of labels, with this k and epsilon."""

    def __init__(self, k=1.0, epsilon=0.0):
        self.k, self.epsilon = k, epsilon

    def forward(self, Z, labels):
        self.P, self.T = softmax(Z), np.eye(Z.shape[1])[labels]
        return float(-np.log(self.P[self.T > 0] + self.epsilon).mean())

    def backward(self):
        return self.k * (self.P - self.T) / len(self.P)


def test_a_loss_that_is_wrong_by_the_classes_says_so():
    labels = np.array([0, 2, 1, 1, 0, 2, 2])
    assert check_loss(Loss(), Y7, labels)
    with pytest.raises(GradientCheckError, match="3 is the number of classes"):
        check_loss(Loss(k=3), Y7, labels)
    with pytest.raises(GradientCheckError, match="7 is the number of exampl"):
        check_loss(Loss(k=1 / 7), Y7, labels)


def test_an_epsilon_is_no_wrong_formula_and_said_to_be_none():
    with pytest.raises(
        GradientCheckError, match="an epsilon or rounded constants, not the f"
    ):
        check_loss(Loss(epsilon=1e-7), Y7, np.array([0, 2, 1, 1, 0, 2, 2]))


# Why unresolved


class Single(Tanh):
    def forward(self, X):
        return super().forward(X.astype(np.float32))


class Hidden(Tanh):
    def forward(self, X):
        return super().forward(X.astype(np.float32)).astype(np.float64)


class BatchNorm(Layer):
    def forward(self, X):
        self.sd = np.sqrt(X.var(0) + 1e-5)
        self.Y = (X - X.mean(0)) / self.sd
        return self.Y

    def backward(self, dY):
        along = (dY * self.Y).mean(0)
        return (dY - dY.mean(0) - self.Y * along) / self.sd


class Bent(Layer):
    def forward(self, X):
        self.X = X
        return np.abs(X)

    def backward(self, dY):
        return dY * np.sign(self.X)


class Waves(Layer):
    def forward(self, X):
        self.X = X
        return np.sin(1e5 * X)

    def backward(self, dY):
        return 1e5 * dY * np.cos(1e5 * self.X)


@pytest.mark.parametrize(
    ("layer", "X", "name", "said"),
    [
        (Single(), X7, "X", "float32 inside; h="),
        (Hidden(), X7, "X", "float32 inside; h="),
        (Bent(), np.array([[1e-6, 1.0]]), "X", "a kink within h"),
        (Bent(), np.array([[-4e-6, 1.0]]), "X", "a kink within h"),
        (Bent(), np.array([[9e-6, 1.0]]), "X", "a kink within h"),
        (Waves(), X7, "X", "it bends within h: take a smaller h"),
        (Sequential(Linear(4, 3, start()), Tanh()), 1e4 * X7, "0.W",
         "zero on both sides here: saturation or scale"),
        (Sigmoid(), 18 + np.abs(X7), "X", "saturation or scale"),
        (Bent(), np.zeros((2, 3)), "X", "zero on both sides here"),
    ],
)  # fmt: skip
def test_unresolved_says_which_of_its_causes(layer, X, name, said):
    report = gradient_check(layer, X, start())
    v = report[name]
    assert v.verdict == "unresolved"
    assert said in v.says
    assert said in repr(report)
    assert not report


def test_the_h_and_tolerance_for_float32_do_work():
    for layer in (Single(), Hidden()):
        says = gradient_check(layer, X7, start())["X"].says
        h, tolerance = re.search("h=(.*), tolerance=(.*) agree", says).groups()
        assert gradient_check(
            layer, X7, start(), h=float(h), tolerance=float(tolerance)
        )


def test_a_bias_in_front_of_a_batch_norm_is_zero_by_its_own_word():
    for seed in range(10):
        rng = start(seed)
        net = Sequential(Linear(4, 3, rng), BatchNorm())
        report = gradient_check(net, X7, rng)
        assert report["0.b"].verdict == "zero"
        assert "0 on both sides: no nudge of it moves" in repr(report)
        assert report


def test_a_bias_that_forward_forgot_is_not_zero():
    class Forgot(Linear):
        def forward(self, X):
            return super().forward(X) - self.b

        def parameter_gradients(self, dY):
            dY = super().parameter_gradients(dY)
            self.db = 0 * self.db
            return dY

    rng = start()
    report = gradient_check(Forgot(4, 3, rng), X7, rng)
    assert report["b"].verdict in ("unresolved", "zero")

    class Copied(Linear):
        def params(self):
            return {"W": self.W, "b": self.b.copy()}

        def grads(self):
            return {"W": self.dW, "b": 0 * self.db}

    with pytest.raises(GradientCheckError, match="it is 0 everywhere") as e:
        gradient_check(Copied(4, 3, rng), X7, rng)
    report = e.value.report  # of the b on the layer, not of its copy
    assert report["b"].verdict == "wrong"
    assert "params() returns copies" in report.unchecked["params()"]


def test_a_copy_or_a_true_zero_is_hinted_at():
    class Gate(Layer):
        def __init__(self):
            self.W, self.state = start().normal(size=(4, 3)), np.zeros((7, 3))

        def forward(self, X):
            self.X, self.f = X, 1 / (1 + np.exp(-X @ self.W))
            return self.f * self.state + X[:, :3]

        def backward(self, dY):
            dZ = dY * self.X[:, :3] * self.f * (1 - self.f)
            self.dW = self.X.T @ dZ
            dX = np.zeros_like(self.X)
            dX[:, :3] = dY
            return dX

        def params(self):
            return {"W": self.W}

        def grads(self):
            return {"W": self.dW}

    with pytest.raises(
        GradientCheckError, match="a copy of it, or its true gradient is 0"
    ):
        gradient_check(Gate(), X7, start())


def test_entries_asks_some_and_says_so():
    rng = start()
    report = gradient_check(Linear(4, 3, rng), X7, rng, entries=5)
    assert report
    assert "5 of 12 entries asked" in repr(report)
    assert np.isnan(report["W"].differences).sum() == 7
    assert "entries asked" not in repr(report).splitlines()[2]
    assert check_function(loss, slopes, *P7.values(), entries=2, rng=rng)
    wrong = spoiled(lambda g: -g)
    with pytest.raises(GradientCheckError, match="of W is wrong"):
        check_function(loss, wrong, *P7.values(), entries=2, rng=rng)


def test_a_claim_that_is_not_zero_is_not_called_zero():
    """Behind an offset of 1e12 rounding hides the slope, and the claim."""
    x = np.array([1.0, 2.0])
    report = check_function(
        lambda x: 1e12 + 3 * float(x.sum()), lambda x: 7 + 0 * x, x
    )
    assert not report
    assert report["x"].verdict == "unresolved"
