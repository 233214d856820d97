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
from .steady import Watched, pulled, twice


def check_loss(loss, prediction, target, *, h=1e-5, tolerance=1e-7,
               entries=None, rng=None):  # fmt: skip
    """Check loss.backward() against differences of loss.forward.

    backward takes nothing, or forward's arguments. Verdicts, tolerance and
    entries as in gradient_check. Raises as it does, and as the loss does;
    ValueError for a loss that draws random numbers or writes on what it is
    given. Shapes: as the loss takes them.
    """
    P = copied(prediction, "prediction")
    methods(loss, "check_loss's loss", "forward", "backward")
    # A first call on other numbers shows what is remembered wrongly.
    other, notes = np.flip(target, axis=0) if np.ndim(target) else target, []
    loss.forward(0.5 * P, other)
    pulled(loss, 0.5 * P, other, [])
    given = {"prediction": P}
    if isinstance(target, np.ndarray):
        given["target"] = target
    watched = Watched(given)
    twice(lambda: loss.forward(P, target), "forward", watched)
    claim = np.array(pulled(loss, P, target, notes))
    watched.unchanged("backward")
    sizes = {}
    if P.ndim:
        sizes = {"the number of classes": P.shape[-1],
                 "the number of examples": len(P)}  # fmt: skip
    return compare(
        lambda: np.array([one_number(loss.forward(P, target), "forward")]),
        {"prediction": P},
        {"prediction": claim},
        h,
        tolerance,
        sizes=sizes,
        notes=notes,
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
    it does, and ValueError for an f that draws random numbers, or an f or
    gradient that writes on its arguments.
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
    watched = Watched(copies)
    twice(lambda: f(*given), "f", watched)
    claimed = gradient(*given)
    if keyed:
        claimed = _same_keys(claimed, names)
    elif not isinstance(claimed, (tuple, list)):
        claimed = (claimed,)
    if len(claimed) != len(copies):
        raise ValueError(
            f"gradient must return one array for each of the {len(copies)} "
            f"arguments, got {len(claimed)}"
        )
    claimed = claimed if keyed else dict(zip(names, claimed, strict=True))
    claimed = {n: np.array(c) for n, c in claimed.items()}
    watched.unchanged("gradient")
    return compare(
        lambda: np.array([one_number(f(*given), "f")]),
        copies,
        claimed,
        h,
        tolerance,
        sizes=sizes_of_arrays(copies),
        entries=entries,
        rng=rng and drawn_from(generator(rng)),
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
