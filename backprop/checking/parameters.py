"""A layer's parameters and their gradients: declared, or found by name.

Where nothing names it, a parameter is a float array that the layer has
after its first call, that forward reads and does not rewrite. One without
a gradient is not checked, and the report says so.
"""

import numpy as np

from .declaring import declared, from_argument, same_keys
from .fitting import by_loose_names, by_order, read_updates, usable
from .naming import CONSTANT, GRADS, by_key, called, key
from .searching import search
from .sharing import added, same_memory
from .walking import leaves, reached


class Parameters:
    """arrays: {name: the live array}. gradients(...) reads the claims.

    Of the names, `own` were declared and `extra` were found. Of the found,
    `weak` stand on a class or in a closure, and count only with a gradient;
    `views` share their memory with others; `asleep` move nothing at first;
    `open` are covered by others but for some entries.
    """

    def __init__(self, subject, params=None, grads=None, constants=()):
        self.subject, self.given_grads = subject, grads
        self.arrays, self.paths, self.strict = {}, {}, False
        self.given, self.extra, self.alias = params is not None, [], {}
        self.rewritten, self.rebound, self.weak = set(), set(), set()
        self.asleep, self.views, self.open, self.sums = [], {}, {}, []
        self.boxes, self.counters = [], set()
        self.copies, self.claimed, self.unclaimed = {}, {}, set()
        self.constants = {constants} if isinstance(constants, str) else set(
            constants)  # fmt: skip
        (from_argument if self.given else declared)(self, params)
        self.own = list(self.arrays)
        for name, p in self.arrays.items():
            usable(name, p)
            self.arrays[name] = self.unboxed(p)
        search(self)
        for name, p in self.arrays.items():
            if name in subject.names:
                raise ValueError(
                    f"gradient_check calls the input {name}: expected "
                    f"another name for the parameter {name!r}"
                )
            usable(name, p)
        self.keep()

    def every(self):
        return self.arrays | self.views

    def held(self):
        """All these arrays, in every form in which the layer holds them."""
        return [*self.every().values(), *self.boxes]

    def unboxed(self, p):
        """The same memory without np.matrix's product."""
        if type(p) is np.ndarray:
            return p
        self.boxes.append(p)
        return p.view(np.ndarray)

    def add(self, path, p, to=None):
        name = called(path)
        while name in self.every() or name in self.subject.names:
            name = f"{name}'"
        (self.arrays if to is None else to)[name] = p
        self.paths[name] = path
        return name

    def drop(self, name):
        for thing in (self.arrays, self.views, self.paths, self.kept):
            thing.pop(name, None)
        for names in (self.extra, self.asleep):
            if name in names:
                names.remove(name)

    def watch(self):
        """Right after a forward: note which arrays it has rewritten."""
        now = dict(leaves(self.subject.layer))
        for name in self.extra:
            p, kept = self.every()[name], self.kept[name]
            q = p if name in self.weak else now.get(self.paths[name])
            if q is None or not _alike(q, kept) or not _alike(p, kept):
                self.rewritten.add(name)
            elif not same_memory(p, q):
                self.rebound.add(name)

    def settle(self):
        """Drop what forward rewrote: it is memory, no parameter."""
        for name in self.rewritten:
            self.drop(name)
        self.rewritten = set()

    def keep(self):
        """From now on, put_back puts back what is here now."""
        self.kept = {n: p.copy() for n, p in self.every().items()}

    def put_back(self):
        for name, p in self.every().items():
            p[...] = self.kept[name]

    def gradients(self, rest):
        """{name: claim or None}, after a backward that returned `rest`."""
        layer, claims = self.subject.layer, {}
        said = same_keys(self, layer.grads()) if self.strict else {}
        claims.update(said)
        found = []
        if not isinstance(layer, tuple):
            found = list(leaves(layer, numbers=True))
        listed = self.subject.declared(GRADS)
        if listed:
            found = [*leaves(listed[1], (listed[0],), numbers=True), *found]
        named = {k: g for k, g in rest.items() if isinstance(k, str)}
        found += leaves({"grads": named})
        found += reached(self.subject)
        index = by_key(found)
        for name in self.every():
            if name in claims:
                continue
            claims[name] = self._given(name)
            for path in (self.alias.get(name),
                         self.paths.get(name, (name,))):  # fmt: skip
                if claims[name] is None and path:
                    claims[name] = index.get(key(path))
        by_loose_names(claims, index, self.paths, said)
        by_order(claims, rest, self.arrays, self.weak)
        if self.subject.rated:
            read_updates(self, claims)
        claims = {
            n: None if c is None else np.array(c) for n, c in claims.items()
        }
        for names in self.sums:
            claims |= added({n: self.every()[n] for n in names}, claims)
        return claims

    def _given(self, name):
        grad = (self.given_grads or {}).get(name)
        return grad() if callable(grad) else grad

    def is_constant(self, name):
        """Whether an array without gradient is one by its name."""
        word = name.rpartition(".")[2].rstrip("'")
        return name in self.constants or (
            name not in self.open and bool(CONSTANT.search(word))
        )


def _alike(p, kept):
    return p.shape == kept.shape and np.array_equal(p, kept, equal_nan=True)
