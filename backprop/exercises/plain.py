"""A learner's objects as plain data: numbers, arrays, texts and tuples."""

import dis
import inspect
import numbers
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Opaque:
    """An object that cannot be compared: only its kind is kept."""

    kind: str


def a_kind(kind):
    """ "an array", "a list": the kind with its article."""
    if kind == "NoneType":
        return "None"
    return f"{'an' if kind[:1].lower() in 'aeiou' else 'a'} {kind}"


MOST_ENTRIES = 1_000_000
MOST_AXES = 6
MOST_WHOLE = 10**15  # float64 has no more digits


def plain(thing, depth=0):
    """Copy a result; what cannot be compared becomes Opaque.

    Lists of numbers become arrays; other lists, and tuples, become tuples
    of plain data; dicts stay dicts. None and ... stay.
    """
    if thing is None or thing is ... or isinstance(thing, bool | str | Opaque):
        return thing
    if isinstance(thing, np.generic):
        thing = np.asarray(thing)
    if isinstance(thing, np.ndarray):
        return _array(thing)
    if isinstance(thing, numbers.Number):
        return _number(thing)
    if depth < 4 and isinstance(thing, dict):
        return {str(k): plain(v, depth + 1) for k, v in thing.items()}
    if depth < 4 and isinstance(thing, tuple | list):
        if len(thing) > MOST_ENTRIES:
            return Opaque(f"{type(thing).__name__} of {len(thing)} entries")
        if isinstance(thing, list):
            array = _from_list(thing)
            if array is not None:
                return array
        return tuple(plain(part, depth + 1) for part in thing)
    if hasattr(type(thing), "__array__"):  # of another library
        try:
            return _array(np.asarray(thing))
        except Exception:
            pass
    return Opaque(type(thing).__name__)


def _array(array):
    if array.size > MOST_ENTRIES:
        return Opaque(f"array of shape {array.shape}")
    if array.dtype.kind not in "fiub":
        return Opaque(f"array of dtype {array.dtype}")
    array = np.array(array, subok=False)
    return array if array.ndim else array[()].item()


def _number(number):
    if isinstance(number, int):
        if abs(number) < MOST_WHOLE:
            return int(number)
        return Opaque("whole number of more than 15 digits")
    if isinstance(number, numbers.Real):
        try:
            return float(number)
        except (OverflowError, ValueError, TypeError):
            pass
    return Opaque(f"number of type {type(number).__name__}")


def _from_list(entries):
    """Nested lists of numbers as an array; None for other lists."""
    flat, depth = list(entries), 1
    while flat and all(isinstance(part, list) for part in flat):
        depth += 1
        if depth > MOST_AXES:
            return None
        flat = [inner for part in flat for inner in part]
        if len(flat) > MOST_ENTRIES:
            return None
    if not all(map(_is_number, flat)):
        return None
    try:
        array = np.array(entries, dtype=float)
    except (ValueError, OverflowError, TypeError):  # ragged, or huge
        return None
    return array


def _is_number(thing):
    known = isinstance(thing, int | float | np.integer | np.floating)
    return known and not isinstance(thing, bool)


def numeric(parts):
    """A tuple of numbers, or of rows of them, as an array if it is one."""
    array = _from_list(_listed(parts))
    return parts if array is None else array


def _listed(thing):
    if isinstance(thing, np.ndarray):
        return thing.tolist()
    if isinstance(thing, tuple):
        return [_listed(part) for part in thing]
    return thing


def untouched(thing):
    """Is it what the dots, or a function of only dots, leave behind?"""
    if isinstance(thing, dict):
        return bool(thing) and all(map(untouched, thing.values()))
    if isinstance(thing, tuple):
        return bool(thing) and all(map(untouched, thing))
    return thing is None or thing is ...


def text_of(answer):
    """The text of a function, as far as it is at hand."""
    try:
        return inspect.getsource(answer)
    except (OSError, TypeError):
        return ""


IDLE = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST"}


def blank(answer):
    """Is it a function of only dots, or a class of only such methods?"""
    if inspect.isclass(answer):
        methods = [f for f in vars(answer).values() if inspect.isfunction(f)]
        return bool(methods) and all(map(blank, methods))
    if not inspect.isfunction(answer):
        return False
    steps = list(dis.get_instructions(answer))  # a docstring is not loaded
    loaded = [step.argval for step in steps if step.opname.endswith("_CONST")]
    return {step.opname for step in steps} <= IDLE and all(
        value is None or value is ... for value in loaded
    )
