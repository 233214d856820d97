"""What goes into the sandbox for one check: what is asked, and no truth."""

import io
import pickle
from dataclasses import replace

import numpy as np

from ..exercises.case import Asked, Question, Step
from ..exercises.chapter7.recipes import Recipe
from ..exercises.plain import plain
from ..exercises.running import MOST_ASKED
from .unpacking import BadResultError, parsed, unpacked

CLASSES = (Asked, Step, Recipe)
MODULES = ("numpy", "builtins", "copyreg", "collections")
ERRORS = (ZeroDivisionError, OverflowError, TypeError, ValueError)
MOST = 200_000  # of one check
BASE = 1 << 18  # bytes that any check may send
LARGEST = 24 << 20


class Job:
    """One check as it goes in, and the answers to what is asked there.

    data: the bytes. heard: for each case what was asked of the functions
    that stayed outside, as an Outcome has it: how often, and where.
    """

    def __init__(self, variable, cases):
        # A case's name may tell what is right of it: it stays here.
        asked = [
            replace(case.asked, name=str(k)) for k, case in enumerate(cases)
        ]
        self.questions = {
            id(arg): (k, arg)
            for k, one in enumerate(asked)
            for step in one.steps
            for arg in step.args
            if isinstance(arg, Question)
        }
        self.heard = [{"questions": {}, "asked": {}} for _ in cases]
        for k, question in self.questions.values():
            self.heard[k]["questions"][question.name] = 0
        self.data = self._pickled((variable, asked))

    def _pickled(self, thing):
        keys = list(self.questions)

        class Pickler(_Pickler):
            def persistent_id(self, thing):
                if not isinstance(thing, Question):
                    return None
                return thing.name, thing.most, keys.index(id(thing))

        target = io.BytesIO()
        Pickler(target).dump(thing)
        return target.getvalue()

    def reply(self, said):
        """The bytes of the reply to a question's bytes, whatever they are."""
        value, error, words = None, "ValueError", "no such question"
        try:
            index, x = parsed(said)
            k, question = list(self.questions.values())[index]
            x = _argument(x)
            if self._note(k, question.name, x) < MOST:
                with np.errstate(all="ignore"):
                    value = question.reply(x)
                error = words = ""
        except ERRORS as raised:
            error, words = type(raised).__name__, str(raised)[:200]
        except (BadResultError, IndexError, RecursionError, MemoryError):
            pass
        return pickle.dumps((value, error, words))

    def _note(self, k, name, x):
        """Write down a call in case k; how many there were in all."""
        counts, asked = self.heard[k].values()
        counts[name] += 1
        if counts[name] <= MOST_ASKED:
            asked.setdefault(name, []).append(plain(x))
        return sum(sum(h["questions"].values()) for h in self.heard)


class _Pickler(pickle.Pickler):
    """Lets in plain data and what is asked; a function stays outside."""

    def reducer_override(self, thing):
        if thing in CLASSES if isinstance(thing, type) else False:
            return NotImplemented
        if isinstance(thing, CLASSES):
            return NotImplemented
        module = getattr(thing, "__module__", None) or type(thing).__module__
        if not isinstance(module, str) or module.split(".")[0] not in MODULES:
            raise TypeError(f"{thing!r:.60} may not go into the sandbox")
        return NotImplemented


def most_bytes(cases):
    """How much a check may send: a multiple of what is right, and given."""
    known = sum(array.nbytes for case in cases for array in case.arrays)
    drawn = sum(
        8 * int(np.prod([a for a in step.args if type(a) is int]))
        for case in cases
        for step in case.steps
        if any(isinstance(a, np.random.Generator) for a in step.args)
    )
    return min(BASE + 8 * (known + drawn), LARGEST)


def _argument(x):
    if isinstance(x, dict) and list(x) == ["complex"]:
        real, imaginary = map(float, x["complex"])
        return complex(real, imaginary)
    return unpacked(x)
