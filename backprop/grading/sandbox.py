"""A sandbox: one process tree without network, files or time to waste.

Made with bubblewrap. Its root is an interpreter and a stripped package
(root.py), read-only; nothing else of this machine is in it.
"""

import os
import pickle
import shutil
import subprocess
from dataclasses import asdict, dataclass

from . import root
from .inside.frames import BrokenFrameError, LateFrameError, receive, send

UID = 61000  # and 999 more: each process that grades has its own
RUN_AWAY = 1 << 16  # bytes beside what a check may send


@dataclass(frozen=True)
class Limits:
    """What one cell, or one check, may use: of all its processes together.

    seconds: of processor time. idle: on end, doing nothing. wall: by
    the clock, on however busy a machine. memory: the bytes of one process;
    all together may have twice as many, and a cell may leave half behind.
    whole: by the clock, of one notebook with all its sandboxes.
    """

    seconds: int = 6
    idle: float = 5.0
    wall: float = 60.0
    memory: int = 700 << 20
    processes: int = 48

    @property
    def whole(self):
        return max(300.0, 50.0 * self.seconds)


USUAL = Limits()


class SandboxLostError(Exception):
    """The sandbox has ended, or says nothing more."""


class StoppedError(Exception):
    """Why a cell or check was ended: a key of running.WORDS."""


class NoSandboxError(RuntimeError):
    """Why there can be no sandbox here."""


def command(bare=False):
    """The command line that starts a sandbox.

    bare: without the parts of the package that derive by themselves.
    Raises NoSandboxError where bubblewrap is missing.
    """
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        raise NoSandboxError(
            "grading needs bubblewrap, on Linux: apt-get install bubblewrap"
        )
    base, course = root.interpreter(), root.course(bare)
    return [
        bwrap,
        *("--as-pid-1", "--die-with-parent", "--new-session"),
        *("--unshare-user", "--disable-userns", "--unshare-ipc"),
        *("--unshare-pid", "--unshare-uts", "--unshare-net"),
        *("--unshare-cgroup-try", "--cap-drop", "ALL", "--clearenv"),
        *("--hostname", "grader"),
        *("--setenv", "OPENBLAS_NUM_THREADS", "1"),
        *("--setenv", "MALLOC_ARENA_MAX", "1"),  # for a thread's memory
        *("--setenv", "HOME", "/home", "--setenv", "TMPDIR", "/tmp"),
        *("--setenv", "LD_LIBRARY_PATH", root.library_folders(base)),
        *("--ro-bind", base, "/", "--ro-bind", course, "/course"),
        *("--proc", "/proc", "--dev", "/dev"),
        *("--size", str(64 << 20), "--tmpfs", "/tmp"),
        *("--size", str(64 << 20), "--tmpfs", "/work"),
        *("--size", str(8 << 20), "--tmpfs", "/home"),
        *("--size", str(8 << 20), "--tmpfs", "/dev/shm"),
        *("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/work"),
        *("--", "/python/bin/python", "-I", "-S", "-B", "/course/start.py"),
    ]


class Sandbox:
    """One sandbox, from its start to `close`; a context manager.

    numbers: {id: numbers}, what `problem` gives the learner. bare: as
    `command` says.
    """

    def __init__(self, numbers, limits=USUAL, bare=False):
        self.limits = limits
        line, whose = command(bare), {}
        if os.geteuid() == 0:
            uid = UID + os.getpid() % 1000
            whose = {"user": uid, "group": uid, "extra_groups": ()}
        self.process = subprocess.Popen(
            line,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            **whose,
        )
        told = asdict(limits) | {"numbers": numbers}
        try:
            self._send(b"b", pickle.dumps(told))
        except SandboxLostError:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def close(self):
        """Kill all that is in it."""
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def cell(self, source, name, patience=1):
        """Run a cell: (threads there are now, "" or what stopped it).

        The text is not to be trusted. patience: how many times the usual
        processor time it may take.

        Raises StoppedError; or SandboxLostError.
        """
        job = pickle.dumps((name, source))
        self._send(b"c", pickle.dumps((patience, job)))
        said = self._answer(RUN_AWAY)[1]
        return said[0], said[1:].decode("utf-8", "replace")

    def check(self, job, most, replies=None):
        """The bytes of a check's outcomes; None if nothing was attempted.

        job: as asking.py packs it. most: the bytes it may send. replies:
        called with the bytes of a question, it gives those of its answer.
        Raises StoppedError; or SandboxLostError.
        """
        self._send(b"k", pickle.dumps((most, job)))
        while True:
            letter, said = self._answer(most + RUN_AWAY)
            if letter != b"Q":
                return None if letter == b"U" else said
            self._send(b"a", replies(said) if replies else b"")

    def _answer(self, most):
        letter, said = self._receive(most)
        if letter == b"D":
            raise StoppedError("died")
        if letter == b"L":
            raise StoppedError(said.decode("ascii"))
        return letter, said

    def _send(self, letter, payload):
        try:
            send(self.process.stdin.fileno(), letter, payload)
        except (BrokenFrameError, LateFrameError, OSError) as error:
            raise SandboxLostError from error

    def _receive(self, most):
        try:
            return receive(
                self.process.stdout.fileno(), most, self.limits.wall + 30.0
            )
        except (BrokenFrameError, LateFrameError) as error:
            raise SandboxLostError from error
