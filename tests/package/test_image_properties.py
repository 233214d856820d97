"""What must hold for images of every size (hypothesis)."""

import numpy as np
import pytest
from convolutions import Sizes, whole_numbers
from hypothesis import assume, given
from hypothesis import strategies as st

from backprop import Conv2d, Flatten, MaxPool2d, Reshape

small = st.integers(1, 3)
seeds = st.integers(0, 2**32 - 1)
SIZES = st.builds(
    Sizes,
    N=small,
    rows=st.integers(1, 4),
    columns=st.integers(1, 4),
    c_in=small,
    c_out=small,
    kh=small,
    kw=small,
    stride=small,
    padding=st.integers(0, 2),
).filter(lambda s: min(s.H, s.W) > 0)


def drawn_layers(s, rng):
    """(layer, shape of X, shape of Y) of every kind, for these sizes."""
    images = s.N, s.H, s.W, s.c_in
    conv = Conv2d.from_arrays(
        whole_numbers(rng, s.kh, s.kw, s.c_in, s.c_out),
        whole_numbers(rng, s.c_out),
        stride=s.stride,
        padding=s.padding,
    )
    yield conv, images, (s.N, s.rows, s.columns, s.c_out)
    size = s.H % 3 + 1, s.W % 2 + 1
    if s.H >= size[0] and s.W >= size[1]:
        pool = MaxPool2d(size, stride=1)
        places = s.H - size[0] + 1, s.W - size[1] + 1
        yield pool, images, (s.N, *places, s.c_in)
    yield Flatten(), images, (s.N, s.H * s.W * s.c_in)
    yield Reshape(s.c_in, s.W * s.H), images, (s.N, s.c_in, s.H * s.W)


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.int16, np.bool_])
@given(s=SIZES, seed=seeds)
def test_shapes_are_as_said_and_a_float_s_dtype_is_kept(dtype, s, seed):
    rng = np.random.default_rng(seed)
    kept = dtype if np.dtype(dtype).kind == "f" else np.float64
    for layer, X_shape, Y_shape in drawn_layers(s, rng):
        if isinstance(layer, Conv2d):
            layer = Conv2d.from_arrays(
                layer.K.astype(kept),
                layer.b.astype(kept),
                stride=s.stride,
                padding=s.padding,
            )
        Y = layer.forward(rng.integers(0, 2, X_shape).astype(dtype))
        assert (Y.shape, Y.dtype) == (Y_shape, kept)
        dX = layer.backward(np.ones(Y_shape, kept))
        assert (dX.shape, dX.dtype) == (X_shape, kept)
        for name, p in layer.params().items():
            dp = layer.grads()[name]
            assert (dp.shape, dp.dtype) == (p.shape, kept)


@given(s=SIZES, seed=seeds, a=st.integers(-9, 9), b=st.integers(-9, 9))
def test_backward_is_linear_in_dY(s, seed, a, b):
    rng = np.random.default_rng(seed)
    for layer, X_shape, Y_shape in drawn_layers(s, rng):
        layer.forward(whole_numbers(rng, *X_shape))
        one, two = whole_numbers(rng, 2, *Y_shape)
        both = [layer.backward(a * one + b * two), *layer.grads().values()]
        first = [layer.backward(one), *layer.grads().values()]
        second = [layer.backward(two), *layer.grads().values()]
        for ab, x, y in zip(both, first, second, strict=True):
            np.testing.assert_array_equal(ab, a * x + b * y)


@given(s=SIZES, seed=seeds)
def test_forward_and_backward_leave_their_arguments_alone(s, seed):
    rng = np.random.default_rng(seed)
    for layer, X_shape, Y_shape in drawn_layers(s, rng):
        X, dY = whole_numbers(rng, *X_shape), whole_numbers(rng, *Y_shape)
        copies = X.copy(), dY.copy()
        layer.forward(X)
        layer.backward(dY)
        np.testing.assert_array_equal(X, copies[0])
        np.testing.assert_array_equal(dY, copies[1])


@given(s=SIZES, seed=seeds)
def test_backward_is_the_transpose_of_forward(s, seed):
    """⟨dY, C X⟩ = ⟨Cᵀ dY, X⟩, and the same with K as the variable."""
    rng = np.random.default_rng(seed)
    layer, X_shape, Y_shape = next(drawn_layers(s, rng))
    layer.b[:] = 0
    X, dY = whole_numbers(rng, *X_shape), whole_numbers(rng, *Y_shape)
    product = np.sum(dY * layer.forward(X))
    assert np.sum(layer.backward(dY) * X) == product
    assert np.sum(layer.dK * layer.K) == product


@given(s=SIZES, seed=seeds, down=st.integers(0, 2), right=st.integers(0, 2))
def test_an_image_that_moves_moves_its_output(s, seed, down, right):
    """A wide frame of zeros, and steps of one stride: Y moves a place."""
    rng = np.random.default_rng(seed)
    assume(s.padding == 0)
    layer, (N, H, W, c_in), _ = next(drawn_layers(s, rng))
    rim = 3 * s.stride
    X = np.zeros((N, H + 2 * rim, W + 2 * rim, c_in))
    X[:, rim : rim + H, rim : rim + W] = whole_numbers(rng, N, H, W, c_in)
    moved = np.roll(X, (s.stride * down, s.stride * right), (1, 2))
    Y, Y_moved = layer.forward(X), layer.forward(moved)
    np.testing.assert_array_equal(
        Y_moved[:, down:, right:],
        Y[:, : Y.shape[1] - down, : Y.shape[2] - right],
    )
    top = Y.max(axis=(1, 2))  # the largest response does not depend on where
    np.testing.assert_array_equal(Y_moved.max(axis=(1, 2)), top)


@given(s=SIZES, seed=seeds)
def test_a_pool_s_gradient_is_dealt_out_and_none_is_lost(s, seed):
    """Of dY every number reaches one pixel, which is as large as Y."""
    rng = np.random.default_rng(seed)
    size = min(2, s.H), min(2, s.W)
    X = rng.integers(0, 3, (s.N, s.H, s.W, s.c_in)).astype(np.float64)
    pool = MaxPool2d(size, stride=1)
    Y = pool.forward(X)
    np.testing.assert_array_equal(X.reshape(-1)[pool.winner], Y)
    dY = whole_numbers(rng, *Y.shape)
    dX = pool.backward(dY)
    for axes in [(1, 2), (0, 1, 2, 3)]:
        np.testing.assert_array_equal(dX.sum(axis=axes), dY.sum(axis=axes))
