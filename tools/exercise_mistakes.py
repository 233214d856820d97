"""The commonest wrong answer to an exercise, as the solution page shows it."""

import ast
import inspect
import re

import numpy as np

import backprop
from backprop.exercises.judging import verdict
from tools.exercise_source import SourceError

SEED = 0
MOST_LINES = 14


def commonest_mistake(exercise):
    """Its language, its text as the page shows it, and the Verdict on it.

    Code is judged as it is shown, with the names that a learner has.
    """
    wrong = exercise.mistakes[0]
    answer = exercise.wrong_answer(wrong, SEED)
    if exercise.cases:
        language, text = "python", _code(answer)
        names = {"np": np} | {
            n: getattr(backprop, n) for n in backprop.__all__
        }
        exec(text, names)
        answer = names[answer.__name__.lstrip("_")]
    else:
        language, text = "text", _typed(exercise, answer)
    said = verdict(exercise, answer, SEED)
    if said.mistake != wrong.id:
        raise SourceError(
            f"{exercise.id}: the commonest mistake, {wrong.id!r}, is judged "
            f"as {said.mistake!r}: {said.symptom}\n{text}"
        )
    return language, text, said


def _typed(exercise, answer):
    """A typed answer, one line or array for each of its parts."""
    (case,) = exercise.cases_for(SEED)
    names = list(case.expect[0])
    parts = answer if len(names) > 1 else (answer,)
    if isinstance(parts, dict):
        parts = [parts[name] for name in names]
    digits = 6
    if exercise.close:  # 6e-4 is for three decimals
        digits = max(0, int(-np.log10(exercise.close)))
    sign = " = " if all(map(str.isidentifier, names)) else ": "
    lines = []
    for name, value in zip(names, parts, strict=True):
        start = name + sign
        shown = str(_rounded(value, digits)).split("\n")
        lines += [start + shown[0]]
        lines += [" " * len(start) + line for line in shown[1:]]
    return "\n".join(lines[:MOST_LINES] + ["..."] * (len(lines) > MOST_LINES))


def _rounded(value, digits):
    """The value as a person would type it: no 0.30000000000000004."""
    if isinstance(value, tuple) and all(isinstance(v, int) for v in value):
        return value  # a shape
    if isinstance(value, str | bool | int | np.bool_ | np.integer):
        return repr(getattr(value, "item", lambda: value)())
    array = np.asarray(value)
    if array.dtype.kind not in "fi":
        return repr(value)
    array = np.round(array, digits) + 0  # no -0
    if array.ndim:
        return np.array2string(array, separator=", ", suppress_small=True)
    return np.format_float_positional(array, trim="-")


def _code(answer):
    """The source of a wrong answer and of all that it uses of its module."""
    name = getattr(answer, "__name__", "")
    module = inspect.getmodule(answer)
    source = inspect.getsource(module)
    defined = {}  # {name: its node}
    for node in ast.parse(source).body:
        targets = getattr(node, "targets", [node])
        for target in targets:
            defined[getattr(target, "name", getattr(target, "id", ""))] = node
    defined.pop("", None)
    if getattr(module, name, None) is not answer or name not in defined:
        raise SourceError(
            f"{module.__name__}: the commonest mistake must be a function or "
            f"class of the module, not made by another: {name!r}"
        )
    used = [name]
    for other in used:
        names = {getattr(n, "id", "") for n in ast.walk(defined[other])}
        used += sorted((names & defined.keys()) - set(used))
    nodes = sorted({defined[n] for n in used}, key=lambda node: node.lineno)
    text = "\n\n".join(_lines(source, node) for node in nodes)
    for other in used:
        text = re.sub(rf"(?<![\w.]){other}\b", other.lstrip("_"), text)
    return text


def _lines(source, node):
    first = min(n.lineno for n in [node, *getattr(node, "decorator_list", [])])
    return "\n".join(source.split("\n")[first - 1 : node.end_lineno])
