"""The gates close: each kind of damage to a notebook turns a test red.

A small notebook is made with the book's own tools, copied, damaged, and
handed to nbval (as `make test` runs it) or to the hygiene test.
"""

import copy
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import hygiene
import pytest
from drawings import DRAWINGS

from backprop.plots.mime import DIGEST_MIME
from tools import canonical, notebook

DRAWN = [
    "plot", "plot with a gap", "semilogy", "step", "errorbar", "stem",
    "axhline", "scatter", "scatter sizes", "scatter colours", "fill_between",
    "vlines", "pcolormesh", "imshow", "contour", "contourf", "quiver", "bar",
    "stairs", "Circle", "Wedge", "FancyArrowPatch", "text", "annotate",
    "xticks", "twinx", "inset", "colorbar",
]  # fmt: skip
PRINTING = """\
# A page

```{code-cell}
import sys
sys.path.insert(0, "HERE")
import warnings
import matplotlib.pyplot as plt
import numpy as np
from backprop.plots import show
from drawings import DRAWINGS
plt.rcParams["figure.figsize"] = (3, 2)  # quick to draw
```

```{code-cell}
print(f"loss {np.log(10):.4f}")
```

```{code-cell}
np.arange(3) / 7
```

```{code-cell}
slope = 0.5
slope;
```

"""
DRAWING = """\
```{code-cell}
fig, ax = plt.subplots()
DRAWINGS["NAME"](ax, 1)
show(fig, alt="The drawing called NAME, with its k = 1.")
```

"""
NUMBER, ARRAY, SILENT, FIRST_FIGURE = 1, 2, 3, 4


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """Make the page: a draft, loaded and executed."""
    folder = tmp_path_factory.mktemp("page")
    here = Path(__file__).parent
    draft = PRINTING.replace("HERE", str(here))
    draft += "".join(DRAWING.replace("NAME", name) for name in DRAWN)
    path = folder / "page.ipynb"
    path.write_text(notebook.load(draft, path))
    run("tools.execute", path)
    return path


def run(module: str, *arguments) -> subprocess.CompletedProcess:
    """Run a module of the project as the Makefile does."""
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=canonical.ROOT,
        check=True,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def damaged(page, tmp_path):
    """Return a function that writes a damaged copy of the page."""

    def write(damage):
        cells = canonical.read(page)
        code = [c for c in cells.cells if c.cell_type == "code"]
        damage(code)
        path = tmp_path / "page.ipynb"
        path.write_text(canonical.write(cells))
        return path

    return write


def failing_cells(path: Path) -> dict[int, str]:
    """Run nbval as `make test` does; return failed cells and reasons."""
    makefile = (canonical.ROOT / "Makefile").read_text()
    options = re.search(r"^NBVAL = (.*)$", makefile, re.M)[1].split()
    for name in ("conftest.py", "pyproject.toml"):
        shutil.copy(canonical.ROOT / name, path.parent)
    report = path.parent / "report.xml"
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider",
         *options, f"--junitxml={report}", path.name],
        cwd=path.parent, check=False, capture_output=True,
    )  # fmt: skip
    cases = list(ElementTree.parse(report).iter("testcase"))
    assert cases
    return {
        int(case.get("name").removeprefix("Cell ")): "".join(case.itertext())
        for case in cases
        if len(case)
    }


def test_hygiene_passes_an_undamaged_page(page):
    assert hygiene.faults(page) == []


def test_executing_twice_gives_the_same_bytes(page):
    before = page.read_bytes()
    run("tools.execute", page)
    assert page.read_bytes() == before


def test_nbval_sees_every_changed_value_curve_and_warning(damaged):
    def damage(code):
        code[NUMBER].source = code[NUMBER].source.replace("10)", "10.001)")
        code[ARRAY].outputs = []
        code[SILENT].source += "\nwarnings.warn('new', stacklevel=1)"
        for cell in code[FIRST_FIGURE:]:
            cell.source = cell.source.replace("(ax, 1)", "(ax, 1.01)")

    failed = failing_cells(damaged(damage))
    assert sorted(failed) == list(range(1, FIRST_FIGURE + len(DRAWN)))
    assert "mismatch" in failed[NUMBER]
    assert "Unexpected output fields" in failed[ARRAY]
    assert "stderr" in failed[SILENT]
    for index, name in enumerate(DRAWN, FIRST_FIGURE):
        assert DIGEST_MIME in failed[index], name


def test_nbval_does_not_mind_another_font_or_size(damaged):
    looks = "{'font.size': 7, 'figure.figsize': (9, 5), 'figure.dpi': 60}"

    def damage(code):
        code[0].source += f"\nplt.rcParams.update({looks})"

    assert failing_cells(damaged(damage)) == {}


def swap_pictures(code):
    one, other = (c.outputs[0].data for c in code[FIRST_FIGURE:][:2])
    one["image/png"], other["image/png"] = other["image/png"], one["image/png"]


def clear_a_count(code):
    code[NUMBER].source = "print('another')"
    code[NUMBER].execution_count = None


def exchange_counts(code):
    code[1].execution_count, code[2].execution_count = 3, 2


def tag(name):
    def add(code):
        code[NUMBER].metadata["tags"] = [name]

    return add


def say(source):
    def add(code):
        code[NUMBER].source = source + "\n" + code[NUMBER].source

    return add


def output(**fields):
    def put(code):
        code[NUMBER].outputs = [canonical.nbformat.from_dict(fields)]

    return put


def picture(**data):
    return output(output_type="display_data", metadata={}, data=data)


def drop_digest(code):
    del code[FIRST_FIGURE].outputs[0].data[DIGEST_MIME]


def drop_alt(code):
    code[FIRST_FIGURE].outputs[0].data["text/plain"] = (
        "<Figure size 832x468 with 1 Axes>"
    )


DAMAGE = {
    "a swapped picture": (swap_pictures, "picture of another figure"),
    "a cleared count": (clear_a_count, "not executed in order"),
    "exchanged counts": (exchange_counts, "not executed in order"),
    "nbval-skip": (tag("nbval-skip"), "switches the comparison off"),
    "ignore": (tag("nbval-ignore-output"), "switches the comparison off"),
    "raises": (tag("raises-exception"), "switches the comparison off"),
    "# NBVAL": (say("# NBVAL_IGNORE_OUTPUT"), "switches the comparison off"),
    "old marker": (
        say("# PYTEST_VALIDATE_IGNORE_OUTPUT"), "switches the comparison off",
    ),
    "a long cell": (say("1\n" * 11), "has 13 lines, at most 12"),
    "stderr": (
        output(output_type="stream", name="stderr", text="w"), "stderr",
    ),
    "an exception": (
        output(output_type="error", ename="E", evalue="", traceback=[]),
        "raised an exception",
    ),
    "an address": (
        output(output_type="stream", name="stdout", text="<f 0x7f12ab34cd>"),
        "memory address",
    ),
    "a picture of its own": (
        picture(**{"image/png": "aaaa"}), "did not come through show()",
    ),
    "an svg": (
        picture(**{"image/svg+xml": "<svg/>"}), "did not come through show()",
    ),
    "an html picture": (
        picture(**{"text/html": "<img src='data:'>"}), "without alternative",
    ),
    "no digest": (drop_digest, "did not come through show()"),
    "no words": (drop_alt, "no alternative text"),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGE)
def test_hygiene_sees(name, damaged):
    damage, message = DAMAGE[name]
    assert message in " ".join(hygiene.faults(damaged(damage)))


def test_hygiene_sees_what_a_hand_has_written(page, tmp_path):
    def faults(change):
        raw = json.loads(page.read_text())
        text = change(raw) or json.dumps(raw, indent=1, sort_keys=True)
        path = tmp_path / "07-page.ipynb"
        path.write_text(text)
        return " ".join(hygiene.faults(path))

    def other_alt(raw):
        figure = [c for c in raw["cells"] if "mystnb" in c["metadata"]][0]
        figure["metadata"]["mystnb"]["image"]["alt"] = "Something else."

    def bare(raw):
        raw["cells"][0]["source"] = "![](picture.png)"

    def large(raw):
        raw["cells"][0]["source"] = "a" * 500_000

    assert "lacks ['chapter'" in faults(lambda raw: None)
    assert "another alternative text" in faults(other_alt)
    assert "picture without alternative text" in faults(bare)
    assert "at most 500000" in faults(large)
    assert "not in canonical form" in faults(json.dumps)


def test_exercises_have_rules_of_their_own(page, tmp_path):
    def faults(lines, folder, **told):
        cells = canonical.read(page)
        cells.cells[-1].source = "\n".join(["1"] * lines)
        cells.cells[-1].metadata["nbgrader"] = told
        path = tmp_path / folder / "09-page.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(canonical.write(cells))
        return " ".join(hygiene.faults(path))

    source = "exercises/source/09-page"
    assert "lacks ['exercises']" in faults(1, "exercises")
    assert "lacks ['chapter'" in faults(1, "chapters")
    assert "lines" not in faults(24, source, solution=True)
    assert "25 lines, at most 24" in faults(25, source, solution=True)
    assert "13 lines, at most 12" in faults(13, source, solution=False)
    assert "13 lines, at most 12" in faults(13, "exercises", solution=True)


def test_two_figures_in_one_cell_are_refused(page):
    cells = canonical.read(page)
    figure = cells.cells[-1]
    figure.outputs.append(copy.deepcopy(figure.outputs[0]))
    with pytest.raises(ValueError, match="one show"):
        canonical.write(cells)


CHAPTERS = [
    path
    for path in canonical.notebooks("chapters")
    if '"outputs": [\n' in path.read_text()
]


@pytest.mark.skipif(not CHAPTERS, reason="no chapter prints anything yet")
def test_nbval_sees_every_output_of_a_real_chapter(tmp_path):
    """Change every stored output of the smallest one: every cell fails."""
    chapter = min(CHAPTERS, key=lambda path: path.stat().st_size)
    cells = canonical.read(chapter)
    code = [cell for cell in cells.cells if cell.cell_type == "code"]
    for cell in code:
        for part in cell.outputs:
            if "text" in part:
                part.text = "?" + part.text
            if DIGEST_MIME in part.get("data", {}):
                part.data[DIGEST_MIME]["digest"] = "another"
            elif "text/plain" in part.get("data", {}):
                part.data["text/plain"] = "?"
    path = tmp_path / chapter.name
    path.write_text(canonical.write(cells))
    expected = [index for index, cell in enumerate(code) if cell.outputs]
    assert sorted(failing_cells(path)) == expected


def test_every_drawing_of_the_gate_exists():
    assert set(DRAWN) <= set(DRAWINGS)
