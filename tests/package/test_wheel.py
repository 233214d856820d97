"""The wheel holds the package, the digits and their licence."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from test_data import DIGITS

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


def test_it_holds_every_module_the_digits_and_the_licences(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "backprop").rglob("*.py"):
        assert path.relative_to(ROOT).as_posix() in names
    assert "backprop/data_files/digits.npz" in names
    licences = {name for name in names if "LICENSE" in name}
    assert any("LICENSE-digits" in name for name in licences)
    assert any("dist-info" in name for name in licences)
    tops = {name.split("/")[0] for name in names}
    assert len(tops) == 2  # backprop and its metadata, nothing else


def test_installed_elsewhere_it_finds_its_digits(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = (
        "import hashlib, backprop as b\n"
        "X, t = b.digits(raw=True)\n"
        "stored = X.astype('u1').tobytes() + t.astype('u1').tobytes()\n"
        "print(b.__file__, hashlib.sha256(stored).hexdigest())"
    )
    # -I: neither this folder nor the environment, so insert the copy alone.
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n" + code
    where, sha = run("-I", "-c", code, cwd=tmp_path).split()
    assert Path(where).is_relative_to(tmp_path)
    assert sha == DIGITS
