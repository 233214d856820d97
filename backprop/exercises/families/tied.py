"""4.22: a layer that uses its weights twice, on the way in and out."""

import numpy as np

from .complex_step import gradients, kept, slipped
from .family import Family, Slip
from .pieces import BOUNDED, GROWING, PIECES, far_row, one_of, signed, tenths


def draw(rng):
    return {
        "kind": int(rng.integers(2)),
        "phi": one_of(rng, BOUNDED),
        "psi": one_of(rng, GROWING),
        "e": tenths(rng, 0.3, 1.2),
        "s": tenths(rng, 1.2, 2.4),
        "r": tenths(rng, 0.3, 0.9),
    }


def value(n, slip, X, W, b, c, dY):
    """sum(dY * Y) for Y = r X + s H W.T + c, with H = a bend of X W + b."""
    out = kept(W) if slip == "used-once" else W
    into = kept(W) if slip == "out-alone" else W
    U = X @ into + b
    phi, psi = PIECES[n["phi"]](U), PIECES[n["psi"]](U)
    if slip == "term-lost":
        phi = kept(phi)
    H = phi + n["e"] * psi if n["kind"] == 0 else phi * (n["e"] + psi)
    H = slipped(slip == "bend-forgotten", H, U)
    S = slipped(slip == "scale-lost", n["s"] * H @ out.T, H @ out.T)
    past = kept(X) if slip == "way-past" else X
    return np.sum(dY * (n["r"] * past + S + c))


def results(n, slip, *args):
    return gradients(
        lambda *args: value(n, slip, *args),
        args,
        {"dX": 0, "dW": 1, "db": 2, "dc": 3},
    )


def _args(rng, rows, n_in, n_hidden):
    X, W = signed(rng, (rows, n_in)), signed(rng, (n_in, n_hidden), 0.2, 0.8)
    b, c = signed(rng, n_hidden), 1000 * signed(rng, n_in, 2, 6)
    return X, W, b, c, signed(rng, (rows, n_in))


def sample(n, rng):
    made = [
        (f"{rows} row{'s' * (rows > 1)}", _args(rng, rows, n_in, n_hidden))
        for rows, n_in, n_hidden in ((1, 3, 2), (4, 2, 3), (5, 4, 2))
    ]
    X, W, *more = _args(rng, 3, 3, 2)
    X[1] = far_row(rng, W)
    return [*made, ("a row far from 0", (X, W, *more))]


TIED = Family(
    id="4.22",
    title="Weights that are used twice",
    objective="4a",
    points=4,
    minutes=30,
    takes="a function of (X, W, b, c, dY) that returns four arrays",
    section="04-backward-pass#The batch: every row uses the same weights",
    draw=draw,
    results=results,
    inputs=("X", "W", "b", "c", "dY"),
    sample=sample,
    slips=(
        Slip(
            "used-once",
            "W is used twice, in X W and in H W.T. Its gradient is the sum "
            "of both ways; that of the way out is missing.",
            section="03-chain-rule#At a fork, gradients add",
        ),
        Slip(
            "out-alone",
            "W is used twice, in X W and in H W.T. Its gradient is the sum "
            "of both ways; that of the way in is missing.",
            section="03-chain-rule#At a fork, gradients add",
        ),
        Slip(
            "way-past",
            "X also goes past the hidden units, times a number. What comes "
            "back on that way is part of dX.",
        ),
        Slip(
            "bend-forgotten",
            "Between H and X W + b stands a bend, and its slope is a factor "
            "of all that goes on to dX, dW and db.",
            section="04-backward-pass#Through an activation",
        ),
        Slip(
            "term-lost",
            "The bend has two parts, and both depend on X W + b. The slope "
            "of the first is missing.",
            section="04-backward-pass#Through an activation",
        ),
        Slip(
            "scale-lost",
            "The number before H W.T multiplies all that comes back "
            "through it.",
        ),
    ),
    insight="Two uses, two terms: that is all that sharing weights means, "
    "in a convolution and in a recurrent net too.",
)
