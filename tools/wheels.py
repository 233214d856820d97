"""The wheels that Python in the browser installs, made without an index."""

import base64
import os
import zipfile
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path
from unittest.mock import patch

from flit_core.wheel import make_wheel_in

ROOT = Path(__file__).resolve().parents[1]
# What `import ipywidgets` needs besides what Pyodide brings. A fourth one,
# widgetsnbextension, is part of the browser's kernel.
BUNDLED = ["comm", "ipywidgets", "jupyterlab_widgets"]
EPOCH = 1577836800  # 2020, for every file: the same tree, the same wheel


def write_wheels(folder):
    """The course's wheel, and those of the widgets as they are installed."""
    course_wheel(folder)
    for name in BUNDLED:
        installed_wheel(name, folder)


def course_wheel(folder):
    """The wheel of this tree; returns its path."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    with patch.dict(os.environ, {"SOURCE_DATE_EPOCH": str(EPOCH)}):
        wheel = make_wheel_in(ROOT / "pyproject.toml", Path(folder)).file
    wheel.chmod(0o644)  # flit leaves it to its owner alone
    return wheel


def installed_wheel(name, folder):
    """A wheel made again from what pip installed: its Python, no more.

    Scripts of JupyterLab, which pip puts beside the Python, stay out.
    """
    found = distribution(name)
    tag = "py3-none-any"
    if f"Tag: {tag}" not in found.read_text("WHEEL"):
        raise ValueError(f"{name} is not pure Python: it cannot be bundled.")
    stem = f"{name}-{found.version}"
    own = [
        path
        for path in sorted(found.files)
        if path.parts[0] in (name, f"{stem}.dist-info")
        and path.suffix != ".pyc"
        and path.name not in ("RECORD", "INSTALLER", "REQUESTED")
    ]
    record = f"{stem}.dist-info/RECORD"
    lines = []
    wheel = Path(folder, f"{stem}-{tag}.whl")
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in own:
            content = path.locate().read_bytes()
            digest = base64.urlsafe_b64encode(sha256(content).digest())
            digest = digest.rstrip(b"=").decode()
            lines.append(f"{path},sha256={digest},{len(content)}")
            archive.writestr(zipfile.ZipInfo(str(path)), content)
        lines.append(f"{record},,\n")
        archive.writestr(zipfile.ZipInfo(record), "\n".join(lines))
    return wheel
