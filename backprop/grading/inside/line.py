"""Runs the cells, one after the other, and forks a child for each check.

From its first cell on this process is the learner's: nothing it says is
believed, and nothing in it is worth reading.
"""

import linecache
import os
import pickle
import resource
import socket
import sys

from ...exercises.errors import sentence, where
from ...exercises.plain import untouched
from ...exercises.running import run
from . import stubs
from .cells import code_of
from .filtering import refuse
from .frames import HEAD, receive, send
from .packing import written
from .questions import Asker

MOST_IN = 1 << 28
MOST_SAID = 1000  # characters of a cell's own error


def begin(link, limits):
    """Be the line: run what comes over the socket `link`, to the end."""
    status = 1
    try:
        _only(link.fileno())
        _limit(limits)
        refuse()
        sys.setswitchinterval(1e-4)  # busy threads of a learner's wait too
        space = stubs.namespace(limits["numbers"])
        _serve(link, space)
        status = 0
    finally:
        os._exit(status)


def _only(kept):
    """Of the open files keep one; the usual three lead nowhere."""
    nowhere = os.open("/dev/null", os.O_RDWR)
    for fd in range(3):
        os.dup2(nowhere, fd)
    for name in os.listdir("/proc/self/fd"):
        if int(name) > 2 and int(name) != kept:
            try:
                os.close(int(name))
            except OSError:  # the folder's own, closed by now
                pass


def _limit(limits):
    """Limits that the kernel keeps; that on processes counts in here only.

    For it is set after the sandbox's own user namespace has been made.
    """
    for name, most in {
        "RLIMIT_AS": limits["memory"],
        "RLIMIT_NPROC": limits["processes"],
        "RLIMIT_FSIZE": 64 << 20,
        "RLIMIT_NOFILE": 128,
        "RLIMIT_CORE": 0,
        "RLIMIT_CPU": 10 * limits["seconds"],
    }.items():
        resource.setrlimit(getattr(resource, name), (most, most))


def _serve(link, space):
    while True:
        head, files, _, _ = socket.recv_fds(link, HEAD.size, 1)
        if not head:
            return
        if files:
            _fork_child(socket.socket(fileno=files[0]), space)
        else:
            name, source = pickle.loads(receive(link.fileno(), MOST_IN)[1])
            said = _cell(source, name, space).encode("utf-8", "replace")
            send(link.fileno(), b"e" if said else b"o", said)


def _fork_child(link, space):
    """Fork twice, so that PID 1 takes the child's end, and not the line."""
    first = os.fork()
    if not first:
        if not os.fork():
            try:
                _check(link, space)
            finally:
                os._exit(0)
        os._exit(0)
    link.close()
    os.waitpid(first, 0)


def _cell(source, name, space):
    """Run a cell; its own exception in a sentence, or nothing."""
    lines = source.splitlines(keepends=True)
    linecache.cache[name] = len(source), None, lines, name
    try:
        exec(code_of(source, name), space)
    except BaseException as error:  # SystemExit too: it is theirs
        return f"{sentence(error)}, {where(error)}"[:MOST_SAID]
    return ""


def _check(link, space):
    """In the child: try what the cells have made, and say what happened."""
    _, job = receive(link.fileno(), MOST_IN)
    variable, asked = Asker(link).loads(job)
    answer = space.get(variable, ...)
    if untouched(answer):
        send(link.fileno(), b"u")
        return
    send(link.fileno(), b"r", written(run(answer, asked)))
