"""6.3: weights that keep the size of z through leaky ReLU layers."""

import numpy as np

from ..case import case as one_case
from ..case import step as one_step
from ..forms import form
from ..record import Exercise, Verdict
from .leaky_mistakes import MISTAKES, VARIANCES

WITHIN = 0.05  # of the factor of the mean square: six standard errors


def _needed(n_in, slope):
    """The variance that keeps the mean square of z, by a sum over a grid."""
    z = np.linspace(-9, 9, 4001)
    bell = np.exp(-(z**2) / 2)
    A = np.where(z > 0, z, slope * z)
    return (bell @ z**2) / (bell @ A**2) / n_in


def _case(rng, n_in, n_out, slope):
    """Twice from one state of the generator, then from another."""
    same, other = (int(s) for s in rng.choice(10**6, size=2, replace=False))
    like = rng.normal(0, np.sqrt(_needed(n_in, slope)), (n_in, n_out))
    steps = tuple(
        one_step(
            "call",
            (n_in, n_out, slope, np.random.default_rng(seed)),
            {"W": like},
            ("n_in", "n_out", "slope", "rng"),
        )
        for seed in (same, same, other)
    )
    return one_case(f"n_in = {n_in}, n_out = {n_out}, slope = {slope}", steps)


def cases(rng):
    return [
        _case(rng, 200, 150, 0.5),
        _case(rng, 120, 250, 0.8),
        _case(rng, 210, 140, 0.0),
        _case(rng, 160, 190, 1.0),
        _case(rng, 3, 1, 0.25),
    ]


def judge(cases, outcomes):
    """By statistics: many drawings are right."""
    if any(outcome.kind for outcome in outcomes):
        return None
    for case, outcome in zip(cases, outcomes, strict=True):
        said = _of_form(case, outcome.results)
        if said:
            return said
    measured = [_variance(outcome.results[0]) for outcome in outcomes[:4]]
    settings = [case.steps[0].args[:3] for case in cases[:4]]
    factors = [
        v / _needed(n_in, slope)
        for v, (n_in, _, slope) in zip(measured, settings, strict=True)
    ]
    off = [k for k, f in enumerate(factors) if not abs(f - 1) <= WITHIN]
    if off:
        said = (
            "The mean square of z is multiplied by "
            f"{factors[off[0]]:.3g} in a layer, and should stay. (Seen "
            f"with {cases[off[0]].name}.)"
        )
        return _named(measured, settings, said)
    for case, outcome in zip(cases[:4], outcomes, strict=False):
        said = _of_drawing(case, *outcome.results)
        if said:
            return said
    return Verdict(True)


def _of_form(case, results):
    n_in, n_out = case.steps[0].args[:2]
    for expect, W in zip(case.expect, results, strict=True):
        if getattr(W, "shape", ()) == (n_out, n_in):
            return _told(
                "transposed",
                f"W has the shape {W.shape}, expected {(n_in, n_out)}.",
            )
        bad = form("W", W, expect["W"], case)
        if bad:
            return Verdict(False, bad.symptom, bad.cause, bad.name)
        if not np.isfinite(W).all():
            return Verdict(
                False, "W contains NaN or infinity.", "", "not-finite"
            )
        if not np.any(W):
            return Verdict(
                False,
                "All weights are 0.",
                "Their standard deviation is 0. Is a quotient rounded down, "
                "as // does, or a factor 0?",
                "all-zero",
            )
        if np.unique(W).size < 0.9 * np.size(W):
            return Verdict(
                False,
                "Many entries of W are equal.",
                "Every entry is a random number of its own: give the "
                "generator the shape of the whole W.",
                "repeated",
            )
    return None


def _variance(W):
    return float((np.asarray(W, dtype=float) ** 2).mean())


def _named(measured, settings, symptom):
    """Is it, in every case, the variance of a known mistake?"""
    for id, variance in VARIANCES.items():
        if all(
            abs(v / variance(*setting) - 1) <= WITHIN
            for v, setting in zip(measured, settings, strict=True)
        ):
            return _told(id, symptom)
    return Verdict(
        False,
        symptom,
        "Write the mean square of the leaky ReLU's output as a multiple of "
        "that of z. The variance of the weights, times n_in, undoes it.",
        "variance",
    )


def _of_drawing(case, first, again, other):
    if np.array_equal(first, other):
        return _told(
            "rng-ignored",
            "Two different generators give the same weights.",
        )
    if not np.array_equal(first, again):
        return _told(
            "own-generator",
            "Two generators in the same state give different weights.",
        )
    W = np.asarray(first, dtype=float)
    if abs(W.mean()) * np.sqrt(W.size) > 6 * W.std():
        return _told(
            "one-sided", f"The mean of the weights is {W.mean():.3g}, not 0."
        )
    if abs((W**4).mean() / (W**2).mean() ** 2 - 3) > 0.2:
        return Verdict(
            False,
            "The variance is right, but the weights are not normal.",
            "The task asks for normal weights: rng.normal.",
            "not-normal",
        )
    return None


def _told(id, symptom):
    wrong = next(w for w in MISTAKES if w.id == id)
    return Verdict(False, symptom, wrong.cause, id)


LEAKY_INIT = Exercise(
    id="6.3",
    title="He's argument for a leaky ReLU",
    kind="build",
    objective="6b",
    points=3,
    minutes=10,
    takes="a function of (n_in, n_out, slope, rng) that returns an array",
    section="06-vanishing-exploding#He: ReLU",
    cases=cases,
    judge=judge,
    many=True,
    mistakes=MISTAKES,
)
