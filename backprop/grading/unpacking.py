"""Bytes that a hostile process chose, as plain data or BadResultError.

The whole of the boundary stands here: limits on size, depth, numbers and
texts come before anything is made of them.
"""

import base64
import binascii
import json
import math
import re

import numpy as np

from ..exercises.plain import MOST_ENTRIES, MOST_WHOLE, Opaque

MOST_PARTS = 100_000  # lists, objects and commas of one result
MOST_AXES, MOST_DEPTH, MOST_TEXT = 8, 12, 1000
DTYPE = re.compile(r"(<f[248]|<[iu][248]|\|[iub]1)")


class BadResultError(ValueError):
    """Not of the form that a sandbox sends."""


def parsed(data):
    """The JSON of these bytes. Raises BadResultError.

    Numbers are finite and short, and no key stands twice.
    """
    if sum(data.count(sign) for sign in (b"[", b"{", b",")) > MOST_PARTS:
        raise BadResultError("too many parts")
    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_finite,
            parse_constant=_refused,
        )
    except (ValueError, RecursionError) as error:
        raise BadResultError(f"{error!s:.80}") from None


def _object(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadResultError("a key stands twice")
    return found


def _whole(text):
    if len(text) > 19:
        raise BadResultError("a whole number of many digits")
    return int(text)


def _finite(text):
    number = float(text) if len(text) < 40 else math.inf
    if not math.isfinite(number):
        raise BadResultError("no finite number")
    return number


def _refused(name):
    raise BadResultError(f"{name} outside an array")


def listed(thing, most):
    if not isinstance(thing, list) or len(thing) > most:
        raise BadResultError("no list, or too long a one")
    return thing


def text(thing, most):
    """A text that can be written to a file; cut where it is too long."""
    if not isinstance(thing, str):
        raise BadResultError("no text")
    clean = thing[:most].encode("utf-8", "replace").decode("utf-8")
    return "".join(c if c.isprintable() or c in "\n\t" else "�" for c in clean)


def unpacked(thing, depth=0):
    """The plain result of parsed JSON, as packing.py packs it."""
    if depth > MOST_DEPTH:
        raise BadResultError("too deep")
    if thing is None or isinstance(thing, bool | float):
        return thing
    if isinstance(thing, int):
        if abs(thing) < MOST_WHOLE:
            return thing
        return Opaque("whole number of more than 15 digits")
    if isinstance(thing, str):
        return text(thing, MOST_TEXT)
    if not isinstance(thing, dict) or len(thing) != 1:
        raise BadResultError("no packed thing")
    ((kind, inner),) = thing.items()
    if kind not in UNPACK:
        raise BadResultError("no such packed thing")
    return UNPACK[kind](inner, depth + 1)


def _dots(inner, depth):
    return ...


def _float(inner, depth):
    if inner not in ("nan", "inf", "-inf"):
        raise BadResultError("no such number")
    return float(inner)


def _opaque(inner, depth):
    return Opaque(text(inner, 100))


def _tuple(inner, depth):
    return tuple(unpacked(part, depth) for part in listed(inner, MOST_ENTRIES))


def _dict(inner, depth):
    pairs = [listed(pair, 2) for pair in listed(inner, MOST_ENTRIES)]
    if not all(len(pair) == 2 for pair in pairs):
        raise BadResultError("no pairs")
    found = {text(k, MOST_TEXT): unpacked(v, depth) for k, v in pairs}
    if len(found) != len(pairs):
        raise BadResultError("a key stands twice")
    return found


def _array(inner, depth):
    if not isinstance(inner, list) or len(inner) != 3:
        raise BadResultError("no array")
    dtype, shape, code = inner
    if not isinstance(dtype, str) or not DTYPE.fullmatch(dtype):
        raise BadResultError("no dtype of numbers")
    shape = listed(shape, MOST_AXES)
    if not all(type(n) is int and 0 <= n <= MOST_ENTRIES for n in shape):
        raise BadResultError("no shape")
    size = math.prod(shape)
    if size > MOST_ENTRIES or not isinstance(code, str):
        raise BadResultError("no array, or too large a one")
    try:
        data = base64.b64decode(code, validate=True)
    except (ValueError, binascii.Error):
        raise BadResultError("no base64") from None
    known = np.dtype(dtype)
    if len(data) != size * known.itemsize:
        raise BadResultError("an array of another size")
    if known.kind == "b":
        return (np.frombuffer(data, np.uint8) != 0).reshape(shape)
    return np.frombuffer(data, known).reshape(shape).copy()


UNPACK = {
    "dots": _dots,
    "float": _float,
    "opaque": _opaque,
    "tuple": _tuple,
    "dict": _dict,
    "array": _array,
}
