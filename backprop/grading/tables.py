"""Tables of grades: our own, and what Canvas and Moodle take."""

import csv
from datetime import datetime
from pathlib import Path

from .late import spoken
from .unpacking import text

MOST = 4000  # characters of a cell
RISKY = ("=", "+", "-", "@", "\t", "\r")
HEADS = ("id", "name", "status", "reason", "score", "of")
TAIL = ("attempt", "submitted", "late by", "seed", "file")


def cell(said):
    """A text that no spreadsheet takes for a formula, in one line.

    No sign of it commands a terminal.
    """
    said = text(str(said), MOST).replace("\n", " ")
    return "'" + said if said.startswith(RISKY) else said


def _write(path, rows):
    fresh = Path(path).with_suffix(".part")
    with open(fresh, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    fresh.replace(path)


def number(points):
    """3.0 as 3, and 2.25 as it is."""
    return int(points) if float(points).is_integer() else points


def write_grades(path, plan, rows, rule):
    """grades.csv: every learner of the roster, once."""
    ids = [e.id for e in plan.exercises] + [w.name for w in plan.written]
    lines = [[*HEADS, *ids, *TAIL]]
    for row in rows:
        points = row.earned
        lines.append([
            cell(row.learner.id), cell(row.learner.name),
            row.status, cell(row.told),
            number(row.points(rule)), plan.points,
            *(number(points.get(id, 0)) for id in ids),
            *_tail(row, rule),
        ])  # fmt: skip
    _write(path, lines)


def _tail(row, rule):
    if row.upload is None:
        return "0", "", "", "", ""
    when = row.upload.when
    stamp = (
        datetime.fromtimestamp(when).isoformat(" ", "seconds") if when else ""
    )
    return (
        f"{row.attempts} of {row.attempts}",
        stamp,
        spoken(rule.late(when)),
        row.seed,
        cell(Path(row.upload.path).name),
    )


def write_canvas(path, plan, rows, rule):
    """What Canvas's gradebook imports: its own columns, and the score."""
    own = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
    lines = [[*own, plan.name], ["    Points Possible", *4 * [""]]]
    lines[1].append(plan.points)
    for row in rows:
        known = row.learner.row
        lines.append(
            [cell(row.learner.name or row.learner.id)]
            + [cell(known.get("id", "") if "student" in known else "")]
            + [cell(known.get("sis user id", ""))]
            + [cell(known.get("sis login id", row.learner.id))]
            + [cell(known.get("section", ""))]
            + [number(row.points(rule))]
        )
    _write(path, lines)


def write_moodle(path, plan, rows, rule):
    """What Moodle's grade import takes, by ID number or e-mail."""
    lines = [["ID number", "Email address", plan.name, "Feedback"]]
    for row in rows:
        lines.append([
            cell(row.learner.row.get("id number", row.learner.id)),
            cell(row.learner.row.get("email address")
                 or row.learner.row.get("email", "")),
            number(row.points(rule)),
            cell(": ".join(filter(None, [row.status, row.told_to_all]))),
        ])  # fmt: skip
    _write(path, lines)
