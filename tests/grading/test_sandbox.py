"""The sandbox refuses to work where it does not hold, and holds no truth."""

import re
import subprocess
from functools import partial

import pytest

from backprop.exercises.registry import CHAPTERS
from backprop.grading import root, sandbox, selftest
from backprop.grading.sandbox import NoSandboxError

pytestmark = pytest.mark.sandbox


def test_the_sandbox_passes_its_own_test():
    selftest.require()


@pytest.mark.parametrize(("gone", "seen"), [
    ("--unshare-net", "a device of this machine's network"),
    ("--disable-userns", "a new user namespace"),
    ("--remount-ro", "writing where nothing may be written"),
])  # fmt: skip
def test_a_sandbox_with_a_hole_is_refused(monkeypatch, gone, seen):
    line = sandbox.command()
    while gone in line:
        k = line.index(gone)
        del line[k : k + (2 if gone == "--remount-ro" else 1)]
    if gone == "--remount-ro":
        line[line.index("--ro-bind")] = "--bind"
    monkeypatch.setattr(sandbox, "command", lambda bare: line)
    with pytest.raises(NoSandboxError, match=seen):
        selftest.require()


def test_this_machines_files_would_be_seen(monkeypatch):
    line = sandbox.command()
    k = line.index("--remount-ro")
    line[k:k] = ["--ro-bind", "/etc", "/home/etc"]
    monkeypatch.setattr(sandbox, "command", lambda bare: line)
    monkeypatch.setattr(selftest, "SYSTEM", ("/home/etc/passwd",))
    with pytest.raises(NoSandboxError, match="a file of this machine"):
        selftest.require()


def test_a_sandbox_without_its_filter_is_refused(monkeypatch):
    name = "grading/inside/filtering.py"
    monkeypatch.setitem(root.WRITTEN, name, "def refuse():\n    pass\n")
    root.course.cache_clear()
    try:
        with pytest.raises(NoSandboxError, match="memory of no process"):
            selftest.require()
    finally:
        root.course.cache_clear()


def test_without_bubblewrap_nothing_is_graded(monkeypatch):
    monkeypatch.setattr(sandbox.shutil, "which", lambda name: None)
    with pytest.raises(NoSandboxError, match="apt-get install bubblewrap"):
        selftest.require()


def test_a_sandbox_that_does_not_start_is_refused(monkeypatch):
    monkeypatch.setattr(sandbox, "command", lambda bare: ["false"])
    with pytest.raises(NoSandboxError, match="does not start"):
        selftest.require()


def test_nothing_in_it_holds_a_truth_or_a_catalogue():
    """Every file of the stripped package, and every name it imports."""
    folder = root.course() / "backprop"
    texts = {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.py")
    }
    assert len(texts) > 80
    handed = {"recipes.py", "suspects.py", "suspect.py", "sealing.py"}
    handed |= {"wrong_parts.py", "__init__.py"}
    for name, text in texts.items():
        if name.startswith("exercises/chapter"):
            assert name.startswith("exercises/chapter7/"), name
            assert name.split("/")[-1] in handed, name
        assert not re.search(r"\bWrong\(|\bExercise\(|truth=", text), name
    hidden = [f"chapter{k}" for k in CHAPTERS if k != 7]
    for name in (*hidden, "chapter7.names", "pools", "families", "reused"):
        assert _imports(f"import backprop.exercises.{name}").returncode != 0
    for name in ("judging", "registry", "record", "chains", "known"):
        assert _imports(f"import backprop.exercises.{name}").returncode != 0
    assert _imports("import backprop.exercises.running").returncode == 0


def test_where_a_family_is_tried_nothing_derives_by_itself():
    folder = root.course(bare=True) / "backprop"
    names = {p.parts[len(folder.parts)] for p in folder.rglob("*.py")}
    assert names == {"__init__.py", "exercises", "grading"}
    texts = [p.read_text(encoding="utf-8") for p in folder.rglob("*.py")]
    assert not any("def backward" in text for text in texts)
    for name in ("tape", "checking", "layers", "losses", "exercises.families"):
        tried = f"import backprop.{name}"
        assert _imports(tried, bare=True).returncode != 0
    tried = "import backprop.exercises.running; backprop.exercises.check"
    assert _imports(tried, bare=True).returncode == 0


def _imports(code, bare=False):
    python = root.interpreter() / "python" / "bin" / "python"
    path = [
        str(root.course(bare)),
        str(root.interpreter() / "python" / "numpy"),
    ]
    start = f"import sys; sys.path[:0] = {path!r}\n"
    return subprocess.run(
        [python, "-I", "-S", "-B", "-c", start + code],
        capture_output=True, check=False,
        env={"LD_LIBRARY_PATH": str(root.interpreter() / "lib")},
    )  # fmt: skip


def test_a_root_made_by_two_at_once_is_made_once(tmp_path, monkeypatch):
    monkeypatch.setenv("BACKPROP_GRADING", str(tmp_path))
    files = root._files(root.NEEDED, root.BARE)
    write = partial(root._write_course, files)
    there = root._made("course", "x", write)
    assert root._made("course", "x", write) == there
    assert [p.name for p in tmp_path.iterdir()] == [there.name]
    for name, text in files.items():
        assert (there / "backprop" / name).read_bytes() == text
