"""Messages on a socket or pipe: one letter, a length, and bytes.

One side may be hostile: a reader sets the most it takes, and the moment
after which it waits no more.
"""

import os
import select
import struct
import time

HEAD = struct.Struct("<cI")


class BrokenFrameError(Exception):
    """The other side ended, or sent what is no message."""


class LongFrameError(BrokenFrameError):
    """The other side wants to send more than it may."""


class LateFrameError(Exception):
    """No whole message came in time."""


def send(fd, letter, payload=b"", seconds=60.0):
    """Write one message.

    Raises BrokenFrameError or LateFrameError if it is not taken.
    """
    end = time.monotonic() + seconds
    left = memoryview(HEAD.pack(letter, len(payload)) + payload)
    while left:
        _, ready, _ = select.select([], [fd], [], _left(end))
        if not ready:
            raise LateFrameError
        try:
            left = left[os.write(fd, left[:65536]) :]
        except BlockingIOError:
            continue
        except OSError as error:
            raise BrokenFrameError from error


def receive(fd, most, seconds=60.0, look=None):
    """(letter, payload) of one message of at most `most` bytes.

    look: called about twenty times a second; what it raises ends it.
    """
    end = time.monotonic() + seconds
    letter, length = HEAD.unpack(_exactly(fd, HEAD.size, end, look))
    if length > most:
        raise LongFrameError(f"{length} bytes, and {most} are allowed")
    return letter, _exactly(fd, length, end, look)


def _exactly(fd, count, end, look):
    found = bytearray()
    while len(found) < count:
        wait = _left(end)
        ready, _, _ = select.select([fd], [], [], min(wait, 0.05))
        if look:
            look()
        if ready:
            try:
                part = os.read(fd, min(count - len(found), 1 << 20))
            except BlockingIOError:
                continue
            except OSError as error:
                raise BrokenFrameError from error
            if not part:
                raise BrokenFrameError("it ended")
            found += part
        elif not wait:
            raise LateFrameError
    return bytes(found)


def drained(fd):
    """Throw away what came before it was asked for."""
    while select.select([fd], [], [], 0)[0]:
        try:
            if not os.read(fd, 1 << 16):
                return
        except OSError:
            return


def _left(end):
    return max(0.0, end - time.monotonic())
