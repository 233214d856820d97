"""What is left of a gradient after some steps: 10.6."""

import math

from .counts import typed_chain


def _steps(factor, least=0.01):
    """The smallest whole number s with factor ** s below `least`; or 0.

    0 for a factor that never gets there.
    """
    if not 0 < factor < 1:
        return 0
    return math.floor(math.log(least) / math.log(factor)) + 1


VALUE = (
    "The factor of a step is how far the new state moves if the old one is "
    "nudged: w times the slope of tanh. You used a value in place of the "
    "slope."
)
NO_WEIGHT = (
    "Before the tanh, the state is multiplied by w. So each step has two "
    "factors, the slope of tanh and w."
)
TRUNCATED = (
    "Truncation cuts the way back: behind the last m steps no gradient "
    "arrives, not even a small one. k is more than m, so the answer is "
    "exactly 0."
)
TIMES_K = (
    "Each step multiplies what the one before has left, so k steps give the "
    "k-th power of the factor. You multiplied by k."
)

LATCHED = typed_chain(
    {
        "rest": lambda v: v.w,
        "latched": lambda v: v.w * (1 - v.h**2),
        "left_rest": lambda v: v.dh * v.rest**v.k,
        "left_latched": lambda v: v.dh * v.latched**v.k,
        "cut": lambda v: 0.0,
        "steps": lambda v: _steps(v.latched),
    },
    ("rest", "latched", "left_rest", "left_latched", "cut", "steps"),
    (
        ("rest", "rest-one", lambda v: 1.0, "At 0 the slope of tanh is 1. The "
         "state was multiplied by w before it, so the factor is w."),
        ("rest", "rest-tanh", lambda v: math.tanh(v.w), VALUE),
        ("rest", "rest-times-state", lambda v: v.w * v.h, "At rest the state "
         "is 0, and the slope of tanh there is 1: the factor is w."),
        ("rest", "rest-zero", lambda v: 0.0, "At rest the state is 0, and "
         "tanh is steepest there: its slope is 1, and the factor w."),
        ("latched", "without-weight", lambda v: 1 - v.h**2, NO_WEIGHT),
        ("latched", "value-for-slope", lambda v: v.w * v.h, VALUE),
        ("latched", "not-squared", lambda v: v.w * (1 - v.h), "The slope of "
         "tanh is 1 − h². The square is missing."),
        ("latched", "sigmoid", lambda v: v.w * v.h * (1 - v.h), "h (1 − h) "
         "is the slope of a sigmoid. This neuron's bend is tanh."),
        ("latched", "square-alone", lambda v: v.w * v.h**2, "The slope of "
         "tanh is 1 − h². You have the h² alone."),
        ("latched", "pre-activation", lambda v: v.w * (1 - (v.w * v.h) ** 2),
         "The slope of tanh is 1 − h², written in the state that came out. "
         "You squared z = w h."),
        ("latched", "tanh-twice", lambda v: v.w * (1 - math.tanh(v.h) ** 2),
         "h is the state, and the tanh is in it already: the slope is 1 − "
         "h². You took the tanh once more."),
        ("latched", "no-slope", lambda v: v.w, "Latched, the neuron stands "
         "where tanh is flatter: its slope is 1 − h², and w is multiplied "
         "by it."),
        ("left_rest", "rest-times-k", lambda v: v.dh * v.rest * v.k, TIMES_K),
        ("left_rest", "rest-one-less", lambda v: v.dh * v.rest ** (v.k - 1),
         "From h at step T to h at step T − k there are k steps, and each "
         "has its factor. You have k − 1 of them."),
        ("left_rest", "rest-one-more", lambda v: v.dh * v.rest ** (v.k + 1),
         "From h at step T to h at step T − k there are k steps, and each "
         "has its factor. You have k + 1 of them."),
        ("left_rest", "rest-without-dh", lambda v: v.rest**v.k, "What comes "
         "in at the end is dh. You gave the factor of the k steps alone."),
        ("left_rest", "rest-m-steps", lambda v: v.dh * v.rest**v.m, "Asked is "
         "what is left after k steps. You went m steps."),
        ("left_latched", "latched-times-k", lambda v: v.dh * v.latched * v.k,
         TIMES_K),
        ("left_latched", "latched-one-less", lambda v: v.dh
         * v.latched ** (v.k - 1), "From h at step T to h at step T − k "
         "there are k steps, and each has its factor. You have k − 1 of "
         "them."),
        ("left_latched", "latched-one-more", lambda v: v.dh
         * v.latched ** (v.k + 1), "From h at step T to h at step T − k "
         "there are k steps, and each has its factor. You have k + 1 of "
         "them."),
        ("left_latched", "latched-without-dh", lambda v: v.latched**v.k,
         "What comes in at the end is dh. You gave the factor of the k steps "
         "alone."),
        ("left_latched", "latched-m-steps", lambda v: v.dh * v.latched**v.m,
         "Asked is what is left after k steps. You went m steps."),
        ("left_latched", "latched-as-rest", lambda v: v.dh * v.rest**v.k,
         "In this case the neuron stands at h, and the factor of a step is "
         "the second one."),
        ("cut", "cut-after-m", lambda v: v.dh * v.latched**v.m,
         TRUNCATED + " You sent the gradient back m steps and left it there."),
        ("cut", "not-cut", lambda v: v.dh * v.latched**v.k,
         TRUNCATED + " You did not cut."),
        ("cut", "cut-the-rest", lambda v: v.dh * v.latched ** (v.k - v.m),
         TRUNCATED + " You went the k - m steps that are cut."),
        ("cut", "cut-untouched", lambda v: v.dh, TRUNCATED),
        ("steps", "steps-one-less", lambda v: _steps(v.latched) - 1, "After "
         "that many steps more than 1 % is still left: take the next whole "
         "number."),
        ("steps", "steps-one-more", lambda v: _steps(v.latched) + 1, "It is "
         "below 1 % one step sooner already."),
        ("steps", "steps-of-dh", lambda v: max(_steps(v.latched, 0.01
         / abs(v.dh)), 1), "Asked is when 1 % of what came in is left, "
         "whatever dh is: the factor's power is below .01.", True),
        ("steps", "steps-ten-percent", lambda v: _steps(v.latched, 0.1),
         "1 % is .01. After that many steps a tenth is left."),
        ("steps", "steps-half", lambda v: _steps(v.latched, 0.5), "1 % is "
         ".01. After that many steps a half is left."),
        ("steps", "steps-in-proportion", lambda v: math.ceil(0.99
         / (1 - v.latched)), "What is lost is not the same amount in every "
         "step, but the same share: look for the power of the factor that "
         "is below .01."),
    ),
)  # fmt: skip
