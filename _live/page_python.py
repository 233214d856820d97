"""Runs a page's cells in the reader's browser, and answers its figures.

Written for Pyodide: worker.mjs imports it. What a cell shows goes to a
function `send`, as dicts: {"stream", "text"}, {"data"} or {"error"}; how
far it is, as {"training", "epoch", "epochs"}.
"""

import ast
import builtins
import importlib
import io
import json
import linecache
import re
import sys
import time
import traceback

import page_display
from js import Object
from page_limits import Room
from page_training import watched
from pyodide.code import CodeRunner
from pyodide.ffi import to_js

page_display.install()

# Lines that Jupyter takes and Python does not, and what a page says of them.
COMMAND = re.compile(r"\s*([%!]\S*)")
NOTEBOOK = (
    "“{}” is a command of Jupyter. This page runs plain Python; the rocket "
    "at the top opens the page as a notebook, where % works."
)
ASKS = (
    "input() cannot ask in this page: write the answer into the cell, as in "
    'name = "Ada".'
)


def _no_input(prompt=""):
    raise RuntimeError(ASKS)


builtins.input = _no_input
builtins.display = page_display.display  # as in a notebook


def _js(value):
    return to_js(value, dict_converter=Object.fromEntries)


def missing(text):
    """The first module that `text` imports and that is not there, or None.

    Modules that are there are imported now: theirs may be missing too.
    """
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return None
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.append(node.module)
    for name in names:
        try:
            importlib.import_module(name)
        except ModuleNotFoundError as error:
            return error.name
        except Exception:  # it will come again, where the reader sees it
            continue
    return None


class Stream(io.TextIOBase):
    """What is printed, sent in pieces: not a message for every word."""

    other = None  # is sent first, so that the order stays

    def __init__(self, name, send, room):
        self.name, self.send, self.room = name, send, room
        self.parts, self.last = [], time.monotonic()

    def writable(self):
        return True

    def write(self, text):
        if self.other:
            self.other.flush()
        if shown := self.room.cut(text):
            self.parts.append(shown)
        if time.monotonic() - self.last > 0.1:
            self.flush()
        return len(text)

    def flush(self):
        if self.parts:
            text = "".join(self.parts)
            self.send({"stream": self.name, "text": text})
        self.parts, self.last = [], time.monotonic()


def run(cell, text, send):
    """Run a cell in the page's namespace; returns {"ok": whether it went}."""

    def say(message):
        send(_js(message))

    room = Room()
    streams = [Stream("stdout", say, room), Stream("stderr", say, room)]
    streams[0].other, streams[1].other = streams[1], streams[0]

    def show(data):
        for stream in streams:
            stream.flush()
        if shown := room.bundle(data):
            say({"data": shown})

    page_display.publish = show
    kept = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = streams
    filename = f"<{cell}>"
    lines = text.splitlines(keepends=True)
    linecache.cache[filename] = (len(text), None, lines, filename)
    names = sys.modules["__main__"].__dict__
    error = None
    try:
        runner = CodeRunner(text, filename=filename).compile()
        with watched(say):
            value = runner.run(names)
        if value is not None:
            names["_"] = value
            page_display.display(value)
        page_display.show_figures()
    except BaseException as raised:  # SystemExit too: the page goes on
        error = _told(raised)
        page_display.close_figures()
    for stream in streams:
        stream.flush()
    sys.stdout, sys.stderr = kept
    if error:
        say({"error": error})
    return _js({"ok": error is None})


def _told(error):
    """The error, and where in the reader's cells it came about."""
    told = traceback.TracebackException.from_exception(error)
    own = [f for f in told.stack if f.filename.startswith("<cell")]
    places = [
        {"cell": f.filename[1:-1], "line": f.lineno, "text": f.line or ""}
        for f in own
    ]
    if isinstance(error, SyntaxError) and error.filename.startswith("<cell"):
        command = COMMAND.match(error.text or "")
        text = (error.text or "").rstrip("\n")
        mark = " " * ((error.offset or 1) - 1) + "^"
        places.append(
            {
                "cell": error.filename[1:-1],
                "line": error.lineno,
                "text": f"{text}\n{mark}",
            }
        )
        words = NOTEBOOK.format(command[1]) if command else error.msg
    else:
        words = str(error)
    # Not the frames that run the reader's cell.
    while told.stack and not told.stack[0].filename.startswith("<cell"):
        del told.stack[0]
    return {
        "name": type(error).__name__,
        "words": words,
        "places": places,
        "trace": "".join(told.format()),
    }


def call(name, values):
    """The value of "package.module:function", called with JSON's values."""
    module, _, function = name.partition(":")
    found = getattr(importlib.import_module(module), function)
    return _js(_plain(found(**json.loads(values))))


def _plain(value):
    """Dicts, lists, numbers and texts of what a function returned."""
    if hasattr(value, "plain"):
        value = value.plain()
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, dict):
        return {str(key): _plain(v) for key, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value
