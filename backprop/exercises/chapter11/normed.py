"""11.4: the backward pass of layer norm."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..pools.normed import (
    CONSTANTS,
    EVERYTHING,
    LAST_AXIS,
    NORMED,
    PARAMETERS,
)  # fmt: skip
from ..record import Exercise, Wrong
from ..slipped import wrong
from .sections import NORM

NAMES = ("dY", "x_hat", "sigma", "gain")
EPS = 1e-5


def _spread(X):
    """The root of the mean square distance of two entries, halved; eps in it.

    The mean of (a − b)² over all pairs of a row is twice its variance.
    """
    pairs = X[..., :, None] - X[..., None, :]
    return np.sqrt((pairs**2).mean(axis=(-1, -2)) / 2 + EPS)[..., None]


def _standardised(X):
    return (X - X.mean(axis=-1, keepdims=True)) / _spread(X)


def _case(name, rng, *shape):
    X, dY = rng.normal(0.5, 2.2, shape), rng.normal(0.4, 1.0, shape)
    gain = rng.choice([-1, 1], shape[-1]) * rng.uniform(0.4, 1.8, shape[-1])
    shift = rng.normal(size=shape[-1])
    given = {"X": X, "gain": gain, "shift": shift}

    def slope(name):
        def loss(part):
            now = given | {name: part}
            Y = now["gain"] * _standardised(now["X"]) + now["shift"]
            return float(np.vdot(Y, dY))

        return numerical_gradient(loss, given[name])

    truth = {f"d{name}": slope(name) for name in given}
    args = dY, _standardised(X), _spread(X), gain
    places = int(np.prod(shape[:-1]))
    return case(
        name,
        (step("call", args, truth, NAMES),),
        sizes={
            "the width": shape[-1],
            "the number of places": places,
            "the number of rows": shape[0],
        },
    )


def cases(rng):
    return [
        _case("7 rows of 5 numbers", rng, 7, 5),
        _case("one row of 6 numbers", rng, 1, 6),
        _case("3 sequences of 5 tokens, width 4", rng, 3, 5, 4),
        _case("one sequence, 3 heads, 5 tokens, width 7", rng, 1, 3, 5, 7),
    ]


def _constants(dY, x_hat, sigma, gain):
    axes = tuple(range(dY.ndim - 1))
    dX = gain * dY / sigma
    return dX, (dY * x_hat).sum(axis=axes), dY.sum(axis=axes)


def _exchanged(*args):
    dX, dgain, dshift = NORMED.answer()(*args)
    return dX, dshift, dgain


def _into_dY(dY, x_hat, sigma, gain):
    results = NORMED.answer()(dY, x_hat, sigma, gain)
    dY *= gain
    return results


ALONE = "dgain and dshift are right; dX is not."
BUT_GAIN, BUT_SHIFT = "All is right but dgain.", "All is right but dshift."

LAYER_NORM_BACKWARD = Exercise(
    id="11.4",
    title="Three terms",
    kind="build",
    objective="11d",
    points=3,
    minutes=20,
    takes="a function of (dY, x_hat, sigma, gain) that returns (dX, dgain, "
    "dshift)",
    section=NORM,
    cases=cases,
    chain=NORMED,
    shapes="dX has the shape of dY; dgain and dshift have one number for "
    "each of the dim columns, as gain has.",
    insight="Layer norm does not notice a constant added to a row or a "
    "stretch of it, so it sends no blame in either direction.",
    more="print dX.sum(axis=-1) and (dX * x_hat).sum(axis=-1). Which of the "
    "three terms makes which of the two vanish?",
    mistakes=(
        Wrong("constants", _constants, CONSTANTS, ALONE),
        wrong(NORMED, "spread-missing", ALONE),
        wrong(NORMED, "mean-missing", ALONE),
        wrong(NORMED, "gain-forgotten", ALONE),
        wrong(NORMED, "gain-outside", ALONE),
        wrong(NORMED, "x-hat-missing", ALONE),
        wrong(NORMED, "plus-spread", ALONE),
        wrong(NORMED, "sigma-missing", ALONE),
        wrong(NORMED, "sigma-squared", ALONE),
        wrong(NORMED, "sigma-once", ALONE),
        wrong(NORMED, "spread-halved", ALONE),
        wrong(NORMED, "spread-of-dY", ALONE),
        Wrong(
            "sums-for-means",
            NORMED.slipped("sum-of-g", "sum-of-gx"),
            "Each entry has its n-th part in μ and in σ², so the two terms "
            "are means along the row. You took sums in both.",
            ALONE,
        ),
        Wrong(
            "over-rows",
            NORMED.slipped("mean-over-rows", "spread-over-rows"),
            LAST_AXIS + " Over axis 0 it would be a batch norm.",
            ALONE,
        ),
        Wrong(
            "over-everything",
            NORMED.slipped("mean-of-everything", "spread-of-everything"),
            EVERYTHING,
            ALONE,
        ),
        wrong(NORMED, "gain-without-x-hat", BUT_GAIN),
        wrong(NORMED, "gain-of-g", BUT_GAIN),
        wrong(NORMED, "gain-of-x", BUT_GAIN),
        wrong(NORMED, "shift-of-g", BUT_SHIFT),
        Wrong(
            "first-axis-alone",
            NORMED.slipped("gain-first-axis", "shift-first-axis"),
            PARAMETERS + " You summed both over axis 0 alone.",
            "With three axes dgain and dshift have a row for each token.",
        ),
        Wrong(
            "averaged",
            NORMED.slipped("gain-averaged", "shift-averaged"),
            PARAMETERS + " You took means in both. The 1/N of a mean loss is "
            "in dY already.",
            "dX is right. dgain and dshift are too small by the number of "
            "places.",
        ),
        Wrong(
            "not-summed",
            NORMED.slipped("gain-not-summed", "shift-not-summed"),
            PARAMETERS + " You summed neither.",
            "dX is right. dgain and dshift have the shape of dY.",
        ),
        Wrong(
            "parameters-exchanged",
            _exchanged,
            "The task gives the order (dX, dgain, dshift).",
        ),
        Wrong(
            "into-dY",
            _into_dY,
            "dY *= gain writes into the caller's array. Make a new one: "
            "g = gain * dY.",
        ),
    ),
)
