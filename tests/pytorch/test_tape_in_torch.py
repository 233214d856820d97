"""PyTorch does what chapter 8 says of it, beside the same lines of ours."""

import numpy as np
import pytest

from backprop import Tensor, running_net, sigmoid
from backprop.tape import apply, checkpoint

torch = pytest.importorskip("torch", reason="PyTorch is not installed")


def both(array):
    return Tensor(array.copy()), torch.tensor(array, requires_grad=True)


def test_a_formula_of_every_operation_has_the_same_gradients():
    rng = np.random.default_rng(0)
    arrays = [rng.uniform(0.5, 2, s) for s in [(3, 1), (4, 1, 5), (5, 2)]]
    pairs = [both(a) for a in arrays]
    for A, B, C in zip(*pairs, strict=True):
        max_ = {"axis": 1} if isinstance(A, Tensor) else {"dim": 1}
        Y = ((A * B - B / A) @ C).tanh() + (A**3).exp().log().sum()
        Y = Y.reshape(2, -1)[[0, 1, 1]]
        top = Y.max(**max_) if isinstance(A, Tensor) else Y.amax(**max_)
        ((Y - 0.1).relu().mean() + (top * top).sum()).backward()
    for ours, theirs in pairs:
        np.testing.assert_allclose(ours.grad, theirs.grad, rtol=1e-10)


def test_the_running_net_with_its_maximum_taken_off_the_tape():
    net, X, t = running_net()
    ours, theirs = zip(*map(both, net.params().values()), strict=True)
    W1, b1, W2, b2 = ours
    Z = (X @ W1 + b1).relu() @ W2 + b2
    Z = Z - Z.value.max(axis=1, keepdims=True)
    (Z.exp().sum(axis=1).log() - Z[np.arange(5), t]).mean().backward()
    W1, b1, W2, b2 = theirs
    Z = (torch.tensor(X) @ W1 + b1).relu() @ W2 + b2
    Z = Z - Z.detach().amax(dim=1, keepdim=True)
    (
        Z.exp().sum(1).log() - Z[torch.arange(5), torch.tensor(t)]
    ).mean().backward()
    for a, b in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(a.grad, b.grad, atol=1e-15)


def test_at_a_tie_ours_picks_the_first_and_amax_shares():
    ours, theirs = both(np.array([2.0, 5.0, 5.0]))
    ours.max().backward()
    theirs.amax().backward()
    assert ours.grad.tolist() == [0, 1, 0]
    assert theirs.grad.tolist() == [0, 0.5, 0.5]


def test_a_remembered_value_that_was_changed_is_noticed():
    ours, theirs = both(np.ones((2, 2)))
    L = (ours @ ours).sum()
    with pytest.raises(ValueError, match="read-only"):
        ours.value[0] = 2
    L.backward()
    L = (theirs @ theirs).sum()
    with torch.no_grad():
        theirs[0] = 2
    with pytest.raises(RuntimeError, match="modified by an inplace"):
        L.backward()


def test_a_tape_is_read_once_unless_it_is_kept():
    for x in both(np.array(3.0)):
        y = x * x
        y.backward(
            **{("keep" if isinstance(x, Tensor) else "retain_graph"): 1}
        )
        y.backward()
        with pytest.raises(RuntimeError, match="read before|second time"):
            y.backward()


def test_theirs_adds_gradients_and_ours_only_when_asked():
    ours, theirs = both(np.array([1.0, 2.0]))
    for _ in range(2):
        (ours * 3.0).sum().backward()
        (theirs * 3.0).sum().backward()
    assert ours.grad.tolist() == [3, 3]
    assert theirs.grad.tolist() == [6, 6]


def test_what_was_taken_off_the_tape_has_no_gradient():
    for W in both(np.ones((2, 2))):
        V = (
            Tensor(np.ones((2, 2)))
            if isinstance(W, Tensor)
            else torch.ones(2, 2, dtype=torch.float64, requires_grad=True)
        )
        A = W @ W
        A = Tensor(A.value) if isinstance(W, Tensor) else A.detach()
        (A @ V).sum().backward()
        assert W.grad is None
        assert V.grad is not None


def test_an_operation_of_one_s_own():
    class Silu(torch.autograd.Function):
        @staticmethod
        def forward(ctx, Z):
            S = torch.sigmoid(Z)
            ctx.save_for_backward(S, Z * S)
            return Z * S

        @staticmethod
        def backward(ctx, dY):
            S, Y = ctx.saved_tensors
            return dY * (S + Y * (1 - S))

    def silu(Z):
        S = sigmoid(Z)
        Y = Z * S
        return Y, lambda dY: dY * (S + Y * (1 - S))

    ours, theirs = both(np.array([0.0, 1.0, -2.0]))
    apply(silu, ours).sum().backward()
    Silu.apply(theirs).sum().backward()
    np.testing.assert_allclose(ours.grad, theirs.grad, rtol=1e-14)


def test_a_checkpoint_that_draws_anew_is_wrong_in_both():
    draws = np.random.default_rng(0)

    def dropped(A, W):
        keep = (draws.random((4, 3)) < 0.5).astype(float)
        on_tape = isinstance(A, Tensor)
        return (A * (keep if on_tape else torch.tensor(keep))) @ W

    def theirs_again(f, *inputs):
        return torch.utils.checkpoint.checkpoint(
            f, *inputs, use_reentrant=True, preserve_rng_state=False
        )

    for call, k in [(checkpoint, 0), (theirs_again, 1)]:
        A, W = both(np.ones((4, 3)))[k], both(np.ones((3, 2)))[k]
        Y = call(dropped, A, W)
        value = Y.value.sum() if k == 0 else float(Y.detach().sum())
        Y.sum().backward()
        assert float((W.grad * (W.value if k == 0 else W.detach())).sum()) != (
            value
        )
