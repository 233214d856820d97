"""What an answer did, as JSON: plain data and nothing else.

Arrays are base64 with dtype and shape. All else that JSON lacks is an
object with one key that says what it is.
"""

import base64
import json
import math

import numpy as np

from ...exercises.plain import Opaque


def packed(thing):
    """A plain result (exercises/plain.py) in JSON's own types."""
    if thing is None or isinstance(thing, bool | str):
        return thing
    if thing is ...:
        return {"dots": 1}
    if isinstance(thing, int):
        return int(thing)
    if isinstance(thing, float):
        thing = float(thing)
        return thing if math.isfinite(thing) else {"float": repr(thing)}
    if isinstance(thing, np.ndarray):
        return {"array": _array(thing)}
    if isinstance(thing, tuple):
        return {"tuple": [packed(part) for part in thing]}
    if isinstance(thing, dict):
        return {"dict": [[k, packed(v)] for k, v in thing.items()]}
    return {"opaque": thing.kind if isinstance(thing, Opaque) else "object"}


def _array(array):
    kind = array.dtype
    if kind.kind == "f" and kind.itemsize > 8:
        kind = np.dtype("f8")
    array = np.ascontiguousarray(array, dtype=kind.newbyteorder("<"))
    code = base64.b64encode(array.tobytes()).decode("ascii")
    return [array.dtype.str, list(array.shape), code]


def told(outcome):
    """An Outcome as a dict for JSON, without what it asked outside."""
    return {
        "results": [packed(result) for result in outcome.results],
        "kind": outcome.kind,
        "error": outcome.error,
        "where": outcome.where,
        "changed": list(outcome.changed),
        "printed": outcome.printed,
        "trail": [
            [s.name, packed(s.value), s.line, s.text, s.in_place, [*s.also]]
            for s in outcome.trail
        ],
        "origin": outcome.origin,
        "blank": outcome.blank,
    }


def written(outcomes):
    """The bytes that leave the sandbox, of all outcomes of a check."""
    text = json.dumps([told(o) for o in outcomes], allow_nan=False)
    return text.encode("ascii")
