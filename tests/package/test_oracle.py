"""Two other programs, written elsewhere, find the same gradients."""

import numpy as np
import pytest
from samples import ACTIVATIONS, LOSSES, net, step, target_for

from backprop import Softmax

ag = pytest.importorskip("autograd.numpy", reason="autograd not installed")

FUNCTIONS = {
    "Sigmoid": lambda z: 1 / (1 + ag.exp(-z)),
    "Tanh": ag.tanh,
    "ReLU": lambda z: ag.where(z > 0, z, 0.0),
    "LeakyReLU": lambda z: ag.where(z > 0, z, 0.01 * z),
    "Softmax": lambda z: ag.exp(z) / ag.sum(ag.exp(z), 1, keepdims=True),
}


def mean_squared_error(Y, T):
    return ag.mean((Y - T) ** 2)


def sigmoid_cross_entropy(Z, T):
    P = 1 / (1 + ag.exp(-Z))
    return -ag.mean(T * ag.log(P) + (1 - T) * ag.log(1 - P))


def softmax_cross_entropy(Z, labels):
    P = ag.exp(Z) / ag.sum(ag.exp(Z), 1, keepdims=True)
    return -ag.mean(ag.log(P[ag.arange(len(Z)), labels]))


FORMULAS = dict(
    zip(
        LOSSES,
        [mean_squared_error, sigmoid_cross_entropy, softmax_cross_entropy],
        strict=True,
    )
)
CASES = [
    (activation, loss, sizes)
    for activation in ACTIVATIONS
    for loss in LOSSES
    for sizes in [(4, 3), (4, 5, 3), (3, 6, 5, 4), (3, 6, 4, 5, 2)]
]


@pytest.mark.parametrize(("activation", "loss", "sizes"), CASES)
def test_autograd_finds_the_same_loss_and_gradients(activation, loss, sizes):
    from autograd import value_and_grad

    f = FUNCTIONS[activation.__name__]
    for seed in range(3):
        rng = np.random.default_rng(seed)
        model, X = net(rng, sizes, activation), rng.normal(size=(7, sizes[0]))
        ours = loss()
        target = target_for(loss, model.forward(X), rng)
        value, dX = step(model, ours, X, target)

        def theirs(arrays, target=target):
            Y = arrays[0]
            for k, (W, b) in enumerate(arrays[1]):
                Y = ag.dot(Y if k == 0 else f(Y), W) + b
            return FORMULAS[loss](Y, target)

        pairs = [(layer.W, layer.b) for layer in model.layers[::2]]
        expected, (dX_theirs, d_pairs) = value_and_grad(theirs)((X, pairs))
        assert value == pytest.approx(expected, rel=1e-13)
        np.testing.assert_allclose(dX, dX_theirs, rtol=1e-10, atol=1e-14)
        for layer, (dW, db) in zip(model.layers[::2], d_pairs, strict=True):
            np.testing.assert_allclose(layer.dW, dW, rtol=1e-10, atol=1e-14)
            np.testing.assert_allclose(layer.db, db, rtol=1e-10, atol=1e-14)


def test_softmax_s_jacobian_is_the_one_autograd_finds():
    from autograd import jacobian

    rng = np.random.default_rng(0)
    z, layer = rng.normal(size=(1, 5)), Softmax()
    J = jacobian(lambda z: FUNCTIONS["Softmax"](z)[0])(z)[:, 0, :]
    layer.forward(z)
    rows = [layer.backward(np.eye(5)[k : k + 1])[0] for k in range(5)]
    np.testing.assert_allclose(rows, J, atol=1e-16)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_pytorch_finds_the_same_loss_and_gradients(activation, loss):
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    F = torch.nn.functional
    functions = {
        "Sigmoid": torch.sigmoid,
        "Tanh": torch.tanh,
        "ReLU": torch.relu,
        "LeakyReLU": F.leaky_relu,  # slope .01, as ours
        "Softmax": lambda z: torch.softmax(z, 1),
    }
    losses = {
        "MeanSquaredError": F.mse_loss,
        "SigmoidCrossEntropy": F.binary_cross_entropy_with_logits,
        "SoftmaxCrossEntropy": F.cross_entropy,
    }
    rng = np.random.default_rng(0)
    model, X = net(rng, (4, 6, 5, 3), activation), rng.normal(size=(7, 4))
    target = target_for(loss, model.forward(X), rng)
    value, dX = step(model, loss(), X, target)

    tensors = {
        name: torch.tensor(p, requires_grad=True)
        for name, p in {"X": X, **model.params()}.items()
    }
    Y = tensors["X"] @ tensors["0.W"] + tensors["0.b"]
    for k in (2, 4):
        Y = functions[activation.__name__](Y)
        Y = Y @ tensors[f"{k}.W"] + tensors[f"{k}.b"]
    expected = losses[loss.__name__](Y, torch.tensor(target))
    expected.backward()
    assert value == pytest.approx(expected.item(), rel=1e-12)
    for name, dp in {"X": dX, **model.grads()}.items():
        np.testing.assert_allclose(
            dp, tensors[name].grad.numpy(), rtol=1e-9, atol=1e-14
        )


def test_pytorch_takes_the_same_steps_with_momentum():
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    from backprop import SGD

    rng = np.random.default_rng(1)
    p = rng.normal(size=(3, 2))
    tensor = torch.tensor(p, requires_grad=True)
    ours, theirs = SGD(0.1, 0.9), torch.optim.SGD([tensor], 0.1, momentum=0.9)
    for _ in range(7):
        dp = rng.normal(size=p.shape)
        ours.step({"p": p}, {"p": dp})
        tensor.grad = torch.tensor(dp)
        theirs.step()
    np.testing.assert_allclose(p, tensor.detach().numpy(), rtol=1e-13)
