"""2.9: a loss for counts, from their likelihood."""

import math

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..pools.rates import RATES
from ..record import Exercise, Wrong
from ..slipped import wrong


def _loss(z, t):
    """The mean of -log P(t), less the part that no prediction changes."""
    found = 0.0
    for z_n, t_n in zip(z, t, strict=True):
        rate, count = math.exp(z_n), int(t_n)
        # P(t) as a product: exp(-rate) · rate/1 · rate/2 · ... · rate/t
        log_p = -rate + sum(math.log(rate / k) for k in range(1, count + 1))
        found -= log_p + math.lgamma(count + 1)
    return found / len(z)


def _case(name, rng, N, most):
    """Rates from 1/2 to 8; counts near them, and no rate equal to its t."""
    z = rng.uniform(-0.7, 2.1, N)
    t = np.minimum(rng.poisson(np.exp(z)) + rng.integers(0, 3, N), most)
    t[0] = max(t[0], 3)
    t = t.astype(float)
    truth = {
        "loss": _loss(z, t),
        "dz": numerical_gradient(lambda u: _loss(u, t), z),
    }
    return case(
        name,
        (step("call", (z, t), truth, ("z", "t")),),
        sizes={"the number of rows": N},
        factors={"the rate": np.exp(z), "t": np.maximum(t, 1)},
    )


def cases(rng):
    return [
        _case("5 rows", rng, 5, 9),
        _case("one row", rng, 1, 9),
        _case("11 rows", rng, 11, 20),
        _case("7 rows, some of them 0", rng, 7, 3),
    ]


def _slope_for_the_rate(z, t):
    rate = np.exp(z)
    loss = np.mean(rate - t * z)
    return loss, (1 - t / rate) / len(z)


RECIPE = "02-losses#One recipe, two losses"
PAIRS = "02-losses#Three matched pairs"

COUNTS = Exercise(
    id="2.9",
    title="A loss for counts",
    kind="build",
    objective="2b",
    points=3,
    minutes=15,
    takes="a function of (z, t) that returns (loss, dz)",
    section=RECIPE,
    cases=cases,
    chain=RATES,
    insight="Counts with exp are a fourth matched pair: from any likelihood "
    "the same recipe makes a loss, and here too its slope is prediction "
    "minus target.",
    more="the rate is to be a sum over two sources, exp(z1) + exp(z2): what "
    "is the slope for z1 now?",
    mistakes=(
        Wrong(
            "dz-by-rate",
            _slope_for_the_rate,
            "That is the slope for the rate. z is one step further back: the "
            "slope of exp(z), which is the rate, is a factor too.",
            section="02-losses#Prediction minus target",
        ),
        wrong(RATES, "sign", "dz is right; the loss has the wrong sign."),
        wrong(RATES, "rate-is-z"),
        wrong(RATES, "dz-not-divided", section=PAIRS),
        wrong(RATES, "loss-summed"),
        wrong(RATES, "dz-sign", section="02-losses#Prediction minus target"),
        wrong(RATES, "rate-for-log"),
        wrong(RATES, "squared"),
        wrong(RATES, "all-of-the-factor"),
        wrong(RATES, "dz-times-rate", section=PAIRS),
    ),
)
