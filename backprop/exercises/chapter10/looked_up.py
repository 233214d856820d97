"""10.2: what an embedding's table gets, with letters that repeat."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..record import Exercise
from .looked_up_mistakes import MISTAKES
from .sections import EMBEDDING

NAMES = ("dY", "tokens", "n_tokens")


def _looked_up(E, tokens):
    """Rows of E by one product; where the token is -1, zeros."""
    return (tokens[..., None] == np.arange(len(E))).astype(float) @ E


def _case(name, rng, tokens, n_tokens, dim):
    tokens = np.array(tokens)
    dY = rng.normal(0.3, 1.0, (*tokens.shape, dim))
    dE = numerical_gradient(
        lambda E: float(np.vdot(_looked_up(E, tokens), dY)),
        rng.normal(size=(n_tokens, dim)),
    )
    return case(
        name,
        (step("call", (dY, tokens, n_tokens), {"dE": dE}, NAMES),),
        sizes={
            "the number of rows": len(tokens),
            "the number of places": tokens.size,
            "the number of letters that count": int((tokens >= 0).sum()),
        },
    )


def _padded(rng, N, T, n_tokens):
    """Words of letters below n_tokens - 1, with -1 behind all but one."""
    tokens = rng.integers(0, n_tokens - 1, (N, T))
    tokens[:, :2] = tokens[0, 0], 0  # it repeats, within a word and across
    for n in range(1, N):
        tokens[n, int(rng.integers(3, T)) :] = -1
    return tokens  # fmt: skip


def cases(rng):
    few = rng.permutation(8)[:6].reshape(1, 6)
    return [
        _case("letters that repeat", rng, rng.integers(0, 4, (3, 5)), 7, 4),
        _case("no letter twice", rng, few, 9, 3),
        _case("words with padding", rng, _padded(rng, 5, 7, 6), 6, 3),
        _case("one word with padding", rng, [[1, 3, 1, -1, -1]], 5, 4),
    ]


LOOKED_UP = Exercise(
    id="10.2",
    title="A table that is looked up",
    kind="build",
    objective="10c",
    points=2,
    minutes=12,
    takes="a function of (dY, tokens, n_tokens) that returns dE",
    section=EMBEDDING,
    cases=cases,
    shapes="dE has the table's shape: a row for each of the n_tokens "
    "tokens, and as many columns as dY has on its last axis.",
    insight="Looking up is a fork: a row that was used five times gets five "
    "gradients, added.",
    more="write it as one product with a matrix of zeros and ones. How many "
    "multiplications does that take, and how many are not by 0?",
    mistakes=MISTAKES,
)
