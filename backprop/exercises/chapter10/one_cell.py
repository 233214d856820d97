"""10.3: the backward pass of one cell."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..pools.cells import CELL, FUTURE
from ..record import Exercise, Wrong
from ..slipped import wrong
from .sections import THROUGH_TIME

NAMES = ("dout", "dfuture", "x", "h_before", "z", "Wx", "Wh")


def _case(name, rng, N, n_in, n):
    x, h = rng.normal(0.2, 1.0, (N, n_in)), rng.uniform(-0.9, 0.9, (N, n))
    Wx, Wh = rng.normal(0, 0.6, (n_in, n)), rng.normal(0, 0.6, (n, n))
    b = rng.normal(0, 0.3, n)
    dout, dfuture = rng.normal(0.2, 1.0, (2, N, n))
    given = {"x": x, "h": h, "Wx": Wx, "Wh": Wh, "b": b}

    def state(x, h, Wx, Wh, b):
        E = np.exp(2 * (x @ Wx + h @ Wh + b))
        return (E - 1) / (E + 1)

    def slope(name):
        def loss(A):
            # The state is used twice: by its output, and by the next step.
            new = state(**given | {name: A})
            return float(np.vdot(new, dout) + np.vdot(new, dfuture))

        return numerical_gradient(loss, given[name])

    names = {"dx": "x", "dh_before": "h", "dWx": "Wx", "dWh": "Wh", "db": "b"}
    truth = {name: slope(of) for name, of in names.items()}
    args = dout, dfuture, x, h, x @ Wx + h @ Wh + b, Wx, Wh
    return case(
        name,
        (step("call", args, truth, NAMES),),
        sizes={
            "the number of rows": N,
            "the number of inputs": n_in,
            "the number of units": n,
        },
    )


def cases(rng):
    return [
        _case("5 rows", rng, 5, 4, 3),
        _case("one row", rng, 1, 3, 4),
        _case("7 rows, one input", rng, 7, 1, 5),
        _case("4 rows, one unit", rng, 4, 3, 1),
    ]


def _future_forgotten(dout, dfuture, x, h_before, z, Wx, Wh):
    dz = dout * (1 - np.tanh(z) ** 2)
    dh_before = dz @ Wh.T
    return dz @ Wx.T, dh_before, x.T @ dz, h_before.T @ dz, dz.sum(axis=0)


def _weights_exchanged(*args):
    dx, dh_before, dWx, dWh, db = CELL.answer()(*args)
    return dx, dh_before, dWh, dWx, db


def _states_exchanged(*args):
    dx, dh_before, *others = CELL.answer()(*args)
    return dh_before, dx, *others


def _bias_each_row(*args):
    *others, _ = CELL.answer()(*args)
    return *others, CELL.values(CELL.given(args))["dz"]


def _bias_one_number(*args):
    *others, db = CELL.answer()(*args)
    return *others, db.sum()


def _into_dout(dout, dfuture, *args):
    dout += dfuture
    return CELL.answer()(dout, 0 * dfuture, *args)


BUT_STATE = "All is right but dh_before."
BUT_WH = "All is right but dWh."
BUT_DB = "All is right but db."

ONE_CELL = Exercise(
    id="10.3",
    title="One cell, backwards",
    kind="build",
    objective="10a",
    points=3,
    minutes=16,
    takes="a function of (dout, dfuture, x, h_before, z, Wx, Wh) that "
    "returns (dx, dh_before, dWx, dWh, db)",
    section=THROUGH_TIME,
    cases=cases,
    chain=CELL,
    insight="Two gradients meet at a state and are added; after that, a cell "
    "is a linear layer with two inputs.",
    more="write [x, h_before] as one row and [Wx; Wh] as one matrix. Which "
    "lines become one?",
    mistakes=(
        Wrong("future-forgotten", _future_forgotten, FUTURE),
        wrong(CELL, "pre-activation"),
        wrong(CELL, "Wh-untransposed", BUT_STATE),
        wrong(CELL, "this-state", BUT_WH),
        wrong(CELL, "tanh-twice"),
        wrong(CELL, "slope-missing"),
        wrong(CELL, "output-forgotten"),
        wrong(CELL, "future-not-bent"),
        wrong(CELL, "slope-of-before"),
        wrong(CELL, "state-past-tanh", BUT_STATE),
        wrong(CELL, "future-added-again", BUT_STATE),
        wrong(CELL, "dWh-turned", BUT_WH),
        wrong(CELL, "db-averaged", BUT_DB),
        Wrong(
            "all-averaged",
            CELL.slipped("dWx-averaged", "dWh-averaged", "db-averaged"),
            "The 1/N of a mean loss is already in dout and dfuture. dWx, dWh "
            "and db are sums over the rows.",
            "dx and dh_before are right. dWx, dWh and db are too small by "
            "the number of rows.",
        ),
        Wrong(
            "weights-exchanged",
            _weights_exchanged,
            "The task gives the order (dx, dh_before, dWx, dWh, db).",
        ),
        Wrong(
            "states-exchanged",
            _states_exchanged,
            "The task gives the order (dx, dh_before, …): the letter's "
            "gradient comes first.",
        ),
        Wrong(
            "bias-each-row",
            _bias_each_row,
            "b is one row for the whole batch: sum dz over axis 0.",
            "db has a row for each row of the batch.",
        ),
        Wrong(
            "bias-one-number",
            _bias_one_number,
            "Each unit has a bias of its own: sum over the rows alone, "
            "axis=0.",
            "db is one number.",
        ),
        Wrong(
            "into-dout",
            _into_dout,
            "dout += dfuture writes into the caller's array. Make a new one: "
            "dh = dout + dfuture.",
        ),
    ),
)
