"""The loss of counts and its slope: 2.9."""

import numpy as np

from ..chains import Chain, Slip

RATES = Chain(
    {
        "rate": lambda v: np.exp(v.z),
        "rows": lambda v: v.rate - v.t * v.z,
        "loss": lambda v: v.rows.mean(),
        "dz": lambda v: (v.rate - v.t) / len(v.z),
    },
    ("loss", "dz"),
    tuple(
        Slip(*slip)
        for slip in (
            ("rate", "rate-is-z", lambda v: v.z, "z is the logarithm of the "
             "rate, so that it may be any number. The rate is exp(z)."),
            ("rate", "rate-inverted", lambda v: np.exp(-v.z), "A larger z "
             "means more events: the rate is exp(z), without a minus."),
            ("rate", "rate-sigmoid", lambda v: 1 / (1 + np.exp(-v.z)), "A "
             "rate may be larger than 1. The sigmoid is for a probability; "
             "here the rate is exp(z)."),
            ("rate", "rate-softmax", lambda v: np.exp(v.z) / np.exp(v.z)
             .sum(), "Each row has a rate of its own, which may be larger "
             "than 1. Softmax makes the rows share a sum of 1."),
            ("rows", "sign", lambda v: v.t * v.z - v.rate, "That is the log "
             "likelihood, which grows as the prediction gets better. A loss "
             "falls: minus the logarithm."),
            ("rows", "rate-for-log", lambda v: v.rate - v.t * v.rate, "The "
             "logarithm of rate**t is t log(rate), and log(rate) is z. You "
             "multiplied t by the rate itself."),
            ("rows", "log-of-z", lambda v: v.rate - v.t * np.log(v.z), "z is "
             "the logarithm of the rate already. You took it once more."),
            ("rows", "log-of-t", lambda v: v.rate - np.log(v.t) * v.z, "The "
             "exponent of the rate is t itself: its logarithm is t z, not "
             "log(t) z."),
            ("rows", "rate-left-out", lambda v: -v.t * v.z, "minus the "
             "logarithm of exp(-rate) is the rate. Without it the loss "
             "falls for ever as z grows."),
            ("rows", "count-left-out", lambda v: v.rate - v.z, "The rate "
             "stands in the likelihood t times as a factor, so its logarithm "
             "z stands t times in the loss."),
            ("rows", "all-of-the-factor", lambda v: v.rate - v.t * v.z
             + np.cumsum(np.log(np.maximum(np.arange(400), 1)))[
                 v.t.astype(int)], "The logarithm of t! does not depend on "
             "z. The task leaves it out, as least squares leaves out the "
             "factor of the bell curve."),
            ("rows", "squared", lambda v: (v.rate - v.t) ** 2, "The square "
             "belongs to normal noise. Counts have another likelihood: take "
             "minus the logarithm of the one given."),
            ("rows", "squared-in-z", lambda v: (v.z - v.t) ** 2, "The square "
             "belongs to normal noise. Counts have another likelihood: take "
             "minus the logarithm of the one given."),
            ("loss", "loss-summed", lambda v: v.rows.sum(), "The loss is the "
             "mean over the rows, so that it does not grow with their "
             "number."),
            ("loss", "loss-of-rows", lambda v: v.rows, "A loss is one number: "
             "the mean over the rows is missing."),
            ("dz", "dz-not-divided", lambda v: v.rate - v.t, "The loss is a "
             "mean over the rows, so each row's slope is divided by their "
             "number."),
            ("dz", "dz-sign", lambda v: (v.t - v.rate) / len(v.z), "The slope "
             "of the rate is +rate, that of -t z is -t: prediction minus "
             "target, not target minus prediction."),
            ("dz", "dz-by-rate", lambda v: (1 - v.t / v.rate) / len(v.z),
             "That is the slope for the rate. z is one step further back: "
             "the slope of exp(z), which is the rate, is a factor too."),
            ("dz", "dz-times-rate", lambda v: (v.rate - v.t) * v.rate
             / len(v.z), "rate - t is the slope for z already. You "
             "multiplied by the slope of exp once more."),
            ("dz", "dz-minus-z", lambda v: (v.rate - v.z) / len(v.z), "The "
             "target is the count t. The slope of -t z with respect to z is "
             "-t."),
            ("dz", "dz-z-for-rate", lambda v: (v.z - v.t) / len(v.z), "The "
             "slope of exp(z) is exp(z), the rate. You have z in its place: "
             "that is the slope of half the square."),
            ("dz", "dz-twice", lambda v: 2 * (v.rate - v.t) / len(v.z), "The "
             "2 comes from a square. Here nothing is squared."),
            ("dz", "dz-of-square", lambda v: 2 * (v.z - v.t) / len(v.z),
             "That is the slope of the squared error. Differentiate the loss "
             "of counts."),
            ("dz", "dz-target-left-out", lambda v: v.rate / len(v.z), "The "
             "term -t z has a slope too: -t."),
            ("dz", "dz-of-the-rows", lambda v: v.rows / len(v.z), "These are "
             "the losses of the rows. Their slopes for z are asked."),
            ("dz", "dz-summed", lambda v: (v.rate - v.t).sum() / len(v.z),
             "Each row has its own z, and so its own slope: nothing is "
             "summed."),
        )
    ),
    ("z", "t"),
    ("rate", "rows"),
)  # fmt: skip
