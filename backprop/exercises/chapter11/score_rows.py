"""11.2: from the weights of attention back to its scores."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..pools.score_rows import ROW_MISSING, SCORE_ROWS
from ..record import Exercise, Wrong
from ..slipped import wrong
from .sections import BACKWARD

NAMES = ("A", "dA")


def _weights(S):
    """Row by row, with 0 where the score is minus infinity."""
    E = np.zeros(S.shape)
    for at in np.ndindex(S.shape[:-1]):
        for k in np.flatnonzero(np.isfinite(S[at])):
            E[(*at, k)] = 1 / np.exp(S[at] - S[(*at, k)]).sum()
    return E


def _case(name, rng, *shape, causal=True):
    S = rng.normal(0, 1.2, shape)
    if causal:
        S[..., np.tri(*shape[-2:]) == 0] = -np.inf
    dA = rng.normal(0.4, 1.0, shape)
    hidden = np.isinf(S)

    def loss(part):
        return float(np.vdot(_weights(np.where(hidden, -np.inf, part)), dA))

    # A nudge of a hidden score moves nothing.
    truth = numerical_gradient(loss, np.where(hidden, 0.0, S))
    return case(
        name,
        (step("call", (_weights(S), dA), {"dS": truth}, NAMES),),
        sizes={
            "the number of rows": shape[0],
            "the number of tokens": shape[-1],
        },
    )


def cases(rng):
    return [
        _case("one sequence of 5 tokens", rng, 5, 5),
        _case("4 sequences of 5 queries, 7 keys", rng, 4, 5, 7, causal=False),
        _case("3 sequences, 4 heads, 5 tokens", rng, 3, 4, 5, 5),
        _case("one token", rng, 3, 1, 1),
    ]


def _row_missing(A, dA):
    return A * dA


def _over_axis_one(A, dA):
    axis = 1 if A.ndim > 2 else -1
    return A * (dA - (A * dA).sum(axis=axis, keepdims=True))


def _softmax_again(A, dA):
    E = np.exp(A)
    A = E / E.sum(axis=-1, keepdims=True)
    return A * (dA - (A * dA).sum(axis=-1, keepdims=True))


def _hidden_infinite(A, dA):
    return np.where(A > 0, SCORE_ROWS.answer()(A, dA), -np.inf)


def _products(A, dA):
    return np.swapaxes(A, -1, -2) @ dA


def _into_dA(A, dA):
    dA -= (A * dA).sum(axis=-1, keepdims=True)
    return A * dA


SCORES_BACKWARD = Exercise(
    id="11.2",
    title="From weights back to scores",
    kind="build",
    objective="11b",
    points=2,
    minutes=12,
    takes="a function of (A, dA) that returns dS",
    section=BACKWARD,
    cases=cases,
    chain=SCORE_ROWS,
    shapes="dS has the shape of A and of dA, whatever axes stand in front.",
    insight="Along a row the gradients of the scores sum to 0, because a "
    "constant added to all scores of a row changes no weight.",
    more="O = A V has the blame dO, and dA = dO Vᵀ. Which sum over the "
    "entries of O gives what you subtract in each row, without dA?",
    mistakes=(
        Wrong("row-missing", _row_missing, ROW_MISSING),
        wrong(SCORE_ROWS, "diagonal"),
        wrong(SCORE_ROWS, "over-queries"),
        wrong(SCORE_ROWS, "sum-of-dA"),
        wrong(SCORE_ROWS, "A-missing"),
        wrong(SCORE_ROWS, "A-once"),
        wrong(SCORE_ROWS, "minus"),
        wrong(SCORE_ROWS, "over-everything"),
        wrong(SCORE_ROWS, "row-averaged"),
        wrong(SCORE_ROWS, "untouched"),
        wrong(SCORE_ROWS, "turned"),
        Wrong(
            "over-axis-one",
            _over_axis_one,
            "axis=1 is the row in an array of two axes. With sequences and "
            "heads in front, the tokens that are looked at stand on the last "
            "axis: axis=-1.",
        ),
        Wrong(
            "softmax-again",
            _softmax_again,
            "A holds the weights: softmax has been taken already. You took "
            "it once more.",
        ),
        Wrong(
            "hidden-infinite",
            _hidden_infinite,
            "Minus infinity is the score that hides a token. Its gradient is "
            "0, because no nudge of it changes any weight.",
            "dS is −inf where A is 0.",
        ),
        Wrong(
            "products",
            _products,
            "Aᵀ times a gradient leads from the outputs to the values. From "
            "weights to scores each row goes back through its own softmax, "
            "without a product of matrices.",
        ),
        Wrong(
            "into-dA",
            _into_dA,
            "dA -= ... writes into the caller's array. Make a new one: "
            "A * (dA - row).",
        ),
    ),
)  # fmt: skip
