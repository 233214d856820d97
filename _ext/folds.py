"""What a page folds away: code below its picture, answers to a Predict.

A code cell tagged `below` only draws. Its picture comes first and its code
after it, in one closed fold; cells tagged `below` directly before it, which
have no output, lay their code into the same fold.

A code cell tagged `predict` keeps its output in a fold until the reader has
answered (_live/predict.mjs). Words that give the answer away join it: an
admonition of the classes `dropdown predict` right after the cell, or alone
after a question that needs no program.
"""

import hashlib
import json
from html import escape

from docutils import nodes
from notes import CODE, is_cell, part

ANSWER = "Show the answer"
UNASKED = (
    "Write your answer down first. This page asks for it, and keeps it, where "
    "scripts may run."
)


def _html(text):
    return nodes.raw("", text, format="html")


def _words(node):
    """Whether it is an admonition with the words of an answer."""
    return isinstance(node, nodes.Admonition) and "predict" in node["classes"]


def code_below(doctree):
    """Put the code of cells that only draw into one fold below the picture.

    Raises ValueError for a run of them of which not the last alone has an
    output: there would be no picture to stand below, or two.
    """
    folded = set()
    for cell in list(doctree.findall(nodes.container)):
        if not is_cell(cell, "below") or cell in folded:
            continue
        run = [cell]
        siblings = cell.parent.children
        at = siblings.index(cell)
        while part(run[-1], "cell_code_output") is None:
            at += 1
            if at == len(siblings) or not is_cell(siblings[at], "below"):
                raise ValueError(
                    f"{doctree['source']}: a cell tagged below has no output "
                    f"and no other such cell after it:\n{cell.astext()[:200]}"
                )
            run.append(siblings[at])
        folded.update(run)
        last = run[-1]
        for earlier in run[:-1]:
            earlier.parent.remove(earlier)
        output = part(last, "cell_code_output")
        code = part(last, "cell_code_source")
        last.children = []
        last += [
            output,
            _html(
                '<details class="hide below"><summary><span>'
                f"{CODE}</span></summary>"
            ),
            *run[:-1],
            code,
            _html("</details>"),
        ]


def _fold(key, asked):
    """The opening of a fold that asks for an answer before it opens."""
    data = escape(json.dumps(asked, ensure_ascii=False))
    return _html(
        f'<details class="predict" id="predict-{key}" data-asks="{data}">'
        f'<summary>{ANSWER}<span class="unasked">{UNASKED}</span></summary>'
    )


def answers_in_folds(doctree, ids):
    """Close what a Predict must not show before the reader has answered."""
    for cell in list(doctree.findall(nodes.container)):
        if not is_cell(cell, "predict"):
            continue
        siblings = cell.parent.children
        after = siblings[siblings.index(cell) + 1 :][:1]
        words = [w for w in after if _words(w)]
        for one in words:
            one.parent.remove(one)
        code = [] if is_cell(cell, "below") else cell.children[:1]
        hidden = [c for c in cell.children if c not in code]
        asked = cell["cell_metadata"].get("predict", {})
        cell.children = []
        cell += [
            *code,
            _fold(ids[cell["cell_index"]], asked),
            *hidden,
            *[child for one in words for child in one.children[1:]],
            _html("</details>"),
        ]
    for one in list(doctree.findall(_words)):
        key = hashlib.sha256(one.astext().encode()).hexdigest()[:8]
        inside = [_fold(key, {}), *one.children[1:], _html("</details>")]
        one.parent.replace(one, inside)


def fold(app, doctree):
    path = app.env.doc2path(app.env.docname)
    if not str(path).endswith(".ipynb"):
        return
    with open(path, encoding="utf-8") as file:
        ids = [cell["id"] for cell in json.load(file)["cells"]]
    code_below(doctree)
    answers_in_folds(doctree, ids)


def setup(app):
    # Before live.py, which looks for the first cell that stands by itself.
    app.connect("doctree-read", fold, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
