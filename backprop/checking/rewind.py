"""The state of an object, taken once and put back before every call.

A layer may keep its memory in a list, carry a state from call to call,
count its calls or draw random numbers. If each call starts from the same
state, all of them compute the same function, and can be compared.
"""

import functools
import random
import types
from collections import deque

import numpy as np

from .bindings import Cell, Names, held_by, places
from .routes import MOST
from .snapshots import Array, Container, Slots, State
from .walking import attributes, of_library

ATOMS = (str, bytes, int, float, complex, bool, type(None), type, range)


class Rewind:
    """Snapshot of `roots` and all they hold. `restore()` puts it back.

    keep: arrays that are left alone, because the check nudges them.
    names: what functions reach by a global name is theirs too, and so is
    what the names stand for: a whole program's state.
    After `learn()`, which compares now with then, `restore(quick=True)`
    puts back only what is known to change.
    """

    def __init__(self, *roots, keep=(), names=False):
        self.parts, self.changing, self.named = [], set(), names
        self._kept = list(keep)
        self._walk(roots)
        self._add(
            np.random, lambda: np.random.get_state(), np.random.set_state
        )
        self._add(random, random.getstate, random.setstate)

    def restore(self, quick=False):
        for k in self.changing if quick else range(len(self.parts)):
            self.parts[k].restore()

    def learn(self, steady=False):
        """Note what differs from the snapshot.

        steady: what differs has been seen not to matter, so that only
        memories that grow need to be put back.
        """
        self.changing |= {
            k for k, part in enumerate(self.parts) if part.changed()
        }
        if steady:
            self.changing = {
                k for k in self.changing
                if self.parts[k].grows() or self._lost(self.parts[k])
            }  # fmt: skip

    def _lost(self, part):
        """Has forward put another array where a nudged one stood?"""
        wanted = {id(a) for a in self._kept}
        return any(id(v) in wanted and v is not now for v, now in part.pairs())

    def reattach(self, arrays):
        """Put these arrays back where newer ones have taken their place."""
        wanted = {id(a) for a in arrays}
        for part in self.parts:
            if not isinstance(part, Container):
                continue
            both = isinstance(part.thing, dict)
            for k, v in part.kept if both else enumerate(part.kept):
                if id(v) in wanted and (both or isinstance(part.thing, list)):
                    part.thing[k] = v

    def drawn(self):
        """Do the changes noted include random numbers?"""
        return any(isinstance(self.parts[k], State) for k in self.changing)

    def redraw(self):
        """Put the sources of random numbers back, and nothing else."""
        for part in self.parts:
            if isinstance(part, State):
                part.restore()

    def _walk(self, roots):
        seen, left = set(), list(roots)
        while left and len(seen) < MOST:
            thing = left.pop()
            if isinstance(thing, ATOMS) or id(thing) in seen:
                continue
            seen.add(id(thing))
            left += self._take(thing)

    def _take(self, thing):
        """Record one object; return what it holds."""
        if isinstance(thing, np.ndarray):
            if thing.dtype == object:
                return list(thing.flat)
            view = any(np.may_share_memory(thing, a) for a in self._kept)
            if thing.flags.writeable and not view:
                self.parts.append(Array(thing))
            return []
        if isinstance(thing, np.random.Generator):
            bits = thing.bit_generator
            self._add(bits, lambda: bits.state,
                      lambda s: setattr(bits, "state", s))  # fmt: skip
            return []
        if isinstance(thing, np.random.RandomState):
            self._add(thing, thing.get_state, thing.set_state)
            return []
        if isinstance(thing, random.Random):
            self._add(thing, thing.getstate, thing.setstate)
            return []
        if isinstance(thing, list | deque | set | dict):
            self.parts.append(Container(thing))
            return list(thing.values() if isinstance(thing, dict) else thing)
        if isinstance(thing, tuple | frozenset):
            return list(thing)
        if isinstance(thing, types.MethodType):
            return [thing.__self__, thing.__func__]
        if isinstance(thing, functools.partial):
            return [thing.func, *thing.args, *thing.keywords.values()]
        if isinstance(thing, types.FunctionType):
            return self._take_function(thing)
        return self._take_instance(thing)

    def _take_instance(self, thing):
        classes = [c for c in type(thing).__mro__ if not of_library(c)]
        if not classes or isinstance(thing, types.ModuleType):
            return []
        held = []
        if hasattr(thing, "__dict__"):
            self.parts.append(Container(vars(thing)))
            held += vars(thing).values()
        slots = attributes(thing)
        if len(slots) > len(getattr(thing, "__dict__", ())):
            self.parts.append(Slots(thing))
            held += slots.values()
        for cls in classes:
            held += [v for v in vars(cls).values() if not callable(v)]
            for value in list(vars(cls).values()):
                value = getattr(value, "__func__", value)  # static methods
                if isinstance(value, types.FunctionType):
                    held.append(value)
        return held

    def _take_function(self, function):
        if self.named:
            self.parts.append(Container(vars(function)))
            self.parts += map(Cell, function.__closure__ or ())
            self.parts += [Names(d, n) for d, n in places(function)]
        return held_by(function, self.named)

    def _add(self, thing, get, put):
        self.parts.append(State(thing, get, put))
