"""The course's one net, to every digit that its chapters print."""

import numpy as np
import pytest

from backprop import (
    SGD,
    Linear,
    ReLU,
    Sequential,
    Sigmoid,
    SoftmaxCrossEntropy,
    Tanh,
    accuracy,
    running_net,
    softmax,
)

LN2, LN3 = np.log(2.0), np.log(3.0)
X = np.array(
    [[2, 1, 0, 1], [0, -1, 0, 1], [-1, -1, 2, 0], [1, 0, 1, -1], [0, 0, 1, 1]]
)
t = np.array([0, 2, 1, 0, 1])
W1 = np.array([[1, 1], [1, -1], [2, -1], [0, -1]])
b1 = np.array([-1, 1])
W2 = LN2 * np.array([[-1, 1, 0], [1, -2, 1]])
b2 = LN2 * np.array([0, -1, -1])


class Trace:
    """One forward and backward pass of the net, every array by its name."""

    def __init__(self, activation, scale=1.0):
        self.net = Sequential(
            Linear.from_arrays(scale * W1, scale * b1),
            activation,
            Linear.from_arrays(W2, b2),
        )
        first, middle, last = self.net.layers
        self.loss = SoftmaxCrossEntropy()
        self.Z1 = first.forward(X)
        self.A1 = middle.forward(self.Z1)
        self.Z2 = last.forward(self.A1)
        self.P = softmax(self.Z2)
        self.value = self.loss.forward(self.Z2, t)
        self.dZ2 = self.loss.backward()
        self.dA1 = last.backward(self.dZ2)
        self.dZ1 = middle.backward(self.dA1)
        self.dX = first.backward(self.dZ1)
        self.dW1, self.db1 = first.dW, first.db
        self.dW2, self.db2 = last.dW, last.db
        self.norm2 = sum((g**2).sum() for g in self.net.grads().values())

    def after_step(self, lr):
        SGD(lr).step(self.net.params(), self.net.grads())
        logits = self.net.forward(X)
        return self.loss.forward(logits, t), accuracy(logits, t)


def exact(array, printed):
    np.testing.assert_allclose(array, printed, rtol=0, atol=2e-15)


def digits(array, printed, places=6):
    """`array` rounds to the printed digits."""
    half = 0.5 * 10.0**-places
    np.testing.assert_allclose(array, printed, rtol=0, atol=half * 1.0001)


@pytest.fixture
def relu():
    return Trace(ReLU())


def test_the_forward_pass(relu):
    exact(relu.Z1, [[2, 1], [-2, 1], [1, -1], [2, 2], [1, -1]])
    assert np.abs(relu.Z1).min() == 1.0
    exact(relu.A1, [[2, 1], [0, 1], [1, 0], [2, 2], [1, 0]])
    exact(
        relu.Z2 / LN2,
        [[-1, -1, 0], [1, -3, 0], [-1, 0, -1], [0, -3, 1], [-1, 0, -1]],
    )
    exact(
        relu.P,
        [
            [0.25, 0.25, 0.5],
            [0.64, 0.04, 0.32],
            [0.25, 0.5, 0.25],
            [0.32, 0.04, 0.64],
            [0.25, 0.5, 0.25],
        ],
    )


def test_the_losses(relu):
    each = -np.log(relu.P[np.arange(5), t])
    digits(each, [1.386294, 1.139434, 0.693147, 1.139434, 0.693147])
    digits(relu.value, 1.010291)
    assert relu.value == pytest.approx(each.mean(), rel=1e-15)
    assert accuracy(relu.Z2, t) == 0.4
    for row, printed in enumerate(each):
        alone = SoftmaxCrossEntropy()
        one = alone.forward(relu.Z2[row : row + 1], t[row : row + 1])
        assert one == pytest.approx(printed, rel=1e-14)


def test_the_backward_pass(relu):
    exact(
        relu.dZ2,
        [
            [-0.15, 0.05, 0.1],
            [0.128, 0.008, -0.136],
            [0.05, -0.1, 0.05],
            [-0.136, 0.008, 0.128],
            [0.05, -0.1, 0.05],
        ],
    )
    exact(relu.dW2, [[-0.472, -0.084, 0.556], [-0.294, 0.074, 0.22]])
    exact(relu.db2, [-0.058, -0.134, 0.192])
    dA1 = np.array(
        [[0.2, -0.15], [-0.12, -0.024], [-0.15, 0.3], [0.144, -0.024]]
        + [[-0.15, 0.3]]
    )
    exact(relu.dA1 / LN2, dA1)
    dZ1 = dA1.copy()
    dZ1[[1, 2, 4], [0, 1, 1]] = 0.0
    exact(relu.dZ1 / LN2, dZ1)
    assert not relu.dZ1[[1, 2, 4], [0, 1, 1]].any()
    exact(
        relu.dW1 / LN2,
        [[0.694, -0.324], [0.35, -0.126], [-0.306, -0.024], [-0.094, -0.15]],
    )
    exact(relu.db1 / LN2, [0.044, -0.198])
    exact(
        relu.dX / LN2,
        [
            [0.05, 0.35, 0.55, 0.15],
            [-0.024, 0.024, 0.024, 0.024],
            [-0.15, -0.15, -0.3, 0],
            [0.12, 0.168, 0.312, 0.024],
            [-0.15, -0.15, -0.3, 0],
        ],
    )


def test_what_is_done_by_hand(relu):
    exact(5 * relu.dZ2[0], [-0.75, 0.25, 0.5])
    exact(
        np.outer(relu.A1[0], relu.dZ2[0]),
        [[-0.3, 0.1, 0.2], [-0.15, 0.05, 0.1]],
    )
    exact(
        np.outer(X[0], relu.dZ1[0]) / LN2,
        [[0.4, -0.3], [0.2, -0.15], [0, 0], [0.2, -0.15]],
    )
    digits(relu.dW1[1, 0], 0.242602)
    exact(relu.db2.sum(), 0.0)


@pytest.mark.parametrize(
    ("lr", "predicted", "measured"),
    [
        (0.01, 0.011659, 0.011582),
        (0.1, 0.116588, 0.108728),
        (0.5, 0.582940, 0.384883),
    ],
)
def test_one_step_of_gradient_descent(relu, lr, predicted, measured):
    digits(relu.norm2, 1.165880)
    digits(lr * relu.norm2, predicted)
    before = relu.value
    after, right = relu.after_step(lr)
    digits(before - after, measured)
    if lr == 0.5:
        digits(after, 0.625408)
        assert right == 0.8
        digits(relu.net.params()["0.W"][0, 0], 0.759478)


def test_the_sigmoid_twin():
    twin = Trace(Sigmoid(), LN3)
    A1 = [[0.9, 0.75], [0.1, 0.75], [0.75, 0.25], [0.9, 0.9], [0.75, 0.25]]
    exact(twin.A1, A1)
    exact(
        twin.A1 * (1 - twin.A1),
        [[0.09, 0.1875], [0.09, 0.1875], [0.1875, 0.1875]]
        + [[0.09, 0.09], [0.1875, 0.1875]],
    )
    digits(twin.value, 1.013912)
    assert accuracy(twin.Z2, t) == 0.4
    digits(
        twin.dW2,
        [[-0.075987, -0.153905, 0.229892], [-0.055140, -0.011918, 0.067058]],
    )
    digits(twin.db2, [0.047742, -0.203811, 0.156069])
    digits(
        twin.dW1,
        [[0.053934, -0.082914], [0.043193, -0.060259]]
        + [[-0.074278, 0.156028], [-0.033448, 0.039987]],
    )
    digits(twin.db1, [-0.044329, 0.084401])
    digits(twin.norm2, 0.215115)
    digits(0.1 * twin.norm2, 0.021512)
    digits(twin.value - twin.after_step(0.1)[0], 0.021058)


def test_the_tanh_twin():
    twin = Trace(Tanh(), 0.5 * LN3)
    exact(
        twin.A1,
        [[0.8, 0.5], [-0.8, 0.5], [0.5, -0.5], [0.8, 0.8]] + [[0.5, -0.5]],
    )
    exact(np.unique(np.round(1 - twin.A1**2, 12)), [0.36, 0.75])
    digits(twin.value, 0.827214)


def test_integers_are_a_net_s_input_as_well_as_floats():
    twin = Trace(ReLU())
    value = twin.value
    logits = twin.net.forward(X.astype(float))
    assert twin.loss.forward(logits, t) == value


@pytest.mark.parametrize(
    ("name", "kind", "scale"),
    [("relu", ReLU, 1.0), ("sigmoid", Sigmoid, LN3), ("tanh", Tanh, LN3 / 2)],
)
def test_the_package_s_running_net_is_this_one(name, kind, scale):
    model, X_, t_ = running_net(name)
    np.testing.assert_array_equal(X_, X)
    np.testing.assert_array_equal(t_, t)
    arrays = {"0.W": scale * W1, "0.b": scale * b1, "2.W": W2, "2.b": b2}
    assert model.params().keys() == arrays.keys()
    for key, p in model.params().items():
        np.testing.assert_array_equal(p, arrays[key])
    assert type(model.layers[1]) is kind
    again = running_net(name)[0]
    again.params()["0.W"][...] = 9.0  # each call gives a net of its own
    np.testing.assert_array_equal(model.params()["0.W"], scale * W1)
