"""More axes than two: every place is a row, the label -1 is not counted."""

import math

import numpy as np
import pytest

from backprop import (
    SGD,
    Layer,
    Linear,
    ReLU,
    Sequential,
    SoftmaxCrossEntropy,
    Tanh,
    accuracy,
    batches,
    check_causal,
    check_loss,
    fit,
    gradient_check,
    letters,
    names,
    running_net,
    split,
)

SHAPES = [(7,), (5, 6), (2, 7, 3)]  # in front of the row


def some_labels(shape, K, rng):
    """Labels (N, ...), about a third of them -1, the first 0."""
    labels = rng.integers(0, K, shape)
    labels[rng.random(shape) < 0.3] = -1
    labels.flat[0] = 0
    labels.flat[-1] = -1
    return labels


@pytest.mark.parametrize("shape", SHAPES)
def test_linear_agrees_with_nudging_at_every_place(shape):
    rng = np.random.default_rng(0)
    layer = Linear(4, 8, rng)
    report = gradient_check(layer, rng.normal(size=(*shape, 4)), rng)
    assert report, report
    assert list(report) == ["X", "W", "b"]


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("shape", SHAPES[1:])
def test_linear_takes_every_place_for_a_row(shape, dtype):
    rng = np.random.default_rng(1)
    layer = Linear(4, 8, rng, dtype=dtype)
    X = rng.normal(size=(*shape, 4)).astype(dtype)
    dY = rng.normal(size=(*shape, 8)).astype(dtype)
    Y, dX = layer.forward(X), layer.backward(dY)
    grads = layer.grads()
    assert Y.shape == dY.shape
    assert dX.shape == X.shape
    assert layer.X is X
    rows = layer.forward(X.reshape(-1, 4)), layer.backward(dY.reshape(-1, 8))
    np.testing.assert_array_equal(Y.reshape(-1, 8), rows[0])
    np.testing.assert_array_equal(dX.reshape(-1, 4), rows[1])
    for name, dp in layer.grads().items():
        np.testing.assert_array_equal(grads[name], dp)
    assert {a.dtype for a in (Y, dX, *grads.values())} == {np.dtype(dtype)}


def test_linear_lays_flat_what_is_not_in_one_piece():
    rng = np.random.default_rng(2)
    layer = Linear(4, 8, rng)
    X, dY = rng.normal(size=(4, 6, 5)).T, rng.normal(size=(8, 6, 5)).T
    Y = layer.forward(X)
    np.testing.assert_allclose(Y[3, 2], X[3, 2] @ layer.W, rtol=1e-14)
    dX = layer.backward(dY)
    np.testing.assert_allclose(dX[3, 2], dY[3, 2] @ layer.W.T, rtol=1e-14)
    dW = np.einsum("nti,nto->io", X, dY)
    np.testing.assert_allclose(layer.dW, dW, rtol=1e-13, atol=1e-13)


def test_linear_sees_its_own_place_alone():
    rng = np.random.default_rng(3)
    assert check_causal(Linear(4, 8, rng), rng.normal(size=(5, 6, 4)), rng)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_loss_agrees_with_nudging_where_some_are_not_counted(shape):
    rng = np.random.default_rng(4)
    logits = rng.normal(size=(*shape, 4))
    labels = some_labels(shape, 4, rng)
    assert (labels < 0).any()
    report = check_loss(SoftmaxCrossEntropy(), logits, labels)
    assert report, report


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_not_counted_could_as_well_not_be_there(shape, dtype):
    rng = np.random.default_rng(5)
    logits = rng.normal(size=(*shape, 4)).astype(dtype)
    labels = some_labels(shape, 4, rng)
    there = labels >= 0
    loss, alone = SoftmaxCrossEntropy(), SoftmaxCrossEntropy()
    value = loss.forward(logits, labels)
    assert type(value) is float
    assert value == pytest.approx(
        alone.forward(logits[there], labels[there]),
        rel=8 * float(np.finfo(dtype).eps),
    )
    assert loss.counted == alone.counted == there.sum()
    dZ = loss.backward()
    assert dZ.shape == logits.shape
    assert dZ.dtype == dtype
    np.testing.assert_array_equal(dZ[there], alone.backward())
    np.testing.assert_array_equal(dZ[~there], 0.0)
    assert accuracy(logits, labels) == accuracy(logits[there], labels[there])
    logits[~there] = 1e4  # whatever stands there
    assert loss.forward(logits, labels) == value
    np.testing.assert_array_equal(loss.backward(), dZ)


def test_accuracy_counts_the_places_that_have_a_label():
    logits = np.eye(3)[[[0, 1, 2, 0], [1, 1, 0, 0]]]
    labels = np.array([[0, 1, 0, -1], [2, 1, -1, -1]])
    assert accuracy(logits, labels) == 3 / 5
    assert accuracy(logits, np.maximum(labels, 0)) == 6 / 8


def test_a_refused_call_leaves_the_call_before_it_whole():
    rng = np.random.default_rng(6)
    logits, loss = rng.normal(size=(5, 3, 4)), SoftmaxCrossEntropy()
    labels = some_labels((5, 3), 4, rng)
    loss.forward(logits, labels)
    before = loss.backward()
    for wrong in (np.full((5, 3), -1), np.full((5, 3), -2), labels + 1):
        with pytest.raises(ValueError, match="expects"):
            loss.forward(logits, np.where(labels == 2, 4, wrong))
        np.testing.assert_array_equal(loss.backward(), before)


def test_the_pencil_s_sequence():
    """Three steps of the running net; the first is never judged."""
    second = running_net("relu")[0].layers[2]
    loss = SoftmaxCrossEntropy()
    H = np.array([[[2.0, 1.0], [2.0, 1.0], [1.0, 0.0]]])
    value = loss.forward(second.forward(H), np.array([[-1, 0, 1]]))
    assert value == pytest.approx(1.5 * math.log(2), rel=1e-14)
    P = np.array([[0.0, 0.0, 0.0], [1, 1, 2], [1, 2, 1]]) / 4
    np.testing.assert_allclose(loss.P[0], P, rtol=1e-14)
    dH = second.backward(loss.backward()) * 8 / math.log(2)
    np.testing.assert_allclose(dH[0], [[0, 0], [4, -3], [-3, 6]], atol=1e-13)
    dW = np.array([[-5, 0, 5], [-3, 1, 2]]) / 8
    np.testing.assert_allclose(second.dW, dW, atol=1e-15)
    db = np.array([-2, -1, 3]) / 8
    np.testing.assert_allclose(second.db, db, atol=1e-15)


# fit


class Table(Layer):
    """Y[n, t] = E[tokens[n, t]], for tokens that are whole numbers."""

    def __init__(self, E):
        self.E, self.dE = E, None

    def forward(self, tokens):
        assert tokens.dtype.kind == "i"
        self.tokens = tokens
        return self.E[tokens]

    def backward(self, dY):
        self.dE = np.zeros_like(self.E)
        np.add.at(self.dE, self.tokens, dY)

    def params(self):
        return {"E": self.E}

    def grads(self):
        return {"E": self.dE}


def test_an_epoch_s_loss_is_the_mean_over_the_labels_that_count():
    """With a step of nearly nothing it is the loss of all rows at once."""
    rng = np.random.default_rng(8)
    net = Sequential(Linear(4, 6, rng), Tanh(), Linear(6, 3, rng))
    X = rng.normal(size=(7, 5, 4))
    labels = some_labels((7, 5), 3, rng)
    labels[:3, 1:] = -1  # some sequences are short
    labels[:, 0] = 1  # and none is empty
    loss = SoftmaxCrossEntropy()
    whole = loss.forward(net.forward(X), labels)
    history = fit(
        net, loss, SGD(1e-12), X, labels, epochs=3, batch_size=3, rng=rng
    )
    np.testing.assert_allclose(history.loss, whole, rtol=1e-9)
    by_rows = np.mean(
        [loss.forward(net.forward(X[[n]]), labels[[n]]) for n in range(7)]
    )
    assert abs(by_rows - whole) > 1e-3  # the weights matter


def test_fit_learns_sequences_of_tokens_and_measures_what_counts():
    rng = np.random.default_rng(9)
    X, labels = letters(names()[::40])
    X, labels, X_val, labels_val = split(np.maximum(X, 0), labels, 30, rng)
    net = Sequential(
        Table(rng.normal(size=(27, 8))), ReLU(), Linear(8, 27, rng)
    )
    history = fit(
        net,
        SoftmaxCrossEntropy(),
        SGD(0.3, momentum=0.9),
        X,
        labels,
        epochs=30,
        batch_size=16,
        rng=rng,
        validation=(X_val, labels_val),
        metric=accuracy,
    )
    assert history.loss[-1] < 2.6 < math.log(27) < history.loss[0]
    assert history.val_loss[-1] < 2.9
    assert 0.1 < history.val_metric[-1] < 0.5


def test_batches_keep_tokens_whole():
    X, labels = letters(names()[:9])
    rng = np.random.default_rng(10)
    dealt = list(batches(X, labels, 4, rng))
    assert [len(rows) for rows, _ in dealt] == [4, 4, 1]
    assert {a.dtype for pair in dealt for a in pair} == {np.dtype(np.intp)}
