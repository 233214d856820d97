"""A verdict as text and as HTML, in two levels: what is seen, then why."""

from html import escape

from .forms import capital
from .insights import thoughts
from .links import TITLES, anchor, link, place, solution, worked
from .registry import CHAPTERS

__all__ = ["TITLES", "anchor", "html", "link", "text"]


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
    if exercise.cases and verdict.holds:
        lines.append(f"{_call(exercise)} is a case that fails:")
        lines.append(f"{', '.join(_given(verdict))}.")
    return "\n".join(lines + _printed(verdict))


def html(exercise, verdict, second_try, since=""):
    """What a notebook shows; the cause is behind a fold, open the 2nd time."""
    title = escape(f"{exercise.id} {exercise.title}")
    if verdict.passed:
        more = "".join(f"<p>{escape(line)}</p>" for line in after(exercise))
        words, address = solution(exercise)
        if address:
            plain = escape(f"{words} {address}")
            more = more.replace(plain, _a(words, address))
        following = _following(exercise)
        if following:
            words, address = place(following, exercise)
            tab = following.chapter != exercise.chapter
            linked = _a(words, address, tab) if address else escape(words)
            more = more.replace(
                f"<p>Next: {escape(words)}", f"<p>Next: {linked}"
            )
        more += _folded(worked(exercise))
        return f"<p>✓ <strong>{title}: passed.</strong></p>{more}"
    if not verdict.attempted:
        return (
            f"<p>○ <strong>{title}:</strong> {escape(_untouched(exercise))}"
            "</p>"
        )
    words, address = link(verdict.section)
    read = _a(words, address) if address else escape(words)
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
    if exercise.cases and verdict.holds:
        parts.append(
            f"<p><code>{escape(_call(exercise))}</code> is a case that "
            f"fails: {', '.join(map(_code, _given(verdict)))}.</p>"
        )
    printed = _printed(verdict)
    if printed:
        parts.append(f"<pre>{escape(chr(10).join(printed))}</pre>")
    return "\n".join(filter(None, parts))


def _a(words, address, tab=True):
    """A link; one that leaves the notebook opens in a tab of its own."""
    target = ' target="_blank"' * tab
    return f'<a href="{escape(address)}"{target}>{escape(words)}</a>'


def _folded(code):
    if not code:
        return ""
    return (
        '<details><summary style="display: revert; list-style: revert">'
        f"Show the book's solution</summary><pre>{escape(code)}</pre>"
        "</details>"
    )


def after(exercise):
    """What is said when it is passed: an insight, and what comes next."""
    insight, more = thoughts(exercise)
    said = [insight] if insight else []
    every = [e.id for exercises in CHAPTERS.values() for e in exercises]
    if exercise.id not in every:  # of a family: no page has its solution
        return said
    said.append(f"To compare: {' '.join(filter(None, solution(exercise)))}.")
    if more:
        said.append(f"Part two: {more}")
    following = _following(exercise)
    if following:
        title = following.title
        dot = "." * (title[-1] != "?")
        said.append(f"Next: {following.id} {title}{dot}")
    return said


def _following(exercise):
    """The exercise after this one, or None."""
    every = [e for exercises in CHAPTERS.values() for e in exercises]
    ids = [e.id for e in every]
    if exercise.id not in ids:  # of a family
        return None
    return next(iter(every[ids.index(exercise.id) + 1 :]), None)


def unchanged(exercise, why):
    """(text, HTML) for an answer that is older than its cell."""
    title = f"{exercise.id} {exercise.title}"
    rich = f"<p>○ <strong>{escape(title)}:</strong> {escape(why)}</p>"
    return f"{title}: {why}", rich


def untried(id):
    """One line for an exercise that has not been checked yet."""
    return (f"{str(id)[:20]} has not been checked yet in this notebook.",)


def _call(exercise):
    return f'case = failing("{exercise.id}")'


def _given(verdict):
    """What such a case holds, as it is written: case.X, ..., case.right."""
    return [f"case.{name}" for name in verdict.holds]


def _code(text):
    return f"<code>{escape(text)}</code>"


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
