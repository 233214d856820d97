"""5.4: a threshold measured, by halving the interval it lies in."""

import numpy as np

from ..case import Question, case, step
from ..record import Exercise, Verdict
from .bisection_mistakes import MISTAKES

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
    mistakes=MISTAKES,
)
