"""Every number quoted in a chapter's text was made by its run."""

import json
import re

import pytest
from numerals import numbers
from quoted import untied

from tools import canonical

CHAPTERS = canonical.notebooks("chapters")


@pytest.mark.parametrize("path", CHAPTERS, ids=[p.name for p in CHAPTERS])
def test_quoted_numbers_are_tied_to_the_run(path):
    found = untied(path)
    assert not found, (
        f"{path}: no cell printed these; print them, or give a reason in "
        "the notebook's metadata, backprop.untied:\n" + "\n".join(found)
    )


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("0.08", 0.08, 0.01),
        (".004921", 0.004921, 1e-6),
        ("-.5", -0.5, 0.1),
        ("−0.25", -0.25, 0.01),
        ("4e-11", 4e-11, 1e-11),
        (r"$3.2 \times 10^{-5}$", 3.2e-5, 1e-6),
        ("3.2 × 10⁻⁵", 3.2e-5, 1e-6),
        ("10^{-7}", 1e-7, 1e-7),
        ("1,797", 1797, 1),
        ("97.2 %", 97.2, 0.1),
        ("97%", 97, 1),
    ],
)
def test_numbers_are_read_as_written(text, value, step):
    (number,) = numbers(text)
    assert number.value == pytest.approx(value)
    assert number.step == pytest.approx(step)
    assert number.notable


@pytest.mark.parametrize(
    "text",
    ["5 rows", "in 1986", "W1", "x2", "3 × 4", "a 360-row test"],
)
def test_small_whole_numbers_and_years_are_free(text):
    assert not any(number.notable for number in numbers(text))


def notebook(tmp_path, *cells, **metadata):
    """Write a notebook; a pair is a code cell and its printed text."""
    written = []
    for cell in cells:
        code = isinstance(cell, tuple)
        source, output = cell if code else (cell, None)
        entry = {"source": source, "metadata": {}}
        entry["cell_type"] = "code" if code else "markdown"
        if code:
            stream = {"output_type": "stream", "name": "stdout"}
            entry["outputs"] = [stream | {"text": output}]
            entry["execution_count"] = 1
        written.append(entry)
    path = tmp_path / "page.ipynb"
    whole = {"nbformat": 4, "nbformat_minor": 5, "cells": written}
    whole["metadata"] = {"backprop": metadata}
    path.write_text(json.dumps(whole))
    return path


SHOWN = ("show()", "loss 2.3141 accuracy 0.9722 slope -0.1234 n 1797")


@pytest.mark.parametrize(
    "text",
    [
        "The loss is 2.31.",
        "The loss is 2.3141.",
        "It gets 97 % right, or 97.2%.",
        "The slope is −0.123; it falls by 0.123.",
        "There are 1,797 digits.",
        r"With $y = 2.314$.",
        "As `2.3141` says.",
    ],
)
def test_rounded_values_of_the_run_are_tied(text, tmp_path):
    assert untied(notebook(tmp_path, SHOWN, text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The loss is 2.32.",
        "The loss is 2.31410.",
        "It gets 98 % right.",
        "The slope is -2.31.",
        "There are 1,798 digits.",
        r"With $y = 2.32$.",
        "The error is 4e-11.",
        "The error is $10^{-7}$.",
        "| a | 0.5 |\n|---|---|",
    ],
)
def test_other_values_are_not(text, tmp_path):
    (found,) = untied(notebook(tmp_path, SHOWN, text))
    assert text.splitlines()[0] in found


def test_numbers_of_the_code_are_tied_exactly(tmp_path):
    code = ("lr = 0.125; n = 10_000", "")
    assert untied(notebook(tmp_path, code, "0.125 and 10,000")) == []
    assert untied(notebook(tmp_path, code, "lr is 0.13")) != []


def test_two_digits_are_looked_up_in_their_own_section(tmp_path):
    cells = ["# A", "## B", ("f()", "2.3141"), "## C", "It is 2.3.", "## D"]
    assert len(untied(notebook(tmp_path, *cells))) == 1
    cells[4] = "It is 2.31."
    assert untied(notebook(tmp_path, *cells)) == []
    cells[4], cells[5] = "Text.", "## D\n\nIt is 2.3."
    assert untied(notebook(tmp_path, *cells)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Exercise 4.2, section 3.1, Python 3.11, NumPy 2.0",
        "arXiv 1312.6120 and version 1.0.4",
        "[a page](https://example.org/0.77) and {doc}`x-0.5`",
        "```python\nh = 0.77\n```",
        "1. first\n2. second",
        "## 3.1 A section",
    ],
)
def test_names_are_no_quotations(text, tmp_path):
    assert untied(notebook(tmp_path, SHOWN, text)) == []


def test_exceptions_give_a_reason_and_do_not_outlive_their_use(tmp_path):
    def found(**allowed):
        text = "Nielsen got 95.42 % in 2015."
        return untied(notebook(tmp_path, SHOWN, text, untied=allowed))

    assert len(found()) == 1
    assert found(**{"95.42 %": "from Nielsen's first chapter"}) == []
    assert "needs a reason" in found(**{"95.42 %": "ok"})[0]
    stale = {"95.42 %": "from Nielsen's first chapter", "0.5": "a b c"}
    assert "tied, or not there" in found(**stale)[0]


def test_html_tables_count_as_printed(tmp_path):
    path = notebook(tmp_path, ("table()", ""), "The loss is 2.31.")
    assert untied(path) != []
    whole = json.loads(path.read_text())
    whole["cells"][0]["outputs"] = [
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"text/html": "<td>2.3141</td>", "text/plain": "t"},
        }
    ]
    path.write_text(json.dumps(whole))
    assert untied(path) == []


def test_the_first_screen_says_what_its_picture_counts():
    """Its numbers have three digits, so `untied` does not look at them."""
    cells = canonical.read(canonical.ROOT / "chapters" / "intro.ipynb").cells
    words = re.findall(
        r"\*\*(\d+) of (\d+)\*\*|reads (\d+)\.", cells[0].source
    )
    (wrong, out_of, _), (_, _, right) = words
    alt = next(
        c.metadata.mystnb.image.alt for c in cells if "mystnb" in c.metadata
    )
    assert re.findall(r"same (\d+) digits", alt) == [out_of]
    assert re.findall(r"reads (\d+) of them, the right one's (\d+)", alt) == [
        (wrong, right)
    ]
