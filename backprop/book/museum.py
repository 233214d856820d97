"""How the exhibits of the museum, chapter 7, train.

Each exhibit and its right twin train on the same 300 points, from the same
start.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from ..data import spirals
from ..mistakes import MISTAKES

STEPS, EVERY = 2000, 10


@dataclass(frozen=True, eq=False)
class Run:
    """Every tenth step: `losses` without the penalty, `printed` with it.

    Both are from before the step, and `share`, of the points that are
    right, from after it. broken: a number was not finite.
    """

    losses: np.ndarray
    printed: np.ndarray
    share: np.ndarray
    broken: bool

    @property
    def late(self):
        """How many of the last entries are the last quarter of the steps."""
        return max(1, len(self.losses) // 4)

    @property
    def end(self):
        """(share, loss): their medians over the last quarter of the steps.

        The median, because a loss may leap and come back.
        """
        last = -self.late
        return np.median(self.share[last:]), np.median(self.losses[last:])

    @property
    def lost(self):
        """Broken, or some late loss is over five times that of the start.

        The largest, because a loss that leaps leaps further on one processor
        than on another: its mean or median may end low all the same.
        """
        late = self.losses[-self.late :].max()
        return self.broken or bool(late > 5 * self.losses[0])


def share_right(outputs, t):
    """The share of rows whose largest output, or nearest number, is t."""
    if outputs.shape[1] == 1:
        return float((np.rint(outputs[:, 0]) == t).mean())
    return float((outputs.argmax(axis=1) == t).mean())


def train(program, X, t, lr=0.5, steps=STEPS):
    """A Run of so many steps, or as many as give finite numbers."""
    kept = []
    with np.errstate(all="ignore"):
        for k in range(steps):
            try:
                if k % EVERY:
                    broken = not np.isfinite(program.step(X, t, lr))
                else:
                    data = program.loss.forward(program.net.forward(X), t)
                    value = program.step(X, t, lr)
                    right = share_right(program.net.forward(X), t)
                    kept.append((data, value, right))
                    broken = not np.isfinite(value)
            except ValueError:  # the net's output is not finite
                broken = True
            if broken:
                break
    return Run(*np.array(kept).T, broken)


def points():
    """The 300 points of the gallery, and their classes."""
    return spirals(100, np.random.default_rng(0))


def built(name, seed=0, right=False, **options):
    """The program of an exhibit, or its right twin, for the gallery."""
    mistake = MISTAKES[name]
    build = mistake.right_program if right else mistake.program
    rng = np.random.default_rng(seed)
    return build(*mistake.sizes(2, 64, 3), rng, **options)


def trained(name, seed=0, right=False):
    """The Run of an exhibit, or of its right twin: made once, then kept.

    Twins whose losses of steps 1, 11, 21 and 31 agree are one program, and
    run once.
    """
    return _trained(name, seed, bool(right))


@cache
def _trained(name, seed, right):
    X, t = points()
    lr = MISTAKES[name].lr
    if not right:
        return train(built(name, seed), X, t, lr)
    first = train(built(name, seed, right), X, t, lr, steps=31).losses
    found = _known.setdefault((seed, lr), [])
    for losses, run in found:
        if np.abs(losses - first).max() < 1e-12:
            return run
    run = train(built(name, seed, right), X, t, lr)
    found.append((first, run))
    return run


_known = {}


def letter(name, seed=0):
    """T, S or D: it trains, it is stuck or slower, or it diverges."""
    run, twin = trained(name, seed), trained(name, seed, right=True)
    if run.lost:
        return "D"
    return "T" if run.end[0] >= twin.end[0] - 0.05 else "S"


def outcome(name, seed=0, right=False):
    """How the run ended, in a few words."""
    run = trained(name, seed, right)
    if run.lost:
        end = "then no number" if run.broken else "then diverges"
        return f"{run.share.max():.0%} at best, {end}"
    share, loss = run.end
    return f"{share:.0%}, loss {loss:.2f}"


def numbered(name):
    """The number of an exhibit, and its title."""
    return f"{list(MISTAKES).index(name) + 1} {MISTAKES[name].title}"
