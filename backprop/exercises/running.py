"""Try a learner's answer on cases, and write down what happened."""

import contextlib
import inspect
import io
import warnings
from dataclasses import dataclass, field

import numpy as np

from .errors import sentence, where
from .plain import blank, plain

MOST_PRINTED = 2000


@dataclass
class Outcome:
    """What an answer did in one case: plain data, none of its objects.

    results: one for each step done. error: its own exception in a
    sentence, raised at the place `where`. kind: "" or what stopped it:
    "raised", "interrupted", "arity", "not callable", "not a class" or
    "no method". changed: inputs it wrote into.
    origin: where NaN or infinity first arose, or what is known of it.
    blank: the answer is a function or class in which nothing is done.
    """

    results: list = field(default_factory=list)
    kind: str = ""
    error: str = ""
    where: str = ""
    changed: tuple = ()
    printed: str = ""
    origin: str = ""
    blank: bool = False


class _StopError(Exception):
    def __init__(self, kind, error):
        self.kind, self.error = kind, error


def run(answer, cases):
    """One Outcome for each case; an interrupt ends the list."""
    outcomes, nothing = [], blank(answer)
    for case in cases:
        outcome = _run_case(answer, case)
        outcome.blank = nothing
        outcomes.append(outcome)
        if outcome.kind == "interrupted":
            break
        if any(map(_not_finite, outcome.results)):
            outcome.origin = _origin(answer, case)
    return outcomes


def _run_case(answer, case):
    outcome, printed = Outcome(), _Bounded()
    kept, given = None, []
    with (
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
        contextlib.redirect_stdout(printed),
    ):
        warnings.simplefilter("ignore")
        try:
            for step in case.steps:
                args = tuple(map(_copy, step.args))
                given.append((step, args))
                done = _do(step, answer, kept, args)
                outcome.results.append(
                    None if step.do == "new" else plain(done)
                )
                kept = done if step.do == "new" else kept
        except _StopError as stop:
            outcome.kind, outcome.error = stop.kind, stop.error
        except KeyboardInterrupt as error:
            outcome.kind = "interrupted"
            outcome.where = where(error)
        except BaseException as error:  # SystemExit too: it is theirs
            outcome.kind, outcome.error = "raised", sentence(error)
            outcome.where = where(error)
    for step, args in given:  # also what a later step has written into
        outcome.changed += _changed(step, args)
    outcome.printed = printed.getvalue()
    return outcome


def _do(step, answer, kept, args):
    if step.do == "value":
        return answer
    if step.do in ("call", "new"):
        target, name = answer, getattr(answer, "__name__", "your answer")
        if not callable(target):
            raise _StopError("not callable", type(answer).__name__)
        if step.do == "new" and not inspect.isclass(answer):
            raise _StopError("not a class", type(answer).__name__)
    else:
        target, name = getattr(kept, step.do, None), step.do
        if not callable(target):
            raise _StopError("no method", step.do)
    _fits(target, name, args, step.inputs)
    return target(*args)


def _fits(target, name, args, inputs):
    try:
        signature = inspect.signature(target)
    except (TypeError, ValueError):  # a builtin without one
        return
    try:
        signature.bind(*args)
    except TypeError:
        named = f"({', '.join(inputs)})" if inputs else f"{len(args)}"
        raise _StopError(
            "arity", f"{name}{signature} cannot be called with {named}"
        ) from None


def _copy(thing):
    if isinstance(thing, np.ndarray):
        return thing.copy()
    if isinstance(thing, dict):
        return {k: _copy(v) for k, v in thing.items()}
    if isinstance(thing, list):
        return [_copy(v) for v in thing]
    return thing


def _changed(step, args):
    names = step.inputs or tuple(f"argument {k + 1}" for k in range(len(args)))
    return tuple(
        name
        for name, before, after in zip(names, step.args, args, strict=False)
        if not _same(before, after)
    )


def _same(before, after):
    if isinstance(before, np.ndarray):
        equal_nan = before.dtype.kind == "f"
        return np.array_equal(before, after, equal_nan=equal_nan)
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(
            _same(before[k], after[k]) for k in before
        )
    if isinstance(before, list):
        return len(before) == len(after) and all(map(_same, before, after))
    return True


def _not_finite(result):
    if isinstance(result, tuple):
        return any(map(_not_finite, result))
    if isinstance(result, dict):
        return any(map(_not_finite, result.values()))
    if isinstance(result, np.ndarray | float):
        return not np.all(np.isfinite(result))
    return False


def _origin(answer, case):
    """Do it again, and stop at the first operation that leaves float64."""
    kept = None
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            with np.errstate(over="raise", invalid="raise", divide="raise"):
                for step in case.steps:
                    args = tuple(map(_copy, step.args))
                    done = _do(step, answer, kept, args)
                    kept = done if step.do == "new" else kept
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
