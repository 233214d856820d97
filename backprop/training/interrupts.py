"""Ctrl-C that waits until the step is whole."""

import signal
from contextlib import contextmanager, suppress


@contextmanager
def interrupt_held_back():
    """Yield a list that notes a first Ctrl-C; a second one interrupts.

    It notes nothing where Ctrl-C is ignored (a job in the background), or
    outside the main thread, the only one that Python delivers signals to.
    """
    interrupts = []
    before = signal.getsignal(signal.SIGINT) or signal.SIG_DFL

    def note(signum, frame):
        interrupts.append(signum)
        signal.signal(signal.SIGINT, before)

    held = False
    if before is not signal.SIG_IGN:
        with suppress(ValueError):  # not the main thread
            signal.signal(signal.SIGINT, note)
            held = True
    try:
        yield interrupts
    finally:
        if held:
            signal.signal(signal.SIGINT, before)
