"""A chain of single sigmoid neurons: 6.2."""

import numpy as np

from .counts import typed_chain


def _depth(v, factor, missing=0):
    if not 0 < factor < 1:
        return 1
    return int(np.floor(np.log(v.bound) / np.log(factor))) + 1 + missing


SIGMOIDS = typed_chain(
    {
        "cw": lambda v: v.w / 4,
        "cv": lambda v: v.v / 4,
        "factor": lambda v: v.cw,
        "power": lambda v: v.L * np.log2(v.cw),
        "mixed": lambda v: v.m * np.log2(v.cw) + v.k * np.log2(v.cv),
        "depth": lambda v: _depth(v, v.cw),
    },
    ("factor", "power", "mixed", "depth"),
    (
        ("factor", "factor-value", lambda v: v.w / 2, "At z = 0 the sigmoid's "
         "value is 1/2; its slope is half of that, 1/4."),
        ("factor", "factor-weight-alone", lambda v: v.w, "Each neuron has two "
         "local slopes: the weight, and that of the sigmoid, 1/4."),
        ("factor", "factor-slope-alone", lambda v: 1 / 4, "Each neuron has "
         "two local slopes: that of the sigmoid, 1/4, and the weight."),
        ("factor", "factor-inverted", lambda v: 4 / v.w, "da[0] / da[1] is "
         "what a neuron multiplies by on the way back, weight times slope. "
         "You gave its inverse."),
        ("factor", "factor-slope-at-w", lambda v: v.w * 0.1875, "The slope is "
         "σ(1 - σ) at z = 0, where σ is 1/2: 1/4."),
        ("factor", "factor-half-slope", lambda v: v.w * 0.5 * 0.75, "The "
         "slope is σ(z)(1 - σ(z)) with the neuron's own value: at z = 0 both "
         "factors are 1/2, so it is 1/4."),
        ("power", "power-without-slope", lambda v: v.L * np.log2(v.w), "The "
         "slope 1/4 adds -2 to each neuron's exponent."),
        ("power", "power-slope-turned", lambda v: v.L * (np.log2(v.w) + 2),
         "The slope 1/4 is 2 to the power of -2: it adds -2 to each "
         "neuron's exponent, not +2."),
        ("power", "power-one-less", lambda v: (v.L - 1) * np.log2(v.cw),
         "From a[L] back to a[0] the gradient passes L neurons, each once."),
        ("power", "power-one-more", lambda v: (v.L + 1) * np.log2(v.cw),
         "From a[L] back to a[0] the gradient passes L neurons, each once."),
        ("power", "power-sign", lambda v: -v.L * np.log2(v.cw), "A factor "
         "below 1 makes the gradient smaller: its power of 2 is negative."),
        ("power", "power-itself", lambda v: v.cw**v.L, "Asked is the exponent "
         "of 2, not the power itself."),
        ("power", "power-half", lambda v: v.L * np.log2(v.w / 2), "The slope "
         "is 1/4, two halvings a neuron. You took one."),
        ("mixed", "mixed-without-slope", lambda v: v.m * np.log2(v.w) + v.k
         * np.log2(v.v), "Each of the m + k neurons has the slope 1/4, which "
         "adds -2 to its exponent."),
        ("mixed", "mixed-slope-turned", lambda v: v.m * (np.log2(v.w) + 2)
         + v.k * (np.log2(v.v) + 2), "The slope 1/4 is 2 to the power of -2: "
         "it adds -2 to each neuron's exponent, not +2."),
        ("mixed", "mixed-exchanged", lambda v: v.k * np.log2(v.cw) + v.m
         * np.log2(v.cv), "m neurons have the weight w, and k have v. You "
         "exchanged m and k."),
        ("mixed", "mixed-w-alone", lambda v: (v.m + v.k) * np.log2(v.cw),
         "The k neurons behind have the weight v, and another factor."),
        ("mixed", "mixed-subtracted", lambda v: v.m * np.log2(v.cw) - v.k
         * np.log2(v.cv), "In a product the exponents are added. You "
         "subtracted the second."),
        ("mixed", "mixed-multiplied", lambda v: v.m * np.log2(v.cw) * v.k
         * np.log2(v.cv), "In a product of powers the exponents are added, "
         "not multiplied."),
        ("mixed", "mixed-weights-added", lambda v: v.m * np.log2(v.cw) + v.k
         * (np.log2(v.w + v.v) - 2), "A neuron of the second kind has the "
         "weight v alone, not w + v."),
        ("mixed", "mixed-sign", lambda v: -v.m * np.log2(v.cw) - v.k
         * np.log2(v.cv), "da[0] is da[L] times the product of the factors. "
         "You gave the exponent of its inverse."),
        ("depth", "depth-one-less", lambda v: _depth(v, v.cw, -1), "The "
         "number of neurons is rounded up: with one fewer, the product is "
         "still above the bound."),
        ("depth", "depth-one-more", lambda v: _depth(v, v.cw, 1), "With one "
         "neuron fewer the product is below the bound already."),
        ("depth", "depth-slope-alone", lambda v: _depth(v, 1 / 4), "The "
         "weight w is a factor of each neuron too."),
        ("depth", "depth-weight-alone", lambda v: _depth(v, v.w), "The slope "
         "1/4 is a factor of each neuron too."),
        ("depth", "depth-half", lambda v: _depth(v, v.w / 2), "The slope at "
         "z = 0 is 1/4. You took the value 1/2."),
    ),
)  # fmt: skip
