"""The running net in PyTorch, to compare. PyTorch need not be installed."""

from .examples import running_net


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
