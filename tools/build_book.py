"""Build the book, every page anew, and fail on any warning.

    python -m tools.build_book [folder]

leaves it in _build/html, or in folder/_build/html, with JupyterLite in
lite/ and what an instructor downloads in kit/. With SELF_CONTAINED=1 in the
environment, Pyodide is copied into pyodide/, from the folder that PYODIDE
names.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tools.kit import FOLDER, write_kit
from tools.lite import build_lite
from tools.pyodide import copy_pyodide, faults, public_pyodide

ROOT = Path(__file__).resolve().parents[1]


def build(output=ROOT):
    """Run jupyter-book; returns (what it said, or "" if all went well, html).

    Old pages are removed first: a page no longer in _toc.yml must not stay.
    """
    html = Path(output, "_build", "html")
    shutil.rmtree(html, ignore_errors=True)
    command = [
        Path(sys.executable).with_name("jupyter-book"), "build", ROOT,
        "--path-output", output, "--all", "-q", "-W", "-n", "--keep-going",
    ]  # fmt: skip
    run = subprocess.run(command, capture_output=True, text=True)
    trouble = run.returncode or "WARNING" in run.stderr
    write_kit(html / FOLDER)
    return (run.stdout + run.stderr if trouble else ""), html


def add_lite(html, pyodide=None):
    """JupyterLite in html/lite; `pyodide` is a folder to copy into html."""
    started = time.perf_counter()
    said = build_lite(
        html / "lite", "./../pyodide/" if pyodide else public_pyodide()
    )
    if said:
        sys.exit(f"{said}\nJupyterLite was not built: see above.")
    seconds = time.perf_counter() - started
    print(f"JupyterLite: {seconds:.0f} s, {megabytes(html / 'lite'):.0f} MB.")
    if pyodide:
        copy_pyodide(pyodide, html / "pyodide")
        print(f"Pyodide: {megabytes(html / 'pyodide'):.0f} MB.")


def megabytes(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return sum(path.stat().st_size for path in files) / 1e6


def asked_pyodide():
    """The folder to copy Pyodide from, or None if readers get it themselves.

    Whatever is wrong with it is said before anything is built.
    """
    if not os.environ.get("SELF_CONTAINED"):
        return None
    folder = os.environ.get("PYODIDE")
    if not folder:
        sys.exit("Where is Pyodide? make book SELF_CONTAINED=1 PYODIDE=folder")
    wrong = faults(folder)
    if wrong:
        sys.exit("\n".join(wrong) + "\nThe book was not built.")
    return Path(folder)


if __name__ == "__main__":
    pyodide = asked_pyodide()
    said, html = build(Path(*sys.argv[1:2] or [ROOT]).resolve())
    if said:
        sys.exit(f"{said}\nThe book was not built: see the warnings above.")
    add_lite(html, pyodide)
    print(f"The book is built. Open {(html / 'index.html').as_uri()}")
