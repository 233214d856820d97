"""Natural answers: right code, and the edits that learners make to it.

A file natural/chapterK.txt holds, for each exercise, "== 4.6", the code of
a right answer, then a line for each edit: "+ old => new" stays right, and
"- old => new" is wrong. Two edits at once are joined by " ;; ", a newline in
code is written \\n, and "* => code" replaces all of it. Beneath a wrong edit
": words" is what its message must contain, ": ?" that nothing names it, and
"! words" what it must not contain.
"""

import linecache
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

import backprop
from backprop.exercises.feedback import text
from backprop.exercises.judging import verdict
from backprop.exercises.registry import find

FOLDER = Path(__file__).parent / "natural"


@dataclass
class Natural:
    """One edited answer: its code, whether it is right, and its words."""

    exercise: str
    edit: str
    code: str
    right: bool
    says: list = field(default_factory=list)
    never: list = field(default_factory=list)


def read(path):
    """All Naturals of one file."""
    found = []
    for block in re.split(r"^== ", path.read_text("utf-8"), flags=re.M)[1:]:
        head, _, rest = block.partition("\n")
        lines = rest.splitlines()
        starts = [k for k, x in enumerate(lines) if re.match(r"[-+] ", x)]
        first = starts[0] if starts else len(lines)
        base = "\n".join(lines[:first]).rstrip() + "\n"
        found.append(Natural(head.strip(), "as it is", base, True))
        for line in _joined(lines[first:]):
            line = line.removeprefix("    ")
            mark, words = line[:1], line[2:].strip()
            if mark in "+-":
                code = edited(base, line[2:])
                right = mark == "+"
                found.append(Natural(head.strip(), line[2:], code, right))
            elif mark == ":":
                found[-1].says.append(words)
            elif mark == "!":
                found[-1].never.append(words)
    return found


def _joined(lines):
    """Lines, of which one that begins with " ;;" goes on with the last."""
    out = []
    for line in filter(str.strip, lines):
        if line.startswith(" ;;"):
            out[-1] += line
        else:
            out.append(line)
    return out


def edited(base, edits):
    """The code after its edits, each of which must change something."""
    code = base
    for edit in edits.split(" ;; "):
        old, _, new = edit.partition("=>")
        old, new = (_text(part) for part in (old, new))
        if old == "*":
            code = new + "\n"
            continue
        if old not in code:
            raise ValueError(f"{old!r} is not in\n{code}")
        code = code.replace(old, new)
    return code


def _text(part):
    return part.strip(" ").replace("\\n", "\n")


def answer(natural, exercise, seed=0):
    """What the code hands to check: a value, a function or a class."""
    scope = {"np": np, "softmax": backprop.softmax}
    scope |= exercise.numbers(seed)
    before = set(scope)
    lines = natural.code.splitlines(keepends=True)
    linecache.cache["<answer>"] = (len(natural.code), None, lines, "<answer>")
    exec(compile(natural.code, "<answer>", "exec"), scope)
    if "answer" in scope:
        return scope["answer"]
    made = [k for k in scope if k not in before and callable(scope[k])]
    return scope[made[-1]]


def every():
    """All Naturals, by file."""
    return [n for path in sorted(FOLDER.glob("*.txt")) for n in read(path)]


BASES = {n.exercise: n for n in every() if n.edit == "as it is"}


def told(id, edit, seed=0):
    """(the Verdict, all the words) on this edit of a right answer."""
    exercise = find(id)
    code = BASES[id].code if id in BASES else ""
    natural = Natural(id, edit, edited(code, edit), False)
    said = verdict(exercise, answer(natural, exercise, seed), seed)
    return said, text(exercise, said, second_try=True)
