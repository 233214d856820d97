"""What grading costs: processor time of a notebook, a class, a loop.

`python benchmarks/grading_seconds.py` needs bubblewrap and the extra
instructor. The bounds: .6 s of processor time for an ordinary notebook
(chapter 6, which trains: 2 s), 60 clean ones of chapter 4 in 30 s on two
workers, at least 1.5 times as fast as one, and a loop in under 10 s.
"""

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

from backprop.grading import plan as plans
from backprop.grading import sandbox
from backprop.grading.marking import mark
from backprop.grading.notebooks import read
from backprop.grading.records import version
from backprop.grading.work import Task, finished

ROOT = Path(__file__).resolve().parents[1]
SOURCES = plans.sources(ROOT / "exercises" / "source")
TICK = os.sysconf("SC_CLK_TCK")
MOST = dict.fromkeys(SOURCES, 0.6) | {6: 2.0}


def tree_seconds(pid):
    """Processor time of a process and all that it has started."""
    total = 0.0
    for name in os.listdir("/proc"):
        if name.isdigit() and pid in ancestors(int(name)):
            fields = stat(int(name))
            total += sum(map(int, fields[11:15])) / TICK
    return total


def stat(pid):
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ["Z", "0", *["0"] * 20]
    return text.rpartition(") ")[2].split()


def ancestors(pid):
    found = []
    while pid > 1 and pid not in found:
        found.append(pid)
        pid = int(stat(pid)[1])
    return found


def notebook_seconds(chapter):
    """(in the sandbox, outside) for the second clean notebook of two."""
    inside = []
    close = sandbox.Sandbox.close

    def measured(box):
        inside.append(tree_seconds(box.process.pid))
        close(box)

    sandbox.Sandbox.close = measured
    plan, notebook = plans.plan(SOURCES[chapter]), read(
        SOURCES[chapter].read_bytes()
    )  # fmt: skip
    mark(plan, notebook, 0, 1)
    start = time.process_time()
    found = mark(plan, notebook, 0, 1)
    outside = time.process_time() - start
    sandbox.Sandbox.close = close
    if found.points != plan.points:
        raise ValueError(f"a right notebook has {found.points} points")
    return inside[-1], outside


def class_seconds(workers, count=60):
    """By the clock, with the start of the workers."""
    path, notebook = SOURCES[4], read(SOURCES[4].read_bytes())
    tasks = [
        Task(str(k), (path.stem, path.read_bytes()), notebook, 0, 1,
             sandbox.USUAL, version())
        for k in range(count)
    ]  # fmt: skip
    start = time.perf_counter()
    if len(list(finished(tasks, workers))) != count:
        raise ValueError("not every notebook came back")
    return time.perf_counter() - start


def loop_seconds():
    """By the clock, for a notebook with an endless loop in 4.3."""
    plan, notebook = plans.plan(SOURCES[4]), read(SOURCES[4].read_bytes())
    looped = tuple(
        replace(c, source=c.source + "\nwhile True:\n    pass")
        if c.grade_id == "answer-4-3"
        else c
        for c in notebook.cells
    )
    start = time.perf_counter()
    mark(plan, replace(notebook, cells=looped), 0, 1)
    return time.perf_counter() - start


def main():
    good = True
    for chapter, most in MOST.items():
        inside, outside = notebook_seconds(chapter)
        good &= inside + outside <= most
        print(
            f"chapter {chapter}: {inside:.2f} s of processor time in the "
            f"sandbox, {outside:.2f} outside (at most {most:g})"
        )
    loop = loop_seconds()
    two, one = class_seconds(2), class_seconds(1)
    print(f"a loop: {loop:.1f} s (at most 10)")
    print(f"60 of chapter 4: {two:.1f} s on two workers, {one:.1f} on one")
    return int(not (good and loop < 10 and two < 30 and one > 1.5 * two))


if __name__ == "__main__":
    sys.exit(main())
