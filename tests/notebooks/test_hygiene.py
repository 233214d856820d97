"""Every committed notebook is executed, whole, and open to comparison."""

import re

import hygiene
import pytest

from tools import canonical

NOTEBOOKS = canonical.notebooks()
NAMES = [str(path.relative_to(canonical.ROOT)) for path in NOTEBOOKS]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_notebook_is_fit_to_be_committed(path):
    faults = hygiene.faults(path)
    assert not faults, "\n".join([str(path), *faults])


def test_exceptions_name_cells_that_exist():
    cells = {
        (f"{path.parent.name}/{path.name}", cell.id)
        for path in NOTEBOOKS
        for cell in canonical.read(path).cells
    }
    assert set(hygiene.LONG_CELLS) <= cells


def test_the_test_command_compares_every_notebook_strictly():
    makefile = (canonical.ROOT / "Makefile").read_text()
    assert re.search(r"^NBVAL = --nbval --nbval-current-env", makefile, re.M)
    assert re.search(r"^\s+tests chapters exercises ", makefile, re.M)


@pytest.mark.parametrize("place", ["Makefile", "pyproject.toml", ".ci/run"])
def test_no_setting_weakens_the_comparison(place):
    path = canonical.ROOT / place
    text = path.read_text() if path.exists() else ""
    assert not re.search(r"nbval-lax|sanitize|--nbdime", text)
