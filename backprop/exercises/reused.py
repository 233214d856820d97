"""A name that was set anew, and then read as what it had been before.

Said only if it is proved: with the new numbers in place of the old, the
right lines give the learner's result.
"""

from types import SimpleNamespace

import numpy as np

from .forms import Finding
from .holding import equal, holder, is_number, named, twins
from .plain import plain

OVER = (
    "What a later line needs must stay as it was: put the new numbers into "
    "an array of another name."
)


def reused(way, chain):
    """The Finding on such a name, or None. way: the Way of a wrong case."""
    if not chain or way.cut or way.parts.get(way.bad[0]) is None:
        return None
    result = way.bad[0]
    for name, state in _set_anew(way):
        if _gives(way, chain, result, name, state.value):
            how = "changed in place" if state.in_place else "set anew"
            said = f"{state.name} has been {how} in line {state.line}, and "
            said += f"{result}{_line(way, result)} is made with what it holds "
            said += f"since then.{twins(state)}"
            return Finding(f"reused:{result}", said, OVER)
    return None


def _line(way, result):
    own = named(way.trail, result)
    return f" (line {own.line})" if own else ""


def _set_anew(way):
    """(what a variable was, its Setting as something else), in order.

    Something must be right by then: before that it is the way forward that
    begins with other numbers.
    """
    known = [*way.middle.values(), *way.expect.values()]
    good = [any(equal(s.value, v) for v in known) for s in way.trail]
    first = good.index(True) if any(good) else len(good)
    for name, truth in (way.given | way.middle).items():
        own = {s.name for s in way.trail if equal(s.value, truth)}
        own = {name} if name in way.given else own
        held = holder(way.trail, truth)
        for k, state in enumerate(way.trail):
            if k < first or state.name not in own or equal(state.value, truth):
                continue
            after = name in way.given or k > way.trail.index(held)
            if after and is_number(state.value):
                yield name, state


def _gives(way, chain, result, name, value):
    """Do the right lines give the learner's result with this value?

    From some line on, which is not known: each is tried.
    """
    lines = list(chain.lines)
    first = lines.index(name) + 1 if name in lines else 0
    for start in range(first, len(lines)):
        try:
            found = _values(chain, way.asked, name, value, start)
        except (ArithmeticError, ValueError, IndexError, TypeError):
            continue
        if equal(plain(way.parts[result]), plain(found[result])):
            return True
    return False


def _values(chain, given, name, value, start):
    """The values of all lines, of which those from `start` on read `value`."""
    v = SimpleNamespace(**given)
    with np.errstate(all="ignore"):
        for k, (line, rule) in enumerate(chain.lines.items()):
            if k >= start:
                setattr(v, name, value)
            setattr(v, line, rule(v))
    return vars(v)
