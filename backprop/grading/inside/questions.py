"""What a case is asked with, as it comes in; and functions left outside.

An argument that is a function stays where the truth is: what comes in is
its name, and each call asks over the socket.
"""

import builtins
import io
import json
import pickle

import numpy as np

from ...exercises.case import Question
from ...exercises.plain import plain
from .frames import receive, send
from .packing import packed

MOST_IN = 1 << 24


class Asker:
    """Loads jobs, and makes Questions that ask over the socket `link`."""

    def __init__(self, link):
        self.link = link

    def loads(self, job):
        """What a trusted process has pickled, with its Questions."""
        unpickler = pickle.Unpickler(io.BytesIO(job))
        unpickler.persistent_load = self._question
        return unpickler.load()

    def _question(self, key):
        name, most, index = key

        def reply(x):
            return self._ask(index, x)

        return Question(name, reply, most)

    def _ask(self, index, x):
        text = json.dumps([index, asked_with(x)])
        send(self.link.fileno(), b"q", text.encode("ascii"))
        _, answer = receive(self.link.fileno(), MOST_IN)
        value, error, said = pickle.loads(answer)
        if error:
            raise getattr(builtins, error)(said)
        return np.float64(value) if isinstance(x, np.floating) else value


def asked_with(x):
    """The argument of a question, packed; a complex number may be one."""
    if isinstance(x, complex | np.complexfloating):
        return {"complex": [repr(float(x.real)), repr(float(x.imag))]}
    return packed(plain(x))
