"""What must hold for every shape, dtype and value (hypothesis)."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from samples import ACTIVATIONS, LOSSES, net, target_for

from backprop import (
    Linear,
    MeanSquaredError,
    SigmoidCrossEntropy,
    SoftmaxCrossEntropy,
    batches,
    check_function,
    clip_by_norm,
    l2_penalty,
    sigmoid,
    softmax,
    split,
)

FLOATS = [np.float32, np.float64]
seeds = st.integers(0, 2**32 - 1)
sizes = st.integers(1, 6)


def arrays(dtype=np.float64, size=1e3, **kwargs):
    """Arrays of one to three axes with entries up to `size`."""
    shape = hnp.array_shapes(min_dims=1, max_dims=3, max_side=5)
    width, size = (
        8 * np.dtype(dtype).itemsize,
        float(np.dtype(dtype).type(size)),
    )
    entries = st.floats(-size, size, width=width, allow_subnormal=False)
    return hnp.arrays(dtype, shape, elements=entries, **kwargs)


matrices = hnp.arrays(
    np.float64,
    hnp.array_shapes(min_dims=2, max_dims=2, max_side=5),
    elements=st.floats(-50, 50),
)


@pytest.mark.parametrize("dtype", [*FLOATS, np.int8, np.int64, np.bool_])
@given(N=sizes, n_in=sizes, n_out=sizes, seed=seeds)
def test_a_gradient_has_its_variable_s_shape(dtype, N, n_in, n_out, seed):
    rng = np.random.default_rng(seed)
    X = rng.integers(0, 2, (N, n_in)).astype(dtype)
    layer = Linear(n_in, n_out, rng)
    Y = layer.forward(X)
    assert Y.shape == (N, n_out)
    assert layer.backward(np.ones_like(Y)).shape == X.shape
    for name, p in layer.params().items():
        assert layer.grads()[name].shape == p.shape
    for activation in ACTIVATIONS:
        f = activation()
        assert f.forward(X).shape == X.shape
        assert f.backward(np.ones(X.shape)).shape == X.shape


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
@given(N=sizes, n_in=sizes, n_out=sizes, seed=seeds)
def test_a_dtype_is_kept(dtype, activation, N, n_in, n_out, seed):
    rng = np.random.default_rng(seed)
    model = net(rng, (n_in, 3, n_out), activation, dtype=dtype)
    X = rng.normal(size=(N, n_in)).astype(dtype)
    Y = model.forward(X)
    assert Y.dtype == dtype
    for loss in LOSSES:
        target = target_for(loss, Y, rng)
        if target.dtype.kind == "f":
            target = target.astype(dtype)
        ours = loss()
        assert type(ours.forward(Y, target)) is float
        dY = ours.backward()
        assert dY.dtype == dtype
        assert model.backward(dY).dtype == dtype
        assert {dp.dtype for dp in model.grads().values()} == {np.dtype(dtype)}


@pytest.mark.parametrize("integer", [np.int8, np.uint8, np.int64, np.bool_])
def test_integers_become_float64(integer):
    rng = np.random.default_rng(0)
    X = np.array([[1, 0, 1]], dtype=integer)
    assert Linear(3, 2, rng).forward(X).dtype == np.float64
    for activation in ACTIVATIONS:
        assert activation().forward(X).dtype == np.float64


@pytest.mark.parametrize("activation", [None, *ACTIVATIONS])
@given(N=sizes, n_in=sizes, seed=seeds, a=st.floats(-9, 9), b=st.floats(-9, 9))
def test_backward_is_linear_in_dY(activation, N, n_in, seed, a, b):
    rng = np.random.default_rng(seed)
    layer = activation() if activation else Linear(n_in, 3, rng)
    Y = layer.forward(rng.normal(size=(N, n_in)))
    one, two = rng.normal(size=(2, *Y.shape))
    both = [layer.backward(a * one + b * two), *layer.grads().values()]
    first = [layer.backward(one), *layer.grads().values()]
    second = [layer.backward(two), *layer.grads().values()]
    for ab, x, y in zip(both, first, second, strict=True):
        np.testing.assert_allclose(ab, a * x + b * y, atol=1e-12)


@given(X=arrays())
def test_forward_and_backward_leave_their_arguments_alone(X):
    kept, dY = X.copy(), np.ones(X.shape)
    for activation in ACTIVATIONS:
        layer = activation()
        layer.forward(X)
        layer.backward(dY)
        np.testing.assert_array_equal(X, kept)
        np.testing.assert_array_equal(dY, 1.0)


@pytest.mark.parametrize("dtype", FLOATS)
@given(data=st.data())
def test_softmax_rows_sum_to_one_at_any_size(dtype, data):
    X = data.draw(arrays(dtype, 1e30))
    P = softmax(X)
    assert P.min() >= 0
    np.testing.assert_allclose(
        P.sum(axis=-1), 1.0, rtol=8 * np.finfo(dtype).eps
    )


@given(X=arrays(size=30), shift=st.floats(-1e3, 1e3))
def test_softmax_does_not_change_with_a_shift(X, shift):
    np.testing.assert_allclose(softmax(X + shift), softmax(X), atol=1e-12)


@pytest.mark.parametrize("dtype", FLOATS)
@given(data=st.data())
def test_sigmoid_is_between_0_and_1_and_symmetric_at_any_size(dtype, data):
    X = data.draw(arrays(dtype, 1e30))
    Y = sigmoid(X)
    assert Y.min() >= 0
    assert Y.max() <= 1
    np.testing.assert_allclose(Y + sigmoid(-X), 1, atol=np.finfo(dtype).eps)
    assert (Y[X >= 0] >= 0.5).all()


@given(matrices, seeds)
def test_cross_entropy_is_the_formula(Z, seed):
    labels = np.random.default_rng(seed).integers(0, Z.shape[1], len(Z))
    value = SoftmaxCrossEntropy().forward(Z, labels)
    P = softmax(Z)[np.arange(len(Z)), labels]
    assert value == pytest.approx(-np.log(P).mean(), rel=1e-12, abs=1e-14)


@given(matrices, seeds)
def test_two_classes_by_softmax_are_one_by_sigmoid(Z, seed):
    """Logits (0, z) and label k: the binary loss of z with target k."""
    z = Z[:, :1]
    labels = np.random.default_rng(seed).integers(0, 2, len(z))
    pair = SoftmaxCrossEntropy()
    binary = SigmoidCrossEntropy()
    both = np.concatenate([np.zeros_like(z), z], axis=1)
    assert pair.forward(both, labels) == pytest.approx(
        binary.forward(z, labels[:, None]), rel=1e-12, abs=1e-15
    )
    np.testing.assert_allclose(
        pair.backward()[:, 1:], binary.backward(), atol=1e-15
    )


@given(matrices, seeds)
def test_the_rows_of_a_cross_entropy_gradient_sum_to_zero(Z, seed):
    labels = np.random.default_rng(seed).integers(0, Z.shape[1], len(Z))
    loss = SoftmaxCrossEntropy()
    loss.forward(Z, labels)
    np.testing.assert_allclose(loss.backward().sum(axis=1), 0, atol=1e-15)


@pytest.mark.parametrize("dtype", FLOATS)
def test_losses_are_exact_at_logits_of_a_thousand(dtype):
    one, three = SigmoidCrossEntropy(), SoftmaxCrossEntropy()
    z = np.array([[1000.0], [-1000.0], [1000.0], [-1000.0]], dtype)
    wrong, right = np.array([[0], [1], [0], [1]]), np.array([[1], [0]] * 2)
    assert one.forward(z, wrong.astype(dtype)) == 1000.0
    np.testing.assert_array_equal(one.backward()[:2, 0], [0.25, -0.25])
    assert one.forward(z, right.astype(dtype)) == 0.0
    np.testing.assert_array_equal(one.backward(), 0.0)

    Z = np.array([[1000.0, 0.0, -1000.0]], dtype)
    for label, value in enumerate([0.0, 1000.0, 2000.0]):
        assert three.forward(Z, [label]) == value
        onehot = np.eye(3, dtype=dtype)[[label]]
        np.testing.assert_array_equal(three.backward(), [[1, 0, 0]] - onehot)
    Z = np.full((1, 4), -1000.0, dtype)
    assert three.forward(Z, [2]) == pytest.approx(np.log(4), rel=1e-6)


@pytest.mark.parametrize("dtype", FLOATS)
@given(data=st.data())
def test_losses_are_finite_at_any_finite_logit(dtype, data):
    Z = data.draw(arrays(dtype, 1e30))
    loss = SigmoidCrossEntropy()
    for target in (np.zeros_like(Z), np.ones_like(Z)):
        assert 0 <= loss.forward(Z, target) <= 1.1e30
        assert np.abs(loss.backward()).max() <= 1
    Z = Z.reshape(len(Z), -1)
    loss = SoftmaxCrossEntropy()
    assert 0 <= loss.forward(Z, np.zeros(len(Z), dtype=int)) <= 2.1e30
    assert np.abs(loss.backward()).max() <= 1


@given(Y=arrays(size=1e6), seed=seeds)
def test_mean_squared_error_is_zero_at_its_target_and_symmetric(Y, seed):
    T = Y + np.random.default_rng(seed).normal(size=Y.shape)
    loss = MeanSquaredError()
    assert loss.forward(Y, Y) == 0.0
    assert loss.forward(Y, T) == loss.forward(T, Y)
    loss.forward(Y, T)
    dY = loss.backward()
    loss.forward(T, Y)
    np.testing.assert_array_equal(loss.backward(), -dY)


@given(N=st.integers(1, 40), size=st.integers(1, 50), seed=seeds)
def test_batches_deal_every_row_once_with_its_target(N, size, seed):
    X = np.arange(3.0 * N).reshape(N, 3)
    dealt = list(batches(X, np.arange(N), size, np.random.default_rng(seed)))
    assert [len(x) for x, _ in dealt[:-1]] == [size] * (len(dealt) - 1)
    assert 1 <= len(dealt[-1][0]) <= size
    labels = np.concatenate([t for _, t in dealt])
    np.testing.assert_array_equal(np.sort(labels), np.arange(N))
    np.testing.assert_array_equal(
        np.concatenate([x for x, _ in dealt]), X[labels]
    )


def test_batches_come_in_another_order_each_epoch():
    rng, X = np.random.default_rng(0), np.arange(30.0).reshape(30, 1)
    first, second = (
        np.concatenate([t for _, t in batches(X, np.arange(30), 7, rng)])
        for _ in range(2)
    )
    assert (first != second).any()


@given(N=st.integers(2, 40), seed=seeds, data=st.data())
def test_split_is_a_partition_with_each_row_s_target(N, seed, data):
    n_test = data.draw(st.integers(1, N - 1))
    X, t = np.arange(2.0 * N).reshape(N, 2), np.arange(N, dtype=np.int32)
    X1, t1, X2, t2 = split(X, t, n_test, np.random.default_rng(seed))
    assert len(X2) == len(t2) == n_test
    assert len(X1) == len(t1) == N - n_test
    assert t1.dtype == t2.dtype == t.dtype
    np.testing.assert_array_equal(np.sort(np.concatenate([t1, t2])), t)
    np.testing.assert_array_equal(X1, X[t1])
    np.testing.assert_array_equal(X2, X[t2])


@pytest.mark.parametrize("exponent", [-300, -160, 0, 150, 300])
@given(g=arrays(size=1.0), max_norm=st.floats(1e-3, 1e3))
def test_clipping_keeps_the_direction_and_bounds_the_norm(
    exponent, g, max_norm
):
    """Also where the squares of the entries underflow or overflow."""
    assume(np.abs(g).max() > 1e-6)
    unit = 10.0**exponent
    grads = {"a": g * unit, "b": g[:1] * unit}
    kept = {name: array.copy() for name, array in grads.items()}
    clipped = clip_by_norm(grads, max_norm * unit)
    norm = np.sqrt(sum(((c / unit) ** 2).sum() for c in clipped.values()))
    before = np.sqrt((g**2).sum() + (g[:1] ** 2).sum())
    assert norm == pytest.approx(min(before, max_norm), rel=1e-12)
    for name, array in grads.items():
        np.testing.assert_array_equal(array, kept[name])
        np.testing.assert_allclose(
            clipped[name] / unit,
            array / unit * (norm / before),
            rtol=1e-12,
            atol=1e-20,
        )


@given(g=arrays(np.float32, size=100))
def test_clipping_keeps_the_dtype(g):
    (clipped,) = clip_by_norm({"g": g}, 1.0).values()
    assert clipped.dtype == np.float32


def test_clipping_nothing_and_zeros_gives_them_back():
    assert clip_by_norm({}, 1.0) == {}
    zeros = clip_by_norm({"a": np.zeros(3), "b": np.zeros((2, 0))}, 1.0)
    assert not zeros["a"].any()
    assert zeros["b"].shape == (2, 0)


@given(W=matrices, strength=st.floats(0, 10))
def test_l2_penalty_s_gradient_is_the_penalty_s(W, strength):
    penalty, grads = l2_penalty({"W": W, "b": W[0]}, strength)
    assert type(penalty) is float
    assert penalty == pytest.approx(0.5 * strength * (W**2).sum())
    np.testing.assert_array_equal(grads["W"], strength * W)
    assert not grads["b"].any()


@given(st.floats(0.1, 5), seeds)
def test_l2_penalty_agrees_with_nudging(strength, seed):
    W = np.random.default_rng(seed).normal(size=(3, 2))
    assert check_function(
        lambda W: l2_penalty({"W": W}, strength)[0],
        lambda W: l2_penalty({"W": W}, strength)[1]["W"],
        W,
    )


@pytest.mark.parametrize(
    ("dtype", "size"),
    [(np.float16, 6e4), (np.float32, 1e38), (np.float64, 1e300)],
)
def test_finite_values_pass_though_their_squares_overflow(dtype, size):
    """Finite arrays are recognised by a sum of squares, where it is finite."""
    Z = np.full((3, 4), size, dtype)
    Z[0, 0] = size / 4
    loss = SigmoidCrossEntropy()
    assert np.isfinite(loss.forward(Z.astype(np.float64), np.ones((3, 4))))
    assert batches(Z, [0, 1, 2], 2, np.random.default_rng(0))
    assert np.isfinite(SoftmaxCrossEntropy().forward(Z, [0, 1, 2]))
    for bad in (np.nan, np.inf, -np.inf):
        Z[2, 1] = bad
        with pytest.raises(ValueError, match=rf"{bad} at index \(2, 1\)"):
            batches(Z, [0, 1, 2], 2, np.random.default_rng(0))


@pytest.mark.parametrize(
    "g",
    [
        np.full(4, 1.7e308),
        np.full(1000, 3e37, np.float32),
        np.full(4, 5e-324),
    ],
)
def test_clipping_survives_a_norm_that_overflows(g):
    clipped = clip_by_norm({"W": g}, 1.0)["W"]
    assert clipped.dtype == g.dtype
    if g[0] > 1:
        assert abs(np.linalg.norm(clipped.astype(float)) - 1) < 1e-6
    else:
        np.testing.assert_array_equal(clipped, g)
