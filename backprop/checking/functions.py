"""The same question to a loss, and to any function of arrays."""

import inspect

import numpy as np

from ..validation import (
    finite,
    float_array,
    generator,
    methods,
    one_number,
)
from .compare import compare
from .preparing import drawn_from
from .sizes import sizes_of_arrays


def check_loss(loss, prediction, target, *, h=1e-5, tolerance=1e-7,
               entries=None, rng=None):  # fmt: skip
    """Check loss.backward() against differences of loss.forward.

    Verdicts, tolerance and entries as in gradient_check. Raises as it
    does, and as the loss does. Shapes: as the loss takes them.
    """
    P = copied(prediction, "prediction")
    methods(loss, "check_loss's loss", "forward", "backward")
    # A first call on other numbers shows what is remembered wrongly.
    other = np.flip(target, axis=0) if np.ndim(target) else target
    P0, t0 = P.copy(), np.array(target)
    loss.forward(0.5 * P, other)
    loss.backward()
    value = one_number(loss.forward(P, target), "forward")
    claimed = loss.backward()
    untouched("loss", {"prediction": (P, P0), "target": (target, t0)})
    steady(lambda: loss.forward(P, target), value, "loss.forward")
    sizes = {}
    if P.ndim:
        sizes = {"the number of classes": P.shape[-1],
                 "the number of examples": len(P)}  # fmt: skip
    return compare(
        lambda: np.array([one_number(loss.forward(P, target), "forward")]),
        {"prediction": P},
        {"prediction": claimed},
        h,
        tolerance,
        sizes=sizes,
        entries=entries,
        rng=rng and drawn_from(generator(rng)),
    )


def check_function(f, gradient, *arrays, h=1e-5, tolerance=1e-7,
                   entries=None, rng=None):  # fmt: skip
    """Check gradient(*arrays) against differences of f(*arrays).

    f returns a number; gradient returns one array, or a tuple with one
    for each argument. The report has f's names for them. Both may take a
    dict of arrays instead, and gradient then returns a dict with the same
    keys. Verdicts, tolerance and entries as in gradient_check. Raises as
    it does.
    """
    if not arrays:
        raise ValueError("check_function expects at least one array, got 0")
    methods(f, "f", "__call__")
    methods(gradient, "gradient", "__call__")
    keyed = len(arrays) == 1 and isinstance(arrays[0], dict)
    names = list(arrays[0]) if keyed else _names(f, len(arrays))
    values = arrays[0].values() if keyed else arrays
    copies = {
        name: copied(a, f"argument {k}" if not keyed else repr(name))
        for k, (name, a) in enumerate(zip(names, values, strict=True))
    }
    if not copies:
        raise ValueError("check_function expects at least one array, got 0")
    given = (copies,) if keyed else tuple(copies.values())
    kept = {name: a.copy() for name, a in copies.items()}
    pairs = {name: (a, kept[name]) for name, a in copies.items()}
    value = one_number(f(*given), "f")
    untouched("f", pairs)
    claimed = gradient(*given)
    untouched("gradient", pairs)
    steady(lambda: f(*given), value, "f")
    if keyed:
        claimed = _same_keys(claimed, names)
    elif not isinstance(claimed, (tuple, list)):
        claimed = (claimed,)
    if len(claimed) != len(copies):
        raise ValueError(
            f"gradient must return one array for each of the {len(copies)} "
            f"arguments, got {len(claimed)}"
        )
    return compare(
        lambda: np.array([one_number(f(*given), "f")]),
        copies,
        claimed if keyed else dict(zip(names, claimed, strict=True)),
        h,
        tolerance,
        sizes=sizes_of_arrays(copies),
        entries=entries,
        rng=rng and drawn_from(generator(rng)),
    )


def steady(f, value, who):
    """Raise ValueError if f() is another number than it was."""
    again = one_number(f(), who)
    if abs(again - value) > 1e-9 * abs(value):
        raise ValueError(
            f"{who} must return the same number twice from the same arrays, "
            f"got {value:.8g} and {again:.8g}: fix its random numbers (a new "
            "default_rng(0) in each call), or the state that it carries on"
        )


def untouched(who, pairs):
    """Raise ValueError if an array is no longer its copy."""
    for name, (now, kept) in pairs.items():
        if not np.array_equal(np.asarray(now), kept):
            raise ValueError(
                f"{who} changes its argument {name} in place: expected it "
                f"left as it was; begin with {name} = {name}.copy()"
            )


def copied(array, what):
    """A float64 copy that may be nudged; empty or not finite is refused."""
    array = np.array(float_array(array, what), dtype=np.float64)
    if array.size == 0:
        raise ValueError(f"{what} must not be empty, got {array.shape}")
    return finite(array, what)


def _names(f, count):
    """The names of f's arguments, or "argument 0" and so on."""
    numbered = [f"argument {k}" for k in range(count)]
    try:
        parameters = inspect.signature(f).parameters.values()
    except (TypeError, ValueError):
        return numbered
    kinds = (inspect.Parameter.POSITIONAL_ONLY,
             inspect.Parameter.POSITIONAL_OR_KEYWORD)  # fmt: skip
    named = [p.name for p in parameters if p.kind in kinds][:count]
    return named if len(named) == count else numbered


def _same_keys(claimed, names):
    if not isinstance(claimed, dict) or set(claimed) != set(names):
        got = (
            sorted(map(str, claimed))
            if isinstance(claimed, dict)
            else type(claimed).__name__
        )
        raise ValueError(
            "gradient must return a dict with the keys "
            f"{sorted(map(str, names))}, got {got}"
        )
    return claimed
