"""A call that does not end is stopped, where there is an alarm clock.

That is in the main thread, on Unix. Windows and Pyodide (JupyterLite, the
book's pages) have no such signals: there an endless loop is ended by
restarting the kernel.
"""

import contextlib
import signal
import sys
import threading
import time

from .errors import HOUSE, OverError

AGAIN = 0.3  # seconds to the next ring, if an except has caught the first


@contextlib.contextmanager
def limited(seconds):
    """Raise OverError in what takes more seconds; None: let it run.

    The alarm that was set before is set again for what is left of it.
    """
    if not seconds or not _can():
        yield
        return
    started, rung, traced = time.monotonic(), [], sys.gettrace()

    def ring(_, frame):
        if rung:
            _raise_behind(frame, seconds)
        rung.append(frame)
        raise OverError(seconds)

    handler = signal.signal(signal.SIGALRM, ring)
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        if rung:
            sys.settrace(traced)
        signal.signal(signal.SIGALRM, handler or signal.SIG_DFL)
        if left:
            left -= time.monotonic() - started
            signal.setitimer(signal.ITIMER_REAL, max(left, 1e-3), interval)


def _raise_behind(frame, seconds):
    """Raise in the next line too: in the except that catches everything."""

    def trace(_, event, __):
        if event == "line":
            raise OverError(seconds)
        return trace

    sys.settrace(lambda *_: None)
    while frame and not frame.f_code.co_filename.startswith(HOUSE):
        frame.f_trace = trace
        frame = frame.f_back


def _can():
    return (
        hasattr(signal, "setitimer")
        and sys.platform != "emscripten"
        and threading.current_thread() is threading.main_thread()
    )
