"""What check_program is given: arrays by name, functions without arguments."""

import inspect

import numpy as np

from ..validation import finite


def live(params):
    """{name: the float array}, of a dict, a list or a function."""
    found = params() if callable(params) else params
    if isinstance(found, np.ndarray):
        found = {"params": found}
    if isinstance(found, (list, tuple)):
        found = {f"array {k}": p for k, p in enumerate(found)}
    if not isinstance(found, dict) or not found:
        raise TypeError(
            "params must be a dict or list of arrays, or a function that "
            f"returns one, got {type(found).__name__}"
        )
    found = dict(_flat(found))
    for name, p in found.items():
        if not isinstance(p, np.ndarray) or p.dtype.kind != "f":
            raise TypeError(
                f"params must hold float arrays, got {name!r} of type "
                f"{type(p).__name__} {getattr(p, 'dtype', '')}: expected "
                "np.array(..., float), changed by step() in loss()'s sight"
            )
        if not p.flags.writeable:
            raise ValueError(
                f"params must hold writeable arrays, got {name!r} read-only"
            )
        finite(p, f"the parameter {name!r}")
    return found


def _flat(found, before=""):
    """(name, array) of dicts and lists in each other: layer1.W."""
    for name, p in found.items():
        p = p() if callable(p) else p
        if isinstance(p, list | tuple) and p and not np.isscalar(p[0]):
            p = dict(enumerate(p))
        if isinstance(p, dict):
            yield from _flat(p, f"{before}{name}.")
        else:
            yield f"{before}{name}", p


def without_arguments(f, what):
    try:
        inspect.signature(f).bind()
    except TypeError:
        wanted = str(inspect.signature(f))
        raise TypeError(
            f"{what} must take no arguments, got {what}{wanted}: expected "
            f"{what}=lambda: {what}(...), and for a step that returns new "
            "arrays one that stores them where loss reads them"
        ) from None
    except ValueError:  # a built-in without a signature
        return
