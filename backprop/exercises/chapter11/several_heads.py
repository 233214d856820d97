"""11.6: heads apart, and together again."""

import numpy as np

from ...layers import softmax
from ..case import case, step
from ..pools.several_heads import (
    CUT,
    EVERY_OTHER,
    NOT_TRANSPOSED,
    SEVERAL_HEADS,
    apart,
    hidden,
    softmaxed,
)
from ..record import Exercise, Wrong
from ..slipped import wrong
from .sections import HEADS, LEAK

NAMES = ("Q", "K", "V", "heads")


def _truth(Q, K, V, heads):
    """Token by token, with columns h d to (h + 1) d for head h."""
    N, T, D = Q.shape
    d = D // heads
    Y = np.zeros(Q.shape)
    for n, t, h in np.ndindex(N, T, heads):
        own = slice(h * d, (h + 1) * d)
        e = np.exp(K[n, : t + 1, own] @ Q[n, t, own] / d**0.5)
        Y[n, t, own] = e @ V[n, : t + 1, own] / e.sum()
    return Y


def _case(name, rng, N, T, heads, d):
    Q, K, V = rng.normal(0.2, 1.0, (3, N, T, heads * d))
    truth = {"Y": _truth(Q, K, V, heads)}
    return case(
        name,
        (step("call", (Q, K, V, heads), truth, NAMES),),
        sizes={"the number of heads": heads, "the width of a head": d},
    )


def cases(rng):
    return [
        _case("3 sequences of 5 tokens, 4 heads of 6", rng, 3, 5, 4, 6),
        _case("one sequence of 4 tokens, 3 heads of 5", rng, 1, 4, 3, 5),
        _case("one head", rng, 3, 6, 1, 4),
        _case("5 heads of one number", rng, 3, 4, 5, 1),
        _case("one token", rng, 4, 1, 3, 5),
    ]


def _not_transposed(Q, K, V, heads):
    N, T, D = Q.shape
    d = D // heads
    parts = (X.reshape(N, T, heads, d).swapaxes(1, 2) for X in (Q, K, V))
    Qh, Kh, Vh = parts
    S = Qh @ Kh.swapaxes(-1, -2) / np.sqrt(d)
    A = softmax(np.where(np.tri(T) > 0, S, -np.inf))
    return (A @ Vh).reshape(N, T, D)


def _one_head(Q, K, V, heads):
    return SEVERAL_HEADS.answer()(Q, K, V, 1)


def _mean_of_heads(Q, K, V, heads):
    return _heads_apart(Q, K, V, heads).mean(axis=1)


def _heads_apart(Q, K, V, heads):
    Qh, Kh, Vh = (apart(X, heads) for X in (Q, K, V))
    S = Qh @ Kh.swapaxes(-1, -2) / np.sqrt(Qh.shape[-1])
    return softmaxed(hidden(S)) @ Vh


HEADS_TOGETHER = Exercise(
    id="11.6",
    title="Heads apart and together",
    kind="build",
    objective="11e",
    points=3,
    minutes=18,
    takes="a function of (Q, K, V, heads) that returns Y",
    section=HEADS,
    cases=cases,
    chain=SEVERAL_HEADS,
    shapes="Y has the shape of Q, (N, T, D): the heads stand side by side in "
    "its last axis.",
    insight="A head is a strip of columns. Splitting and merging move axes, "
    "and a reshape alone never does.",
    more="merge by a reshape alone and test it with check_causal from "
    "backprop. Which step reads which later one?",
    mistakes=(
        Wrong("not-transposed", _not_transposed, NOT_TRANSPOSED),
        Wrong(
            "cut",
            SEVERAL_HEADS.slipped("Qh-cut", "Kh-cut", "Vh-cut"),
            CUT,
        ),
        Wrong(
            "cut-both-ways",
            SEVERAL_HEADS.slipped(
                "Qh-cut", "Kh-cut", "Vh-cut", "not-transposed"
            ),
            CUT + " You merged by a reshape as well, and so each number came "
            "back to its place; but it has met other numbers in between.",
        ),
        Wrong(
            "every-other",
            SEVERAL_HEADS.slipped(
                "Qh-every-other", "Kh-every-other", "Vh-every-other"
            ),
            EVERY_OTHER,
        ),
        wrong(SEVERAL_HEADS, "merged-in-turn"),
        wrong(SEVERAL_HEADS, "root-of-D"),
        wrong(SEVERAL_HEADS, "by-d"),
        wrong(SEVERAL_HEADS, "unscaled"),
        wrong(SEVERAL_HEADS, "mask-missing", section=LEAK),
        wrong(SEVERAL_HEADS, "mask-after", section=LEAK),
        wrong(SEVERAL_HEADS, "masked-by-0", section=LEAK),
        wrong(SEVERAL_HEADS, "one-step-too-far", section=LEAK),
        wrong(SEVERAL_HEADS, "mask-turned", section=LEAK),
        wrong(SEVERAL_HEADS, "over-queries", section=LEAK),
        wrong(SEVERAL_HEADS, "asked-for-asking"),
        wrong(SEVERAL_HEADS, "weights-turned"),
        wrong(SEVERAL_HEADS, "keys-for-values"),
        Wrong(
            "one-head",
            _one_head,
            "With several heads each has its own weights, made of its own d "
            "columns. Yours has one set of weights for all D columns.",
        ),
        Wrong(
            "mean-of-heads",
            _mean_of_heads,
            "The heads do not vote: their outputs are laid side by side, d "
            "columns for each. You took a mean over the heads.",
            "Y has as many columns as one head.",
        ),
        Wrong(
            "heads-apart",
            _heads_apart,
            "Your heads are right. They are still to be merged: the heads "
            "behind the tokens, and the last two axes made one.",
            "Y has four axes, with the heads in the second.",
        ),
    ),
)
