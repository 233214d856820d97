"""A learner's own exception in one sentence, with the line it came from."""

import io
import linecache
import traceback
from pathlib import Path

HOUSE = str(Path(__file__).resolve().parents[1])


class StopError(BaseException):  # no except of a learner's catches it
    """Ends the run of an answer; kind and error as an Outcome has them."""

    def __init__(self, kind, error):
        self.kind, self.error = kind, error


class OverError(BaseException):
    """Ends a call that has taken so many seconds; only limit.py raises it."""

    def __init__(self, seconds):
        self.seconds = seconds


def sentence(error):
    """Its kind and its words, shortened."""
    try:
        text = " ".join(str(error).split())
    except BaseException:  # its own __str__ raises
        text = ""
    text = text if len(text) <= 300 else text[:299] + "…"
    kind = type(error).__name__
    return f"{kind}: {text}" if text else kind


def where(error):
    """The last line of the learner's own code that the error passed."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if not frame.filename.startswith(HOUSE)
    ]
    own = [f for f in frames if not _library(f.filename)] or frames
    if not own:
        return "outside your code"
    frame = own[-1]
    line = frame.line or linecache.getline(frame.filename, frame.lineno)
    said = f"in line {frame.lineno} of {frame.name}"
    return f"{said}: {line.strip()}" if line.strip() else said


def _library(filename):
    return "site-packages" in filename or filename.startswith(
        str(Path(io.__file__).parent)
    )
