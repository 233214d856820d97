"""gradient_check never accuses a right gradient.

Where a measurement cannot tell, the verdict is *unresolved*; but ordinary
layers, losses and nets do come out as *agrees*.
"""

from collections import Counter

import numpy as np
import pytest
from samples import ACTIVATIONS, LOSSES, net, target_for

from backprop import (
    Layer,
    LeakyReLU,
    Linear,
    MeanSquaredError,
    ReLU,
    Sequential,
    Sigmoid,
    SigmoidCrossEntropy,
    Softmax,
    SoftmaxCrossEntropy,
    Tanh,
    check_function,
    check_loss,
    gradient_check,
)

SMOOTH = [Sigmoid, Tanh, Softmax]


def tally(check, seeds):
    """How often each verdict came; GradientCheckError is a failure."""
    count = Counter()
    for seed in range(seeds):
        report = check(np.random.default_rng(seed))
        count.update(v.verdict for v in report.values())
    return count


def share(count, verdict="agrees"):
    return count[verdict] / count.total()


# Three hundred seeds


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_right_layer_agrees_300_times_of_300(activation):
    def check(rng):
        return gradient_check(activation(), rng.normal(size=(3, 4)), rng)

    # A kink within 1e-5 of one of 12 entries comes once in 10,000.
    assert share(tally(check, 300)) >= 0.99


def test_a_right_linear_layer_agrees_300_times_of_300():
    def check(rng):
        layer = Linear(4, 3, rng)
        return gradient_check(layer, rng.normal(size=(2, 4)), rng)

    assert tally(check, 300) == {"agrees": 900}


@pytest.mark.parametrize("loss", LOSSES)
def test_a_right_loss_agrees_300_times_of_300(loss):
    def check(rng):
        prediction = rng.normal(size=(3, 4))
        target = target_for(loss, prediction, rng)
        return check_loss(loss(), prediction, target)

    assert tally(check, 300) == {"agrees": 300}


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_right_net_is_never_wrong_in_300_and_mostly_agrees(activation):
    def check(rng):
        model = net(rng, (2, 3, 2), activation)
        return gradient_check(model, rng.normal(size=(3, 2)), rng)

    # What is left over: a kink within 1e-5 of a pre-activation, or a ReLU
    # net whose hidden units are all off, so that its gradient is zero.
    count = tally(check, 300)
    assert share(count) >= (0.99 if activation in SMOOTH else 0.97), count


# Where it must not tell


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("scale", [30.0, 1e6, 1e-3, 1e-8])
def test_weights_of_any_size_are_never_called_wrong(activation, scale):
    def check(rng):
        model = net(rng, (3, 4, 2), activation, scale)
        return gradient_check(model, rng.normal(size=(5, 3)), rng)

    count = tally(check, 12)
    if scale == 30 and activation in SMOOTH:
        assert count["unresolved"]  # saturated


@pytest.mark.parametrize("scale", [1e-2, 1e-3, 1e-4, 1e-6, 1e-10])
def test_a_relu_net_that_starts_small_without_biases_is_never_wrong(scale):
    """Whole rows stand at the kink, others nearer to it than any nudge."""

    def check(rng):
        model = net(rng, (4, 6, 5, 3), ReLU)
        for layer in model.layers[::2]:
            layer.W *= scale
            layer.b[...] = 0.0
        return gradient_check(model, rng.normal(size=(9, 4)), rng)

    for seed in range(60, 80):  # 62, 63 and 72 once came out wrong
        check(np.random.default_rng(seed))


def test_ten_sigmoid_layers_at_once_are_unresolved():
    def check(rng):
        model = net(rng, (4, *[3] * 10, 2), Sigmoid)
        return gradient_check(model, rng.normal(size=(5, 4)), rng)

    count = tally(check, 5)
    assert 0.4 <= share(count, "unresolved") <= 0.9


@pytest.mark.parametrize("activation", [ReLU, LeakyReLU])
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("near", [0.0, 1e-6, 3e-6, 5e-6, 9e-6])
def test_a_kink_within_h_is_unresolved(activation, near, sign):
    def check(rng):
        X = rng.normal(size=(2, 3))
        X[1, 2] = sign * near
        return gradient_check(activation(), X, rng)

    assert tally(check, 20) == {"unresolved": 20}


def test_half_a_slope_at_a_kink_is_no_pass():
    """The central difference is ½ there, and so may a claim be."""

    class Half(ReLU):
        def forward(self, X):
            Y = super().forward(X)
            self.mask[X == 0] = 0.5
            return Y

    X = np.array([[0.0, 1.0, -2.0]])
    report = gradient_check(Half(), X, np.random.default_rng(0))
    assert report["X"].verdict == "unresolved"


def test_a_kink_beyond_h_does_not_matter():
    def check(rng):
        return gradient_check(ReLU(), np.array([[1.1e-5, -1.1e-5, 2.0]]), rng)

    assert tally(check, 20) == {"agrees": 20}


@pytest.mark.parametrize(
    ("layer", "X"),
    [
        (Sigmoid(), [[40.0, -40.0, 40.0]]),
        (Tanh(), [[40.0, -40.0, 40.0]]),
        (Softmax(), [[800.0, 0.0, -800.0]]),
        (ReLU(), [[-1.0, -2.0, -3.0]]),
        (
            Sequential(Linear.from_arrays(np.eye(2), [-9, -9]), ReLU()),
            [[1, 2]],
        ),
    ],
)
def test_a_gradient_that_is_all_zero_or_saturated_is_unresolved(layer, X):
    report = gradient_check(layer, X, np.random.default_rng(0))
    assert {v.verdict for v in report.values()} == {"unresolved"}
    assert not report


def test_mean_squared_error_at_its_target_is_unresolved():
    for scale in (1.0, 1e-9, 1e6):
        Y = scale * np.random.default_rng(0).normal(size=(3, 4))
        assert not check_loss(MeanSquaredError(), Y, Y)


@pytest.mark.parametrize("offset", [1e3, 1e6, 1e9])
def test_logits_with_a_large_offset_are_never_called_wrong(offset):
    def check(rng):
        Z = offset + rng.normal(size=(3, 4))
        report = gradient_check(Softmax(), Z, rng)
        for loss in LOSSES:
            target = target_for(loss, Z, rng)
            report[loss] = check_loss(loss(), Z, target)["prediction"]
        return report

    tally(check, 12)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_float32_layers_are_never_called_wrong(activation):
    def check(rng):
        model = net(rng, (3, 4, 2), activation, dtype=np.float32)
        X = rng.normal(size=(5, 3)).astype(np.float32)
        return gradient_check(model, X, rng)

    tally(check, 20)


@pytest.mark.parametrize("activation", [Sigmoid, Tanh, LeakyReLU])
@pytest.mark.parametrize("offset", [0.0, 100.0, 1e6])
def test_one_row_of_many_inputs_is_never_called_wrong(activation, offset):
    def check(rng):
        model = net(rng, (150, 2, 3), activation)
        return gradient_check(model, offset + rng.normal(size=(1, 150)), rng)

    count = tally(check, 2)
    assert offset or share(count) == 1.0


def test_inputs_of_mixed_scales_are_never_called_wrong():
    def check(rng):
        X = rng.normal(size=(6, 5)) * 10.0 ** np.arange(-6, 9, 3)
        return gradient_check(net(rng, (5, 4, 3), Tanh), X, rng)

    tally(check, 12)


# Right layers that measure badly: each came out wrong before the check
# asked at more than one step.


class Elementwise(Layer):
    """Y = f(X), dX = dY · slope(X)."""

    def __init__(self, f, slope):
        self.f, self.slope = f, slope

    def forward(self, X):
        self.X = X
        return self.f(X)

    def backward(self, dY):
        return dY * self.slope(self.X)


def single(X):
    return X.astype(np.float32)


HARD = {
    "rounding inside": (lambda X: (X + 1e8) - 1e8, np.ones_like, 1),
    "float32 inside": (
        lambda X: np.tanh(single(X)).astype(np.float64),
        lambda X: 1 - np.tanh(X) ** 2,
        1,
    ),
    "float32 out": (
        lambda X: np.tanh(single(X)),
        lambda X: 1 - np.tanh(single(X)) ** 2,
        1,
    ),
    "nine digits inside": (lambda X: np.round(np.sin(X), 9), np.cos, 1e-3),
    "steep": (
        lambda X: np.tanh(1e6 * X),
        lambda X: 1e6 * (1 - np.tanh(1e6 * X) ** 2),
        1e-6,
    ),
    "waves": (
        lambda X: np.sin(1e6 * X),
        lambda X: 1e6 * np.cos(1e6 * X),
        1,
    ),
    "a pole": (lambda X: 1 / X, lambda X: -1 / X**2, 1e-12),
    "a log near 0": (np.log, lambda X: 1 / X, (1e-7,)),
    "a root near 0": (np.sqrt, lambda X: 0.5 / np.sqrt(X), (1e-7,)),
    "an edge at its place": (np.abs, np.sign, 1e-5),
    "a parabola's foot": (np.square, lambda X: 2 * X, 0),
    "huge": (np.square, lambda X: 2 * X, 1e12),
    "tiny": (np.square, lambda X: 2 * X, 1e-12),
}


@pytest.mark.parametrize("on_a_grid", [False, True])
@pytest.mark.parametrize("name", HARD)
def test_a_right_layer_that_measures_badly_is_never_called_wrong(
    name, on_a_grid
):
    f, slope, size = HARD[name]

    def check(rng):
        X = rng.normal(size=(4, 5))
        X = size[0] * np.abs(X) if isinstance(size, tuple) else size * X
        X = single(X) if on_a_grid else X
        return gradient_check(Elementwise(f, slope), X, rng)

    tally(check, 40)


class Standardize(Layer):
    """Each row minus its mean, over its standard deviation."""

    def forward(self, X):
        X = X - X.mean(axis=1, keepdims=True)
        self.s = np.sqrt((X**2).mean(axis=1, keepdims=True))
        self.Y = X / self.s
        return self.Y

    def backward(self, dY):
        along = (dY * self.Y).mean(axis=1, keepdims=True)
        dY = dY - dY.mean(axis=1, keepdims=True)
        return (dY - self.Y * along) / self.s


@pytest.mark.parametrize("size", [1, 1e-6, 1e6])
@pytest.mark.parametrize("offset", [0, 1e3, 1e6])
def test_a_right_standardisation_is_never_called_wrong(size, offset):
    def check(rng):
        X = size * (offset + rng.normal(size=(4, 5)))
        return gradient_check(Standardize(), X, rng)

    count = tally(check, 12)
    assert (size, offset) != (1, 0) or count == {"agrees": 12}


def test_check_function_agrees_with_right_formulas():
    rng = np.random.default_rng(0)
    A, B = rng.normal(size=(3, 4)), rng.normal(size=(4, 2))
    report = check_function(
        lambda A, B: (A @ B).sum(),
        lambda A, B: (
            np.ones((3, 2)) @ B.T,
            A.T @ np.ones((3, 2)),
        ),
        A,
        B,
    )
    assert report
    assert list(report) == ["A", "B"]
    assert report["argument 1"] is report["B"]
    assert check_function(lambda x: x**3, lambda x: 3 * x**2, 1.7)
    integer = check_function(lambda x: (x**2).sum(), lambda x: 2 * x, [1, 2])
    assert integer


def test_a_layer_may_clear_its_own_gradients_at_each_forward():
    class Clearing(Linear):
        def forward(self, X):
            if self.dW is not None:
                self.dW[...] = 0.0
                self.db[...] = 0.0
            return super().forward(X)

    rng = np.random.default_rng(0)
    assert gradient_check(Clearing(4, 3, rng), rng.normal(size=(5, 4)), rng)


def test_a_check_leaves_its_arguments_and_the_parameters_alone():
    rng = np.random.default_rng(0)
    model, X = net(rng, (3, 4, 2), Tanh), rng.normal(size=(5, 3))
    kept = {"X": X.copy()} | {k: p.copy() for k, p in model.params().items()}
    gradient_check(model, X, rng)
    for name, array in {"X": X, **model.params()}.items():
        np.testing.assert_array_equal(array, kept[name])
    for loss in (SigmoidCrossEntropy(), SoftmaxCrossEntropy()):
        prediction = rng.normal(size=(4, 3))
        target = target_for(loss, prediction, rng)
        before = prediction.copy(), target.copy()
        check_loss(loss, prediction, target)
        np.testing.assert_array_equal(prediction, before[0])
        np.testing.assert_array_equal(target, before[1])


def test_a_report_is_a_table_of_what_was_measured():
    rng = np.random.default_rng(0)
    report = gradient_check(Linear(3, 2, rng), rng.normal(size=(4, 3)), rng)
    assert [line.split()[:2] for line in repr(report).splitlines()] == [
        [name, "agrees"] for name in ("X", "W", "b")
    ]
    for v in report.values():
        assert v.error < 1e-9
        assert v.uncertainty < 1e-7
        assert v.claimed == pytest.approx(v.measured, rel=1e-6)
