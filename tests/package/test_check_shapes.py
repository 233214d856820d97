"""gradient_check takes a layer as its owner wrote it.

Each kind of public layer gets its verdicts: the right one agrees, and the
same layer with a wrong dW is wrong in W alone. What was not checked is said.
"""

import types

import numpy as np
import pytest

from backprop import GradientCheckError, Layer, Linear, gradient_check


def start(seed=0):
    return np.random.default_rng(seed)


class Dense:
    """Attributes W, b, dW, db. `k` spoils dW."""

    k = 1.0

    def __init__(self):
        rng = start()
        self.W, self.b = rng.normal(size=(4, 3)), rng.normal(size=3)

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def both(self, dY):
        return self.k * self.X.T @ dY, dY.sum(axis=0)

    def backward(self, dY):
        self.dW, self.db = self.both(dY)
        return dY @ self.W.T


class DictAttributes(Dense):
    def __init__(self):
        super().__init__()
        self.params, self.grads = {"W": self.W, "b": self.b}, {}

    def backward(self, dY):
        self.grads["W"], self.grads["b"] = self.both(dY)
        return dY @ self.W.T


class Primed(DictAttributes):  # cs231n: grads["dW"]
    def backward(self, dY):
        self.grads["dW"], self.grads["db"] = self.both(dY)
        return dY @ self.W.T


class Lists(Dense):  # from scratch: params and grads are lists
    def __init__(self):
        super().__init__()
        self.params = [self.W, self.b]
        self.grads = [np.zeros_like(p) for p in self.params]

    def backward(self, dY):
        self.grads[0][...], self.grads[1][...] = self.both(dY)
        return dY @ self.W.T


class ListMethods(Dense):
    def params(self):
        return [self.W, self.b]

    def grads(self):
        return [self.dW, self.db]


class NumpyML(Dense):  # parameters, gradients
    def __init__(self):
        super().__init__()
        self.parameters = {"W": self.W, "b": self.b}
        self.gradients = {"W": 0 * self.W, "b": 0 * self.b}
        del self.W, self.b

    def forward(self, X):
        self.X = X
        return X @ self.parameters["W"] + self.parameters["b"]

    def backward(self, dY):
        dW, db = self.both(dY)
        self.gradients["W"] += dW
        self.gradients["b"] += db
        return dY @ self.parameters["W"].T

    def zero_grad(self):
        for g in self.gradients.values():
            g[...] = 0.0


class Nnfs:  # output, dinputs, dweights; nothing is returned
    k = 1.0

    def __init__(self):
        rng = start()
        self.weights = rng.normal(size=(4, 3))
        self.biases = rng.normal(size=(1, 3))

    def forward(self, inputs, training):
        self.inputs = inputs
        self.output = inputs @ self.weights + self.biases

    def backward(self, dvalues):
        self.dweights = self.k * self.inputs.T @ dvalues
        self.dbiases = dvalues.sum(axis=0, keepdims=True)
        self.dinputs = dvalues @ self.weights.T


class Updating:  # forward_propagation, backward_propagation with a rate
    k = 1.0

    def __init__(self):
        rng = start()
        self.weights, self.bias = rng.normal(size=(4, 3)), rng.normal(size=3)

    def forward_propagation(self, input_data):
        self.input = input_data
        return input_data @ self.weights + self.bias

    def backward_propagation(self, output_error, learning_rate):
        dX = output_error @ self.weights.T
        self.weights -= learning_rate * self.k * self.input.T @ output_error
        self.bias = self.bias - learning_rate * output_error.sum(axis=0)
        return dX


class Tupled(Dense):
    def backward(self, dY):
        dW, db = self.both(dY)
        return dY @ self.W.T, dW, db


class Named(Dense):
    def backward(self, dY):
        dW, db = self.both(dY)
        return {"dX": dY @ self.W.T, "dW": dW, "db": db}


class Cached(Dense):
    def forward(self, X):
        return X @ self.W + self.b, (X, self.W)

    def backward(self, dY, cache):
        X, W = cache
        self.dW, self.db = self.k * X.T @ dY, dY.sum(axis=0)
        return dY @ W.T


class CacheIsX(Dense):
    def forward(self, X):
        return super().forward(X), X


class Stored(Dense):
    def forward(self, X):
        self.output = super().forward(X)


class GivenX(Dense):  # backward(input, grad_output)
    def backward(self, input, grad_output):
        self.X = input
        return super().backward(grad_output)


class Kernel:
    k = 1.0

    def __init__(self):
        rng = start()
        self.kernel, self.bias = rng.normal(size=(4, 3)), rng.normal(size=3)

    def __call__(self, X):
        self.X = X
        return X @ self.kernel + self.bias

    def backward(self, dY):
        self.kernel_grad = self.k * self.X.T @ dY
        self.bias_grad = dY.sum(axis=0)
        return dY @ self.kernel.T


class Boxes(Dense):  # W.value, W.grad
    def __init__(self):
        super().__init__()
        box = types.SimpleNamespace
        self.W, self.b = box(data=self.W, grad=None), box(
            data=self.b, grad=None)  # fmt: skip

    def forward(self, X):
        self.X = X
        return X @ self.W.data + self.b.data

    def backward(self, dY):
        self.W.grad, self.b.grad = self.both(dY)
        return dY @ self.W.data.T


class Nested:  # a net: layers in a list, attributes in each
    k = 1.0

    def __init__(self):
        self.first = Dense()
        self.layers = [Dense()]
        self.layers[0].W = start(1).normal(size=(3, 2))
        self.layers[0].b = start(2).normal(size=2)

    def forward(self, X):
        return self.layers[0].forward(self.first.forward(X))

    def backward(self, dY):
        self.first.k = self.k
        return self.first.backward(self.layers[0].backward(dY))


class Memory(Dense):  # a list, first in, first out
    def __init__(self):
        super().__init__()
        self.memory = []

    def forward(self, X):
        self.memory.append(X)
        return X @ self.W + self.b

    def backward(self, dY):
        self.X = self.memory.pop(0)
        return super().backward(dY)


class Carrying(Dense):  # recurrent: a state carries on
    h = 0.0

    def forward(self, X):
        self.h = super().forward(X) + np.tanh(self.h)
        return self.h


class Drawing(Dense):
    def forward(self, X):
        self.mask = np.random.random((len(X), 3)) < 0.6
        return super().forward(X) * self.mask

    def backward(self, dY):
        return super().backward(dY * self.mask)


class View(Dense):  # a convolution's W_col is a view of W
    def forward(self, X):
        self.X, self.W_col = X, self.W.reshape(4, -1)
        return X @ self.W_col + self.b


class Rated:  # an optimizer of its own; given rate=0.01
    k = 1.0

    def __init__(self):
        rng = start()
        self.W, self.b = rng.normal(size=(4, 3)), rng.normal(size=(1, 3))

    def forward_pass(self, X, training=True):
        self.layer_input = X
        return X @ self.W + self.b

    def backward_pass(self, accum_grad):
        W = self.W
        self.W = W - 0.01 * self.k * self.layer_input.T @ accum_grad
        self.b = self.b - 0.01 * accum_grad.sum(axis=0, keepdims=True)
        return accum_grad @ W.T


class Slotted:
    __slots__ = ("W", "X", "b", "dW", "db", "k")

    def __init__(self):
        rng = start()
        self.W, self.b = rng.normal(size=(4, 3)), rng.normal(size=3)
        self.k = 1.0

    forward = Dense.forward

    def backward(self, dY):
        self.dW, self.db = self.k * self.X.T @ dY, dY.sum(axis=0)
        return dY @ self.W.T


class Loose(Dense):  # weights and dW, bias and db
    def __init__(self):
        super().__init__()
        self.weights, self.bias = self.W, self.b
        del self.W, self.b

    def forward(self, X):
        self.X = X
        return X @ self.weights + self.bias

    def backward(self, dY):
        self.dW, self.db = self.both(dY)
        return dY @ self.weights.T


class Model(Dense):  # model["W"], grads["W"]
    def __init__(self):
        super().__init__()
        self.model = {"W": self.W, "b": self.b}
        del self.W, self.b

    def forward(self, X):
        self.X = X
        return X @ self.model["W"] + self.model["b"]

    def backward(self, dY):
        self.grads = dict(zip("Wb", self.both(dY), strict=True))
        return dY @ self.model["W"].T


SHAPES = {
    Dense: "W", DictAttributes: "W", Primed: "W", Lists: "W",
    ListMethods: "W", NumpyML: "W", Nnfs: "weights", Updating: "weights",
    Tupled: "W", Named: "W", Cached: "W", CacheIsX: "W", Stored: "W",
    GivenX: "W", Kernel: "kernel", Boxes: "W", Nested: "first.W",
    Memory: "W", View: "W", Slotted: "W", Loose: "weights", Model: "W",
    Carrying: "W", Drawing: "W",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.__name__)
def test_a_right_layer_of_any_common_shape_is_true(shape):
    for seed in range(3):
        layer = shape()
        report = gradient_check(
            layer, start(seed).normal(size=(5, 4)), start()
        )
        assert report, report
        assert len(report) == (5 if shape is Nested else 3), report
        assert "X" in report
        assert SHAPES[shape] in report


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.__name__)
def test_a_wrong_gradient_is_named_in_any_common_shape(shape):
    layer = shape()
    layer.k = 7.0
    name = SHAPES[shape]
    with pytest.raises(
        GradientCheckError, match=f"of {name} is wrong(.|\n)*it is 7 times"
    ) as caught:
        gradient_check(layer, start().normal(size=(5, 4)), start())
    report = caught.value.report
    assert [n for n, v in report.items() if v.verdict == "wrong"] == [name]


def test_a_layer_is_left_as_it_was():
    for shape in SHAPES:
        layer, twin = shape(), shape()
        state = np.random.get_state()[1].copy()
        gradient_check(layer, start().normal(size=(5, 4)), start())
        np.testing.assert_array_equal(np.random.get_state()[1], state)
        if shape is not Slotted:
            assert vars(layer).keys() == vars(twin).keys(), shape


def test_an_update_of_its_own_is_read_at_the_rate_that_is_given():
    X = start().normal(size=(5, 4))
    report = gradient_check(Rated(), X, start())
    assert not report
    assert list(report.unchecked) == ["W", "b"]
    assert "rate= reads the gradient from it" in repr(report)
    assert gradient_check(Rated(), X, start(), rate=0.01)
    wrong = Rated()
    wrong.k = 5.0
    with pytest.raises(GradientCheckError, match="of W is wrong"):
        gradient_check(wrong, X, start(), rate=0.01)
    with pytest.raises(ValueError, match="rate must be .*above 0"):
        gradient_check(wrong, X, start(), rate=0.0)


def test_numbers_with_a_gradient_are_not_passed_over():
    class Scale(Layer):
        gamma = None

        def __init__(self, gamma):
            self.gamma = gamma

        def forward(self, X):
            self.X = X
            return self.gamma * X

        def backward(self, dY):
            self.dgamma = (dY * self.X).sum()
            return self.gamma * dY

    X = start().normal(size=(5, 4))
    report = gradient_check(Scale(2.0), X, start())
    assert not report
    assert "gamma  unchecked   a number, not an array" in repr(report)
    assert gradient_check(Scale(np.array(2.0)), X, start())


def test_a_pair_of_functions_with_a_cache():
    def forward(x, w, b):
        return x @ w + b, (x, w)

    def backward(dout, cache):
        x, w = cache
        return dout @ w.T, x.T @ dout, dout.sum(axis=0)

    def wrong(dout, cache):
        dx, dw, db = backward(dout, cache)
        return dx, dw, db / 5

    rng = start()
    X = rng.normal(size=(5, 4)), rng.normal(size=(4, 3)), rng.normal(size=3)
    report = gradient_check((forward, backward), X, rng)
    assert report
    assert list(report) == ["x", "w", "b"]
    with pytest.raises(GradientCheckError, match="of b is wrong"):
        gradient_check((forward, wrong), X, rng)


class Cell(Layer):
    """Two inputs, two outputs: (x, h) to (h', 2 h'²)."""

    def forward(self, x, h):
        self.a = np.tanh(x + 3 * h)
        return self.a, 2 * self.a**2

    def backward(self, dh, dsquare):
        d = (dh + 4 * self.a * dsquare) * (1 - self.a**2)
        return d, 3 * d


def test_several_inputs_and_outputs():
    rng = start()
    X = rng.normal(size=(5, 4)), rng.normal(size=(5, 4))
    report = gradient_check(Cell(), X, rng)
    assert report
    assert list(report) == ["x", "h"]
    named = gradient_check(Cell(), X, rng, inputs=["now", "before"])
    assert list(named) == ["now", "before"]
    one = gradient_check(Cell(), X, rng, inputs=["now", None])
    assert list(one) == ["now"]
    assert gradient_check(Cell(), dict(zip("xh", X, strict=True)), rng)

    class Wrong(Cell):
        def backward(self, dh, dsquare):
            d, _ = super().backward(dh, dsquare)
            return d, d

    with pytest.raises(GradientCheckError, match="the gradient of h is wrong"):
        gradient_check(Wrong(), X, rng)


class Embedding:
    def __init__(self):
        self.W = start().normal(size=(6, 3))

    def forward(self, i):
        self.i = i
        return self.W[i]

    def backward(self, dY):
        self.dW = np.zeros_like(self.W)
        np.add.at(self.dW, self.i, dY)


TOKENS = np.array([[1, 4, 1], [0, 4, 4]])


def test_whole_numbers_that_a_table_looks_up_have_no_gradient():
    class Cast(Embedding):
        def forward(self, i):
            return super().forward(i.astype(int))

    class Faked(Cast):
        def backward(self, dY):
            super().backward(dY)
            return np.zeros(self.i.shape)

    for layer in (Embedding(), Cast(), Faked()):
        report = gradient_check(layer, TOKENS, start())
        assert report
        assert list(report) == ["W"]
        assert "X is whole numbers, passed unchanged" in repr(report)

    class Once(Embedding):  # = where += belongs
        def backward(self, dY):
            super().backward(dY)
            self.dW[...] = 0.0
            self.dW[self.i] = dY

    with pytest.raises(GradientCheckError, match="of W is wrong"):
        gradient_check(Once(), TOKENS, start())


def test_whole_numbers_that_are_pixels_have_a_gradient():
    pixels = start().integers(0, 3, (5, 4))
    assert list(gradient_check(Dense(), pixels, start())) == ["X", "W", "b"]


# What was not checked is said


def test_a_parameter_without_a_gradient_is_unchecked_and_not_true():
    class Half(Dense):
        def backward(self, dY):
            self.dW, _ = self.both(dY)
            return dY @ self.W.T

    report = gradient_check(Half(), start().normal(size=(5, 4)), start())
    assert not report
    assert list(report.unchecked) == ["b"]
    assert "b  unchecked   a float array on the layer" in repr(report)
    assert gradient_check(
        Half(), start().normal(size=(5, 4)), start(), constants="b"
    )


def test_a_parameter_that_params_leaves_out_is_checked_or_unchecked():
    class Forgot(Dense):
        def params(self):
            return {"W": self.W}

        def grads(self):
            return {"W": self.dW}

    report = gradient_check(Forgot(), start().normal(size=(5, 4)), start())
    assert list(report) == ["X", "W", "b"]

    class Hidden(Forgot):
        def backward(self, dY):
            dX = super().backward(dY)
            del self.db
            return dX

    report = gradient_check(Hidden(), start().normal(size=(5, 4)), start())
    assert not report
    assert list(report.unchecked) == ["b"]


def test_no_dx_is_unchecked_unless_it_was_said():
    class First(Dense):
        def backward(self, dY):
            self.dW, self.db = self.both(dY)

    X = start().normal(size=(5, 4))
    report = gradient_check(First(), X, start())
    assert not report
    assert "X  unchecked   backward returned no gradient" in repr(report)
    assert gradient_check(First(), X, start(), inputs=[None])


def test_caches_running_means_and_tables_are_no_parameters():
    class Busy(Dense):
        def __init__(self):
            super().__init__()
            self.cache = np.zeros((5, 3))
            self.running_mean = np.zeros(3)
            self.pe = start(5).normal(size=(5, 4))

        def forward(self, X):
            self.cache[...] = super().forward(X + self.pe)
            self.running_mean = 0.9 * self.running_mean + self.cache.mean(0)
            return self.cache.copy()

    report = gradient_check(Busy(), start().normal(size=(5, 4)), start())
    assert report
    assert "pe was taken for a constant" in repr(report)


def test_parameters_by_argument():
    class Odd(Dense):
        def __init__(self):
            super().__init__()
            self.theta = np.concatenate([self.W.ravel(), self.b])
            del self.W, self.b

        def forward(self, X):
            self.X = X
            return X @ self.theta[:12].reshape(4, 3) + self.theta[12:]

        def backward(self, dY):
            dW, db = self.both(dY)
            self.slopes = np.concatenate([dW.ravel(), db])
            return dY @ self.theta[:12].reshape(4, 3).T

    layer, X = Odd(), start().normal(size=(5, 4))
    assert not gradient_check(layer, X, start())
    assert gradient_check(
        layer, X, start(), params={"theta": lambda: layer.theta},
        grads={"theta": lambda: layer.slopes},
    )  # fmt: skip
    layer.k = 2.0
    with pytest.raises(GradientCheckError, match="theta is wrong"):
        gradient_check(
            layer, X, start(), params={"theta": lambda: layer.theta},
            grads={"theta": lambda: layer.slopes},
        )  # fmt: skip


# No accusation by a side door


def test_gradients_that_pile_up_are_told_so():
    class Piling(Dense):
        def __init__(self):
            super().__init__()
            self.dW = np.zeros((4, 3))

        def backward(self, dY):
            dW, self.db = self.both(dY)
            self.dW += dW
            return dY @ self.W.T

    with pytest.raises(GradientCheckError, match="adds to what an earlier"):
        gradient_check(Piling(), start().normal(size=(5, 4)), start())


def test_a_gradient_laid_out_otherwise_gets_its_verdict_and_a_note():
    class Row(Dense):
        def __init__(self):
            super().__init__()
            self.b = self.b[None]

    report = gradient_check(Row(), start().normal(size=(5, 4)), start())
    assert report
    assert "gradient of b has shape (3,), and b (1, 3)" in repr(report)
    wrong = Row()
    wrong.both = lambda dY: (wrong.X.T @ dY, 5 * dY.sum(axis=0))
    with pytest.raises(GradientCheckError, match="of b is wrong"):
        gradient_check(wrong, start().normal(size=(5, 4)), start())


def test_the_caller_s_generator_stays_where_it_is():
    rng, twin = start(3), start(3)
    gradient_check(Dense(), np.ones((5, 4)), rng)
    assert rng.normal() == twin.normal()


def test_a_state_and_random_numbers_are_noted():
    X = start().normal(size=(5, 4))
    assert "carries a state on" in repr(gradient_check(Carrying(), X, start()))
    assert "draws random numbers" in repr(
        gradient_check(Drawing(), X, start())
    )
    shared = start(9)

    class Global(Drawing):
        def forward(self, X):
            self.mask = shared.random((len(X), 3)) < 0.6
            return Dense.forward(self, X) * self.mask

    assert gradient_check(Global(), X, start())


def test_a_reset_is_called_before_each_forward():
    class Once(Dense):
        def __init__(self):
            super().__init__()
            self.resets = []

        def clean(self):
            self.resets.append(1)
            self.h = 0.0

        def forward(self, X):
            self.h = super().forward(X) + self.h
            return self.h

    layer, calls = Once(), []
    assert gradient_check(layer, np.eye(4), start(), reset="clean")
    assert gradient_check(
        layer, np.eye(4), start(),
        reset=lambda: (calls.append(1), layer.clean()),
    )  # fmt: skip
    assert calls


# Parameters as they are, and others


class GainOutside(Layer):
    """Layer norm with its gain outside the sums of backward: wrong."""

    def __init__(self, gain):
        self.gain, self.shift = gain, np.zeros(4)

    def forward(self, X):
        self.sd = np.sqrt(X.var(-1, keepdims=True) + 1e-6)
        self.N = (X - X.mean(-1, keepdims=True)) / self.sd
        return self.gain * self.N + self.shift

    def backward(self, dY):
        self.dgain, self.dshift = (dY * self.N).sum(0), dY.sum(0)
        along = (dY * self.N).mean(-1, keepdims=True)
        dN = dY - dY.mean(-1, keepdims=True) - self.N * along
        return self.gain / self.sd * dN

    def params(self):
        return {"gain": self.gain, "shift": self.shift}

    def grads(self):
        return {"gain": self.dgain, "shift": self.dshift}


def test_a_mistake_that_hides_at_a_gain_of_1_is_found():
    for seed in range(20):
        layer = GainOutside(np.ones(4))
        with pytest.raises(
            GradientCheckError, match="X is wrong once the parameters are mov"
        ) as caught:
            gradient_check(layer, start(seed).normal(size=(3, 4)), start(seed))
        assert "right at these parameters, wrong at others" in str(
            caught.value
        )
        np.testing.assert_array_equal(layer.gain, np.ones(4))


# Errors name the cause


def check(layer, X=None, **named):
    X = start().normal(size=(5, 4)) if X is None else X
    return gradient_check(layer, X, start(), **named)


def returning(value):
    layer = Dense()
    layer.backward = lambda dY: value
    return layer


class TwoInputs(Dense):
    def forward(self, X, h):
        return super().forward(X) + h


class NothingComes(Dense):
    def forward(self, X):
        super().forward(X)


class Square(Dense):
    def __init__(self):
        super().__init__()
        self.W = start().normal(size=(3, 3))
        self.V = start().normal(size=(3, 3))

    def forward(self, X):
        self.X = X
        return X @ self.W @ self.V

    def backward(self, dY):
        return 1 * dY, 1 * self.W


class ThreeBack(Layer):
    def forward(self, X):
        return 2 * X

    def backward(self, dY):
        return 2 * dY, dY, dY


class Unreachable(Layer):
    calls = iter(range(10**9))

    def forward(self, X):
        return X * (1 + next(self.calls))

    def backward(self, dY):
        return dY


class ChangesW(Dense):
    def forward(self, X):
        self.W *= 1.1
        return super().forward(X)

    def params(self):
        return {"W": self.W, "b": self.b}

    def grads(self):
        return {"W": self.dW, "b": self.db}


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: check(TwoInputs()), TypeError,
         r"forward takes \(X, h\): expected X as a tuple of 2 arrays, got 1"),
        (lambda: check(NothingComes()), TypeError,
         "got None .*does forward end in return"),
        (lambda: check(ThreeBack()), TypeError,
         "backward returned a tuple of 3: is the first dX"),
        (lambda: check(Unreachable()), ValueError,
         "same Y from the same X, got two .* a state is carried on"),
        (lambda: check(ChangesW()), ValueError, "forward changes the param"),
        (lambda: check(object()), TypeError, "without forward, backward"),
        (lambda: check(Dense(), inputs=["a", "b"]), ValueError,
         "inputs must name each of the 1 inputs .* got 2"),
        (lambda: check(Dense(), reset="nope"), TypeError,
         "reset must be a function or the name of a method, got 'nope'"),
        (lambda: check(Dense(), params=[1]), TypeError, "params must be a di"),
        (lambda: check(Dense(), params={"W": 3}), TypeError, "type int"),
        (lambda: check(Dense(), entries=0), ValueError, "entries must be at"),
        (lambda: check(Dense(), X=()), ValueError, "not be empty"),
        (lambda: check(Dense(), X={}), ValueError, "at least one array"),
    ],
)  # fmt: skip
def test_an_error_names_the_cause(call, error, said):
    with pytest.raises(error, match=f"(?s){said}"):
        call()


def test_a_linear_without_return_says_so():
    layer = Linear(4, 3, start())
    layer.backward = lambda dY: (Linear.backward(layer, dY), None)[1]
    report = check(layer)
    assert not report
    assert "X" in report.unchecked


class Gated:
    """A gated linear unit, whose second weight is called W_g."""

    def __init__(self):
        rng = np.random.default_rng(0)
        self.W, self.W_g = rng.normal(size=(2, 4, 3))

    def forward(self, X):
        self.X, self.a = X, X @ self.W
        self.g = 1 / (1 + np.exp(-X @ self.W_g))
        return self.a * self.g

    def backward(self, dY):
        da, dg = dY * self.g, dY * self.a * self.g * (1 - self.g)
        self.dW, self.dW_g = self.X.T @ da, self.X.T @ dg
        return da @ self.W.T + dg @ self.W_g.T


class Encoder(Gated):
    """The same with other names, and one gradient forgotten."""

    def __init__(self):
        super().__init__()
        self.W_encoder = self.W_g
        del self.W_g

    def forward(self, X):
        self.X, self.a = X, X @ self.W
        self.g = 1 / (1 + np.exp(-X @ self.W_encoder))
        return self.a * self.g

    def backward(self, dY):
        da, dg = dY * self.g, dY * self.a * self.g * (1 - self.g)
        self.dW = self.X.T @ da
        return da @ self.W.T + dg @ self.W_encoder.T


def test_a_weight_whose_name_ends_like_a_gradients_is_a_weight():
    X = np.random.default_rng(1).normal(size=(5, 4))
    report = gradient_check(Gated(), X, np.random.default_rng(2))
    assert report
    assert {"W", "W_g"} <= set(report)


def test_a_weight_whose_name_holds_a_constants_is_not_passed_over():
    X = np.random.default_rng(1).normal(size=(5, 4))
    assert not gradient_check(Encoder(), X, np.random.default_rng(2))
