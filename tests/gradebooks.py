"""A course of nbgrader, and what is entered into its gradebook."""

import json
import shutil

from backprop.grading import gradebook
from backprop.grading import plan as plans
from backprop.grading.__main__ import main
from backprop.grading.classes import Row
from backprop.grading.late import LateRule
from backprop.grading.marking import Mark, Marked
from backprop.grading.notebooks import read
from backprop.grading.root import PACKAGE
from backprop.grading.roster import Learner
from backprop.grading.uploads import Upload

EXERCISES = PACKAGE.parent / "exercises"
NAME = "04-backward-pass"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
HOSTILE = f"""{SCRIPT}
~~~
</textarea></pre>{SCRIPT}
```
{SCRIPT} [link](javascript:alert(3)) ![p](http://example.org/x.png)
````
<iframe src="http://example.org"></iframe>
[x]: javascript:alert(4)
$\\href{{javascript:alert(5)}}{{x}}$ $$\\require{{html}} a$$ $\\frac{{1}}{{N}}$
"""
DAY = 1_790_000_000.0


def course_in(folder):
    """A course with one written question in chapter 4."""
    name = f"source/{NAME}/{NAME}.ipynb"
    (folder / name).parent.mkdir(parents=True)
    for path in (name, "nbgrader_config.py"):
        shutil.copy(EXERCISES / path, folder / path)
    assert main([
        "ask", "Why does the loss divide by $N$?", "--chapter", "4",
        "--points", "4", "--course", str(folder),
    ]) == 0  # fmt: skip
    return folder


def plan_of(course):
    path = plans.sources(course / "source")[4]
    return plans.plan(path), path.read_bytes()


def handed_in(source, answer="Because of the mean.", change=str):
    """The source as a learner's file, with a written answer."""
    found = json.loads(source)
    for cell in found["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        if name == "written-4-1":
            cell["source"] = answer
            cell["attachments"] = {"x.svg": {"image/svg+xml": SCRIPT}}
            cell["metadata"]["onload"] = SCRIPT
        if name == "answer-4-3":
            cell["source"] = change("".join(cell["source"]))
        if name.startswith("check-"):
            html = {"output_type": "display_data", "metadata": {},
                    "data": {"text/html": SCRIPT}}  # fmt: skip
            cell["outputs"] = [html]
    added = {"cell_type": "markdown", "metadata": {}, "source": SCRIPT}
    found["cells"] += [added | {"id": "mine"}]
    return json.dumps(found).encode()


def row_of(plan, data, id="ada", wrong=(), said="no"):
    row = Row(Learner(id, "Ada Lovelace"), status="graded")
    row.upload = Upload(id, f"{id}.ipynb", DAY, 0)
    row.notebook = read(data)
    marks = [
        Mark(e.id, 0, "wrong", said, "why")
        if e.id in wrong
        else Mark(e.id, e.points, "right")
        for e in plan.exercises
    ]
    row.marked = Marked(tuple(marks), "graded")
    return row


def enter(course, rows, rule=LateRule()):  # noqa: B008
    plan, source = plan_of(course)
    gradebook.record(course, plan, rows, rule, source)


def opened(course):
    return gradebook.opened(gradebook.course_of(course))
