"""A picture of the course: what is done, what is next, and why."""

from html import escape

from .feedback import TITLES
from .registry import CHAPTERS

MARKS = {"passed": "■", "tried": "◧", "open": "□"}


def state(exercise, record):
    """ "passed", "tried" or "open"."""
    entry = record.get(exercise.id)
    if not entry:
        return "open"
    return "passed" if entry["passed"] else "tried"


def following(record):
    """(the next exercise, why), or None when all is passed."""
    every = [e for es in CHAPTERS.values() for e in es]
    tried = [e for e in every if state(e, record) == "tried"]
    if tried:
        times = record[tried[0].id]["tries"]
        said = f"you have tried it {times} time{'s' * (times != 1)}"
        return tried[0], said
    started = {e.chapter for e in every if state(e, record) == "passed"}
    for exercise in every:
        if state(exercise, record) == "open":
            if exercise.chapter in started:
                return exercise, f"it goes on in chapter {exercise.chapter}"
            if not started or exercise.chapter > max(started):
                return exercise, f"it begins chapter {exercise.chapter}"
    left = [e for e in every if state(e, record) == "open"]
    return (left[0], "it was left out") if left else None


def text(record, chapters=CHAPTERS):
    """The picture in letters."""
    lines = []
    for number in chapters:
        exercises = CHAPTERS[number]
        marks = " ".join(MARKS[state(e, record)] for e in exercises)
        done = [e for e in exercises if state(e, record) == "passed"]
        points = sum(e.points for e in done)
        total = sum(e.points for e in exercises)
        lines.append(
            f"{number} {TITLES[number]:34} {marks}   "
            f"{points} of {total} points"
        )
    lines.append("■ passed, ◧ tried, □ open")
    lines += [
        f"passed  {e.id} {e.title}"
        for number in chapters
        for e in CHAPTERS[number]
        if state(e, record) == "passed"
    ]
    after = following(record)
    if after:
        exercise, why = after
        lines.append(f"Next: {exercise.id} {exercise.title}: {why}.")
    return "\n".join(lines)


def html(record):
    """The picture as rows of squares; the state is also said in words."""
    colours = {"passed": "#0072b2", "tried": "#0072b255", "open": "#00000000"}
    rows = []
    for number, exercises in CHAPTERS.items():
        squares = "".join(
            f'<span title="{e.id} {escape(e.title)}: {state(e, record)}" '
            f'role="img" aria-label="{e.id} {state(e, record)}" '
            'style="display: inline-block; width: 1em; height: 1em; margin: '
            "0 .15em; border: 1px solid #0072b2; background: "
            f'{colours[state(e, record)]}"></span>'
            for e in exercises
        )
        rows.append(
            f"<tr><td>{number}</td><td>{escape(TITLES[number])}</td>"
            f"<td>{squares}</td></tr>"
        )
    after = following(record)
    said = ""
    if after:
        said = f"<p>Next: <strong>{after[0].id} {escape(after[0].title)}"
        said += f"</strong>: {escape(after[1])}.</p>"
    return f"<table>{''.join(rows)}</table>{said}"
