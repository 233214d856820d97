"""Parts whose class says no more than what they claim to be.

Not a lock: what a class is made of can always be dug up. Only a glance at
a part, its class or its source should tell less than a test of it.
"""

from functools import lru_cache
from types import CellType, FunctionType

import numpy as np

from ...layers import (
    Conv2d,
    LeakyReLU,
    Linear,
    ReLU,
    SelfAttention,
    Sequential,
    Softmax,
    Tanh,
)
from ...losses import SoftmaxCrossEntropy
from ...mistakes import Program

_PLAIN = (
    *(Conv2d, Linear, ReLU, LeakyReLU, Tanh, Softmax),
    *(SelfAttention, SoftmaxCrossEntropy, Program),
)
_METHODS = ("forward", "backward", "parameter_gradients", "step", "update")


def known(letter, seed, letters):
    """Raise ValueError unless that suspect can be asked for."""
    if not isinstance(letter, str) or letter not in letters:
        *others, last = letters
        raise ValueError(
            f"expected {', '.join(others)} or {last}, got {letter!r}"
        )
    if not isinstance(seed, int | np.integer) or seed < 0:
        raise ValueError(f"expected a whole number from 0 as seed, got {seed}")


def seal(part):
    """Give an object a class that has its methods and a plain class's name.

    The same methods stand in it whether they are the plain class's own or
    not, so that a right part looks like a wrong one.
    """
    part.__class__ = sealed(type(part))
    return part


def seal_program(program):
    """seal a Program and all of its parts."""
    for part in (*program.net.layers, program.loss, program):
        seal(part)
    program.net = Sequential(*program.net.layers)  # it has kept a method
    return program


@lru_cache(maxsize=64)
def sealed(kind):
    """The class that seal gives to an object of this one."""
    plain = next((p for p in kind.__mro__ if p in _PLAIN), None)
    if plain is None:
        return kind
    own = CellType()
    members = {
        name: getattr(kind, name)
        for base in kind.__mro__[: kind.__mro__.index(plain)]
        for name in vars(base)
        if not name.startswith("__")
    }
    members |= {n: getattr(kind, n) for n in _METHODS if hasattr(kind, n)}
    told = {"__module__": plain.__module__, "__doc__": plain.__doc__}
    told["__qualname__"] = plain.__qualname__
    for name, member in members.items():
        function = isinstance(member, FunctionType)
        told[name] = _bare(member, plain, own) if function else member
    own.cell_contents = made = type(plain.__name__, (plain,), told)
    return made


def _bare(method, plain, own):
    """A copy without its source, its place and the name of its class."""
    name = method.__name__
    code = method.__code__.replace(
        co_filename="<suspect>",
        co_firstlineno=1,
        co_qualname=f"{plain.__name__}.{name}",
    )
    cells = tuple(  # super() looks for the class in its cell
        own if free == "__class__" else cell
        for free, cell in zip(
            code.co_freevars, method.__closure__ or (), strict=True
        )
    )
    bare = FunctionType(
        code, method.__globals__, name, method.__defaults__, cells
    )
    bare.__kwdefaults__ = method.__kwdefaults__
    bare.__qualname__ = f"{plain.__name__}.{name}"
    bare.__module__ = plain.__module__
    return bare
