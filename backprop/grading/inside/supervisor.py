"""PID 1 of the sandbox: passes cells and checks on, and keeps the limits.

It never runs a learner's code. What it passes out is bytes that nobody
here has looked at.
"""

import contextlib
import ctypes
import os
import pickle
import signal
import socket
import sys
import time

from . import line
from .frames import (
    HEAD,
    BrokenFrameError,
    LateFrameError,
    LongFrameError,
    drained,
    receive,
    send,
)
from .watching import LimitError, Watch, kill_others

OUT, IN = 1, 0
MOST_IN, LONG = 1 << 28, 86400.0
MOST_SAID = 4096  # bytes that a line may say of a cell
MOST_ASKED = 65536
PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER = 4, 36


def main():
    """Serve until the other side ends."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ours, theirs = socket.socketpair()
    limits = pickle.loads(receive(IN, MOST_IN)[1])
    pid = os.fork()
    if not pid:
        ours.close()
        libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
        line.begin(theirs, limits)
    theirs.close()
    ours.setblocking(False)
    _serve(ours, pid, limits)


def _serve(ours, pid, limits):
    while True:
        try:
            letter, payload = receive(IN, MOST_IN, LONG)
        except BrokenFrameError:
            sys.exit()
        watch = Watch(pid, limits)
        drained(ours.fileno())
        try:
            if letter == b"c":
                said = _cell(ours, payload, watch, limits)
            else:
                said = _check(ours, payload, watch, limits)
        except LimitError as limit:
            said = b"L", str(limit).encode()
        except (LateFrameError, BlockingIOError):
            said = b"L", b"time"
        except LongFrameError:
            said = b"L", b"output"
        except (BrokenFrameError, OSError):
            said = b"D", b""
        kill_others(pid)
        send(OUT, *said)


def _cell(ours, payload, watch, limits):
    watch.patience, job = pickle.loads(payload)
    send(ours.fileno(), b"c")
    send(ours.fileno(), b"s", job)
    said = receive(ours.fileno(), MOST_SAID, limits["wall"], watch.look)
    threads = min(watch.afterwards(), 255)
    return b"C", bytes([threads]) + said[1]


def _check(ours, payload, watch, limits):
    """One check: its own socket goes to the child that the line forks."""
    most, job = pickle.loads(payload)
    mine, its = socket.socketpair()
    mine.setblocking(False)
    with contextlib.closing(mine):
        with contextlib.closing(its):
            socket.send_fds(ours, [HEAD.pack(b"k", 0)], [its.fileno()])
        send(mine.fileno(), b"j", job)
        end = time.monotonic() + limits["wall"]
        while True:
            left = max(0.0, end - time.monotonic())
            letter, said = receive(mine.fileno(), most, left, watch.look)
            if letter != b"q":
                return (b"U", b"") if letter == b"u" else (b"R", said)
            if len(said) > MOST_ASKED:
                raise BrokenFrameError
            send(OUT, b"Q", said)
            # All of it, however long: what stayed would be the next order.
            send(mine.fileno(), *receive(IN, MOST_IN, LONG))
