"""The page's own scripts, run by node: what they print, as data."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

LIVE = Path(__file__).resolve().parents[2] / "_live"
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(
    not NODE, reason="node is not on PATH: the page's scripts are not run"
)


def answers(script, data=None):
    """What a script of node prints, which finds its data in `data`."""
    code = f"const data = {json.dumps(data)};\n{script}"
    run = subprocess.run(
        [NODE, "--input-type=module"],
        input=code,
        encoding="utf-8",
        capture_output=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)
