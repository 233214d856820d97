"""The learner's own variables, written down as they are set.

Plain data again: the judge can say which line was the first to be wrong.
"""

import inspect
import linecache
import sys
from dataclasses import dataclass

import numpy as np

from .plain import plain

MOST = 200  # settings kept; a loop sets a name often
LARGE = 10_000  # entries: larger arrays are not compared at every line


@dataclass(eq=False)
class Setting:
    """One assignment: the name, the plain value, and its line.

    in_place: the array was there, and its entries were written over.
    also: other names that the same array has at that moment.
    """

    name: str
    value: object
    line: int
    text: str
    in_place: bool = False
    also: tuple = ()


def followed(function, args, settings):
    """What the call returns; the Settings of its own frame are appended.

    So those before an exception are there too.
    """
    code = getattr(inspect.unwrap(function), "__code__", None)
    if code is None:
        return function(*args)
    before = sys.gettrace()

    def in_frame(frame, event, _):
        state["now"] = frame.f_lineno if event == "line" else state["now"]
        if event in ("line", "return"):
            _compare(frame, state, settings)
            state["line"] = state["now"]
        return in_frame

    def at_call(frame, event, _):
        if event == "call" and frame.f_code is code:
            seen = dict(frame.f_locals)
            state.update(seen=seen, kept={}, line=0, now=0)
            return in_frame
        return None

    state = {"seen": {}, "kept": {}, "line": 0, "now": 0}
    sys.settrace(at_call)
    try:
        return function(*args)
    finally:
        sys.settrace(before)


def _compare(frame, state, settings):
    """Write down each name that the line before has set."""
    seen, kept = state["seen"], state["kept"]
    for name, value in frame.f_locals.items():
        same = name in seen and seen[name] is value
        if same and not _written_over(value, kept.get(name)):
            continue
        seen[name] = value
        if len(settings) < MOST and not callable(value):
            kept[name] = plain(value)
            line = state["line"]
            text = linecache.getline(frame.f_code.co_filename, line).strip()
            also = _names(value, frame.f_locals, name)
            setting = Setting(name, kept[name], line, text, same, also)
            settings.append(setting)


def _names(value, variables, but):
    if not isinstance(value, np.ndarray):
        return ()
    return tuple(n for n, v in variables.items() if v is value and n != but)


def _written_over(value, before):
    """Has an array other entries than when it was last written down?"""
    if not isinstance(before, np.ndarray) or before.size > LARGE:
        return False
    return isinstance(value, np.ndarray) and not np.array_equal(
        value, before, equal_nan=before.dtype.kind == "f"
    )
