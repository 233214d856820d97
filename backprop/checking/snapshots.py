"""One thing of an object's state: what it was, and how to put it back.

Each knows whether it has changed, and whether it grows, as a memory does
that gets a new item in every call.
"""

import pickle

from .walking import attributes


class Array:
    def __init__(self, array):
        self.array, self.kept = array, array.copy()

    def grows(self):
        return False

    def changed(self):
        return self.array.tobytes() != self.kept.tobytes()

    def pairs(self):
        return ()

    def restore(self):
        self.array[...] = self.kept


class Container:
    def __init__(self, thing):
        self.thing = thing
        self.kept = self._now()

    def grows(self):
        return len(self.thing) > len(self.kept)

    def _now(self):
        both = isinstance(self.thing, dict)
        return list(self.thing.items() if both else self.thing)

    def changed(self):
        now = self._now()
        if len(now) != len(self.kept):
            return True
        if isinstance(self.thing, dict):
            return any(
                a != b or v is not w
                for (a, v), (b, w) in zip(now, self.kept, strict=True)
            )
        return any(v is not w for v, w in zip(now, self.kept, strict=True))

    def pairs(self):
        """(what stood in a place, what stands there now), for each."""
        if isinstance(self.thing, dict):
            return [(v, self.thing.get(k)) for k, v in self.kept]
        if isinstance(self.thing, set):
            return ()
        gone = [None] * max(0, len(self.kept) - len(self.thing))
        return zip(self.kept, [*self.thing, *gone], strict=False)

    def restore(self):
        if self.changed():
            self.thing.clear()
            add = getattr(self.thing, "extend", None) or self.thing.update
            add(self.kept)


class Slots:
    def __init__(self, thing):
        self.thing, self.kept = thing, attributes(thing)

    def grows(self):
        return False

    def changed(self):
        now = attributes(self.thing)
        return now.keys() != self.kept.keys() or any(
            now[name] is not value for name, value in self.kept.items()
        )

    def pairs(self):
        now = attributes(self.thing)
        return [(v, now.get(name)) for name, v in self.kept.items()]

    def restore(self):
        # By object's own methods, which a frozen class does not refuse.
        now = attributes(self.thing)
        for name in now.keys() - self.kept.keys():
            object.__delattr__(self.thing, name)
        for name, value in self.kept.items():
            if name not in now or now[name] is not value:
                object.__setattr__(self.thing, name, value)


class State:
    """A source of random numbers."""

    def __init__(self, thing, get, put):
        self.thing, self.get, self.put = thing, get, put
        self.kept = get()

    def grows(self):
        return False

    def changed(self):
        return pickle.dumps(self.get()) != pickle.dumps(self.kept)

    def pairs(self):
        return ()

    def restore(self):
        self.put(self.kept)
