"""6.21: a row that is divided by its own size, in a norm of its own."""

import numpy as np

from .complex_step import gradients, kept, slipped
from .family import Family, Slip
from .pieces import signed, size, tenths


def draw(rng):
    return {
        "p": int(rng.choice([3, 5])),
        "eps": tenths(rng, 0.2, 1.5),
        "r": tenths(rng, 0.3, 1.5),
        "kind": int(rng.integers(2)),
    }


def value(n, slip, X, g, c, dY):
    """sum(dY * Y) for Y = r X + g * C / (eps + mean |C|^p)^(1/p) + c."""
    p, C = n["p"], X
    if n["kind"]:
        C = X - X.mean(axis=1, keepdims=True)
    A = slipped(slip == "sign", size(C), C) ** p
    total = A.sum(axis=1, keepdims=True)
    width = X.shape[1]
    m = n["eps"] + slipped(slip == "not-divided", total / width, total)
    root = m ** (-1 / p)
    root = slipped(slip == "root", root, -kept(root / m) * m)
    root = kept(root) if slip == "size-constant" else root
    past = kept(X) if slip == "way-past" else X
    return np.sum(dY * (n["r"] * past + g * C * root + c))


def results(n, slip, *args):
    return gradients(
        lambda *args: value(n, slip, *args), args, {"dX": 0, "dg": 1}
    )


def sample(n, rng):
    made = []
    for rows, width in ((1, 3), (4, 3), (3, 5)):
        X, dY = signed(rng, (rows, width)), signed(rng, (rows, width))
        X[:, 0], X[:, 1] = -abs(X[:, 0]), abs(X[:, 1])
        g, c = signed(rng, width), 1000 * signed(rng, width, 2, 6)
        made.append((f"{rows} row{'s' * (rows > 1)}", (X, g, c, dY)))
    far = np.array([[1.0], [2000.0], [1.0], [40.0]])
    X, dY = far * signed(rng, (4, 3)), signed(rng, (4, 3))
    return [*made, ("rows far from 0", (X, g[:3], c[:3], dY))]


ROW_SIZE = Family(
    id="6.21",
    title="A row kept in size",
    objective="6f",
    points=4,
    minutes=30,
    takes="a function of (X, g, c, dY) that returns two arrays",
    section="06-vanishing-exploding#Normalisation",
    draw=draw,
    results=results,
    inputs=("X", "g", "c", "dY"),
    sample=sample,
    slips=(
        Slip(
            "size-constant",
            "The size by which a row is divided is made of that row. A nudge "
            "of one entry changes the size, and with it every entry of Y.",
            section="03-chain-rule#At a fork, gradients add",
        ),
        Slip(
            "way-past",
            "X also goes past the normalisation, times a number. What comes "
            "back on that way is part of dX.",
            section="06-vanishing-exploding#Residual connections",
        ),
        Slip(
            "not-divided",
            "The size holds the mean over the row, not its sum: a factor of "
            "one over the row's length is missing.",
        ),
        Slip(
            "root",
            "The slope of a root brings its exponent down as a factor. It "
            "is missing.",
            section="03-chain-rule#A chain of two",
        ),
        Slip(
            "sign",
            "The slope of |x| is the sign of x. Where x is negative, the "
            "size shrinks as x grows.",
        ),
    ),
    insight="What is divided by its own size cannot grow along itself: of "
    "the gradient that comes back, that direction is taken out.",
)
