"""9.8: the project, a kernel that finds a bar in digits, then a learned one.

A kernel is asked for its largest answer in an image. It is measured by how
often a five gets a larger one than a six or an eight, on digits kept aside.
"""

from functools import cache

import numpy as np

from ...data import digits, split
from ..case import case, step
from ..comparing import compare
from ..forms import form
from ..parts import not_parts, parts_of
from ..record import Exercise, Verdict
from .kernel_mistakes import MISTAKES

GIVES = ("own", "learned")
WANTED = 0.98


@cache
def _fives():
    """split's (X, t, X_new, t_new) of the fives, sixes and eights."""
    X, labels = digits()
    rows = np.isin(labels, (5, 6, 8))
    X, labels = X[rows].reshape(-1, 8, 8), labels[rows]
    return split(X, labels, 180, np.random.default_rng(0))


def share(kernel):
    """How many pairs of a five and another, kept aside, it ranks rightly."""
    _, _, X, labels = _fives()
    seen = np.lib.stride_tricks.sliding_window_view(X, (3, 3), (1, 2))
    most = np.einsum("nijuv,uv->nij", seen, kernel).max(axis=(1, 2))
    pairs = most[labels == 5][:, None] - most[labels != 5]
    close = 1e-9 * (np.abs(most).max() or 1.0)
    return float((pairs > close).mean() + (np.abs(pairs) <= close).mean() / 2)


def cases(rng):
    X, labels, _, _ = _fives()
    some = rng.permutation(len(X))
    found = []
    for name, rows in (
        (f"{len(X)} digits", some),
        ("half of them", some[: len(X) // 2]),
    ):
        t = (labels[rows] == 5).astype(float)
        asked = step("call", (X[rows], t), inputs=("X", "t"))
        found.append(case(name, (asked,)))
    return found


def judge(cases, outcomes):
    if len(outcomes) < len(cases) or any(o.kind for o in outcomes):
        return None
    if any(outcome.changed for outcome in outcomes):
        return compare(cases, outcomes)
    both = []
    for at, outcome in zip(cases, outcomes, strict=True):
        parts = parts_of(outcome.results[0], GIVES)
        if parts is None:
            bad = not_parts(outcome.results[0], dict.fromkeys(GIVES))
            return Verdict(False, bad.symptom, bad.cause, bad.name)
        for name in GIVES:
            bad = form(name, parts[name], np.zeros((3, 3)), at)
            if bad:
                return Verdict(False, bad.symptom, bad.cause, bad.name)
        both.append({n: np.asarray(parts[n], dtype=float) for n in GIVES})
    if not all(np.isfinite(part).all() for p in both for part in p.values()):
        return _told("not-finite", "A kernel holds NaN or infinity.")
    return _of_kernels(both) or Verdict(True)


def _of_kernels(both):
    """The Verdict on the kernels of both calls, or of one alone, or None."""
    first, second = both[0], both[-1]
    own, learned = first["own"], first["learned"]
    if not _same(own, second["own"]):
        return _told("own-from-the-data", "own changes with the digits given.")
    fault = _of_own(own)
    if fault:
        return fault
    if _same(_unit(own), _unit(learned)):
        return _told("learned-is-own", "learned is own, entry by entry.")
    if len(both) > 1 and _same(learned, second["learned"]):
        said = "learned is the same for all digits, and for half of them."
        return _told("not-learned", said)
    worst = min((first["learned"], second["learned"]), key=share)
    if share(worst) < WANTED:
        return _told("learned-too-weak", _ranks("learned", worst))
    return None


def _of_own(own):
    """The Verdict on a kernel that does not find the bar, or None."""
    if share(own) >= WANTED:
        return None
    said = _ranks("own", own)
    if _same(own, own.flat[0] + 0 * own):
        return _told("flat" if own.any() else "blank", said)
    for id, other in (
        ("upside-down", own[::-1]),
        ("upside-down", -own),
        ("upright", own.T),
        ("upright", own.T[::-1]),
    ):
        if share(other) >= WANTED:
            return _told(id, said)
    return _told("thin-line" if _line(own) else "own-too-weak", said)


def _line(own):
    """Is it a bar with the same below it as above?"""
    return _same(own[0], own[2]) and _same(own, own[:, :1] + 0 * own)


def _ranks(name, kernel):
    return (
        f"{name} answers larger to the five in {share(kernel):.1%} of the "
        f"pairs; wanted are {WANTED:.1%}."
    )


def _same(a, b):
    return np.allclose(a, b, rtol=1e-6, atol=1e-9)


def _unit(kernel):
    return kernel / (np.linalg.norm(kernel) or 1.0)


def _told(id, symptom):
    wrong = next(w for w in MISTAKES if w.id == id)
    return Verdict(False, symptom, wrong.cause, id, wrong.section)


KERNELS = Exercise(
    id="9.8",
    title="A kernel of your own",
    kind="build",
    objective="9g",
    points=4,
    minutes=33,
    takes="a function of (X, t) that returns (own, learned), two kernels of "
    "3 × 3",
    section="09-convolution#What the kernels found",
    cases=cases,
    judge=judge,
    many=True,
    insight="Nine numbers, found by looking or by descent: a weight that is "
    "used at every place learns from all of them.",
    more="show the two kernels as pictures. Which entries did the descent "
    "change most, and what do they see?",
    mistakes=MISTAKES,
)
