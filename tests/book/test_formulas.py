"""Formulas are typeset when the book is built, and without an error."""

import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tools.fonts import characters

ROOT = Path(__file__).resolve().parents[2]
CONF = f"""import sys
sys.path.insert(0, {str(ROOT / "_ext")!r})
extensions = ["myst_parser", "formulas"]
myst_enable_extensions = ["dollarmath", "amsmath"]
html_math_renderer = "temml"
"""
# What the letters of formulas become: italic ones, h apart.
ITALIC = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        range(0x1D434, 0x1D468),
        strict=True,
    )
)
ITALIC["h"] = 0x210E


@pytest.fixture
def small_book(tmp_path):
    """small_book(markdown) is (what the build said, the built page)."""

    def build(text):
        (tmp_path / "conf.py").write_text(CONF, "utf-8")
        (tmp_path / "index.md").write_text(f"# A page\n\n{text}\n", "utf-8")
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "html"]
        run = subprocess.run(
            [*command, tmp_path, tmp_path / "out"],
            capture_output=True,
            text=True,
        )
        page = (tmp_path / "out" / "index.html").read_text("utf-8")
        return run.stderr, BeautifulSoup(page, "html.parser")

    return build


def formulas(chapters):
    for path, soup in chapters.items():
        for box in soup.select(".math"):
            yield path.name, box, box.select("math")


def test_every_formula_is_mathml_and_keeps_its_tex(chapters):
    found, number = [], 0
    for name, box, made in formulas(chapters):
        number += 1
        source = box.select_one("annotation[encoding='application/x-tex']")
        wrong = box.select("merror, .temml-error, code")
        if len(made) != 1 or wrong or not (source and source.get_text()):
            found.append(f"{name}: {box.get_text()[:100]}")
    assert number > 1000
    assert not found, "\n".join(found)


def test_the_font_has_every_character_of_every_formula(chapters):
    there, found = characters(), set()
    for name, _, made in formulas(chapters):
        for token in made[0].select("mi, mo, mn, mtext"):
            text = token.get_text()
            points = {ord(letter) for letter in text}
            if token.name == "mi" and len(text) == 1:
                points.add(ITALIC.get(text, ord(text)))
            found |= {(name, chr(p), hex(p)) for p in points - there}
    assert not found


def test_a_wrong_formula_is_named_with_its_page(small_book):
    said, page = small_book("Well, $x$.\n\nWhat is $\\fraction{1}{2}$?")
    assert "index.md" in said
    assert r"\fraction{1}{2}" in said
    assert said.count("WARNING") == 1
    assert page.select_one("code").get_text() == r"\fraction{1}{2}"


def test_lines_are_aligned_as_before(small_book):
    said, page = small_book("$$\na &= b \\\\\n  &= c\n$$\n\n$$\nx\n\ny\n$$")
    assert not said
    assert [len(x.select("mtr")) for x in page.select("math")] == [2, 2]


def test_names_of_functions_keep_their_distance(small_book):
    said, page = small_book(
        r"$n_k \operatorname{Var}(w)$, $(1 - t) \log p$, $p \log q$"
    )
    assert not said
    for formula in page.select("math"):
        name = formula.find("mi", string=["Var", "log"])
        assert name.find_previous_sibling("mspace")


def test_numbered_formulas_and_references_to_them(small_book):
    said, page = small_book(
        "$$\ny = x\n$$ (eq-first)\n\n"
        "\\begin{align}\na &= b\n\\end{align}\n\n"
        "By {eq}`eq-first`."
    )
    assert not said
    numbers = [x.get_text() for x in page.select(".math .eqno")]
    assert [n.rstrip("#¶") for n in numbers] == ["(1)", "(2)"]
    link = page.select_one("p a[href='#equation-eq-first']")
    assert link.get_text() == "(1)"
    assert page.select_one("div.math#equation-eq-first")


def test_what_touches_a_formula_stays_beside_it(small_book):
    said, page = small_book("A sum ($a + b$), the $n$th, and $c$ – as $d$-e.")
    assert not said
    for annotation in page.select("annotation"):
        annotation.decompose()
    kept = [x.get_text() for x in page.select(".together")]
    assert kept == ["(a+b),", "nth,"]
