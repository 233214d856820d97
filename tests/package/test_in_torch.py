"""The page's PyTorch code finds the trace table's gradients."""

import sys

import numpy as np
import pytest

from backprop import (
    SoftmaxCrossEntropy,
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


def test_without_pytorch_the_error_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(ImportError, match="torch"):
        running_net_in_torch()
