"""The loss of logits of any size, line by line."""

import numpy as np

from ..chains import Chain, Slip

SLIPS = (
    ("top", "shift-over-all", lambda v: np.full((len(v.S0), 1), v.S0.max()),
     "You subtract the largest entry of all Z. In a row far below it every "
     "exponential is rounded to 0. Each row needs its own."),
    ("top", "shift-over-rows", lambda v: v.S0.max(axis=0), "You subtract the "
     "largest of each column, axis=0. The loss must not change: one number a "
     "row, axis=1, with keepdims=True."),
    ("top", "no-shift", lambda v: 0.0, "exp(1000) overflows, and exp(-1000) "
     "is rounded to 0. Subtract each row's largest logit before exp: the loss "
     "does not change."),
    ("sums", "sum-over-rows", lambda v: np.exp(v.S).sum(axis=0), "You add "
     "the exponentials over the rows, axis=0. The classes of one example "
     "stand side by side in its row: axis=1."),
    ("sums", "sum-over-all", lambda v: np.exp(v.S).sum(), "You add the "
     "exponentials of all rows. Each row has a sum of its own: axis=1."),
    ("sums", "mean-for-sum", lambda v: np.exp(v.S).mean(axis=1), "Softmax "
     "divides by the sum of the exponentials. You took their mean."),
    ("log", "log-forgotten", lambda v: v.sums, "The row costs the logarithm "
     "of the sum of exponentials. The logarithm is missing."),
    ("log", "log2", lambda v: np.log2(v.sums), "The loss takes the natural "
     "logarithm, np.log. You took base 2 for the sum."),
    ("picked", "label-forgotten", lambda v: 0.0, "A row costs log-sum-exp "
     "minus the label's logit. The label's logit is missing."),
    ("picked", "largest-not-added-back", lambda v: v.S0[_at(v)], "You "
     "subtracted the row's largest logit in the sum alone. Subtract it from "
     "the label's logit too, or add it back."),
    ("picked", "unscaled-label", lambda v: v.Z[_at(v)], "The label's logit "
     "is taken of Z as it came. It needs the same division and shift as the "
     "logits in the sum."),
    ("picked", "every-label", lambda v: v.S[:, v.labels], "[:, labels] picks "
     "all N labels in every row. One a row is [np.arange(N), labels]."),
    ("picked", "labels-from-1", lambda v: v.S[np.arange(len(v.S)),
     v.labels - 1], "Labels count from 0: label 0 is column 0. You took each "
     "label one too low."),
    ("picked", "labels-one-up", lambda v: v.S[np.arange(len(v.S)),
     (v.labels + 1) % v.S.shape[1]], "Labels count from 0: label 0 is column "
     "0. You took each label one too high."),
    ("picked", "largest-for-label", lambda v: v.S.max(axis=1), "You took the "
     "largest logit of each row. What counts is the label's."),
    ("cost", "plus-for-minus", lambda v: v.log + v.picked, "A row costs "
     "log-sum-exp minus the label's logit. You add it."),
    ("cost", "signs-turned", lambda v: v.picked - v.log, "The logarithm of a "
     "probability is negative. The loss is minus the mean of them."),
    ("cost", "one-too-much", lambda v: 1 + v.log - v.picked, "Every row costs "
     "1 too much in your loss: what is the 1 for?"),
    ("loss", "summed", lambda v: np.sum(v.cost), "The loss is the mean over "
     "the rows. You took their sum."),
    ("loss", "not-averaged", lambda v: v.cost, "This is the cost of each row, "
     "one number a row. The loss is their mean."),
    ("loss", "divided-by-entries", lambda v: np.sum(v.cost) / v.S.size, "You "
     "divide by the number of entries of Z. The mean is over the rows."),
    ("loss", "divided-by-classes", lambda v: np.sum(v.cost) / v.S.shape[1],
     "You divide by the number of classes. The mean is over the rows."),
    ("loss", "not-below-zero", lambda v: -np.log(np.exp(v.picked) / v.sums)
     .mean(), "The softmax is stable, but a tiny probability is rounded to "
     "0, and its logarithm is infinite. Go from the logits to the loss "
     "without forming p."),
    *(("loss", f"clipped-at-{small:g}", lambda v, small=small: -np.log(np.exp(
     v.picked) / v.sums + small).mean(), "A small number added to p hides the "
     "infinity, and limits what a row can cost. Go from the logits to the "
     "loss without forming p.") for small in 10.0 ** -np.arange(5, 21)),
)  # fmt: skip
SCALED = (
    ("S0", "T-unused", lambda v: v.Z, "Your loss is that of Z itself. Where "
     "does T enter?"),
    ("S0", "multiplied-by-T", lambda v: v.Z * v.T, "You multiply the logits "
     "by T. A high temperature makes them smaller: divide."),
    ("S0", "T-squared", lambda v: v.Z / v.T**2, "The logits are divided by T "
     "once. You divide by its square, or twice."),
    ("S0", "T-padded", lambda v: v.Z / (v.T + 1e-3), "You add a small number "
     "to T. T is never 0, and for a small T that changes the result."),
    ("loss", "times-T", lambda v: v.T * np.mean(v.cost), "The loss is not "
     "multiplied by T: only the logits are divided by it."),
    ("loss", "over-T", lambda v: np.mean(v.cost) / v.T, "You divide the loss "
     "by T. What is divided are the logits, before the softmax."),
    ("accuracy", "counted", lambda v: np.sum(v.hits), "You count the right "
     "answers. The accuracy is their share of all rows."),
    ("accuracy", "percent", lambda v: 100 * np.mean(v.hits), "The accuracy is "
     "a share between 0 and 1. You give percent."),
    ("accuracy", "errors", lambda v: 1 - np.mean(v.hits), "This is the share "
     "of wrong answers; the accuracy is that of right ones."),
    ("accuracy", "mean-probability", lambda v: np.exp(-v.loss), "exp(-loss) "
     "is a mean probability. The accuracy counts the rows whose largest "
     "logit is the label's."),
    ("hits", "smallest", lambda v: v.Z.argmin(axis=1) == v.labels, "The "
     "answer of a row is the class with the largest logit, argmax."),
    ("hits", "argmax-over-rows", lambda v: np.resize(v.Z.argmax(axis=0),
     len(v.Z)) == v.labels, "argmax(axis=0) looks down the columns. The "
     "classes of a row are along axis=1."),
    ("hits", "max-for-argmax", lambda v: v.Z.max(axis=1) == v.labels, "max "
     "gives the largest logit; argmax gives its place, which is the class."),
)  # fmt: skip


def _at(v):
    return np.arange(len(v.labels)), v.labels


def loss_chain(scaled, gives, inputs, shows=()):
    """The Chain of the mean cross-entropy, of Z or of Z / T."""
    lines = {
        "S0": lambda v: v.Z / v.T if scaled else v.Z,
        "top": lambda v: v.S0.max(axis=1, keepdims=True),
        "S": lambda v: v.S0 - v.top,
        "sums": lambda v: np.exp(v.S).sum(axis=1),
        "log": lambda v: np.log(v.sums),
        "picked": lambda v: v.S[_at(v)],
        "cost": lambda v: v.log - v.picked,
        "loss": lambda v: np.mean(v.cost),
        "hits": lambda v: v.Z.argmax(axis=1) == v.labels,
        "accuracy": lambda v: np.mean(v.hits),
    }
    slips = [Slip(*slip) for slip in (SLIPS + SCALED if scaled else SLIPS)]
    if not scaled:
        slips = [s for s in slips if s.id != "unscaled-label"]
    return Chain(lines, gives, tuple(slips), inputs, shows)
