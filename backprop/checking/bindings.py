"""What a function reaches by name, and how that is put back.

A program keeps its arrays and its optimizer's memory where it likes: in a
closure, in global names, in an object, in a default argument.
"""

import random
import sys
import types

import numpy as np

from .walking import LIBRARIES

# Whose functions and modules keep nothing of a program's.
LEFT_ALONE = {*LIBRARIES, "scipy", "backprop", "pytest"} | (
    set(sys.stdlib_module_names) - {"__main__"}
)  # fmt: skip
GONE = object()


def _home(thing):
    """The name of the module of a function, a class or a module."""
    name = getattr(thing, "__module__", None) or getattr(thing, "__name__", "")
    return str(name)


def foreign(thing, function):
    """Is this function, class or module a library's, and not function's?"""
    home = _home(thing)
    top = home.split(".")[0]
    if top == _home(function).split(".")[0]:
        return False
    file = getattr(sys.modules.get(home), "__file__", None) or ""
    return top in LEFT_ALONE or "-packages" in file


def named(function):
    """(space, name, value) of the global names of a function."""
    kinds = (types.FunctionType, types.ModuleType, type)
    for space, names in places(function):
        for name in names:
            value = space[name]
            if not isinstance(value, kinds) or not foreign(value, function):
                yield space, name, value


def places(function):
    """[(dict, names)]: the global names that a function's code has."""
    words, codes = set(), [function.__code__]
    while codes:
        code = codes.pop()
        words.update(code.co_names)
        codes += [c for c in code.co_consts if isinstance(c, types.CodeType)]
    found = [(function.__globals__, words)]
    for word in words:
        module = function.__globals__.get(word)
        if isinstance(module, types.ModuleType):
            if not foreign(module, function):
                found.append((vars(module), words))
    return [(d, [w for w in names if w in d]) for d, names in found]


class Names:
    """Global names, and what they stood for."""

    def __init__(self, space, names):
        self.space = space
        self.kept = {name: space[name] for name in names}

    def grows(self):
        return False

    def changed(self):
        return any(
            self.space.get(n, GONE) is not v for n, v in self.kept.items()
        )

    def pairs(self):
        return []  # what a program rebinds is followed (routes.py)

    def restore(self):
        self.space.update(self.kept)


class Cell:
    """A name that a closure shares with the function around it."""

    def __init__(self, cell):
        self.cell, self.kept = cell, content(cell)

    def grows(self):
        return False

    def changed(self):
        return content(self.cell) is not self.kept

    def pairs(self):
        return []

    def restore(self):
        if self.kept is not GONE:
            self.cell.cell_contents = self.kept


def content(cell):
    try:
        return cell.cell_contents
    except ValueError:  # not yet bound
        return GONE


def held_by(function, everything):
    """What a function holds: its closure, its defaults, its global names.

    Of the global names only sources of random numbers and other functions,
    unless everything is asked for.
    """
    held = [content(cell) for cell in function.__closure__ or ()]
    held += function.__defaults__ or ()
    held += (function.__kwdefaults__ or {}).values()
    # NumPy loads np.random when it is first asked for: not at import.
    kinds = (types.FunctionType, random.Random, np.random.Generator,
             np.random.RandomState)  # fmt: skip
    return held + [
        value for _, _, value in named(function)
        if everything or isinstance(value, kinds)
    ]  # fmt: skip
