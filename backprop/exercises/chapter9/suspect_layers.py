"""Three convolutions to test at sizes of one's own: 9.7.

What is wrong with each is a number here; the names stand in hidden_names.py.
"""

import numpy as np

from ...checking import GradientCheckError, gradient_check
from ...validation import whole
from ..chapter7.sealing import known, sealed
from . import wrong_layers as wrong

BLIND = {
    "N": 1, "H": 4, "W": 4, "kh": 2, "kw": 2, "c_in": 1, "c_out": 1,
    "stride": 2, "padding": 0,
}  # fmt: skip
POOL = (
    wrong.LastImage,
    wrong.MeanOverImages,
    wrong.RowsForColumns,
    wrong.HeightForWidth,
    wrong.ReshapedForTransposed,
    wrong.FirstChannel,
    wrong.WrittenOver,
    wrong.CroppedOnOneSide,
)
LETTERS, MOST = "ABC", 12


def suspect_layer(letter, seed=0):
    """Suspect A, B or C of this seed, or S, a new object at each call.

    Raises ValueError for another letter, or a seed that is not a whole
    number from 0.
    """
    known(letter, seed, (*LETTERS, "S"))
    if letter == "S":
        return Suspect(wrong.FirstImageBias)
    keys = draw_keys(np.random.default_rng([9, 7, seed]))
    return Suspect(POOL[number_of(keys[letter])])


def draw_keys(rng):
    """{letter: a number that says nothing}, three different mistakes."""
    while True:
        keys = {letter: int(rng.integers(1000, 10000)) for letter in LETTERS}
        if len({*map(number_of, keys.values())}) == len(LETTERS):
            return keys


def number_of(key):
    """The number of the mistake in POOL."""
    return key % len(POOL)


def sizes_of(changes):
    """All nine sizes: BLIND with these changes.

    Raises ValueError for a name that is none of them, and for what is no
    whole number from 1 (padding: from 0) to 12; TypeError for no number.
    """
    for name, value in changes.items():
        if name not in BLIND:
            names = ", ".join(BLIND)
            raise ValueError(f"expected sizes by name, {names}, got {name!r}")
        if whole(value, name, least=int(name != "padding")) > MOST:
            raise ValueError(f"{name} must be at most {MOST}, got {value}")
    return BLIND | {name: int(value) for name, value in changes.items()}


def accused(kind, changes):
    """What gradient_check calls wrong in a layer of this kind, a text.

    "none" if it agrees. Raises as sizes_of does, and ValueError for a
    kernel that does not fit the image.
    """
    sizes = sizes_of(changes)
    rng = np.random.default_rng([*sizes.values()])
    layer = _made(kind, sizes, rng)
    X = rng.normal(size=[sizes[name] for name in ("N", "H", "W", "c_in")])
    try:
        report = gradient_check(layer, X, rng)
    except GradientCheckError as error:
        report = error.report
    bad = [name for name, seen in report.items() if seen.verdict == "wrong"]
    return " ".join(bad) or "none"


def _made(kind, sizes, rng):
    kernel = sizes["kh"], sizes["kw"]
    steps = {name: sizes[name] for name in ("stride", "padding")}
    return kind(sizes["c_in"], sizes["c_out"], kernel, rng, **steps)


class Suspect:
    """A convolution under test, made anew at the sizes you ask for.

    Sizes are N, H, W, kh, kw, c_in, c_out, stride and padding; those that
    are not given are as in BLIND. tests counts the calls of fails.
    """

    def __init__(self, kind):
        self._kind, self.tests = sealed(kind), 0

    def fails(self, **sizes):
        """What gradient_check calls wrong at these sizes, a text.

        Of "K", "b" and "X", or "none". Raises ValueError for sizes that do
        not fit each other.
        """
        self.tests += 1
        return accused(self._kind, sizes)

    def layer(self, **sizes):
        """The layer itself at these sizes, for tests of your own."""
        sizes = sizes_of(sizes)
        return _made(self._kind, sizes, np.random.default_rng(0))
