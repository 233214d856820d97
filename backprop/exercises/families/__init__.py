"""Functions that nobody has published: each seed draws others.

A Family draws an activation, a loss, a layer or an update, which a learner
derives and implements. What is right is computed from the function itself by
a complex step; no derivative of it is written here.
"""

from .chain import CHAIN
from .formula import FORMULA
from .gated import GATED
from .look_ahead import LOOK_AHEAD
from .own_activation import ACTIVATION
from .row_size import ROW_SIZE
from .smoothed import SMOOTHED
from .tied import TIED

FAMILIES = (
    FORMULA,
    ACTIVATION,
    TIED,
    GATED,
    SMOOTHED,
    LOOK_AHEAD,
    ROW_SIZE,
    CHAIN,
)
