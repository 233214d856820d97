"""Embedding and Recurrent: against loops, whole numbers, the pencil.

Sizes all differ, N is not 1 and tokens come twice; the last tests show that
mistakes are seen at these sizes.
"""

import inspect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from recurrences import (
    B1,
    B2,
    DH,
    LABELS,
    LN3,
    W1,
    W2,
    WH,
    X,
    drawn,
    recurrent_by_loops,
    table_by_loops,
    whole_numbers,
)

from backprop import (
    SGD,
    Embedding,
    GradientCheckError,
    Layer,
    LeakyReLU,
    Linear,
    Recurrent,
    ReLU,
    Sequential,
    Sigmoid,
    Softmax,
    SoftmaxCrossEntropy,
    Tanh,
    check_causal,
    check_mask,
    check_rows,
    fit,
    gradient_check,
)
from backprop.mistakes.mending import mended

LN2 = np.log(2.0)
FLOATS = [np.float64, np.float32]
NAMES = "Y", "X", "Wx", "Wh", "b", "h0"
small = st.integers(1, 5)
seeds = st.integers(0, 2**32 - 1)


def found(kind, X, Wx, Wh, b, h0, mask, dY):
    """What recurrent_by_loops returns, of a layer with ReLU."""
    layer = kind.from_arrays(Wx, Wh, b, ReLU)
    Y = layer.forward(X, h0, mask)
    dX = layer.backward(dY)
    return Y, dX, layer.dWx, layer.dWh, layer.db, layer.dh0


def disagrees(arrays, kind=Recurrent):
    """The names of what differs from the loops, whole numbers throughout."""
    pairs = zip(found(kind, *arrays), recurrent_by_loops(*arrays), strict=True)
    return {
        name
        for name, (a, c) in zip(NAMES, pairs, strict=True)
        if a.shape != c.shape or (a != c).any()
    }


# Against plain loops, to the last bit


@given(N=small, T=small, n_in=small, n_hidden=st.integers(1, 3), seed=seeds)
def test_a_recurrent_layer_is_its_loops(N, T, n_in, n_hidden, seed):
    arrays = drawn(np.random.default_rng(seed), N, T, n_in, n_hidden)
    arrays[5].flat[seed % (N * T)] = True  # a mask is True somewhere
    assert disagrees(arrays) == set()


def test_no_mask_is_a_mask_that_is_true_and_no_h0_is_zeros():
    X, Wx, Wh, b, h0, mask, dY = drawn(np.random.default_rng(0))
    right = recurrent_by_loops(X, Wx, Wh, b, 0 * h0, mask | True, dY)
    for a, c in zip(found(Recurrent, X, Wx, Wh, b, None, None, dY), right,
                    strict=True):  # fmt: skip
        np.testing.assert_array_equal(a, c)


@given(shape=st.lists(small, min_size=1, max_size=3), seed=seeds)
def test_a_table_is_its_loops_with_repeats_and_padding(shape, seed):
    rng = np.random.default_rng(seed)
    E, tokens = whole_numbers(rng, 4, 3), rng.integers(-1, 4, shape)
    dY, layer = whole_numbers(rng, *shape, 3), Embedding.from_arrays(E)
    Y, dE = table_by_loops(tokens, E, dY)
    np.testing.assert_array_equal(layer.forward(tokens), Y)
    assert layer.backward(dY) is None
    np.testing.assert_array_equal(layer.dE, dE)


def test_a_table_is_linear_on_one_hot_rows():
    rng = np.random.default_rng(0)
    E, tokens = whole_numbers(rng, 7, 3), rng.integers(0, 7, (4, 5))
    dY = whole_numbers(rng, 4, 5, 3)
    table, product = (
        Embedding.from_arrays(E),
        Linear.from_arrays(E, np.zeros(3)),
    )
    one_hot = np.eye(7)[tokens]
    np.testing.assert_array_equal(
        table.forward(tokens), product.forward(one_hot)
    )
    table.backward(dY)
    product.backward(dY)
    np.testing.assert_array_equal(table.dE, product.dW)


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.uint64, np.int64])
def test_tokens_of_every_whole_type(kind):
    layer = Embedding(5, 2, np.random.default_rng(0))
    tokens = np.array([[0, 4, 4], [1, 0, 4]], kind)
    Y = layer.forward(tokens)
    np.testing.assert_array_equal(Y, layer.E[tokens.astype(int)])
    layer.backward(np.ones_like(Y))
    np.testing.assert_array_equal(layer.dE[:, 0], [2, 1, 0, 0, 3])


# With a pencil


def pencil(kind=Recurrent, activation=ReLU, scale=1.0, Wh=WH):
    """The running net with one arrow more, after backward; its parts."""
    layer = kind.from_arrays(W1 * scale, Wh, B1 * scale, activation)
    last = Linear.from_arrays(LN2 * W2, LN2 * B2)
    loss = SoftmaxCrossEntropy()
    value = loss.forward(last.forward(layer.forward(X)), LABELS)
    dH = last.backward(loss.backward())
    return layer, last, value, dH, layer.backward(dH)


def test_three_steps_of_the_running_net_by_hand():
    layer, last, value, dH, dX = pencil()
    unit = LN2 / 8
    assert value == pytest.approx(1.5 * LN2, rel=1e-14)
    for a, by_hand in [
        (layer.H, [[[0, 0], [2, 1], [2, 1], [1, 0]]]),
        (dH / unit, DH),
        (dX / unit, [[[-1, -3, -5, -1], [4, -2, -1, -3], [-3, -3, -6, 0]]]),
        (layer.dWh / unit, [[-4, 6], [-2, 3]]),
        (layer.dWx / unit, [[0, 5], [1, 1], [-5, 3], [-3, -2]]),
        (layer.db / unit, [-4, 4]),
        (layer.parameter_gradients(dH) / unit, [[-2, 1], [1, 3], [-3, 0]]),
        (last.dW * 8, [[-5, 0, 5], [-3, 1, 2]]),
        (last.db * 8, [-2, -1, 3]),
    ]:
        np.testing.assert_allclose(a, by_hand, rtol=0, atol=1e-14)
        assert np.shape(a) == np.shape(by_hand)


def test_its_twin_with_tanh():
    Wh = LN3 / 2 * np.array([[2.5, -2.5], [-4, 2]])
    layer, *_ = pencil(activation=Tanh, scale=LN3 / 2, Wh=Wh)
    states = [[0.8, 0.5], [0.8, 0.5], [0.5, -0.8]]
    slopes = [[0.36, 0.75], [0.36, 0.75], [0.75, 0.36]]
    np.testing.assert_allclose(layer.H[0, 1:], states, rtol=1e-14)
    for f, slope in zip(layer.f, slopes, strict=True):
        np.testing.assert_allclose(
            f.backward(np.ones((1, 2))), [slope], rtol=1e-14
        )


def test_the_latch_holds_its_bit_and_forgets_whom_to_blame():
    layer = Recurrent.from_arrays([[1.0]], [[LN3]], [0.0])
    Y = layer.forward([[[LN3 / 2], [0], [0]]])
    np.testing.assert_allclose(Y[0, :, 0], 0.5, rtol=1e-14)
    dX = layer.backward([[[0], [0], [2 * (0.5 - 1)]]])  # of (h_3 - 1)²
    np.testing.assert_allclose(
        dX[0, :, 0], [-27 / 64 * LN3**2, -9 / 16 * LN3, -3 / 4], rtol=1e-14
    )
    assert layer.dWh[0, 0] == pytest.approx(-(3 / 8 + 9 / 32 * LN3), rel=1e-14)
    for first, arrives in [(LN3 / 2, 6.2e-5), (0.0, 110)]:
        x = np.zeros((1, 51, 1))
        x[0, 0] = first
        layer.forward(x)
        layer.backward(np.eye(51)[None, -1:].transpose(0, 2, 1))
        state = layer.dh0 / layer.f[0].backward(np.ones((1, 1))) / LN3
        assert state[0, 0] == pytest.approx(arrives, rel=0.01)


@pytest.mark.parametrize(
    ("wrong", "right", "dWh"),
    [
        ("dh = dY[:, t] + future", "dh = dY[:, t]", [[2, -6], [1, -3]]),
        ("self.dWh = before.T @ dZ",
         "self.dWh = H[:, 1:].reshape(N * T, -1).T @ dZ",
         [[-5, 8], [-1, 4]]),
        ("future = dZ[:, t] @ self.Wh.T + dh * ~real",
         "future = dZ[:, t] @ self.Wh + dh * ~real", [[-4, 0], [-2, 0]]),
    ],
    ids=["future forgotten", "h_t for h_(t-1)", "Wh not transposed"],
)  # fmt: skip
def test_a_mistake_gives_what_the_pencil_says_and_is_seen(wrong, right, dWh):
    kind = with_line(Recurrent, wrong, right)
    layer, *_ = pencil(kind)
    np.testing.assert_allclose(layer.dWh * 8 / LN2, dWh, rtol=0, atol=1e-14)
    rng = np.random.default_rng(0)
    assert "Wh" in disagrees(drawn(rng), kind)
    with pytest.raises(GradientCheckError, match="Wh"):
        gradient_check(kind(3, 5, rng), rng.normal(size=(4, 6, 3)), rng)


@pytest.mark.parametrize(
    "right", ["self.dE[self.X[real]] = dY[real]",
              "self.dE[self.X[real]] += dY[real]",
              "np.add.at(self.dE, self.X, dY)"],
    ids=["=", "+= of numpy", "padding blames the last row"],
)  # fmt: skip
def test_a_wrong_table_is_seen(right):
    kind = with_line(
        Embedding, "np.add.at(self.dE, self.X[real], dY[real])", right
    )
    rng = np.random.default_rng(0)
    tokens = rng.integers(-1, 7, (4, 6))
    with pytest.raises(GradientCheckError, match="E"):
        gradient_check(kind(7, 3, rng), tokens, rng)


def with_line(kind, start, right):
    """The class with `right` for its line of code that is `start`."""
    lines = [
        line.strip()
        for line in inspect.getsource(kind).splitlines()
        if line.strip().startswith(start)
    ]
    return mended(kind, lines[0], right)


# Checked as everything is


@pytest.mark.parametrize(
    "activation", [Tanh, ReLU, Sigmoid, LeakyReLU, Softmax]
)
def test_gradients_of_a_recurrent_layer_agree_with_nudging(activation):
    rng = np.random.default_rng(0)
    layer = Recurrent(3, 5, rng, activation)
    layer.b += rng.normal(size=5)
    assert gradient_check(layer, rng.normal(size=(4, 6, 3)), rng)


@pytest.mark.parametrize(("T", "masked"), [(1, False), (6, False), (6, True)])
def test_the_gradient_of_the_first_state_agrees_with_nudging(T, masked):
    rng = np.random.default_rng(0)
    layer = Recurrent(3, 5, rng)
    mask = rng.random((4, T)) < 0.5 if masked else None

    class WithState(Layer):
        def forward(self, X, h0):
            return layer.forward(X, h0, mask)

        def backward(self, dY):
            return layer.backward(dY), layer.dh0

        params, grads = layer.params, layer.grads

    arrays = {
        "X": rng.normal(size=(4, T, 3)),
        "h0": rng.normal(size=(4, 5)),
    }
    report = gradient_check(WithState(), arrays, rng)
    assert report
    assert set(report) == {"X", "h0", "Wx", "Wh", "b"}


def test_the_gradient_of_a_table_agrees_with_nudging_and_there_is_no_dx():
    rng = np.random.default_rng(1)
    tokens = rng.integers(-1, 7, (4, 6))  # some come twice, some are padding
    report = gradient_check(Embedding(7, 3, rng), tokens, rng)
    assert report
    assert set(report) == {"E"}


def letters_net(rng, dtype=np.float64):
    return Sequential(
        Embedding(7, 3, rng, dtype=dtype),
        Recurrent(3, 5, rng, dtype=dtype),
        Linear(5, 7, rng, dtype=dtype),
    )


def test_a_net_of_letters_is_causal_and_keeps_its_rows_apart():
    rng = np.random.default_rng(2)
    net, tokens = letters_net(rng), rng.integers(-1, 7, (4, 6))
    for _ in range(2):  # what the first leaves behind disturbs no second
        report = gradient_check(net, tokens, rng)
        assert report
        assert "backward changes" not in repr(report)
    assert check_causal(net, tokens, rng)
    assert check_rows(net, tokens, rng)
    assert check_causal(net.layers[1], rng.normal(size=(4, 6, 3)), rng)
    assert check_rows(net.layers[1], rng.normal(size=(4, 6, 3)), rng)


def test_a_masked_input_moves_nothing():
    rng = np.random.default_rng(3)
    layer, X = Recurrent(3, 5, rng), rng.normal(size=(4, 6, 3))
    mask = rng.random((4, 6)) < 0.6
    assert check_mask(layer, X, mask, rng)
    Y = layer.forward(X, mask=mask)
    n, t = 2, 3
    mask[n, t] = False
    Y = layer.forward(X, mask=mask)
    np.testing.assert_array_equal(Y[n, t], Y[n, t - 1])
    X[~mask] = np.nan
    np.testing.assert_array_equal(layer.forward(X, mask=mask), Y)


def test_a_mask_that_is_ignored_is_seen():
    kind = mended(
        Recurrent,
        "H[:, t + 1] = np.where(mask[:, t, None], h, H[:, t])",
        "H[:, t + 1] = h",
    )
    rng = np.random.default_rng(3)
    mask = rng.random((4, 6)) < 0.6
    with pytest.raises(GradientCheckError, match="masked"):
        check_mask(kind(3, 5, rng), rng.normal(size=(4, 6, 3)), mask, rng)


# The conventions of every layer


@pytest.mark.parametrize("dtype", FLOATS)
@given(N=small, T=small, seed=seeds)
def test_shapes_are_as_said_and_a_float_s_dtype_is_kept(dtype, N, T, seed):
    rng = np.random.default_rng(seed)
    tokens = rng.integers(-1, 7, (N, T))
    mask = rng.random((N, T)) < 0.5
    mask[0, 0] = True
    table, layer, _ = letters_net(rng, dtype).layers
    Y = table.forward(tokens)
    assert (Y.shape, Y.dtype) == ((N, T, 3), dtype)
    h0 = rng.normal(size=(N, 5)).astype(dtype)
    for given_too in ({}, {"h0": h0}, {"mask": mask}):
        H = layer.forward(Y, **given_too)
        assert (H.shape, H.dtype) == ((N, T, 5), dtype)
        dY = layer.backward(rng.normal(size=H.shape).astype(dtype))
        assert (dY.shape, dY.dtype) == (Y.shape, dtype)
        assert (layer.dh0.shape, layer.dh0.dtype) == ((N, 5), dtype)
        table.backward(dY)
        for part in (table, layer):
            for name, p in part.params().items():
                dp = part.grads()[name]
                assert (dp.shape, dp.dtype) == (p.shape, dtype)


@given(seed=seeds)
def test_arguments_are_left_alone_and_gradients_are_written_anew(seed):
    arrays = drawn(np.random.default_rng(seed))
    arrays[5].flat[0] = True
    X, Wx, Wh, b, h0, mask, dY = arrays
    kept = [a.copy() for a in arrays]
    layer = Recurrent.from_arrays(Wx, Wh, b, ReLU)
    layer.forward(X, h0, mask)
    first = [layer.backward(dY), layer.dh0, *layer.grads().values()]
    second = [layer.backward(dY), layer.dh0, *layer.grads().values()]
    for one, two in zip(first, second, strict=True):
        np.testing.assert_array_equal(one, two)
        assert not np.shares_memory(one, two)
    for a, before in zip(arrays, kept, strict=True):
        np.testing.assert_array_equal(a, before)
    for mine, theirs in zip(layer.params().values(), (Wx, Wh, b), strict=True):
        assert not np.shares_memory(mine, theirs)


def test_a_sequence_in_two_halves_is_the_sequence():
    """The state after the first half is the second's h0, dh0 its blame."""
    X, Wx, Wh, b, h0, mask, dY = drawn(np.random.default_rng(4))
    mask[:, 0] = True
    whole = found(Recurrent, X, Wx, Wh, b, h0, mask, dY)
    first, second = (Recurrent.from_arrays(Wx, Wh, b, ReLU) for _ in range(2))
    H = first.forward(X[:, :2], h0, mask[:, :2])
    second.forward(X[:, 2:], H[:, -1], mask[:, 2:])
    later, early = second.backward(dY[:, 2:]), dY[:, :2].copy()
    early[:, -1] += second.dh0
    dX = np.concatenate([first.backward(early), later], axis=1)
    parts = [dX, *(first.grads()[n] + second.grads()[n] for n in NAMES[2:5])]
    for a, c in zip([*parts, first.dh0], whole[1:], strict=True):
        np.testing.assert_array_equal(a, c)


def test_a_first_layer_can_spare_dx():
    rng = np.random.default_rng(5)
    layer, last = Recurrent(3, 5, rng), Linear(5, 7, rng)
    net, X = Sequential(layer, last), rng.normal(size=(4, 6, 3))
    dY = rng.normal(size=net.forward(X).shape)
    net.backward(dY)
    kept = net.grads()
    layer.backward = None  # only parameter_gradients is called
    assert net.backward(dY, need_dX=False) is None
    for name, dp in net.grads().items():
        np.testing.assert_array_equal(dp, kept[name])


def test_weights_start_as_said():
    rng = np.random.default_rng(6)
    layer, table = Recurrent(100, 400, rng), Embedding(300, 200, rng)
    assert layer.Wx.std() == pytest.approx(0.1, rel=0.02)
    assert layer.Wh.std() == pytest.approx(0.05, rel=0.02)
    assert not layer.b.any()
    assert table.E.std() == pytest.approx(1.0, rel=0.02)


def test_fit_trains_a_net_of_letters():
    """abab...: after the first letter, the next is certain."""
    rng = np.random.default_rng(7)
    tokens = (np.arange(8) + np.arange(64)[:, None]) % 2
    net, loss = letters_net(rng), SoftmaxCrossEntropy()
    history = fit(net, loss, SGD(0.5), tokens[:, :-1], tokens[:, 1:],
                  epochs=20, batch_size=16, rng=rng)  # fmt: skip
    assert history.loss[-1] < 0.02 < history.loss[0]
