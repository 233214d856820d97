"""A submission as an instructor may look at it: the text, and nothing else.

Cells and their metadata come from the source notebook. Of a learner's file
only the texts of the answers stand in it; no output, no attachment, no
Markdown and no HTML of its own reaches a page.
"""

import json
import re

from .pages import STATES
from .plan import own_cells
from .unpacking import text

MOST_SHOWN = 20_000  # characters of one cell
FORMULA = re.compile(r"\$\$([^$]{1,400})\$\$|\$([^$\n]{1,400})\$")
SIGNS = re.compile(r"[\w\s+\-*/=^{}()\[\],.|!:;'\\]*", re.ASCII)
LINK = re.compile(r"\]\s*[(\[:]|:\s*//")  # as Markdown has it
COMMAND = re.compile(r"\\([A-Za-z]+|.|$)", re.S)
COMMANDS = set(
    "alpha beta gamma delta epsilon eta theta kappa lambda mu nu pi rho sigma "
    "tau phi chi psi omega Delta Sigma Omega partial nabla infty frac sqrt "
    "sum prod int cdot times odot circ pm le leq ge geq ne neq approx equiv "
    "to rightarrow Rightarrow mapsto in exp log ln max min sin cos tanh lim "
    "left right hat bar tilde vec dot top prime quad qquad dots ldots cdots "
    "mathbf mathrm mathit mathbb mathcal text operatorname , ; ! { } | \\"
    .split()
)  # fmt: skip


def cleaned(source, plan, row):
    """The notebook for nbgrader's formgrader, as a dict.

    source: the bytes of the source notebook. row: a Row with a Notebook.
    """
    own = own_cells(plan, row.notebook)
    marks = {m.exercise: m for m in (row.marked.marks if row.marked else ())}
    checks = {s.name: s.exercise for s in plan.steps if s.kind == "check"}
    found = json.loads(source)
    cells = _added(own.get("", []), "")
    for cell in found["cells"]:
        if "worked" in cell["metadata"].get("tags", ()):
            continue
        told = cell["metadata"].get("nbgrader", {})
        name = told.get("grade_id", "")
        if told.get("solution"):
            answer = "\n\n".join(own.pop(name, []))
            if told["grade"]:
                answer = row.notebook.written(name)
            cell["source"] = _shown(answer, cell["cell_type"])
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
        if name in checks and checks[name].id in marks:
            cell["outputs"] = [_output(marks[checks[name].id])]
        cells.append(cell)
        cells += _added(own.get(name, []), name) if name else []
    return found | {"cells": cells}


def _added(sources, name):
    """Cells that the learner has put in after the cell of this name."""
    return [
        {
            "cell_type": "code",
            "id": f"added-{k}-{name}"[:64],
            "metadata": {},
            "source": _shown(source, "code"),
            "outputs": [],
            "execution_count": None,
        }
        for k, source in enumerate(sources)
    ]


def _shown(source, kind):
    plain = text(source.replace("\r\n", "\n"), MOST_SHOWN)
    if len(source) > MOST_SHOWN:
        plain += f"\n... {len(source)} characters in all"
    return plain if kind == "code" else quoted(plain)


def quoted(plain):
    """Markdown that shows a text as it was typed, and its formulas beneath.

    A formula is set only if all its commands are known to be harmless:
    MathJax has others that make links and load programs. And only where it
    ends in no backslash, which would make Markdown of it all.
    """
    if not plain.strip():
        return ""
    runs = [len(run) for run in re.findall("`+", plain)]
    fence = "`" * (max(runs, default=0) + 3)
    formulas = [a or b for a, b in FORMULA.findall(plain)]
    shown = [f"$${f.strip()}$$" for f in formulas if _harmless(f)]
    return "\n\n".join([f"{fence}\n{plain}\n{fence}", *shown])


def _harmless(formula):
    if formula.rstrip().endswith("\\") or LINK.search(formula):
        return False
    commands = set(COMMAND.findall(formula))
    signs = SIGNS.fullmatch(COMMAND.sub("", formula))
    return bool(formula.strip() and signs and commands <= COMMANDS)


def _output(mark):
    said = [STATES[mark.state] + ".", mark.symptom, mark.cause]
    words = "\n".join(filter(None, said))
    return {"output_type": "stream", "name": "stdout", "text": words}


def plain_comment(mark):
    """What the check said, in one line that no page takes for more.

    It may quote a learner's error: nothing in it is Markdown, HTML or TeX.
    """
    words = " ".join(filter(None, [mark.symptom, mark.cause, mark.error]))
    words = " ".join(f"{STATES[mark.state]}. {words}".split())
    for sign, other in ("<‹", ">›", "\\∖", "$＄"):
        words = words.replace(sign, other)
    return re.sub(r"\]\s*([(\[:])", r"] \1", words).replace("![", "! [")
