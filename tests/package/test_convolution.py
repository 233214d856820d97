"""Conv2d, MaxPool2d, Flatten and Reshape: against loops, integers, the tape.

Sizes all differ, N is not 1, and windows overlap, touch and leave gaps:
the last tests show which mistakes other sizes would let pass.
"""

from dataclasses import replace

import numpy as np
import pytest
from convolutions import (
    SIZES,
    Sizes,
    conv_by_loops,
    drawn,
    pool_by_loops,
    whole_numbers,
)
from wrong_convolutions import (
    CONVOLUTIONS,
    AxesExchanged,
    BiasMean,
    BiasOfOnePlace,
    BothTurned,
    CroppedOnOneSide,
    EveryMaximum,
    KernelGradientTurned,
    KernelNotTurned,
    LastImageAlone,
    Overwritten,
    PoolOverwritten,
    ReturnInTheLoop,
)

from backprop import (
    SGD,
    Conv2d,
    Flatten,
    GradientCheckError,
    Linear,
    MaxPool2d,
    MeanSquaredError,
    ReLU,
    Reshape,
    Sequential,
    SoftmaxCrossEntropy,
    Tensor,
    fit,
    gradient_check,
    relative_error,
)
from backprop.layers.windows import windows

LN2 = np.log(2.0)
FLOATS = [np.float64, np.float32]


def conv(sizes, K, b, kind=Conv2d):
    return kind.from_arrays(K, b, stride=sizes.stride, padding=sizes.padding)


def disagrees(sizes, kind=Conv2d, dtype=np.float64):
    """The names of what differs from the loops, whole numbers throughout."""
    X, K, b, dY = drawn(sizes, np.random.default_rng(0))
    layer = conv(sizes, K.astype(dtype), b.astype(dtype), kind)
    Y = layer.forward(X.astype(dtype))
    try:
        dX = layer.backward(dY.astype(dtype))
    except ValueError:
        return {"X"}  # arrays that do not fit
    found = {"Y": Y, "X": dX, "K": layer.dK, "b": layer.db}
    assert {a.dtype for a in found.values()} == {np.dtype(dtype)}
    right = conv_by_loops(X, K, b, dY, sizes.stride, sizes.padding)
    return {
        name
        for (name, a), c in zip(found.items(), right, strict=True)
        if a.shape != c.shape or (a != c).any()
    }


# Against plain loops, to the last bit


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_a_convolution_is_the_seven_loops(sizes, dtype):
    assert disagrees(sizes, dtype=dtype) == set()


POOLED = [((2, 3), 1), ((2, 3), 2), ((3, 2), 3), ((1, 3), 1), ((3, 3), 2)]


def pool_sizes(size, stride, rows=4, columns=6):
    return 3, *(
        k + stride * (n - 1)
        for k, n in zip(size, (rows, columns), strict=True)
    ), 5  # fmt: skip


def pool_disagrees(size, stride, draw, kind=MaxPool2d):
    """Whether Y or dX differs from the loops."""
    rng = np.random.default_rng(0)
    X = draw(rng, *pool_sizes(size, stride))
    dY = whole_numbers(rng, 3, 4, 6, 5)
    layer = kind(size, stride)
    right = pool_by_loops(X, dY, size, stride)
    found = layer.forward(X), layer.backward(dY)
    return any(
        (a != c).any() for a, c in zip(found, right, strict=True)
    )  # fmt: skip


def few_values(rng, *shape):
    """0, 1 or 2: almost every window holds a tie."""
    return rng.integers(0, 3, shape).astype(np.float64)


def no_ties(rng, *shape):
    return rng.normal(size=shape)


@pytest.mark.parametrize("draw", [no_ties, few_values])
@pytest.mark.parametrize(("size", "stride"), POOLED)
def test_pooling_is_the_loops_also_at_ties(size, stride, draw):
    assert not pool_disagrees(size, stride, draw)


def test_windows_are_what_a_kernel_sees_and_copy_nothing():
    X = np.arange(3 * 6 * 7 * 2.0).reshape(3, 6, 7, 2)
    seen = windows(X, (2, 3), 2, "a test")
    assert seen.shape == (3, 3, 3, 2, 3, 2)
    assert np.shares_memory(seen, X)
    for i, j in np.ndindex(3, 3):
        np.testing.assert_array_equal(
            seen[:, i, j], X[:, 2 * i : 2 * i + 2, 2 * j : 2 * j + 3]
        )


# Against what others published


def test_the_convolution_of_cs231n_s_second_assignment():
    """Given there: three channels first, kernel 4, stride 2, padding 1."""
    X = np.linspace(-0.1, 0.5, 96).reshape(2, 3, 4, 4)
    K = np.linspace(-0.2, 0.3, 144).reshape(3, 3, 4, 4)
    layer = Conv2d.from_arrays(
        K.transpose(2, 3, 1, 0), np.linspace(-0.1, 0.2, 3), stride=2, padding=1
    )
    Y = layer.forward(X.transpose(0, 2, 3, 1)).transpose(0, 3, 1, 2)
    published = [
        [-0.08759809, -0.10987781, -0.18387192, -0.2109216],
        [0.21027089, 0.21661097, 0.22847626, 0.23004637],
        [0.50813986, 0.54309974, 0.64082444, 0.67101435],
        [-0.98053589, -1.03143541, -1.19128892, -1.24695841],
        [0.69108355, 0.66880383, 0.59480972, 0.56776003],
        [2.36270298, 2.36904306, 2.38090835, 2.38247847],
    ]
    published = np.reshape(published, (2, 3, 2, 2))
    np.testing.assert_allclose(Y, published, atol=5.1e-9)
    # Its own measure, and the 2.2e-8 that it prints for a right answer.
    error = np.abs(Y - published) / (np.abs(Y) + np.abs(published))
    assert f"{error.max():.1e}" == "2.2e-08"


def test_the_pooling_of_cs231n_s_second_assignment():
    X = np.linspace(-0.3, 0.4, 96).reshape(2, 3, 4, 4).transpose(0, 2, 3, 1)
    Y = MaxPool2d(2).forward(X).transpose(0, 3, 1, 2)
    published = [
        [-0.26315789, -0.24842105, -0.20421053, -0.18947368],
        [-0.14526316, -0.13052632, -0.08631579, -0.07157895],
        [-0.02736842, -0.01263158, 0.03157895, 0.04631579],
        [0.09052632, 0.10526316, 0.14947368, 0.16421053],
        [0.20842105, 0.22315789, 0.26736842, 0.28210526],
        [0.32631579, 0.34105263, 0.38526316, 0.4],
    ]
    np.testing.assert_allclose(Y, np.reshape(published, Y.shape), atol=5.1e-9)


def test_lenet_has_61_706_parameters():
    """LeCun et al. 1998, with full connections between its channels."""
    rng = np.random.default_rng(0)
    net = Sequential(
        Conv2d(1, 6, 5, rng, padding=2),
        ReLU(),
        MaxPool2d(2),
        Conv2d(6, 16, 5, rng),
        ReLU(),
        MaxPool2d(2),
        Flatten(),
        Linear(400, 120, rng),
        ReLU(),
        Linear(120, 84, rng),
        ReLU(),
        Linear(84, 10, rng),
    )
    counts = [
        sum(p.size for p in layer.params().values())
        for layer in net.layers
        if layer.params()
    ]
    assert counts == [156, 2416, 48120, 10164, 850]
    assert sum(counts) == 61706
    assert net.forward(np.zeros((2, 28, 28, 1))).shape == (2, 10)


# The examples for a pencil


def line(k, x):
    """The kernel k laid along x, both in one dimension: layer and Y."""
    layer = Conv2d.from_arrays(np.reshape(k, (1, -1, 1, 1)), [0.0])
    return layer, layer.forward(np.reshape(x, (1, 1, -1, 1)))


def test_one_dimension_by_hand():
    layer, Y = line([1.0, 2, 3], [0.0, 1, 2, 3])
    assert Y.ravel().tolist() == [8, 14]
    layer, Y = line([2.0, -1], [3.0, 1, 4, 1, 5])
    assert Y.ravel().tolist() == [5, -2, 7, -3]
    dX = layer.backward(np.reshape([1.0, 2, -1, 3], Y.shape))
    assert layer.dK.ravel().tolist() == [4, 23]
    assert dX.ravel().tolist() == [2, 3, -4, 7, -3]


PENCIL_X = [[0, 0, 2, 1, 1, 1], [1, 2, 1, 1, 1, 0], [1, 2, 0, 0, 1, 1]]
PENCIL_K = [[-1, 1, 2], [0, -1, 1]]
PENCIL_DY = [[0, 4, 0, 0], [0, 0, -3, 0]]


def pencil(kind=Conv2d):
    """The 3 × 6 image, convolution, ReLU, pool and the running net's head."""
    W2 = LN2 * np.array([[-1.0, 1, 0], [1, -2, 1]])
    net = Sequential(
        kind.from_arrays(np.reshape(PENCIL_K, (2, 3, 1, 1)), [-2]),
        ReLU(),
        MaxPool2d(2),
        Flatten(),
        Linear.from_arrays(W2, LN2 * np.array([0.0, -1, -1])),
    )
    return net, np.reshape(PENCIL_X, (1, 3, 6, 1)).astype(np.float64)


def flat(array):
    return array.reshape(array.shape[1:3]).tolist()


def test_the_image_of_three_by_six_by_hand():
    """Forward exact; gradients in the unit ln 2 / 4."""
    net, X = pencil()
    first, bend, pool, flatten, head = net.layers
    Y = first.forward(X)
    assert flat(Y) == [[1, 2, -1, -1], [-1, -1, 1, -2]]
    pooled = pool.forward(bend.forward(Y))
    assert flatten.forward(pooled).tolist() == [[2, 1]]
    loss = SoftmaxCrossEntropy()
    assert loss.forward(net.forward(X), [0]) == pytest.approx(2 * LN2)
    dX = net.backward(loss.backward()) * 4 / LN2
    np.testing.assert_allclose(first.db * 4 / LN2, [1], rtol=1e-14)
    np.testing.assert_allclose(
        first.dK.reshape(2, 3) * 4 / LN2, [[-3, 5, 1], [8, 4, 1]], rtol=1e-14
    )
    right = [[0, -4, 4, 8, 0, 0], [0, 0, -1, 1, -6, 0], [0, 0, 0, 3, -3, 0]]
    np.testing.assert_allclose(dX.reshape(3, 6), right, atol=1e-14)


def test_the_same_blame_in_whole_numbers():
    net, X = pencil()
    layer, dY = net.layers[0], np.reshape(PENCIL_DY, (1, 2, 4, 1))
    layer.forward(X)
    dX = layer.backward(dY)
    assert flat(dX) == [
        [0, -4, 4, 8, 0, 0],
        [0, 0, -1, 1, -6, 0],
        [0, 0, 0, 3, -3, 0],
    ]
    assert layer.dK.reshape(2, 3).tolist() == [[-3, 5, 1], [8, 4, 1]]
    assert layer.db.tolist() == [1]


def test_how_many_windows_use_each_pixel():
    ones = Conv2d.from_arrays(np.ones((2, 3, 1, 1)), [0.0])
    Y = ones.forward(np.zeros((1, 3, 6, 1)))
    uses = [[1, 2, 3, 3, 2, 1], [2, 4, 6, 6, 4, 2], [1, 2, 3, 3, 2, 1]]
    assert flat(ones.backward(np.ones_like(Y))) == uses


def as_matrix(layer, shape):
    """C with Y = C x: a column for each pixel, from images of one 1."""
    units = np.eye(np.prod(shape)).reshape(-1, *shape, 1)
    return layer.forward(units).reshape(len(units), -1).T


def test_a_convolution_is_a_matrix_that_is_mostly_zero():
    layer = Conv2d.from_arrays(np.reshape(PENCIL_K, (2, 3, 1, 1)), [0.0])
    C = as_matrix(layer, (3, 6))
    assert C.shape == (8, 18)
    assert np.count_nonzero(C) == 40
    x, dY = np.ravel(PENCIL_X), np.ravel(PENCIL_DY)
    assert (C @ x - 2).tolist() == [1, 2, -1, -1, -1, -1, 1, -2]
    layer.forward(np.reshape(PENCIL_X, (1, 3, 6, 1)))
    dX = layer.backward(np.reshape(PENCIL_DY, (1, 2, 4, 1)))
    assert (C.T @ dY).tolist() == dX.ravel().tolist()


def test_three_mistakes_in_the_whole_numbers_of_the_pencil():
    _, X = pencil()
    dY = np.reshape(PENCIL_DY, (1, 2, 4, 1)).astype(np.float64)

    def blamed(kind):
        layer = kind.from_arrays(np.reshape(PENCIL_K, (2, 3, 1, 1)), [-2])
        layer.forward(X)
        return flat(layer.backward(dY)), layer.dK.reshape(2, 3).tolist()

    dX, _ = blamed(KernelNotTurned)
    assert dX == [
        [0, 4, -4, 0, 0, 0],
        [0, 8, 1, -1, 0, 0],
        [0, 0, -6, -3, 3, 0],
    ]
    _, dK = blamed(KernelGradientTurned)
    assert dK == [[1, 4, 8], [1, 5, -3]]
    # The two stamps that are not zero, the second over the first.
    K, dX = np.array(PENCIL_K), np.zeros((3, 6))
    dX[0:2, 1:4] = 4 * K
    dX[1:3, 2:5] = -3 * K
    assert dX[1, 2:4].tolist() == [3, -3]


# Ties


def test_of_two_largest_the_first_gets_the_whole_of_dY():
    _, X = pencil()
    X[0, 2, 2, 0] = 3
    net, _ = pencil()
    first, bend, pool = net.layers[:3]
    Y = first.forward(X)
    assert flat(Y) == [[1, 2, -1, -1], [2, -4, 1, -2]]
    pool.forward(bend.forward(Y))
    dX = pool.backward(np.reshape([4.0, -3], (1, 1, 2, 1)))
    assert flat(dX) == [[0, 4, 0, 0], [0, 0, -3, 0]]
    assert pool.winner.ravel().tolist() == [1, 6]


def test_where_windows_overlap_a_pixel_gets_a_sum():
    X = np.reshape([[1.0, 1, 0], [0, 9, 0], [1, 1, 1]], (1, 3, 3, 1))
    pool = MaxPool2d(2, stride=1)
    assert flat(pool.forward(X)) == [[9, 9], [9, 9]]
    dX = pool.backward(np.reshape([[1.0, 2], [3, 4]], (1, 2, 2, 1)))
    assert flat(dX) == [[0, 0, 0], [0, 10, 0], [0, 0, 0]]
    flat_image = np.ones((1, 2, 3, 1))  # a tie of four, twice
    pool.forward(flat_image)
    dX = pool.backward(np.reshape([5.0, 7], (1, 1, 2, 1)))
    assert flat(dX) == [[5, 7, 0], [0, 0, 0]]


@pytest.mark.parametrize("kind", [MaxPool2d, EveryMaximum])
def test_at_a_tie_the_check_neither_passes_nor_accuses(kind):
    rng = np.random.default_rng(0)
    report = gradient_check(kind(2), np.ones((3, 4, 6, 2)), rng)
    assert report["X"].verdict == "unresolved"


def test_nan_goes_through_a_pool():
    X = np.zeros((1, 2, 4, 1))
    X[0, 1, 0] = np.nan
    Y = MaxPool2d(2).forward(X)
    assert np.isnan(Y[0, 0, 0, 0])
    assert Y[0, 0, 1, 0] == 0


# Against finite differences, and against the tape


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_a_convolution_agrees_with_nudging(sizes):
    rng = np.random.default_rng(0)
    X, K, b, _ = drawn(sizes, rng, no_ties)
    report = gradient_check(conv(sizes, K, b), X, rng, entries=60)
    assert report, report
    assert list(report) == ["X", "K", "b"]


@pytest.mark.parametrize(("size", "stride"), POOLED)
def test_pooling_agrees_with_nudging(size, stride):
    rng = np.random.default_rng(1)
    X = rng.normal(size=pool_sizes(size, stride, 3, 2))
    report = gradient_check(MaxPool2d(size, stride), X, rng)
    assert report, report


def test_reshape_and_flatten_agree_with_nudging():
    rng = np.random.default_rng(2)
    assert gradient_check(Flatten(), rng.normal(size=(3, 2, 4, 5)), rng)
    assert gradient_check(Reshape(5, 2, 4), rng.normal(size=(3, 40)), rng)


def images_net(rng, dtype=np.float64):
    """Images (N, 6, 8, 2) to 3 classes, with every layer of the chapter."""
    return Sequential(
        Conv2d(2, 5, (2, 3), rng, padding=1, dtype=dtype),
        ReLU(),
        MaxPool2d((3, 2), stride=2),
        Conv2d(5, 4, 2, rng, dtype=dtype),
        ReLU(),
        Flatten(),
        Reshape(2, 3, 4),
        Flatten(),
        Linear(24, 3, rng, dtype=dtype),
    )


def test_a_net_of_images_agrees_with_nudging():
    rng = np.random.default_rng(3)
    net, X = images_net(rng), rng.normal(size=(3, 6, 8, 2))
    assert net.layers[3].forward(np.ones((1, 3, 4, 5))).shape == (1, 2, 3, 4)
    report = gradient_check(net, X, rng, entries=60)
    assert report, report


def on_the_tape(X, K, b, stride):
    """Windows by indexing, one product: what backward follows from."""
    kh, kw, c_in, c_out = K.shape
    N, H, W, _ = X.shape
    rows, columns = (H - kh) // stride + 1, (W - kw) // stride + 1
    i, j, u, v = np.ogrid[:rows, :columns, :kh, :kw]
    P = X[:, stride * i + u, stride * j + v].reshape(-1, kh * kw * c_in)
    Y = P @ K.reshape(kh * kw * c_in, c_out) + b
    return Y.reshape(N, rows, columns, c_out)


@pytest.mark.parametrize("sizes", SIZES[::3], ids=str)
def test_the_tape_finds_the_same(sizes):
    """SIZES[::3] have no padding, which the tape has no operation for."""
    X, K, b, dY = drawn(sizes, np.random.default_rng(4), no_ties)
    layer, tensors = conv(sizes, K, b), [Tensor(a) for a in (X, K, b)]
    Y = on_the_tape(*tensors, sizes.stride)
    Y.backward(dY)
    found = layer.forward(X), layer.backward(dY), layer.dK, layer.db
    theirs = Y.value, *(t.grad for t in tensors)
    for a, c in zip(found, theirs, strict=True):
        np.testing.assert_allclose(a, c, rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize(("size", "stride"), POOLED)
def test_the_tape_pools_the_same_also_at_ties(size, stride):
    rng = np.random.default_rng(5)
    X = few_values(rng, *pool_sizes(size, stride))
    x, (kh, kw) = Tensor(X), size
    i, j, u, v = np.ogrid[:4, :6, :kh, :kw]
    seen = x[:, stride * i + u, stride * j + v]
    Y = seen.reshape(3, 4, 6, kh * kw, 5).max(axis=3)
    layer, dY = MaxPool2d(size, stride), whole_numbers(rng, 3, 4, 6, 5)
    Y.backward(dY)
    np.testing.assert_array_equal(layer.forward(X), Y.value)
    np.testing.assert_array_equal(layer.backward(dY), x.grad)


# What training asks of them


def bars(rng, n, dtype=np.float64):
    """Images (2n, 6, 8, 2): a row or a column of ink in the first channel."""
    X = rng.normal(scale=0.1, size=(2 * n, 6, 8, 2))
    for k in range(n):
        X[k, rng.integers(6), :, 0] += 1
        X[n + k, :, rng.integers(8), 0] += 1
    return X.astype(dtype), np.repeat([0, 1], n)


@pytest.mark.parametrize("dtype", FLOATS)
def test_fit_trains_images_and_keeps_their_dtype(dtype):
    rng = np.random.default_rng(6)
    X, t = bars(rng, 20, dtype)
    net = images_net(rng, dtype)
    history = fit(
        net,
        SoftmaxCrossEntropy(),
        SGD(0.1, momentum=0.9),
        X,
        t,
        epochs=12,
        batch_size=8,
        rng=rng,
        validation=bars(rng, 5, dtype),
    )
    assert history.loss[-1] < 0.2 * history.loss[0]
    assert net.forward(X).dtype == dtype
    assert {p.dtype for p in net.params().values()} == {np.dtype(dtype)}
    assert {g.dtype for g in net.grads().values()} == {np.dtype(dtype)}


def test_training_makes_no_dX_for_the_images(monkeypatch):
    rng = np.random.default_rng(7)
    X, t = bars(rng, 4)
    net = images_net(rng)
    loss = SoftmaxCrossEntropy()
    loss.forward(net.forward(X), t)
    net.backward(loss.backward())
    grads = {name: g.copy() for name, g in net.grads().items()}

    def backward(dY):
        raise AssertionError("the dX of the images was computed")

    monkeypatch.setattr(net.layers[0], "backward", backward)
    net.parameter_gradients(loss.backward())
    for name, g in net.grads().items():
        np.testing.assert_array_equal(g, grads[name])
    fit(net, loss, SGD(0.1), X, t, epochs=1, batch_size=8, rng=rng)


def test_a_second_call_writes_over_the_first():
    first, second = SIZES[0], replace(SIZES[0], N=5, rows=2, columns=3)
    X, K, b, dY = drawn(first, np.random.default_rng(8))
    layer = conv(first, K, b)
    layer.forward(X)
    layer.backward(dY)
    X, _, _, dY = drawn(second, np.random.default_rng(9))
    Y, right_dX, dK, db = conv_by_loops(X, K, b, dY, 1, 0)
    np.testing.assert_array_equal(layer.forward(X), Y)
    np.testing.assert_array_equal(layer.backward(dY), right_dX)
    np.testing.assert_array_equal(layer.dK, dK)
    np.testing.assert_array_equal(layer.db, db)


def test_arrays_of_any_layout_are_welcome():
    """Channels first and turned, columns before rows: the same numbers."""
    sizes = replace(SIZES[4], c_out=2)
    X, K, b, dY = drawn(sizes, np.random.default_rng(10))
    turned = [np.asfortranarray(a)[::-1][::-1] for a in (X, dY)]
    results = []
    for x, d in ((X, dY), turned):
        net = Sequential(conv(sizes, K, b), MaxPool2d((1, 2), stride=1))
        Y = net.forward(x)
        results.append([Y, net.backward(d[:, :, :-1]), *net.grads().values()])
    for a, c in zip(*results, strict=True):
        np.testing.assert_array_equal(a, c)


def test_parameters_are_drawn_for_the_number_of_inputs():
    """A kernel of kh kw c_in inputs, as a linear layer of as many."""
    rng, same = np.random.default_rng(11), np.random.default_rng(11)
    layer = Conv2d(4, 50, (3, 5), rng)
    assert layer.K.shape == (3, 5, 4, 50)
    np.testing.assert_array_equal(
        layer.K.reshape(60, 50), Linear(60, 50, same).W
    )
    assert not layer.b.any()


def test_a_convolution_as_large_as_the_image_is_a_linear_layer():
    rng = np.random.default_rng(12)
    X, T = rng.normal(size=(7, 3, 4, 2)), rng.normal(size=(7, 5))
    layer = Conv2d(2, 5, (3, 4), rng)
    net = Sequential(layer, Flatten())
    dense = Linear.from_arrays(layer.K.reshape(24, 5), layer.b)
    loss = MeanSquaredError()
    assert loss.forward(net.forward(X), T) == pytest.approx(
        loss.forward(dense.forward(X.reshape(7, 24)), T), rel=1e-14
    )
    dX, dx = net.backward(loss.backward()), dense.backward(loss.backward())
    assert relative_error(dX.reshape(7, 24), dx) < 1e-14
    assert relative_error(layer.dK.reshape(24, 5), dense.dW) < 1e-14


# Mistakes planted: what these sizes find, and what others let pass


@pytest.mark.parametrize("kind", CONVOLUTIONS)
def test_a_planted_mistake_is_found_at_these_sizes(kind):
    assert any(disagrees(sizes, kind) for sizes in SIZES)


@pytest.mark.parametrize("kind", CONVOLUTIONS)
def test_a_planted_mistake_is_found_by_the_gradient_check(kind):
    sizes = Sizes(rows=3, columns=4, padding=1)
    rng = np.random.default_rng(13)
    X, K, b, _ = drawn(sizes, rng, no_ties)
    try:
        gradient_check(conv(sizes, K, b, kind), X, rng)
    except (GradientCheckError, ValueError):
        return
    pytest.fail("the check let it pass")


def test_pooling_s_mistakes_are_found_at_these_sizes():
    assert pool_disagrees((2, 3), 1, few_values, EveryMaximum)
    assert pool_disagrees((2, 3), 1, no_ties, PoolOverwritten)
    assert pool_disagrees((2, 3), 1, few_values, PoolOverwritten)


SQUARE = {"rows": 4, "columns": 4, "kh": 2, "kw": 2, "c_in": 3, "c_out": 3}
BLIND = {
    "one image": (Sizes(N=1, padding=1), {LastImageAlone}),
    "no padding": (Sizes(), {CroppedOnOneSide}),
    "square, windows side by side": (
        Sizes(**SQUARE, stride=2),
        {AxesExchanged, CroppedOnOneSide, Overwritten},
    ),
    "one square image, windows side by side": (
        Sizes(N=1, **SQUARE, stride=2),
        {AxesExchanged, CroppedOnOneSide, Overwritten, LastImageAlone},
    ),
    "a kernel of one pixel": (
        Sizes(kh=1, kw=1),
        {KernelGradientTurned, KernelNotTurned, BothTurned, CroppedOnOneSide,
         Overwritten},
    ),
    "a kernel as large as the image": (
        Sizes(rows=1, columns=1),
        {AxesExchanged, CroppedOnOneSide, Overwritten, BiasOfOnePlace,
         ReturnInTheLoop},
    ),
    "one place of one image": (
        Sizes(N=1, rows=1, columns=1),
        {AxesExchanged, CroppedOnOneSide, Overwritten, BiasOfOnePlace,
         ReturnInTheLoop, LastImageAlone, BiasMean},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BLIND)
def test_which_mistakes_other_sizes_let_pass(what):
    sizes, unseen = BLIND[what]
    passed = {kind for kind in CONVOLUTIONS if not disagrees(sizes, kind)}
    assert passed == unseen


def test_which_of_pooling_s_mistakes_other_inputs_let_pass():
    """Without ties the first; with windows side by side the second."""
    assert not pool_disagrees((2, 3), 1, no_ties, EveryMaximum)
    assert not pool_disagrees((3, 2), 3, few_values, PoolOverwritten)
