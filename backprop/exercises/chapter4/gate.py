"""4.9: back through a product of two bends."""

import numpy as np

from ...checking import numerical_gradient
from ...layers import sigmoid
from ..case import case, step
from ..pools.gates import GATES
from ..record import Exercise, Wrong
from ..slipped import wrong


def _away(rng, shape):
    """Numbers of both signs, none near 0, 1 or another's size."""
    return rng.uniform(0.3, 1.6, shape) * rng.choice([-1.0, 1.0], shape)


def _case(name, rng, N, n):
    V, G, dY = (_away(rng, (N, n)) for _ in range(3))
    V.flat[:2], G.flat[:2] = (0.8, -0.7), (-1.1, 0.9)  # signs in every draw

    def loss(V, G):
        return float(np.sum(dY * np.tanh(V) * sigmoid(G)))

    truth = {
        "dV": numerical_gradient(lambda A: loss(A, G), V),
        "dG": numerical_gradient(lambda A: loss(V, A), G),
    }
    T, S = np.tanh(V), sigmoid(G)
    return case(
        name,
        (step("call", (V, G, dY), truth, ("V", "G", "dY")),),
        sizes={"the number of rows": N, "the number of units": n},
        factors={
            "dY": dY,
            "the slope of tanh at V": 1 - T**2,
            "the slope of the sigmoid at G": S * (1 - S),
            "the gate σ(G)": S,
            "tanh(V)": T,
        },
    )


def cases(rng):
    return [
        _case("5 rows", rng, 5, 3),
        _case("one row", rng, 1, 4),
        _case("7 rows", rng, 7, 6),
    ]


def _one_form_for_both(V, G, dY):
    T, S = np.tanh(V), sigmoid(G)
    dT, dS = dY * S, dY * T
    return dT * T * (1 - T), dS * S * (1 - S)


def _own_factors(V, G, dY):
    T, S = np.tanh(V), sigmoid(G)
    return dY * T * (1 - T**2), dY * S * S * (1 - S)


def _written_into(V, G, dY):
    T, S = np.tanh(V), sigmoid(G)
    dY *= S
    return dY * (1 - T**2), dY * T * S * (1 - S)


BENDS = "04-backward-pass#Through an activation"
PRODUCT = "03-chain-rule#A table of local slopes"

GATE = Exercise(
    id="4.9",
    title="A gate beside a tanh",
    kind="build",
    objective="4b",
    points=3,
    minutes=12,
    takes="a function of (V, G, dY) that returns (dV, dG)",
    section=BENDS,
    cases=cases,
    chain=GATES,
    insight="A closed gate stops the gradient of the value exactly as it "
    "stopped the value; this is how long memories are kept in recurrent "
    "nets.",
    more="let one Z be used for both, Y = tanh(Z) σ(Z): what is dZ?",
    mistakes=(
        Wrong(
            "tanh-as-sigmoid",
            _one_form_for_both,
            "T (1 - T) is the form of the sigmoid's slope. That of tanh is 1 "
            "- T².",
        ),
        wrong(GATES, "tanh-not-squared"),
        wrong(GATES, "sigmoid-half"),
        wrong(GATES, "gate-left-out", section=PRODUCT),
        wrong(GATES, "tanh-left-out", section=PRODUCT),
        wrong(GATES, "own-factor-T", section=PRODUCT),
        Wrong(
            "factors-exchanged",
            _own_factors,
            "S and T are exchanged: the local slope of a product for one "
            "factor is the other factor, so dT is dY times S and dS is dY "
            "times T.",
            section=PRODUCT,
        ),
        wrong(GATES, "gate-before-bend", section=PRODUCT),
        wrong(GATES, "tanh-no-slope"),
        wrong(GATES, "sigmoid-as-tanh"),
        wrong(GATES, "tanh-twice"),
        wrong(GATES, "sigmoid-of-input"),
        Wrong(
            "written-into",
            _written_into,
            "*= writes into the caller's dY, and the way to G then starts "
            "from dY times S. Make a new array: dT = dY * S.",
            "dY is changed by the call. dV is right; dG is not.",
        ),
    ),
)
