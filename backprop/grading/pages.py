"""Feedback pages: escaped, without scripts, with nothing hidden."""

import re
import zipfile
from html import escape
from pathlib import Path

from ..exercises.forms import capital
from ..exercises.links import link
from .late import spoken
from .tables import number

HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{title}</title><style>
body {{font: 16px/1.5 sans-serif; max-width: 44em; margin: 2em auto;
 padding: 0 1em; color-scheme: light dark}}
pre {{white-space: pre-wrap; overflow-wrap: anywhere}}
h2 {{font-size: 1.1em; margin-top: 1.6em}}
td, th {{text-align: left; padding: .1em .8em .1em 0}}
.bar {{background: #0072b2; height: .8em}}
</style></head><body>
<h1>{title}</h1>
"""
STATES = {
    "right": "passed",
    "wrong": "not yet",
    "not attempted": "not attempted",
    "did not run": "did not run",
}


def feedback(plan, row, rule):
    """One learner's page, as HTML."""
    parts = [HEAD.format(title=escape(f"{plan.name}: {row.learner.id}"))]
    total = f"{number(row.points(rule))} of {plan.points} points"
    parts.append(f"<p><strong>{total}</strong>, {_status(row)}.</p>")
    late = spoken(rule.late(row.upload and row.upload.when))
    if late:
        parts.append(f"<p>It came {late} late.</p>")
    marks = {m.exercise: m for m in (row.marked.marks if row.marked else ())}
    for exercise in plan.exercises:
        mark = marks.get(exercise.id)
        if mark:
            parts.append(_section(exercise, mark, row))
    for one in plan.written if row.upload else ():
        parts.append(_written(one, row))
    return "".join(parts) + "</body></html>\n"


def _status(row):
    told = ": ".join(filter(None, [row.status, row.told_to_all]))
    return escape(told.rstrip("."))


def _section(exercise, mark, row):
    points = number(row.earned[exercise.id])
    said = [f"<h2>{escape(f'{exercise.id} {exercise.title}')}: "]
    said.append(f"{STATES[mark.state]}, {points} of {exercise.points}")
    said.append("</h2>")
    if exercise.id in row.by_hand:
        said.append("<p>Marked by hand.</p>")
    said.append(_remark(exercise.id, row))
    if mark.error and mark.state != "right":
        said.append(f"<p>Its cell stopped: {escape(mark.error)}</p>")
    if mark.state == "wrong":
        said.append(f"<p>{escape(capital(mark.symptom))}</p>")
        if mark.cause:
            said.append(f"<p>{escape(mark.cause)}</p>")
        if mark.section:
            said.append(f"<p>Read: {_link(mark.section)}</p>")
    if mark.printed and mark.state == "wrong":
        said.append(f"<p>It printed:</p><pre>{escape(mark.printed)}</pre>")
    return "".join(said)


def _written(one, row):
    """An answer in words: what it got, once somebody has read it."""
    got = row.by_hand.get(one.name)
    told = "not marked yet" if got is None else f"{number(got)}"
    head = f"<h2>In words: {told}, of {number(one.points)}</h2>"
    return head + _remark(one.name, row)


def _remark(name, row):
    words = row.remarks.get(name)
    return f"<p>{escape(words)}</p>" if words else ""


def _link(section):
    words, address = link(section)
    if not address.startswith(("http://", "https://")):
        return escape(words)
    return f'<a href="{escape(address)}">{escape(words)}</a>'


def safe_name(id):
    """An id as the name of a file, which leads nowhere else."""
    return re.sub(r"[^\w@.+-]", "_", id).lstrip(".")[:100] or "_"


def write_feedback(folder, plan, rows, rule):
    """A page for each learner, and all of them in one zip for an LMS."""
    folder = Path(folder, "feedback")
    folder.mkdir(exist_ok=True)
    used = set()
    with zipfile.ZipFile(folder.parent / "feedback.zip", "w") as archive:
        for row in rows:
            name = safe_name(row.learner.id)
            while name in used:
                name += "_"
            used.add(name)
            page = feedback(plan, row, rule)
            (folder / f"{name}.html").write_text(page, encoding="utf-8")
            archive.writestr(f"{_place(row, name)}/feedback.html", page)


def _place(row, name):
    """The folder in the zip: Moodle's own where it came from there."""
    whose = row.upload.whose if row.upload else ""
    moodles = "_assignsubmission_" in whose and re.fullmatch(
        r"[\w .,'-]+", whose
    )
    return whose if moodles else name
