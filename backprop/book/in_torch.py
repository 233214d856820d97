"""The book's nets in PyTorch, to compare. PyTorch need not be installed."""

from .examples import running_net

BLOCK = "LayerNorm SelfAttention, LayerNorm Linear ReLU Linear"


def running_net_in_torch():
    """Return (loss, grads) of the running net, as PyTorch finds them.

    loss is a float; grads has the names and shapes of the package's
    net.grads(): "0.W" (4, 2), "0.b" (2,), "2.W" (2, 3), "2.b" (3,).
    PyTorch's weight has shape (n_out, n_in): it is our W, transposed.

    Raises ImportError where PyTorch is not installed. See chapter 4.
    """
    import torch

    ours, X, t = running_net()
    net = torch.nn.Sequential(
        torch.nn.Linear(4, 2), torch.nn.ReLU(), torch.nn.Linear(2, 3)
    ).double()
    with torch.no_grad():
        for k in (0, 2):
            net[k].weight.copy_(torch.tensor(ours.layers[k].W.T))
            net[k].bias.copy_(torch.tensor(ours.layers[k].b))
    loss = torch.nn.CrossEntropyLoss()(net(torch.tensor(X)), torch.tensor(t))
    loss.backward()
    grads = {}
    for k in (0, 2):
        grads[f"{k}.W"] = net[k].weight.grad.T.numpy()
        grads[f"{k}.b"] = net[k].bias.grad.numpy()
    return loss.item(), grads


def block_in_torch(block, X, dY):
    """Return (Y, dX, grads) of a transformer's block, as PyTorch has them.

    block: Sequential(Residual(LayerNorm, SelfAttention), Residual(LayerNorm,
    Linear, ReLU, Linear)); X and dY (N, T, dim). grads has the names of
    block.grads().

    Raises TypeError for another net, ImportError where PyTorch is not
    installed. See chapter 11.
    """
    _expect(block, BLOCK)
    import torch
    from torch.nn import functional

    p = {
        name: torch.tensor(array, requires_grad=True)
        for name, array in block.params().items()
    }
    looking, working = block.layers
    eps, heads = looking.layers[0].eps, looking.layers[1].heads
    N, T, dim = X.shape

    def norm(X, k):
        gain, shift = p[f"{k}.0.gain"], p[f"{k}.0.shift"]
        return functional.layer_norm(X, (dim,), gain, shift, eps)

    def apart(rows):  # (N, T, dim) -> (N, heads, T, d)
        return rows.view(N, T, heads, dim // heads).transpose(1, 2)

    X = torch.tensor(X, requires_grad=True)
    rows = norm(X, 0)
    Q, K, V = (apart(rows @ p[f"0.1.{name}"]) for name in ("Wq", "Wk", "Wv"))
    means = functional.scaled_dot_product_attention(Q, K, V, is_causal=True)
    seen = X + means.transpose(1, 2).reshape(N, T, dim) @ p["0.1.Wo"]
    hidden = torch.relu(norm(seen, 1) @ p["1.1.W"] + p["1.1.b"])
    Y = seen + hidden @ p["1.3.W"] + p["1.3.b"]
    Y.backward(torch.tensor(dY))
    grads = {name: tensor.grad.numpy() for name, tensor in p.items()}
    return Y.detach().numpy(), X.grad.numpy(), grads


def _expect(net, kinds):
    """Raise TypeError unless the parts of a net hold layers of these kinds."""
    parts = [getattr(p, "layers", ()) for p in getattr(net, "layers", ())]
    found = ", ".join(" ".join(type(x).__name__ for x in p) for p in parts)
    if found != kinds:
        raise TypeError(
            f"block must have two parts with the layers {kinds}, got "
            f"{found or type(net).__name__}"
        )
