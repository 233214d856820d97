"""11.3: back through attention, with dQ and dK told apart."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..pools.attending import (
    ATTENDING,
    EXCHANGED,
    NO_SCALE,
    SECOND_AXIS,
    WIDTH,
)  # fmt: skip
from ..record import Exercise, Wrong
from ..slipped import wrong
from .sections import BACKWARD, SCORES

NAMES = ("dO", "Q", "K", "V", "A")


def _weights(Q, K, causal):
    """Query by query, over the keys that it may see."""
    A = np.zeros((*Q.shape[:-1], K.shape[-2]))
    for *front, i in np.ndindex(Q.shape[:-1]):
        end = i + 1 if causal else len(A[(*front, i)])
        s = K[(*front, slice(end))] @ Q[(*front, i)] / Q.shape[-1] ** 0.5
        A[(*front, i, slice(end))] = np.exp(s) / np.exp(s).sum()
    return A


def _case(name, rng, front, T, d, width, causal=True):
    Q, K = rng.normal(0.2, 0.9, (2, *front, T, d))
    V = rng.normal(0.2, 1.0, (*front, T, width))
    dO = rng.normal(0.2, 1.0, V.shape)
    given = {"Q": Q, "K": K, "V": V}

    def slope(name):
        def loss(part):
            now = given | {name: part}
            A = _weights(now["Q"], now["K"], causal)
            return float(np.vdot(A @ now["V"], dO))

        return numerical_gradient(loss, given[name])

    truth = {f"d{name}": slope(name) for name in given}
    args = dO, Q, K, V, _weights(Q, K, causal)
    return case(
        name,
        (step("call", args, truth, NAMES),),
        sizes={
            "the root of the width of a query": d**0.5,
            "the number of tokens": T,
        },
    )


def cases(rng):
    return [
        _case("one sequence of 4 tokens", rng, (), 4, 5, 3),
        _case("one sequence, each token sees all", rng, (), 5, 3, 6, False),
        _case("3 sequences of 4 tokens", rng, (3,), 4, 6, 5),
        _case("one sequence with 3 heads", rng, (1, 3), 5, 4, 3),
        _case("one token", rng, (3,), 1, 4, 5),
    ]


def _factors_exchanged(dO, Q, K, V, A):
    scale = 1 / np.sqrt(Q.shape[-1])
    dV = A.swapaxes(-1, -2) @ dO
    dA = dO @ V.swapaxes(-1, -2)
    dS = A * (dA - (A * dA).sum(axis=-1, keepdims=True))
    return scale * dS @ Q, scale * dS.swapaxes(-1, -2) @ K, dV


def _other_order(*args):
    dQ, dK, dV = ATTENDING.answer()(*args)
    return dK, dQ, dV


def _same_for_both(*args):
    dQ, _, dV = ATTENDING.answer()(*args)
    return dQ, dQ, dV


def _values_first(*args):
    dQ, dK, dV = ATTENDING.answer()(*args)
    return dV, dK, dQ


BUT_DV = "dQ and dK are right; dV is not."
DV_ALONE = "dV is right; dQ and dK are not."
BUT_DQ, BUT_DK = "All is right but dQ.", "All is right but dK."

ATTENTION_BACKWARD = Exercise(
    id="11.3",
    title="Who asked, and who was asked",
    kind="build",
    objective="11b",
    points=4,
    minutes=22,
    takes="a function of (dO, Q, K, V, A) that returns (dQ, dK, dV)",
    section=BACKWARD,
    cases=cases,
    chain=ATTENDING,
    insight="Queries collect along the rows of dS and keys along its "
    "columns: a key is blamed by everyone who has looked at it.",
    more="send back a dO that is 0 but for the last token. Which rows of dQ "
    "are 0, and which of dK and dV?",
    mistakes=(
        Wrong(
            "factors-exchanged",
            _factors_exchanged,
            EXCHANGED + " You gave each its own.",
            DV_ALONE,
        ),
        wrong(ATTENDING, "dK-unturned", BUT_DK),
        wrong(ATTENDING, "dQ-turned", BUT_DQ),
        wrong(ATTENDING, "dK-of-keys", BUT_DK),
        wrong(ATTENDING, "dQ-of-queries", BUT_DQ),
        Wrong(
            "unscaled",
            ATTENDING.slipped("dQ-unscaled", "dK-unscaled"),
            NO_SCALE + " It is missing in both.",
            "dV is right. dQ and dK are too large by the root of the width.",
            SCORES,
        ),
        wrong(ATTENDING, "dQ-unscaled", BUT_DQ, SCORES),
        wrong(ATTENDING, "dK-unscaled", BUT_DK, SCORES),
        Wrong(
            "by-width",
            ATTENDING.slipped("dQ-by-width", "dK-by-width"),
            "The scores were divided by √d, and backward 1/√d comes again. "
            "In dQ and dK you divided by d.",
            DV_ALONE,
            SCORES,
        ),
        Wrong(
            "times-root",
            ATTENDING.slipped("dQ-times-root", "dK-times-root"),
            NO_SCALE + " You multiplied by √d, as if the way back undid the "
            "way there.",
            DV_ALONE,
            SCORES,
        ),
        Wrong(
            "value-width",
            ATTENDING.slipped("dQ-value-width", "dK-value-width"),
            WIDTH + " You took that of a value.",
            DV_ALONE,
            SCORES,
        ),
        Wrong(
            "tokens-for-width",
            ATTENDING.slipped("dQ-tokens", "dK-tokens"),
            WIDTH + " You took the number of tokens.",
            DV_ALONE,
            SCORES,
        ),
        Wrong(
            "width-second-axis",
            ATTENDING.slipped("dQ-second-axis", "dK-second-axis"),
            SECOND_AXIS,
            DV_ALONE,
        ),
        wrong(ATTENDING, "second-axis", DV_ALONE),
        Wrong(
            "axes-from-the-front",
            ATTENDING.slipped(
                "second-axis", "dQ-second-axis", "dK-second-axis"
            ),
            "axis=1 and Q.shape[1] are the row and the width only without "
            "axes in front; take axis=-1 and Q.shape[-1].",
            DV_ALONE,
        ),
        wrong(ATTENDING, "dS-masked", DV_ALONE),
        wrong(ATTENDING, "dA-masked", DV_ALONE),
        wrong(ATTENDING, "row-missing", DV_ALONE),
        wrong(ATTENDING, "diagonal", DV_ALONE),
        wrong(ATTENDING, "over-queries", DV_ALONE),
        wrong(ATTENDING, "past-softmax", DV_ALONE),
        wrong(ATTENDING, "dV-unturned", BUT_DV),
        wrong(ATTENDING, "dV-scaled", BUT_DV),
        wrong(ATTENDING, "dV-is-dO", BUT_DV),
        wrong(ATTENDING, "dV-averaged", BUT_DV),
        Wrong(
            "same-for-both",
            _same_for_both,
            "Queries and keys have gradients of their own: dQ = dS K / √d "
            "collects along the rows of dS, dK = dSᵀ Q / √d along its "
            "columns. You gave dQ twice.",
            BUT_DK,
        ),
        Wrong(
            "results-exchanged",
            _other_order,
            "The task gives the order (dQ, dK, dV).",
        ),
        Wrong(
            "values-first",
            _values_first,
            "dV is found first on the way back, and given last: the order is "
            "(dQ, dK, dV), that of the arguments.",
        ),
    ),
)
