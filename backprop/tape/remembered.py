"""The arrays that a backward function needs, read-only until it has run."""

from contextlib import suppress
from functools import partial

import numpy as np

from .order import children_first

_HELD = {}  # id of the array that owns the memory -> _Owner


class _Owner:
    """An array that owns memory, and what of it was writable before."""

    def __init__(self, owner):
        self.count, self.owner = 0, owner
        self.writable = {}  # the owner first, then views of it

    def hold(self, array):
        self.count += 1
        for a in (self.owner, array):
            direct = a is self.owner or a.base is self.owner
            if direct and self._can_be_given_back(a):
                self.writable[id(a)] = a
                a.flags.writeable = False

    def _can_be_given_back(self, a):
        """NumPy lets a flag be set again where it owns the memory."""
        owned = self.owner.flags.owndata
        free = self.owner.flags.writeable or id(self.owner) in self.writable
        return owned and free and a.flags.writeable

    def give_back(self):
        for a in self.writable.values():
            with suppress(ValueError):  # its owner has been frozen since
                a.flags.writeable = True


class Remembered:
    """The arrays that functions mention: held until `release`.

    An array, and the one whose memory it is a view of, refuse to be
    changed in place as long as somebody holds them.
    """

    __slots__ = ("arrays",)

    def __init__(self, functions):
        self.arrays = ()
        self.arrays = tuple(_arrays(functions))
        for array in self.arrays:
            owner = _owner(array)
            held = _HELD.setdefault(id(owner), _Owner(owner))
            held.hold(array)

    def release(self):
        arrays, self.arrays = self.arrays, ()
        for array in arrays:
            owner = _owner(array)
            held = _HELD.get(id(owner))
            if held is None:  # of a copy, which nobody holds
                continue
            held.count -= 1
            if not held.count:
                del _HELD[id(owner)]
                held.give_back()

    __del__ = release


def remembered_bytes(output):
    """The bytes of all arrays that the tape behind a Tensor remembers."""
    owners = {}
    for line in children_first(output.line):
        for array in line.remembered.arrays if line.remembered else ():
            owner = _owner(array)
            owners[id(owner)] = owner.nbytes
    return sum(owners.values())


def _owner(array):
    """The array whose memory this one looks at."""
    below = array
    while getattr(below, "base", None) is not None:
        below = below.base  # as_strided puts an object in between
        if isinstance(below, np.ndarray):
            array = below
    return array


def _arrays(functions):
    """Every array that the functions mention, once.

    Looked for in closures, default arguments, partials, tuples, lists and
    dicts, and not inside other objects.
    """
    found, seen = {}, set()
    todo = [held for f in functions for held in _mentioned(f)]
    for held in todo:  # grows while it is read
        if isinstance(held, np.ndarray):
            found[id(held)] = held
        elif not isinstance(held, float | str) and id(held) not in seen:
            seen.add(id(held))
            todo += _mentioned(held)
    return found.values()


def _mentioned(thing):
    if isinstance(thing, tuple | list):
        return thing
    if isinstance(thing, dict):
        return thing.values()
    if isinstance(thing, partial):
        return (thing.func, thing.args, thing.keywords)
    cells = getattr(thing, "__closure__", None)
    if cells is None and not hasattr(thing, "__defaults__"):
        return ()
    inside = [thing.__defaults__ or (), thing.__kwdefaults__ or {}]
    for cell in cells or ():
        with suppress(ValueError):  # a name that is not bound yet
            inside.append(cell.cell_contents)
    return inside
