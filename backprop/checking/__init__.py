"""Is a gradient right? Ask finite differences, and know when not to."""

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
