"""Where to read: a link that works wherever the notebook was opened.

Beside a notebook of the course, in a clone, the chapters lie in the next
folder. In the book's own JupyterLite they do too, and there the book's page
is meant: a second notebook would start a second Python. An installed package
knows the book's address, unless that is a placeholder. Else the section is
named, and its path in the book.
"""

import os
import re
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

TITLES = {
    1: "The forward pass",
    2: "Losses",
    3: "The chain rule",
    4: "The backward pass",
    5: "Stochastic gradient descent",
    6: "Vanishing and exploding gradients",
    7: "A museum of wrong gradients",
    8: "A tape",
    9: "Convolution",
    10: "Sequences",
    11: "Attention",
    12: "Decisions",
}
NOTEBOOKS = {
    1: "01-forward-pass",
    2: "02-losses",
    3: "03-chain-rule",
    4: "04-backward-pass",
    5: "05-sgd",
    6: "06-vanishing-exploding",
    7: "07-museum",
    8: "08-tape",
    9: "09-convolution",
    10: "10-sequences",
    11: "11-attention",
    12: "12-decisions",
}
PLACEHOLDER = "//example.org"


@cache
def _published():
    """The book's address, as the installed distribution names it."""
    try:
        urls = metadata.metadata("backprop-course").get_all("Project-URL")
    except metadata.PackageNotFoundError:
        urls = None
    named = dict(url.split(", ", 1) for url in urls or ())
    found = named.get("Documentation", "")
    return "" if PLACEHOLDER in found else found


def link(section):
    """(words, address) of "04-backward-pass#The batch: every row ...".

    The environment variable BACKPROP_BOOK names another copy of the book.
    Without any, the address is empty, and the words hold the path.
    """
    page, _, heading = section.partition("#")
    chapter = int(page[:2])
    words = f"Chapter {chapter}, {TITLES[chapter]}"
    if heading:
        words += f": “{heading}”"
    return _linked(words, page, anchor(heading) if heading else "", heading)


def solution(exercise):
    """(words, address) of the page with the book's own solution."""
    heading = f"{exercise.id} {exercise.title}"
    words = f"Solutions {exercise.chapter}, {heading}"
    page = f"solutions-{exercise.chapter:02d}"
    return _linked(words, page, anchor(heading), heading)


def place(exercise, seen_from):
    """(words, address) of an exercise, in the notebook of another one.

    The address is empty where no notebook of its chapter lies.
    """
    slug = NOTEBOOKS[exercise.chapter]
    heading = f"{exercise.id} {exercise.title}"
    base = os.environ.get("BACKPROP_BOOK")
    if base:
        page = f"{base.rstrip('/')}/exercises/{slug}.html"
        return heading, f"{page}#{anchor(heading)}"
    there = f"id-{anchor(heading)}" if _in_lite() else _there(heading)
    if exercise.chapter == seen_from.chapter:
        return heading, f"#{there}"
    if not Path(f"{slug}.ipynb").is_file():
        return heading, ""
    return heading, f"{slug}.ipynb#{there}"


def worked(exercise):
    """The code of the book's solution, where its page lies beside; or "".

    It lies beside a notebook in a clone. A class's release has no such page.
    """
    page = Path(f"../chapters/solutions-{exercise.chapter:02d}.md")
    try:
        text = page.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
    section = text.partition(f"\n## {exercise.id} ")[2].partition("\n## ")[0]
    fold = section.partition("} Solution")[2]
    return fold.partition("```python\n")[2].partition("\n```")[0]


def _linked(words, page, id, heading):
    named = os.environ.get("BACKPROP_BOOK")
    if not named and _in_lite():
        return words, f"../chapters/{page}.html" + (f"#{id}" if id else "")
    if not named:
        for kind in ("ipynb", "md"):
            path = f"../chapters/{page}.{kind}"
            if Path(path).is_file():
                there = f"#{_there(heading)}" if heading else ""
                return words, path + there
    base = named or _published()
    if not base:
        return f"{words} (chapters/{page}.html in the book)", ""
    address = f"{base.rstrip('/')}/chapters/{page}.html"
    return words, address + (f"#{id}" if id else "")


def _in_lite():
    """Is it a notebook of the book's own JupyterLite?"""
    return sys.platform == "emscripten" and Path("../chapters").is_dir()


def _there(heading):
    """What Jupyter calls a heading."""
    return re.sub(r"\s", "-", heading)


def anchor(heading):
    """The id that the book gives to a heading."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")
