"""10.4: back through all steps."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..pools.sequences import FUTURE, SEQUENCE
from ..record import Exercise, Wrong
from ..slipped import wrong
from . import wrong_ways as ways
from .sections import THROUGH_TIME

NAMES = ("dH", "X", "H", "h0", "Wx", "Wh")


def _states(X, h0, Wx, Wh, b):
    """H (N, T, n), with tanh by exponentials."""
    H, h = [], h0
    for x in np.moveaxis(X, 1, 0):
        E = np.exp(2 * (x @ Wx + h @ Wh + b))
        h = (E - 1) / (E + 1)
        H.append(h)
    return np.stack(H, axis=1)


def _case(name, rng, N, T, n_in, n):
    X, h0 = rng.normal(0.2, 1.0, (N, T, n_in)), rng.uniform(-0.9, 0.9, (N, n))
    Wx, Wh = rng.normal(0, 0.6, (n_in, n)), rng.normal(0, 0.6, (n, n))
    given = {"X": X, "h0": h0, "Wx": Wx, "Wh": Wh, "b": rng.normal(0, 0.3, n)}
    dH = rng.normal(0.2, 1.0, (N, T, n))

    def slope(name):
        return numerical_gradient(
            lambda A: float(np.vdot(_states(**given | {name: A}), dH)),
            given[name],
        )

    truth = {f"d{name}": slope(name) for name in given}
    args = dH, X, _states(**given), h0, Wx, Wh
    return case(
        name,
        (step("call", args, truth, NAMES),),
        sizes={
            "the number of rows": N,
            "the number of steps": T,
            "the number of rows times steps": N * T,
        },
    )


def cases(rng):
    return [
        _case("5 rows of 4 steps", rng, 5, 4, 3, 6),
        _case("one row of 6 steps", rng, 1, 6, 4, 3),
        _case("one step", rng, 4, 1, 3, 5),
        _case("3 rows of 7 steps, one input", rng, 3, 7, 1, 4),
    ]


BUT_WX, BUT_WH, BUT_DB, BUT_H0 = (
    f"All is right but {name}." for name in ("dWx", "dWh", "db", "dh0")
)
DX_RIGHT = "dX and dh0 are right; dWx, dWh and db are not."

BACK_THROUGH_TIME = Exercise(
    id="10.4",
    title="Back through time",
    kind="build",
    objective="10b",
    points=4,
    minutes=22,
    takes="a function of (dH, X, H, h0, Wx, Wh) that returns (dX, dh0, dWx, "
    "dWh, db)",
    section=THROUGH_TIME,
    cases=cases,
    chain=SEQUENCE,
    insight="Backpropagation through time is one cell's backward pass in a "
    "loop, and a += because the weights are shared.",
    more="keep dh of every step and print its size. Does it shrink or grow "
    "on its way back?",
    mistakes=(
        Wrong("future-forgotten", ways.future_forgotten, FUTURE),
        Wrong(
            "untransposed",
            SEQUENCE.slipped("dZ-untransposed", "dh0-untransposed"),
            "Each state went through h Wh, so the gradient comes back to it "
            "through the transpose, dz Wh.T. Wh is square, so without .T no "
            "shape complains.",
        ),
        wrong(SEQUENCE, "this-state", BUT_WH),
        Wrong(
            "written-over",
            SEQUENCE.slipped("dWx-written-over", "dWh-written-over",
                             "db-written-over"),
            "All steps use the same weights, so their shares are added: += "
            "in the loop. With = only the share of the first step is left, "
            "which the loop comes to last.",
            DX_RIGHT,
        ),
        wrong(SEQUENCE, "wrapped", BUT_WH),
        wrong(SEQUENCE, "dWh-written-over", BUT_WH),
        wrong(SEQUENCE, "dWx-written-over", BUT_WX),
        wrong(SEQUENCE, "db-written-over", BUT_DB),
        wrong(SEQUENCE, "future-added-up"),
        wrong(SEQUENCE, "first-to-last"),
        Wrong(
            "past-tanh",
            SEQUENCE.slipped("future-past-tanh", "dh0-past-tanh"),
            "What a step sends back to the state before comes from dz. You "
            "sent dh, which has not passed the tanh of its step.",
        ),
        wrong(SEQUENCE, "slope-of-before"),
        wrong(SEQUENCE, "slope-missing"),
        wrong(SEQUENCE, "tanh-twice"),
        wrong(SEQUENCE, "last-output"),
        wrong(SEQUENCE, "h0-everywhere", BUT_WH),
        wrong(SEQUENCE, "h0-left-out", BUT_WH),
        wrong(SEQUENCE, "dh0-zero", BUT_H0),
        wrong(SEQUENCE, "dh0-not-sent", BUT_H0),
        Wrong(
            "first-step-missing",
            ways.first_step_missing,
            "Your loop ends with t = 1. The first step, t = 0, has a share "
            "in everything, and sends h0 its gradient: "
            "range(T - 1, -1, -1), or reversed(range(T)).",
        ),
        Wrong(
            "return-inside-the-loop",
            SEQUENCE.slipped("dX-last-alone", "dh0-of-last", "dWx-last-alone",
                             "dWh-last-alone", "db-last-alone"),
            "`return` stands inside the loop, which therefore ends with the "
            "step it begins with, the last one. Move it to the left.",
            "The last step's shares are all there is.",
        ),
        Wrong(
            "mean-over-steps",
            ways.all_over_steps,
            "The gradient of a shared weight is the sum of what its uses "
            "send, not their mean. A mean over the letters belongs to the "
            "loss, and is in dH already.",
            "dX and dh0 are right. dWx, dWh and db are too small by the "
            "number of steps.",
        ),
        Wrong(
            "mean-over-rows",
            ways.all_over_rows,
            "The 1/N of a mean loss is already in dH. dWx, dWh and db are "
            "sums over the rows.",
            "dX and dh0 are right. dWx, dWh and db are too small by the "
            "number of rows.",
        ),
        Wrong(
            "weights-exchanged",
            ways.weights_exchanged,
            "The task gives the order (dX, dh0, dWx, dWh, db).",
        ),
        Wrong(
            "bias-each-row",
            ways.bias_each_row,
            "b is one row for the whole batch: sum over the rows too.",
            "db has a row for each row of the batch.",
        ),
    ),
)  # fmt: skip
