"""The ways from a program's functions to its arrays.

W = W - lr * dW puts another array in W's place, in an object, a dict, a
closure or a global name: the way there finds it.
"""

import functools
import itertools
import types
from collections import deque

import numpy as np

from .bindings import content, named
from .walking import attributes, of_library

MOST = 20_000  # objects that are looked at


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
