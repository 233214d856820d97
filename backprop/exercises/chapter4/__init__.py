"""Exercises of chapter 4, the backward pass."""

from .bend import BEND
from .cost import COST
from .fool_the_net import FOOL_THE_NET
from .gate import GATE
from .linear import LINEAR_BACKWARD
from .running_net import RUNNING_NET
from .softmax_backward import SOFTMAX_BACKWARD
from .twice_the_rows import MANY_ROWS
from .whole_net import WHOLE_NET

EXERCISES = (
    MANY_ROWS,
    RUNNING_NET,
    LINEAR_BACKWARD,
    BEND,
    SOFTMAX_BACKWARD,
    WHOLE_NET,
    COST,
    FOOL_THE_NET,
    GATE,
)
