"""2.6: the cross-entropy of a batch, from logits of any size."""

import numpy as np

from ..case import case, step
from ..pools.cross_entropy import loss_chain
from ..record import Exercise, Wrong


def _case(name, Z, labels):
    N, K = Z.shape
    lse, label = np.logaddexp.reduce(Z, axis=1), Z[np.arange(N), labels]
    truth = {"the loss": float(np.sum(lse - label)) / N}
    return case(
        name,
        (step("call", (Z, labels), truth, ("Z", "labels")),),
        sizes={
            "the number of rows": N,
            "the number of classes": K,
            "the number of entries of Z": N * K,
        },
        others={
            "log-sum-exp alone, without the label's logit": np.mean(lse),
            "the cost of each row's largest logit": np.mean(lse - Z.max(1)),
            "minus the mean of log2 p": np.mean(lse - label) / np.log(2),
        },
    )


def _logits(rng, N, K):
    """Eighths, so that adding 1000 loses nothing, even in float32."""
    return rng.integers(-24, 25, size=(N, K)) / 8.0


def cases(rng):
    def drawn(name, N, K, shift=0.0):
        labels = np.arange(N) % K
        return _case(name, _logits(rng, N, K) + shift, rng.permutation(labels))

    apart = np.array([[1000.0], [-1000.0], [0.0]] * 2 + [[500.0]])
    sure = _logits(rng, 5, 3)
    sure[1, 0], sure[3, 1] = 800.0, -1000.0
    return [
        drawn("5 rows of small logits", 5, 3),
        drawn("one row", 1, 4),
        drawn("4 rows near 1000", 4, 4, 1000.0),
        drawn("7 rows, some near 1000, some near -1000", 7, 3, apart),
        _case("labels thought impossible", sure, np.array([0, 2, 1, 1, 0])),
    ]


def _of_labels(A, labels):
    return A[np.arange(len(labels)), labels]


def _stable(Z, axis=1):
    E = np.exp(Z - Z.max(axis=axis, keepdims=True))
    return E / E.sum(axis=axis, keepdims=True)


def _exact(Z, axis=1):
    S = Z - Z.max(axis=axis, keepdims=True)
    return S - np.log(np.exp(S).sum(axis=axis, keepdims=True))


def _naive(Z, labels):
    E = np.exp(Z)
    return -np.log(_of_labels(E, labels) / E.sum(axis=1)).mean()


def _log_of_rounded(Z, labels):
    return -np.log(_of_labels(_stable(Z), labels)).mean()


def _clipped(Z, labels):
    return -np.log(_of_labels(_stable(Z), labels) + 1e-12).mean()


def _one_maximum(Z, labels):
    S = Z - Z.max()
    return (np.log(np.exp(S).sum(axis=1)) - _of_labels(S, labels)).mean()


def _every_label(Z, labels):
    return -_exact(Z)[:, labels].mean()


def _wrong_axis(Z, labels):
    return -_of_labels(_exact(Z, axis=0), labels).mean()


def _each_row(Z, labels):
    return -_of_labels(_exact(Z), labels)


def _negative(Z, labels):
    return _of_labels(_exact(Z), labels).mean()


def _twice(Z, labels):
    return -_of_labels(_exact(_stable(Z)), labels).mean()


def _axis_lost(Z, labels):
    return -_of_labels(Z - Z.max(axis=1), labels).mean()


def _shift_in_one_place(Z, labels):
    total = np.log(np.exp(Z - Z.max(axis=1, keepdims=True)).sum(axis=1))
    return (total - _of_labels(Z, labels)).mean()


SOFTMAX_LOSS = Exercise(
    id="2.6",
    title="A loss for logits of any size",
    kind="build",
    objective="2c",
    points=3,
    minutes=15,
    takes="a function of (Z, labels) that returns a number",
    section="02-losses#The loss needs more than a stable softmax",
    cases=cases,
    chain=loss_chain(
        False, ("loss",), ("Z", "labels"), ("S", "sums", "log", "cost")
    ),
    mistakes=(
        Wrong(
            "exp-of-large-logits",
            _naive,
            "exp(1000) overflows, and exp(-1000) is rounded to 0. Subtract "
            "each row's largest logit before exp: the loss does not change.",
            "With small logits all is right; with large ones it is not.",
            "02-losses#Overflow, and how to avoid it",
        ),
        Wrong(
            "log-of-rounded-probability",
            _log_of_rounded,
            "The softmax is stable, but a tiny probability is rounded to 0, "
            "and its logarithm is infinite. Go from the logits to the loss "
            "without forming p: log-sum-exp minus the label's logit.",
            "The loss is right but where a label has a probability below "
            "1e-308: there it is infinite.",
        ),
        Wrong(
            "clipped",
            _clipped,
            "1e-12 in the logarithm hides the infinity, and with it the "
            "error: no row can cost more than 27.6. Go from the logits to "
            "the loss without forming p.",
            "The loss is right but where a label has a tiny probability: "
            "there it is far too small.",
        ),
        Wrong(
            "one-maximum",
            _one_maximum,
            "You subtract the largest entry of all Z. In a row far below it "
            "every exponential is rounded to 0. Each row needs its own "
            "largest logit.",
        ),
        Wrong(
            "every-label-for-every-row",
            _every_label,
            "[:, labels] picks all N labels in every row, N times N "
            "numbers. One a row is [np.arange(N), labels].",
            "With one row all is right; with more it is not.",
        ),
        Wrong(
            "wrong-axis",
            _wrong_axis,
            "You take the softmax down the columns. The classes of one "
            "example stand side by side in a row: axis=1.",
            "The loss is not right, and for one row it is 0.",
        ),
        Wrong(
            "not-averaged",
            _each_row,
            "This is the cost of each row, one number a row. The loss is "
            "their mean.",
        ),
        Wrong(
            "sign",
            _negative,
            "The logarithm of a probability is negative. The loss is minus "
            "the mean of them.",
        ),
        Wrong(
            "softmax-twice",
            _twice,
            "The softmax is taken of probabilities: numbers from 0 to 1 "
            "went where logits belong. Take it once.",
        ),
        Wrong(
            "largest-not-added-back",
            _shift_in_one_place,
            "You subtracted the row's largest logit in the sum alone. "
            "Subtract it from the label's logit too, or add it back.",
        ),
        Wrong(
            "axis-lost",
            _axis_lost,
            "Z.max(axis=1) has the shape (N,), and NumPy sets it beside the "
            "columns. keepdims=True keeps it a column, one entry a row.",
        ),
    ),
)
