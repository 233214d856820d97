"""The exercises as a course of nbgrader.

exercises/source holds one assignment for each chapter. How to hand them out
and grade them stands in chapters/instructors.md.
"""

from nbgrader.preprocessors import NbGraderPreprocessor


class DropWorked(NbGraderPreprocessor):
    """Leave out the cells tagged `worked`: the solution pages show them."""

    def preprocess(self, nb, resources):
        nb.cells = [
            cell
            for cell in nb.cells
            if "worked" not in cell.metadata.get("tags", [])
        ]
        return nb, resources


c = get_config()  # noqa: F821  (nbgrader defines it)
c.CourseDirectory.course_id = "backprop"
c.GenerateAssignment.preprocessors.insert(0, DropWorked)
# An untouched cell must not raise: the next ones are to run, too.
c.ClearSolutions.code_stub = {"python": "..."}
# Learners may try another SEED; grading puts the locked cells back.
c.LockCells.lock_readonly_cells = False
c.Execute.timeout = 120
