"""What the sandbox's supervisor sees of a line that ended behind a cell."""

import subprocess
import sys

import pytest

from backprop.grading.inside import watching
from backprop.grading.inside.watching import Watch

LIMITS = {"memory": 1 << 40, "seconds": 60, "idle": 60.0}
pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the supervisor reads Linux's /proc"
)


def test_a_line_that_has_ended_has_no_threads(monkeypatch):
    """While nobody has taken its end, its folder in /proc is still there."""
    line = subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE
    )
    monkeypatch.setattr(watching, "FOLDERS", ())  # this machine's are full
    watch = Watch(line.pid, LIMITS)
    assert watch.afterwards() == 1
    line.kill()
    line.stdin.close()
    with open(f"/proc/{line.pid}/stat", "rb") as file:
        while b" Z " not in file.read():
            file.seek(0)
    with pytest.raises(ProcessLookupError):
        watch.afterwards()
    line.wait()
    with pytest.raises(OSError, match="task"):
        watch.afterwards()
