"""Steps of SGD that are clipped in other ways: 10.7."""

import numpy as np


def norm_of(grads):
    return float(np.sqrt(sum((g**2).sum() for g in grads.values())))


def step(params, grads, lr):
    return {k: params[k] - lr * grads[k] for k in params}


def scaled(grads, factor):
    return {k: factor * g for k, g in grads.items()}


def clipped(grads, max_norm, size=norm_of):
    length = size(grads)
    return scaled(grads, max_norm / length if length > max_norm else 1.0)


def clipped_by(rule):
    """A step along rule(grads, max_norm), with the right norm told."""

    def answer(params, grads, lr, max_norm):
        new = step(params, rule(grads, max_norm), lr)
        return new | {"norm": norm_of(grads)}

    return answer


def measured_by(size):
    """Another size in place of the norm, told and clipped by."""

    def answer(params, grads, lr, max_norm):
        new = step(params, clipped(grads, max_norm, size), lr)
        return new | {"norm": size(grads)}

    return answer


def tells(what):
    """A right step that tells what(norm, max_norm) for the norm."""

    def answer(params, grads, lr, max_norm):
        new = step(params, clipped(grads, max_norm), lr)
        return new | {"norm": what(norm_of(grads), max_norm)}

    return answer


def array_by_array(params, grads, lr, max_norm):
    new = {}
    for k, g in grads.items():
        size = np.sqrt((g**2).sum())
        factor = max_norm / size if size > max_norm else 1.0
        new[k] = params[k] - lr * factor * g
    squares = sum((g**2).sum() for g in grads.values())
    return new | {"norm": np.sqrt(squares)}


def by_value(grads, max_norm):
    return {k: np.clip(g, -max_norm, max_norm) for k, g in grads.items()}


def inverted(grads, max_norm):
    norm = norm_of(grads)
    return scaled(grads, norm / max_norm if norm > max_norm else 1.0)


def scales_up(grads, max_norm):
    return scaled(grads, max_norm / (norm_of(grads) or 1.0))


def comparison_turned(grads, max_norm):
    norm = norm_of(grads)
    return scaled(grads, max_norm / norm if 0 < norm < max_norm else 1.0)


def to_length_one(grads, max_norm):
    norm = norm_of(grads)
    return scaled(grads, 1 / norm if norm > max_norm else 1.0)


def set_to_zero(grads, max_norm):
    return scaled(grads, float(norm_of(grads) <= max_norm))


def after_the_rate(params, grads, lr, max_norm):
    move = clipped(scaled(grads, lr), max_norm)
    return step(params, move, 1.0) | {"norm": norm_of(grads)}


def rate_forgotten(params, grads, lr, max_norm):
    return clipped_by(clipped)(params, grads, 1.0, max_norm)


def uphill(params, grads, lr, max_norm):
    return clipped_by(clipped)(params, grads, -lr, max_norm)


def move_alone(params, grads, lr, max_norm):
    zero = {k: 0 * p for k, p in params.items()}
    return clipped_by(clipped)(zero, grads, lr, max_norm)


def in_place(params, grads, lr, max_norm):
    for k, g in clipped(grads, max_norm).items():
        params[k] -= lr * g
    return params | {"norm": norm_of(grads)}
