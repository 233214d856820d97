"""2.4: the likelihood of five rows, its logarithm, and where it ends."""

import math

import numpy as np

from ..pools.pencil import PRODUCT
from ..record import Exercise, Wrong


def draw(rng):
    while True:
        powers = rng.integers(1, 7, size=5)
        s, times = int(powers.sum()), int(rng.integers(20, 90)) * 10
        distinct = len(set(powers.tolist())) >= 3
        if distinct and 8 <= s <= 24 and s % 5:
            return {"p_label": 0.5**powers, "times": times}


def truth(p_label, times):
    once = float(np.prod(p_label))
    halvings = -math.frexp(once)[1] + 1
    log = -halvings
    return _all(once, log, -log / 5, times * log, _end(once))


def _all(likelihood, log, loss, many, copies):
    return {
        "the likelihood": likelihood,
        "its logarithm": log,
        "the cross-entropy": loss,
        "the logarithm of the copies": many,
        "the number of copies": copies,
    }


def _end(once):
    """Multiply in float64 until the product is 0."""
    product, copies = once, 1
    while product > 0.0:
        product, copies = product * once, copies + 1
    return copies


def about(p_label, times):
    return {
        "tolerance": 2e-3,
        "sizes": {
            "the number of rows": 5,
            "the number of copies of the data": times,
        },
    }


def _right(p):
    return list(truth(**p).values())


def _added(**p):
    return (float(np.sum(p["p_label"])), *_right(p)[1:])


def _loss_not_divided(**p):
    once, log, _, many, copies = _right(p)
    return once, log, -log, many, copies


def _loss_negative(**p):
    once, log, loss, many, copies = _right(p)
    return once, log, -loss, many, copies


def _log_of_mean(**p):
    once, log, _, many, copies = _right(p)
    return once, log, -math.log2(np.mean(p["p_label"])), many, copies


def _logs_positive(**p):
    once, log, loss, many, copies = _right(p)
    return once, -log, loss, -many, copies


def _in_nats(**p):
    once, log, loss, many, copies = _right(p)
    nat = math.log(2)
    return once, log * nat, loss * nat, many * nat, copies


def _rows_for_copies(**p):
    once, log, loss, _, _ = _right(p)
    return once, log, loss, -p["times"] * loss, math.ceil(1075 / loss)


def _log_unchanged(**p):
    once, log, loss, _, copies = _right(p)
    return once, log, loss, log, copies


def _one_too_few(**p):
    *others, copies = _right(p)
    return (*others, copies - 1)


def _decimal_digits(**p):
    *others, _ = _right(p)
    return (*others, math.ceil(324 / -others[1]))


LIKELIHOOD = Exercise(
    id="2.4",
    title="A product too small to hold",
    kind="compute",
    objective="2b",
    points=3,
    minutes=10,
    takes="five numbers, (likelihood, its log, cross-entropy, log of the "
    "copies, number of copies)",
    section="02-losses#The logarithm rescues the product",
    draw=draw,
    truth=truth,
    chain=PRODUCT,
    about=about,
    mistakes=(
        Wrong(
            "not-divided",
            _loss_not_divided,
            "Cross-entropy is the mean over the rows, so that it does not "
            "grow with their number.",
            "The cross-entropy is 5 times too large; the rest is right.",
        ),
        Wrong(
            "probabilities-added",
            _added,
            "That all five rows occur together has the product of their "
            "probabilities, not the sum: they are independent.",
            "The likelihood is not right: it must be below each of the five "
            "probabilities. The rest is right.",
            "02-losses#Classification: how likely was what happened?",
        ),
        Wrong(
            "loss-negative",
            _loss_negative,
            "The mean of the logarithms is negative. The loss has a minus "
            "in front, so that lower is better.",
            "The cross-entropy has the wrong sign; the rest is right.",
        ),
        Wrong(
            "logarithms-positive",
            _logs_positive,
            "A likelihood below 1 has a negative logarithm. The minus sign "
            "comes with the loss, and only there.",
            "Both logarithms have the wrong sign; the rest is right.",
        ),
        Wrong(
            "log-of-mean",
            _log_of_mean,
            "You took one logarithm of the mean probability. The loss is "
            "the mean of five logarithms.",
            "The cross-entropy is not right; the rest is.",
        ),
        Wrong(
            "in-nats",
            _in_nats,
            "These are nats. Asked is what multiplies ln 2: divide by .6931.",
            "The likelihood and the number of copies are right; the three "
            "numbers in units of ln 2 are not.",
        ),
        Wrong(
            "rows-for-copies",
            _rows_for_copies,
            "You counted single rows. Each copy holds five rows, and adds "
            "five logarithms.",
            "The last two numbers are off by a factor of 5, or about 5; the "
            "rest is right.",
        ),
        Wrong(
            "log-unchanged",
            _log_unchanged,
            "The copies multiply the likelihood by itself. The logarithm of a "
            "product is the sum of the logarithms.",
            "The logarithm of the copies is not right; the rest is.",
        ),
        Wrong(
            "one-too-few",
            _one_too_few,
            "With that many copies the product is still above half the "
            "smallest float64. It takes one more to pass below.",
            "The number of copies is 1 too small; the rest is right.",
        ),
        Wrong(
            "decimal-digits",
            _decimal_digits,
            "You mixed two units: 324 counts powers of 10, and your "
            "logarithm counts powers of 2. The smallest float64 is 2^-1074.",
            "The number of copies is too small; the rest is right.",
        ),
    ),
)
