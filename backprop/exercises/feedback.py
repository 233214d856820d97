"""A verdict as text and as HTML, in two levels: what is seen, then why."""

import os
import re
from functools import cache
from html import escape
from importlib import metadata

from .forms import capital

TITLES = {
    1: "The forward pass",
    2: "Losses",
    3: "The chain rule",
    4: "The backward pass",
    5: "Stochastic gradient descent",
    6: "Vanishing and exploding gradients",
    7: "A museum of wrong gradients",
}


@cache
def _published():
    """The book's address, as the installed distribution names it."""
    try:
        urls = metadata.metadata("backprop-course").get_all("Project-URL")
    except metadata.PackageNotFoundError:
        urls = None
    named = dict(url.split(", ", 1) for url in urls or ())
    return named.get("Documentation", "")


def link(section):
    """(words, address) of "04-backward-pass#The batch: every row ...".

    The environment variable BACKPROP_BOOK names another copy of the book.
    """
    page, _, heading = section.partition("#")
    chapter = int(page[:2])
    words = f"Chapter {chapter}, {TITLES[chapter]}"
    if heading:
        words += f": “{heading}”"
    base = os.environ.get("BACKPROP_BOOK") or _published()
    if not base:
        return words, ""
    address = f"{base.rstrip('/')}/chapters/{page}.html"
    return words, address + (f"#{anchor(heading)}" if heading else "")


def anchor(heading):
    """The id that the book gives to a heading."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


def text(exercise, verdict, second_try, since=""):
    """What a terminal shows."""
    head = f"{exercise.id} {exercise.title}: "
    if verdict.passed:
        lines = [head + "passed.", *after(exercise)]
        return "\n".join(lines)
    if not verdict.attempted:
        return head + _untouched(exercise)
    lines = [head + "not yet. " + capital(verdict.symptom)]
    if since:
        lines.append(since)
    if not second_try:
        lines.append("Check once more to read what is behind it.")
    else:
        lines.append(_why(exercise, verdict))
        lines.append("Read: " + " ".join(filter(None, link(verdict.section))))
    if _can_show(exercise, verdict):
        lines.append(f'failing("{exercise.id}") gives the case that fails.')
    return "\n".join(lines + _printed(verdict))


def html(exercise, verdict, second_try, since=""):
    """What a notebook shows; the cause is behind a fold, open the 2nd time."""
    title = escape(f"{exercise.id} {exercise.title}")
    if verdict.passed:
        more = "".join(f"<p>{escape(line)}</p>" for line in after(exercise))
        return f"<p>✓ <strong>{title}: passed.</strong></p>{more}"
    if not verdict.attempted:
        return (
            f"<p>○ <strong>{title}:</strong> {escape(_untouched(exercise))}"
            "</p>"
        )
    words, address = link(verdict.section)
    read = f'<a href="{escape(address)}">{words}</a>' if address else words
    parts = [
        f"<p>✗ <strong>{title}: not yet.</strong> "
        f"{escape(capital(verdict.symptom))}</p>",
        f"<p>{escape(since)}</p>" if since else "",
        f"<details{' open' if second_try else ''}>"
        '<summary style="display: revert; list-style: revert">'
        "Show what is behind it</summary>"
        f"<p>{escape(_why(exercise, verdict))}</p><p>Read: {read}</p>"
        "</details>",
    ]
    if _can_show(exercise, verdict):
        parts.append(
            f"<p><code>failing(&quot;{exercise.id}&quot;)</code> gives the "
            "case that fails, with your result and the right one.</p>"
        )
    printed = _printed(verdict)
    if printed:
        parts.append(f"<pre>{escape(chr(10).join(printed))}</pre>")
    return "\n".join(filter(None, parts))


def after(exercise):
    """What is said when it is passed: one insight, and what comes next."""
    said = [exercise.insight] if exercise.insight else []
    if exercise.more:
        said.append(f"For more: {exercise.more}")
    return said


def untried(id):
    """One line for an exercise that has not been checked yet."""
    return (f"{str(id)[:20]} has not been checked yet in this notebook.",)


def _can_show(exercise, verdict):
    return bool(exercise.cases and verdict.wrong)


def _untouched(exercise):
    return f"not attempted yet. It takes {exercise.takes}."


def _why(exercise, verdict):
    if verdict.cause:
        return verdict.cause
    if exercise.kind == "build":
        return (
            "No mistake that we know gives these numbers. Take the smallest "
            "case, do it with a pencil, and print each step of your own."
        )
    return (
        "No mistake that we know gives this answer. Go through its parts "
        "one by one, with the first hint beside you."
    )


def _printed(verdict):
    lines = verdict.printed.rstrip().splitlines()
    if not lines:
        return []
    more = [f"... and {len(lines) - 20} lines more"] if lines[20:] else []
    return ["Your code printed:", *lines[:20], *more]
