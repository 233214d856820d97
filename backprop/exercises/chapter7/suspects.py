"""Seven small programs to test; what is wrong with them is not said here.

Their mistakes have numbers. The names stand in names.py, which who grades
need not hand out.
"""

import numpy as np

from ...data import spirals
from ...layers import Tanh
from ...mistakes import MISTAKES, Program
from . import wrong_parts as wrong
from .sealing import seal_program
from .suspect import Suspect

_TOO_SOON = MISTAKES["updated-too-soon"].parts
_NO_PENALTY = MISTAKES["penalty-only-in-loss"].parts
_LEAKY = {"activation": wrong.Leaky}  # no row is off for all units
_AVERAGED = MISTAKES["bias-averaged"].parts
POOLS = {  # {letter: the parts of each program that it may be}
    "A": (
        MISTAKES["sum-not-mean"].parts,
        MISTAKES["mean-twice"].parts,
        _AVERAGED,
    ),
    "B": (
        {"activation": wrong.LeakyOtherSide},
        {"activation": wrong.LeakyPassesAll},
        MISTAKES["hidden-delta-sign"].parts | _LEAKY,
    ),
    "C": (
        {"linear": wrong.LastRowDropped} | _LEAKY,
        _NO_PENALTY | _LEAKY,
        {"program": wrong.BiasesPenalised} | _LEAKY,
    ),
    "D": (
        {"activation": wrong.TanhNotSquared},
        {"activation": wrong.TanhTimesOutput},
        MISTAKES["transpose-missing"].parts | {"activation": Tanh},
    ),
    "G": (
        MISTAKES["gradients-not-zeroed"].parts,
        {"linear": wrong.StaleInput},
        {"activation": wrong.Crowded},
    ),
    "S": ({"linear": wrong.BiasesDoubled} | _LEAKY,),  # shown, not asked
}
TRAINS = (_TOO_SOON, _NO_PENALTY, _AVERAGED)
CURES = ("rate", "start", "inputs")  # of a right one that does not learn
LINEUPS = {2: "AB", 3: "CD", 4: "EF", 6: "G", 0: "S"}  # 7.2 has A and B
SIZES = range(4, 41)  # rows in each class of A


def suspect_program(letter, seed=0):
    """Suspect A to G of this seed, or S, a new object at each call.

    Raises ValueError for another letter, or a seed that is not a whole
    number from 0.
    """
    number = next((n for n, s in LINEUPS.items() if letter in list(s)), None)
    if number is None:
        raise ValueError(
            f"expected a letter from A to G, or S, got {letter!r}"
        )
    if not isinstance(seed, int | np.integer) or seed < 0:
        raise ValueError(f"expected a whole number from 0 as seed, got {seed}")
    keys = draw_keys(LINEUPS[number], np.random.default_rng([7, number, seed]))
    return build(letter, keys)


def draw_keys(letters, rng):
    """{letter: a number that says nothing}."""
    return {letter: int(rng.integers(1000, 10000)) for letter in letters}


def guilty(keys):
    """Which of E and F is right and does not learn."""
    return "EF"[sum(keys.values()) // 10 % 2]


def number_of(letter, keys):
    """The number of the suspect's mistake in its pool; None if right."""
    if letter in POOLS:
        return keys[letter] % len(POOLS[letter])
    return None if letter == guilty(keys) else keys[letter] % len(TRAINS)


def cure_of(keys):
    """What makes the right one of E and F learn."""
    return CURES[keys[guilty(keys)] % len(CURES)]


def build(letter, keys):
    """The Suspect of these keys."""
    rng = np.random.default_rng(keys[letter])
    number, large = number_of(letter, keys), letter in "EF"
    rows = SIZES[keys[letter] // 3 % len(SIZES)] if letter == "A" else 5
    X, labels = spirals(30 if large else rows, rng)
    pool = POOLS.get(letter, TRAINS)
    parts = {} if number is None else dict(pool[number])
    make = parts.pop("program", Program)
    hidden = 24 if large else 3 if letter == "D" else 4
    strength = 1e-3 if large else 0.05
    program = make(2, hidden, 3, rng, strength=strength, **parts)
    suspect = Suspect(seal_program(program), X, labels, 0.5, _x(keys[letter]))
    if not large:  # so that nothing is seen from a bias of 0
        for p in program.net.params().values():
            if p.ndim == 1:
                p[...] = rng.normal(0.0, 0.5, p.shape)
    elif number is None:
        _spoil(suspect, cure_of(keys))
    return suspect


def _x(key):
    """So far from 0 that tanh's value, its slope and 1 - Y differ much."""
    rng = np.random.default_rng([key, 1])
    return float(rng.choice([-1, 1]) * rng.integers(90, 151)) / 100


def _spoil(suspect, cure):
    if cure == "rate":
        suspect.lr = 0.0005
    elif cure == "start":
        suspect.net.params()["0.b"][...] = -10.0
    else:
        suspect.X = suspect.X / 2000
