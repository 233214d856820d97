"""Values that no check may trip over."""

import numpy as np

from backprop import Linear


class Touchy:
    """Raises on whatever one can do with it but hold it."""

    def _no(self, *args):
        raise RuntimeError("do not touch")

    __eq__ = __ne__ = __lt__ = __gt__ = __bool__ = __len__ = _no
    __iter__ = __array__ = __float__ = __add__ = __mul__ = __repr__ = _no
    __getitem__ = __hash__ = _no


class TouchyNumber(float):
    def __eq__(self, other):
        raise RuntimeError("do not compare")

    __sub__ = __mul__ = __float__ = __eq__
    __hash__ = None


def _generator():
    yield 1.0
    yield 2.0


def _nested(depth):
    inner = []
    for _ in range(depth):
        inner = [inner]
    return inner


def _of_objects():
    array = np.empty(2, dtype=object)
    array[0] = Touchy()
    return array


_endless = []
_endless.append(_endless)

VALUES = {
    "None": None,
    "text": "0.25",
    "empty text": "",
    "bytes": b"0.25",
    "zero": 0,
    "true": True,
    "huge": 10**400,
    "large": 1e308,
    "complex": 1 + 2j,
    "nan": float("nan"),
    "inf": float("inf"),
    "empty list": [],
    "ragged": [[1.0, 2.0], [3.0]],
    "mixed": [1.0, "a", None],
    "deep": _nested(500),
    "in itself": _endless,
    "dict": {"a": 1, 2: [3]},
    "set": {1, 2},
    "generator": _generator(),
    "touchy": Touchy(),
    "touchy in a list": [Touchy(), Touchy()],
    "touchy number": TouchyNumber(0.5),
    "array of nan": np.full((3, 4), np.nan),
    "empty array": np.zeros((0, 3)),
    "object array": _of_objects(),
    "text array": np.array(["a", "b"]),
    "complex array": np.ones(3) * 1j,
    "structured": np.zeros(2, dtype=[("a", float)]),
    "masked": np.ma.masked_array([1.0, 2.0], mask=[True, False]),
    "dates": np.array(["2026-01-01"], dtype="datetime64[D]"),
    "module": np,
    "class": Linear,
    "builtin": print,
    "type": int,
}


def _raises(*args):
    raise ValueError("a message\nof two lines " + "x" * 1000)


def _exits(*args):
    raise SystemExit(3)


def _interrupted(*args):
    raise KeyboardInterrupt


def _recurses(*args):
    return _recurses(*args)


def _prints(*args):
    print("seen", len(args))
    for _ in range(1000):
        print("line " * 20)
    return args[0] if args else None


def _views(*args):
    return tuple(args) if len(args) > 1 else args[0]


def _mutates(*args):
    for arg in args:
        if isinstance(arg, np.ndarray) and arg.size:
            arg[...] = 7
    return args


def _yields(*args):
    yield from args


def _returns(value):
    return lambda *args: value


class Empty:
    pass


class BadMethods:
    def __init__(self, *args):
        self.X = None

    def forward(self):
        return self.X

    def backward(self, dY, more):
        return dY


FUNCTIONS = {
    "raises": _raises,
    "exits": _exits,
    "interrupted": _interrupted,
    "recurses": _recurses,
    "prints": _prints,
    "views": _views,
    "mutates": _mutates,
    "yields": _yields,
    "no arguments": lambda: 1.0,
    "keywords only": lambda *, X: X,
    "empty class": Empty,
    "bad methods": BadMethods,
} | {
    f"returns {name}": _returns(value)
    for name, value in VALUES.items()
    if name != "None"
}
