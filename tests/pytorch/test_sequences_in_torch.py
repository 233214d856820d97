"""PyTorch's RNN and Embedding find what ours find.

PyTorch keeps two biases, whose sum is ours, and its weights stand
transposed; it numbers its padding as one of the tokens, ours is -1.
"""

import numpy as np
import pytest

import backprop as bp

torch = pytest.importorskip("torch", reason="PyTorch is not installed")
F = torch.nn.functional

CLOSE = {
    np.float64: {"rtol": 1e-11, "atol": 1e-12},
    np.float32: {"rtol": 2e-4, "atol": 2e-5},
}
DTYPES = pytest.mark.parametrize("dtype", CLOSE)


def leaf(array):
    return torch.tensor(array.copy()).requires_grad_()


def theirs_for(layer, dtype, name):
    """torch.nn.RNN with the layer's weights."""
    n_in, n_hidden = layer.Wx.shape
    rnn = torch.nn.RNN(n_in, n_hidden, nonlinearity=name, batch_first=True)
    rnn = rnn.to(torch.float64 if dtype == np.float64 else torch.float32)
    with torch.no_grad():
        rnn.weight_ih_l0.copy_(torch.tensor(layer.Wx.T.copy()))
        rnn.weight_hh_l0.copy_(torch.tensor(layer.Wh.T.copy()))
        rnn.bias_ih_l0.copy_(torch.tensor(layer.b))
        rnn.bias_hh_l0.zero_()
    return rnn


def recurrent(rng, dtype, activation):
    layer = bp.Recurrent(3, 5, rng, activation, dtype=dtype)
    layer.b += rng.normal(size=5).astype(dtype)
    return layer


def compare(pairs, dtype):
    for ours, theirs in pairs:
        assert ours.dtype == dtype
        np.testing.assert_allclose(
            ours, theirs.detach().numpy(), **CLOSE[dtype]
        )


@DTYPES
@pytest.mark.parametrize("T", [1, 2, 7])
@pytest.mark.parametrize("with_h0", [False, True])
@pytest.mark.parametrize(
    ("activation", "name"), [(bp.Tanh, "tanh"), (bp.ReLU, "relu")]
)
def test_a_recurrent_layer(activation, name, with_h0, T, dtype):
    rng = np.random.default_rng(0)
    layer = recurrent(rng, dtype, activation)
    X = rng.normal(size=(4, T, 3)).astype(dtype)
    h0 = rng.normal(size=(4, 5)).astype(dtype) * with_h0
    dY = rng.normal(size=(4, T, 5)).astype(dtype)
    rnn, x, h = theirs_for(layer, dtype, name), leaf(X), leaf(h0)
    y, _ = rnn(x, h[None])
    y.backward(torch.tensor(dY))
    compare(
        [
            (layer.forward(X, h0 if with_h0 else None), y),
            (layer.backward(dY), x.grad),
            (layer.dWx, rnn.weight_ih_l0.grad.T),
            (layer.dWh, rnn.weight_hh_l0.grad.T),
            (layer.db, rnn.bias_ih_l0.grad),
            (layer.db, rnn.bias_hh_l0.grad),
            (layer.dh0, h.grad),
        ],
        dtype,
    )


@DTYPES
def test_a_mask_is_what_packed_sequences_leave_out(dtype):
    """Lengths that differ: the last state, and every gradient of it."""
    rng = np.random.default_rng(1)
    layer, lengths = recurrent(rng, dtype, bp.Tanh), [7, 2, 5, 1]
    X = rng.normal(size=(4, 7, 3)).astype(dtype)
    h0, dlast = rng.normal(size=(2, 4, 5)).astype(dtype)
    mask = np.arange(7) < np.array(lengths)[:, None]
    rnn, x, h = theirs_for(layer, dtype, "tanh"), leaf(X), leaf(h0)
    packed = torch.nn.utils.rnn.pack_padded_sequence(
        x, torch.tensor(lengths), batch_first=True, enforce_sorted=False
    )
    _, last = rnn(packed, h[None])
    last[0].backward(torch.tensor(dlast))
    Y = layer.forward(X, h0, mask)
    dY = np.zeros_like(Y)
    dY[:, -1] = dlast  # the state after the last letter is carried on to it
    compare(
        [
            (Y[:, -1], last[0]),
            (layer.backward(dY), x.grad),
            (layer.dWx, rnn.weight_ih_l0.grad.T),
            (layer.dWh, rnn.weight_hh_l0.grad.T),
            (layer.db, rnn.bias_ih_l0.grad),
            (layer.dh0, h.grad),
        ],
        dtype,
    )


@DTYPES
def test_a_table_with_repeated_tokens_and_padding(dtype):
    rng = np.random.default_rng(2)
    layer = bp.Embedding(7, 3, rng, dtype=dtype)
    tokens = rng.integers(-1, 7, (4, 6))
    dY = rng.normal(size=(4, 6, 3)).astype(dtype)
    E = leaf(np.concatenate([layer.E, np.zeros((1, 3), dtype)]))
    y = F.embedding(torch.tensor(tokens % 8), E, padding_idx=7)
    y.backward(torch.tensor(dY))
    Y = layer.forward(tokens)
    layer.backward(dY)
    compare([(Y, y), (layer.dE, E.grad[:7])], dtype)
    assert not E.grad[7].any()


def test_five_steps_of_the_names_net():
    """Embedding, Recurrent, Linear, a loss that leaves -1 out, SGD."""
    rng = np.random.default_rng(3)
    net = bp.Sequential(
        bp.Embedding(27, 4, rng),
        bp.Recurrent(4, 6, rng),
        bp.Linear(6, 27, rng),
    )
    loss, sgd = bp.SoftmaxCrossEntropy(), bp.SGD(0.5, momentum=0.9)
    X, labels = bp.letters(bp.names()[:40])
    p = {n: leaf(a) for n, a in net.params().items()}
    optimizer = torch.optim.SGD(p.values(), 0.5, momentum=0.9)
    for _ in range(5):
        value = loss.forward(net.forward(X), labels)
        net.parameter_gradients(loss.backward())
        sgd.step(net.params(), net.grads())
        x = torch.where(
            torch.tensor(X == -1)[..., None],
            torch.zeros(4, dtype=torch.float64),
            p["0.E"][torch.tensor(np.maximum(X, 0))],
        )
        h, states = torch.zeros(40, 6, dtype=torch.float64), []
        for t in range(X.shape[1]):
            h = torch.tanh(x[:, t] @ p["1.Wx"] + h @ p["1.Wh"] + p["1.b"])
            states.append(h)
        z = torch.stack(states, 1) @ p["2.W"] + p["2.b"]
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
