"""Ctrl-C that waits until the step is whole."""

import signal
import threading
from contextlib import contextmanager


@contextmanager
def interrupt_held_back():
    """Yield a list that notes a first Ctrl-C; a second one interrupts.

    Outside the main thread it notes nothing, for Python delivers signals
    to the main thread only.
    """
    interrupts = []
    if threading.current_thread() is not threading.main_thread():
        yield interrupts
        return

    def note(signum, frame):
        interrupts.append(signum)
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, note) or signal.SIG_DFL
    try:
        yield interrupts
    finally:
        signal.signal(signal.SIGINT, before)
