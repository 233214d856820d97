"""A tape: values that remember what made them, and so find their gradients.

Where to look:
scalar      Scalar, one number at a time; chapter 3 draws with it.
operations  what can be done with arrays: each operation returns its value
            and, for each input, the function that takes the gradient back.
operators   the signs and methods by which a Tensor calls them.
tensor      Tensor, an array on the tape; apply, which puts an operation of
            one's own there; refusals says what is refused.
line        what the tape holds of a value: its parents and backward functions.
order       in which order a tape is read backwards.
remembered  the arrays that backward functions need: read-only until then.
checkpointing
            a part of the tape that is made again instead of remembered.
"""

from .checkpointing import checkpoint
from .order import children_first
from .remembered import remembered_bytes
from .scalar import Scalar
from .tensor import Tensor, apply, unbroadcast

__all__ = [
    "Scalar",
    "Tensor",
    "apply",
    "checkpoint",
    "children_first",
    "remembered_bytes",
    "unbroadcast",
]
