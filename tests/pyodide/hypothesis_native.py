"""Hypothesis's compiled part (`hypothesis._native`), in Python.

Hypothesis 6.156 and later bring ten functions about floats as machine code,
for no browser. A test compares these with the compiled ones.
"""

import math
import struct
import sys
from importlib.metadata import version
from types import ModuleType

FORMATS = {16: ("e", "h"), 32: ("f", "i"), 64: ("d", "q")}
SMALLEST = {16: 2.0**-14, 32: 2.0**-126, 64: 2.0**-1022}


def float_to_int(x, width=64):
    """The bits of x, as a whole number without sign."""
    as_float, as_int = FORMATS[width]
    bits = struct.pack(f"!{as_float}", x)
    return struct.unpack(f"!{as_int.upper()}", bits)[0]


def int_to_float(n, width=64):
    as_float, as_int = FORMATS[width]
    bits = struct.pack(f"!{as_int.upper()}", n)
    return struct.unpack(f"!{as_float}", bits)[0]


def float_of(x, width):
    """The nearest float of that width."""
    as_float = FORMATS[width][0]
    return struct.unpack(f"!{as_float}", struct.pack(f"!{as_float}", x))[0]


def is_negative(x):
    return math.copysign(1.0, x) < 0


def next_up(x, width=64):
    if math.isnan(x) or x == math.inf:
        return x
    if x == 0 and is_negative(x):
        return 0.0
    step = -1 if is_negative(x) else 1
    return int_to_float(float_to_int(x, width) + step, width)


def next_down(x, width=64):
    return -next_up(-x, width)


def width_smallest_normals(width):
    return SMALLEST[width]


def next_up_normal(x, width, allow_subnormal):
    x = next_up(x, width)
    if not allow_subnormal and 0 < abs(x) < SMALLEST[width]:
        return -0.0 if is_negative(x) else SMALLEST[width]
    return x


def next_down_normal(x, width, allow_subnormal):
    return -next_up_normal(-x, width, allow_subnormal)


def count_between_floats(x, y, width=64):
    if is_negative(x) and not is_negative(y):
        return count_between_floats(x, -0.0, width) + count_between_floats(
            0.0, y, width
        )
    return abs(float_to_int(y, width) - float_to_int(x, width)) + 1


def cathetus(h, a):
    """A right triangle's other leg; no test of ours asks for it."""
    raise NotImplementedError


FUNCTIONS = {
    function.__name__: function
    for function in (
        cathetus,
        count_between_floats,
        float_of,
        float_to_int,
        int_to_float,
        is_negative,
        next_down,
        next_down_normal,
        next_up,
        next_up_normal,
        width_smallest_normals,
    )
}


def install():
    """Put the functions where Hypothesis imports them from."""
    top = ModuleType("hypothesis._native")
    top.__version__ = version("hypothesis")
    sys.modules["hypothesis._native"] = top
    for name in ("internal", "internal.floats", "internal.cathetus"):
        module = ModuleType(f"hypothesis._native.{name}")
        vars(module).update(FUNCTIONS)
        sys.modules[module.__name__] = module
