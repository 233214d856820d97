"""Is a gradient right? Ask finite differences, and know when not to.

Where to look:
gradients   gradient_check. `subject` is the layer as its owner wrote it,
            called by `calling`, put back by `rewind`; its `parameters` are
            `declaring`, found by `searching`, paired by `fitting`.
functions   check_loss, check_function.
programs    check_program: `stepping` asks, `updates` and `signs` read.
direction   check_direction.
instruments check_causal, check_rows, and `masked`, check_mask: by `asking`.
compare     claimed against measured, for all of them: `slopes` measures,
            `verdicts` judges, `relations` and `factors` say how it is
            wrong, `causes` why nobody can tell, `report` tells it.
"""

from .differences import numerical_gradient, relative_error
from .direction import check_direction
from .functions import check_function, check_loss
from .gradients import gradient_check
from .instruments import check_causal, check_rows
from .masked import check_mask
from .programs import check_program
from .report import GradientCheckError, Report
from .verdicts import Verdict

__all__ = [
    "GradientCheckError",
    "gradient_check",
    "check_loss",
    "check_function",
    "check_program",
    "check_direction",
    "check_causal",
    "check_rows",
    "check_mask",
    "numerical_gradient",
    "relative_error",
    "Report",
    "Verdict",
]
