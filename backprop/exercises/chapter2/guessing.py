"""2.1: one printed loss, three numbers of classes: which is a guess?"""

import math

from ..record import Exercise, Wrong

_FEW = (3, 4, 5)
_SOME = (8, 9, 10, 12)
_MANY = (24, 25, 27, 30, 32, 36)


def draw(rng):
    K = [int(rng.choice(numbers)) for numbers in (_FEW, _SOME, _MANY)]
    printed = round(math.log(K[1]), 2)
    a, b, c = (K[k] for k in rng.permutation(3))
    return {"classes_A": a, "classes_B": b, "classes_C": c, "printed": printed}


def _by(guess, numbers, names=("guess", "worse", "better")):
    """The answer of one who takes guess(K) for the loss of guessing."""
    *classes, printed = numbers.values()
    losses = [guess(K) for K in classes]
    same, above, below = names
    words = [
        same
        if abs(printed - loss) < 0.02
        else (above if printed > loss else below)
        for loss in losses
    ]
    return (*losses, *words)


def truth(**numbers):
    names = [f"the loss of guessing for {net}" for net in "ABC"]
    names += [f"the word for {net}" for net in "ABC"]
    return dict(zip(names, _by(lambda K: -math.log(1 / K), numbers), strict=1))


def _swapped(**numbers):
    return _by(math.log, numbers, ("guess", "better", "worse"))


def _probability(**numbers):
    return _by(lambda K: 1 / K, numbers)


def _log10(**numbers):
    return _by(math.log10, numbers)


def _log2(**numbers):
    return _by(math.log2, numbers)


def _negative(**numbers):
    return _by(lambda K: -math.log(K), numbers)


def _weighted(**numbers):
    return _by(lambda K: math.log(K) / K, numbers)


def _same_for_all(**numbers):
    return _by(math.log, numbers, ("guess", "guess", "guess"))


GUESSING = Exercise(
    id="2.1",
    title="Is it a guess?",
    kind="predict",
    objective="2e",
    points=2,
    minutes=4,
    takes="three numbers and three words, for the nets A, B, C",
    section="02-losses#The loss of guessing",
    draw=draw,
    truth=truth,
    close=6e-3,
    mistakes=(
        Wrong(
            "higher-taken-for-better",
            _swapped,
            "A loss says how wrong a net is. Above the loss of guessing it "
            "is worse than a guess; below, it is better.",
            "The three numbers are right. The words worse and better are "
            "exchanged.",
        ),
        Wrong(
            "probability-not-its-log",
            _probability,
            "1/K is the probability that a guess gives to the label. What "
            "the row costs is minus the logarithm of it.",
            "Your three losses lie between 0 and 1; those of a guess do not.",
        ),
        Wrong(
            "same-for-all",
            _same_for_all,
            "The loss of guessing grows with the number of classes. One "
            "printed number can be a guess for one net only, if their "
            "numbers of classes differ.",
            "The three numbers are right. The printed loss is near one of "
            "them, not near all three.",
        ),
        Wrong(
            "log-base-10",
            _log10,
            "This is the logarithm with base 10, which many calculators "
            "call log. The losses of the course take the natural one, ln.",
            "Your three losses are all too small by the same factor.",
            "02-losses#Conventions that make right answers look wrong",
        ),
        Wrong(
            "log-base-2",
            _log2,
            "This is the logarithm with base 2: the loss in bits. The "
            "printed one is in nats, with the natural logarithm.",
            "Your three losses are all too large by the same factor.",
            "02-losses#Conventions that make right answers look wrong",
        ),
        Wrong(
            "minus-forgotten",
            _negative,
            "The logarithm of a probability is negative. The loss has a "
            "minus in front of it, so that lower is better.",
            "Your three losses are negative.",
        ),
        Wrong(
            "times-probability",
            _weighted,
            "A row costs minus the logarithm of one probability, the one "
            "that its label got. Nothing is left to multiply by 1/K.",
            "Your three losses become smaller with more classes; those of a "
            "guess become larger.",
        ),
    ),
)
