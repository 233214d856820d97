"""The backward pass of layer norm, term by term: 11.4."""

import numpy as np

from ..chains import Chain, Slip


def _mean(part, axis=-1):
    return part.mean(axis=axis, keepdims=True)


def summed(part, axes=None):
    """The sum over all axes but the last."""
    return part.sum(axis=tuple(range(part.ndim - 1)) if axes is None else axes)


def _fixed(v, g):
    """The three terms for another g."""
    return (g - _mean(g) - v.x_hat * _mean(g * v.x_hat)) / v.sigma


CONSTANTS = (
    "μ and σ are made of the same numbers: nudge one entry, and both move, "
    "and with them all entries of the row. So two terms are taken away, the "
    "mean of g, and x̂ times the mean of g ∘ x̂."
)
NO_MEAN = (
    "Nudge one entry of x, and μ moves with it, so that every entry of the "
    "row is pushed the other way. The mean of g along the row is missing."
)
NO_SPREAD = (
    "Nudge one entry of x, and σ moves with it, so that every entry of the "
    "row is stretched. The term x̂ times the mean of g ∘ x̂ is missing."
)
LAST_AXIS = (
    "Layer norm works along the last axis, each place by itself, so the two "
    "means are along axis −1, with keepdims=True."
)
EVERYTHING = (
    "Your means run over all rows; each row has its own: axis=-1, "
    "keepdims=True."
)
GAIN_FIRST = (
    "The gain multiplied x̂ before the blame came: on its way back dY first "
    "becomes g = gain ∘ dY, and the two means are those of g."
)
PARAMETERS = (
    "gain and shift stand at every place, so their gradients are sums over "
    "all axes but the last."
)
LAST_SIGMA = "All three terms are divided by σ, because x̂ is (x − μ)/σ."

NORMED = Chain(
    {
        "g": lambda v: v.gain * v.dY,
        "mean_g": lambda v: _mean(v.g),
        "mean_gx": lambda v: _mean(v.g * v.x_hat),
        "dX": lambda v: (v.g - v.mean_g - v.x_hat * v.mean_gx) / v.sigma,
        "dgain": lambda v: summed(v.dY * v.x_hat),
        "dshift": lambda v: summed(v.dY),
    },
    ("dX", "dgain", "dshift"),
    tuple(
        Slip(*slip)
        for slip in (
            ("g", "gain-forgotten", lambda v: 1.0 * v.dY, GAIN_FIRST
             + " You left it out."),
            ("g", "gain-divided", lambda v: v.dY / v.gain, GAIN_FIRST
             + " You divided by it."),
            ("mean_g", "mean-missing", lambda v: 0.0, NO_MEAN),
            ("mean_g", "mean-of-dY", lambda v: _mean(v.dY), GAIN_FIRST
             + " The first of yours is that of dY."),
            ("mean_g", "sum-of-g", lambda v: v.g.sum(axis=-1,
             keepdims=True), "Each entry has its n-th part in μ, so the first "
             "term is the mean of g, not its sum."),
            ("mean_g", "mean-over-rows", lambda v: _mean(v.g, 0), LAST_AXIS
             + " The mean of g is along axis 0 in yours."),
            ("mean_g", "mean-of-everything", lambda v: v.g.mean(),
             EVERYTHING + " It is so for the mean of g."),
            ("mean_gx", "spread-missing", lambda v: 0.0, NO_SPREAD),
            ("mean_gx", "spread-of-dY", lambda v: _mean(v.dY * v.x_hat),
             GAIN_FIRST + " The second of yours is that of dY ∘ x̂."),
            ("mean_gx", "sum-of-gx", lambda v: (v.g * v.x_hat).sum(axis=-1,
             keepdims=True), "Each entry has its n-th part in σ², so the "
             "second term has the mean of g ∘ x̂, not its sum."),
            ("mean_gx", "spread-over-rows", lambda v: _mean(v.g * v.x_hat,
             0), LAST_AXIS + " The mean of g ∘ x̂ is along axis 0 in yours."),
            ("mean_gx", "spread-of-everything", lambda v: (v.g
             * v.x_hat).mean(), EVERYTHING + " It is so for that of g ∘ x̂."),
            ("mean_gx", "not-standardised", lambda v: _mean(v.g * v.x_hat
             * v.sigma), "The second mean is that of g ∘ x̂, with what has "
             "been divided by σ. You took x − μ."),
            ("mean_gx", "spread-halved", lambda v: _mean(v.g * v.x_hat) / 2,
             "σ is the root of the mean square: the square brings a factor 2 "
             "and the root a ½, which cancel. You kept the ½."),
            ("mean_gx", "spread-doubled", lambda v: 2 * _mean(v.g * v.x_hat),
             "σ is the root of the mean square: the square brings a factor 2 "
             "and the root a ½, which cancel. You kept the 2."),
            ("mean_gx", "one-less", lambda v: _mean(v.g * v.x_hat)
             * v.g.shape[-1] / (v.g.shape[-1] - 1), "Forward, the variance is "
             "divided by n. You divided by n − 1 on the way back."),
            ("mean_gx", "same-mean", lambda v: _mean(v.g), "The second mean "
             "is that of g ∘ x̂. You took that of g again."),
            ("dX", "x-hat-missing", lambda v: (v.g - v.mean_g - v.mean_gx)
             / v.sigma, "σ stretches each entry by as much as it is away from "
             "the mean, x̂: the third term is x̂ times the mean of g ∘ x̂. "
             "The x̂ in front is missing."),
            ("dX", "plus-spread", lambda v: (v.g - v.mean_g + v.x_hat
             * v.mean_gx) / v.sigma, "Both terms are taken away. You added "
             "the one that comes through σ."),
            ("dX", "plus-mean", lambda v: (v.g + v.mean_g - v.x_hat
             * v.mean_gx) / v.sigma, "Both terms are taken away. You added "
             "the one that comes through μ."),
            ("dX", "plus-both", lambda v: (v.g + v.mean_g + v.x_hat
             * v.mean_gx) / v.sigma, "Both terms are taken away. You added "
             "them."),
            ("dX", "sigma-missing", lambda v: v.g - v.mean_g - v.x_hat
             * v.mean_gx, LAST_SIGMA + " You did not divide."),
            ("dX", "sigma-squared", lambda v: (v.g - v.mean_g - v.x_hat
             * v.mean_gx) / v.sigma**2, LAST_SIGMA + " You divided by σ²."),
            ("dX", "times-sigma", lambda v: (v.g - v.mean_g - v.x_hat
             * v.mean_gx) * v.sigma, LAST_SIGMA + " You multiplied by it."),
            ("dX", "sigma-once", lambda v: v.g / v.sigma - v.mean_g
             - v.x_hat * v.mean_gx, LAST_SIGMA + " You divided the first "
             "alone."),
            ("dX", "root-of-sigma", lambda v: (v.g - v.mean_g - v.x_hat
             * v.mean_gx) / np.sqrt(v.sigma), LAST_SIGMA + " sigma is the "
             "root already; you took it once more."),
            ("dX", "gain-outside", lambda v: v.gain * _fixed(v, v.dY),
             GAIN_FIRST + " You multiplied by the gain at the end, when the "
             "means were taken of dY."),
            ("dX", "gain-twice", lambda v: v.gain * _fixed(v, v.g),
             GAIN_FIRST + " You multiplied by the gain at the end as well."),
            ("dX", "root-of-one-less", lambda v: np.sqrt(1 - 1
             / v.g.shape[-1]) * (v.g - v.mean_g - v.x_hat * v.mean_gx)
             / v.sigma, "Forward, the variance is divided by n. You have a "
             "factor √((n − 1)/n), as for n − 1."),
            ("dgain", "gain-without-x-hat", lambda v: summed(v.dY),
             "Y = gain ∘ x̂ + shift: the gain met x̂, so dgain is the sum of "
             "dY ∘ x̂."),
            ("dgain", "gain-of-g", lambda v: summed(v.g * v.x_hat),
             "Y = gain ∘ x̂ + shift: dgain is made of dY. g has the gain in "
             "it already."),
            ("dgain", "gain-of-x", lambda v: summed(v.dY * v.x_hat
             * v.sigma), "The gain met x̂, which has been divided by σ. You "
             "took x − μ."),
            ("dgain", "gain-averaged", lambda v: summed(v.dY * v.x_hat)
             / np.prod(v.dY.shape[:-1]), PARAMETERS + " You took the mean in "
             "dgain; the 1/N of a mean loss is in dY."),
            ("dgain", "gain-first-axis", lambda v: summed(v.dY * v.x_hat, 0),
             PARAMETERS + " In dgain you summed over axis 0 alone."),
            ("dgain", "gain-last-axis", lambda v: summed(v.dY * v.x_hat,
             -1), PARAMETERS + " In dgain you summed over the last."),
            ("dgain", "gain-not-summed", lambda v: v.dY * v.x_hat,
             PARAMETERS + " In dgain nothing is summed."),
            ("dshift", "shift-of-g", lambda v: summed(v.g), "The shift is "
             "added behind the gain: dshift is the sum of dY, without it."),
            ("dshift", "shift-averaged", lambda v: summed(v.dY)
             / np.prod(v.dY.shape[:-1]), PARAMETERS + " You took the mean in "
             "dshift; the 1/N of a mean loss is in dY."),
            ("dshift", "shift-first-axis", lambda v: summed(v.dY, 0),
             PARAMETERS + " In dshift you summed over axis 0 alone."),
            ("dshift", "shift-last-axis", lambda v: summed(v.dY, -1),
             PARAMETERS + " In dshift you summed over the last."),
            ("dshift", "shift-not-summed", lambda v: 1.0 * v.dY, PARAMETERS
             + " In dshift nothing is summed."),
        )
    ),
    ("dY", "x_hat", "sigma", "gain"),
)  # fmt: skip
