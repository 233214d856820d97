"""Pyodide: where it is, and the part of it that the course needs.

    python -m tools.pyodide folder

says what a folder lacks for a self-contained book. It can be the unpacked
release of Pyodide, or only the files that are listed here.
"""

import json
import re
import shutil
import sys
import tomllib
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORE = [
    "pyodide.asm.js",
    "pyodide.asm.wasm",
    "pyodide.js",
    "pyodide.mjs",
    "python_stdlib.zip",
]
LOCK = "pyodide-lock.json"
# What a notebook's kernel starts with; the lock file knows what these need.
PACKAGES = ["ipython", "jedi", "matplotlib", "micropip", "sqlite3", "ssl"]


def pyodide_version():
    """The version that the book needs; pyproject.toml has it."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    return tomllib.loads(text)["tool"]["backprop"]["pyodide"]


def public_pyodide():
    """The address of Pyodide on its public host."""
    return f"https://cdn.jsdelivr.net/pyodide/v{pyodide_version()}/full/"


def faults(folder):
    """What keeps a folder from serving as Pyodide, a sentence each."""
    folder, version = Path(folder), pyodide_version()
    if not (folder / LOCK).is_file():
        return [f"There is no Pyodide in {folder}: it has no {LOCK}."]
    found = json.loads((folder / LOCK).read_text("utf-8"))["info"]["version"]
    if found != version:
        return [f"{folder} holds Pyodide {found}; the book needs {version}."]
    wrong = []
    for name, digest in needed(folder).items():
        path = folder / name
        if not path.is_file():
            wrong.append(f"{folder} lacks {name}.")
        elif digest and sha256(path.read_bytes()).hexdigest() != digest:
            wrong.append(f"{path} is damaged: its SHA-256 is not {digest}.")
    return wrong


def needed(folder):
    """The names of the files, with their SHA-256 where it is known.

    Pyodide's lock file has those of packages, SHA256.json those of the rest.
    """
    listed = folder / "SHA256.json"
    digests = json.loads(listed.read_text("utf-8")) if listed.exists() else {}
    files = {name: digests.get(name) for name in [*CORE, LOCK]}
    locked = json.loads((folder / LOCK).read_text("utf-8"))["packages"]
    lock = {plain(name): package for name, package in locked.items()}
    waiting, seen = list(PACKAGES), set()
    while waiting:
        name = plain(waiting.pop())
        if name not in seen:
            seen.add(name)
            files[lock[name]["file_name"]] = lock[name]["sha256"]
            waiting += lock[name]["depends"]
    return files


def plain(name):
    """A package's name as indexes compare it: prompt-toolkit."""
    return re.sub("[-_.]+", "-", name).lower()


def copy_pyodide(folder, target):
    """Copy what is needed, and nothing else."""
    target.mkdir(parents=True, exist_ok=True)
    for name in needed(Path(folder)):
        shutil.copyfile(Path(folder, name), target / name)


if __name__ == "__main__":
    wrong = faults(*sys.argv[1:])
    sys.exit("\n".join(wrong) or 0)
