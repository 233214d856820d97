"""Is a gradient right? Ask finite differences, and know when not to."""

from .differences import numerical_gradient, relative_error
from .gradients import (
    GradientCheckError,
    check_function,
    check_loss,
    gradient_check,
)
from .verdicts import Report, Verdict

__all__ = [
    "GradientCheckError",
    "gradient_check",
    "check_loss",
    "check_function",
    "numerical_gradient",
    "relative_error",
    "Report",
    "Verdict",
]
