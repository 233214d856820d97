"""4.21: an activation of one's own, sent back."""

import numpy as np

from .complex_step import gradients, kept, slipped, turned
from .family import Family, Slip
from .pieces import BOUNDED, GROWING, PIECES, one_of, signed, tenths


def draw(rng):
    return {
        "kind": int(rng.integers(3)),
        "phi": one_of(rng, BOUNDED),
        "psi": one_of(rng, GROWING),
        "a": tenths(rng, 0.6, 2.4),
        "b": tenths(rng, 1.2, 2.4),
        "c": tenths(rng, 0.6, 2.4),
        "d": tenths(rng, 1.2, 2.4),
        "K": int(rng.integers(200, 900)),
    }


def bend(n, slip, Z):
    """The activation at every entry of Z, as the text has it."""
    g = _inner(n, slip, Z)
    return slipped(slip == "root-lost", np.sqrt(n["K"] ** 2 + g * g), g)


def _inner(n, slip, Z):
    """What stands in the root."""
    phi, psi = PIECES[n["phi"]], PIECES[n["psi"]]
    inner = slip == "inner-factor"
    P = phi(slipped(inner, n["b"] * Z, Z))
    P = turned(slip == "sign", P)
    grown = n["c"] * psi(slipped(inner, n["d"] * Z, Z))
    term = slip == "term-lost"
    if n["kind"] == 0:
        return n["a"] * Z * (kept(P) if term else P) + grown
    if n["kind"] == 1:
        return n["a"] * P * (kept(P) if term else P) + grown
    return n["a"] * Z + grown * (kept(P) if term else P)


def results(n, slip, Z, dY):
    if slip == "upstream-forgotten":
        dY = np.ones_like(dY)
    return gradients(lambda Z: np.sum(dY * bend(n, slip, Z)), (Z,), {"dZ": 0})


def sample(n, rng):
    """Rows near 0; and some entries far out, where exp overflows."""
    made = [
        (f"Z of shape {shape}", (signed(rng, shape), signed(rng, shape)))
        for shape in ((1, 3), (5, 2), (3, 4))
    ]
    Z, dY = signed(rng, (4, 3)), signed(rng, (4, 3))
    Z[0], Z[2, 1] = 900 * signed(rng, 3, 1, 2), 1500.0
    return [*made, ("entries of Z far from 0", (Z, dY))]


ACTIVATION = Family(
    id="4.21",
    title="An activation of your own",
    objective="4b",
    points=3,
    minutes=20,
    takes="a function of (Z, dY) that returns an array",
    section="04-backward-pass#Through an activation",
    draw=draw,
    results=results,
    inputs=("Z", "dY"),
    sample=sample,
    slips=(
        Slip(
            "inner-factor",
            "The slope of a bend at b·z is multiplied by b: a nudge of z "
            "moves the argument b times as far.",
            section="03-chain-rule#A chain of two",
        ),
        Slip(
            "term-lost",
            "A product of two factors that both depend on z has two terms "
            "in its slope, and a square has the factor 2. One is missing.",
        ),
        Slip(
            "root-lost",
            "Around all of it stands a root. Its slope is g divided by the "
            "root.",
            section="03-chain-rule#A chain of two",
        ),
        Slip(
            "upstream-forgotten",
            "The slope is one factor of the chain rule. The other is dY, "
            "what came back from above.",
            "dZ is the slope alone; dY has no effect on it.",
        ),
        Slip(
            "sign",
            "The bounded bend has the opposite slope here. Look at its "
            "graph: where does it rise?",
        ),
    ),
    insight="An activation needs no name to be used: its slope is all that "
    "a backward pass asks for.",
)
