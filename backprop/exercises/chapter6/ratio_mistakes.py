"""The mistakes of 6.1, as exponents of the two nets."""

import numpy as np

from ..record import Wrong

ROOT = np.sqrt(1 / 2)  # of the mean square slope of ReLU


def _exponents(numbers, a, b, extra=0):
    """The exponents for layers with the factors a and b."""
    return tuple(
        float((numbers[f"layers_{net}"] - 1 + extra) * np.log10(factor))
        for net, factor in (("A", a), ("B", b))
    )


def _factors(numbers, slope_a=1 / 4, slope_b=ROOT):
    return tuple(
        np.sqrt(numbers[f"width_{net}"]) * numbers[f"std_{net}"] * slope
        for net, slope in (("A", slope_a), ("B", slope_b))
    )


def _width_forgotten(**p):
    return _exponents(p, p["std_A"] / 4, p["std_B"] * ROOT)


def _slope_not_squared(**p):
    return _exponents(p, *_factors(p, slope_a=np.sqrt(1 / 4)))


def _half_for_root(**p):
    return _exponents(p, *_factors(p, slope_b=1 / 2))


def _off_half_forgotten(**p):
    return _exponents(p, *_factors(p, slope_b=1.0))


def _root_forgotten(**p):
    return tuple(2 * x for x in _exponents(p, *_factors(p)))


def _inverted(**p):
    return tuple(-x for x in _exponents(p, *_factors(p)))


def _one_layer(**p):
    return tuple(float(np.log10(f)) for f in _factors(p))


def _one_too_many(**p):
    return _exponents(p, *_factors(p), extra=1)


MISTAKES = (
    Wrong(
        "width-forgotten",
        _width_forgotten,
        "An entry of dX is a sum over all units of the layer, so its "
        "mean square has n equal terms. A layer's factor contains √n "
        "times the standard deviation, not the standard deviation alone.",
    ),
    Wrong(
        "slope-not-squared",
        _slope_not_squared,
        "In net A the mean square slope of the sigmoid near 0 is "
        "(1/4)² = 1/16. You put 1/4 under the root.",
        section="06-vanishing-exploding#Sigmoid",
    ),
    Wrong(
        "half-for-root",
        _half_for_root,
        "In net B half of the slopes are 1 and half are 0. Their mean "
        "square is 1/2, and the factor takes its root. You multiplied "
        "each layer by 1/2 itself.",
        section="06-vanishing-exploding#ReLU",
    ),
    Wrong(
        "off-half-forgotten",
        _off_half_forgotten,
        "In net B the ReLU blocks the units with negative z, about half "
        "of them. You took the slope 1 for all.",
        section="06-vanishing-exploding#ReLU",
    ),
    Wrong(
        "root-forgotten",
        _root_forgotten,
        "n Var(w) E[f'(z)²] is what a layer does to the mean square of "
        "the gradient. Its size is the root of that, so your exponents "
        "are twice too large.",
    ),
    Wrong(
        "inverted",
        _inverted,
        "The ratio asked for is that of the first layer's gradient over "
        "the last layer's. The gradient starts at the last.",
    ),
    Wrong(
        "one-layer",
        _one_layer,
        "This is the factor of a single layer. Each layer on the way "
        "back multiplies by it once more.",
        section="06-vanishing-exploding#A chain of single neurons",
    ),
    Wrong(
        "one-too-many",
        _one_too_many,
        "Between the dZ of the last layer and that of the first lies "
        "one factor fewer than there are layers.",
    ),
)
