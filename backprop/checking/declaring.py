"""What a layer, or the caller, says its parameters are."""

import numpy as np

from ..validation import methods
from .naming import PARAMS, called
from .walking import leaves


def from_argument(found, params):
    """params={"W": array, or a function that returns it}."""
    if not isinstance(params, dict):
        raise TypeError(
            "params must be a dict of arrays, or of functions that "
            f"return them, got {type(params).__name__}"
        )
    found.sources = params
    for name, p in params.items():
        found.arrays[str(name)] = p() if callable(p) else p
        found.paths[str(name)] = (str(name),)


def declared(found, _):
    """The layer's own params(), or a list or dict of another name."""
    found.sources, layer = {}, found.subject.layer
    if getattr(layer, "params", dict) is None:
        methods(layer, "gradient_check's layer", "params", "grads")
    if callable(getattr(layer, "params", None)):  # the book's own shape
        said = layer.params()
        if isinstance(said, dict) and not any(
            isinstance(p, dict) for p in said.values()
        ):
            for n, p in said.items():
                if is_counter(p):
                    _counted(found, str(n))
                    continue
                found.arrays[str(n)] = p
                found.paths[str(n)] = ("params", str(n))
            found.strict = callable(getattr(layer, "grads", None))
            return
    said = found.subject.declared(PARAMS)
    if said:
        for path, p in leaves(said[1], (said[0],)):
            found.add(path, p)


def is_counter(p):
    """One whole number, which counts something and is not trained."""
    whole = isinstance(p, int | np.integer) or (
        isinstance(p, np.ndarray) and p.dtype.kind in "iu" and p.size == 1
    )
    return whole and not isinstance(p, bool)


def _counted(found, name):
    found.counters.add(name)
    found.subject.notes.append(
        f"{name} is a whole number among the parameters: taken for a counter"
    )


def again(found, name):
    """The array that the same question gives now, or None."""
    if name in found.sources:
        source = found.sources[name]
        return source() if callable(source) else source
    path = found.paths.get(name, ())
    word = path[0] if path else None
    if word not in PARAMS or isinstance(found.subject.layer, tuple):
        return None
    said = getattr(found.subject.layer, word, None)
    said = said() if callable(said) else said
    now = {called(p): a for p, a in leaves(said, (word,))}
    return now.get(called(path))


def same_keys(found, said):
    """grads() as it is; ValueError where its names are not params()'s."""
    gone = found.counters | set(found.copies)
    own = set(found.own) - gone
    if own != set(said) - gone:
        raise ValueError(
            "params() and grads() must have the same keys, got "
            f"{sorted(own)} and {sorted(said)}"
        )
    return {n: g for n, g in said.items() if n in own}
