"""5.4: a threshold measured, by halving the interval it lies in."""

import numpy as np

from ..case import case, step
from ..record import Exercise, Wrong

MOST_CALLS = 50_000


class _Diverges:
    """True above the threshold; stops a loop that never ends."""

    def __init__(self, threshold):
        self.threshold, self.calls = threshold, 0

    def __call__(self, lr):
        self.calls += 1
        if self.calls >= MOST_CALLS:
            self.calls = 0
            raise RuntimeError(
                f"diverges was called {MOST_CALLS} times; the loop does "
                "not end"
            )
        return bool(lr > self.threshold)


def _case(name, threshold, low, high):
    threshold = float(threshold)
    return case(
        name,
        (
            step(
                "call",
                (_Diverges(threshold), low, high),
                {"threshold": threshold},
                ("diverges", "low", "high"),
            ),
        ),
        others={
            "the given low": np.array(low),
            "the given high": np.array(high),
            "the width high - low": np.array(high - low),
        },
        tolerance=1.2e-3,
    )


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
            "doubling",
            _doubling,
            "Doubling finds two rates with the threshold between them. That "
            "is where halving begins.",
            "The result is the given low times a power of 2.",
        ),
    ),
)
