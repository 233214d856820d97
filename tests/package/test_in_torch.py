"""The page's PyTorch code finds the trace table's gradients."""

import sys

import numpy as np
import pytest

from backprop import (
    LayerNorm,
    Linear,
    ReLU,
    Residual,
    SelfAttention,
    Sequential,
    SoftmaxCrossEntropy,
    block_in_torch,
    running_net,
    running_net_in_torch,
)


def test_pytorch_finds_the_trace_table():
    pytest.importorskip("torch", reason="PyTorch is not installed")
    net, X, t = running_net()
    loss = SoftmaxCrossEntropy()
    value = loss.forward(net.forward(X), t)
    net.backward(loss.backward())
    theirs, grads = running_net_in_torch()
    assert theirs == pytest.approx(value, rel=1e-13)
    assert grads.keys() == net.grads().keys()
    for name, dp in net.grads().items():
        np.testing.assert_allclose(grads[name], dp, rtol=1e-12, atol=1e-16)


def test_pytorch_finds_what_a_block_finds():
    pytest.importorskip("torch", reason="PyTorch is not installed")
    rng = np.random.default_rng(0)
    block = Sequential(
        Residual(LayerNorm(6), SelfAttention(6, 3, rng)),
        Residual(LayerNorm(6), Linear(6, 7, rng), ReLU(), Linear(7, 6, rng)),
    )
    for name, p in block.params().items():
        p += 0.5 * rng.normal(size=p.shape) * name.endswith(("gain", "b"))
    X, dY = rng.normal(size=(2, 2, 5, 6))
    Y, dX = block.forward(X), block.backward(dY)
    theirs, their_dX, grads = block_in_torch(block, X, dY)
    assert grads.keys() == block.grads().keys()
    pairs = {"Y": (theirs, Y), "X": (their_dX, dX)}
    pairs |= {k: (grads[k], dp) for k, dp in block.grads().items()}
    for name, (found, ours) in pairs.items():
        np.testing.assert_allclose(
            found, ours, rtol=1e-12, atol=1e-12, err_msg=name
        )


def test_without_pytorch_the_error_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(ImportError, match="torch"):
        running_net_in_torch()
