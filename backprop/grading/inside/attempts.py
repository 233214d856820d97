"""What must fail in a sandbox, tried: the sandbox's own test at its start."""

import ctypes
import importlib
import os
import platform
import signal
import socket

TRUTHS = (
    *("backprop.exercises.judging", "backprop.exercises.registry"),
    *("backprop.exercises.record", "backprop.exercises.known"),
    *("backprop.exercises.chapter7.names", "backprop.exercises.pools"),
    *(f"backprop.exercises.chapter{k}" for k in (*range(1, 7), 8)),
)
CLOSED = ("/", "/python", "/course", "/dev", "/proc/sys/kernel", "/etc")
NEW_USER = 0x10000000
CLONE = {"x86_64": 56, "aarch64": 220}


def succeeded(port, places):
    """The names of what should have failed, and did not.

    port: where somebody listens on this machine's own address. places:
    paths on this machine that must not be seen.
    """
    tried = {
        "a connection to this machine": lambda: _connect(port),
        "the name of another machine": lambda: socket.getaddrinfo(
            "example.org", 80
        ),
        "a file of this machine": lambda: _any(map(os.path.exists, places)),
        "writing where nothing may be written": lambda: _any(
            map(_writes, CLOSED)
        ),
        "a module with the right answers": lambda: _any(map(_loads, TRUTHS)),
        "the supervisor's memory": lambda: open("/proc/1/mem", "rb").close(),
        "the supervisor's files": lambda: os.listdir("/proc/1/fd"),
        "processes of others": lambda: _any(
            [sum(map(str.isdigit, os.listdir("/proc"))) > 4]
        ),
        "root's rights": lambda: _any([os.getuid() == 0, _capable()]),
        "a new user namespace": lambda: _any([_cloned()]),
        "a device of this machine's network": lambda: _any([_devices() > 1]),
        "memory of no process": lambda: os.close(os.memfd_create("x")),
        "shared memory": lambda: _libc("shmget", 0, 1 << 20, 0o1600),
        "a mount": lambda: _libc("mount", b"tmpfs", b"/tmp", b"tmpfs", 0, 0),
        "two gigabytes of memory": lambda: bytearray(2 << 30),
        "two hundred processes": lambda: _any([_forks(200) == 200]),
    }
    return tuple(name for name, do in tried.items() if _works(do))


def _works(do):
    try:
        do()
    except (OSError, ImportError, MemoryError, AssertionError):
        return False
    return True


def _any(found):
    if not any(found):
        raise OSError


def _connect(port):
    socket.create_connection(("127.0.0.1", port), 1).close()


def _writes(place):
    try:
        with open(f"{place}/written", "w"):
            return True
    except OSError:
        return False


def _loads(name):
    try:
        importlib.import_module(name)
    except ImportError:
        return False
    return True


def _capable():
    with open("/proc/self/status") as file:
        lines = [line.split() for line in file if line.startswith("Cap")]
    return any(int(number, 16) for name, number in lines if name != "CapBnd:")


def _libc(name, *arguments):
    if getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments) == -1:
        raise OSError


def _cloned():
    """Can a process be had in a user namespace of its own?"""
    number = CLONE[platform.machine()]
    flags = NEW_USER | signal.SIGCHLD
    pid = ctypes.CDLL(None).syscall(number, flags, 0, 0, 0, 0)
    if pid == 0:
        os._exit(0)
    return pid > 0


def _devices():
    with open("/proc/net/dev") as file:
        return sum(":" in line for line in file)


def _forks(most):
    """How many processes can be had at once."""
    made = []
    try:
        while len(made) < most:
            pid = os.fork()
            if not pid:
                signal.pause()
            made.append(pid)
    except OSError:
        pass
    for pid in made:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    return len(made)
