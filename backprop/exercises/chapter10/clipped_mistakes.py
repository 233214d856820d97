"""The mistakes of 10.7: other norms, other factors, other steps."""

import numpy as np

from ..record import Wrong


def norm_of(grads):
    return float(np.sqrt(sum((g**2).sum() for g in grads.values())))


def _step(params, grads, lr):
    return {k: params[k] - lr * grads[k] for k in params}


def _scaled(grads, factor):
    return {k: factor * g for k, g in grads.items()}


def _clipped(grads, max_norm, size=norm_of):
    length = size(grads)
    return _scaled(grads, max_norm / length if length > max_norm else 1.0)


def _clipped_by(rule):
    """A step along rule(grads, max_norm), with the right norm told."""

    def answer(params, grads, lr, max_norm):
        new = _step(params, rule(grads, max_norm), lr)
        return new | {"norm": norm_of(grads)}

    return answer


def _measured_by(size):
    """Another size in place of the norm, told and clipped by."""

    def answer(params, grads, lr, max_norm):
        new = _step(params, _clipped(grads, max_norm, size), lr)
        return new | {"norm": size(grads)}

    return answer


def _tells(what):
    """A right step that tells what(norm, max_norm) for the norm."""

    def answer(params, grads, lr, max_norm):
        new = _step(params, _clipped(grads, max_norm), lr)
        return new | {"norm": what(norm_of(grads), max_norm)}

    return answer


def _array_by_array(params, grads, lr, max_norm):
    new = {}
    for k, g in grads.items():
        size = np.sqrt((g**2).sum())
        factor = max_norm / size if size > max_norm else 1.0
        new[k] = params[k] - lr * factor * g
    return new | {"norm": np.sqrt(sum((g**2).sum() for g in grads.values()))}


def _by_value(grads, max_norm):
    return {k: np.clip(g, -max_norm, max_norm) for k, g in grads.items()}


def _inverted(grads, max_norm):
    norm = norm_of(grads)
    return _scaled(grads, norm / max_norm if norm > max_norm else 1.0)


def _scales_up(grads, max_norm):
    return _scaled(grads, max_norm / (norm_of(grads) or 1.0))


def _comparison_turned(grads, max_norm):
    norm = norm_of(grads)
    return _scaled(grads, max_norm / norm if 0 < norm < max_norm else 1.0)


def _to_length_one(grads, max_norm):
    norm = norm_of(grads)
    return _scaled(grads, 1 / norm if norm > max_norm else 1.0)


def _set_to_zero(grads, max_norm):
    return _scaled(grads, float(norm_of(grads) <= max_norm))


def _after_the_rate(params, grads, lr, max_norm):
    move = _clipped(_scaled(grads, lr), max_norm)
    return _step(params, move, 1.0) | {"norm": norm_of(grads)}


def _rate_forgotten(params, grads, lr, max_norm):
    return _clipped_by(_clipped)(params, grads, 1.0, max_norm)


def _uphill(params, grads, lr, max_norm):
    return _clipped_by(_clipped)(params, grads, -lr, max_norm)


def _move_alone(params, grads, lr, max_norm):
    zero = {k: 0 * p for k, p in params.items()}
    return _clipped_by(_clipped)(zero, grads, lr, max_norm)


def _in_place(params, grads, lr, max_norm):
    for k, g in _clipped(grads, max_norm).items():
        params[k] -= lr * g
    return params | {"norm": norm_of(grads)}


STEP_RIGHT = "The step is right; norm is not."
MISTAKES = (
    Wrong(
        "each-array",
        _array_by_array,
        "One norm over all three arrays together gives one factor for all. A "
        "factor for each array by itself turns the step.",
        "norm is right; the step is not.",
    ),
    Wrong(
        "by-value",
        _clipped_by(_by_value),
        "You cut each entry to the limit by itself. That turns the step: "
        "large entries lose, small ones keep. One factor for all keeps the "
        "direction.",
        "norm is right; the step is not.",
    ),
    Wrong(
        "inverted",
        _clipped_by(_inverted),
        "The factor is max_norm / norm, below 1. Yours is the other way "
        "round, norm / max_norm, and makes a long step longer.",
        "Steps that are too long come out longer still.",
    ),
    Wrong(
        "scales-up",
        _clipped_by(_scales_up),
        "Only a gradient that is too long is changed. One below the limit "
        "keeps its length: the factor is never above 1.",
        "Where the norm is above max_norm, all is right.",
    ),
    Wrong(
        "comparison-turned",
        _clipped_by(_comparison_turned),
        "A gradient is clipped if its norm is above max_norm. You turned "
        "the comparison round.",
        "Long gradients are left alone, and short ones are changed.",
    ),
    Wrong(
        "not-clipped",
        _clipped_by(lambda grads, max_norm: grads),
        "You measured the norm, and then took the step with the gradient as "
        "it was. The factor has to be in it.",
        "Where the norm is below max_norm, all is right.",
    ),
    Wrong(
        "to-length-one",
        _clipped_by(_to_length_one),
        "g / norm has the length 1. It should be max_norm: one factor is "
        "missing.",
    ),
    Wrong(
        "set-to-zero",
        _clipped_by(_set_to_zero),
        "A gradient that is too long is shortened, not thrown away: its "
        "direction is still good.",
    ),
    Wrong(
        "after-the-rate",
        _after_the_rate,
        "The gradient is clipped, and then multiplied by lr. You clipped lr "
        "times the gradient, so that the limit depends on the rate.",
        "norm is right; the step is not.",
    ),
    Wrong(
        "norm-afterwards",
        _tells(min),
        "norm is asked of the gradient as it came. Yours is that of the "
        "clipped one, which cannot tell a gradient of 12 from one of 1000.",
        STEP_RIGHT,
    ),
    Wrong(
        "factor-for-norm",
        _tells(lambda norm, top: top / norm if norm > top else 1.0),
        "Under the key norm stands the factor. Asked is the norm itself, "
        "before clipping.",
        STEP_RIGHT,
    ),
    Wrong(
        "root-forgotten",
        _measured_by(lambda grads: norm_of(grads) ** 2),
        "The norm is the root of the sum of all squares. The root is "
        "missing.",
    ),
    Wrong(
        "norms-added",
        _measured_by(lambda g: sum(float(np.linalg.norm(a)) for a in
                                   g.values())),
        "The norms of the arrays do not add up to the norm of all. Their "
        "squares do; take the root at the end.",
    ),
    Wrong(
        "largest-norm",
        _measured_by(lambda g: max(float(np.linalg.norm(a)) for a in
                                   g.values())),
        "You took the largest of the arrays' norms. All squares of all "
        "arrays are added, and then comes the root.",
    ),
    Wrong(
        "largest-entry",
        _measured_by(lambda g: max(float(abs(a).max()) for a in g.values())),
        "You compared max_norm with the largest entry. The norm counts all "
        "entries: the root of the sum of their squares.",
    ),
    Wrong(
        "uphill",
        _uphill,
        "A step goes down: params[k] - lr * ... Yours has a plus.",
        "norm is right. The step goes the wrong way.",
    ),
    Wrong(
        "rate-forgotten",
        _rate_forgotten,
        "The learning rate lr is missing in the step.",
        "norm is right; the step is too long by 1 / lr.",
    ),
    Wrong(
        "move-alone",
        _move_alone,
        "You returned the step itself. Wanted are the new parameters: the "
        "old ones plus the step.",
        "norm is right; the rest is the change alone.",
    ),
    Wrong(
        "in-place",
        _in_place,
        "params[k] -= ... writes into the caller's arrays. Make new ones: "
        "{k: params[k] - ... for k in params}.",
    ),
)  # fmt: skip
