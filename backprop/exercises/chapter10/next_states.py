"""10.1: two steps of a cell, with a pencil."""

import numpy as np

from ..chapter3.apart import apart
from ..pools.states import STATES
from ..record import Exercise, Wrong
from ..slipped import wrong
from .sections import CELL

CLOSE = 1e-3


def draw(rng):
    """Two letters (3,), h0 (2,), Wx (3, 2), Wh (2, 2), b (2,): integers."""
    while True:
        numbers = {
            "x1": rng.integers(0, 4, 3).tolist(),
            "x2": rng.integers(0, 4, 3).tolist(),
            "h0": rng.choice([1, 2, 3], 2, replace=False).tolist(),
            "Wx": rng.choice([-2, -1, 1, 2], (3, 2)).tolist(),
            "Wh": rng.choice([-3, -2, -1, 1, 2, 3], (2, 2)).tolist(),
            "b": rng.choice([-2, -1, 1, 2], 2).tolist(),
        }
        z1, h1, z2, h2 = truth(**numbers).values()
        if not (min(z1) < 0 < max(z1) and min(z2) < 0 < max(z2)):
            continue  # in both steps one unit is on and one is off
        answers = [w.answer(**numbers) for w in NEXT_STATES.mistakes]
        right = truth(**numbers).values()
        if apart([np.ravel([*a]) for a in (right, *answers)], CLOSE):
            return numbers


def truth(x1, x2, h0, Wx, Wh, b):
    """Unit by unit and product by product."""
    found, h = [], h0
    for x in (x1, x2):
        z = [
            b[j]
            + sum(x[i] * Wx[i][j] for i in range(3))
            + sum(h[i] * Wh[i][j] for i in range(2))
            for j in range(2)
        ]
        h = [max(entry, 0) for entry in z]
        found += [z, h]
    parts = (np.array(part, dtype=float) for part in found)
    return dict(zip(("z1", "h1", "z2", "h2"), parts, strict=True))


FROM_Z2 = "z1 and h1 are right; z2 is not."

NEXT_STATES = Exercise(
    id="10.1",
    title="Two steps with a pencil",
    kind="compute",
    objective="10a",
    points=2,
    minutes=10,
    takes="four lists of two numbers, (z1, h1, z2, h2)",
    section=CELL,
    draw=draw,
    truth=truth,
    chain=STATES,
    close=CLOSE,
    shapes="The cell has two units, so z and h have two numbers in each step.",
    insight="A step is a layer with two inputs, the letter and its own last "
    "output, and every step uses the same weights.",
    more="which entries of Wh can you change without any effect on h2?",
    mistakes=(
        Wrong(
            "turned",
            STATES.slipped("z1-turned", "z2-turned"),
            "In both steps the state is a row and stands before its matrix, "
            "h Wh: entry j of the product is made of column j of Wh. You "
            "took its rows.",
            "z1 is not right, and z2 is not.",
        ),
        wrong(STATES, "z2-of-z1", FROM_Z2),
        wrong(STATES, "z1-turned"),
        wrong(STATES, "z2-turned", FROM_Z2),
        Wrong(
            "no-biases",
            STATES.slipped("z1-without-bias", "z2-without-bias"),
            "You left b out in both steps. It is added every time, after "
            "the two products.",
        ),
        wrong(STATES, "z2-of-h0", FROM_Z2),
        wrong(STATES, "z2-without-state", FROM_Z2),
        wrong(STATES, "z1-without-state"),
        wrong(STATES, "z2-first-letter", FROM_Z2),
        wrong(STATES, "z2-without-bias", FROM_Z2),
        wrong(STATES, "h1-not-cut", "z1 is right; h1 is not."),
        wrong(STATES, "h2-not-cut", "All is right but h2."),
        Wrong(
            "never-cut",
            STATES.slipped("h1-not-cut", "h2-not-cut"),
            "Each step ends in ReLU: the state is z with a 0 for each "
            "negative entry. You left it out in both.",
            "z1 is right; h1 is not.",
        ),
        wrong(STATES, "h2-added", "All is right but h2."),
        wrong(STATES, "z1-state-added"),
        wrong(STATES, "z1-without-input"),
    ),
)
