"""Reading a notebook that somebody handed in: it may be anything at all."""

import ast
import json
import re
from dataclasses import dataclass

MOST_BYTES = 32 << 20
MOST_BRACKETS = 500_000
MOST_CELLS = 2000
MOST_SOURCE = 1 << 20  # characters of all cells together
SEED = r"^SEED[ \t]*=[ \t]*(\d{1,10})[ \t]*(?:#.*)?$"
LARGEST_SEED = 2**31


class UnreadableError(ValueError):
    """Why this is no notebook."""


@dataclass(frozen=True)
class Cell:
    """A code cell: its source, and the names by which it may be known."""

    source: str
    grade_id: str
    cell_id: str


@dataclass(frozen=True)
class Notebook:
    """chapter: whose exercises it holds, or None. seed: that of SEED.

    cells: those with code. texts: those with words, if they have a name.
    """

    chapter: int | None
    cells: tuple
    seed: int
    texts: tuple = ()

    def written(self, name):
        """The answer in words under this grade id; "" if there is none."""
        found = [c.source for c in self.texts if c.grade_id == name]
        found += [c.source for c in self.cells if c.grade_id == name]
        return "\n\n".join(found)


def read(data):
    """The Notebook in these bytes; formats 3 and 4. Raises UnreadableError."""
    found = _json(data)
    worksheets = found.get("worksheets")
    if isinstance(worksheets, list):  # format 3
        sheets = [w for w in worksheets if isinstance(w, dict)]
        listed = [c for w in sheets for c in _list(w.get("cells"))]
    elif isinstance(found.get("cells"), list):
        listed = found["cells"]
    else:
        raise UnreadableError("it is JSON, but no notebook")
    if len(listed) > MOST_CELLS:
        raise UnreadableError(f"it has more than {MOST_CELLS} cells")
    cells = tuple(_cell(c) for c in listed if _is_code(c))
    texts = [_cell(c) for c in listed if isinstance(c, dict)]
    texts = tuple(c for c in texts if c.grade_id and c not in cells)
    if sum(len(cell.source) for cell in cells + texts) > MOST_SOURCE:
        raise UnreadableError("its cells hold more than a million characters")
    return Notebook(_chapter(found, cells), cells, _seed(cells), texts)


def _json(data):
    if len(data) > MOST_BYTES:
        raise UnreadableError(f"it is larger than {MOST_BYTES >> 20} MB")
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableError("the file is empty")
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<?xml")):
        raise UnreadableError("it is a web page (HTML), not a notebook")
    if data.count(b"[") + data.count(b"{") > MOST_BRACKETS:
        raise UnreadableError("it is too complex to be a notebook")
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UnreadableError("it is not text in UTF-8") from None
    except (ValueError, RecursionError):
        cut = "" if data.rstrip().endswith(b"}") else ": the file ends early"
        raise UnreadableError(f"it is no valid JSON{cut}") from None
    if not isinstance(found, dict):
        raise UnreadableError("it is JSON, but no notebook")
    return found


def _list(thing):
    return thing if isinstance(thing, list) else []


def _is_code(cell):
    return isinstance(cell, dict) and cell.get("cell_type") == "code"


def _cell(cell):
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    told = _dict(_dict(cell.get("metadata")).get("nbgrader"))
    names = told.get("grade_id"), cell.get("id")
    return Cell(
        source if isinstance(source, str) else "",
        *(name if isinstance(name, str) else "" for name in names),
    )


def _dict(thing):
    return thing if isinstance(thing, dict) else {}


def _chapter(found, cells):
    """As its metadata say; else as most of its cells' names say."""
    told = _dict(_dict(found.get("metadata")).get("backprop"))
    if type(told.get("exercises")) is int:
        return told["exercises"]
    numbers = [
        int(n[1])
        for cell in cells
        if (n := re.match(r"[a-z]+-(\d{1,4})(?:-|$)", cell.grade_id))
    ]
    return max(set(numbers), key=numbers.count) if numbers else None


def _seed(cells):
    """The whole number that SEED is set to, read and never run; or 0."""
    for cell in cells:
        if not cell.grade_id.startswith("setup-"):
            continue
        number = re.search(SEED, cell.source, re.M)
        if number and int(number[1]) < LARGEST_SEED:
            return int(number[1])
    return 0


def bound_names(source):
    """The names that a cell sets, as far as they can be read."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
    return found
