"""Numbers worked out with a pencil: 2.2 and 2.4."""

import numpy as np

from .counts import typed_chain


def _picked(v):
    return v.P[np.arange(5), v.labels]


LOSSES = typed_chain(
    {
        "mse": lambda v: np.mean((v.p - v.t) ** 2),
        "rows": _picked,
        "ce": lambda v: np.mean(-np.log2(v.rows)),
    },
    ("mse", "ce"),
    (
        ("mse", "mse-summed", lambda v: np.sum((v.p - v.t) ** 2), "The mean "
         "squared error is a mean: divide by the number of predictions."),
        ("mse", "mse-halved", lambda v: np.mean((v.p - v.t) ** 2) / 2, "The "
         "course's mean squared error has no ½ in front."),
        ("mse", "mse-absolute", lambda v: np.mean(np.abs(v.p - v.t)), "You "
         "took the mean of the absolute errors. Square each error."),
        ("mse", "mse-mean-error", lambda v: np.mean(v.p - v.t), "You took "
         "the mean of the errors, so that those above and below cancel."),
        ("mse", "mse-mean-first", lambda v: np.mean(v.p - v.t) ** 2, "You "
         "squared the mean error. Square each error first, then the mean."),
        ("mse", "mse-root", lambda v: np.sqrt(np.mean((v.p - v.t) ** 2)),
         "You took the root of the mean squared error. Leave it out."),
        ("mse", "mse-of-squares", lambda v: np.mean(v.p**2 - v.t**2), "You "
         "squared predictions and targets, and subtracted then. The errors "
         "p - t are squared."),
        ("mse", "mse-one-less", lambda v: np.sum((v.p - v.t) ** 2) / 3, "A "
         "mean of four numbers divides by 4."),
        ("rows", "label-from-1", lambda v: v.P[np.arange(5), v.labels - 1],
         "The classes count from 0: label 0 is the first column."),
        ("rows", "label-one-up", lambda v: v.P[np.arange(5), (v.labels + 1)
         % 3], "The classes count from 0: label 0 is the first column."),
        ("rows", "largest", lambda v: v.P.max(axis=1), "You took each row's "
         "largest probability. What counts is that of the row's label."),
        ("rows", "all-classes", lambda v: v.P, "You took the logarithms of "
         "all classes. The label picks one a row."),
        ("ce", "ce-summed", lambda v: np.sum(-np.log2(v.rows)), "The "
         "cross-entropy is the mean over the rows: divide by 5."),
        ("ce", "ce-nats", lambda v: np.mean(-np.log(v.rows)), "This is the "
         "loss in nats. Asked is what multiplies ln 2: divide by .6931."),
        ("ce", "ce-times-ln-2-twice", lambda v: np.mean(-np.log2(v.rows))
         * np.log(2) ** 2, "ln 2 is a factor twice over here. The loss in "
         "nats divided by ln 2 is asked."),
        ("ce", "ce-negative", lambda v: np.mean(np.log2(v.rows)), "The "
         "logarithm of a probability is negative; the loss has a minus."),
        ("ce", "ce-log-of-mean", lambda v: -np.log2(np.mean(v.rows)), "You "
         "took one logarithm of the mean probability. The loss is the mean "
         "of the logarithms."),
        ("ce", "ce-no-log", lambda v: np.mean(v.rows), "That is the mean "
         "probability. The loss is the mean of minus its logarithms."),
    ),
)  # fmt: skip

PRODUCT = typed_chain(
    {
        "n": lambda v: -float(np.log2(v.p_label).sum()),
        "likelihood": lambda v: 2.0**-v.n,
        "log": lambda v: -v.n,
        "ce": lambda v: v.n / 5,
        "many": lambda v: -v.times * v.n,
        "copies": lambda v: np.ceil(1075 / v.n),
    },
    ("likelihood", "log", "ce", "many", "copies"),
    (
        ("n", "exponent-one-up", lambda v: 1 - np.log2(v.p_label).sum(), "The "
         "sum of the five exponents is one too large. Which probability is "
         "misread? 1/2 has the exponent 1, 1/4 has 2."),
        ("n", "exponent-one-down", lambda v: -1 - np.log2(v.p_label).sum(),
         "The sum of the five exponents is one too small. Which probability "
         "is misread? 1/2 has the exponent 1, 1/4 has 2."),
        ("likelihood", "added", lambda v: np.sum(v.p_label), "That all rows "
         "occur together has the product of their probabilities."),
        ("likelihood", "mean", lambda v: np.mean(v.p_label), "That is the "
         "mean probability. Independent rows multiply."),
        ("likelihood", "inverse", lambda v: 2.0**v.n, "A product of "
         "probabilities is below 1: the exponent is negative."),
        ("log", "log-positive", lambda v: v.n, "A likelihood below 1 has a "
         "negative logarithm. The minus comes with the loss alone."),
        ("log", "log-nats", lambda v: -v.n * np.log(2), "These are nats. "
         "Asked is what multiplies ln 2."),
        ("ce", "ce-negative", lambda v: -v.n / 5, "The loss has a minus in "
         "front, so that lower is better."),
        ("ce", "ce-summed", lambda v: v.n, "Cross-entropy is the mean over "
         "the rows, so that it does not grow with their number."),
        ("ce", "ce-nats", lambda v: v.n / 5 * np.log(2), "These are nats. "
         "Asked is what multiplies ln 2."),
        ("many", "many-unchanged", lambda v: -v.n, "The copies multiply the "
         "likelihood by itself, and the logarithm of a product is a sum."),
        ("many", "many-divided", lambda v: -v.times * v.n / 5, "That many "
         "copies add as many logarithms of all five rows, not of one."),
        ("many", "many-power", lambda v: -(v.n**v.times), "The likelihood is "
         "raised to that power; its logarithm is multiplied by it."),
        ("many", "many-positive", lambda v: v.times * v.n, "A likelihood "
         "below 1 has a negative logarithm."),
        ("many", "many-nats", lambda v: -v.times * v.n * np.log(2), "These "
         "are nats. Asked is what multiplies ln 2."),
        ("copies", "rounded-down", lambda v: np.ceil(1075 / v.n) - 1, "With "
         "that many copies the product is still above half the smallest "
         "float64. It takes one more to pass below."),
        ("copies", "normal-numbers", lambda v: np.ceil(1024 / v.n), "1024 is "
         "where float64 overflows at its upper end. The lower end is "
         "2^-1074."),
        ("copies", "not-whole", lambda v: 1075 / v.n, "Copies are whole: "
         "round up to the next whole number."),
        ("copies", "rows", lambda v: np.ceil(1075 / v.n) * 5, "You count "
         "rows. Asked are copies of all five."),
        ("copies", "digits", lambda v: np.ceil(324 / v.n), "324 counts powers "
         "of 10, and your logarithm counts powers of 2."),
    ),
)  # fmt: skip
