"""The notebooks as JupyterLite serves them: no outputs, two first cells."""

import re
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ["chapters", "exercises"]
# From a notebook's folder in JupyterLite (lite/files/chapters) to the book.
BOOK = "../../../"

WELCOME = """\
**This notebook runs in your browser.** Run the next cell first (the button
*Run*, or Shift+Enter): it fetches Python and the course's package, in about
half a minute.

What you save (Ctrl+S) stays in this browser, and from then on it hides newer
versions of this notebook. *File ▸ Download* keeps your work as a file. To get
the newer version, find `{folder}/{name}` in the [list of files]({tree}), click
it and *Delete* it: [the book's page]({page}) then opens the newer one."""

INSTALL = """\
# Run this first. In the browser only: it brings the course's package.
%pip install -q ipywidgets backprop-course"""


def write_notebooks(contents):
    """Every notebook of the book, made ready, in the folders it has there."""
    for folder in FOLDERS:
        Path(contents, folder).mkdir(parents=True)
        for path in sorted(ROOT.joinpath(folder).glob("*.ipynb")):
            notebook = nbformat.read(path, as_version=4)
            prepare(notebook, path)
            nbformat.write(notebook, Path(contents, folder, path.name))


def prepare(notebook, path):
    """Take the outputs out, mend the links, put two cells in front."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        else:
            cell.source = mend(cell.source, path)
    folder = path.parent.name
    welcome = WELCOME.format(
        name=path.name,
        folder=folder,
        tree=f"{BOOK}lite/tree/index.html",
        page=f"{BOOK}{folder}/{path.stem}.html",
    )
    notebook.cells[:0] = [
        nbformat.v4.new_markdown_cell(welcome, id="lite-welcome"),
        nbformat.v4.new_code_cell(INSTALL, id="lite-install"),
    ]
    notebook.metadata.kernelspec = {
        "display_name": "Python (Pyodide)",
        "language": "python",
        "name": "python",
    }


def mend(text, path):
    """Links to notebooks stay in JupyterLite, all others lead to the book.

    So do those from an exercise to a chapter: a reader who looks something up
    wants its page, and no second notebook with a Python of its own.
    """

    def beside(name, suffix):
        return (path.parent / name).with_suffix(suffix)

    def stays(name):
        return path.parent.name != "exercises" or not name.startswith("../")

    def link(match):
        name, hash_, place = match[1].partition("#")
        place = hash_ + place
        if not name:
            api = place.startswith("#backprop.")
            page = "chapters/api.html" if api else None
        elif stays(name) and beside(name, ".ipynb").exists():
            return f"]({Path(name).with_suffix('.ipynb').as_posix()}{place})"
        else:
            target = beside(name, ".html").resolve()
            page = target.relative_to(ROOT).as_posix()
        return f"]({BOOK}{page}{place})" if page else match[0]

    return re.sub(r"\]\((?![a-z]+:)([^()\s]+)\)", link, text)
