"""What a page of the second edition owes its reader, beside right numbers.

`faults` reads a notebook and names, one line each: code that hides what
later code needs, a name with two meanings, an answer that stands open under
its question, an objective without a question, sittings that do not add up.
"""

import ast
import json
import re
from pathlib import Path

from numerals import numbers

LONGEST_SITTING = 50  # minutes
FREE = {"rng"}  # a generator is a generator, whatever its seed
PREDICT = re.compile(r"\*\*Predict\.\*\*")
WORDS = re.compile(
    r"^:{3,}\{admonition\}[^\n]*\n:class:[^\n]*\bpredict\b", re.M
)
QUESTION = re.compile(r"\bquestion-(\d+[a-z])\b")
STOP = ":::{admonition} A place to stop"


def faults(path: Path) -> list[str]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = notebook["cells"]
    for cell in cells:
        cell["source"] = "".join(cell["source"])
        cell["tags"] = cell["metadata"].get("tags", [])
    return (
        _opening(cells)
        + _runs(cells)
        + _names(cells)
        + _predictions(cells)
        + _facts(cells, notebook["metadata"].get("backprop", {}))
    )


def _opening(cells) -> list[str]:
    """No code stands open before the first picture."""
    for cell in cells:
        if cell["cell_type"] != "code" or "hide-cell" in cell["tags"]:
            continue
        if "below" in cell["tags"]:
            return []
        return [f"opens with code: {cell['source'][:60]!r}"]
    return []


def _runs(cells) -> list[str]:
    found = []
    for cell, after in zip(cells, [*cells[1:], None], strict=True):
        code = cell["cell_type"] == "code"
        if code and "hide-input" in cell["tags"]:
            found.append(f"hide-input, not below: {cell['source'][:60]!r}")
        if not code or "below" not in cell["tags"] or cell["outputs"]:
            continue
        if after is None or "below" not in after["tags"]:
            found.append(f"draws nothing: {cell['source'][:60]!r}")
    return found


def _names(cells) -> list[str]:
    """Visible code needs no hidden code; one name, one cell that binds it."""
    homes, hidden, found = {}, {}, []
    for number, cell in enumerate(cells):
        if cell["cell_type"] != "code":
            continue
        bound, read = names_of(cell["source"])
        drawn = "below" in cell["tags"]
        if not drawn:
            found += [
                f"visible code reads {name!r}, which code below a picture "
                f"made: {cell['source'][:60]!r}"
                for name in sorted(read & set(hidden) - set(homes))
            ]
        for name in sorted(bound - FREE):
            if drawn:
                hidden[name] = number
                if name in homes:
                    found.append(f"code below a picture binds {name!r} anew")
            elif homes.setdefault(name, number) != number:
                found.append(
                    f"{name!r} is bound again: {cell['source'][:60]!r}"
                )
    return found


def names_of(source: str) -> tuple[set[str], set[str]]:
    """The names a cell binds at its top level, and those it reads.

    Imports bind nothing here (the same import may stand twice), nor do the
    variables of loops and comprehensions. Names that are bound earlier in
    the same cell are not read from outside.
    """
    tree = ast.parse(source)
    loops = {
        name.id
        for node in ast.walk(tree)
        if isinstance(node, ast.For | ast.comprehension)
        for name in ast.walk(node.target)
        if isinstance(name, ast.Name)
    }
    bound, read = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            read.add(node.id)
    for node in _top_level(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = (
                node.targets if isinstance(node, ast.Assign) else [node.target]
            )
            bound |= {
                name.id
                for target in targets
                for name in ast.walk(target)
                if isinstance(name, ast.Name)
                and isinstance(name.ctx, ast.Store)
            }
        elif isinstance(node, ast.NamedExpr):
            bound.add(node.target.id)
    return bound - loops, read - bound


def _top_level(tree):
    """Statements of the cell itself, those in its loops included."""
    for node in tree.body if hasattr(tree, "body") else []:
        yield node
        if isinstance(node, ast.For | ast.While | ast.With | ast.If | ast.Try):
            yield from _top_level(node)


def _predictions(cells) -> list[str]:
    found = []
    for cell, after in zip(cells, [*cells[1:], None], strict=True):
        if cell["cell_type"] == "code" and "predict" in cell["tags"]:
            found += _asked(cell)
        if cell["cell_type"] != "markdown":
            continue
        for match in PREDICT.finditer(cell["source"]):
            rest = cell["source"][match.start() :]
            folded = WORDS.search(rest)
            program = after and "predict" in after["tags"]
            if not folded and not program:
                line = rest.splitlines()[0][:60]
                found.append(f"its answer is not folded: {line!r}")
    return found


def _asked(cell) -> list[str]:
    """What is right must be what the cell gave."""
    asks = cell["metadata"].get("predict", {})
    shown = []
    for output in cell["outputs"]:
        shown.append("".join(output.get("text", "")))
        for mime, text in output.get("data", {}).items():
            if mime.startswith("text/"):
                shown.append("".join(text))
    shown = "\n".join(shown)
    if not shown:
        return [f"a Predict without an output: {cell['source'][:60]!r}"]
    if "number" in asks:
        wanted = [float(asks["number"])]
    elif "choices" in asks:
        if not 2 <= len(asks["choices"]) <= 4:
            return [f"{len(asks['choices'])} choices, expected 2 to 4"]
        wanted = [n.value for n in numbers(asks["choices"][asks["right"]])]
    else:
        return []
    made = [abs(n.value) for n in numbers(shown)]
    return [
        f"{value:g} is called right and does not stand in the output of "
        f"{cell['source'][:60]!r}"
        for value in wanted
        if not any(abs(abs(value) - m) <= 1e-9 + 5e-3 * m for m in made)
    ]


def _facts(cells, facts) -> list[str]:
    if "chapter" not in facts or "sittings" not in facts:
        return []
    text = "\n".join(
        c["source"] for c in cells if c["cell_type"] == "markdown"
    )
    found = []
    asked = set(QUESTION.findall(text))
    for objective in facts["objectives"]:
        if objective["id"] not in asked:
            found.append(f"objective {objective['id']} has no question")
    found += [
        f"question-{name} asks for no objective of the chapter"
        for name in sorted(asked - {o["id"] for o in facts["objectives"]})
    ]
    sittings = facts["sittings"]
    if sum(sittings) != facts["minutes"]:
        found.append(f"sittings {sittings} do not make {facts['minutes']}")
    if max(sittings) > LONGEST_SITTING:
        found.append(f"a sitting of {max(sittings)} minutes")
    if text.count(STOP) != len(sittings) - 1:
        found.append(
            f"{text.count(STOP)} places to stop for {len(sittings)} sittings"
        )
    if "**The picture to keep" not in text:
        found.append("no picture to keep")
    return found
