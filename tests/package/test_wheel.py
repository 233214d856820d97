"""The wheel holds the package, its data and their licences."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from test_data import DIGITS, NAMES

from backprop.exercises.registry import CHAPTERS

ROOT = Path(__file__).parents[2]


def run(*command, **options):
    done = subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, **options
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    pytest.importorskip("flit_core", reason="flit_core builds the wheel")
    folder = tmp_path_factory.mktemp("wheel")
    pip = ["-m", "pip", "wheel", "--disable-pip-version-check", "--quiet"]
    run(*pip, "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
    (path,) = folder.glob("backprop_course-*.whl")
    return path


def test_it_holds_every_module_the_data_and_the_licences(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "backprop").rglob("*.py"):
        assert path.relative_to(ROOT).as_posix() in names
    for data in ("digits.npz", "freehand.npz", "names.txt"):
        assert f"backprop/data_files/{data}" in names
    stated = {name.split("/")[-1] for name in names if ".dist-info" in name}
    for data in ("digits", "names", "pen-digits"):
        assert f"backprop/data_files/LICENSE-{data}" in names
        assert f"LICENSE-{data}" in stated
    tops = {name.split("/")[0] for name in names}
    assert len(tops) == 2  # backprop and its metadata, nothing else


def test_installed_elsewhere_it_finds_its_data(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = (
        "import hashlib, backprop as b\n"
        "X, t = b.digits(raw=True)\n"
        "stored = X.astype('u1').tobytes() + t.astype('u1').tobytes()\n"
        "names = ''.join(name + '\\n' for name in b.names()).encode()\n"
        "shas = [hashlib.sha256(d).hexdigest() for d in (stored, names)]\n"
        "print(b.__file__, *shas)"
    )
    # -I: neither this folder nor the environment, so insert the copy alone.
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n" + code
    where, *shas = run("-I", "-c", code, cwd=tmp_path).split()
    assert Path(where).is_relative_to(tmp_path)
    assert shas == [DIGITS, NAMES]


ALONE = """
import importlib.abc, sys
sys.path.insert(0, {place!r})
class Nothing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        allowed = {{"numpy", "backprop"}} | set(sys.stdlib_module_names)
        if top not in allowed:
            raise ImportError(name + " is not there")
sys.meta_path.insert(0, Nothing())
import backprop.exercises as e
from backprop.exercises.registry import CHAPTERS
for exercises in CHAPTERS.values():
    for exercise in exercises:
        wrong = exercise.mistakes[0]
        for _ in range(2):
            e.check(exercise.id, exercise.wrong_answer(wrong, 5), seed=5)
        if exercise.draw:
            repr(e.problem(exercise.id, seed=5))
e.progress()
"""


def test_with_numpy_alone_every_check_speaks(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    said = run("-I", "-c", ALONE.format(place=str(tmp_path)), cwd=tmp_path)
    every = [e for exercises in CHAPTERS.values() for e in exercises]
    for exercise in every:
        assert said.count(f"{exercise.id} {exercise.title}: not yet") == 2
        assert exercise.mistakes[0].cause in said
        page = exercise.mistakes[0].section or exercise.section
        page = page.partition("#")[0]
        assert f"(chapters/{page}.html in the book)" in said
    assert f"0 of {sum(e.points for e in CHAPTERS[4])} points" in said
