"""The one form in which a notebook is committed.

The same cells and outputs always give the same bytes: what depends on the
day, the editor or the machine is dropped, what is left is sorted.
"""

import hashlib
import json
import re
from pathlib import Path

import nbformat

from backprop.plots.mime import DIGEST_MIME

ROOT = Path(__file__).resolve().parent.parent
KERNELSPEC = {
    "display_name": "Python 3",
    "language": "python",
    "name": "python3",
}
LANGUAGE_INFO = {"file_extension": ".py", "name": "python"}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
EDITORS_NOTEBOOK_KEYS = (
    "celltoolbar colab interpreter jupytext language_info orig_nbformat toc "
    "varInspector vscode widgets"
).split()
EDITORS_CELL_KEYS = (
    "ExecuteTime collapsed execution lines_to_next_cell scrolled trusted"
).split()
# What JupyterLab writes into every cell, and what it means: nothing.
EMPTY_CELL_METADATA = {
    "editable": True,
    "deletable": True,
    "slideshow": {"slide_type": ""},
    "tags": [],
}
# What a notebook shows closed, by the tag that closes it in the book.
CLOSED = {"below": "source_hidden", "predict": "outputs_hidden"}
# Where nbgrader works, beside exercises/source: nothing of it is committed.
NBGRADERS = {"release", "submitted", "autograded", "feedback"}
VALID_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def notebooks(*folders: str) -> list[Path]:
    """Return every notebook of the given folders of the project, sorted.

    Copies made by tools (`.ipynb_checkpoints`, `_build`, those of nbgrader)
    are left out.
    """
    found = set()
    for folder in folders or ("chapters", "exercises"):
        found.update((ROOT / folder).rglob("*.ipynb"))
    return sorted(
        path
        for path in found
        if not any(
            part.startswith((".", "_")) or part in NBGRADERS
            for part in path.relative_to(ROOT).parts
        )
    )


def read(path: Path) -> nbformat.NotebookNode:
    """Read a notebook, giving ids to the cells that have none.

    Raises ValueError if the file is not a notebook of format 4.
    """
    try:
        return parse(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


def parse(text: str) -> nbformat.NotebookNode:
    """Read a notebook's text; as `read`."""
    raw = json.loads(text)
    if raw.get("nbformat") != 4:
        raise ValueError(
            f"expected a notebook of format 4, got {raw.get('nbformat')!r}"
        )
    raw["nbformat_minor"] = 5
    _settle_ids(raw["cells"])
    return nbformat.from_dict(_joined(raw))


def write(notebook: nbformat.NotebookNode) -> str:
    """Return the notebook's canonical text.

    Raises ValueError if one cell shows two figures, and nbformat's
    ValidationError if the notebook is not a valid one.
    """
    notebook = nbformat.from_dict(json.loads(json.dumps(notebook)))
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for key in EDITORS_NOTEBOOK_KEYS:
        notebook.metadata.pop(key, None)
    notebook.metadata["kernelspec"] = KERNELSPEC
    notebook.metadata["language_info"] = LANGUAGE_INFO
    notebook.cells = [cell for cell in notebook.cells if cell.source.strip()]
    _settle_ids(notebook.cells)
    for cell in notebook.cells:
        _tidy_cell(cell)
    nbformat.validate(notebook)
    return nbformat.writes(notebook, version=4).rstrip("\n") + "\n"


def figures(cell: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    """Return the outputs of a cell that `backprop.plots.show` made."""
    return [
        output
        for output in cell.get("outputs", [])
        if DIGEST_MIME in output.get("data", {})
    ]


def _joined(raw: dict) -> dict:
    """Join the lists of lines that the file format allows for texts."""
    for cell in raw["cells"]:
        cell["source"] = _text(cell["source"])
        for output in cell.get("outputs", []):
            if "text" in output:
                output["text"] = _text(output["text"])
            for mime, value in output.get("data", {}).items():
                if not mime.endswith("json"):
                    output["data"][mime] = _text(value)
    return raw


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)


def _settle_ids(cells: list[dict]) -> None:
    """Keep valid ids; make the others from the cell's text."""
    taken = set()
    for cell in cells:
        name = cell.get("id", "")
        if not VALID_ID.fullmatch(name) or name in taken:
            text = f"{cell['cell_type']}\n{_text(cell['source'])}"
            stem = hashlib.sha256(text.encode()).hexdigest()[:8]
            name, copy = stem, 2
            while name in taken:
                name, copy = f"{stem}-{copy}", copy + 1
        taken.add(name)
        cell["id"] = name


def _tidy_cell(cell: nbformat.NotebookNode) -> None:
    cell.source = cell.source.strip("\n").rstrip()
    for key in EDITORS_CELL_KEYS:
        cell.metadata.pop(key, None)
    for key, nothing in EMPTY_CELL_METADATA.items():
        if cell.metadata.get(key) == nothing:
            del cell.metadata[key]
    if cell.cell_type == "code":
        _close(cell)
        cell.outputs = _merge_streams(cell.outputs)
        for output in cell.outputs:
            _tidy_output(output, cell.execution_count)
        _copy_alt(cell)


def _close(cell: nbformat.NotebookNode) -> None:
    """Close code and outputs as the cell's tags say, and only these."""
    tags = cell.metadata.get("tags", [])
    closed = {key: True for tag, key in CLOSED.items() if tag in tags}
    cell.metadata.pop("jupyter", None)
    if closed:
        cell.metadata["jupyter"] = closed


def _merge_streams(outputs: list) -> list:
    merged = []
    for output in outputs:
        last = merged[-1] if merged else {}
        if (
            output.output_type == "stream"
            and last.get("output_type") == "stream"
            and last["name"] == output.name
        ):
            last["text"] += output.text
        else:
            merged.append(output)
    return merged


def _tidy_output(output: nbformat.NotebookNode, count: int | None) -> None:
    output.pop("transient", None)
    output.get("data", {}).pop(WIDGET_VIEW, None)
    if output.output_type == "execute_result":
        output.execution_count = count


def _copy_alt(cell: nbformat.NotebookNode) -> None:
    """Copy a figure's alternative text to where MyST-NB reads it."""
    shown = figures(cell)
    if len(shown) > 1:
        raise ValueError(
            f"cell {cell.id}: one show() per cell, got {len(shown)}; "
            "MyST-NB keeps one alternative text per cell"
        )
    mystnb = cell.metadata.pop("mystnb", {})
    image = {k: v for k, v in mystnb.pop("image", {}).items() if k != "alt"}
    if shown:
        image["alt"] = shown[0].data["text/plain"]
    if image:
        mystnb["image"] = image
    if mystnb:
        cell.metadata["mystnb"] = mystnb
