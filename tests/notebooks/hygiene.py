"""What a committed notebook must be, beside what nbval compares.

nbval passes a stripped notebook, ignores pictures, and obeys markers that
switch it off. `faults` finds these, and says where they are.
"""

import base64
import binascii
import io
import re
from pathlib import Path

import nbformat
from nbval.plugin import comment_markers, metadata_tags
from PIL import Image

from backprop.plots.mime import DIGEST_KEY, DIGEST_MIME
from tools import canonical, execute

MOST_LINES = 12
MOST_SOLUTION_LINES = 24  # in exercises/source, where a learner writes them
MOST_BYTES = 500_000
# (notebook, id of the cell): why it cannot be shorter.
LONG_CELLS: dict[tuple[str, str], str] = {}
METADATA = {"chapter", "minutes", "requires", "objectives"}
EXERCISES_METADATA = {"exercises"}  # which chapter's; the rest is its records
ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}\b")
NO_ALT = re.compile(r"<Figure|<Axes|[0-9a-f]{32,}|\w+\.png$")
BARE_PICTURE = re.compile(r"!\[\s*\]\(|<img(?![^>]*\balt=\"[^\"]{3,})[^>]*>")
SWITCHES = re.compile("|".join(comment_markers) + "|NBVAL", re.IGNORECASE)
SWITCHING_TAGS = set(metadata_tags) | {"skip-execution", "remove-output"}


def faults(path: Path) -> list[str]:
    """Return one sentence for each thing that is wrong with a notebook."""
    found = []
    if path.stat().st_size > MOST_BYTES:
        found.append(f"{path.stat().st_size} bytes, at most {MOST_BYTES}")
    if not execute.is_canonical(path):
        found.append("not in canonical form: run 'make execute'")
    notebook = canonical.read(path)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    counts = [cell.execution_count for cell in code]
    if counts != list(range(1, len(code) + 1)):
        found.append(f"not executed in order: counts are {counts}")
    found += _metadata_faults(path, notebook.metadata)
    for cell in notebook.cells:
        where = f"cell {cell.id} [{cell.get('execution_count', 'text')}]"
        found += [f"{where}: {fault}" for fault in _text_faults(cell)]
        if cell.cell_type == "code":
            key = (f"{path.parent.name}/{path.name}", cell.id)
            most = _most_lines(path, cell)
            found += [f"{where}: {f}" for f in _code_faults(cell, key, most)]
            found += [f"{where}: {f}" for f in _output_faults(cell)]
    return found


def _metadata_faults(path: Path, metadata: nbformat.NotebookNode) -> list[str]:
    wanted = METADATA if path.name[0].isdigit() else set()
    if "exercises" in path.parts:
        wanted = EXERCISES_METADATA
    missing = wanted - set(metadata.get("backprop", {}))
    return [f"metadata 'backprop' lacks {sorted(missing)}"] if missing else []


def _text_faults(cell: nbformat.NotebookNode) -> list[str]:
    found = []
    if SWITCHING_TAGS & set(cell.metadata.get("tags", [])):
        found.append("has a tag that switches the comparison off")
    if cell.cell_type == "markdown" and BARE_PICTURE.search(cell.source):
        found.append("has a picture without alternative text")
    return found


def _most_lines(path: Path, cell: nbformat.NotebookNode) -> int:
    solution = cell.metadata.get("nbgrader", {}).get("solution", False)
    source = {"exercises", "source"} <= set(path.parts)
    return MOST_SOLUTION_LINES if source and solution else MOST_LINES


def _code_faults(
    cell: nbformat.NotebookNode, key: tuple, most: int
) -> list[str]:
    found = []
    lines = len(cell.source.splitlines())
    if (lines > most) != (key in LONG_CELLS):
        found.append(
            f"has {lines} lines, at most {most}"
            if lines > most
            else "is listed in LONG_CELLS and is not long"
        )
    if SWITCHES.search(cell.source):
        found.append("has a marker that switches the comparison off")
    return found


def _output_faults(cell: nbformat.NotebookNode) -> list[str]:
    found = []
    for output in cell.outputs:
        data = output.get("data", {})
        if output.output_type == "error":
            found.append("raised an exception")
        if output.get("name") == "stderr":
            found.append("wrote to stderr")
        texts = [output.get("text", "")]
        texts += [text for mime, text in data.items() if "text" in mime]
        if any(ADDRESS.search(text) for text in texts):
            found.append("printed a memory address")
        if BARE_PICTURE.search(data.get("text/html", "")):
            found.append("has a picture without alternative text")
        if any(mime.startswith("image/") for mime in data):
            found += _figure_faults(cell, data)
    return found


def _figure_faults(cell: nbformat.NotebookNode, data: dict) -> list[str]:
    if DIGEST_MIME not in data or "image/png" not in data:
        return ["has a picture that did not come through show()"]
    found = []
    try:
        picture = Image.open(io.BytesIO(base64.b64decode(data["image/png"])))
        inside = picture.info.get(DIGEST_KEY)
    except (OSError, binascii.Error):
        inside = "unreadable"
    if inside != data[DIGEST_MIME]["digest"]:
        found.append(f"has the picture of another figure ({inside})")
    alt = data.get("text/plain", "")
    if len(alt) < 20 or NO_ALT.match(alt):
        found.append(f"has no alternative text, but {alt!r}")
    if cell.metadata.get("mystnb", {}).get("image", {}).get("alt") != alt:
        found.append("has another alternative text in its metadata")
    return found
