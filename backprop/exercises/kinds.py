"""Is a result a number or an array, or of another kind?"""

import numpy as np

from ..checking.factors import Finding
from .plain import Opaque, a_kind


def kind(what, result, truth):
    if result is ...:
        return Finding(
            "dots",
            f"{what} is still the dots.",
            "Some dots are left in your code. Replace them by what belongs "
            "there.",
        )
    if result is None:
        return Finding(
            "nothing",
            f"{what} is None.",
            "A function without return gives None. Does every way through "
            "it end in a return, and are no dots left in it?",
        )
    if isinstance(result, Opaque):
        return Finding(
            "type",
            f"{what} should be {said_of(truth)}, got {a_kind(result.kind)}.",
            "Return numbers or arrays of numbers: np.array(...) of a list, "
            "list(...) of a generator.",
        )
    if isinstance(result, str | tuple | dict) or isinstance(truth, bool) != (
        isinstance(result, bool)
    ):
        shown = repr(result)
        shown = shown if len(shown) < 60 else shown[:59] + "…"
        return Finding(
            "type",
            f"{what} should be {said_of(truth)}, got {said_of(result)}: "
            f"{shown}.",
            _of_its_parts(result),
        )
    return None


def _of_its_parts(result):
    """Why it is no array of numbers, as far as its parts tell."""
    if isinstance(result, dict):
        return (
            "Numbers are asked without keys: their order says what each of "
            "them is."
        )
    parts = list(result) if isinstance(result, tuple) else [result]
    while any(isinstance(part, tuple) for part in parts):
        parts = [
            inner
            for part in parts
            for inner in (part if isinstance(part, tuple) else (part,))
        ]
    if any(isinstance(part, bool) for part in parts):
        return (
            "Numbers are asked, and True and False are none: write 1 and 0, "
            "or float(z > 0)."
        )
    if any(isinstance(part, str) for part in parts):
        return "Numbers are written without quotation marks."
    return (
        "It is to hold numbers alone. Lists inside one list must have one "
        "length."
    )


def said_of(thing):
    if isinstance(thing, bool):
        return "True or False"
    if isinstance(thing, str):
        return "a text"
    if isinstance(thing, tuple):
        return f"a tuple of {len(thing)}"
    if isinstance(thing, dict):
        return f"a dict with the keys {sorted(thing)}"
    shape = np.shape(thing)
    return f"an array of shape {shape}" if shape else "a number"
