"""A program that is asked to step, and put back as if it had not."""

import numpy as np

from ..validation import methods, one_number
from .given import live, without_arguments
from .rewind import Rewind
from .routes import routes

SAME = 1e-6  # of the largest change: two steps from the same state agree


class Program:
    """loss, step and params; every step starts from the same state.

    live: {name: the array that loss reads}. put_back() restores all that
    loss and step reach: arrays, names, objects, random numbers.
    """

    def __init__(self, loss, step, params):
        for f, what in ((loss, "loss"), (step, "step")):
            methods(f, what, "__call__")
            without_arguments(f, what)
        self.loss, self.step, self.params = loss, step, params
        self.live = live(params)
        self.kept = {n: p.copy() for n, p in self.live.items()}
        roots = (loss, step, params)
        self.rewind = Rewind(*roots, keep=self.live.values(), names=True)
        ways = routes((loss, step), self.live.values())
        self.ways = {n: ways[id(p)] for n, p in self.live.items()}
        self.pinned, self.drew = False, False

    @property
    def single(self):
        return any(p.dtype.itemsize < 8 for p in self.kept.values())

    def put_back(self):
        self.rewind.restore()
        self.put_params_back()

    def put_params_back(self):
        for n, p in self._now().items():
            p[...] = self.kept[n]
        for n, p in self.live.items():
            p[...] = self.kept[n]

    def settle(self):
        """Is loss() one number, from call to call? Pin it if it draws."""
        one, two = self._asked(), self._asked()
        if one != two:
            self.put_back()
            one, two = self._asked(True), self._asked(True)
            self.pinned = True
        if one != two:
            raise ValueError(
                "loss() must return the same number twice, got two: fix its "
                "random numbers, or the batch (a generator made inside "
                "loss() is out of the check's reach)"
            )
        self.start = one

    def value(self):
        if self.pinned:
            self.rewind.restore(quick=True)
        return one_number(self.loss(), "loss")

    def _asked(self, pin=False):
        number = self.value()
        if not np.isfinite(number):
            raise ValueError(
                f"loss() must return a finite number, got {number}: check "
                "from parameters at which it is"
            )
        for name, p in self._now().items():
            if p is not self.live[name] or not np.array_equal(
                p, self.kept[name]
            ):
                raise ValueError(
                    f"loss() must leave the parameters as they are, got "
                    f"{name} changed: write on a copy, or move it into step()"
                )
        if pin:
            self.rewind.learn()
            self.rewind.restore()
        return number

    def steps(self, count):
        """`count` steps from the same parameters, the memory carried on.

        Each is {name: the parameter afterwards}. Fewer, if a later one
        does not work from there. All is put back.
        """
        self.put_back()
        found = []
        try:
            for k in range(count):
                try:
                    found.append(self._changed())
                except Exception:
                    if not k:
                        raise
                    break
                if not k:
                    self.rewind.learn()
                    self.drew = self.rewind.drawn()
                self.put_params_back()
                if self.pinned:  # loss() has the first step's draws
                    self.rewind.redraw()
        finally:
            self.put_back()
        return found

    def _changed(self):
        self.step()
        after = {n: p.copy() for n, p in self._now().items()}
        for name, p in after.items():
            if p.shape != self.kept[name].shape:
                raise ValueError(
                    f"step() must leave {name}'s shape "
                    f"{self.kept[name].shape}, got {p.shape}"
                )
        return after

    def same_again(self, after):
        """Refuse a step that changes nothing, or cannot be put back."""
        if all(np.array_equal(after[n], p) for n, p in self.kept.items()):
            raise ValueError(
                "step() must change the arrays in params, got none changed: "
                "params=lambda: {...} finds arrays that step makes anew, and "
                "where step() returns them, it must store them"
            )
        self.live = self._now()  # what loss reads from here on
        if self._asked() != self.start:
            raise ValueError(
                "loss() must return the same number once the parameters are "
                "put back after step(), got another: step() changes "
                "something else that it reads, out of the check's reach; "
                "hold it in an object or a closure"
            )
        if not alike(after, self.steps(1)[0], self.kept):
            raise ValueError(
                "step() must change the parameters by the same from the same "
                "state, got two changes: a generator made inside step(), an "
                "iterator, or a memory is out of the check's reach; hold it "
                "on an object, or check one fixed batch"
            )

    def known(self, steps, lr):
        """How well rounding leaves an update known."""
        return {
            n: np.finfo(p.dtype).eps
            * np.maximum(np.abs(p), np.abs(steps[0][n])) / lr
            for n, p in self.kept.items()
        }  # fmt: skip

    def updates(self, steps, lr):
        return [
            {n: (p.astype(float) - after[n]) / lr
             for n, p in self.kept.items()} for after in steps
        ]  # fmt: skip

    def _now(self):
        """The arrays where they are now, if they were made anew."""
        now = live(self.params)
        for name, ways in self.ways.items():
            old = self.live[name]
            if now.get(name) is old:
                new = (p for p in map(_found, ways) if p is not old)
                now[name] = next((p for p in new if p is not None), old)
        if set(now) != set(self.live):
            raise ValueError(
                f"params must hold the same arrays after a step, got "
                f"{sorted(now)} for {sorted(self.live)}"
            )
        return now


def _found(way):
    try:
        found = way()
    except (LookupError, AttributeError, TypeError):
        return None
    floats = isinstance(found, np.ndarray) and found.dtype.kind == "f"
    return found if floats else None


def alike(one, two, kept):
    """Do two steps change the parameters by the same?"""
    for n, p in kept.items():
        a, b, p = (np.asarray(x, float) for x in (one[n], two[n], p))
        largest = np.abs(a - p).max(initial=0.0)
        eps = np.finfo(kept[n].dtype).eps * np.abs(p).max(initial=0.0)
        if not np.abs(a - b).max(initial=0.0) <= SAME * largest + 4 * eps:
            return False
    return True
