"""A result that earlier calls have left their mark on."""

import numpy as np

from ..checking.factors import equal
from .forms import Finding
from .plain import numeric


def added_up(name, result, truth, before):
    """The Finding on a sum of this call's result and the earlier ones.

    before: the right results of the same method or function, earlier in
    the case.
    """
    result = numeric(result) if isinstance(result, tuple) else result
    alike = [v for v in before if np.shape(v) == np.shape(truth)]
    if not alike or isinstance(truth, str | bool | tuple):
        return None
    if not isinstance(result, np.ndarray | float | int):
        return None
    if np.shape(result) != np.shape(truth):
        return None
    if not equal(np.asarray(result, float), truth + sum(alike)):
        return None
    return Finding(
        "added-up",
        f"{name} is this call's result and those of the calls before, added.",
        "What is made outside of it, as self.… or as a global name, keeps "
        "what the last call has left, and += adds to it. Make it anew in "
        "each call.",
    )
