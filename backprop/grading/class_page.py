"""The class at a glance: totals, the hardest exercise, common mistakes."""

from collections import Counter
from html import escape
from pathlib import Path

from .pages import HEAD
from .tables import number

SHOWN = 3  # mistakes of an exercise
SLICES = 10  # of the histogram


def class_page(plan, rows, rule):
    """The page, as HTML; it names no learner but those without marks."""
    marked = [row for row in rows if row.marked]
    parts = [HEAD.format(title=escape(f"{plan.name}: the class"))]
    parts.append(_statuses(rows))
    if marked:
        parts.append(_histogram(plan, [r.points(rule) for r in marked]))
        parts.append(_exercises(plan, marked))
        parts += [_mistakes(e, marked) for e in plan.exercises]
    return "".join(parts) + "</body></html>\n"


def _statuses(rows):
    counts = Counter(row.status for row in rows)
    told = ", ".join(f"{n} {status}" for status, n in counts.most_common())
    odd = [row for row in rows if row.status != "graded"]
    items = "".join(
        f"<li>{escape(f'{row.learner.id}: {row.status}, {row.told}')}</li>"
        for row in odd
    )
    return f"<p>{len(rows)} learners: {escape(told)}.</p><ul>{items}</ul>"


def _histogram(plan, points):
    """How many have so many points, in ten slices."""
    wide = plan.points / SLICES
    counts = Counter(min(int(p / wide), SLICES - 1) for p in points)
    most = max(counts.values())
    rows = []
    for k in range(SLICES):
        low, high = k * wide, (k + 1) * wide
        sign = "≤" if k == SLICES - 1 else "<"
        rows.append(
            f"<tr><td>{number(round(low, 1))} to {sign} "
            f"{number(round(high, 1))}</td><td>{counts[k]}</td>"
            f'<td style="width: 20em"><div class="bar" style="width: '
            f'{100 * counts[k] // most}%"></div></td></tr>'
        )
    mean = sum(points) / len(points)
    middle = sorted(points)[len(points) // 2]
    return (
        f"<h2>Points, of {plan.points}</h2><p>Mean {mean:.1f}, middle "
        f"{number(middle)}.</p><table>{''.join(rows)}</table>"
    )


def _exercises(plan, marked):
    right = {
        e.id: sum(_of(row, e).state == "right" for row in marked)
        for e in plan.exercises
    }
    hardest = min(plan.exercises, key=lambda e: right[e.id])
    rows = "".join(
        f"<tr><td>{escape(f'{e.id} {e.title}')}</td>"
        f"<td>{right[e.id]} of {len(marked)} right</td></tr>"
        for e in plan.exercises
    )
    return (
        f"<h2>Exercises</h2><p>Hardest: {escape(hardest.id)} "
        f"{escape(hardest.title)}.</p><table>{rows}</table>"
    )


def _of(row, exercise):
    return next(m for m in row.marked.marks if m.exercise == exercise.id)


def _mistakes(exercise, marked):
    """The commonest mistakes that have a name, and how many made them."""
    wrong = [_of(row, exercise) for row in marked]
    wrong = [mark for mark in wrong if mark.state == "wrong"]
    causes = {mark.mistake: mark.cause or mark.symptom for mark in wrong}
    counts = Counter(mark.mistake for mark in wrong if mark.mistake)
    items = "".join(
        f"<li>{n} of {len(marked)}: {escape(causes[id])}</li>"
        for id, n in counts.most_common(SHOWN)
    )
    if not items:
        return ""
    return f"<h2>{escape(exercise.id)}</h2><ul>{items}</ul>"


def write_class_page(folder, plan, rows, rule):
    """class.html in this folder."""
    text = class_page(plan, rows, rule)
    Path(folder, "class.html").write_text(text, encoding="utf-8")
