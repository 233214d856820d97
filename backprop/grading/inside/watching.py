"""Limits on all processes of the sandbox together, read from /proc."""

import os
import signal
import time

TICK = 1.0 / os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGESIZE")
FOLDERS = ("/tmp", "/work", "/home", "/dev/shm")  # that may be written to
MOST_FILES = 20_000  # in all of these; an empty one takes a kilobyte, too
ROUNDS = 200  # a fork bomb may make new ones while the old are killed


class LimitError(Exception):
    """Which limit was passed: "time", "idle", "memory" or "files"."""


def processes():
    """{pid: (processor seconds, bytes, does it run?)}, but PID 1."""
    found = {}
    for name in os.listdir("/proc"):
        if name.isdigit() and name != "1":
            try:
                with open(f"/proc/{name}/stat", "rb") as file:
                    fields = file.read().rpartition(b") ")[2].split()
            except OSError:
                continue
            if fields[0] != b"Z":
                ticks = int(fields[11]) + int(fields[12])
                memory, runs = int(fields[21]) * PAGE, fields[0] in b"RD"
                found[int(name)] = ticks * TICK, memory, runs
    return found


def many_files():
    """Are there more files than an answer needs? No process holds them."""
    found = map(os.statvfs, FOLDERS)
    return sum(one.f_files - one.f_ffree for one in found) > MOST_FILES


class Watch:
    """From now on, at most so much; `look` raises LimitError."""

    def __init__(self, line, limits):
        self.line, self.limits = line, limits
        self.most = limits["memory"]
        self.before = processes()
        self.next, self.patience = 0.0, 1
        self.spent, self.worked = 0.0, time.monotonic()

    def look(self):
        reap()
        if time.monotonic() < self.next:
            return
        self.next = time.monotonic() + 0.05
        now = processes()
        if sum(memory for _, memory, _ in now.values()) > 2 * self.most:
            raise LimitError("memory")
        if many_files():
            raise LimitError("files")
        spent = sum(
            seconds - self.before.get(pid, (0.0, 0, False))[0]
            for pid, (seconds, _, _) in now.items()
        )
        if spent > self.patience * self.limits["seconds"]:
            raise LimitError("time")
        if spent != self.spent or any(runs for _, _, runs in now.values()):
            self.spent, self.worked = spent, time.monotonic()
        if time.monotonic() - self.worked > self.limits["idle"]:
            raise LimitError("idle")

    def afterwards(self):
        """How many threads the line has after a cell.

        Raises LimitError if it holds so much that no child could live, or
        has left too many files; and OSError if one of its threads has ended
        it since: later cells are not to blame for that.
        """
        threads = len(os.listdir(f"/proc/{self.line}/task"))
        mine = processes().get(self.line)
        if mine is None:
            raise ProcessLookupError(self.line)
        if mine[1] > self.most / 2:
            raise LimitError("memory")
        if many_files():
            raise LimitError("files")
        return threads


def reap():
    """Take the dead off the list: they count as processes."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def kill_others(line):
    """Kill every process but PID 1 and the line, until there is none."""
    for _ in range(ROUNDS):
        reap()
        others = [pid for pid in processes() if pid != line]
        if not others:
            return
        for sign in (signal.SIGSTOP, signal.SIGKILL):
            for pid in others:
                try:
                    os.kill(pid, sign)
                except ProcessLookupError:
                    pass
        time.sleep(0.001)
