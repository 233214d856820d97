"""Pages of the second edition keep their promises to a reader."""

import json
import sys

import pytest
from reading import faults, names_of

from tools import canonical

REFERENCE = {"check-your-own-code"}  # looked up, not read from the top
PAGES = [
    path
    for path in canonical.notebooks("chapters")
    if path.stem not in REFERENCE
]
CHAPTERS = [path for path in PAGES if path.stem[0].isdigit()]

RERUN = """
import contextlib, io, json, os, sys
from IPython.core.interactiveshell import InteractiveShell
import matplotlib
matplotlib.use("agg")
shell = InteractiveShell.instance()
cells = json.load(open(sys.argv[1], encoding="utf-8"))["cells"]
codes = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
os.chdir(os.path.dirname(sys.argv[1]))
for way in (codes, codes[::-1]):
    for code in way:
        with contextlib.redirect_stdout(io.StringIO()) as said:
            result = shell.run_cell(code, store_history=False)
        if not result.success:
            print(f"this cell failed:\\n{code}\\n{said.getvalue()[-1500:]}")
            sys.exit(1)
"""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_keeps_its_promises(path):
    found = faults(path)
    assert not found, "\n".join([str(path), *found])


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_says_its_sittings(path):
    facts = json.loads(path.read_text("utf-8"))["metadata"]["backprop"]
    assert facts["sittings"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_cell_runs_again_after_the_whole_page(path):
    """From the last to the first: no name has changed its meaning."""
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", RERUN, str(path)],
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def page(tmp_path, *cells, **facts):
    """A notebook of texts and (code, tags, output[, asks]) cells."""
    made = []
    for cell in cells:
        if isinstance(cell, str):
            made.append(
                {"cell_type": "markdown", "metadata": {}, "source": cell}
            )
            continue
        code, tags, text, *asks = cell
        outputs = [{"output_type": "stream", "name": "stdout", "text": text}]
        metadata = {"tags": tags} | ({"predict": asks[0]} if asks else {})
        made.append(
            {
                "cell_type": "code",
                "metadata": metadata,
                "source": code,
                "outputs": outputs if text else [],
            }
        )
    path = tmp_path / "page.ipynb"
    whole = {"cells": made, "metadata": {"backprop": facts}}
    path.write_text(json.dumps(whole))
    return path


PICTURE = ("show(fig)", ["below"], "a picture")
CHOICES = {"choices": ["7", "4"], "right": 0}


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ([("x = 1", [], "1")], "opens with code"),
        ([PICTURE, ("f = 1", ["hide-input"], "1")], "hide-input"),
        ([("f = 1", ["below"], ""), "Text."], "draws nothing"),
        ([("f = 1\nf", ["below"], "1"), ("print(f)", [], "1")], "reads 'f'"),
        ([PICTURE, ("x = 1", [], ""), ("x = 2", [], "")], "bound again"),
        (
            [PICTURE, ("x = 1", [], ""), ("x = 2\nx", ["below"], "2")],
            "binds 'x' anew",
        ),
        ([PICTURE, "**Predict.** What?", ("1", [], "1")], "not folded"),
        ([PICTURE, "**Predict.** What?"], "not folded"),
        ([PICTURE, ("1", ["predict"], "")], "without an output"),
        ([PICTURE, ("1", ["predict"], "is 4", CHOICES)], "7 is called right"),
        ([PICTURE, ("1", ["predict"], "is 4", {"number": 3})], "3 is called"),
    ],
)
def test_broken_promises_are_named(cells, words, tmp_path):
    (found,) = faults(page(tmp_path, *cells))
    assert words in found


def test_a_page_that_keeps_them_has_no_faults(tmp_path):
    words = "**Predict.** And?\n\n:::{admonition} A\n:class: dropdown predict"
    cells = [
        ("f = 1", ["below"], ""),
        PICTURE,
        ("def g(x):\n    y = x\n    return y\nx = 1", [], ""),
        "**Predict.** What?",
        ("print(g(7))", ["predict"], "7", CHOICES),
        words + "\n7, because.\n:::",
        ("for i in range(3):\n    k = i\nrng = 1", [], "2"),
        ("rng = 2\nfor i in [1]:\n    print(x + k)", [], "3"),
    ]
    assert faults(page(tmp_path, *cells)) == []


OBJECTIVES = [{"id": "1a", "text": "do"}, {"id": "1b", "text": "say"}]


@pytest.mark.parametrize(
    ("text", "sittings", "words"),
    [
        ("question-1a", [30], "1b has no question"),
        ("question-1a question-1b question-1c", [30], "question-1c"),
        ("question-1a question-1b", [20], "do not make 30"),
        ("question-1a question-1b", [20, 10], "0 places to stop"),
        ("question-1a question-1b", [60, -30], "of 60 minutes"),
    ],
)
def test_a_chapter_that_does_not_add_up_is_named(
    text, sittings, words, tmp_path
):
    found = faults(
        page(
            tmp_path,
            PICTURE,
            text + " **The picture to keep.**",
            chapter=1,
            minutes=30,
            sittings=sittings,
            objectives=OBJECTIVES,
        )
    )
    assert any(words in line for line in found), found


def test_a_cells_names_are_read_as_python_reads_them():
    bound, read = names_of("for i in a:\n    b = i\nc, d = f(e)\nd[0] = 1")
    assert bound == {"b", "c", "d"}
    assert {"a", "e", "f"} <= read
    assert not {"b", "c"} & read
