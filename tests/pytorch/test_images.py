"""PyTorch's convolution and pooling, channels first, find what ours find.

Sizes all differ, strides 1 to 3, paddings 0 to 2. PyTorch drops rows that a
stride leaves over; ours refuses them.
"""

import itertools

import numpy as np
import pytest

import backprop as bp

torch = pytest.importorskip("torch", reason="PyTorch is not installed")
F = torch.nn.functional

CLOSE = {
    np.float64: {"rtol": 1e-12, "atol": 1e-12},
    np.float32: {"rtol": 1e-4, "atol": 2e-5},
}
DTYPES = pytest.mark.parametrize("dtype", CLOSE)
SIZES = list(
    itertools.product([(2, 3), (4, 3), (1, 2), (5, 5)], (1, 2, 3), (0, 1, 2))
)


def images_first(array):
    """(N, H, W, C) to PyTorch's (N, C, H, W), as a leaf that has a grad."""
    return torch.tensor(array.transpose(0, 3, 1, 2).copy()).requires_grad_()


def ours(tensor):
    return tensor.detach().numpy().transpose(0, 2, 3, 1)


def side(k, places, stride, padding=0):
    return k + stride * (places - 1) - 2 * padding


@DTYPES
@pytest.mark.parametrize(("kernel", "stride", "padding"), SIZES)
def test_convolution(kernel, stride, padding, dtype):
    (kh, kw), rng = kernel, np.random.default_rng(0)
    H, W = side(kh, 6, stride, padding), side(kw, 7, stride, padding)
    X = rng.normal(size=(4, H, W, 3)).astype(dtype)
    dY = rng.normal(size=(4, 6, 7, 5)).astype(dtype)
    layer = bp.Conv2d(
        3, 5, kernel, rng, stride=stride, padding=padding, dtype=dtype
    )
    layer.b += rng.normal(size=5).astype(dtype)
    x, b = images_first(X), torch.tensor(layer.b, requires_grad=True)
    K = torch.tensor(layer.K.transpose(3, 2, 0, 1).copy()).requires_grad_()
    y = F.conv2d(x, K, b, stride=stride, padding=padding)
    y.backward(torch.tensor(dY.transpose(0, 3, 1, 2).copy()))
    pairs = [
        (layer.forward(X), ours(y)),
        (layer.backward(dY), ours(x.grad)),
        (layer.dK, K.grad.numpy().transpose(2, 3, 1, 0)),
        (layer.db, b.grad.numpy()),
    ]
    for found, theirs in pairs:
        assert found.dtype == dtype
        np.testing.assert_allclose(found, theirs, **CLOSE[dtype])


@DTYPES
@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize(
    ("size", "stride"),
    [((2, 2), 2), ((2, 3), 1), ((3, 2), 2), ((3, 3), 2), ((1, 4), 3)],
)
def test_pooling_also_at_ties(size, stride, ties, dtype):
    """At a tie PyTorch, too, gives the first the whole of dY."""
    rng = np.random.default_rng(1)
    shape = 4, side(size[0], 5, stride), side(size[1], 6, stride), 3
    X = rng.integers(0, 3, shape) if ties else rng.normal(size=shape)
    X, dY = X.astype(dtype), rng.normal(size=(4, 5, 6, 3)).astype(dtype)
    layer, x = bp.MaxPool2d(size, stride), images_first(X)
    y = F.max_pool2d(x, size, stride)
    y.backward(torch.tensor(dY.transpose(0, 3, 1, 2).copy()))
    np.testing.assert_array_equal(layer.forward(X), ours(y))
    dX = layer.backward(dY)
    assert dX.dtype == dtype
    np.testing.assert_allclose(dX, ours(x.grad), **CLOSE[dtype])


def test_where_a_stride_leaves_rows_over_pytorch_drops_them():
    X = np.random.default_rng(2).normal(size=(2, 6, 8, 1))
    assert F.conv2d(images_first(X), torch.ones(1, 1, 3, 3).double(),
                    stride=2).shape == (2, 1, 2, 3)  # fmt: skip
    layer = bp.Conv2d(1, 1, 3, np.random.default_rng(0), stride=2)
    with pytest.raises(ValueError, match="would drop the last 1 of 6 rows"):
        layer.forward(X)


def digits_net(rng, dtype):
    return bp.Sequential(
        bp.Conv2d(1, 8, 3, rng, padding=1, dtype=dtype),
        bp.ReLU(),
        bp.MaxPool2d(2),
        bp.Conv2d(8, 16, 3, rng, padding=1, dtype=dtype),
        bp.ReLU(),
        bp.MaxPool2d(2),
        bp.Flatten(),
        bp.Linear(64, 10, rng, dtype=dtype),
    )


def test_five_steps_of_the_digits_net():
    """The whole of the chapter's training step: losses and parameters."""
    rng = np.random.default_rng(3)
    net, loss, sgd = digits_net(rng, np.float64), bp.SoftmaxCrossEntropy(), 0.1
    X, t = bp.digits()
    X, t = X[:32].reshape(32, 8, 8, 1), t[:32]
    p = {n: torch.tensor(a.copy()).requires_grad_()
         for n, a in net.params().items()}  # fmt: skip
    optimizer = bp.SGD(sgd)
    theirs = torch.optim.SGD(p.values(), sgd)
    for _ in range(5):
        value = loss.forward(net.forward(X), t)
        net.parameter_gradients(loss.backward())
        optimizer.step(net.params(), net.grads())
        h = images_first(X)
        for k in "03":
            K = p[f"{k}.K"].permute(3, 2, 0, 1)
            h = F.conv2d(h, K, p[f"{k}.b"], padding=1)
            h = F.max_pool2d(F.relu(h), 2)
        z = h.permute(0, 2, 3, 1).reshape(32, 64) @ p["7.W"] + p["7.b"]
        expected = F.cross_entropy(z, torch.tensor(t))
        theirs.zero_grad()
        expected.backward()
        theirs.step()
        assert value == pytest.approx(expected.item(), rel=1e-11)
    for name, array in net.params().items():
        np.testing.assert_allclose(
            array, p[name].detach().numpy(), rtol=1e-9, atol=1e-11
        )


def test_reshaping_is_reshaping():
    X = np.random.default_rng(4).normal(size=(3, 4, 5, 2))
    for layer, shape in [(bp.Flatten(), (3, 40)),
                         (bp.Reshape(5, 8), (3, 5, 8))]:  # fmt: skip
        x = torch.tensor(X, requires_grad=True)
        y = x.reshape(shape)
        dY = np.random.default_rng(5).normal(size=shape)
        y.backward(torch.tensor(dY))
        np.testing.assert_array_equal(layer.forward(X), y.detach().numpy())
        np.testing.assert_array_equal(layer.backward(dY), x.grad.numpy())
