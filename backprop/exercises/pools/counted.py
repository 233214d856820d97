"""Cross-entropy over counted labels alone, line by line: 10.5."""

import numpy as np

from ..chains import Chain, Slip


def _log_p(v, axis=-1):
    top = v.logits - v.logits.max(axis=axis, keepdims=True)
    return top - np.log(np.exp(top).sum(axis=axis, keepdims=True))


def _at_labels(v):
    """log p of each label; of the last class where the label is -1."""
    return np.take_along_axis(v.log_p, v.labels[..., None] % _K(v), -1)[..., 0]


def _K(v):
    return v.logits.shape[-1]


def _loss(v, n=None):
    picked = np.where(v.counted, _at_labels(v), 0)
    return float(-picked.sum() / (v.n if n is None else n))


def _wrong_by(v):
    """p minus 1 at the label, at every place; at the last class for -1."""
    return np.exp(v.log_p) - np.eye(_K(v))[v.labels]


def _gradient(v, n=None):
    shares = _wrong_by(v) * v.counted[..., None]
    return shares / (v.n if n is None else n)


PLACES = (
    "The mean is over the labels that count. You divided by the number of "
    "all places, padding included, so that the same letters weigh less the "
    "more padding stands behind them."
)
ROWS = (
    "The mean is over the letters that count, not over the words. You "
    "divided by the number of rows."
)
STEPS = (
    "The mean is over the letters that count. You divided by the number of "
    "steps."
)
NOT_DIVIDED = "The mean is wanted: divide by the number of labels that count."
NO_ZERO = (
    "A place with label -1 has no say in the loss, so its logits get the "
    "gradient 0. Yours still has p there."
)

COUNTED = Chain(
    {
        "log_p": _log_p,
        "counted": lambda v: v.labels >= 0,
        "n": lambda v: v.counted.sum(),
        "loss": _loss,
        "dlogits": _gradient,
    },
    ("loss", "dlogits"),
    tuple(
        Slip(*slip)
        for slip in (
            ("log_p", "over-steps", lambda v: _log_p(v, 1), "The softmax of a "
             "place runs over its K classes, the last axis. Yours runs over "
             "the steps."),
            ("log_p", "over-rows", lambda v: _log_p(v, 0), "The softmax of a "
             "place runs over its K classes, the last axis. Yours runs over "
             "the rows."),
            ("counted", "padding-counted", lambda v: v.labels >= -1,
             "Labels of -1 were counted, and as an index -1 is the last "
             "class. The net would learn to write its last letter behind "
             "every word."),
            ("counted", "zero-left-out", lambda v: v.labels > 0, "0 is a "
             "label like the others, the end mark, and counts. Only -1 does "
             "not: labels >= 0."),
            ("n", "mean-of-all-places", lambda v: v.labels.size, PLACES),
            ("n", "mean-of-rows", lambda v: len(v.labels), ROWS),
            ("n", "mean-of-steps", lambda v: v.labels.shape[1], STEPS),
            ("n", "not-divided", lambda v: 1, NOT_DIVIDED),
            ("loss", "loss-minus", lambda v: -_loss(v), "A log of a "
             "probability is negative, and the loss is minus their mean."),
            ("loss", "loss-not-divided", lambda v: _loss(v, 1), NOT_DIVIDED),
            ("loss", "loss-over-places", lambda v: _loss(v, v.labels.size),
             PLACES + " It is so in the loss."),
            ("loss", "loss-over-rows", lambda v: _loss(v, len(v.labels)),
             ROWS),
            ("loss", "loss-one-letter", lambda v: float(-_at_labels(v)[
             v.counted][-1] / v.n), "Every letter that counts adds its share "
             "to the loss: +=. You have the last one's alone."),
            ("loss", "mean-of-words", lambda v: float(-np.mean(np.where(
             v.counted, _at_labels(v), 0).sum(1) / v.counted.sum(1))),
             "Each letter weighs alike, so all of them are added before you "
             "divide, once. A mean over each word first gives the letters of "
             "short words more weight."),
            ("dlogits", "not-zero-at-padding", lambda v: (_wrong_by(v)
             + np.eye(_K(v))[v.labels] * ~v.counted[..., None]) / v.n,
             NO_ZERO),
            ("dlogits", "last-class-at-padding", lambda v: _wrong_by(v)
             / v.n, "A place with label -1 has no say in the loss, so its "
             "logits get the gradient 0. Yours counts the last class as its "
             "label there: as an index, -1 is the last."),
            ("dlogits", "gradient-not-divided", lambda v: _gradient(v, 1),
             "The loss is a mean, so its gradient is divided by the number "
             "of labels that count, too."),
            ("dlogits", "gradient-over-places", lambda v: _gradient(v,
             v.labels.size), PLACES + " It is so in dlogits."),
            ("dlogits", "gradient-over-rows", lambda v: _gradient(v,
             len(v.labels)), ROWS),
            ("dlogits", "gradient-by-word", lambda v: _gradient(v,
             v.counted.sum(1)[:, None, None]), "Each letter weighs alike: "
             "divide by how many count in the whole batch. You divided by "
             "the letters of each word."),
            ("dlogits", "label-not-subtracted", lambda v: np.exp(v.log_p)
             * v.counted[..., None] / v.n, "The gradient is p minus 1 at the "
             "label. The 1 is missing."),
            ("dlogits", "label-added", lambda v: (np.exp(v.log_p) + np.eye(
             _K(v))[v.labels]) * v.counted[..., None] / v.n, "The gradient "
             "is p minus 1 at the label. You added the 1."),
            ("dlogits", "gradient-minus", lambda v: -_gradient(v), "The "
             "gradient is p minus 1 at the label. Yours is the other way "
             "round; the minus of an update comes later."),
            ("dlogits", "logs-for-chances", lambda v: (v.log_p - np.eye(
             _K(v))[v.labels]) * v.counted[..., None] / v.n, "The gradient "
             "is p minus 1 at the label. You took log p for p."),
        )
    ),
    ("logits", "labels"),
)  # fmt: skip
