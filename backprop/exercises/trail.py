"""The learner's own variables, written down as they are set.

Plain data again: the judge can say which line was the first to be wrong.
"""

import inspect
import linecache
import sys
from dataclasses import dataclass

from .plain import plain

MOST = 200  # settings kept; a loop sets a name often


@dataclass
class Setting:
    """One assignment: the name, the plain value, and its line."""

    name: str
    value: object
    line: int
    text: str


def followed(function, args):
    """(what the call returns, [Setting, ...] of the function's own frame)."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    if code is None:
        return function(*args), []
    settings, before = [], sys.gettrace()

    def in_frame(frame, event, _):
        state["now"] = frame.f_lineno if event == "line" else state["now"]
        if event in ("line", "return"):
            _compare(frame, state, settings)
            state["line"] = state["now"]
        return in_frame

    def at_call(frame, event, _):
        if event == "call" and frame.f_code is code:
            state.update(seen=dict(frame.f_locals), line=0, now=0)
            return in_frame
        return None

    state = {"seen": {}, "line": 0, "now": 0}
    sys.settrace(at_call)
    try:
        return function(*args), settings
    finally:
        sys.settrace(before)


def _compare(frame, state, settings):
    """Write down each name that the line before has set."""
    seen = state["seen"]
    for name, value in frame.f_locals.items():
        if name in seen and seen[name] is value:
            continue
        seen[name] = value
        if len(settings) < MOST and not callable(value):
            line = state["line"]
            text = linecache.getline(frame.f_code.co_filename, line).strip()
            settings.append(Setting(name, plain(value), line, text))
