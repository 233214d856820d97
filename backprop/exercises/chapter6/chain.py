"""6.2: a chain of single sigmoid neurons, with a pencil."""

import numpy as np

from ...layers import sigmoid
from ..pools.sigmoid_chain import SIGMOIDS
from ..record import Exercise, Wrong


def draw(rng):
    m, k, L = rng.choice(range(7, 31), size=3, replace=False)
    return {
        "w": float(rng.choice([0.25, 0.5])),
        "v": float(rng.choice([8, 16, 32])),
        "L": int(L),
        "m": int(m),
        "k": int(k),
        "bound": float(rng.choice([1e-3, 1e-6, 1e-9])),
    }


def truth(w, v, L, m, k, bound):
    depth = 1
    while _back([w] * depth) >= bound:
        depth += 1
    return {
        "factor": _back([w]),
        "power": float(np.log2(_back([w] * L))),
        "mixed": float(np.log2(_back([w] * m + [v] * k))),
        "depth": depth,
    }


def _back(weights, h=1e-5):
    """da_0 / da_L of a chain, from each neuron's central difference."""
    product, a = 1.0, 0.5
    for w in weights:
        up, down = (sigmoid(w * (a + d) - w / 2) for d in (h, -h))
        product *= float(up - down) / (2 * h)
        a = float(sigmoid(w * a - w / 2))
    return product


def _answer(w, v, p, missing=0):
    """The four results if w and v are the two kinds of neuron's factors."""
    depth = 1
    while w ** (depth - missing) >= p["bound"]:
        depth += 1
    return (
        w,
        (p["L"] - missing) * np.log2(w),
        p["m"] * np.log2(w) + (p["k"] - missing) * np.log2(v),
        depth,
    )


def _right(p):
    return _answer(p["w"] / 4, p["v"] / 4, p)


def _slope_is_value(**p):
    return _answer(p["w"] / 2, p["v"] / 2, p)


def _slope_forgotten(**p):
    return _answer(p["w"], p["v"], p)


def _weight_forgotten(**p):
    return _answer(1 / 4, 1 / 4, p)


def _one_missing(**p):
    return _answer(p["w"] / 4, p["v"] / 4, p, missing=1)


def _power_missing(**p):
    factor, power, mixed, depth = _right(p)
    return factor, power - np.log2(factor), mixed, depth


def _both_missing(**p):
    *_, depth = _right(p)
    return *_one_missing(**p)[:3], depth


def _exchanged(**p):
    return _right(p | {"m": p["k"], "k": p["m"]})


def _inverted(**p):
    factor, power, mixed, depth = _right(p)
    return factor, -power, -mixed, depth


def _rounded_down(**p):
    factor, power, mixed, depth = _right(p)
    return factor, power, mixed, depth - 1


def _powers_of_ten(**p):
    factor, power, mixed, depth = _right(p)
    return factor, power * np.log10(2), mixed * np.log10(2), depth


CHAIN = Exercise(
    id="6.2",
    title="A chain with a pencil",
    kind="compute",
    objective="6a",
    points=2,
    minutes=10,
    takes="(factor, power, mixed, depth), four numbers",
    section="06-vanishing-exploding#A chain of single neurons",
    draw=draw,
    truth=truth,
    chain=SIGMOIDS,
    close=6e-4,
    mistakes=(
        Wrong(
            "slope-is-value",
            _slope_is_value,
            "At z = 0 the sigmoid's value is 1/2. Its slope is "
            "σ(z)(1 - σ(z)), half of that.",
        ),
        Wrong(
            "slope-forgotten",
            _slope_forgotten,
            "Each neuron has two local slopes: w from the product, and that "
            "of the sigmoid. You multiplied the weights alone.",
        ),
        Wrong(
            "weight-forgotten",
            _weight_forgotten,
            "Each neuron has two local slopes: that of the sigmoid, and the "
            "weight from the product. You took 1/4 for every neuron.",
        ),
        Wrong(
            "one-missing",
            _one_missing,
            "From a_L back to a_0 the gradient passes L neurons, and each "
            "multiplies once. One factor is missing.",
            "factor is right. The other three have one neuron too few in "
            "the product.",
        ),
        Wrong(
            "power-one-missing",
            _power_missing,
            "You took L - 1 factors, as between the dZ of the first layer "
            "and that of the last. From a_L back to a_0 there are L.",
            "All is right but power, which has one neuron too few.",
        ),
        Wrong(
            "both-one-missing",
            _both_missing,
            "A chain of L neurons has L factors from a_L back to a_0, and "
            "the mixed chain has m + k. L - 1 counts the steps from the dZ "
            "of one layer to that of another.",
            "factor and depth are right; power and mixed have one neuron "
            "too few.",
        ),
        Wrong(
            "m-and-k-exchanged",
            _exchanged,
            "The chain has m neurons with the weight w, and k with the "
            "weight v. You exchanged m and k.",
            "All is right but mixed.",
        ),
        Wrong(
            "inverted",
            _inverted,
            "da_0 is da_L times the product of the factors. A factor below "
            "1 makes it smaller, so its power of 2 is negative.",
            "factor and depth are right; power and mixed have the wrong sign.",
        ),
        Wrong(
            "rounded-down",
            _rounded_down,
            "The number of neurons is rounded up: with one fewer, the "
            "product is still above the bound.",
            "factor, power and mixed are right; depth is 1 too small.",
        ),
        Wrong(
            "powers-of-ten",
            _powers_of_ten,
            "These are exponents of 10. The task asks for exponents of 2.",
            "factor and depth are right; power and mixed are .301 times "
            "what they should be.",
        ),
    ),
)
