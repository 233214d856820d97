"""The mistakes of 10.7: other norms, other factors, other steps."""

import numpy as np

from ..record import Wrong
from . import wrong_steps as steps

STEP_RIGHT = "The step is right; norm is not."
MISTAKES = (
    Wrong(
        "each-array",
        steps.array_by_array,
        "One norm over all three arrays together gives one factor for all. A "
        "factor for each array by itself turns the step.",
        "norm is right; the step is not.",
    ),
    Wrong(
        "by-value",
        steps.clipped_by(steps.by_value),
        "You cut each entry to the limit by itself. That turns the step: "
        "large entries lose, small ones keep. One factor for all keeps the "
        "direction.",
        "norm is right; the step is not.",
    ),
    Wrong(
        "inverted",
        steps.clipped_by(steps.inverted),
        "The factor is max_norm / norm, below 1. Yours is the other way "
        "round, norm / max_norm, and makes a long step longer.",
        "Steps that are too long come out longer still.",
    ),
    Wrong(
        "scales-up",
        steps.clipped_by(steps.scales_up),
        "Only a gradient that is too long is changed. One below the limit "
        "keeps its length: the factor is never above 1.",
        "Where the norm is above max_norm, all is right.",
    ),
    Wrong(
        "comparison-turned",
        steps.clipped_by(steps.comparison_turned),
        "A gradient is clipped if its norm is above max_norm. You turned "
        "the comparison round.",
        "Long gradients are left alone, and short ones are changed.",
    ),
    Wrong(
        "not-clipped",
        steps.clipped_by(lambda grads, max_norm: grads),
        "You measured the norm, and then took the step with the gradient as "
        "it was. The factor has to be in it.",
        "Where the norm is below max_norm, all is right.",
    ),
    Wrong(
        "to-length-one",
        steps.clipped_by(steps.to_length_one),
        "g / norm has the length 1. It should be max_norm: one factor is "
        "missing.",
    ),
    Wrong(
        "set-to-zero",
        steps.clipped_by(steps.set_to_zero),
        "A gradient that is too long is shortened, not thrown away: its "
        "direction is still good.",
    ),
    Wrong(
        "after-the-rate",
        steps.after_the_rate,
        "The gradient is clipped, and then multiplied by lr. You clipped lr "
        "times the gradient, so that the limit depends on the rate.",
        "norm is right; the step is not.",
    ),
    Wrong(
        "norm-afterwards",
        steps.tells(min),
        "norm is asked of the gradient as it came. Yours is that of the "
        "clipped one, which cannot tell a gradient of 12 from one of 1000.",
        STEP_RIGHT,
    ),
    Wrong(
        "factor-for-norm",
        steps.tells(lambda norm, top: top / norm if norm > top else 1.0),
        "Under the key norm stands the factor. Asked is the norm itself, "
        "before clipping.",
        STEP_RIGHT,
    ),
    Wrong(
        "root-forgotten",
        steps.measured_by(lambda grads: steps.norm_of(grads) ** 2),
        "The norm is the root of the sum of all squares. The root is "
        "missing.",
    ),
    Wrong(
        "norms-added",
        steps.measured_by(lambda g: sum(float(np.linalg.norm(a)) for a in
                                   g.values())),
        "The norms of the arrays do not add up to the norm of all. Their "
        "squares do; take the root at the end.",
    ),
    Wrong(
        "largest-norm",
        steps.measured_by(lambda g: max(float(np.linalg.norm(a)) for a in
                                   g.values())),
        "You took the largest of the arrays' norms. All squares of all "
        "arrays are added, and then comes the root.",
    ),
    Wrong(
        "largest-entry",
        steps.measured_by(lambda g: max(float(abs(a).max())
                                        for a in g.values())),
        "You compared max_norm with the largest entry. The norm counts all "
        "entries: the root of the sum of their squares.",
    ),
    Wrong(
        "uphill",
        steps.uphill,
        "A step goes down: params[k] - lr * ... Yours has a plus.",
        "norm is right. The step goes the wrong way.",
    ),
    Wrong(
        "rate-forgotten",
        steps.rate_forgotten,
        "The learning rate lr is missing in the step.",
        "norm is right; the step is too long by 1 / lr.",
    ),
    Wrong(
        "move-alone",
        steps.move_alone,
        "You returned the step itself. Wanted are the new parameters: the "
        "old ones plus the step.",
        "norm is right; the rest is the change alone.",
    ),
    Wrong(
        "in-place",
        steps.in_place,
        "params[k] -= ... writes into the caller's arrays. Make new ones: "
        "{k: params[k] - ... for k in params}.",
    ),
)  # fmt: skip
