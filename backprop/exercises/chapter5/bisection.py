"""5.4: a threshold measured, by halving the interval it lies in."""

import numpy as np

from ..case import Question, case, step
from ..record import Exercise, Verdict, Wrong

MANY = 200  # questions; halving needs about 20


def _case(name, threshold, low, high):
    threshold = float(threshold)
    diverges = Question("diverges", lambda lr: bool(lr > threshold), 50_000)
    return case(
        name,
        (
            step(
                "call",
                (diverges, low, high),
                {"threshold": threshold},
                ("diverges", "low", "high"),
            ),
        ),
        others={
            "the given low": np.array(low),
            "the given high": np.array(high),
            "the middle of low and high": np.array((low + high) / 2),
            "the width high - low": np.array(high - low),
        },
        tolerance=1.2e-3,
    )


def judge(cases, outcomes):
    """A right threshold found by asking step by step was not halved for."""
    for case_, outcome in zip(cases, outcomes, strict=False):
        if outcome.kind or outcome.changed or len(outcome.results) != 1:
            return None
        count = outcome.questions.get("diverges", 0)
        if isinstance(count, int) and count > MANY:
            return Verdict(
                False,
                f"diverges was asked {count} times; halving asks about 20 "
                f"times. (Seen with {case_.name}.)",
                "Each question is a run of training. A search by small steps "
                "asks at every step; the middle of the interval halves what "
                "is left with each question.",
                "step-by-step",
            )
    return None


def cases(rng):
    return [
        _case("a threshold near 0.4", rng.uniform(0.31, 0.49), 0.01, 10.0),
        _case("a threshold near 0.004", rng.uniform(31, 49) / 1e4, 1e-4, 1.0),
        _case("a threshold near 40", rng.uniform(31, 49), 1.0, 1000.0),
        _case("a narrow interval", rng.uniform(0.53, 0.58), 0.5, 0.6),
    ]


def _halved(diverges, low, high):
    """The half of the interval that holds the threshold."""
    middle = (low + high) / 2
    return (low, middle) if diverges(middle) else (middle, high)


def _absolute(diverges, low, high):
    while high - low > 1e-3:
        low, high = _halved(diverges, low, high)
    return (low + high) / 2


def _ten_times(diverges, low, high):
    for _ in range(10):
        low, high = _halved(diverges, low, high)
    return (low + high) / 2


def _wrong_half(diverges, low, high):
    while high - low > 1e-3 * high:
        low, high = _halved(lambda lr: not diverges(lr), low, high)
    return (low + high) / 2


def _once(diverges, low, high):
    low, high = _halved(diverges, low, high)
    return (low + high) / 2


def _decimals(diverges, low, high):
    while high - low > 1e-6 * high:
        low, high = _halved(diverges, low, high)
    return round((low + high) / 2, 3)


def _doubling(diverges, low, high):
    lr = low
    while not diverges(lr):
        lr *= 2
    return lr


def _in_steps(diverges, low, high):
    lr = low
    while not diverges(lr):
        lr *= 1.0005
    return lr


def _coarse(diverges, low, high):
    while high - low > 0.1 * high:
        low, high = _halved(diverges, low, high)
    return (low + high) / 2


def _coarser(diverges, low, high):
    for _ in range(5):
        low, high = _halved(diverges, low, high)
    return (low + high) / 2


def _width(diverges, low, high):
    while high - low > 1e-3 * high:
        low, high = _halved(diverges, low, high)
    return high - low


def _answer_kept(diverges, low, high):
    while high - low > 1e-3 * high:
        low, high = _halved(diverges, low, high)
    return diverges((low + high) / 2)


def _middle_moved(diverges, low, high):
    while high - low > 1e-3 * high:
        middle = (low + high) / 2
        if diverges(middle):
            high = middle - 1e-3
        else:
            low = middle
    return (low + high) / 2


BISECTION = Exercise(
    id="5.4",
    title="The threshold, measured",
    kind="build",
    objective="5b",
    points=3,
    minutes=15,
    takes="a function of (diverges, low, high) that returns a number",
    section="05-sgd#The threshold of real data",
    cases=cases,
    judge=judge,
    mistakes=(
        Wrong(
            "absolute-width",
            _absolute,
            "A fixed width such as 0.001 is fine beside 40, and coarse "
            "beside 0.004. Compare the width with the numbers themselves.",
            "Large thresholds come out right; the one near 0.004 does not.",
        ),
        Wrong(
            "fixed-count",
            _ten_times,
            "Ten halvings make any interval 1024 times narrower. A wide one "
            "needs more: let its width decide when to stop.",
            "The narrow interval is right; the wide ones end too early.",
        ),
        Wrong(
            "wrong-half",
            _wrong_half,
            "If the run diverges at the middle, the threshold lies below "
            "it. Keep the half that has a good rate at its lower end and a "
            "bad one at its upper end.",
            "The interval closes on a place where the threshold is not.",
        ),
        Wrong(
            "halved-once",
            _once,
            "One question halves the interval once. Repeat it on the half "
            "that is left, until that is narrow enough.",
        ),
        Wrong(
            "decimals-for-digits",
            _decimals,
            "Three decimals are not three digits: of 0.0042 they leave one "
            "digit. Return the number as it is.",
            "The threshold near 0.004 is rounded too far.",
        ),
        Wrong(
            "step-by-step",
            _in_steps,
            "Each question is a run of training. A search by small steps "
            "asks at every step; the middle of the interval halves what is "
            "left with each question.",
        ),
        Wrong(
            "too-coarse",
            _coarse,
            "You stop when the interval is a tenth of the rate wide. Asked "
            "is 0.1 percent: 0.001 times high.",
            "The threshold is near, but not within 0.1 percent.",
        ),
        Wrong(
            "five-halvings",
            _coarser,
            "Five halvings make any interval 32 times narrower. Let its "
            "width decide when to stop.",
            "The threshold is near, but not within 0.1 percent.",
        ),
        Wrong(
            "width-returned",
            _width,
            "high - low is the width that is left. The threshold lies "
            "between the two: return one of them, or their middle.",
            "The result is the width of the last interval.",
        ),
        Wrong(
            "answer-returned",
            _answer_kept,
            "diverges says True or False. The threshold is the rate at "
            "which its answer changes: return the middle itself.",
            "True or False is returned, where a number is asked.",
        ),
        Wrong(
            "moved-past-the-middle",
            _middle_moved,
            "The new end of the interval is the middle itself. 0.001 less "
            "may lie below a small threshold, and then it is lost.",
            "Large thresholds come out right; the one near 0.004 does not.",
        ),
        Wrong(
            "doubling",
            _doubling,
            "Doubling finds two rates with the threshold between them. That "
            "is where halving begins.",
            "The result is the given low times a power of 2.",
        ),
    ),
)
