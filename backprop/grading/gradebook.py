"""nbgrader's gradebook: our scores and words go in, marks by hand come out.

All goes through nbgrader's own Gradebook API. What somebody has given by
hand in its formgrader is never written over.
"""

import json
import os
import re
import sys
import warnings
from datetime import UTC, datetime
from pathlib import Path

from .cleaned import cleaned
from .sheets import sheets

ID = re.compile(r"[\w@+-][\w@+. -]*")  # the name of a folder, on a page


def course_of(folder):
    """nbgrader's CourseDirectory of this folder, by its own settings.

    Raises ValueError where nbgrader is not installed, or where the folder
    is no course of it.
    """
    try:
        from nbgrader.coursedir import CourseDirectory
        from traitlets.config import PyFileConfigLoader
    except ImportError:
        raise ValueError(
            "a gradebook needs nbgrader: install backprop-course[instructor]"
        ) from None
    folder = Path(folder).resolve()
    settings = folder / "nbgrader_config.py"
    if not settings.is_file():
        raise ValueError(f"{folder} holds no nbgrader_config.py")
    config = PyFileConfigLoader(settings.name, str(folder)).load_config()
    config.CourseDirectory.setdefault("root", str(folder))
    return CourseDirectory(config=config)


def opened(course):
    """The course's Gradebook, a context manager.

    To make a database nbgrader calls `alembic` by name. It stands beside
    this Python, whether or not that is on the PATH.
    """
    from nbgrader.api import Gradebook

    beside = str(Path(sys.executable).parent)
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([beside, before])
    try:
        return Gradebook(course.db_url, course.course_id)
    finally:
        os.environ["PATH"] = before


def record(folder, plan, rows, rule, source):
    """Write a class's grades into the gradebook of the course in a folder.

    source: the bytes of the source notebook. Each Row gets what was marked
    by hand, and a note on what is still to be marked. Who has handed in
    nothing that can be read gets no submission, unless there is one.
    """
    course = course_of(folder)
    from nbgrader.api import InvalidEntry
    from sqlalchemy.exc import SQLAlchemyError

    try:
        _record(course, plan, rows, rule, source)
    except (SQLAlchemyError, InvalidEntry) as error:
        raise ValueError(
            "the gradebook cannot be written; run the line again, all that "
            f"was graded is kept ({error!s:.80})"
        ) from error


def _record(course, plan, rows, rule, source):
    from nbgrader.api import MissingEntry

    with opened(course) as book, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader's own, of SQLAlchemy's
        _record_assignment(book, plan, source, rule)
        for row in rows:
            if not ID.fullmatch(row.learner.id):
                row.notes.append("nbgrader does not take such an id")
                continue
            _record_student(book, row.learner)
            if row.marked is None:
                try:
                    book.find_submission(plan.name, row.learner.id)
                except MissingEntry:
                    continue
            _record_submission(book, course, plan, row, rule, source)


def _record_assignment(book, plan, source, rule):
    """What nbgrader generate_assignment would write down, too."""
    due = {}
    if rule.due is not None:
        due["duedate"] = datetime.fromtimestamp(rule.due, UTC)
    book.update_or_create_assignment(plan.name, **due)
    book.update_or_create_notebook(plan.name, plan.name)
    for cell in json.loads(source)["cells"]:
        told = cell["metadata"].get("nbgrader")
        if not told:
            continue
        known = told["grade_id"], plan.name, plan.name
        kind = cell["cell_type"]
        if told["grade"]:
            most = float(told["points"])
            book.update_or_create_grade_cell(
                *known, max_score=most, cell_type=kind
            )
        if told["solution"]:
            book.update_or_create_solution_cell(*known)
        if told["solution"] or told["grade"] or told["locked"]:
            book.update_or_create_source_cell(
                *known,
                cell_type=kind,
                locked=told["locked"],
                source="".join(cell["source"]),
            )


def _record_student(book, learner):
    # A name may come from a list that learners fill in themselves.
    name = re.sub('[<>&"`]', "", learner.name).replace("'", "’")
    first, _, last = name.rpartition(" ")
    row = learner.row
    email = row.get("email address") or row.get("email") or ""
    email = email if ID.fullmatch(email) else ""
    known = {"first_name": first, "last_name": last, "email": email}
    known = {key: value for key, value in known.items() if value}
    book.update_or_create_student(learner.id, **known)


def _record_submission(book, course, plan, row, rule, source):
    when = row.upload and row.upload.when
    known = {"timestamp": datetime.fromtimestamp(when, UTC)} if when else {}
    id = row.learner.id
    book.update_or_create_submission(plan.name, id, **known)
    paper = book.find_submission_notebook(plan.name, plan.name, id)
    folder = course.format_path(course.autograded_directory, id, plan.name)
    changed = _shown(Path(folder, f"{plan.name}.ipynb"), plan, row, source)
    waiting = 0
    for sheet in sheets(plan, row):
        grade = _entry(book.find_grade, sheet.cell, book, paper)
        grade.auto_score = sheet.points
        if grade.manual_score is None:
            grade.needs_manual_grade = sheet.points is None
        elif changed & set(sheet.answers):
            grade.needs_manual_grade = True
        waiting += grade.needs_manual_grade
        comments = {
            name: _entry(book.find_comment, name, book, paper)
            for name in sheet.answers
        }
        for name, comment in comments.items():
            comment.auto_comment = sheet.comments.get(name)
        sheet.take(row, grade, comments.values())
    earned = sum(row.earned.values())
    paper.late_submission_penalty = earned - row.points(rule)
    book.db.commit()
    if waiting:
        row.notes.append(f"to be marked by hand: {waiting}")


def _entry(find, cell, book, paper):
    """The Grade or Comment on a cell; made where the cell is a later one."""
    from nbgrader.api import Comment, Grade, MissingEntry

    assignment = paper.assignment.assignment.name
    try:
        return find(cell, paper.name, assignment, paper.student.id)
    except MissingEntry:
        if find == book.find_grade:
            known = book.find_grade_cell(cell, paper.name, assignment)
            made = Grade(cell_id=known.id, notebook=paper)
        else:
            known = book.find_solution_cell(cell, paper.name, assignment)
            made = Comment(cell_id=known.id, notebook=paper)
        book.db.add(made)
        return made


def _shown(path, plan, row, source):
    """Write what formgrader shows; the names of the answers that changed."""
    before = _answers(path)
    if row.notebook is None:
        return set(before)
    path.parent.mkdir(parents=True, exist_ok=True)
    shown = json.dumps(cleaned(source, plan, row), indent=1)
    path.write_text(shown + "\n", encoding="utf-8")
    now = _answers(path)
    return {name for name in now if before.get(name) != now[name]}


def _answers(path):
    """{grade id: text} of the answers in a notebook that stood there."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    named = [(c["metadata"].get("nbgrader", {}), c["source"]) for c in cells]
    return {told["grade_id"]: s for told, s in named if told.get("solution")}
