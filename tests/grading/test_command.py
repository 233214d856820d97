"""The command: resumes, regrades, and says what is missing."""

import csv
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from backprop.exercises.registry import find
from backprop.grading import grade as command
from backprop.grading import work
from backprop.grading.__main__ import main
from conftest import NAME, cell, notebook, solved

pytestmark = pytest.mark.sandbox
RIGHT = solved()
WRONG = solved(answer_4_3="linear_backward = 3")
ENDS = solved(answer_4_3="import os\nos._exit(1)")
MANY = 197 if os.environ.get("BACKPROP_LONG") else 12


@pytest.fixture
def course(tmp_path):
    """A class of three: all right, one wrong, missing."""
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "ada.ipynb").write_bytes(RIGHT)
    (inbox / "bob.ipynb").write_bytes(WRONG)
    (tmp_path / "roster.csv").write_text("id,name,seed\nada,A,\nbob,,\ncy,,\n")
    return tmp_path


def grade(place, *more):
    status = main([
        "grade", str(place / "in"), "--roster", str(place / "roster.csv"),
        "--out", str(place / "out"), "--workers", "1", *more,
    ])  # fmt: skip
    assert status == 0
    text = (place / "out" / "grades.csv").read_text(encoding="utf-8")
    return {row["id"]: row for row in csv.DictReader(text.splitlines())}


def scores(rows):
    return [row["score"] for row in rows.values()]


@pytest.fixture
def counted(monkeypatch):
    """How many notebooks have been run, in a list."""
    run = []

    def finished(tasks, *more):
        run.append(len(tasks))
        return work.finished(tasks, *more)

    monkeypatch.setattr(command, "finished", finished)
    return run


def test_what_was_graded_is_kept_and_what_is_new_is_graded(course, counted):
    assert scores(grade(course)) == ["25", "22", "0"]
    assert scores(grade(course)) == ["25", "22", "0"]
    (course / "in" / "bob (1).ipynb").write_bytes(RIGHT)
    rows = grade(course)
    assert scores(rows) == ["25", "25", "0"]
    assert rows["bob"]["attempt"] == "2 of 2"
    assert scores(grade(course, "--regrade")) == ["25", "25", "0"]
    assert counted == [2, 0, 1, 2]


def test_a_line_that_was_cut_off_is_graded_again(course, counted):
    grade(course)
    log = course / "out" / "results.jsonl"
    log.write_bytes(log.read_bytes()[:-40])
    assert scores(grade(course)) == ["25", "22", "0"]
    assert scores(grade(course)) == ["25", "22", "0"]
    assert counted == [2, 1, 0]


def test_another_assignment_of_the_same_name_is_graded_anew(course, counted):
    source = course / "source" / NAME / f"{NAME}.ipynb"
    source.parent.mkdir(parents=True)
    shorter = notebook()
    shorter["cells"].remove(cell(shorter, "check-4-9"))
    for given in (notebook(), shorter):
        source.write_text(json.dumps(given))
        rows = grade(course, "--source", str(course / "source"))
        assert float(rows["ada"]["score"]) == float(rows["ada"]["of"])
    assert float(rows["ada"]["of"]) == 25 - find("4.9").points
    assert counted == [2, 2]


def test_an_assigned_seed_is_restored(course):
    """Answers typed for another seed are wrong for one's own."""
    roster = course / "roster.csv"
    roster.write_text("id,seed\nada,11\nbob,0\n")
    rows = grade(course)
    assert float(rows["ada"]["score"]) < 25
    assert rows["ada"]["4.2"] == "0"
    assert rows["ada"]["4.3"] == "3"
    assert "SEED = 0 in place of 11" in rows["ada"]["reason"]
    assert rows["bob"]["4.2"] == "2"


def test_the_seed_of_the_setup_cell_counts_where_none_is_assigned(course):
    def other(source):
        return source.replace("SEED = 0", "SEED = 5")

    (course / "in" / "ada.ipynb").write_bytes(solved(setup_4=other))
    rows = grade(course)
    assert rows["ada"]["seed"] == "5"
    assert rows["ada"]["4.2"] == "0"
    assert rows["ada"]["4.3"] == "3"


def test_late_work_loses_what_the_rule_says(course):
    rows = grade(course, "--due", "2020-01-01", "--late-percent", "50",
                 "--late-days", "99999")  # fmt: skip
    assert scores(rows) == ["0", "0", "0"]
    assert "d" in rows["ada"]["late by"]
    assert rows["ada"]["4.3"] == "3"


def test_cases_are_secret_and_differ_by_class(course, tmp_path):
    grade(course)
    first = json.loads((course / "out" / "class.json").read_text())
    (course / "out").rename(course / "before")
    grade(course)
    second = json.loads((course / "out" / "class.json").read_text())
    assert first != second


@pytest.mark.parametrize(("change", "words"), [
    ({"--roster": "none.csv"}, "none.csv"),
    ({"--source": "none"}, "no source notebook"),
    ({"--due": "soon"}, "soon"),
])  # fmt: skip
def test_what_is_missing_is_said_in_one_line(course, capsys, change, words):
    options = {"--roster": str(course / "roster.csv"),
               "--out": str(course / "out")} | change  # fmt: skip
    words_of = [word for pair in options.items() for word in pair]
    assert main(["grade", str(course / "in"), *words_of]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


def test_the_module_is_a_command(course):
    done = subprocess.run(
        [sys.executable, "-m", "backprop.grading", "grade", "--help"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "--roster" in done.stdout


def test_a_killed_worker_loses_nothing(course):
    """Many notebooks, two workers; one of them is killed in the middle.

    BACKPROP_LONG=1: 200 of them. Every tenth ends its interpreter.
    """
    more = [f"more{k}" for k in range(MANY)]
    data, points = [ENDS, *3 * [WRONG, RIGHT, WRONG]], [22, *3 * [22, 25, 22]]
    for k, name in enumerate(more):
        (course / "in" / f"{name}.ipynb").write_bytes(data[k % 10])
    ids = ["ada", "bob", "cy", *more]
    (course / "roster.csv").write_text("\n".join(["id", *ids]) + "\n")
    log = course / "out" / "results.jsonl"
    arguments = [
        *("grade", str(course / "in"), "--out", str(course / "out")),
        *("--roster", str(course / "roster.csv"), "--workers", "2"),
    ]
    running = subprocess.Popen(
        [sys.executable, "-m", "backprop.grading", *arguments],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    while running.poll() is None and not (log.exists() and log.read_bytes()):
        time.sleep(0.05)
    workers = [pid for pid in children(running.pid) if is_worker(pid)]
    assert len(workers) == 2
    os.kill(workers[0], signal.SIGKILL)
    said = running.communicate(timeout=1200)[0]
    assert f"{MANY + 3} learners" in said
    assert running.returncode == 0
    rows = grade(course)  # all from the log
    assert len(log.read_text().splitlines()) == MANY + 2
    wanted = ["25", "22", "0", *(str(points[k % 10]) for k in range(MANY))]
    assert scores(rows) == wanted


def children(pid):
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return [int(word) for word in listed.stdout.split()]


def is_worker(pid):
    with open(f"/proc/{pid}/cmdline") as file:
        return "spawn_main" in file.read()


def test_a_cluster_that_is_running_is_used(course):
    """--scheduler: any cluster; here one of a single worker."""
    code = (
        "import sys\n"
        "from distributed import LocalCluster\n"
        "from backprop.grading.__main__ import main\n"
        "if __name__ == '__main__':\n"
        "    with LocalCluster(n_workers=1, threads_per_worker=1,\n"
        "                      dashboard_address=None) as cluster:\n"
        "        address = cluster.scheduler_address\n"
        "        sys.exit(main([*sys.argv[1:], '--scheduler', address]))\n"
    )
    script = course / "cluster.py"
    script.write_text(code)
    done = subprocess.run(
        [sys.executable, script, "grade", course / "in", "--roster",
         course / "roster.csv", "--out", course / "out"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert scores(grade(course)) == ["25", "22", "0"]


def test_without_distributed_the_command_says_so(course, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main([
        "grade", str(course / "in"), "--roster", str(course / "roster.csv"),
        "--out", str(course / "out"), "--workers", "2",
    ]) == 2  # fmt: skip
    assert "backprop-course[instructor]" in capsys.readouterr().err


def test_a_grader_that_fails_at_one_goes_on_with_the_others(
    course, monkeypatch
):
    def fails(plan, notebook, *more):
        if any("linear_backward = 3" in c.source for c in notebook.cells):
            raise MemoryError("no room")
        return mark(plan, notebook, *more)

    mark = work.mark
    monkeypatch.setattr(work, "mark", fails)
    rows = grade(course)
    assert scores(rows) == ["25", "0", "0"]
    assert rows["bob"]["status"] == "not graded"
    assert "the grader failed: MemoryError" in rows["bob"]["reason"]
    monkeypatch.setattr(work, "mark", mark)
    assert scores(grade(course)) == ["25", "22", "0"]
