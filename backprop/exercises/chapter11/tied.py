"""11.8: one table at both ends of a net."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..pools.tied import (
    BEND,
    FORK,
    FORKED,
    LAYER,
    TABLE,
    TIED,
)  # fmt: skip
from ..record import Exercise, Wrong
from ..slipped import wrong
from .sections import NAMES as NAMES_AGAIN

NAMES = ("dlogits", "tokens", "H", "E", "W")


def _logits(E, W, tokens):
    """By one-hot rows, with tanh by exponentials."""
    X = (tokens[..., None] == np.arange(len(E))).astype(float) @ E
    e = np.exp(2 * (X @ W))
    H = (e - 1) / (e + 1)
    return H @ E.T, H


def _case(name, rng, tokens, n_tokens, dim):
    tokens = np.array(tokens)
    E, W = (
        rng.normal(0.1, 0.7, (n_tokens, dim)),
        rng.normal(0, 0.6, (dim, dim)),
    )
    dlogits = rng.normal(0.1, 1.0, (*tokens.shape, n_tokens))
    given = {"E": E, "W": W}

    def slope(name):
        def loss(part):
            logits, _ = _logits(**given | {name: part}, tokens=tokens)
            return float(np.vdot(logits, dlogits))

        return numerical_gradient(loss, given[name])

    args = dlogits, tokens, _logits(E, W, tokens)[1], E, W
    truth = {f"d{name}": slope(name) for name in given}
    return case(
        name,
        (step("call", args, truth, NAMES),),
        sizes={
            "the number of rows": len(tokens),
            "the number of places": tokens.size,
            "the number of tokens": n_tokens,
        },
    )


def cases(rng):
    few = rng.permutation(7)[:5].reshape(1, 5)
    return [
        _case("3 words of 5 tokens", rng, rng.integers(0, 4, (3, 5)), 6, 4),
        _case("no token twice", rng, few, 8, 3),
        _case("5 words of 3 tokens", rng, rng.integers(0, 6, (5, 3)), 9, 4),
        _case("one place", rng, [[1]], 4, 3),
    ]


def _entrance_forgotten(dlogits, tokens, H, E, W):
    dZ = dlogits @ E * (1 - H**2)
    dE = np.einsum("ntk,ntd->kd", dlogits, H)
    return dE, np.einsum("nti,ntj->ij", E[tokens], dZ)


def _exchanged(*args):
    dE, dW = TIED.answer()(*args)
    return dW, dE


def _into_E(dlogits, tokens, H, E, W):
    dE, dW = TIED.answer()(dlogits, tokens, H, E, W)
    by_entrance = dE - np.einsum("ntk,ntd->kd", dlogits, H)
    E += by_entrance
    return dE - by_entrance, dW


BUT_DE, BUT_DW = "dW is right; dE is not.", "dE is right; dW is not."

TIED_WEIGHTS = Exercise(
    id="11.8",
    title="One table at both ends",
    kind="build",
    objective="11e",
    points=4,
    minutes=35,
    takes="a function of (dlogits, tokens, H, E, W) that returns (dE, dW)",
    section=NAMES_AGAIN,
    cases=cases,
    chain=TIED,
    insight="Tying is one line forward and one += backward, over a net of "
    "any depth: a fork does not care what lies between its branches.",
    more="tie the names model's table, train it with three seeds, and "
    "compare the losses with those of the model as it was.",
    mistakes=(
        Wrong(
            "entrance-forgotten",
            _entrance_forgotten,
            FORKED + " The share of the entrance is missing.",
            BUT_DE,
            FORK,
        ),
        wrong(TIED, "exit-forgotten", BUT_DE, FORK),
        wrong(TIED, "drops-repeats", BUT_DE, TABLE),
        wrong(TIED, "written-over", BUT_DE, FORK),
        wrong(TIED, "halved", BUT_DE, FORK),
        wrong(TIED, "exit-of-X", BUT_DE, LAYER),
        wrong(TIED, "untransposed", BUT_DE, LAYER),
        wrong(TIED, "W-forgotten", BUT_DE, LAYER),
        wrong(TIED, "dX-is-dH", BUT_DE, LAYER),
        wrong(TIED, "dX-past-tanh", BUT_DE, BEND),
        wrong(TIED, "dX-and-dH", BUT_DE, LAYER),
        wrong(TIED, "entrance-averaged", BUT_DE, TABLE),
        wrong(TIED, "slope-missing", section=BEND),
        wrong(TIED, "tanh-twice", section=BEND),
        wrong(TIED, "sigmoid", section=BEND),
        wrong(TIED, "dW-past-tanh", BUT_DW, BEND),
        wrong(TIED, "dW-turned", BUT_DW, LAYER),
        wrong(TIED, "dW-of-H", BUT_DW, LAYER),
        Wrong(
            "over-places",
            TIED.slipped("dE-over-places", "dW-over-places"),
            "The 1/N of a mean loss is in dlogits already: dE and dW are "
            "sums over all places. You divided both by their number.",
            "dE and dW are too small by the number of places.",
            LAYER,
        ),
        Wrong(
            "exchanged",
            _exchanged,
            "The task gives the order (dE, dW).",
        ),
        Wrong(
            "into-E",
            _into_E,
            "np.add.at(E, ...) writes into the table itself, which is the "
            "caller's. Add into dE.",
        ),
    ),
)
