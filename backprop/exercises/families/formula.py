"""3.21: a formula with everything in it, another for each learner."""

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


def value(n, slip, x, y, z):
    """f(x, y, z), as the text has it."""
    g = _inner(n, slip, x, y, z)
    return slipped(slip == "root-lost", np.sqrt(n["K"] ** 2 + g * g), g)


def _inner(n, slip, x, y, z):
    """What stands in the root; each letter's second use may be lost."""
    phi, psi = PIECES[n["phi"]], PIECES[n["psi"]]
    a, b, c, d = (n[name] for name in "abcd")
    lost = slip == "path-lost"
    x2, y2, z2 = (kept(v) if lost else v for v in (x, y, z))
    inner = slip == "inner-factor"
    if n["kind"] == 0:
        u = slipped(inner, b * z2, z2) - x2
        bend = turned(slip == "sign", phi(u))
        return (a * x + y * z) * bend + c * psi(slipped(inner, d * y2, y2))
    if n["kind"] == 1:
        bend = phi(slipped(inner, a * x * z, x * z))
        below = turned(slip == "sign", 1 / (b + y2 * y2))
        return y * bend * below + c * psi(slipped(inner, d * x2, x2) + z2)
    bend = b + phi(slipped(inner, d * z2, z2))
    u = slipped(inner, a * x * y, x * y)
    return c * psi(turned(slip == "sign", u) - z) * bend + x2 * y2


def results(n, slip, x, y, z):
    return gradients(
        lambda *args: value(n, slip, *args),
        (x, y, z),
        {"dx": 0, "dy": 1, "dz": 2},
    )


def sample(n, rng):
    """Points near 0, and one at which psi's argument is large."""
    made = []
    while len(made) < 4:
        args = tuple(map(float, signed(rng, 3)))
        if _well_posed(n, args):
            made.append((f"point {len(made) + 1}", args))
    while True:
        far = _far(n, rng)
        if _well_posed(n, far):
            return [*made, ("a point far out", far)]


def _far(n, rng):
    x, y, z = map(float, rng.uniform(0.4, 1.2, 3))
    u = float(rng.uniform(900, 1500))
    if n["kind"] == 0:
        return x, u / n["d"], z
    if n["kind"] == 1:
        return u / n["d"], y, z * 1e-3
    return float(np.sqrt(u / n["a"])), float(np.sqrt(u / n["a"])), z


def _well_posed(n, args):
    """Do the two ways of no letter all but cancel?"""
    whole, one = results(n, "", *args), results(n, "path-lost", *args)
    return all(
        abs(whole[name]) > 0.1 * max(1e-3, abs(one[name]), abs(part))
        for name in whole
        for part in [whole[name] - one[name]]
    )


FORMULA = Family(
    id="3.21",
    title="Three slopes of one formula",
    objective="3a",
    points=3,
    minutes=25,
    takes="a function of (x, y, z) that returns three numbers",
    section="03-chain-rule#A formula with everything in it",
    draw=draw,
    results=results,
    inputs=("x", "y", "z"),
    sample=sample,
    slips=(
        Slip(
            "path-lost",
            "Each letter is used twice. Draw the graph: at a fork the "
            "gradients of both ways are added, and here one is left out.",
            section="03-chain-rule#At a fork, gradients add",
        ),
        Slip(
            "inner-factor",
            "A bend's slope is taken at its argument, and then multiplied "
            "by the slope of that argument. The constant in it is missing.",
            section="03-chain-rule#A chain of two",
        ),
        Slip(
            "root-lost",
            "Around all of it stands a root. Its slope, g divided by the "
            "root, is a factor of all three.",
            section="03-chain-rule#A chain of two",
        ),
        Slip(
            "sign",
            "One part of the formula has its slope with the opposite sign. "
            "Follow each minus on the graph, also that of a quotient.",
        ),
    ),
    insight="Nobody has derived this formula before you. The graph has done "
    "it all the same: one local slope at a time.",
)
