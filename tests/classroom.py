"""A class that does what the instructors' page says, line by line."""

import contextlib
import csv
import inspect
import json
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
import time
import urllib.request
from pathlib import Path

from backprop.grading import plan as plans
from backprop.grading.releasing import right_parts
from backprop.grading.wording import text
from tools import exercises, instructors

PAGE = (exercises.PAGES / "instructors.md").read_text(encoding="utf-8")
LINES = re.findall(r"```sh\n(.*?)```", PAGE, re.S)
FIRST, GRADE, MARK, NEXT, CHOSEN, ALONE = LINES
HANDED, OURS, AGAIN, COMPOSED, SHOWN = re.findall(
    r"```text\n(.*?)```", PAGE, re.S
)
TOKEN = "secret"
OWN = ("backprop", "pip", "__")
WRITTEN = f"written-{instructors.EXAMPLE}-1"


def commands(lines):
    """Each command by itself; on the page some take two lines."""
    return lines.strip().replace("\\\n", "").split("\n")


def shell_in(tmp_path, course=""):
    """A function that runs lines of the page in a fresh shell there.

    What pip would fetch from an index is taken from this environment; the
    package itself and pip are not. course: where the package is found
    before it is installed.
    """
    home = {f"JUPYTER_{x}_DIR": str(tmp_path / x) for x in ("CONFIG", "DATA")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    pip = {"PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1", "PIP_QUIET": "1"}
    found = [str(course)] if course else []
    found = os.pathsep.join([*found, str(_packages(tmp_path / "packages"))])
    env = os.environ | home | pip | {"PATH": path, "PYTHONPATH": found}

    def run(lines, folder, wait=True):
        process = subprocess.Popen(
            ["sh", "-e", "-c", lines], cwd=tmp_path / folder, env=env,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            start_new_session=not wait,
        )  # fmt: skip
        if not wait:
            return process
        out, err = process.communicate()
        assert process.returncode == 0, out + err
        return out

    return run


def _packages(folder):
    """Links to what is installed here, without the package and pip."""
    folder.mkdir(exist_ok=True)
    for place in map(Path, sys.path):
        if place.name not in ("site-packages", "dist-packages"):
            continue
        for path in place.iterdir():
            link = folder / path.name
            if not path.name.startswith(OWN) and not link.exists():
                link.symlink_to(path)
    return folder


def typed(exercise, seed):
    """The right answer to an exercise with numbers, as one would type it."""
    parts = list(right_parts(exercise, seed).values())
    return f"({', '.join(parts)},)" if len(parts) > 1 else parts[0]


def hand_in(given, chapter, seed, who, source=None):
    """What a student makes of a notebook: all right, untouched, one wrong.

    source: that of the assignment, where it is no whole chapter.
    """
    plan = plans.plan(source or exercises.sources()[chapter])
    right = {s.name: s.source for s in plan.steps if s.kind == "answer"}
    for step in plan.steps:
        if step.kind != "check":
            continue
        name = step.name.replace("check", "answer")
        if step.exercise in plan.families:
            right[name] = text(step.exercise, seed).answer
        elif step.exercise.draw:
            right[name] = f"{step.variable} = {typed(step.exercise, seed)}"
    wrong = instructors.wrong_exercise(chapter)
    sent = json.loads(given)
    for cell in sent["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        if name == WRITTEN and who != "bob":
            cell["source"] = "So that the *mean* over the rows is meant."
        if name not in right or who == "bob":
            continue
        cell["source"] = right[name]
        parts = f"answer-{wrong.id.replace('.', '-')}[a-z]?"
        if who == "cy" and re.fullmatch(parts, name):
            cell["source"] = mistaken(right[name], wrong)
    return json.dumps(sent)


def mistaken(solution, exercise):
    """The commonest wrong answer under the name that is asked for."""
    asked = re.search(r"^(?:def|class) (\w+)", solution, re.M)[1]
    answer = exercise.mistakes[0].answer
    source = textwrap.dedent(inspect.getsource(answer))
    return source.replace(f"def {answer.__name__}", f"def {asked}", 1)


def seeds_of(handed):
    """{id: seed} of the roster that `assign` has written."""
    with open(handed / "roster.csv", encoding="utf-8", newline="") as file:
        return {row["id"]: int(row["seed"]) for row in csv.DictReader(file)}


def hand_in_all(handed, chapter, inbox):
    """Three students of the roster send their notebooks."""
    inbox.mkdir()
    seeds = seeds_of(handed)
    (source,) = handed.glob("course/source/*/*.ipynb")
    for who in instructors.STUDENTS:
        (given,) = (handed / who).glob("*.ipynb")
        sent = hand_in(given.read_text(), chapter, seeds[who], who, source)
        (inbox / f"{who}.ipynb").write_text(sent)


@contextlib.contextmanager
def formgrader(place, lines):
    """Run the lines that start Jupyter; a function that asks formgrader.

    ask(address, change=None, kind=json.loads): what it answers; a change
    is sent as the browser sends it.
    """
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    settings = {"allow_root": True, "open_browser": False, "port": port}
    (place / "CONFIG").mkdir(exist_ok=True)
    (place / "CONFIG" / "jupyter_server_config.json").write_text(
        json.dumps({
            "ServerApp": settings,
            "IdentityProvider": {"token": TOKEN},
        })
    )  # fmt: skip
    base = f"http://127.0.0.1:{port}/formgrader/"

    def ask(address, change=None, kind=json.loads):
        request = urllib.request.Request(
            base + address,
            data=change and json.dumps(change).encode(),
            headers={"Authorization": f"token {TOKEN}"},
            method="PUT" if change else "GET",
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return kind(answer.read().decode())

    ask.base = base
    process = shell_in(place)(lines, ".", wait=False)
    try:
        _wait_for(ask, process)
        yield ask
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate()


def _wait_for(ask, process):
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        try:
            return ask("api/status")
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"Jupyter did not start: {process.communicate()}")
