"""Is a gradient right? Ask finite differences, and know when not to.

Nothing here looks inside a layer or a loss, so a class of your own works
in it, and it can share no bug with what it checks.
"""

from dataclasses import dataclass

import numpy as np

from .differences import measure
from .validation import finite, float_array, generator, real


class GradientCheckError(AssertionError):
    """A gradient that finite differences contradict. `report` has all."""

    def __init__(self, message, report=None):
        super().__init__(message)
        self.report = report


@dataclass(frozen=True)
class Verdict:
    """What the check says of one array."""

    verdict: str  # "agrees", "wrong" or "unresolved"
    error: float  # max|claimed - measured| / largest entry
    uncertainty: float  # of the measurement, on the same scale
    index: tuple  # the entry that decides
    claimed: float
    measured: float


class Report(dict):
    """Array name -> Verdict. True only when every array agrees."""

    def __bool__(self):
        return all(v.verdict == "agrees" for v in self.values())

    def __repr__(self):
        width = max(map(len, self), default=0)
        return "\n".join(
            f"{name:<{width}}  {v.verdict:<10}  error {v.error:.1e}, "
            f"known to {v.uncertainty:.1e}"
            for name, v in self.items()
        )


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
    # A first call on other numbers shows what is remembered wrongly.
    layer.forward(0.5 * X[::-1])
    X_seen = X.copy()
    Y = layer.forward(X_seen)
    dY = generator(rng).normal(size=Y.shape).astype(Y.dtype)
    dY_seen = dY.copy()
    claimed = {"X": np.array(layer.backward(dY_seen))}
    for name, dp in getattr(layer, "grads", dict)().items():
        claimed[name] = np.array(dp)
    for name, seen, kept in [("X", X_seen, X), ("dY", dY_seen, dY)]:
        if not np.array_equal(seen, kept):
            raise GradientCheckError(
                f"forward or backward changed {name} in place: expected "
                "its arguments left as they were"
            )
    arrays = {"X": X, **getattr(layer, "params", dict)()}
    if arrays.keys() != claimed.keys():
        raise ValueError(
            f"params() and grads() must have the same keys, got "
            f"{sorted(arrays.keys() - {'X'})} and "
            f"{sorted(claimed.keys() - {'X'})}"
        )
    if not np.array_equal(layer.forward(X), Y):
        raise ValueError(
            "gradient_check expects the same Y from the same X, got two "
            "different ones: fix the layer's random numbers first"
        )
    return _compare(
        lambda: layer.forward(X) * dY, arrays, claimed, h, tolerance
    )


def check_loss(loss, prediction, target, *, h=1e-5, tolerance=1e-7):
    """Check loss.backward() against differences of loss.forward.

    Verdicts, errors and tolerance as in gradient_check. Shapes: as the
    loss takes them.
    """
    P = _copy(prediction, "prediction")
    loss.forward(0.5 * P, target)
    loss.forward(P, target)
    claimed = {"prediction": np.array(loss.backward())}
    return _compare(
        lambda: np.array([loss.forward(P, target)]),
        {"prediction": P},
        claimed,
        h,
        tolerance,
    )


def check_function(f, gradient, *arrays, h=1e-5, tolerance=1e-7):
    """Check gradient(*arrays) against differences of f(*arrays).

    f returns a number; gradient returns one array, or a tuple with one
    for each argument. Verdicts, errors and tolerance as in gradient_check.
    """
    if not arrays:
        raise ValueError("check_function expects at least one array, got 0")
    copies = [
        finite(
            np.array(float_array(a, f"array {k}"), np.float64), f"array {k}"
        )
        for k, a in enumerate(arrays)
    ]
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
        lambda: np.atleast_1d(np.asarray(f(*copies), dtype=np.float64)),
        dict(zip(names, copies, strict=True)),
        dict(zip(names, map(np.asarray, claimed), strict=True)),
        h,
        tolerance,
    )


def _copy(array, what):
    array = np.array(float_array(array, what), dtype=np.float64)
    if array.size == 0:
        raise ValueError(f"{what} must not be empty, got {array.shape}")
    return finite(array, what)


def _compare(terms, arrays, claimed, h, tolerance):
    h, tolerance = (
        real(h, "h", above=0.0),
        real(tolerance, "tolerance", above=0),
    )
    report = Report()
    for name, x in arrays.items():
        dx = claimed[name]
        if dx.shape != x.shape:
            raise GradientCheckError(
                f"the gradient of {name} has the wrong shape: expected "
                f"{x.shape}, as {name} has, got {dx.shape}"
            )
        report[name] = _verdict(dx, *measure(terms, x, h), tolerance)
    wrong = [name for name, v in report.items() if v.verdict == "wrong"]
    if wrong:
        worst = report[wrong[0]]
        raise GradientCheckError(
            f"the gradient of {wrong[0]} is wrong at index {worst.index}: "
            f"backward gives {worst.claimed:.9g}, finite differences give "
            f"{worst.measured:.9g}\n{report}",
            report,
        )
    return report


def _verdict(claimed, measured, uncertainty, tolerance):
    with np.errstate(invalid="ignore"):
        error = np.abs(claimed - measured)
    error[~np.isfinite(claimed)] = np.inf
    scale = max(
        np.abs(a[np.isfinite(a)]).max(initial=0.0) for a in (claimed, measured)
    )
    allowed = tolerance * scale
    if (error > allowed + uncertainty).any():
        verdict, decisive = "wrong", np.nan_to_num(error - uncertainty)
    elif scale and ((error <= allowed) & (uncertainty <= allowed)).all():
        verdict, decisive = "agrees", error
    else:
        verdict, decisive = "unresolved", uncertainty
    index = np.unravel_index(np.argmax(decisive), error.shape)
    return Verdict(
        verdict,
        float(error[index] / scale) if scale else 0.0,
        float(uncertainty[index] / scale) if scale else 0.0,
        tuple(int(i) for i in index),
        float(claimed[index]),
        float(measured[index]),
    )
