"""Code that runs in the page: _live, the course's wheel, where Pyodide is."""

import json
import os
import shutil
import sys
from pathlib import Path

from docutils import nodes

ROOT = Path(__file__).resolve().parents[1]
LIVE = ROOT / "_live"
# A module, but not as <script type="module">: a page that was opened as a
# file may not load one, and should not say so either.
LOAD = (
    'if (location.protocol !== "file:") {'
    'document.documentElement.dataset.live = "";'
    "import(new URL(document.documentElement.dataset.content_root + "
    '"_static/live/main.mjs", document.baseURI));}'
)


def bring(app):
    """Write _static/live of the site, the wheel included."""
    if app.builder.format != "html":
        return
    folder = Path(app.outdir, "_static", "live")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path in sorted(LIVE.iterdir()):
        if path.suffix in (".mjs", ".css", ".py"):
            shutil.copyfile(path, folder / path.name)
    sys.path.insert(0, str(ROOT))
    try:
        from tools.pyodide import public_pyodide
        from tools.wheels import course_wheel
    finally:
        sys.path.remove(str(ROOT))
    wheel = Path(course_wheel(folder))
    wheel.chmod(0o644)
    own = os.environ.get("SELF_CONTAINED")
    settings = {
        # make book SELF_CONTAINED=1 brings it; seen from the book's root
        "pyodide": "pyodide/" if own else public_pyodide(),
        "python": sorted(path.name for path in LIVE.glob("*.py")),
        "wheel": wheel.name,
    }
    text = json.dumps(settings, indent=1) + "\n"
    (folder / "settings.json").write_text(text, encoding="utf-8")


def name_cells(app, doctree):
    """Give code cells their notebook's ids, and room for the page's button.

    The button (_live/main.mjs) stands above the first cell whose code is
    open: a page begins with its picture.
    """
    path = Path(app.env.doc2path(app.env.docname))
    if path.suffix != ".ipynb":
        return
    ids = [c["id"] for c in json.loads(path.read_text("utf-8"))["cells"]]
    cells = [
        node
        for node in doctree.findall(nodes.container)
        if node.get("nb_element") == "cell_code"
    ]
    for cell in cells:
        cell["ids"].append(f"cell-{ids[cell['cell_index']]}")
    if cells:
        closed = {"tag_below", "tag_hide-cell"}
        shown = [c for c in cells if not closed & set(c["classes"])]
        first = (shown or cells)[0]
        while not isinstance(first.parent, nodes.section | nodes.document):
            first = first.parent
        bar = nodes.raw("", '<div class="live-bar"></div>', format="html")
        first.parent.insert(first.parent.index(first), bar)


def setup(app):
    app.connect("builder-inited", bring)
    app.connect("doctree-read", name_cells)
    app.add_js_file(None, body=LOAD)
    for path in sorted(LIVE.glob("*.css")):
        app.add_css_file(f"live/{path.name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
