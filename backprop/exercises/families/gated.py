"""4.23: a layer in which one product opens and shuts another."""

import numpy as np

from .complex_step import gradients, kept, slipped, turned
from .family import Family, Slip
from .pieces import BOUNDED, GROWING, PIECES, far_row, one_of, signed, tenths


def draw(rng):
    return {
        "phi": one_of(rng, BOUNDED),
        "psi": one_of(rng, GROWING),
        "a": tenths(rng, 0.6, 2.4),
        "b": tenths(rng, 1.2, 2.4),
        "p": tenths(rng, 0.6, 2.4),
        "q": tenths(rng, 0.3, 1.2),
        "kind": int(rng.integers(2)),
    }


def value(n, slip, X, W, G, c, dY):
    """sum(dY * Y) for Y = (a U + p) * phi(b V) + q psi(U or V) + c."""
    U = X @ W
    V = (kept(X) if slip == "one-branch" else X) @ G
    gate = PIECES[n["phi"]](slipped(slip == "inner-factor", n["b"] * V, V))
    gate = turned(slip == "sign", gate)
    if slip == "gate-constant":
        gate = kept(gate)
    more = PIECES[n["psi"]](U if n["kind"] == 0 else V)
    more = kept(more) if slip == "term-lost" else more
    return np.sum(dY * ((n["a"] * U + n["p"]) * gate + n["q"] * more + c))


def results(n, slip, *args):
    return gradients(
        lambda *args: value(n, slip, *args),
        args,
        {"dX": 0, "dW": 1, "dG": 2},
    )


def _args(rng, rows, n_in, n_out):
    X, c = signed(rng, (rows, n_in)), 1000 * signed(rng, n_out, 2, 6)
    W, G = (signed(rng, (n_in, n_out), 0.2, 0.8) for _ in range(2))
    return X, W, G, c, signed(rng, (rows, n_out))


def sample(n, rng):
    made = [
        (f"{rows} row{'s' * (rows > 1)}", _args(rng, rows, n_in, n_out))
        for rows, n_in, n_out in ((1, 3, 2), (5, 2, 3), (4, 4, 2))
    ]
    X, W, G, *more = _args(rng, 3, 3, 2)
    X[1] = far_row(rng, *((W, G) if n["kind"] == 0 else (G, W)))
    return [*made, ("a row far from 0", (X, W, G, *more))]


GATED = Family(
    id="4.23",
    title="A gate between two products",
    objective="4d",
    points=4,
    minutes=25,
    takes="a function of (X, W, G, c, dY) that returns three arrays",
    section="04-backward-pass#The whole network, backwards",
    draw=draw,
    results=results,
    inputs=("X", "W", "G", "c", "dY"),
    sample=sample,
    slips=(
        Slip(
            "one-branch",
            "X goes into both products. What comes back through G is part "
            "of dX too.",
            section="03-chain-rule#At a fork, gradients add",
        ),
        Slip(
            "gate-constant",
            "The gate is no constant: it is made of X and G. Its own slope, "
            "times the other factor, is what reaches them.",
        ),
        Slip(
            "inner-factor",
            "The gate is a bend of b times X G. Its slope is multiplied by "
            "that number.",
            section="03-chain-rule#A chain of two",
        ),
        Slip(
            "term-lost",
            "What is added to the product depends on X as well, and has a "
            "slope. It is missing.",
        ),
        Slip(
            "sign",
            "The gate has the opposite slope here. Look at its graph: where "
            "does it rise?",
        ),
    ),
    insight="A product is a gate for both of its factors: each is the "
    "other's slope.",
)
