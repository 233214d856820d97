"""7.8: a test for what one check of one step cannot see."""

import numpy as np

from ...layers import Softmax, Tanh
from ...mistakes import MISTAKES, Program
from ..case import case as one_case
from ..case import step as one_step
from ..record import Exercise, Verdict
from .blind_mistakes import MISTAKES as WRONG
from .wrong_parts import (
    BiasesAccumulate,
    Centred,
    Crowded,
    Leaky,
    StaleInput,
    WorstRows,
)

PROGRAMS = {  # {name: (is it at fault?, its parts)}
    "a program that does not zero its gradients": (
        True,
        MISTAKES["gradients-not-zeroed"].parts,
    ),
    "a right program": (False, {}),
    "a program whose hidden outputs are divided by a mean over the rows": (
        True,
        {"activation": Crowded},
    ),
    "a right program with tanh": (False, {"activation": Tanh}),
    "a program that keeps its first X": (True, {"linear": StaleInput}),
    "a program that adds up its bias gradients alone": (
        True,
        {"linear": BiasesAccumulate},
    ),
    "a program that takes a mean over the rows off": (
        True,
        {"linear": Centred},
    ),
    "a program whose loss counts the worst rows more": (
        True,
        {"loss": WorstRows},
    ),
    "a right program with a leaky ReLU": (False, {"activation": Leaky}),
    "a right program that ends in a softmax": (
        False,
        {**MISTAKES["softmax-diagonal"].setting, "head": Softmax},
    ),
}


def cases(rng):
    seed = int(rng.integers(1000))
    X, labels = rng.normal(size=(12, 2)), np.arange(12) % 3
    return [
        one_case(
            name,
            (
                one_step(
                    "call",
                    (_maker(parts, seed), X, labels),
                    {"at fault": fault},
                    ("make", "X", "labels"),
                ),
            ),
        )
        for name, (fault, parts) in PROGRAMS.items()
    ]


def _maker(parts, seed):
    def make():
        return Program(2, 5, 3, np.random.default_rng(seed), **parts)

    return make


def judge(cases, outcomes):
    if len(outcomes) < len(cases) or any(
        o.kind or o.changed or len(o.results) != 1 for o in outcomes
    ):
        return None
    told = [o.results[0] for o in outcomes]
    if not all(isinstance(x, bool) for x in told):
        return None
    missed, alarms = [], []
    for case, said in zip(cases, told, strict=True):
        fault = case.expect[0]["at fault"]
        if fault != said:
            (missed if fault else alarms).append(case.name)
    if not missed and not alarms:
        return Verdict(True)
    right = len(cases) - len(missed) - len(alarms)
    seen = f"{right} of {len(cases)} programs are told rightly."
    if missed:
        seen += f" It misses {missed[0]}."
    if alarms:
        seen += f" It accuses {alarms[0]}."
    why = []
    if missed:
        why += [
            "Which two calls should give the same numbers for a right "
            "program, and do not for the one that is missed?"
        ]
    if alarms:
        why += [
            "A right program is accused when numbers are compared exactly, "
            "which differ by rounding, or when its weights have moved."
        ]
    mistake = "misses" if missed else "false-alarm"
    return Verdict(False, seen, " ".join(why), mistake)


BLIND_SPOTS = Exercise(
    id="7.8",
    title="A test for the blind spots",
    kind="build",
    objective="7d",
    points=5,
    minutes=30,
    takes="a function of (make, X, labels) that returns True or False",
    section="07-museum#What it cannot see",
    cases=cases,
    judge=judge,
    mistakes=WRONG,
)
