"""Is a gradient right? Ask finite differences, and know when not to.

Nothing here looks inside a layer or a loss, so a class of your own works
in it, and it can share no bug with what it checks.
"""

import numpy as np

from ..validation import (
    finite,
    float_array,
    generator,
    methods,
    one_number,
    real,
)
from .verdicts import Report, judge, measure


class GradientCheckError(AssertionError):
    """A gradient that finite differences contradict. `report` has all."""

    def __init__(self, message, report=None):
        super().__init__(message)
        self.report = report


def gradient_check(layer, X, rng, *, h=1e-5, tolerance=1e-7):
    """Check backward of a layer or net, with a random upstream dY.

    Compares dX and every entry of grads() with central differences of
    Σ Y · dY, where Y = forward(X). The layer needs forward and backward,
    and, if it has parameters, params() and grads(). Each array comes out

        agrees      error <= tolerance, relative to its largest entry;
        wrong       error beyond tolerance and the measurement's own;
        unresolved  the measurement cannot tell: rounding, truncation, or
                    a kink within h. Never a pass, never an accusation.

    Returns a Report; raises GradientCheckError when an array is wrong,
    ValueError or TypeError for arguments that are not finite arrays.
    Derived in chapter 3; its blind spots are in chapter 7.
    """
    X = _copy(X, "X")
    methods(layer, "gradient_check's layer", "forward", "backward")
    # A first call on other numbers shows what is remembered wrongly.
    layer.forward(0.5 * np.flip(X))
    X_seen = X.copy()
    Y = float_array(layer.forward(X_seen), "the Y of forward")
    finite(Y, "the Y of forward")
    dY = generator(rng).normal(size=Y.shape).astype(Y.dtype)
    dY_seen = dY.copy()
    claimed = {"X": layer.backward(dY_seen)}
    for name, seen, kept in [("X", X_seen, X), ("dY", dY_seen, dY)]:
        if not np.array_equal(seen, kept):
            raise GradientCheckError(
                f"forward or backward changed {name} in place: expected "
                "its arguments left as they were"
            )
    params = _parameters(layer)
    if "X" in params:
        raise ValueError(
            "gradient_check calls the input X: expected another name for "
            "the parameter 'X'"
        )
    arrays = {"X": X, **params}
    claimed.update(getattr(layer, "grads", dict)())
    if arrays.keys() != claimed.keys():
        raise ValueError(
            f"params() and grads() must have the same keys, got "
            f"{sorted(arrays.keys() - {'X'})} and "
            f"{sorted(claimed.keys() - {'X'})}"
        )
    for name, dp in claimed.items():  # a layer may write over its own
        claimed[name] = float_array(dp, f"the gradient of {name}").copy()
    if not np.array_equal(layer.forward(X), Y):
        raise ValueError(
            "gradient_check expects the same Y from the same X, got two "
            "different ones: fix the layer's random numbers first, and let "
            "backward change no parameter"
        )
    return _compare(
        lambda: layer.forward(X) * dY, arrays, claimed, h, tolerance
    )


def check_loss(loss, prediction, target, *, h=1e-5, tolerance=1e-7):
    """Check loss.backward() against differences of loss.forward.

    Verdicts and tolerance as in gradient_check. Raises as it does, and as
    the loss does. Shapes: as the loss takes them.
    """
    P = _copy(prediction, "prediction")
    methods(loss, "check_loss's loss", "forward", "backward")
    # A first call on other numbers shows what is remembered wrongly.
    other = np.flip(target, axis=0) if np.ndim(target) else target
    loss.forward(0.5 * P, other)
    loss.forward(P, target)
    return _compare(
        lambda: np.array([one_number(loss.forward(P, target), "forward")]),
        {"prediction": P},
        {"prediction": loss.backward()},
        h,
        tolerance,
    )


def check_function(f, gradient, *arrays, h=1e-5, tolerance=1e-7):
    """Check gradient(*arrays) against differences of f(*arrays).

    f returns a number; gradient returns one array, or a tuple with one
    for each argument. Verdicts and tolerance as in gradient_check. Raises
    as it does.
    """
    if not arrays:
        raise ValueError("check_function expects at least one array, got 0")
    methods(f, "f", "__call__")
    methods(gradient, "gradient", "__call__")
    copies = [_copy(a, f"argument {k}") for k, a in enumerate(arrays)]
    claimed = gradient(*copies)
    if not isinstance(claimed, (tuple, list)):
        claimed = (claimed,)
    if len(claimed) != len(copies):
        raise ValueError(
            f"gradient must return one array for each of the {len(copies)} "
            f"arguments, got {len(claimed)}"
        )
    names = [f"argument {k}" for k in range(len(copies))]
    return _compare(
        lambda: np.array([one_number(f(*copies), "f")]),
        dict(zip(names, copies, strict=True)),
        dict(zip(names, claimed, strict=True)),
        h,
        tolerance,
    )


def _copy(array, what):
    array = np.array(float_array(array, what), dtype=np.float64)
    if array.size == 0:
        raise ValueError(f"{what} must not be empty, got {array.shape}")
    return finite(array, what)


def _parameters(layer):
    if hasattr(layer, "params"):
        methods(layer, "gradient_check's layer", "params", "grads")
    params = getattr(layer, "params", dict)()
    for name, p in params.items():
        if not isinstance(p, np.ndarray) or p.dtype.kind != "f":
            raise TypeError(
                f"params() must hold float arrays, got {name!r} of type "
                f"{type(p).__name__} {getattr(p, 'dtype', '')}"
            )
        finite(p, f"the parameter {name!r}")
        if not p.flags.writeable:
            raise ValueError(
                f"params() must hold writeable arrays, got {name!r} read-only"
            )
    return params


def _compare(terms, arrays, claimed, h, tolerance):
    h = real(h, "h", above=0.0)
    tolerance = real(tolerance, "tolerance", above=0.0)
    claims = {}
    for name, x in arrays.items():
        claim = float_array(claimed[name], f"the gradient of {name}")
        if claim.shape != x.shape:
            raise GradientCheckError(
                f"the gradient of {name} has the wrong shape: expected "
                f"{x.shape}, as {name} has, got {claim.shape}"
            )
        claims[name] = claim.copy()
    report = Report({}, tolerance)
    for name, x in arrays.items():
        report[name] = judge(terms, x, claims[name], h, tolerance)
    for name, v in report.items():
        if v.verdict == "wrong":
            raise GradientCheckError(
                f"the gradient of {name} is wrong at index {v.index}:\n"
                f"backward gives {v.claimed:.8g}, finite differences give "
                f"{v.measured:.8g}{_hint(terms, arrays[name], h)}\n{report}",
                report,
            )
    return report


def _hint(terms, x, h):
    if measure(terms, x, h)[0].any():
        return ""
    return (
        ". No nudge of this array changes the result: expected the array "
        "that forward reads, got perhaps a copy of it"
    )
