"""What the suspects' exercises share: truth and wrong answers, from keys."""

from functools import lru_cache, partial

import numpy as np

from ...data import spirals
from ..record import Exercise, Wrong
from .answers import judge
from .names import CANDIDATES, name_of
from .suspects import LINEUPS, build, cure_of, draw_keys


def lineup(number, **fixed):
    """The Exercise on suspects of LINEUPS[number]."""
    return Exercise(
        id=f"7.{number}",
        draw=partial(draw_keys, LINEUPS[number]),
        judge=judge,
        **fixed,
    )


@lru_cache(maxsize=256)
def _named(letter, keys):
    return name_of(letter, dict(keys)), build(letter, dict(keys)).fails()


def named(**keys):
    """{"A": mistake, "A fails": parameters, ...} of these suspects."""
    found = {}
    for letter in keys:
        told = _named(letter, tuple(keys.items()))
        found |= {letter: told[0], f"{letter} fails": told[1]}
    return found


def with_factor(A, B):
    """named, and the factor of A's b2."""
    keys = {"A": A, "B": B}
    return named(**keys) | {"A factor": build("A", keys).factor("b2")}


def with_slope(C, D):
    """named, and what D's activation returns for dY = 1 at D.x."""
    keys = {"C": C, "D": D}
    suspect = build("D", keys)
    return named(**keys) | {"D slope": suspect.bend(suspect.x)[1]}


def with_cure(**keys):
    """named, and what makes the right suspect learn."""
    return named(**keys) | {"cure": cure_of(keys)}


@lru_cache(maxsize=64)
def _in_use(key):
    keys = {"G": key}
    suspect = build("G", keys)
    suspect.fails()
    again = suspect.fails()
    fresh = build("G", keys)
    fresh.fails()
    other = fresh.fails(*spirals(5, np.random.default_rng(7)))
    G = build("G", keys)
    rows = [slice(n, n + 1) for n in range(len(G.X))]
    alone = [G.objective(G.X[row], G.labels[row]) for row in rows]
    return again, other, float(np.mean(alone))


def in_use(G):
    """What further tests of G say, again, on other rows and row by row."""
    names = ("again", "other rows", "alone")
    tests = zip(names, _in_use(G), strict=True)
    return {"G": name_of("G", {"G": G})} | dict(tests)


def given(truth, **parts):
    """An answer like the truth, but for these parts: a function of keys.

    A part is a value, or a function of (the truth, keys) that returns it.
    "_" stands for a space in a part's name.
    """

    def answer(**keys):
        told = truth(**keys)
        for name, part in parts.items():
            name = name.replace("_", " ")
            told[name] = part(told, keys) if callable(part) else part
        return tuple(told.values())

    return answer


def taken_for(truth, letter, name):
    """The Wrong of one who takes this suspect's mistake for another."""
    return Wrong(
        f"{letter}-{name.replace(' ', '-')}",
        given(truth, **{letter: name}),
        f"{CANDIDATES[name]} Compare that with what you saw of {letter}.",
        f"The name of {letter} is not right. The rest is.",
    )
