"""PyTorch's attention and layer norm find what ours find.

scaled_dot_product_attention gives no weights, so those are compared with
its own softmax; its Linear layers hold their weights transposed.
"""

import numpy as np
import pytest

import backprop as bp

torch = pytest.importorskip("torch", reason="PyTorch is not installed")
F = torch.nn.functional

CLOSE = {
    np.float64: {"rtol": 1e-12, "atol": 1e-12},
    np.float32: {"rtol": 2e-4, "atol": 2e-5},
}
DTYPES = pytest.mark.parametrize("dtype", CLOSE)
CAUSAL = pytest.mark.parametrize("causal", [True, False])
LENGTHS = pytest.mark.parametrize("T", [1, 2, 7])


def leaf(array):
    return torch.tensor(array.copy()).requires_grad_()


def drawn(rng, dtype, *shape):
    return rng.normal(size=shape).astype(dtype)


def compare(pairs, dtype):
    for ours, theirs in pairs:
        assert ours.dtype == dtype
        np.testing.assert_allclose(
            ours, theirs.detach().numpy(), **CLOSE[dtype]
        )


@DTYPES
@CAUSAL
@LENGTHS
@pytest.mark.parametrize("front", [(), (5,), (5, 3)])
def test_attention(front, T, causal, dtype):
    """By itself, of 0, 1 and 2 axes in front; d and d_v differ."""
    rng = np.random.default_rng(0)
    Q, K, V, dO = (drawn(rng, dtype, *front, T, n) for n in (4, 4, 6, 6))
    q, k, v = map(leaf, (Q, K, V))
    o = F.scaled_dot_product_attention(q, k, v, is_causal=causal)
    o.backward(torch.tensor(dO))
    out, A = bp.attention(Q, K, V, causal)
    scores = q @ k.transpose(-1, -2) / 2
    if causal:
        later = torch.ones(T, T).triu(1).bool()
        scores = scores.masked_fill(later, -torch.inf)
    dQ, dK, dV = bp.attention_backward(dO, Q, K, V, A)
    compare(
        [(out, o), (A, scores.softmax(-1)), (dQ, q.grad), (dK, k.grad),
         (dV, v.grad)],
        dtype,
    )  # fmt: skip


@DTYPES
@CAUSAL
@LENGTHS
def test_self_attention_is_multi_head_attention(T, causal, dtype):
    rng = np.random.default_rng(1)
    layer = bp.SelfAttention(12, 3, rng, causal, dtype=dtype)
    X, dY = drawn(rng, dtype, 2, 5, T, 12)
    theirs = torch.nn.MultiheadAttention(12, 3, bias=False, batch_first=True)
    theirs = theirs.to(torch.tensor(X).dtype)
    W = [layer.Wq, layer.Wk, layer.Wv]
    with torch.no_grad():
        theirs.in_proj_weight.copy_(torch.tensor(np.hstack(W).T.copy()))
        theirs.out_proj.weight.copy_(torch.tensor(layer.Wo.T.copy()))
    x, later = leaf(X), torch.ones(T, T).triu(1).bool()
    y, a = theirs(x, x, x, average_attn_weights=False,
                  attn_mask=later if causal else None)  # fmt: skip
    y.backward(torch.tensor(dY))
    Y, dX = layer.forward(X), layer.backward(dY)
    dq, dk, dv = theirs.in_proj_weight.grad.T.chunk(3, dim=1)
    compare(
        [(Y, y), (layer.A, a), (dX, x.grad), (layer.dWq, dq), (layer.dWk, dk),
         (layer.dWv, dv), (layer.dWo, theirs.out_proj.weight.grad.T)],
        dtype,
    )  # fmt: skip


@DTYPES
@pytest.mark.parametrize("shape", [(7,), (5, 7), (2, 3, 5)])
@pytest.mark.parametrize("eps", [1e-5, 0.3, 0.0])
def test_layer_norm(eps, shape, dtype):
    rng = np.random.default_rng(2)
    layer = bp.LayerNorm.from_arrays(
        drawn(rng, dtype, 6), drawn(rng, dtype, 6), eps
    )
    X, dY = drawn(rng, dtype, 2, *shape, 6)
    x, gain, shift = leaf(X), leaf(layer.gain), leaf(layer.shift)
    y = F.layer_norm(x, (6,), gain, shift, eps)
    y.backward(torch.tensor(dY))
    compare(
        [(layer.forward(X), y), (layer.backward(dY), x.grad),
         (layer.dgain, gain.grad), (layer.dshift, shift.grad)],
        dtype,
    )  # fmt: skip


def test_five_steps_of_the_names_net():
    """Chapter 11's net, with smaller sizes, by PyTorch's own functions."""
    rng = np.random.default_rng(3)
    net = bp.Sequential(
        bp.Embedding(27, 6, rng),
        bp.Positions(12, 6, rng),
        bp.Residual(bp.LayerNorm(6), bp.SelfAttention(6, 3, rng)),
        bp.Residual(
            bp.LayerNorm(6),
            bp.Linear(6, 10, rng),
            bp.ReLU(),
            bp.Linear(10, 6, rng),
        ),
        bp.LayerNorm(6),
        bp.Linear(6, 27, rng),
    )
    loss, sgd = bp.SoftmaxCrossEntropy(), bp.SGD(0.1, momentum=0.9)
    X, labels = bp.letters(bp.names()[:40])
    p = {n: leaf(a) for n, a in net.params().items()}
    optimizer = torch.optim.SGD(p.values(), 0.1, momentum=0.9)

    def norm(x, name):
        return F.layer_norm(x, (6,), p[f"{name}.gain"], p[f"{name}.shift"])

    def apart(x):
        return x.unflatten(-1, (3, 2)).transpose(1, 2)

    for _ in range(5):
        value = loss.forward(net.forward(X), labels)
        net.parameter_gradients(loss.backward())
        sgd.step(net.params(), net.grads())
        E = torch.cat([p["0.E"], torch.zeros(1, 6, dtype=torch.float64)])
        x = E[torch.tensor(X)] + p["1.P"][: X.shape[1]]
        n = norm(x, "2.0")
        q, k, v = (apart(n @ p[f"2.1.W{name}"]) for name in "qkv")
        o = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + o.transpose(1, 2).flatten(-2) @ p["2.1.Wo"]
        n = torch.relu(norm(x, "3.0") @ p["3.1.W"] + p["3.1.b"])
        x = x + n @ p["3.3.W"] + p["3.3.b"]
        z = norm(x, "4") @ p["5.W"] + p["5.b"]
        expected = F.cross_entropy(
            z.reshape(-1, 27), torch.tensor(labels.ravel()), ignore_index=-1
        )
        optimizer.zero_grad()
        expected.backward()
        optimizer.step()
        assert value == pytest.approx(expected.item(), rel=1e-11)
    for name, array in net.params().items():
        np.testing.assert_allclose(
            array, p[name].detach().numpy(), rtol=1e-9, atol=1e-11
        )
