"""Notebooks survive the way to plain text and back, and fail out loud."""

import os
import subprocess
import sys

import pytest

from tools import canonical, execute, notebook

DRAFT = """\
---
backprop:
  chapter: 1
  objectives:
  - id: 1a
    text: compute a forward pass
---

# A title

Text with $x^2$ and a formula:

$$
Y = X W + b
$$

```{code-cell}
---
mystnb:
  figure:
    caption: The loss falls.
tags: [hide-input]
---
print("a")
```

Before the break.

+++

After the break.

```{code-cell}
1 + 1
```
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "page.ipynb"
    path.write_text(notebook.load(DRAFT, path))
    return path


def ids(path):
    return [cell.id for cell in canonical.read(path).cells]


def test_a_notebook_survives_the_round_trip(path):
    before = path.read_text()
    assert notebook.load(notebook.text(path), path) == before
    cells = canonical.read(path)
    assert cells.metadata["backprop"]["objectives"][0]["id"] == "1a"
    assert [cell.cell_type for cell in cells.cells] == [
        "markdown", "code", "markdown", "markdown", "code",
    ]  # fmt: skip
    assert cells.cells[1].metadata["tags"] == ["hide-input"]


def test_cells_keep_their_ids_through_an_edit(path):
    before = ids(path)
    draft = DRAFT.replace("1 + 1", "1 + 2")
    draft = draft.replace("Before", "A new paragraph.\n\n+++\n\nBefore")
    path.write_text(notebook.load(draft, path))
    assert [name for name in ids(path) if name in before] == before
    assert len(ids(path)) == len(before) + 1


def test_the_same_draft_always_gives_the_same_ids(tmp_path):
    absent = tmp_path / "absent.ipynb"
    assert notebook.load(DRAFT, absent) == notebook.load(DRAFT, absent)


def test_a_draft_that_is_newer_is_not_overwritten(path, capsys):
    draft = path.with_suffix(".md")
    notebook.main(["text", str(path), str(draft)])
    later = path.stat().st_mtime + 10
    os.utime(draft, (later, later))
    with pytest.raises(SystemExit):
        notebook.main(["text", str(path), str(draft)])
    assert "load it, or delete it" in capsys.readouterr().err


def test_check_finds_a_file_that_is_not_canonical(path, capsys):
    assert execute.main(["--check", str(path)]) == 0
    path.write_text(path.read_text() + "\n")
    assert execute.main(["--check", str(path)]) == 1
    assert "page.ipynb: not in canonical form" in capsys.readouterr().err


def test_execute_names_the_notebook_and_the_cell_that_failed(tmp_path):
    sources = {
        "raises": "1 / 0",
        "warns": "import warnings; warnings.warn('hot', stacklevel=1)",
    }
    paths = []
    for name, source in sources.items():
        paths.append(tmp_path / f"{name}.ipynb")
        draft = f"```{{code-cell}}\n{source}\n```\n"
        paths[-1].write_text(notebook.load(draft, paths[-1]))
    before = [path.read_text() for path in paths]
    done = subprocess.run(
        [sys.executable, "-m", "tools.execute", *map(str, paths)],
        cwd=canonical.ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "raises.ipynb: a cell raised" in done.stderr
    assert "ZeroDivisionError" in done.stderr
    assert "warns.ipynb: cell [1] wrote to stderr" in done.stderr
    assert [path.read_text() for path in paths] == before
