"""Three ways from one entry to a standardised row, with numbers: 11.5."""

import numpy as np

from .counts import typed_chain


def _array(part):
    return np.asarray(part, dtype=float)


def _away(v):
    return _array(v.x) - v.mu


def _mean_gx(v):
    return (_array(v.g) * v.x_hat).mean()


def _first(v):
    return float(v.x_hat[0])


ZERO = (
    "The slope of the mean of (x − m)² in m is −2 times the mean of x − m. "
    "For m = μ that is 0, whatever the x are, because what lies above the "
    "mean and what lies below it cancel."
)
ELSEWHERE = (
    "The slope of the mean of (x − m)² in m is −2 times the mean of x − m, "
    "−2 (μ − m). It is 0 at m = μ, and only there."
)
BY_MEAN = (
    "Nudge x[0] by 1, and μ moves by 1/5; each of the five numbers x̂ falls "
    "by 1/(5σ), and each has its g. So the term is −(mean of g)/σ."
)
BY_SPREAD = (
    "Nudge x[0] by 1, and σ moves by x̂[0]/5; each x̂ = (x − μ)/σ then "
    "changes by −x̂/σ times that. So the term is −x̂[0] (mean of g x̂)/σ."
)
ALL_THREE = "x[0] acts in three ways, and their slopes are added."

TERMS = typed_chain(
    {
        "mu": lambda v: float(np.mean(v.x)),
        "sigma": lambda v: float(np.std(v.x)),
        "x_hat": lambda v: _away(v) / v.sigma,
        "direct": lambda v: v.g[0] / v.sigma,
        "by_mean": lambda v: -float(np.mean(v.g)) / v.sigma,
        "by_spread": lambda v: -_first(v) * _mean_gx(v) / v.sigma,
        "dx": lambda v: v.direct + v.by_mean + v.by_spread,
        "at_mean": lambda v: 0.0,
        "at_m": lambda v: -2 * (v.mu - v.m),
    },
    ("direct", "by_mean", "by_spread", "dx", "at_mean", "at_m"),
    (
        ("sigma", "variance", lambda v: float(np.var(v.x)), "σ is the root "
         "of the mean square, and you took the mean square itself."),
        ("sigma", "one-less", lambda v: float(np.std(v.x, ddof=1)), "The mean "
         "square is over all five: layer norm divides by n, not by n − 1."),
        ("sigma", "sum-of-squares", lambda v: float((_away(v) ** 2).sum()
         ** 0.5), "σ² is the mean of the squares. You took their sum."),
        ("sigma", "mean-distance", lambda v: float(abs(_away(v)).mean()),
         "σ is the root of the mean of the squares. You took the mean "
         "distance from μ."),
        ("direct", "direct-not-divided", lambda v: float(v.g[0]), "x̂[0] is "
         "(x[0] − μ)/σ, so x[0] comes divided by σ: direct is g[0]/σ."),
        ("direct", "direct-without-g", lambda v: 1 / v.sigma, "1/σ is how far "
         "x̂[0] moves. How far the loss moves with x̂[0] is g[0], and the two "
         "are multiplied."),
        ("direct", "direct-times-x-hat", lambda v: v.g[0] * _first(v)
         / v.sigma, "direct holds μ and σ fixed: x̂[0] then rises by 1/σ for "
         "each 1 of x[0], and that is multiplied by g[0]."),
        ("direct", "direct-value", lambda v: v.g[0] * _first(v), "That is "
         "g[0] times the value of x̂[0]. Wanted is its slope, 1/σ."),
        ("direct", "direct-mean-part", lambda v: v.g[0] / v.sigma * 0.8,
         "That is what x̂[0] gets directly and by way of μ. direct holds μ "
         "fixed, too."),
        ("by_mean", "by-mean-plus", lambda v: float(np.mean(v.g)) / v.sigma,
         BY_MEAN + " The minus is missing."),
        ("by_mean", "by-mean-summed", lambda v: -float(np.sum(v.g))
         / v.sigma, BY_MEAN + " You took the sum of g: a fifth of it is "
         "right."),
        ("by_mean", "by-mean-own", lambda v: -v.g[0] / 5 / v.sigma, BY_MEAN
         + " You let x̂[0] alone be pushed."),
        ("by_mean", "by-mean-not-divided", lambda v: -float(np.mean(v.g)),
         BY_MEAN + " The division by σ is missing."),
        ("by_mean", "by-mean-of-x", lambda v: -v.mu / v.sigma, BY_MEAN
         + " You took the mean of x."),
        ("by_mean", "by-mean-zero", lambda v: 0.0, BY_MEAN + " It is the "
         "slope of σ by way of μ that is 0, not this one."),
        ("by_spread", "by-spread-plus", lambda v: _first(v) * _mean_gx(v)
         / v.sigma, BY_SPREAD + " The minus is missing."),
        ("by_spread", "without-x-hat", lambda v: -_mean_gx(v) / v.sigma,
         BY_SPREAD + " The x̂[0] in front is missing."),
        ("by_spread", "by-spread-summed", lambda v: -_first(v) * 5
         * _mean_gx(v) / v.sigma, BY_SPREAD + " You took the sum of g x̂."),
        ("by_spread", "not-standardised", lambda v: -_away(v)[0]
         * _mean_gx(v) / v.sigma, BY_SPREAD + " One division by σ is "
         "missing: x[0] − μ is divided once to be x̂[0], and then the whole "
         "term."),
        ("by_spread", "mean-of-g-again", lambda v: -_first(v)
         * float(np.mean(v.g)) / v.sigma, BY_SPREAD + " You took the mean of "
         "g again."),
        ("by_spread", "by-spread-own", lambda v: -(_first(v) ** 2) * v.g[0]
         / 5 / v.sigma, BY_SPREAD + " You let x̂[0] alone be stretched."),
        ("by_spread", "by-spread-halved", lambda v: -_first(v) * _mean_gx(v)
         / v.sigma / 2, BY_SPREAD + " The ½ of the root and the 2 of the "
         "square cancel; you kept the ½."),
        ("by_spread", "by-spread-doubled", lambda v: -2 * _first(v)
         * _mean_gx(v) / v.sigma, BY_SPREAD + " The ½ of the root and the 2 "
         "of the square cancel; you kept the 2."),
        ("by_spread", "by-spread-zero", lambda v: 0.0, BY_SPREAD + " What is "
         "0 is the slope of σ by way of μ, not this one."),
        ("dx", "direct-alone", lambda v: v.direct, ALL_THREE + " You gave "
         "the direct one alone."),
        ("dx", "without-spread", lambda v: v.direct + v.by_mean, ALL_THREE
         + " The one by way of σ is missing."),
        ("dx", "without-mean", lambda v: v.direct + v.by_spread, ALL_THREE
         + " The one by way of μ is missing."),
        ("dx", "subtracted", lambda v: v.direct - v.by_mean - v.by_spread,
         "The three slopes are added. by_mean and by_spread have their minus "
         "already, and you took them away once more."),
        ("dx", "multiplied", lambda v: v.direct * v.by_mean * v.by_spread,
         "Ways side by side are added. You multiplied them, as one does along "
         "one way."),
        ("at_mean", "at-mean-minus-two", lambda v: -2.0, ZERO + " You gave "
         "the factor in front."),
        ("at_mean", "at-mean-minus-one", lambda v: -1.0, ZERO + " You gave "
         "the slope of x − m alone."),
        ("at_mean", "at-mean-distances", lambda v: -2
         * float(abs(_away(v)).mean()), ZERO + " You added the distances "
         "without their signs, and so they cannot cancel."),
        ("at_mean", "at-mean-one-entry", lambda v: -2 * float(_away(v)[0]),
         ZERO + " You took x[0] alone."),
        ("at_mean", "at-mean-value", lambda v: v.sigma**2, ZERO + " You gave "
         "the mean square itself."),
        ("at_mean", "at-mean-of-mu", lambda v: -2 * v.mu, ZERO + " You took "
         "the mean of x for the mean of x − m."),
        ("at_m", "at-m-zero", lambda v: 0.0, ELSEWHERE + " You took it for 0 "
         "here as well."),
        ("at_m", "at-m-plus", lambda v: 2 * (v.mu - v.m), ELSEWHERE
         + " The minus is missing."),
        ("at_m", "at-m-halved", lambda v: -(v.mu - v.m), ELSEWHERE
         + " The 2 of the square is missing."),
        ("at_m", "at-m-difference", lambda v: v.mu - v.m, ELSEWHERE
         + " The −2 of the square is missing."),
        ("at_m", "at-m-summed", lambda v: -10 * (v.mu - v.m), ELSEWHERE
         + " You took the sum over the five."),
        ("at_m", "at-m-value", lambda v: v.sigma**2 + (v.mu - v.m) ** 2,
         ELSEWHERE + " You gave the mean square itself."),
        ("at_m", "at-m-one-entry", lambda v: -2.0 * (v.x[0] - v.m),
         ELSEWHERE + " You took x[0] alone."),
    ),
)  # fmt: skip
