"""How the instruments ask a layer: its forward alone, from one state."""

import inspect
import pickle

import numpy as np

from ..validation import float_array
from .calling import FORWARD, TRAINING, required, stored
from .probe import Probe
from .report import GradientCheckError
from .rewind import Rewind
from .snapshots import Array, State
from .tokens import tokens

CALLS = 600  # of forward, at most, to try all of them at each place
UNPINNED = (
    "{} expects the same Y from the same X, got two: random numbers are "
    "drawn, or a state is carried on, out of the check's reach; hold the "
    "generator on the layer (self.rng), or switch the drawing off"
)


class Question(Probe):
    """A Probe of any layer's forward, or of a function Y = f(X).

    forward gets training=True where it must be told, and the mask by its
    name. Tokens that are moved become tokens that a table may hold, also
    such as X has none of.
    """

    def __init__(self, layer, X, rng, who, tolerance, **named):
        forward = _forward(layer, who)
        extra = _extra(forward, who, named)

        def call(X, **named):
            before = dict(getattr(layer, "__dict__", {}))
            Y = forward(X, *extra, **named)
            return stored(layer, before) if Y is None else Y

        self.notes = ["forward was told training=True"] if extra else []
        self.drew, self.sources, self.ends = False, [], []
        super().__init__((call, forward), X, rng, who, tolerance, **named)
        if not np.array_equal(self.Y, self._Y(self.X), equal_nan=True):
            raise ValueError(UNPINNED.format(who))
        self.drew = self._draws()
        self._Y(self.X)
        self.usual = self.ends
        self.tokens = None
        if self.X.dtype.kind in "iu":
            self.tokens = tokens(
                self.X, self.takes, lambda: _sizes(layer, forward), self.rng
            )

    def _Y(self, X):
        try:
            Y = self.forward(X.copy(), **self.named)
            self.ends = [pickle.dumps(s.get()) for s in self.sources]
        finally:
            self.rewind.restore()
        Y = Y[0] if isinstance(Y, tuple) else Y
        return np.array(float_array(Y, "the Y of forward"), np.float64)

    def _draws(self):
        """Does forward draw from a generator that is put back?"""
        try:
            self.forward(self.X.copy(), **self.named)
            self.rewind.learn()
        finally:
            self.rewind.restore()
        if self.rewind.drawn():
            parts = self.rewind.parts
            self.sources = [p for p in parts if isinstance(p, State)]
        return self.rewind.drawn()

    def still(self, gap, words, axes):
        try:
            super().still(gap, words, axes)
        except GradientCheckError:
            if self.drew and self.ends != self.usual:
                raise ValueError(
                    f"{self.who} expects forward to draw as many random "
                    "numbers whatever X is, got more or fewer once X is "
                    "changed: switch the drawing off for this check"
                ) from None
            raise

    def others(self, calls=1):
        """X drawn anew; each place goes through tokens in its own order.

        calls: how often others() is called, so that all takes its time.
        """
        if self.tokens is None:
            yield from super().others()
            return
        rounds = min(len(self.tokens.some), max(2, CALLS // calls))
        orders = self.rng.permuted(
            np.tile(self.tokens.some, (self.X.size, 1)), axis=1
        )
        for k in range(rounds):
            yield orders[:, k].reshape(self.X.shape).astype(self.X.dtype)
        self.tried = rounds

    def takes(self, token):
        if token > np.iinfo(self.X.dtype).max:
            return False
        X = self.X.copy()
        X.flat[0] = token
        try:
            return bool(np.isfinite(self._Y(X)).all())
        except Exception:  # whatever a table says to a token
            return False

    def shape_of(self, X, **named):
        """The shape of Y for another X, or None where it does not run."""
        try:
            return np.shape(self.forward(X.copy(), **named))
        except Exception:  # a layer of as many times, and no other
            return None
        finally:
            self.rewind.restore()

    def report(self, moves, note):
        report = super().report(moves, note)
        if self.tokens is not None:
            low, top = self.tokens.range
            report.notes.append(
                f"each place was moved to {self.tried} of the "
                f"{top - low + 1} tokens from {low} to {top}"
            )
        report.notes += self.notes
        return report


def _sizes(*roots):
    """The lengths of all arrays in reach: one may be a table's."""
    parts = Rewind(*roots, names=True).parts
    return {n for part in parts if isinstance(part, Array)
            for n in part.array.shape[:2]}  # fmt: skip


def _forward(layer, who):
    """forward of an object; a function is its own."""
    if isinstance(layer, type):
        raise TypeError(
            f"{who}'s layer must be an object, got the class "
            f"{layer.__name__}: expected {layer.__name__}(...)"
        )
    if isinstance(layer, tuple) and layer and callable(layer[0]):
        return layer[0]
    for name in FORWARD:
        if name != "__call__" and callable(getattr(layer, name, None)):
            return getattr(layer, name)
    if callable(layer):
        return layer
    raise TypeError(
        f"{who}'s layer must have the method forward, or be a function of X, "
        f"got {type(layer).__name__} without"
    )


def _extra(forward, who, named):
    """The arguments after X that must be given, and are not named."""
    wanted = required(forward)
    if wanted is None:
        return ()
    taken = inspect.signature(forward).parameters.values()
    lacking = [n for n in named if not any(
        p.name == n or p.kind is p.VAR_KEYWORD for p in taken)]  # fmt: skip
    rest = [n for n in wanted[1:] if n not in named]
    if not lacking and all(n.lower() in TRAINING for n in rest):
        return tuple("train" if n == "mode" else True for n in rest)
    names = [p.name for p in taken]
    if lacking:
        other = next((n for n in names[1:] if "mask" in n.lower()), "")
        remedy = f"forward(X, mask), or a function, {who}(lambda X, mask: "
        remedy += f"layer.forward(X, {other}=mask), ...)" if other else "...)"
        raise TypeError(
            f"{who}: forward takes ({', '.join(names)}), got no argument "
            f"named mask: expected {remedy}, where mask is True at real "
            "places (~mask, if forward wants True at the others)"
        )
    also = "; check_mask asks about masked places" if (
        "mask" in rest and not named
    ) else ""  # fmt: skip
    raise TypeError(
        f"{who}: forward takes ({', '.join(names)}), got nothing for "
        f"{', '.join(rest)}: expected a function with it filled in, {who}("
        f"lambda X: layer.forward(X, {rest[0]}=...), ...){also}"
    )
