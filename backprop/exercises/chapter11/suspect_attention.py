"""Three layers of attention to test with three instruments: 11.7.

What is wrong with each is a number here; the names stand in leak_names.py.
"""

import numpy as np

from ...checking import GradientCheckError, check_causal, gradient_check
from ...layers import Embedding, Linear, Positions, Sequential
from ...losses import SoftmaxCrossEntropy
from ...training import SGD
from ...validation import NotFiniteError
from ..chapter7.sealing import known, sealed
from . import wrong_attention as wrong

LEAKS = (
    wrong.MaskMissing,
    wrong.MaskAfterSoftmax,
    wrong.OneStepTooFar,
    wrong.SoftmaxOverQueries,
    wrong.HeadsMixed,
)
GRADIENTS = (wrong.ScaleForgotten, wrong.Exchanged, wrong.NoSubtraction)
POOL = (*LEAKS, *GRADIENTS, wrong.ScaleOfAll)
LETTERS = "ABC"
KINDS, STEPS, DIM, HEADS = 5, 6, 12, 3  # letters, their places, the layer
BATCHES, ROWS, KEPT = 300, 32, 300


def suspect_attention(letter, seed=0):
    """Suspect A, B or C of this seed, or S, a new object at each call.

    Raises ValueError for another letter, or a seed that is not a whole
    number from 0.
    """
    known(letter, seed, (*LETTERS, "S"))
    if letter == "S":
        return Suspect(wrong.Diagonal)
    keys = draw_keys(np.random.default_rng([11, 7, seed]))
    return Suspect(POOL[number_of(keys[letter])])


def draw_keys(rng):
    """{letter: a number that says nothing}, three different mistakes.

    One leaks at least, and one at least has a wrong gradient.
    """
    while True:
        keys = {letter: int(rng.integers(1000, 10000)) for letter in LETTERS}
        kinds = {POOL[number_of(key)] for key in keys.values()}
        both = kinds & {*LEAKS} and kinds & {*GRADIENTS}
        if both and len(kinds) == len(LETTERS):
            return keys


def number_of(key):
    """The number of the mistake in POOL."""
    return key % len(POOL)


class Suspect:
    """A layer of attention under test: 12 columns, 3 heads, causal it says.

    Each test makes it anew, with the same weights at each call.
    """

    def __init__(self, kind):
        self._kind = sealed(kind)

    def layer(self, seed=0):
        """The layer itself, for tests of your own, with random weights."""
        return self._kind(DIM, HEADS, np.random.default_rng(seed))

    def check(self):
        """What gradient_check calls wrong, a text: "X Wq Wk", or "none"."""
        rng = np.random.default_rng(1)
        try:
            gradient_check(self.layer(), rng.normal(size=(3, 5, DIM)), rng)
        except GradientCheckError as error:
            wrong = [
                n for n, x in error.report.items() if x.verdict == "wrong"
            ]
            return " ".join(wrong)
        return "none"

    def causal(self):
        """ "leak" if check_causal finds one, or "none"."""
        rng = np.random.default_rng(2)
        try:
            check_causal(self.layer(), rng.normal(size=(3, 5, DIM)), rng)
        except GradientCheckError:
            return "leak"
        return "none"

    def loss(self):
        """How a small net with this layer learns letters that are random.

        It is asked for the next of six letters, each drawn from five, so
        that no honest net gets below ln 5 = 1.609 on new ones. "too good"
        if it does, "not finite" if it breaks, or "as chance".
        """
        try:
            found = trained_loss(self._kind)
        except NotFiniteError:
            return "not finite"
        return "too good" if found < np.log(KINDS) - 0.15 else "as chance"


def trained_loss(kind, seed=3):
    """The loss on new random letters, after 300 steps."""
    rng = np.random.default_rng(seed)
    net = Sequential(
        Embedding(KINDS, DIM, rng),
        Positions(STEPS, DIM, rng),
        kind(DIM, HEADS, rng),
        Linear(DIM, KINDS, rng),
    )
    loss, descent = SoftmaxCrossEntropy(), SGD(0.1, momentum=0.9)
    with np.errstate(all="ignore"):
        for _ in range(BATCHES):
            letters = rng.integers(0, KINDS, (ROWS, STEPS + 1))
            loss.forward(net.forward(letters[:, :-1]), letters[:, 1:])
            net.backward(loss.backward(), need_dX=False)
            descent.step(net.params(), net.grads())
        letters = rng.integers(0, KINDS, (KEPT, STEPS + 1))
        return loss.forward(net.forward(letters[:, :-1]), letters[:, 1:])
