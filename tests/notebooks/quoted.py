"""Numbers quoted in a notebook's text, tied to the run that made them.

A number in the text that has a decimal point, an exponent, a percent sign
or more than three digits must be found in the notebook: printed by a cell,
rounded to the digits quoted, or written in a cell's code, to the digit.
A number of one or two digits is soon found by chance, so its printed
value must stand in the same section, or the text in the first or last one.
"""

import re
from pathlib import Path

from bs4 import BeautifulSoup
from numerals import Number, numbers

from backprop.plots.mime import DIGEST_MIME
from tools import canonical

# Numbers that are names, and places where none is quoted.
NAMES = [
    r"```.*?```|~~~.*?~~~",
    r"\{(?:cite|doc|ref|eq|numref)[^}]*\}`[^`]*`",
    r"\]\([^)]*\)|<[^>\s][^>]*>|https?://\S+",
    r"(?i)\b(?:exercises?|sections?|chapters?|figures?|equations?|tables?|"
    r"parts?|§|python|numpy|matplotlib|pytorch|version|arxiv:?)\s*"
    r"\d+(?:\.\d+)*(?:\s*(?:and|,|to|–)\s*\d+\.\d+)*",
    r"\bv?\d+\.\d+(?:\.\d+)+",
    r"(?m)^\s*\d+\.(?=\s)|^#.*?\d+\.\d+\s",
    r"\d+(?:st|nd|rd|th)\b",
]
SHORT = 3


def untied(path: Path) -> list[str]:
    """Return one line for each number of the text that no run made."""
    notebook = canonical.read(path)
    allowed = notebook.metadata.get("backprop", {}).get("untied", {})
    sections = _sections(notebook.cells)
    code = [n for cells in sections for n in _in_code(cells)]
    printed = [_printed(cells) for cells in sections]
    everywhere = [n for here in printed for n in here]
    found, used = [], set()
    for index, cells in enumerate(sections):
        outer = index in (0, len(sections) - 1)
        for cell, quoted in _quoted(cells):
            wide = outer or quoted.digits >= SHORT
            shown = everywhere if wide else printed[index]
            if _agrees(quoted, shown) or _equals(quoted, code):
                continue
            if quoted.text in allowed:
                used.add(quoted.text)
                continue
            line = _line(cell.source, quoted.text)
            found.append(f"cell {cell.id}: {quoted.text} in: {line}")
    found += [
        f"metadata backprop.untied: {text!r} is tied, or not there"
        for text in allowed
        if text not in used
    ]
    found += [
        f"metadata backprop.untied: {text!r} needs a reason"
        for text, reason in allowed.items()
        if len(reason.split()) < 3
    ]
    return found


def _line(source: str, text: str) -> str:
    start = source.find(text)
    return source[source.rfind("\n", 0, start) + 1 :].partition("\n")[0]


def _quoted(cells: list):
    for cell in cells:
        if cell.cell_type == "markdown":
            text = cell.source
            for pattern in NAMES:
                text = re.sub(pattern, " ", text, flags=re.S)
            for number in numbers(text):
                if number.notable:
                    yield cell, number


def _agrees(quoted: Number, shown: list[Number]) -> bool:
    """Say whether a shown value rounds to the quoted digits."""
    return any(
        _same(quoted, value, 0.5 * quoted.step * (1 + 1e-9))
        for number in shown
        for value, step in _readings(quoted, number)
        if step <= quoted.step * (1 + 1e-9)
    )


def _equals(quoted: Number, written: list[Number]) -> bool:
    return any(
        _same(quoted, value, 1e-9 * abs(value))
        for number in written
        for value, _ in _readings(quoted, number)
    )


def _readings(quoted: Number, number: Number):
    """Yield the number, and as a percentage when one is quoted."""
    yield number.value, number.step
    if quoted.percent and not number.percent:
        yield 100 * number.value, 100 * number.step


def _same(quoted: Number, value: float, tolerance: float) -> bool:
    if quoted.signed:
        return abs(quoted.value - value) <= tolerance
    return abs(quoted.value - abs(value)) <= tolerance


def _sections(cells: list) -> list[list]:
    sections = [[]]
    for cell in cells:
        heading = re.match(r"##?\s", cell.source)
        if cell.cell_type == "markdown" and heading and sections[-1]:
            sections.append([])
        sections[-1].append(cell)
    return sections


def _in_code(cells: list) -> list[Number]:
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    return numbers("\n".join(code).replace("_", ""))


def _printed(cells: list) -> list[Number]:
    texts = []
    for cell in cells:
        for output in cell.get("outputs", []):
            texts.append(output.get("text", ""))
            for mime, text in output.get("data", {}).items():
                if mime == "text/html":
                    text = BeautifulSoup(text, "html.parser").get_text(" ")
                if mime != DIGEST_MIME and mime.startswith("text/"):
                    texts.append(text)
    return numbers("\n".join(texts))
