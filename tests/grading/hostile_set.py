"""Submissions that attack, break or abuse the grader; what each must get.

SET: {learner: (the file's bytes, status, points, words of the reason)}.
All are for chapter 4, of 25 points; 4.3 and 4.9 have 3 each.
"""

import json

from conftest import EXERCISES, NAME, cell, notebook, solved

WRONG = """
def linear_backward(X, V, dY):
    return dY @ V, X.T @ dY, dY.sum(axis=0)
"""
WRONG_LAST = """
def gated_backward(V, G, dY):
    return dY, dY
"""


def after(code):
    """A right 4.3, and more beneath it in its cell."""
    return solved(answer_4_3=lambda source: source + "\n" + code)


def within(code):
    """4.3 as a function that does this, and then is wrong."""
    body = "\n".join("    " + line for line in code.strip().split("\n"))
    head = "def linear_backward(X, V, dY):\n"
    return solved(answer_4_3=head + body + "\n    return dY @ V, X.T @ dY, 0")


def last(code):
    """A wrong 4.9, behind which nothing comes, beneath this code."""
    return solved(answer_4_9=code + WRONG_LAST)


def rebuilt(change):
    """The right notebook after change(notebook)."""
    found = notebook()
    return json.dumps(change(found) or found).encode()


def without(role):
    def change(found):
        found["cells"] = [
            c for c in found["cells"]
            if not c["metadata"].get("nbgrader", {}).get("grade_id", "")
            .startswith(role)
        ]  # fmt: skip

    return rebuilt(change)


def doubled(first, second):
    def change(found):
        there = cell(found, "answer-4-3")
        right = "".join(there["source"])
        k = found["cells"].index(there)
        there["source"] = first or right
        found["cells"].insert(k + 1, there | {"source": second or right})

    return rebuilt(change)


def turned_round(found):
    found["cells"].reverse()


def renamed(found):
    cell(found, "answer-4-3")["metadata"]["nbgrader"]["grade_id"] = "mine"


def nameless(found):
    for each in found["cells"]:
        each["metadata"] = {}
        each.pop("id", None)


def as_format_3(found):
    cells = []
    for each in found["cells"]:
        made = {"cell_type": each["cell_type"], "metadata": each["metadata"]}
        if each["cell_type"] == "code":
            made |= {"input": each["source"], "language": "python",
                     "outputs": [], "collapsed": False}  # fmt: skip
        else:
            made["source"] = each["source"]
        cells.append(made)
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": found["metadata"],
            "worksheets": [{"cells": cells}]}  # fmt: skip


def added(source, place=0):
    def change(found):
        fresh = {"cell_type": "code", "metadata": {}, "source": source,
                 "outputs": [], "execution_count": None}  # fmt: skip
        found["cells"].insert(place, fresh)

    return rebuilt(change)


def shown(html):
    def change(found):
        data = {"text/html": html, "image/svg+xml": html}
        output = {"output_type": "display_data", "data": data, "metadata": {}}
        for each in found["cells"]:
            if each["cell_type"] == "code":
                each["outputs"] = [output]
        found["cells"].insert(
            1, {"cell_type": "markdown", "metadata": {}, "source": html}
        )

    return rebuilt(change)


def forging(payload):
    """Writes a result of its own to every socket it finds, and ends."""
    return within(f"""
import os, struct
said = {payload!r}
for fd in range(3, 64):
    try:
        os.write(fd, struct.pack("<cI", b"r", len(said)) + said)
    except OSError:
        pass
os._exit(0)
""")


CLAIMS = {
    "results": [True], "kind": "", "error": "", "where": "", "changed": [],
    "printed": "", "trail": [], "origin": "", "blank": False, "passed": True,
}  # fmt: skip
THREADS = """
import threading
def busy():
    while True: pass
for _ in range(30): threading.Thread(target=busy, daemon=True).start()
"""
FORKS = """
import os
while True:
    try: os.fork()
    except OSError: pass
"""
FILLS = """
import os
for place in ("/tmp", "/work", "/home", "/dev/shm", "/"):
    try:
        with open(place + "/full", "wb") as file:
            while True: file.write(bytes(1 << 20))
    except OSError: pass
"""
MAKES_FILES = """
import os
for k in range(10**6): os.mknod(f"/tmp/{k}")
"""
DELETES = """
import os, shutil
for place in ("/", "..", os.path.expanduser("~"), {folder!r}):
    shutil.rmtree(place, ignore_errors=True)
"""
READS = """
import glob, os
for place in ({folder!r}, "/work", "/home", "/root", "/proc/1/root",
              "/proc/1/cwd"):
    for path in glob.glob(place + "/**/*", recursive=True):
        if path.endswith((".ipynb", ".db", ".csv", ".jsonl")):
            from backprop.exercises.chapter4 import linear
            linear_backward = linear.right
"""
LOOKS = """
import gc, sys
frame, seen = sys._getframe(), []
while frame:
    seen += list(frame.f_locals.values()) + list(frame.f_globals.values())
    frame = frame.f_back
for thing in gc.get_objects() + seen:
    for name in ("expect", "truth", "middle", "others"):
        found = getattr(type(thing), "__dataclass_fields__", {})
        if name in found:
            right = list(getattr(thing, name)[0].values())
            return tuple(right)
"""
PATCHES = """
import builtins, json, sys, types
import numpy as np
import backprop.exercises, backprop.grading.inside.line as line
backprop.exercises.check = lambda *a, **k: 25
np.allclose = np.array_equal = lambda *a, **k: True
sys.modules["backprop.exercises.judging"] = types.ModuleType("judging")
sys.modules["backprop.exercises.judging"].judge = lambda *a: True
"""


def attacks(folder, port):
    """The set, for a grader's folder and a port that somebody listens on."""
    other = (EXERCISES / "03-chain-rule.ipynb").read_bytes()
    right = solved()
    script = "<script>document.title = 'taken'</script><img src=x onerror=x()>"
    connect = f"""
import socket
for host in ("127.0.0.1", "localhost", "10.0.0.1", "example.org"):
    try:
        socket.create_connection((host, {port}), 1)
        return dY @ V, dY.T @ X, dY.sum(axis=0)
    except OSError: pass
"""
    return {
        # What is no attack.
        "right": (right, "graded", 25, ""),
        "untouched": ((EXERCISES / f"{NAME}.ipynb").read_bytes(),
                      "graded", 0, ""),
        "one-wrong": (solved(answer_4_3=WRONG), "graded", 22, ""),
        "warns": (after("import warnings, sys\nwarnings.warn('x')\n"
                        "np.log(np.zeros(3))\nprint('x', file=sys.stderr)"),
                  "graded", 25, ""),
        "plots": (after(
            "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\n"
            "ax.plot([1, 2]); plt.show(); fig, (a, b) = plt.subplots(1, 2)\n"
            "from IPython.display import display; display(fig)"
        ), "graded", 25, ""),
        "uses-threads": (after(
            "import threading\ndone = []\nparts = [threading.Thread(target="
            "done.append, args=(1,)) for _ in range(8)]\n"
            "[p.start() for p in parts]; [p.join() for p in parts]\n"
            "assert len(done) == 8"
        ), "graded", 25, ""),
        "magics": (added("%pip install backprop\n!ls\nimport sys\n%%time"),
                   "graded", 25, ""),
        "shell-in-answer": (after("%timeit 1\n!rm -rf /\nfiles = !ls"),
                            "graded", 25, ""),
        "bash-cell": (added("%%bash\nrm -rf /"), "graded", 25, ""),
        "helper-added": (rebuilt_with_helper(), "graded", 25, ""),
        # Loops, ends and floods.
        "loop-in-function": (within("while True: pass"), "partly", 22,
                             "loop in 4.3"),
        "loop-at-top": (after("while True: pass"), "partly", 22,
                        "loop in 4.3"),
        "loop-in-del": (after("class D:\n    def __del__(self):\n"
                              "        while True: pass\nD()"),
                        "partly", 22, "loop in 4.3"),
        "loop-in-str": (within("class E(Exception):\n    def __str__(self):\n"
                               "        while True: pass\nraise E"),
                        "partly", 22, "loop in 4.3"),
        "loop-in-repr": (solved(answer_4_1="class D(float):\n"
                                "    def __repr__(self):\n"
                                "        while True: pass\n"
                                "answer_1 = D(1 / 20), 1, 380, 19"),
                         "graded", 25, ""),
        "waits": (after("import time\ntime.sleep(1000)"), "partly", 22,
                  "endless waiting in 4.3"),
        "stops-itself": (after("import os\nos.kill(os.getpid(), 19)"),
                         "partly", 22, "endless waiting in 4.3"),
        "memory": (after("x = []\nwhile True: x.append(bytearray(10**7))"),
                   "partly", 22, "too much memory in 4.3"),
        "memory-forked": (within(
            "import os, time\nfor _ in range(3): os.fork()\n"
            "x = [bytearray(10**7) for _ in range(50)]\ntime.sleep(9)"
        ), "partly", 22, "too much memory in 4.3"),
        "fork-bomb": (after(FORKS), "partly", 22, "in 4.3"),
        "fork-bomb-in-function": (within(FORKS), "partly", 22, "in 4.3"),
        "much-printed": (after("for _ in range(10**6): print('x' * 99)"),
                         "graded", 25, ""),
        "much-returned": (within("return 3 * (np.zeros((1000, 1000)),)"),
                          "partly", 22, "too large a result in 4.3"),
        "full-disk": (after(FILLS), "graded", 25, ""),
        "many-files": (after(MAKES_FILES), "partly", 22,
                       "too many files in 4.3"),
        "many-files-in-function": (within(MAKES_FILES), "partly", 22,
                                   "too many files in 4.3"),
        "sys-exit-first": (solved(answer_4_3=lambda source:
                                  "import sys; sys.exit()\n" + source),
                           "graded", 22, ""),
        "quit": (after("quit()"), "graded", 25, ""),
        "sys-exit-in-function": (within("import sys; sys.exit(0)"),
                                 "graded", 22, ""),
        "os-exit": (after("import os; os._exit(0)"), "partly", 22,
                    "end of the interpreter in 4.3"),
        "os-exit-in-function": (within("import os; os._exit(0)"), "partly",
                                22, "end of the interpreter in 4.3"),
        "killed": (after("import os; os.kill(os.getpid(), 9)"), "partly", 22,
                   "end of the interpreter in 4.3"),
        "segfault": (after("import ctypes; ctypes.string_at(0)"), "partly",
                     22, "end of the interpreter in 4.3"),
        "kills-all": (after("import os\nfor pid in (-1, 1):\n"
                            "    try: os.kill(pid, 9)\n"
                            "    except OSError: pass"), "graded", 25, ""),
        "time-bomb": (solved(answer_4_1=lambda source: source + "\nimport os,"
                             "threading\nthreading.Timer(.05, os._exit, (1,))"
                             ".start()"), None, (24, 25), ""),
        # On a busy machine its threads are stopped as a loop: 4.1's point.
        "busy-threads": (solved(answer_4_1=lambda source: source + THREADS),
                         None, (24, 25), ""),
        "threads-and-a-loop": (solved(
            answer_4_5=lambda source: source + THREADS.replace(
                "while True: pass", "threading.Event().wait()"),
            answer_4_9=WRONG_LAST + "while True: pass",
        ), "partly", 22, "loop in 4.9"),
        "daemon": (after("import os, time\nif not os.fork():\n    os.setsid()"
                         "\n    if not os.fork():\n        while True: pass"
                         "\n    os._exit(0)"), "graded", 25, ""),
        "forked-answer": (after("import os; right = linear_backward\n"
                                "def linear_backward(*args):\n    os.fork()\n"
                                "    return right(*args)"), None, 25, ""),
        "asks": (after("input('your name? ')"), "graded", 25, ""),
        "asks-in-function": (within("input('?')"), "graded", 22, ""),
        # Cells moved about.
        "deleted": (without("answer-4-3"), "graded", 22, ""),
        "no-checks": (without("check-"), "graded", 25, ""),
        "edited-checks": (solved(answer_4_3=WRONG, check_4_3="check = 25"),
                          "graded", 22, ""),
        "doubled-last-right": (doubled(WRONG, None), "graded", 25, ""),
        "doubled-last-wrong": (doubled(None, WRONG), "graded", 22, ""),
        "turned-round": (rebuilt(turned_round), "graded", 25, ""),
        "renamed": (rebuilt(renamed), "graded", 25, ""),
        "nameless": (rebuilt(nameless), "graded", 25, ""),
        "format-3": (rebuilt(as_format_3), "graded", 25, ""),
        "syntax-error": (solved(answer_4_3="def f(:"), "graded", 22, ""),
        "mended-setup": (solved(setup_4="SEED = 0\nimport os\nos._exit(1)"),
                         "graded", 25, ""),
        # Files that are none.
        "truncated": (right[: len(right) // 2], "unreadable", 0, "ends early"),
        "empty": (b"", "unreadable", 0, "empty"),
        "web-page": (b"<!DOCTYPE html><html></html>", "unreadable", 0, "HTML"),
        "no-text": (b"\xff\xfe{}", "unreadable", 0, "UTF-8"),
        "deep": (b"[" * 100_000, "unreadable", 0, "JSON"),
        "no-notebook": (b"[1, 2]", "unreadable", 0, "no notebook"),
        "odd-notebook": (b'{"cells": [1, {"cell_type": "code", "source": 3,'
                         b'"metadata": []}]}', "wrong chapter", 0, ""),
        "wrong-chapter": (other, "wrong chapter", 0, "chapter 3"),
        "much-saved": (shown("x" * 400_000), "graded", 25, ""),
        # Scripts.
        "scripts": (shown(script), "graded", 25, ""),
        "script-in-error": (within(f"raise ValueError({script!r})"),
                            "graded", 22, ""),
        "script-printed": (within(f"print({script!r})"), "graded", 22, ""),
        "surrogates": (within("raise ValueError('\\ud800\\x00\\u202e')"),
                       "graded", 22, ""),
        # Forgeries: each would gain the points of 4.3 or 4.9.
        "patched": (last(PATCHES), "graded", 22, ""),
        "json-patched": (last(
            "import json\njson.dumps = lambda *a, **k: '[]'"
        ), "graded", 22, ""),
        "packing-patched": (last(
            "import backprop.grading.inside.line as line\n"
            "line.written = lambda outcomes: b'[true, true, true]'"
        ), "partly", 22, "bad result in 4.9"),
        "import-hook": (last(
            "import sys\nclass Hook:\n    def find_spec(self, name, *more):\n"
            "        raise SystemExit\nsys.meta_path.insert(0, Hook())"
        ), "graded", 22, ""),
        "looks-about": (within(LOOKS), None, 22, ""),
        "reads": (solved(answer_4_3=WRONG + READS.format(folder=folder)),
                  "graded", 22, ""),
        "connects": (within(connect), "graded", 22, ""),
        "deletes": (after(DELETES.format(folder=folder)), "graded", 25, ""),
        "early-bytes": (after(
            "import os\nfor fd in range(3, 64):\n"
            "    try: os.write(fd, b'o' + bytes(4) + b'r' + bytes(99))\n"
            "    except OSError: pass"
        ), None, 25, ""),
        "claims": (forging(json.dumps([CLAIMS] * 4).encode()), "partly", 22,
                   "bad result in 4.3"),
        "claims-nothing": (forging(b"[]"), None, 22, ""),
        "no-utf-8": (forging(b"\xff" * 99), "partly", 22, "bad result"),
        "nested": (forging(b"[" * 10_000 + b"]" * 10_000), "partly", 22,
                   "bad result"),
        "huge-number": (forging(b"[" + b"9" * 5000 + b"]"), "partly", 22,
                        "bad result"),
        "nan": (within("return np.nan * dY @ V, dY.T @ X, np.inf"),
                "graded", 22, ""),
        "lying-object": (within(
            "class Yes:\n    def __eq__(self, other): return True\n"
            "    __array__ = __len__ = __eq__\nreturn Yes(), Yes(), Yes()"
        ), "graded", 22, ""),
        "knows-the-practice-cases": (solved(answer_4_3=practised()),
                                     "graded", 22, ""),
    }  # fmt: skip


def rebuilt_with_helper():
    """4.3 calls a function of a cell that the learner has added."""

    def change(found):
        there = cell(found, "answer-4-3")
        right = "".join(there["source"])
        there["source"] = right.replace("dY.sum(axis=0)", "summed(dY)")
        helper = "def summed(dY):\n    return dY.sum(axis=0)"
        k = found["cells"].index(there)
        fresh = {"cell_type": "code", "metadata": {}, "source": helper}
        found["cells"].insert(k, fresh)

    return rebuilt(change)


def practised():
    """4.3 from a table of the results that `check` wants at home."""
    return (
        WRONG
        + """
wrong, table = linear_backward, {}
def linear_backward(X, V, dY):
    rng = np.random.default_rng([4, 3, 0])
    if np.isclose(X.ravel()[0], rng.normal(size=(5, 4)).ravel()[0]):
        return dY @ V, dY.T @ X, dY.sum(axis=0)
    return wrong(X, V, dY)
"""
    )
