"""What is entered for each mark of a submission, and taken out by hand."""

from dataclasses import dataclass, field

from .cleaned import plain_comment

STUB = "YOUR ANSWER HERE"  # nbgrader's own, in the place of an answer
NOTHING = "No response."


@dataclass
class Sheet:
    """One mark. cell: where nbgrader keeps it; name: ours.

    points: by the check; None where somebody has to mark. answers: the
    cells with the answer. comments: {such a cell: words}.
    """

    cell: str
    name: str
    points: float | None
    answers: list
    comments: dict = field(default_factory=dict)

    def take(self, row, grade, comments):
        """Put into the Row what somebody has given by hand."""
        if grade.manual_score is not None or grade.extra_credit:
            given = grade.manual_score
            points = (self.points or 0.0) if given is None else given
            row.by_hand[self.name] = points + (grade.extra_credit or 0.0)
        words = [c.manual_comment for c in comments if c.manual_comment]
        if words:
            row.remarks[self.name] = "\n".join(words)


def sheets(plan, row):
    """The Sheets of a submission, in the order of its plan."""
    marks = {m.exercise: m for m in (row.marked.marks if row.marked else ())}
    answers = {}
    for step in plan.steps:
        if step.kind == "answer" and step.exercise:
            answers.setdefault(step.exercise.id, []).append(step.name)
    for step in plan.steps:
        if step.kind == "check":
            yield _checked(step, answers[step.exercise.id], marks)
    for one in plan.written:
        yield _written(one, row)


def _checked(step, answers, marks):
    mark = marks.get(step.exercise.id)
    said = {}
    if mark and mark.state != "right":
        said[answers[-1]] = plain_comment(mark)
    points = float(mark.points) if mark else 0.0
    return Sheet(step.name, step.exercise.id, points, answers, said)


def _written(one, row):
    answer = row.notebook.written(one.name).strip() if row.notebook else ""
    if answer in ("", one.source.strip(), STUB):
        return Sheet(one.name, one.name, 0.0, [one.name], {one.name: NOTHING})
    return Sheet(one.name, one.name, None, [one.name])
