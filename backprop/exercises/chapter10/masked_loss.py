"""10.5: cross-entropy over the letters that count, and its gradient."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..pools.counted import COUNTED, PLACES
from ..record import Exercise, Wrong
from ..slipped import wrong
from .sections import NAMES


def _loss(logits, labels):
    """The mean over the places, one after the other, that count."""
    shares = []
    for at in zip(*np.nonzero(labels >= 0), strict=True):
        row = logits[at]
        top = row.max()
        log_sum = top + np.log(np.exp(row - top).sum())
        shares.append(log_sum - row[labels[at]])
    return float(np.mean(shares))


def _case(name, rng, lengths, T, K, far=0.0):
    """Words of these lengths in T places.

    far: a constant on the logits of every second place.
    """
    N = len(lengths)
    near = rng.normal(0, 1.5, (N, T, K))
    logits = near + far * (np.arange(T) % 2)[:, None]
    labels = rng.integers(0, K, (N, T))
    labels[0, 0] = 0
    labels[np.arange(T) >= np.array(lengths)[:, None]] = -1
    # Softmax does not see a constant, and differences lose digits there.
    truth = {
        "loss": _loss(logits, labels),
        "dlogits": numerical_gradient(lambda A: _loss(A, labels), near),
    }
    return case(
        name,
        (step("call", (logits, labels), truth, ("logits", "labels")),),
        sizes={
            "the number of labels that count": sum(lengths),
            "the number of places": N * T,
            "the number of rows": N,
            "the number of steps": T,
        },
        special="with logits near 1000" if far else "",
    )


def cases(rng):
    return [
        _case("4 words with padding", rng, (5, 3, 6, 2), 7, 5),
        _case("no padding", rng, (5, 5, 5), 5, 4),
        _case("one word", rng, (3,), 8, 6),
        _case("large logits", rng, (4, 2, 1), 6, 7, 1000.0),
    ]


def _over_all_places(logits, labels):
    top = logits - logits.max(axis=-1, keepdims=True)
    log_p = top - np.log(np.exp(top).sum(axis=-1, keepdims=True))
    counted = (labels >= 0)[..., None]
    hot = np.eye(logits.shape[-1])[labels] * counted
    loss = -(log_p * hot).sum() / labels.size
    return loss, (np.exp(log_p) * counted - hot) / labels.size


def _exchanged(*args):
    return COUNTED.answer()(*args)[::-1]


def _not_stable(logits, labels):
    E = np.exp(logits)
    p = E / E.sum(axis=-1, keepdims=True)
    counted = labels >= 0
    picked = np.take_along_axis(p, labels[..., None], -1)[..., 0]
    loss = float(-np.log(picked[counted]).mean())
    dlogits = (p - np.eye(p.shape[-1])[labels]) * counted[..., None]
    return loss, dlogits / counted.sum()


def _into_labels(logits, labels):
    results = COUNTED.answer()(logits, labels)
    labels[labels < 0] = 0
    return results


BUT_LOSS, BUT_GRADIENT = (
    "dlogits is right; loss is not.",
    "loss is right; dlogits is not.",
)

MASKED_LOSS = Exercise(
    id="10.5",
    title="Only the letters that count",
    kind="build",
    objective="10c",
    points=3,
    minutes=16,
    takes="a function of (logits, labels) that returns (loss, dlogits)",
    section=NAMES,
    cases=cases,
    chain=COUNTED,
    insight="Padding is a matter of storage. With the right mean no number "
    "depends on how much of it there is.",
    more="add five columns of padding to labels and logits. Which numbers "
    "change, and which must not?",
    mistakes=(
        Wrong("mean-of-all-places", _over_all_places, PLACES),
        wrong(COUNTED, "padding-counted"),
        wrong(COUNTED, "not-zero-at-padding", BUT_GRADIENT),
        wrong(COUNTED, "last-class-at-padding", BUT_GRADIENT),
        wrong(COUNTED, "mean-of-rows"),
        wrong(COUNTED, "zero-left-out"),
        wrong(COUNTED, "gradient-not-divided", BUT_GRADIENT),
        wrong(COUNTED, "loss-over-places", BUT_LOSS),
        wrong(COUNTED, "gradient-over-places", BUT_GRADIENT),
        wrong(COUNTED, "not-divided", "loss and dlogits are too large by the "
              "number of labels that count."),
        wrong(COUNTED, "mean-of-words", BUT_LOSS),
        Wrong(
            "words-first",
            COUNTED.slipped("mean-of-words", "gradient-by-word"),
            "Each letter weighs alike: add all of them, and divide once, by "
            "how many count in the whole batch. You took a mean for each "
            "word first.",
        ),
        wrong(COUNTED, "loss-minus", BUT_LOSS),
        wrong(COUNTED, "label-not-subtracted", BUT_GRADIENT),
        wrong(COUNTED, "gradient-minus", BUT_GRADIENT),
        wrong(COUNTED, "over-steps"),
        Wrong(
            "not-stable",
            _not_stable,
            "exp of a large number overflows. Subtract the largest logit of "
            "each place first; the probabilities stay the same.",
            "With logits near 1000 the loss or the gradient is not finite.",
            "02-losses#Overflow, and how to avoid it",
        ),
        Wrong(
            "exchanged",
            _exchanged,
            "The task gives the order (loss, dlogits).",
        ),
        Wrong(
            "into-labels",
            _into_labels,
            "labels[labels < 0] = ... writes into the caller's array. Ask "
            "where labels >= 0, and leave it as it is.",
        ),
    ),
)  # fmt: skip
