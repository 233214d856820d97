"""8.2: one diamond, read in five orders."""

import numpy as np

from ...checking import numerical_gradient
from ..chapter3.apart import apart
from ..pools.tapes import DIAMOND
from ..record import Exercise, Wrong
from ..slipped import wrong
from .readers import by_recursion, read, upwards

CLOSE = 1e-3
PARENTS = [(), (0,), (1,), (1,), (2, 3)]  # lines x, q, u, v, f


def draw(rng):
    """a, b, c: whole slopes of three sizes, with signs."""
    signed = [n * sign for n in (2, 3, 4, 5, 6, 7) for sign in (1, -1)]
    while True:
        a, b, c = map(int, rng.choice(signed, size=3, replace=False))
        numbers = {"a": a, "b": b, "c": c}
        if len({abs(a), abs(b), abs(c)}) < 3:
            continue
        answers = [w.answer(**numbers) for w in THE_DIAMOND.mistakes]
        right = list(truth(**numbers).values())
        if apart([right, *answers], CLOSE):
            return numbers


def truth(a, b, c):
    slopes = [(), (a,), (b,), (c,), (1, -1)]
    at = np.array(1.0)
    right = numerical_gradient(lambda x: float(b * (a * x) - c * (a * x)), at)
    return {
        "right": float(right),
        "recursion": by_recursion(PARENTS, slopes)[0],
        "q_before_v": read(PARENTS, slopes, (4, 2, 1, 3, 0))[0],
        "q_before_u": read(PARENTS, slopes, (4, 3, 1, 2, 0))[0],
        "downwards": read(PARENTS, slopes, range(5))[0],
    }


def _order_is_no_matter(**slopes):
    (right, *_) = upwards(
        PARENTS,
        [(), *((slopes[k],) for k in "abc"), (1, -1)],
    )
    return (right,) * 5


THE_DIAMOND = Exercise(
    id="8.2",
    title="One diamond, five orders",
    kind="compute",
    objective="8b",
    points=2,
    minutes=11,
    takes="five numbers, (right, recursion, q_before_v, q_before_u, "
    "downwards)",
    section="08-tape#The order of reading",
    draw=draw,
    truth=truth,
    chain=DIAMOND,
    close=CLOSE,
    insight="A line may be read when all its users have been: then all "
    "that will ever arrive has arrived.",
    more="put a second diamond behind the first, from f to g. How often does "
    "recursion reach x now, and how often after ten diamonds?",
    mistakes=(
        wrong(DIAMOND, "arrivals-once", "All is right but recursion, which "
              "is not harmless."),
        Wrong(
            "order-is-no-matter",
            _order_is_no_matter,
            "A line is read once, and passes on what has arrived by then. "
            "In another order it passes on too little, or something twice.",
            "All five are given the same number.",
        ),
        wrong(DIAMOND, "doubled"),
        Wrong(
            "early-exchanged",
            DIAMOND.slipped("other-share", "other-share-u"),
            "Read before v, q holds what came through u, and passes that "
            "on. Read before u, it holds the other payment.",
            "q_before_v and q_before_u have each other's value.",
        ),
        wrong(DIAMOND, "from-the-right"),
        Wrong(
            "minus-forgotten",
            DIAMOND.slipped("plus", "plus-again", "plus-u"),
            "f = u - v falls when v grows: every payment that comes through v "
            "has a minus.",
            "Right are only those into which no payment through v comes.",
            "03-chain-rule#A table of local slopes",
        ),
        Wrong(
            "stops-at-q",
            DIAMOND.slipped("last-step", "q-alone", "q-alone-v", "q-alone-u"),
            "Those are the gradients of q. From q to x each payment is "
            "multiplied by a.",
            "All but the last lack the factor a.",
        ),
        Wrong(
            "early-without-harm",
            DIAMOND.slipped("no-harm", "no-harm-u"),
            "A line is read once. What arrives at q after that stays in q, "
            "and x never hears of it.",
            "Right, recursion and downwards are right; the other two are "
            "not.",
        ),
        wrong(DIAMOND, "no-harm-down"),
        wrong(DIAMOND, "local"),
    ),
)  # fmt: skip
