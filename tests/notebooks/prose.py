"""Reading Markdown as prose: without code, formulas and markup."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from tools import canonical

# What stands inside these fences is not prose.
NOT_PROSE = re.compile(
    r"(?!\{)|\{(code|code-block|code-cell|math|literalinclude|raw|mermaid|"
    r"bibliography|toctree|tableofcontents|glossary|eval-rst|include|"
    r"auto\w+)\}"
)
FENCE = re.compile(r"^\s*(`{3,}|~{3,})(.*)$")
SYNTAX = re.compile(r"\s*(:{3,}|:[\w-]+:(\s|$)|\+\+\+|---\s*$|\(\S+\)=)")
# Beneath an exercise's heading: made of its record, not written.
FACTS = re.compile(r"^\*\w+ · \d+ minutes? · .*\*$", re.M)
DISPLAY = re.compile(r"^\s*(\$\$|\\begin\{|\\\[)")
BLOCK_OF_ITS_OWN = re.compile(r"^\s*([-*+]|\d+[.)])\s|^\s*\|")
INLINE = [
    (re.compile(r"<!--.*?-->", re.S), " "),
    (re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.S), "CODE"),
    (re.compile(r"\{[\w:-]+\}CODE"), "CODE"),
    (re.compile(r"\$[^$]+?\$", re.S), "MATH"),
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"</summary>"), ". "),  # what stands on a fold is a sentence
    (re.compile(r"<[^>\s][^>]*>|https?://\S+"), " "),
    (re.compile(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}"), ""),
]
SENTENCE_END = re.compile(
    r"(?<=[.?!…])[\"”’)]*\s+(?=[\"“(]?(?:[A-Z0-9]|d[A-Z]))"
)
ABBREVIATION = re.compile(r"\b(e\.g|i\.e|cf|vs|Fig|Eq|Ch|al|pp|No|St)\.")
WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,]*")


@dataclass
class Prose:
    """A page's paragraphs, and the words that run on without a break."""

    paragraphs: list[str] = field(default_factory=list)
    stretches: list[int] = field(default_factory=lambda: [0])

    def add(self, paragraph: str) -> None:
        self.paragraphs.append(paragraph)
        self.stretches[-1] += words(paragraph)

    def pause(self) -> None:
        """Mark an equation, a figure, code, a list or a table."""
        self.stretches.append(0)


def words(text: str) -> int:
    """Count words; a formula or a piece of code counts as one."""
    return len(WORD.findall(text))


def sentences(paragraph: str) -> list[str]:
    """Split a paragraph at its full stops."""
    whole = ABBREVIATION.sub(lambda m: m[0].replace(".", "․"), paragraph)
    return [s for s in SENTENCE_END.split(whole) if words(s)]


def page(path: Path) -> Prose:
    """Read a notebook's Markdown cells, or a Markdown page."""
    prose = Prose()
    if path.suffix == ".md":
        _read(path.read_text(encoding="utf-8"), prose)
        return prose
    for cell in canonical.read(path).cells:
        if cell.cell_type == "markdown":
            _read(cell.source, prose)
        else:
            prose.pause()
    return prose


def _read(markdown: str, prose: Prose) -> None:
    markdown = FACTS.sub("", markdown)
    markdown = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.S)
    for block in re.split(r"\n\s*\n", _without_fences(markdown)):
        lines = [line for line in block.splitlines() if line.strip()]
        if not lines:
            continue
        if lines == ["PAUSE"] or DISPLAY.match(lines[0]):
            prose.pause()
        elif lines[0].startswith("#"):
            prose.paragraphs.append(_plain(lines[0].lstrip("# ")))
        elif BLOCK_OF_ITS_OWN.match(lines[0]):
            prose.pause()
            items = re.split(r"\n(?=\s*(?:[-*+]|\d+[.)])\s|\s*\|)", block)
            prose.paragraphs += [_plain(item) for item in items]
        elif words(_plain(block)):
            prose.add(_plain(block))


def _without_fences(markdown: str) -> str:
    """Drop code and display formulas; keep the prose inside directives."""
    markdown = re.sub(r"\$\$.*?\$\$", "\n\nPAUSE\n\n", markdown, flags=re.S)
    kept, code, directives = [], None, []
    for line in markdown.splitlines():
        fence = FENCE.match(line)
        mark, info = fence.groups() if fence else (None, "")
        if code:
            if mark and mark.startswith(code) and not info.strip():
                code = None
        elif mark and not info.strip() and directives[-1:] == [mark]:
            directives.pop()
            kept.append("")
        elif mark and NOT_PROSE.match(info.strip()):
            code = mark
            kept += ["", "PAUSE", ""]
        elif mark:
            directives.append(mark)
            kept.append("")
        elif SYNTAX.match(line):
            kept.append("")
        else:
            kept.append(line)
    return "\n".join(kept)


def _plain(block: str) -> str:
    block = re.sub(r"^\s*([-*+>]|\d+[.)])\s+", "", block)
    for pattern, replacement in INLINE:
        block = pattern.sub(replacement, block)
    return " ".join(block.replace("|", " ").split())
