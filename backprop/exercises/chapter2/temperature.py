"""2.8: real digits, a temperature, a loss that moves and one that cannot."""

import numpy as np

from ...data import digits
from ..case import case, step
from ..pools.cross_entropy import loss_chain
from ..record import Exercise, Wrong


def _digit_logits():
    """The logits and labels of the digits that the means have not seen."""
    X, labels = digits()
    seen = labels[:899]
    M = np.array([X[:899][seen == k].mean(axis=0) for k in range(10)])
    Z = X @ M.T - 0.5 * (M**2).sum(axis=1)
    return Z[899:], labels[899:]


def _case(name, Z, labels, T):
    N = len(Z)
    costs, hits = [], 0
    for z, k in zip(Z, labels, strict=True):
        costs.append(np.logaddexp.reduce((z - z[k]) / T))
        hits += not np.any(z > z[k])
    truth = {"the loss": sum(costs) / N, "the accuracy": hits / N}
    truth = {what: float(value) for what, value in truth.items()}
    return case(
        f"{name}, T = {T:g}",
        (step("call", (Z, labels, T), truth, ("Z", "labels", "T")),),
        sizes={"the number of rows": N, "the number of classes": Z.shape[1]},
    )


def cases(rng):
    Z, labels = _digit_logits()
    # rows of both kinds: the means get about one in eight wrong
    right = Z.argmax(axis=1) == labels
    wrong = np.flatnonzero(~right)
    order = rng.permutation(len(Z))
    few = np.concatenate([rng.permutation(wrong)[:9], order[:40]])
    many = np.concatenate([rng.permutation(wrong)[:9], order[40:160]])
    low = few[labels[few] < 7]
    one = rng.permutation(np.flatnonzero(right))[:1]
    return [
        _case("49 digits", Z[few], labels[few], 0.3),
        _case("one digit", Z[one], labels[one], 0.7),
        _case("129 digits", Z[many], labels[many], 1.0),
        _case("digits from 0 to 6", Z[low, :7], labels[low], 25.0),
        _case("129 digits", Z[many], labels[many], 0.01),
        _case("129 digits", Z[many], labels[many], 1e-4),
    ]


def _log_softmax(Z):
    S = Z - Z.max(axis=1, keepdims=True)
    return S - np.log(np.exp(S).sum(axis=1, keepdims=True))


def _costs(S, labels):
    return -_log_softmax(S)[np.arange(len(labels)), labels]


def _hits(Z, labels):
    return Z.argmax(axis=1) == labels


def _naive(Z, labels, T):
    E = np.exp(Z / T)
    P = E / E.sum(axis=1, keepdims=True)
    p = P[np.arange(len(labels)), labels]
    return -np.log(p).mean(), _hits(Z, labels).mean()


def _log_of_rounded(Z, labels, T):
    p = np.exp(-_costs(Z / T, labels))
    return -np.log(p).mean(), _hits(Z, labels).mean()


def _clipped(Z, labels, T):
    p = np.exp(-_costs(Z / T, labels))
    return -np.log(p + 1e-12).mean(), _hits(Z, labels).mean()


def _multiplied(Z, labels, T):
    return _costs(Z * T, labels).mean(), _hits(Z, labels).mean()


def _unused(Z, labels, T):
    return _costs(Z, labels).mean(), _hits(Z, labels).mean()


def _loss_divided(Z, labels, T):
    return _costs(Z, labels).mean() / T, _hits(Z, labels).mean()


def _each_row(Z, labels, T):
    return _costs(Z / T, labels), _hits(Z, labels).mean()


def _counted(Z, labels, T):
    return _costs(Z / T, labels).mean(), _hits(Z, labels).sum()


def _share_wrong(Z, labels, T):
    return _costs(Z / T, labels).mean(), 1 - _hits(Z, labels).mean()


def _swapped(Z, labels, T):
    return _hits(Z, labels).mean(), _costs(Z / T, labels).mean()


TEMPERATURE = Exercise(
    id="2.8",
    title="Project: the right temperature",
    kind="build",
    objective="2c",
    points=5,
    minutes=30,
    takes="a function of (Z, labels, T) that returns (loss, accuracy)",
    section="02-losses#The loss needs more than a stable softmax",
    cases=cases,
    chain=loss_chain(
        True,
        ("loss", "accuracy"),
        ("Z", "labels", "T"),
        ("S", "sums", "log", "cost"),
    ),
    mistakes=(
        Wrong(
            "exp-of-large-logits",
            _naive,
            "Divided by a tiny T, logits are large, and exp overflows. "
            "Divide first, then subtract each row's largest quotient.",
            "For moderate T all is right. For a tiny T the loss is no number.",
            "02-losses#Overflow, and how to avoid it",
        ),
        Wrong(
            "log-of-rounded-probability",
            _log_of_rounded,
            "For a tiny T some labels have a probability that is rounded to "
            "0. Go from the logits to the loss with log-sum-exp, as in 2.6.",
            "For moderate T all is right. For a tiny T the loss is infinite.",
        ),
        Wrong(
            "clipped",
            _clipped,
            "A small number added to p, or a clip, sets an upper limit to "
            "what a row can cost. Use log-sum-exp, and nothing has to be "
            "clipped.",
            "For moderate T all is right. For a tiny T the loss is far too "
            "small.",
        ),
        Wrong(
            "multiplied-by-T",
            _multiplied,
            "You multiply the logits by T. A high temperature makes them "
            "smaller: divide.",
            "The accuracy is right, and so is the loss at T = 1; at other T "
            "it is not.",
        ),
        Wrong(
            "T-unused",
            _unused,
            "Your loss is that of Z itself. Where does T enter?",
            "The loss is the same for every T.",
        ),
        Wrong(
            "loss-divided",
            _loss_divided,
            "You divide the loss by T. What is divided are the logits, "
            "before the softmax: the two are not the same.",
            "The accuracy is right, and so is the loss at T = 1; at other T "
            "it is not.",
        ),
        Wrong(
            "not-averaged",
            _each_row,
            "This is the cost of each row, one number a row. The loss is "
            "their mean.",
            "The loss should be one number, got one for each row.",
        ),
        Wrong(
            "count-not-share",
            _counted,
            "You count the right answers. The accuracy is their share of "
            "all rows.",
            "The loss is right; the accuracy is not.",
            "02-losses#Accuracy is not a loss",
        ),
        Wrong(
            "share-of-errors",
            _share_wrong,
            "This is the share of wrong answers, and the accuracy is that "
            "of right ones.",
            "The loss is right; the accuracy is 1 minus what it should be.",
            "02-losses#Accuracy is not a loss",
        ),
        Wrong(
            "exchanged",
            _swapped,
            "The loss comes first, then the accuracy.",
            "The two results are exchanged.",
        ),
    ),
)
