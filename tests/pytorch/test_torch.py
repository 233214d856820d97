"""PyTorch, where it is installed (`make test-torch`), finds the same.

Every layer and loss alone, Linear's own convention, and our verdicts beside
those of torch.autograd.gradcheck, on right and on wrong functions.
"""

import warnings

import numpy as np
import pytest

import backprop as bp

torch = pytest.importorskip("torch", reason="PyTorch is not installed")
F = torch.nn.functional

ACTIVATIONS = {
    "Sigmoid": torch.sigmoid,
    "Tanh": torch.tanh,
    "ReLU": torch.relu,
    "LeakyReLU": F.leaky_relu,
    "Softmax": lambda z: torch.softmax(z, -1),
}
LOSSES = {
    "MeanSquaredError": F.mse_loss,
    "SigmoidCrossEntropy": F.binary_cross_entropy_with_logits,
    "SoftmaxCrossEntropy": F.cross_entropy,
}


def tensor(array):
    return torch.tensor(array, requires_grad=True)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("shape", [(5, 4), (2, 3, 4)])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_activation(name, shape, dtype):
    rng = np.random.default_rng(0)
    X, dY = rng.normal(size=(2, *shape)).astype(dtype)
    layer, theirs = getattr(bp, name)(), tensor(X)
    Y = ACTIVATIONS[name](theirs)
    Y.backward(torch.tensor(dY))
    close = {"rtol": 1e-12 if dtype == np.float64 else 1e-4, "atol": 1e-7}
    np.testing.assert_allclose(layer.forward(X), Y.detach().numpy(), **close)
    np.testing.assert_allclose(
        layer.backward(dY), theirs.grad.numpy(), **close
    )


def test_every_public_layer_and_loss_is_compared():
    layers = {
        n for n in bp.__all__
        if isinstance(getattr(bp, n), type)
        and issubclass(getattr(bp, n), bp.Layer)
    }  # fmt: skip
    images = {"Conv2d", "MaxPool2d", "Flatten", "Reshape"}  # test_images.py
    sequences = {"Embedding", "Recurrent"}  # test_sequences_in_torch.py
    attends = {"SelfAttention", "LayerNorm", "Residual", "Positions"}
    # test_attention_in_torch.py
    elsewhere = {"Layer", "Linear", "Sequential"}
    elsewhere |= images | sequences | attends
    assert layers - elsewhere == set(ACTIVATIONS)
    losses = {n for n in bp.__all__ if n.endswith(("Error", "Entropy"))}
    assert losses - {"GradientCheckError"} == set(LOSSES)


def test_linear_and_its_transposed_weight():
    rng = np.random.default_rng(1)
    ours, X = bp.Linear(4, 3, rng), rng.normal(size=(5, 4))
    ours.b += rng.normal(size=3)
    theirs = torch.nn.Linear(4, 3).double()
    with torch.no_grad():
        theirs.weight.copy_(torch.tensor(ours.W.T))
        theirs.bias.copy_(torch.tensor(ours.b))
    x, dY = tensor(X), rng.normal(size=(5, 3))
    Y = theirs(x)
    Y.backward(torch.tensor(dY))
    np.testing.assert_allclose(ours.forward(X), Y.detach().numpy(), 1e-12)
    np.testing.assert_allclose(ours.backward(dY), x.grad.numpy(), 1e-12)
    np.testing.assert_allclose(ours.dW, theirs.weight.grad.numpy().T, 1e-12)
    np.testing.assert_allclose(ours.db, theirs.bias.grad.numpy(), 1e-12)


@pytest.mark.parametrize("name", LOSSES)
def test_every_loss(name):
    rng = np.random.default_rng(2)
    P = rng.normal(size=(5, 3))
    target = {
        "MeanSquaredError": rng.normal(size=(5, 3)),
        "SigmoidCrossEntropy": rng.uniform(size=(5, 3)),
        "SoftmaxCrossEntropy": rng.integers(0, 3, 5),
    }[name]
    loss, p = getattr(bp, name)(), tensor(P)
    value = LOSSES[name](p, torch.tensor(target))
    value.backward()
    assert loss.forward(P, target) == pytest.approx(value.item(), rel=1e-12)
    np.testing.assert_allclose(loss.backward(), p.grad.numpy(), 1e-11, 1e-16)


@pytest.mark.parametrize("shape", [(7,), (5, 6), (2, 7, 3)])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_cross_entropy_leaves_out_the_same_rows(shape, dtype):
    rng = np.random.default_rng(4)
    logits = rng.normal(size=(*shape, 4)).astype(dtype)
    labels = rng.integers(-1, 4, shape)
    loss, p = bp.SoftmaxCrossEntropy(), tensor(logits)
    theirs = F.cross_entropy(  # which wants the classes second
        p.movedim(-1, 1), torch.tensor(labels), ignore_index=-1
    )
    theirs.backward()
    eps = float(np.finfo(dtype).eps)
    value = loss.forward(logits, labels)
    assert value == pytest.approx(theirs.item(), rel=20 * eps)
    np.testing.assert_allclose(
        loss.backward(), p.grad.numpy(), rtol=50 * eps, atol=eps
    )


@pytest.mark.parametrize("shape", [(7,), (5, 6), (2, 7, 3)])
def test_linear_on_more_axes(shape):
    rng = np.random.default_rng(5)
    layer = bp.Linear(4, 8, rng)
    X, dY = rng.normal(size=(*shape, 4)), rng.normal(size=(*shape, 8))
    x, W, b = tensor(X), tensor(layer.W), tensor(layer.b)
    Y = F.linear(x, W.T, b)
    Y.backward(torch.tensor(dY))
    np.testing.assert_allclose(layer.forward(X), Y.detach(), 1e-12, 1e-13)
    for ours, t in [(layer.backward(dY), x), (layer.dW, W), (layer.db, b)]:
        np.testing.assert_allclose(ours, t.grad.numpy(), 1e-12, 1e-13)


@pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh"])
def test_the_running_net(activation):
    net, X, t = bp.running_net(activation)
    loss = bp.SoftmaxCrossEntropy()
    value = loss.forward(net.forward(X), t)
    net.backward(loss.backward())
    p = {n: tensor(a) for n, a in net.params().items()}
    bend = {"relu": torch.relu, "sigmoid": torch.sigmoid, "tanh": torch.tanh}
    H = bend[activation](torch.tensor(X) @ p["0.W"] + p["0.b"])
    theirs = F.cross_entropy(H @ p["2.W"] + p["2.b"], torch.tensor(t))
    theirs.backward()
    assert value == pytest.approx(theirs.item(), rel=1e-13)
    for name, dp in net.grads().items():
        np.testing.assert_allclose(dp, p[name].grad.numpy(), 1e-11, 1e-15)


# Two judges. (f in PyTorch, its gradient times `k`, x)

RIGHT = {
    "sigmoid": (torch.sigmoid, lambda x: 1 / (2 + np.exp(x) + np.exp(-x)),
                1.0),
    "tanh": (torch.tanh, lambda x: 1 - np.tanh(x) ** 2, 1.0),
    "square": (lambda x: x**2, lambda x: 2 * x, 3.0),
    "exp": (torch.exp, np.exp, 1.0),
    "relu, off its kink": (torch.relu, lambda x: 1.0 * (x > 0), 1.0),
    "sin": (torch.sin, np.cos, 2.0),
}  # fmt: skip
WRONG = {
    "right": lambda g, x: g,
    "sign": lambda g, x: -g,
    "twice": lambda g, x: 2 * g,
    "1 % off": lambda g, x: 1.01 * g,
    "one entry": lambda g, x: g * (np.arange(g.size).reshape(g.shape) != 2),
    "times x": lambda g, x: g * x,
}


def verdict_of_torch(f, gradient, x):
    class Claimed(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return f(x)

        @staticmethod
        def backward(ctx, dY):
            (x,) = ctx.saved_tensors
            return dY * torch.tensor(gradient(x.detach().numpy()))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return torch.autograd.gradcheck(
            Claimed.apply, tensor(x), raise_exception=False
        )


class Claimed(bp.Layer):
    def __init__(self, f, gradient):
        self.f, self.gradient = f, gradient

    def forward(self, X):
        self.X = X.copy()
        return self.f(torch.tensor(X)).numpy()

    def backward(self, dY):
        return dY * self.gradient(self.X)


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("name", RIGHT)
def test_both_checks_say_the_same(name, wrong):
    f, right, scale = RIGHT[name]
    rng = np.random.default_rng(3)
    x = scale * (rng.normal(size=(3, 4)) + 0.1)

    def gradient(x):
        return WRONG[wrong](right(x), x)

    try:
        ours = bool(bp.gradient_check(Claimed(f, gradient), x, rng))
    except bp.GradientCheckError:
        ours = False
    theirs = verdict_of_torch(f, gradient, x)
    assert ours == theirs == (wrong == "right")


def test_where_they_differ_ours_says_unresolved():
    """At a kink gradcheck accuses ReLU; a mistake of 1e-5 it lets pass."""
    x = np.array([[0.0, 1.0, -2.0]])
    assert not verdict_of_torch(torch.relu, lambda x: 1.0 * (x > 0), x)
    report = bp.gradient_check(bp.ReLU(), x, np.random.default_rng(0))
    assert report["X"].verdict == "unresolved"

    def near(x):
        return (1 + 1e-5) * (1 - np.tanh(x) ** 2)

    assert verdict_of_torch(torch.tanh, near, x)
    with pytest.raises(bp.GradientCheckError):
        bp.gradient_check(
            Claimed(torch.tanh, near), x, np.random.default_rng(0)
        )


@pytest.mark.parametrize("seed", range(5))
def test_torch_s_own_layers_pass_our_check(seed):
    """A torch module behind forward and backward, in float64."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)

    class Wrapped(bp.Layer):
        def __init__(self, module):
            self.module = module.double()

        def forward(self, X):
            self.x = torch.tensor(X, requires_grad=True)
            self.y = self.module(self.x)
            return self.y.detach().numpy()

        def backward(self, dY):
            self.module.zero_grad()
            self.y.backward(torch.tensor(dY))
            return self.x.grad.numpy()

        def params(self):
            named = self.module.named_parameters()
            return {n: p.data.numpy() for n, p in named}

        def grads(self):
            named = self.module.named_parameters()
            return {n: p.grad.numpy() for n, p in named}

    for module, shape in [
        (torch.nn.Conv2d(2, 3, 3, stride=2), (2, 2, 5, 7)),
        (torch.nn.LayerNorm(5), (3, 5)),
        (torch.nn.GroupNorm(2, 4), (3, 4, 3)),
        (torch.nn.Linear(4, 3), (5, 4)),
    ]:
        X = rng.normal(size=shape)
        assert bp.gradient_check(Wrapped(module), X, rng)
