"""Edit a notebook as plain text: MyST Markdown with ```{code-cell} blocks.

`python -m tools.notebook text chapters/intro.ipynb drafts/intro.md` leaves
the outputs behind; `... load drafts/intro.md chapters/intro.ipynb` keeps the
ids of the cells that it recognises, and wants `make execute` after it.
The draft is scratch paper: the notebook is the only source committed.
"""

import argparse
import sys
from difflib import SequenceMatcher
from pathlib import Path

import jupytext

from tools import canonical

FORMAT = "md:myst"
EVERYTHING = {"notebook_metadata_filter": "all", "cell_metadata_filter": "all"}


def text(notebook_path: Path) -> str:
    """Return the notebook's cells and metadata as MyST Markdown."""
    notebook = canonical.read(notebook_path)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    # Without its outputs, a cell loses the copy of its figure's alt text.
    notebook = canonical.parse(canonical.write(notebook))
    for cell in notebook.cells:
        cell.metadata.pop("jupyter", None)  # the tags say it
    del notebook.metadata["language_info"]
    notebook.metadata["jupytext"] = dict(EVERYTHING)
    return jupytext.writes(notebook, fmt=FORMAT)


def load(draft: str, notebook_path: Path) -> str:
    """Return the canonical text of the notebook, not executed.

    Cells whose text is unchanged, or changed in place, keep the ids they
    have in the notebook at `notebook_path`, if there is one.
    """
    notebook = jupytext.reads(draft, fmt=FORMAT)
    for cell in notebook.cells:
        cell["id"] = ""
    if notebook_path.exists():
        _keep_ids(canonical.read(notebook_path).cells, notebook.cells)
    return canonical.write(notebook)


def _keep_ids(old: list, new: list) -> None:
    before, after = [_key(cell) for cell in old], [_key(cell) for cell in new]
    changes = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, i_end, j, j_end in changes.get_opcodes():
        if tag == "equal" or i_end - i == j_end - j:
            for cell, same in zip(new[j:j_end], old[i:i_end], strict=True):
                cell["id"] = same["id"]


def _key(cell) -> tuple[str, str]:
    return cell.cell_type, cell.source.strip()


def _newer(draft: Path, notebook: Path) -> bool:
    return draft.exists() and draft.stat().st_mtime > notebook.stat().st_mtime


def main(arguments: list[str] | None = None) -> int:
    """Do what the module's docstring says; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=["text", "load"])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args(arguments)
    if options.command == "text":
        if _newer(options.target, options.source):
            parser.error(
                f"{options.target} is newer than {options.source}: "
                "load it, or delete it"
            )
        result = text(options.source)
    else:
        draft = options.source.read_text(encoding="utf-8")
        result = load(draft, options.target)
    options.target.parent.mkdir(parents=True, exist_ok=True)
    options.target.write_text(result, encoding="utf-8", newline="\n")
    print(f"wrote {options.target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
