"""6.22: many residual neurons in a row, and what comes back to the first."""

import numpy as np

from .complex_step import gradients, kept, slipped
from .family import Family, Slip
from .pieces import BOUNDED, GROWING, PIECES, one_of, signed, tenths


def draw(rng):
    return {
        "psi": one_of(rng, GROWING),
        "phi": one_of(rng, BOUNDED),
        "rho": tenths(rng, 0.6, 0.9),
        "alpha": tenths(rng, 0.2, 0.7),
        "beta": tenths(rng, 0.2, 0.8),
        "kind": int(rng.integers(2)),
    }


def value(n, slip, x, w, c, dy):
    """sum(dy * y), after a step for each entry of w."""
    for k in range(len(w)):
        u = w[k] * (kept(x) if slip == "past-alone" else x)
        psi = PIECES[n["psi"]](u)
        phi = PIECES[n["phi"]](u)
        if slip == "term-lost":
            phi = kept(phi)
        bend = psi * phi if n["kind"] else psi + n["beta"] * phi
        bend = slipped(slip == "bend-forgotten", bend, u)
        bend = slipped(slip == "scale-lost", n["alpha"] * bend, bend)
        past = kept(x) if slip == "way-past" else x
        x = n["rho"] * past + bend
    return np.sum(dy * (x + c))


def results(n, slip, *args):
    return gradients(
        lambda *args: value(n, slip, *args), args, {"dx": 0, "dw": 1}
    )


def sample(n, rng):
    made = []
    for rows, depth in ((1, 2), (4, 5), (3, 8)):
        x, w, dy = signed(rng, rows), signed(rng, depth), signed(rng, rows)
        c = float(1000 * signed(rng, (), 2, 6))
        made.append((f"{rows} row{'s' * (rows > 1)}, {depth} steps",
                     (x, w, c, dy)))  # fmt: skip
    x, w, dy = signed(rng, 3), signed(rng, 3), signed(rng, 3)
    x[1] = 3000 * np.sign(w[0])
    return [*made, ("a row far from 0", (x, w, c, dy))]


CHAIN = Family(
    id="6.22",
    title="A chain with a way past each bend",
    objective="6a",
    points=4,
    minutes=25,
    takes="a function of (x, w, c, dy) that returns two arrays",
    section="06-vanishing-exploding#Residual connections",
    draw=draw,
    results=results,
    inputs=("x", "w", "c", "dy"),
    sample=sample,
    slips=(
        Slip(
            "way-past",
            "Each step adds a multiple of what came in. On that way the "
            "gradient comes back too; only the way through the bend is "
            "counted.",
        ),
        Slip(
            "past-alone",
            "The gradient comes back on two ways at each step: past the "
            "bend, and through it. Through it there stands the weight.",
        ),
        Slip(
            "bend-forgotten",
            "The slope of the bend, at that step's own argument, is a "
            "factor of what goes through it.",
            section="06-vanishing-exploding#A chain of single neurons",
        ),
        Slip(
            "term-lost",
            "The bend is made of two, and both depend on x. The slope of "
            "the second is missing.",
        ),
        Slip(
            "scale-lost",
            "The number before the bend multiplies all that comes back "
            "through it.",
        ),
    ),
    insight="Each step's factor is a number plus a slope: the number is "
    "what keeps a long product from vanishing.",
)
