"""The arrays that a backward function needs, read-only until it has run."""

from contextlib import suppress
from functools import cache, partial
from itertools import chain
from types import CodeType, FunctionType

import numpy as np

from .operators import Operators
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

    Looked for in closures, globals, default arguments, partials, Tensors,
    tuples, lists and dicts, and not inside other objects.
    """
    found, seen, todo = {}, set(), list(functions)
    for thing in todo:  # grows while it is read
        if isinstance(thing, np.ndarray):
            found[id(thing)] = thing
        elif type(thing) in _INSIDE and id(thing) not in seen:
            seen.add(id(thing))
            todo += _INSIDE[type(thing)](thing)
        elif isinstance(thing, Operators):  # a Tensor
            todo.append(thing.value)
    return found.values()


@cache
def _names(code):
    """The global names that a function and those inside it may read."""
    inner = [c for c in code.co_consts if isinstance(c, CodeType)]
    return {*code.co_names, *chain.from_iterable(map(_names, inner))}


def _in_function(f):
    found = [*(f.__defaults__ or ()), *(f.__kwdefaults__ or {}).values()]
    for cell in f.__closure__ or ():
        with suppress(ValueError):  # a name that is not bound yet
            found.append(cell.cell_contents)
    outside = f.__globals__
    for name in _names(f.__code__):
        if name in outside:
            found.append(outside[name])
    return found


_INSIDE = {
    FunctionType: _in_function,
    tuple: iter,
    list: iter,
    dict: dict.values,
    partial: lambda p: (p.func, *p.args, *p.keywords.values()),
}
