"""The wheel passes the package's tests on a reader's Python and NumPy.

They are Pyodide's: 32-bit WebAssembly, and the oldest NumPy that the package
supports. Here it runs in Node, from the folder that BACKPROP_PYODIDE names.
"""

import os
import shutil
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import hypothesis_native
import pytest
from hypothesis._native.internal import floats as compiled

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TOOLS = "pytest pluggy iniconfig hypothesis sortedcontainers autograd".split()


@pytest.fixture(scope="module")
def pyodide():
    """The folder; without it, or without Node, these tests are skipped."""
    folder = Path(os.environ.get("BACKPROP_PYODIDE") or "not named")
    if not (folder / "pyodide.mjs").is_file():
        pytest.skip("BACKPROP_PYODIDE names no folder with Pyodide in it")
    if not shutil.which("node"):
        pytest.skip("these tests run Pyodide in Node, and there is no node")
    return folder


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    offline = ["--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run(
        [*pip, "wheel", "--quiet", *offline, "-w", folder, ROOT], check=True
    )
    (path,) = folder.glob("backprop_course-*.whl")
    return path


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A zip of the tests and of the tools that they need, as installed."""
    path = tmp_path_factory.mktemp("course") / "course.zip"
    with zipfile.ZipFile(path, "w") as course:
        for name in ("pyproject.toml", "tests/conftest.py"):
            course.write(ROOT / name, name)
        for folder in ("package", "exercises", "pyodide"):
            for file in (ROOT / "tests" / folder).rglob("*.py"):
                course.write(file, file.relative_to(ROOT))
        for name in TOOLS:
            for file in metadata.distribution(name).files:
                if file.suffix in {".py", ".txt", ""} or "info" in str(file):
                    if ".." not in file.parts:
                        course.write(file.locate(), Path("site", file))
    return path


@pytest.mark.parametrize(
    "tests", ["tests/package", "tests/exercises/test_checks.py"]
)
def test_the_wheel_passes(tests, pyodide, wheel, course, record_property):
    run = subprocess.run(
        ["node", HERE / "run.mjs", pyodide, wheel, course, tests],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    print(run.stdout)
    assert run.returncode == 0
    last = run.stdout.splitlines()[-1]
    assert last.startswith("in Pyodide")
    record_property("in Pyodide", f"{tests} {last}")


# What stands in for Hypothesis's compiled part does the same

VALUES = [0.0, 5e-324, 2.0**-24, 2.0**-14, 0.5, 1.0, 3.25, 60000.0]
SIGNED = sorted([-x for x in VALUES]) + VALUES
INF = float("inf")


@pytest.mark.parametrize("width", [16, 32, 64])
def test_the_stand_in_moves_between_floats_as_hypothesis_does(width):
    for x in (-INF, *SIGNED, INF):
        x = hypothesis_native.float_of(x, width)
        bits = hypothesis_native.float_to_int(x, width)
        for name, *arguments in [
            ("is_negative", x),
            ("float_to_int", x, width),
            ("int_to_float", bits, width),
            ("next_up", x, width),
            ("next_down", x, width),
        ]:
            found = getattr(hypothesis_native, name)(*arguments)
            known = getattr(compiled, name)(*arguments)
            assert repr(found) == repr(known), (name, arguments)
        for name in ("next_up_normal", "next_down_normal"):
            for allow in (True, False):
                found, known = (
                    getattr(them, name)(x, width, allow_subnormal=allow)
                    for them in (hypothesis_native, compiled)
                )
                assert repr(found) == repr(known), (name, x, allow)


def test_the_stand_in_counts_floats_as_hypothesis_does():
    for k, x in enumerate(SIGNED):
        for y in SIGNED[k:]:
            found = hypothesis_native.count_between_floats(x, y)
            assert found == compiled.count_between_floats(x, y), (x, y)
