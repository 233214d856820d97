"""A layer's output at one X, and how far another X moves it."""

import numpy as np

from ..validation import finite, float_array, generator
from .calling import two_methods
from .preparing import drawn_from
from .report import GradientCheckError, Report
from .rewind import Rewind
from .verdicts import Verdict

LARGE = 1e3  # a second change, so that a leak of e^-20 shows too


class Probe:
    """A layer, X and its Y; every forward starts from the same state."""

    def __init__(self, layer, X, rng, who, tolerance, **named):
        self.forward = two_methods(layer)[0]
        self.who, self.tolerance, self.named = who, tolerance, named
        X = np.asarray(X)
        if X.dtype.kind not in "iu":
            X = finite(float_array(X, "X"), "X")
        if X.size == 0 or not X.ndim:
            raise ValueError(f"X must have examples, got shape {X.shape}")
        self.X, self.rng = X, drawn_from(generator(rng))
        self.rewind = Rewind(layer, self.forward)
        self.Y = finite(self._Y(X), "the Y of forward")
        if self.Y.shape[:1] != X.shape[:1]:
            raise ValueError(
                f"{who} expects one output for each of the {len(X)} "
                f"examples, got Y of shape {self.Y.shape}"
            )

    def _Y(self, X):
        try:
            Y = self.forward(X.copy(), **self.named)
        finally:
            self.rewind.restore()
        Y = Y[0] if isinstance(Y, tuple) else Y
        return np.array(float_array(Y, "the Y of forward"), np.float64)

    def times(self):
        if self.X.ndim < 2 or self.X.shape[1] < 2:
            raise ValueError(
                f"{self.who} expects X of shape (N, T, ...) with T >= 2, got "
                f"{self.X.shape}"
            )
        if self.Y.shape[:2] != self.X.shape[:2]:
            raise ValueError(
                f"{self.who} expects Y of shape {self.X.shape[:2]} + ..., "
                f"got {self.Y.shape}"
            )
        return self.X.shape[1]

    def others(self):
        """X drawn anew, twice: other tokens, or nearby and large numbers."""
        if self.X.dtype.kind in "iu":
            for shift in (1, 2):
                values = np.unique(self.X)
                place = np.searchsorted(values, self.X) + shift
                yield values[place % len(values)]
            return
        spread = self.X.std() or 1.0
        for size in (spread, LARGE * spread):
            noise = self.rng.normal(size=self.X.shape)
            yield (self.X + size * noise).astype(self.X.dtype)

    @np.errstate(all="ignore")
    def gap(self, X, Y=None):
        there, Y = self._Y(X), self.Y if Y is None else Y
        if there.shape != Y.shape:
            raise ValueError(
                f"{self.who} expects Y of one shape, got {Y.shape} and "
                f"{there.shape}"
            )
        gap = np.abs(there - Y)
        lost = ~np.isfinite(gap)
        if (lost & np.isfinite(Y) & np.isnan(there)).any():
            gap[lost & np.isnan(there)] = np.inf  # it has noticed
        gap[lost & ~np.isnan(there)] = 0.0  # a large change may overflow
        gap[~np.isfinite(Y)] = 0.0
        return gap

    def still(self, gap, words, axes):
        """Raise GradientCheckError if one entry of gap is not 0."""
        scale = np.abs(self.Y).max(initial=0.0) or 1.0
        if gap.size == 0 or (gap <= self.tolerance * scale).all():
            return
        k = np.unravel_index(np.nanargmax(gap), gap.shape)
        places = [f"{a} {i}" for a, i in zip(axes, k, strict=False)]
        if len(axes) > 1:
            places[0] = ", ".join(places)
            places[1:] = [f"{axes[1]} {k[1]}"]
        says = words.format(*places) + f", by {gap[k]:.2g}"
        report = self._report("wrong", says, k, gap[k] / scale)
        raise GradientCheckError(f"{self.who}: {says}\n{report}", report)

    def report(self, moves, note):
        if not moves:
            raise ValueError(
                f"{self.who} found no output that moves at all: it can say "
                "nothing of this layer on this X"
            )
        report = self._report("agrees", "", (), 0.0)
        report.notes.append(note)
        return report

    def _report(self, verdict, says, index, error):
        index = tuple(int(i) for i in index)
        v = Verdict(verdict, float(error), 0.0, index, 0.0, 0.0, says=says)
        return Report({"Y": v}, self.tolerance)
