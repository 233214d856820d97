"""Try a learner's answer on what is asked, and write down what happened.

Knows nothing of what is right.
"""

import contextlib
import inspect
import io
import warnings
from dataclasses import dataclass, field

import numpy as np

from .case import Question
from .errors import OverError, StopError, sentence, where
from .inputs import changed, copied
from .limit import limited
from .plain import blank, plain
from .trail import followed
from .ways import taken_back

MOST_PRINTED = 2000
MOST_ASKED = 50


@dataclass
class Outcome:
    """What an answer did in one case: plain data, none of its objects.

    results: one for each step done. error: its own exception in a
    sentence, raised at the place `where`; or the time after which it was
    stopped. kind: "" or what stopped it:
    "raised", "interrupted", "endless", "arity", "not callable",
    "not a class", "no method" or "spent". changed: inputs it wrote into.
    questions: how often it called the functions it was given. asked: the
    first numbers at which it called each of them.
    trail: its own variables as they were set, where they are watched.
    origin: where NaN or infinity first arose, or what is known of it.
    blank: the answer is a function or class in which nothing is done.
    """

    results: list = field(default_factory=list)
    kind: str = ""
    error: str = ""
    where: str = ""
    changed: tuple = ()
    printed: str = ""
    questions: dict = field(default_factory=dict)
    asked: dict = field(default_factory=dict)
    trail: list = field(default_factory=list)
    origin: str = ""
    blank: bool = False


def run(answer, asked, seconds=None):
    """One Outcome for each Asked; an interrupt ends the list.

    seconds: after so many a call is stopped, as far as `limited` can.
    """
    outcomes, nothing = [], blank(answer)
    for one in asked:
        outcome = _run_one(answer, one, seconds)
        outcome.blank = nothing
        outcomes.append(outcome)
        if outcome.kind == "interrupted":
            break
        if any(map(_not_finite, outcome.results)):
            outcome.origin = _origin(answer, one)
    return outcomes


def _run_one(answer, asked, seconds):
    outcome, printed = Outcome(), _Bounded()
    kept, given, memo = {}, [], {}
    with (
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
        contextlib.redirect_stdout(printed),
    ):
        warnings.simplefilter("ignore")
        try:
            for step in asked.steps:
                args = tuple(_given(arg, outcome, memo) for arg in step.args)
                given.append((step, args))
                follow = outcome.trail if asked.watch else None
                with limited(seconds):
                    done = _do(step, answer, kept, args, follow)
                outcome.results.append(
                    None if step.do == "new" else plain(done)
                )
        except StopError as stop:
            outcome.kind, outcome.error = stop.kind, stop.error
        except OverError as error:
            outcome.kind = "interrupted"
            outcome.error = f"{error.seconds:g} seconds"
            outcome.where = where(error)
        except KeyboardInterrupt as error:
            outcome.kind = "interrupted"
            outcome.where = where(error)
        except BaseException as error:  # SystemExit too: it is theirs
            outcome.kind, outcome.error = "raised", sentence(error)
            outcome.where = where(error)
    for step, args in given:  # also what a later step has written into
        outcome.changed += changed(step, args)
    outcome.printed = printed.getvalue()
    return outcome


def _given(arg, outcome, memo):
    """What the learner's code receives for an argument."""
    if not isinstance(arg, Question):
        return copied(arg, memo)
    counts = outcome.questions
    counts.setdefault(arg.name, 0)

    def ask(x):
        counts[arg.name] += 1
        if counts[arg.name] <= MOST_ASKED:
            outcome.asked.setdefault(arg.name, []).append(plain(x))
        if counts[arg.name] > arg.most:
            raise StopError(
                "endless",
                f"{arg.name} was called more than {arg.most} times",
            )
        return arg.reply(x)

    ask.__name__ = ask.__qualname__ = arg.name
    return ask


def _do(step, answer, kept, args, follow=None):
    if step.do == "value":
        return answer
    if step.do in ("call", "new"):
        target, name = answer, getattr(answer, "__name__", "your answer")
        if not callable(target):
            raise StopError("not callable", type(answer).__name__)
        if step.do == "new" and not inspect.isclass(answer):
            kind = "function" if inspect.isroutine(answer) else ""
            raise StopError("not a class", kind or type(answer).__name__)
    else:
        target, name = getattr(kept.get(step.of), step.do, None), step.do
        if not callable(target):
            raise StopError("no method", step.do)
    inputs = args[:-1] if step.ways else args
    _fits(target, name, inputs, step.inputs[: len(inputs)])
    if follow is None:
        done = target(*inputs)
    else:
        done = followed(target, inputs, follow)
    if step.ways:
        return taken_back(target, inputs, done, args[-1], _fits)
    if step.do == "new":
        kept[step.of] = done
    return done


def _fits(target, name, args, inputs):
    try:
        signature = inspect.signature(target)
    except (TypeError, ValueError):  # a builtin without one
        return
    try:
        signature.bind(*args)
    except TypeError:
        named = f"({', '.join(inputs)})" if inputs else f"{len(args)}"
        raise StopError(
            "arity", f"{name}{signature} cannot be called with {named}"
        ) from None


def _not_finite(result):
    if isinstance(result, tuple):
        return any(map(_not_finite, result))
    if isinstance(result, dict):
        return any(map(_not_finite, result.values()))
    if isinstance(result, np.ndarray | float):
        return not np.all(np.isfinite(result))
    return False


def _origin(answer, asked):
    """Do it again, and stop at the first operation that leaves float64."""
    kept, none, memo = {}, Outcome(), {}
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            with np.errstate(over="raise", invalid="raise", divide="raise"):
                for step in asked.steps:
                    args = tuple(_given(arg, none, memo) for arg in step.args)
                    _do(step, answer, kept, args)
        except FloatingPointError as error:
            return f"{error}, {where(error)}"
        except BaseException:
            return ""
    return ""


class _Bounded(io.StringIO):
    """Keeps the first MOST_PRINTED characters, and forgets the rest."""

    def write(self, text):
        room = MOST_PRINTED - self.tell()
        if room > 0:
            super().write(text[:room])
        return len(text)
