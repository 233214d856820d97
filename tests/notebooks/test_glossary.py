"""A term of the glossary stands in bold in the chapter that introduces it."""

import json
import re
from pathlib import Path

import pytest

CHAPTERS = Path(__file__).parents[2] / "chapters"
ENTRY = re.compile(
    r"^(?P<term>\w.*)\n  .*\*Chapter (?P<chapter>\d+)\.\*$", re.M
)
GLOSSARY = (CHAPTERS / "glossary.md").read_text(encoding="utf-8")
STEM = 7  # letters: saturation is met as "saturate"


def bold(path):
    """Everything in bold in a notebook's text, in small letters."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    text = "\n".join(
        "".join(c["source"]) for c in cells if c["cell_type"] == "markdown"
    )
    return "\n".join(re.findall(r"\*\*([^*]+)\*\*", text)).lower()


def missing(glossary, chapters):
    """Terms that their chapter does not have in bold."""
    found = []
    for match in ENTRY.finditer(glossary):
        stem = match["term"].lower()
        stem = stem if " " in stem else stem[:STEM]
        page = chapters.get(int(match["chapter"]))
        if page is not None and stem not in page:
            found.append(match["term"])
    return found


@pytest.fixture(scope="module")
def pages():
    paths = sorted(CHAPTERS.glob("[0-9]*.ipynb"))
    return {int(path.name[:2]): bold(path) for path in paths}


def test_every_entry_names_its_chapter():
    terms = re.findall(r"^(?!#|`)\w.*(?=\n  )", GLOSSARY, re.M)
    assert len(terms) > 50
    assert terms == [match["term"] for match in ENTRY.finditer(GLOSSARY)]


def test_terms_are_in_order():
    terms = [match["term"].lower() for match in ENTRY.finditer(GLOSSARY)]
    assert terms == sorted(terms)


def test_a_term_stands_in_bold_in_its_chapter(pages):
    assert missing(GLOSSARY, pages) == []


def test_a_term_that_is_not_there_is_named(pages):
    entry = "zebra crossing\n  A place. *Chapter 1.*\n"
    assert missing(entry, pages) == ["zebra crossing"]
