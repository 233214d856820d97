"""What the pages use: the running net, twins in PyTorch, recipes."""

from .examples import LN2, running_net
from .in_torch import block_in_torch, running_net_in_torch

__all__ = ["LN2", "block_in_torch", "running_net", "running_net_in_torch"]
