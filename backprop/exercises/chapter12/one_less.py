"""12.7: the project, a pole balanced without one of the four inputs."""

import numpy as np

from ...layers import softmax
from ...policy import Poles, play
from ..case import case, step
from ..forms import form
from ..plain import Opaque
from ..record import Exercise, Verdict
from .one_less_mistakes import EDGES, MISTAKES
from .sections import POLE

WANTED, POLES, SEEDS = 450, 40, 3
RANDOM = 22  # steps that a policy of equal chances stays up
INPUTS = "place", "velocity", "angle", "turn"


def cases(rng):
    first = int(rng.integers(1000))
    seeds = [*range(first, first + SEEDS), first]
    steps = [
        step("call", (np.random.default_rng(seed),), inputs=("rng",))
        for seed in seeds
    ]
    return [case("three generators, and the first anew", steps)]


def judge(cases, outcomes):
    (case,), (outcome,) = cases, outcomes
    if outcome.kind:
        return None
    tables = []
    for result in outcome.results:
        said = _form(result, case)
        if said:
            return said
        tables.append(np.asarray(result, dtype=float))
    *tables, again = tables
    # What is alike for left and right has no say.
    ignored = [k for k in range(4) if not any(np.ptp(W[k]) for W in tables)]
    if len(ignored) == 4:
        return _told("untrained", "W says the same of left and of right.")
    if not np.array_equal(tables[0], again):
        return _told(
            "other-chance",
            "The same generator, begun anew, gave other weights.",
        )
    if all(np.array_equal(tables[0], W) for W in tables):
        return _told("same-for-all", "Three generators gave the same weights.")
    if not ignored:
        said = "No row of W is 0 in all three: all four inputs have a say."
        return _told("all-four", said)
    return _of_play(tables, ignored) or Verdict(True)


def _form(result, case):
    """The Verdict on what is no W (4, 2) of finite numbers, or None."""
    if isinstance(result, Opaque) and "function" in result.kind:
        return _told("policy-itself", "balance returned a function, not W.")
    shape = np.shape(result) if isinstance(result, np.ndarray) else ()
    if shape in {(4,), (4, 1)}:
        return _told("one-column", f"W has the shape {shape}, not (4, 2).")
    if shape == (3, 2):
        return _told("row-cut", "W has three rows, expected four.")
    bad = form("W", result, np.zeros((4, 2)), case)
    if bad:
        return Verdict(False, bad.symptom, bad.cause, bad.name)
    if not np.isfinite(np.asarray(result, dtype=float)).all():
        return _told("not-finite", "W holds NaN or infinity.")
    return None


def _of_play(tables, ignored):
    """The Verdict on weights that do not balance, or None."""
    lengths = [_length(W) for W in tables]
    mean = float(np.mean(lengths))
    seen = f"{', '.join(f'{n:.0f}' for n in lengths)} steps on average, with "
    seen += f"three generators; wanted are {WANTED} in the mean."
    if mean >= WANTED:
        return None
    if mean < 0.8 * RANDOM:
        return _told("wrong-way", f"{seen} At random it is about {RANDOM}.")
    if max(lengths) >= WANTED and min(lengths) < 0.6 * WANTED:
        return _told("unsteady", seen)
    needed = [k for k in ignored if INPUTS[k] in {"angle", "turn"}]
    if not needed:
        return _told("too-short", seen)
    left_out = INPUTS[needed[-1]]
    return _told(f"without-{left_out}", f"{seen} Row {needed[-1]} is 0.")


def _length(W):
    """How long poles stay up with these weights, on average."""
    rng = np.random.default_rng(12)

    def policy(states):
        return softmax(states / EDGES @ W)

    return float(play(policy, Poles(POLES, rng), rng).lengths.mean())


def _told(id, symptom):
    wrong = next(w for w in MISTAKES if w.id == id)
    return Verdict(False, symptom, wrong.cause, id, wrong.section)


ONE_LESS = Exercise(
    id="12.7",
    title="One input fewer",
    kind="build",
    objective="12f",
    points=4,
    minutes=35,
    takes="a function of rng that returns W, of shape (4, 2)",
    section=POLE,
    cases=cases,
    judge=judge,
    many=True,
    seconds=120.0,  # it trains inside
    insight="A policy learns from how it went, so that it also tells what it "
    "needs to know, and what it can do without.",
    more="which second input can be left out, and how long does the pole "
    "stay up then?",
    mistakes=MISTAKES,
)
