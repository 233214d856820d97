"""All float arrays that an object holds, each with the path to it."""

import types

import numpy as np

DEEPEST = 8
LIBRARIES = ("numpy", "builtins", "matplotlib", "torch", "jax", "tensorflow")
FUNCTIONS = (types.FunctionType, types.MethodType)


def leaves(thing, path=(), seen=None, numbers=False, deep=False):
    """Yield (path, float array) for all that an object holds.

    numbers: also plain floats, which no nudge reaches. deep: also what
    stands on its class, and what its functions close over or name.
    """
    seen = set() if seen is None else seen
    if numbers and isinstance(thing, float):
        yield path, thing
    if isinstance(thing, np.ndarray):
        if thing.dtype.kind == "f":
            yield path, thing
        elif thing.dtype == object:
            yield from leaves(list(thing.flat), path, seen, numbers, deep)
        return
    if id(thing) in seen or len(path) > DEEPEST:
        return
    seen.add(id(thing))
    for name, value in _items(thing, deep):
        own = path if isinstance(value, FUNCTIONS) else (*path, str(name))
        yield from leaves(value, own, seen, numbers, deep)


def reached(subject):
    """All leaves of a Subject's layer, its class and its functions."""
    seen = set()
    for root in (subject.layer, subject.forward, subject.backward):
        yield from leaves(root, seen=seen, deep=True)


def _items(thing, deep):
    if isinstance(thing, dict):
        return list(thing.items())
    if isinstance(thing, list | tuple):
        return list(enumerate(thing))
    if isinstance(thing, types.MethodType) and deep:
        return [("", thing.__func__)]
    if isinstance(thing, types.FunctionType) and deep:
        return list(named_by(thing).items())
    if isinstance(thing, type | types.ModuleType | types.FunctionType):
        return []
    if type(thing).__module__ == "numpy":
        return []
    found = attributes(thing)
    return list((_on_class(thing) | found if deep else found).items())


def attributes(thing):
    """{name: value} of an object, from its __dict__ and its __slots__."""
    found = dict(getattr(thing, "__dict__", {}))
    for cls in type(thing).__mro__:
        slots = vars(cls).get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if hasattr(thing, name) and name not in (
                "__dict__",
                "__weakref__",
            ):
                found[name] = getattr(thing, name)
    return found


def of_library(cls):
    """Is it a class of a library, or of Cython's functions?

    The class of Cython's functions has a descriptor of its instances'
    module where other classes have the name of theirs.
    """
    module = cls.__module__
    if not isinstance(module, str) or module.startswith("_cython_"):
        return True
    return module.split(".")[0] in LIBRARIES


def _on_class(thing):
    kinds = (np.ndarray, dict, list, types.FunctionType)
    return {
        name: value
        for cls in reversed(type(thing).__mro__) if not of_library(cls)
        for name, value in vars(cls).items() if isinstance(value, kinds)
    }  # fmt: skip


def closed_over(function):
    """{name: value} of what a function closes over."""
    found = {}
    cells = function.__closure__ or ()
    for name, cell in zip(function.__code__.co_freevars, cells, strict=True):
        try:
            found[name] = cell.cell_contents
        except ValueError:  # not yet bound
            continue
    return found


def named_by(function):
    """What it closes over, and the arrays of its module that it names."""
    outer = {
        name: function.__globals__[name]
        for name in function.__code__.co_names
        if isinstance(function.__globals__.get(name), np.ndarray | dict)
    }
    return outer | closed_over(function)
