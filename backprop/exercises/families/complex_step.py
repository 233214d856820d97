"""Exact slopes without a formula, and slopes with one rule wrong.

For an analytic f, Im f(x + ih) / h is its slope at x: nothing is
subtracted, so that h may be 1e-30 and no digit is lost (Squire and Trapp
1998). A slip is a function with the right value and another slope.
"""

import numpy as np

STEP = 1e-30


def gradients(f, args, wanted):
    """{name: the gradient of f(*args)} for wanted, {name: place in args}.

    f returns one number, and is analytic in the arguments that are wanted.
    """
    return {name: _gradient(f, args, k) for name, k in wanted.items()}


def _gradient(f, args, k):
    nudged = np.array(args[k], dtype=complex)
    found = np.zeros(nudged.shape)
    for place in np.ndindex(nudged.shape):
        before = nudged[place]
        nudged[place] = before + STEP * 1j
        found[place] = np.imag(f(*args[:k], nudged, *args[k + 1 :])) / STEP
        nudged[place] = before
    return found if found.shape else float(found)


def kept(value):
    """The value without its slope, as if it were a constant."""
    return np.real(value)


def slipped(made, value, carrier=0.0):
    """The value, with the carrier's slope in place of its own if `made`."""
    if not made:
        return value
    return kept(value) + (carrier - kept(carrier))


def turned(made, value):
    """The value, with the opposite slope if `made`."""
    return slipped(made, value, -value)
