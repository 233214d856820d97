"""System calls that no answer needs, refused by the kernel (seccomp).

Among them are those that make memory which belongs to no process, where
no limit would see it, and every socket but those within the sandbox.
"""

import ctypes
import platform
import struct

NAMES = (
    *("memfd_create", "memfd_secret", "shmget", "msgget", "semget"),
    *("io_uring_setup", "userfaultfd", "bpf", "perf_event_open", "vmsplice"),
    *("keyctl", "add_key", "request_key", "open_by_handle_at", "kexec_load"),
    *("ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd"),
    *("mount", "umount2", "unshare", "setns"),
)
NUMBERS = {  # in that order; before them the architecture, and socket
    "x86_64": (
        *(0xC000003E, 41, 319, 447, 29, 68, 64, 425, 323, 321, 298, 278),
        *(250, 248, 249, 304, 246, 101, 310, 311, 438, 165, 166, 272, 308),
    ),
    "aarch64": (
        *(0xC00000B7, 198, 279, 447, 194, 186, 190, 425, 282, 280, 241, 75),
        *(219, 217, 218, 265, 104, 117, 270, 271, 438, 40, 39, 97, 268),
    ),
}
OTHER_ABI = 0x40000000  # x32, with numbers of its own
AF_UNIX = 1
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050001  # EPERM
AT_NUMBER, AT_ARCHITECTURE, AT_FIRST_ARGUMENT = 0, 4, 16
PR_SET_SECCOMP, FILTER = 22, 2


def program(machine):
    """The filter as bytes, eight an instruction. Raises KeyError."""
    architecture, socket, *refused = NUMBERS[machine]
    lines = [
        (LOAD, 0, 0, AT_ARCHITECTURE),
        (EQUAL, 1, 0, architecture),
        (RETURN, 0, 0, REFUSE),
        (LOAD, 0, 0, AT_NUMBER),
        (AT_LEAST, 0, 1, OTHER_ABI),
        (RETURN, 0, 0, REFUSE),
    ]
    for number in refused:
        lines += [(EQUAL, 0, 1, number), (RETURN, 0, 0, REFUSE)]
    lines += [
        (EQUAL, 0, 3, socket),
        (LOAD, 0, 0, AT_FIRST_ARGUMENT),
        (EQUAL, 1, 0, AF_UNIX),
        (RETURN, 0, 0, REFUSE),
        (RETURN, 0, 0, ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("lines", ctypes.c_char_p)]


def refuse():
    """Put the filter on this process and all that it will fork.

    Raises OSError if the kernel does not take it, and KeyError on a
    processor whose numbers are not known here.
    """
    code = program(platform.machine())
    told = _Program(len(code) // 8, code)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_SECCOMP, FILTER, ctypes.byref(told), 0, 0):
        raise OSError(ctypes.get_errno(), "no seccomp")
