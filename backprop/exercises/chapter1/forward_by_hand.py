"""1.3: the running net with another first layer, with a pencil."""

from fractions import Fraction
from functools import cache

import numpy as np

from ..drawn import LN2, small_net
from ..pools.forward import forward_chain
from ..record import Exercise, Wrong

CLOSE = 6e-3


def draw(rng):
    """A small net in which every known mistake shows.

    In row 1 one hidden unit is off, so that the ReLU counts for p too.
    """
    net = _net(int(rng.integers(2**32)))
    return {name: A.copy() for name, A in net.items()}


@cache
def _net(key):
    rng = np.random.default_rng(key)
    while True:
        net = small_net(rng)
        net.pop("t")
        Z1 = net["X"] @ net["W1"] + net["b1"]
        one_off = (Z1[0] < 0).sum() == 1
        alive = (Z1 > 0).any(axis=1).sum() >= 3
        counts = net["W1"].any(axis=1).all()
        if one_off and alive and counts and _all_differ(net):
            return net


def _all_differ(net):
    """Do the truth and the wrong answers differ from one another?"""
    given = [tuple(truth(**net).values())]
    given += [answer(**net) for answer in _WRONG]
    return not any(
        all(
            a.shape == b.shape and np.abs(a - b).max() <= 3 * CLOSE
            for a, b in zip(given[i], given[j], strict=True)
        )
        for i in range(len(given))
        for j in range(i)
    )


def truth(X, W1, b1, W2, b2):
    """Whole numbers and fractions, entry by entry."""
    Z1, A1 = np.zeros((5, 2)), np.zeros((5, 2))
    for n, x in enumerate(X):
        for j in range(2):
            terms = (x[i] * W1[i, j] for i in range(4))
            Z1[n, j] = sum(terms) + b1[j]
            A1[n, j] = Z1[n, j] if Z1[n, j] > 0 else 0
    powers = []
    for k in range(3):
        logit = sum(A1[0, j] * W2[j, k] for j in range(2)) + b2[k]
        powers.append(Fraction(2) ** round(logit / LN2))
    p = [float(power / sum(powers)) for power in powers]
    return {"Z1": Z1, "A1": A1, "p": np.array(p)}


def about(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    z = np.maximum(Z1[0], 0) @ W2 + b2
    return {
        "others": {
            "Z1, before the ReLU": Z1,
            "X W1, without the bias": X @ W1,
            "the powers of 2, not yet divided by their sum": np.exp(z),
            "the row's logits": z,
            "the row's logits in units of ln 2": z / LN2,
        }
    }


def _p(z):
    return np.exp(z) / np.exp(z).sum()


def _answer(Z1, A1, W2, b2):
    return Z1, A1, _p(A1[0] @ W2 + b2)


def _relu_forgotten(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    return _answer(Z1, Z1, W2, b2)


def _minus_dropped(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    return _answer(Z1, np.abs(Z1), W2, b2)


def _first_bias_forgotten(X, W1, b1, W2, b2):
    Z1 = X @ W1
    return _answer(Z1, np.maximum(Z1, 0), W2, b2)


def _second_bias_forgotten(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    return _answer(Z1, np.maximum(Z1, 0), W2, 0)


def _second_reads_z1(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    return Z1, np.maximum(Z1, 0), _p(Z1[0] @ W2 + b2)


def _logits_clipped(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    return Z1, A1, _p(np.maximum(A1[0] @ W2 + b2, 0))


def _not_divided(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    return Z1, A1, np.exp(A1[0] @ W2 + b2)


def _powers_of_e(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    return _answer(Z1, np.maximum(Z1, 0), W2 / LN2, b2 / LN2)


def _first_row_alone(X, W1, b1, W2, b2):
    Z1 = X[0] @ W1 + b1
    A1 = np.maximum(Z1, 0)
    return Z1, A1, _p(A1 @ W2 + b2)


_WRONG = {
    _relu_forgotten: (
        "relu-forgotten",
        "ReLU comes between the two layers: A1 keeps the positive entries "
        "of Z1 and has 0 for the others.",
        "Z1 is right. A1 is Z1 again.",
    ),
    _minus_dropped: (
        "minus-dropped",
        "ReLU does not turn signs: a negative entry of Z1 becomes 0 in A1.",
        "Z1 is right. A1 has its entries without their minus.",
    ),
    _first_bias_forgotten: (
        "first-bias-forgotten",
        "Each unit adds its bias to its sum, in every row.",
        "Z1 is X W1, without the bias.",
    ),
    _second_bias_forgotten: (
        "second-bias-forgotten",
        "The second layer has a bias too: each class adds its own to the "
        "logit, before any power is taken.",
        "Z1 and A1 are right. p is made of A1 W2, without b2.",
    ),
    _second_reads_z1: (
        "second-reads-z1",
        "The second layer reads A1. A unit that is off enters it with 0, "
        "not with its negative sum.",
        "Z1 and A1 are right. p is made of Z1.",
    ),
    _logits_clipped: (
        "logits-clipped",
        "The last layer has no bend. A logit may be negative, and its power "
        "of 2 is then smaller than 1.",
        "Z1 and A1 are right. In p the negative logits were set to 0.",
    ),
    _not_divided: (
        "not-divided",
        "These are the exponentials. Softmax divides them by their sum, so "
        "that they add up to 1.",
        "Z1 and A1 are right. The entries of p do not add up to 1.",
    ),
    _powers_of_e: (
        "powers-of-e",
        "A logit of m ln 2 has the exponential 2 to the power of m. e to the "
        "power of m belongs to the logit m, without the ln 2.",
        "Z1 and A1 are right. p has powers of e where powers of 2 belong.",
    ),
    _first_row_alone: (
        "first-row-alone",
        "p is asked for the first row alone; Z1 and A1 have a row for each "
        "of the five examples.",
        "p is right. Z1 and A1 hold the first row alone.",
    ),
}

FORWARD_BY_HAND = Exercise(
    id="1.3",
    title="Five rows with a pencil",
    kind="compute",
    objective="1a",
    points=2,
    minutes=10,
    takes="(Z1, A1, p): five rows of 2, five rows of 2, and 3 numbers",
    section="01-forward-pass#The whole network",
    draw=draw,
    truth=truth,
    chain=forward_chain(("Z1", "A1", "p")),
    about=about,
    close=CLOSE,
    mistakes=tuple(
        Wrong(id, answer, *words) for answer, (id, *words) in _WRONG.items()
    ),
)
