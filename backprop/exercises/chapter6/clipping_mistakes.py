"""The mistakes of 6.6: other norms, and other factors."""

import numpy as np

from ..record import Wrong


def _norm(grads):
    return np.sqrt(sum((g**2).sum() for g in grads.values()))


def _by_value(grads, max_norm):
    return {k: np.clip(g, -max_norm, max_norm) for k, g in grads.items()}


def _each_array(grads, max_norm):
    return {
        k: g * min(1.0, max_norm / np.linalg.norm(g)) for k, g in grads.items()
    }


def _scales_up(grads, max_norm):
    return {k: g * (max_norm / _norm(grads)) for k, g in grads.items()}


def _longest_wins(grads, max_norm):
    factor = max(1.0, max_norm / _norm(grads))
    return {k: g * factor for k, g in grads.items()}


def _zero_kept_longest_wins(grads, max_norm):
    return _longest_wins(grads, max_norm) if _norm(grads) else dict(grads)


def _means_added(grads, max_norm):
    size = np.sqrt(sum((g**2).mean() for g in grads.values()))
    return {
        k: g * min(1.0, max_norm / (size or 1.0)) for k, g in grads.items()
    }


def _mean_square(grads, max_norm):
    size = _norm(grads) / np.sqrt(sum(g.size for g in grads.values()))
    return {k: g * min(1.0, max_norm / size) for k, g in grads.items()}


def _root_forgotten(grads, max_norm):
    square = _norm(grads) ** 2
    return {k: g * min(1.0, max_norm / square) for k, g in grads.items()}


def _largest_entry(grads, max_norm):
    largest = max(abs(g).max() for g in grads.values())
    return {k: g * min(1.0, max_norm / largest) for k, g in grads.items()}


def _norms_added(grads, max_norm):
    total = sum(np.linalg.norm(g) for g in grads.values())
    return {k: g * min(1.0, max_norm / total) for k, g in grads.items()}


def _to_length_one(grads, max_norm):
    norm = _norm(grads)
    if norm <= max_norm:
        return dict(grads)
    return {k: g / norm for k, g in grads.items()}


def _in_place(grads, max_norm):
    norm = _norm(grads)
    if norm > max_norm:
        for g in grads.values():
            g *= max_norm / norm
    return grads


MISTAKES = (
    Wrong(
        "each-array",
        _each_array,
        "One norm over all arrays together gives one factor for all. A "
        "factor for each array by itself changes the direction of the "
        "step.",
    ),
    Wrong(
        "by-value",
        _by_value,
        "Each entry was cut to the limit by itself. That turns the step, "
        "and the norm may still be above max_norm.",
    ),
    Wrong(
        "scales-up",
        _scales_up,
        "Only a gradient that is too long is changed. One under the "
        "limit stays as it is: the factor is never above 1.",
        "Gradients whose norm is above max_norm come out right; the "
        "others are changed too.",
    ),
    Wrong(
        "max-for-min",
        _longest_wins,
        "The factor is the smaller of 1 and max_norm / norm. You took "
        "the larger, or turned the comparison round.",
        "Gradients that are too long are left alone; short ones are changed.",
    ),
    Wrong(
        "mean-square",
        _mean_square,
        "You compared max_norm with the root of the mean square, the "
        "size of a typical entry. The norm is the root of the sum.",
    ),
    Wrong(
        "max-for-min-but-at-0",
        _zero_kept_longest_wins,
        "Gradients of 0 are kept, as they should be. For the others the "
        "factor is the smaller of 1 and max_norm / norm, and you took "
        "the larger.",
        "Gradients that are too long are left alone; short ones are changed.",
    ),
    Wrong(
        "means-added",
        _means_added,
        "You took the mean of the squares within each array. The norm "
        "adds up all squares; how many entries there are does not matter.",
    ),
    Wrong(
        "root-forgotten",
        _root_forgotten,
        "The norm is the root of the sum of squares. You divided by the "
        "sum itself.",
    ),
    Wrong(
        "norms-added",
        _norms_added,
        "The norms of the arrays do not add up to the norm of all. Their "
        "squares do; take the root at the end.",
    ),
    Wrong(
        "largest-entry",
        _largest_entry,
        "You compared max_norm with the largest entry. The norm counts "
        "all entries: the root of the sum of their squares.",
    ),
    Wrong(
        "to-length-one",
        _to_length_one,
        "g / ‖g‖ has the norm 1. It should be max_norm, so one factor "
        "is missing.",
    ),
    Wrong(
        "in-place",
        _in_place,
        "An operation such as *= writes into the caller's arrays. Make "
        "new ones, with g * factor.",
    ),
)
