"""Training: the loop, the optimizer, and what is left behind."""

from .history import History
from .loop import batches, fit
from .metrics import accuracy
from .optimizers import SGD, clip_by_norm

__all__ = ["fit", "batches", "accuracy", "History", "SGD", "clip_by_norm"]
