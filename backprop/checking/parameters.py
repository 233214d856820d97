"""A layer's parameters and their gradients: declared, or found by name.

Where nothing names it, a parameter is a float array that the layer has
after construction, that forward reads and does not rewrite. One without a
gradient is not checked, and the report says so.
"""

import numpy as np

from ..validation import methods
from .fitting import by_loose_names, by_order, usable
from .naming import (
    CONSTANT,
    GRADS,
    PARAMS,
    by_key,
    called,
    gradient_keys,
    key,
)
from .walking import leaves


class Parameters:
    """arrays: {name: the live array}. gradients(...) reads the claims."""

    def __init__(self, subject, params=None, grads=None, constants=()):
        self.subject, self.given_grads = subject, grads
        self.arrays, self.paths, self.strict = {}, {}, False
        self.given, self.extra, self.alias = params is not None, [], {}
        self.rewritten = set()
        self.constants = {constants} if isinstance(constants, str) else set(
            constants)  # fmt: skip
        if self.given:
            self._from_argument(params)
        else:
            self._declared()
            self._found()
        for name, p in self.arrays.items():
            if name in subject.names:
                raise ValueError(
                    f"gradient_check calls the input {name}: expected "
                    f"another name for the parameter {name!r}"
                )
            usable(name, p)
        self.kept = {name: p.copy() for name, p in self.arrays.items()}

    def _from_argument(self, params):
        if not isinstance(params, dict):
            raise TypeError(
                "params must be a dict of arrays, or of functions that "
                f"return them, got {type(params).__name__}"
            )
        self.sources = params
        for name, p in params.items():
            self.arrays[str(name)] = p() if callable(p) else p

    def _declared(self):
        layer = self.subject.layer
        if getattr(layer, "params", dict) is None:
            methods(layer, "gradient_check's layer", "params", "grads")
        if callable(getattr(layer, "params", None)):  # the book's own shape
            said = layer.params()
            if isinstance(said, dict) and not any(
                isinstance(p, dict) for p in said.values()
            ):
                self.arrays = {str(n): p for n, p in said.items()}
                self.paths = {n: ("params", n) for n in self.arrays}
                self.strict = callable(getattr(layer, "grads", None))
                return
        said = self.subject.declared(PARAMS)
        if said:
            for path, p in leaves(said[1], (said[0],)):
                self._add(path, p)

    def _found(self):
        """Arrays on the layer, besides those that it names."""
        if isinstance(self.subject.layer, tuple):
            return
        everything = list(leaves(self.subject.layer))
        keys = {key(path) for path, _ in everything}
        for path, p in everything:
            if any(k in keys and k != key(path) for k in gradient_keys(path)):
                continue  # another array's gradient
            known = [q for q in self.arrays.values()
                     if isinstance(q, np.ndarray) and np.shares_memory(p, q)
                     ]  # fmt: skip
            if not known and p.size and p.flags.writeable:
                name = self._add(path, p)
                self.extra.append(name)
            elif self.paths and known and known[0] is p and not self.strict:
                self._rename(path, p)

    def _add(self, path, p):
        name = called(path)
        while name in self.arrays or name in self.subject.names:
            name = f"{name}'"
        self.arrays[name], self.paths[name] = p, path
        return name

    def _rename(self, path, p):
        """A list's params[0] has a better name as an attribute."""
        for name, q in list(self.arrays.items()):
            if q is p and name.endswith("]"):
                del self.arrays[name]
                old = self.paths.pop(name)
                new = self._add(path, p)
                self.paths[new] = old
                self.alias[new] = path

    def watch(self):
        """Right after a forward: note which arrays it has rewritten."""
        now = {path: id(p) for path, p in leaves(self.subject.layer)}
        for name in self.extra:
            p = self.arrays[name]
            if now.get(self.paths[name]) != id(p) or not np.array_equal(
                p, self.kept[name], equal_nan=True
            ):
                self.rewritten.add(name)

    def settle(self):
        """Drop what forward rewrote: it is memory, no parameter."""
        for name in self.rewritten:
            del self.arrays[name], self.paths[name], self.kept[name]
            self.extra.remove(name)
        self.rewritten = set()

    def put_back(self):
        for name, p in self.arrays.items():
            p[...] = self.kept[name]

    def gradients(self, rest):
        """{name: claim or None}, after a backward that returned `rest`."""
        layer, claims = self.subject.layer, {}
        declared = ()
        if self.strict:
            said = declared = layer.grads()
            own = [n for n in self.arrays if n not in self.extra]
            if set(own) != set(said):
                raise ValueError(
                    "params() and grads() must have the same keys, got "
                    f"{sorted(own)} and {sorted(said)}"
                )
            claims.update(said)
        found = []
        if not isinstance(layer, tuple):
            found = list(leaves(layer, numbers=True))
        said = self.subject.declared(GRADS)
        if said:
            found = [*leaves(said[1], (said[0],), numbers=True), *found]
        named = {k: g for k, g in rest.items() if isinstance(k, str)}
        found += leaves({"grads": named})
        index = by_key(found)
        for name in self.arrays:
            if name in claims:
                continue
            claims[name] = self._given(name)
            for path in (self.alias.get(name),
                         self.paths.get(name, (name,))):  # fmt: skip
                if claims[name] is None and path:
                    claims[name] = index.get(key(path))
        by_loose_names(claims, index, self.paths, declared)
        by_order(claims, rest, self.arrays)
        if self.subject.rated:
            self._updates(claims)
        return {
            n: None if c is None else np.array(c) for n, c in claims.items()
        }

    def _given(self, name):
        grad = (self.given_grads or {}).get(name)
        return grad() if callable(grad) else grad

    def _updates(self, claims):
        """backward updated the parameters: its step of 1 is the gradient."""
        now = dict(leaves(self.subject.layer))
        for name, claim in claims.items():
            if claim is None:
                p = self._now(name, now)
                if p is not None and not np.array_equal(p, self.kept[name]):
                    claims[name] = (self.kept[name] - p) / (
                        self.subject.rate or 1.0
                    )

    def updated(self, name):
        """Has backward changed the parameter, or put another in its place?"""
        p = self._now(name, dict(leaves(self.subject.layer)))
        if p is None or isinstance(self.subject.layer, tuple):
            p = self.arrays[name]
        kept = self.kept[name]
        return p.shape == kept.shape and not np.array_equal(p, kept, True)

    def _now(self, name, now):
        if self.given:
            source = self.sources.get(name)
            return source() if callable(source) else source
        return now.get(self.paths[name])

    def is_constant(self, name):
        """Whether an array without gradient is one by its name."""
        word = name.rpartition(".")[2].rstrip("'")
        return name in self.constants or bool(CONSTANT.search(word))
