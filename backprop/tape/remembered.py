"""The arrays that the way back needs, read-only until it has run."""

import numpy as np

from .order import children_first

_HELD = {}  # id of the array that owns the memory -> _Owner


class _Owner:
    """An array that owns memory, and what of it was writable before."""

    def __init__(self):
        self.count, self.writable = 0, {}

    def hold(self, array):
        self.count += 1
        if array.flags.writeable:
            self.writable[id(array)] = array
            array.flags.writeable = False


class Remembered:
    """The arrays that functions mention: held until `release`.

    An array, and the one whose memory it is a view of, refuse to be
    changed in place as long as somebody holds them.
    """

    __slots__ = ("arrays",)

    def __init__(self, functions):
        self.arrays = tuple(_arrays(functions))
        for array in self.arrays:
            owner = _owner(array)
            held = _HELD.setdefault(id(owner), _Owner())
            held.hold(owner)
            if array is not owner:
                held.hold(array)
                held.count -= 1

    def release(self):
        arrays, self.arrays = self.arrays, ()
        for array in arrays:
            owner = _owner(array)
            held = _HELD[id(owner)]
            held.count -= 1
            if not held.count:
                del _HELD[id(owner)]
                for a in held.writable.values():  # the owner comes first
                    a.flags.writeable = True

    __del__ = release


def remembered_bytes(output):
    """The bytes of all arrays that the tape behind `output` remembers."""
    owners = {}
    for node in children_first(output):
        for array in node.remembered.arrays if node.remembered else ():
            owner = _owner(array)
            owners[id(owner)] = owner.nbytes
    return sum(owners.values())


def _owner(array):
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


def _arrays(functions):
    """Every array that the functions close over, once."""
    found, seen = {}, set()
    todo = [held for f in functions for held in _closed_over(f)]
    for held in todo:  # grows while it is read
        if isinstance(held, np.ndarray):
            found[id(held)] = held
        elif not isinstance(held, float | str) and id(held) not in seen:
            seen.add(id(held))
            items = held if isinstance(held, tuple | list) else ()
            todo += items or _closed_over(held)
    return found.values()


def _closed_over(function):
    cells = getattr(function, "__closure__", None) or ()
    return [cell.cell_contents for cell in cells]
