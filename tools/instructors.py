"""The instructors' page, made from the notebooks' metadata and the records.

`make exercises` writes it; the words around the tables, and how to grade,
stand in tools/instructors.md.
"""

import json
from pathlib import Path

from backprop import __version__
from backprop.exercises.families import FAMILIES
from backprop.exercises.registry import CHAPTERS, find
from tools import answers, canonical

PAGES = canonical.ROOT / "chapters"
TEMPLATE = Path(__file__).with_suffix(".md")
EXAMPLE, NEXT = 4, 5  # the chapters whose exercises are graded on the page
CHOSEN = "4.2", "4.3", "4.21"  # the assignment that is put together
ASKED = 4  # points of the question that is asked there
STUDENTS = ("ada", "bob", "cy")  # all right, untouched, one wrong


def page():
    """The page's Markdown text."""
    chapters = _chapters()
    example = next(c for c in chapters if c["number"] == EXAMPLE)
    wrong = wrong_exercise()
    fields = {
        "glance": _glance(chapters),
        "chapters": "\n\n".join(map(_section, chapters)),
        "name": example["name"],
        "number": str(EXAMPLE),
        "next_name": next(c for c in chapters if c["number"] == NEXT)["name"],
        "next_number": str(NEXT),
        "wheel": f"backprop_course-{__version__}-py3-none-any.whl",
        "wrong": wrong.id,
        "grades": grades(),
        "ours": ours(),
        "again": again(),
        "chosen": " ".join(CHOSEN),
        "composed": composed(),
        "families": families(),
        "few": answers.table(),
    }
    text = TEMPLATE.read_text(encoding="utf-8")
    for name, value in fields.items():
        text = text.replace(f"{{{{{name}}}}}", value)
    return text


def wrong_exercise(chapter=EXAMPLE):
    """The exercise that the third student has not solved."""
    return next(e for e in CHAPTERS[chapter] if e.kind == "build")


def grades():
    """What nbgrader must export, as the page shows it."""
    total = sum(e.points for e in CHAPTERS[EXAMPLE])
    points = (total, 0, total - wrong_exercise().points)
    rows = [
        f"{who},{float(n)},{float(total)}"
        for who, n in zip(STUDENTS, points, strict=True)
    ]
    return "\n".join(["student_id,score,max_score", *rows])


def ours(exercises=CHAPTERS[EXAMPLE], asked=ASKED, bob=0):
    """What `python -m backprop.grading` must write, as the page shows it."""
    total = sum(e.points for e in exercises)
    wrong = wrong_exercise(exercises[0].chapter)
    points = (total, bob, total - wrong.points)
    rows = [
        f"{who},graded,{n},{total + asked}"
        for who, n in zip(STUDENTS, points, strict=True)
    ]
    rows = ["id,status,score,of", *rows, f"dan,missing,0,{total + asked}"]
    return "\n".join(rows)


def again():
    """The same after a second attempt of Bob's, and of the next chapter."""
    all_right = sum(e.points for e in CHAPTERS[EXAMPLE])
    return f"{ours(bob=all_right)}\n\n{ours(CHAPTERS[NEXT], 0)}"


def composed():
    """The same of what is put together."""
    return ours([find(id) for id in CHOSEN], 0)


def families():
    """The functions that may be drawn, as the page lists them."""
    rows = ["| id | what is derived | objective | minutes | points |"]
    rows.append("|---|---|---|---|---|")
    rows += [
        f"| {f.id} | {f.title} | {f.objective} | {f.minutes} | {f.points} |"
        for f in FAMILIES
    ]
    return "\n".join(rows)


def _chapters():
    """The facts of every numbered page, in order."""
    found = []
    for path in PAGES.glob("*.ipynb"):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        facts = notebook["metadata"].get("backprop", {})
        if "chapter" in facts:
            title = "".join(notebook["cells"][0]["source"]).partition("\n")[0]
            number = facts["chapter"]
            source = f"exercises/source/{path.stem}/{path.stem}.ipynb"
            there = (canonical.ROOT / source).exists()
            found.append(
                facts
                | {
                    "number": number,
                    "name": path.stem,
                    "title": title.lstrip("# "),
                    "exercises": CHAPTERS.get(number, ()) if there else (),
                }
            )
    return sorted(found, key=lambda chapter: chapter["number"])


def _glance(chapters):
    rows = ["| page | needs | read | exercises |"]
    rows.append("|---|---|---|---|")
    for c in chapters:
        needs = [f"{k}" if k else "warm-up" for k in c["requires"]]
        work = [len(c["exercises"]), *_sums(c["exercises"])]
        cells = [
            f"[{_numbered(c)}]({c['name']}.ipynb)",
            ", ".join(needs) or "–",
            f"{c['minutes']} min",
            "{}: {} min, {} points".format(*work) if work[0] else "–",
        ]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _section(c):
    work = "No exercise notebook."
    if c["exercises"]:
        minutes, points = _sums(c["exercises"])
        work = (
            f"[Exercises](../exercises/{c['name']}.ipynb): {minutes} minutes, "
            f"{points} points. [Solutions](solutions-{c['number']:02d}.md)."
        )
    lines = [f"### {_numbered(c)}", "", f"{c['minutes']} minutes. {work}", ""]
    for objective in c["objectives"]:
        lines.append(f"- {objective['id']}: {objective['text']}")
        lines += [
            f"  - {e.id} {e.title} ({e.kind}, {e.minutes} min, "
            f"{e.points} point{'s' * (e.points != 1)})"
            for e in c["exercises"]
            if e.objective == objective["id"]
        ]
    return "\n".join(lines)


def _sums(exercises):
    return sum(e.minutes for e in exercises), sum(e.points for e in exercises)


def _numbered(c):
    return f"{c['number']} {c['title']}" if c["number"] else c["title"]
