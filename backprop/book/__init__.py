"""What the pages use: the running net, its twin in PyTorch, recipes."""

from .examples import LN2, running_net
from .in_torch import running_net_in_torch

__all__ = ["LN2", "running_net", "running_net_in_torch"]
