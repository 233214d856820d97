"""Seven small programs to test; what is wrong with them is not said."""

from functools import lru_cache

import numpy as np

from ...data import spirals
from ...layers import LeakyReLU, Linear, ReLU, Tanh
from ...losses import SoftmaxCrossEntropy
from ...mistakes import MISTAKES, Program
from . import wrong_parts as wrong

_TOO_SOON = MISTAKES["updated-too-soon"].parts
_NO_PENALTY = MISTAKES["penalty-only-in-loss"].parts
_LEAKY = {"activation": wrong.Leaky}  # no row is off for all units
_AVERAGED = MISTAKES["bias-averaged"].parts
POOLS = {  # {letter: {name: the parts of the program}}
    "A": {
        "sum for mean": MISTAKES["sum-not-mean"].parts,
        "mean twice": MISTAKES["mean-twice"].parts,
        "bias averaged": _AVERAGED,
    },
    "B": {
        "leak on the wrong side": {"activation": wrong.LeakyOtherSide},
        "slope missing": {"activation": wrong.LeakyPassesAll},
        "sign of the delta": MISTAKES["hidden-delta-sign"].parts | _LEAKY,
    },
    "C": {
        "row dropped": {"linear": wrong.LastRowDropped} | _LEAKY,
        "penalty missing": _NO_PENALTY | _LEAKY,
        "penalty on biases": {"program": wrong.BiasesPenalised} | _LEAKY,
    },
    "D": {
        "square forgotten": {"activation": wrong.TanhNotSquared},
        "value for slope": {"activation": wrong.TanhTimesOutput},
        "transpose missing": MISTAKES["transpose-missing"].parts
        | {"activation": Tanh},
    },
    "G": {
        "gradients not zeroed": MISTAKES["gradients-not-zeroed"].parts,
        "stale input": {"linear": wrong.StaleInput},
        "rows mixed": {"activation": wrong.Crowded},
    },
}
GUILTY = {"rate": {}, "start": {}, "inputs": {}}  # right, and do not learn
TRAINS = {
    "updated too soon": _TOO_SOON,
    "penalty missing": _NO_PENALTY,
    "bias averaged": _AVERAGED,
}
LINEUPS = {2: "AB", 3: "CD", 4: "EF", 6: "G"}  # exercise 7.2 has A and B
_PLAIN = (Linear, LeakyReLU, ReLU, Tanh, SoftmaxCrossEntropy)


class Suspect:
    """A program under test. All that Program can, and what belongs to it.

    X (N, 2) and labels (N,) are its training rows, lr the learning rate
    of its author. tests counts the calls of check and of gradients.
    Printed, it shows its parts, by the names that they claim.
    """

    def __init__(self, program, X, labels, lr):
        self._program = program
        self.net, self.loss = program.net, program.loss
        self.strength = program.strength
        self.X, self.labels, self.lr = X, labels, lr
        self.tests = 0

    def objective(self, X, labels):
        return self._program.objective(X, labels)

    def step(self, X, labels, lr):
        return self._program.step(X, labels, lr)

    def gradients(self, X, labels, lr=0.1):
        self.tests += 1
        return self._program.gradients(X, labels, lr)

    def check(self, X, labels, lr=0.1):
        self.tests += 1
        return self._program.check(X, labels, lr)

    def __repr__(self):
        parts = [*self.net.layers, self.loss]
        shown = [_shown(part) for part in parts]
        return f"{' -> '.join(shown)}, strength {self.strength:g}"


def _shown(part):
    sizes = " × ".join(map(str, getattr(part, "W", np.zeros(0)).shape))
    return type(part).__name__ + (f" {sizes}" if sizes != "0" else "")


def suspect_program(letter, seed=0):
    """Suspect A to G of this seed, a new object at each call.

    Raises ValueError for another letter, or a seed that is not a whole
    number from 0.
    """
    number = next((n for n, s in LINEUPS.items() if letter in list(s)), None)
    if number is None:
        raise ValueError(f"expected a letter from A to G, got {letter!r}")
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


def name_of(letter, keys):
    """The suspect's mistake, by its name among the candidates."""
    if letter in POOLS:
        return list(POOLS[letter])[keys[letter] % len(POOLS[letter])]
    if letter == guilty(keys):
        return "none"
    return list(TRAINS)[keys[letter] % len(TRAINS)]


def cure_of(keys):
    """What makes the right one of E and F learn."""
    return list(GUILTY)[keys[guilty(keys)] % len(GUILTY)]


def build(letter, keys):
    """The Suspect of these keys."""
    rng = np.random.default_rng(keys[letter])
    name, large = name_of(letter, keys), letter in "EF"
    X, labels = spirals(30 if large else 5, rng)
    parts = dict(POOLS.get(letter, TRAINS).get(name, {}))
    make = parts.pop("program", Program)
    hidden = 24 if large else 3 if letter == "D" else 4
    strength = 1e-3 if large else 0.05
    program = make(2, hidden, 3, rng, strength=strength, **parts)
    _disguise(program)
    suspect = Suspect(program, X, labels, 0.5)
    if not large:  # so that nothing is seen from a bias of 0
        for p in program.net.params().values():
            if p.ndim == 1:
                p[...] = rng.normal(0.0, 0.5, p.shape)
    elif name == "none":
        _spoil(suspect, cure_of(keys))
    return suspect


def _spoil(suspect, cure):
    if cure == "rate":
        suspect.lr = 0.0005
    elif cure == "start":
        suspect.net.params()["0.b"][...] = -10.0
    else:
        suspect.X = suspect.X / 2000


def _disguise(program):
    """Each part claims to be of the plain class that it derives from."""
    for part in (*program.net.layers, program.loss):
        part.__class__ = _masked(type(part))


@lru_cache(maxsize=64)
def _masked(kind):
    plain = next(p for p in kind.__mro__ if p in _PLAIN)
    if plain is kind:
        return kind
    told = {"__module__": plain.__module__, "__doc__": plain.__doc__}
    return type(
        plain.__name__, (kind,), told | {"__qualname__": plain.__name__}
    )
