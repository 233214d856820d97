"""What a function reaches by name, and the way to an array from there.

A program keeps its arrays and its optimizer's memory where it likes: in a
closure, in global names, in an object, in a default argument.
"""

import functools
import itertools
import random
import sys
import types
from collections import deque

import numpy as np

from .naming import attributes

MOST = 20_000  # objects that are looked at
LIBRARIES = {"numpy", "builtins", "matplotlib", "torch", "jax", "tensorflow"}
# Whose functions and modules keep nothing of a program's.
FOREIGN = LIBRARIES | {"scipy", "backprop", "pytest"} | (
    set(sys.stdlib_module_names) - {"__main__"}
)  # fmt: skip
SOURCES = (np.random.Generator, np.random.RandomState, random.Random)
GONE = object()


def foreign(thing):
    """Is this function, class or module one of a library's?"""
    name = getattr(thing, "__module__", None) or getattr(thing, "__name__", "")
    return str(name).split(".")[0] in FOREIGN


def of_library(cls):
    return cls.__module__.split(".")[0] in LIBRARIES


def named(function):
    """(space, name, value) of the global names of a function."""
    for space, names in places(function):
        for name in names:
            value = space[name]
            kind = (types.FunctionType, types.ModuleType, type)
            if not (isinstance(value, kind) and foreign(value)):
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
            if not foreign(module):
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
    kinds = (*SOURCES, types.FunctionType)
    return held + [
        value for _, _, value in named(function)
        if everything or isinstance(value, kinds)
    ]  # fmt: skip


def routes(roots, arrays):
    """{id of an array: [functions that find what stands there now]}."""
    found, seen = {id(a): [] for a in arrays}, set()
    queue = deque((root, (lambda root=root: root)) for root in roots)
    while queue and len(seen) < MOST:
        thing, way = queue.popleft()
        if id(thing) in found:
            found[id(thing)].append(way)
        elif id(thing) not in seen:
            seen.add(id(thing))
            for get, child in _children(thing):
                queue.append((child, functools.partial(_along, way, get)))
    return found


def _along(way, get):
    return get(way())


def _children(thing):
    """(how it is found from thing, what is found)."""
    if isinstance(thing, dict):
        for k in list(thing):
            yield (lambda d, k=k: d[k]), thing[k]
    elif isinstance(thing, list | tuple | deque) or (
        isinstance(thing, np.ndarray) and thing.dtype == object
    ):
        for k, child in enumerate(thing):
            yield (lambda d, k=k: d[k]), child
    elif isinstance(thing, types.MethodType):
        yield (lambda m: m.__self__), thing.__self__
        yield (lambda m: m.__func__), thing.__func__
    elif isinstance(thing, functools.partial):
        yield (lambda p: p.func), thing.func
        yield (lambda p: p.args), thing.args
        yield (lambda p: p.keywords), thing.keywords
    elif isinstance(thing, types.FunctionType):
        yield from _children_of_function(thing)
    elif not isinstance(thing, type | types.ModuleType) and not of_library(
        type(thing)
    ):
        yield from _children_of_object(thing)


def _children_of_function(function):
    for k, cell in enumerate(function.__closure__ or ()):
        yield (lambda f, k=k: content(f.__closure__[k])), content(cell)
    for k, value in enumerate(function.__defaults__ or ()):
        yield (lambda f, k=k: f.__defaults__[k]), value
    for space, name, value in named(function):
        yield (lambda f, s=space, n=name: s[n]), value


def _children_of_object(thing):
    for name, child in attributes(thing).items():
        yield (lambda o, n=name: getattr(o, n)), child
    functions = itertools.chain(*(vars(c).values() for c in type(thing).__mro__
                                  if not of_library(c)))  # fmt: skip
    for value in functions:
        value = getattr(value, "__func__", value)
        if isinstance(value, types.FunctionType):
            yield (lambda o, f=value: f), value
