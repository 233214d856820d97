"""The sandbox is tested before it is used; without it nothing is graded."""

import socket

from ..exercises.case import case, step
from . import root
from .asking import BASE, Job
from .reading import outcomes
from .sandbox import NoSandboxError, Sandbox, SandboxLostError, StoppedError

CELL = """
from backprop.grading.inside.attempts import succeeded
left = succeeded({port}, {places})
"""
SYSTEM = ("/etc/passwd", "/usr/bin", "/bin/sh", "/var")
ASKED = case("the sandbox", (step("value", (), {"left": ()}),))


def require():
    """Raises NoSandboxError, with what is wrong, unless a sandbox holds."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        places = [str(root.PACKAGE), str(root.place()), *SYSTEM]
        source = CELL.format(port=server.getsockname()[1], places=places)
        try:
            with Sandbox({}) as box:
                _, error = box.cell(source, "<the sandbox's test>")
                found = box.check(Job("left", [ASKED]).data, BASE)
                (outcome,) = outcomes(found or b"[]", [ASKED])
        except StoppedError as stop:
            raise NoSandboxError(
                f"the sandbox's own test was stopped ({stop}); run the line "
                "again, when this machine has less to do"
            ) from stop
        except (SandboxLostError, ValueError) as failed:
            raise NoSandboxError(
                "the sandbox does not start: bubblewrap needs Linux with "
                "user namespaces (kernel.unprivileged_userns_clone, or "
                "kernel.apparmor_restrict_unprivileged_userns on Ubuntu)"
            ) from failed
    if error or outcome.results != [()]:
        seen = error or ", ".join(map(str, outcome.results[0]))
        raise NoSandboxError(f"the sandbox does not hold: {seen}")
