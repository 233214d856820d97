"""What is said of a drawn function: prose, and formulas that are set."""

import re
import sys

import prose
import pytest
from test_prose import faults

from backprop.exercises.families import FAMILIES
from backprop.grading.wording import text
from tools import canonical

sys.path.append(str(canonical.ROOT / "_ext"))
EACH = pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.id)
SEEDS = range(12)
DISPLAY, INLINE = re.compile(r"\$\$(.+?)\$\$"), re.compile(r"\$([^$\n]+)\$")


def texts(family):
    """The statement and the derivation of a few seeds."""
    for seed in SEEDS:
        said = text(family, seed)
        yield f"{said.statement}\n"
        yield f"{said.worked}\n"


@EACH
def test_prose_keeps_the_rules(family, tmp_path):
    for said in texts(family):
        path = tmp_path / "text.md"
        path.write_text(said, encoding="utf-8")
        assert faults(prose.page(path)) == []


@EACH
def test_no_mark_is_left_and_every_formula_can_be_set(family):
    from formulas import mathml

    for said in set(texts(family)):
        assert not re.search(r"\{\{\w|\[\[|@|\bNone\b", said), said
        for tex in DISPLAY.findall(said):
            assert "merror" not in mathml(tex, display=True), tex
        for tex in INLINE.findall(DISPLAY.sub("", said)):
            assert "merror" not in mathml(tex), tex


@EACH
def test_every_kind_of_function_is_seen_here(family):
    """So that the tests above have read every line of the text."""
    kinds = {family.numbers(seed)["kind"] for seed in SEEDS}
    source = canonical.ROOT / "exercises" / "families" / f"{family.id}.md"
    known = re.findall(r"\[\[kind=(\d)", source.read_text(encoding="utf-8"))
    assert kinds == set(map(int, known))
