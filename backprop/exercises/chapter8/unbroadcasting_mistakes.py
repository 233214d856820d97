"""What goes wrong with a sum over copies: the catalogue of 8.4."""

import numpy as np

from ..record import Wrong


def _leading_alone(dY, shape):
    while dY.ndim > len(shape):
        dY = dY.sum(axis=0)
    return dY


def _right(dY, shape, combine=np.sum, keepdims=True, shift=True):
    new = dY.ndim - len(shape)
    axes = [k + new * shift for k, n in enumerate(shape) if n == 1]
    axes = (*range(new), *axes)
    dX = combine(dY, axis=axes, keepdims=True)
    return dX.reshape(shape) if keepdims else np.squeeze(dX, axes)


def _missing(dY, shape):
    return dY


def _axis_0(dY, shape):
    return dY if dY.shape == shape else dY.sum(axis=0)


def _mean(dY, shape):
    return _right(dY, shape, np.mean)


def _largest(dY, shape):
    return _right(dY, shape, np.max)


def _first_copy(dY, shape):
    new = dY.ndim - len(shape)
    places = [slice(0, 1) if n == 1 else slice(None) for n in shape]
    return dY[(0,) * new][tuple(places)]


def _axis_dropped(dY, shape):
    return _right(dY, shape, keepdims=False)


def _all_axes(dY, shape):
    return dY.sum()


def _spread_again(dY, shape):
    return np.full(shape, dY.sum())


def _other_axes(dY, shape):
    new = dY.ndim - len(shape)
    dX = dY.sum(axis=tuple(range(new)))
    for axis, n in enumerate(shape):
        if n != 1:
            dX = dX.sum(axis=axis, keepdims=True)
    return dX


def _last_axes(dY, shape):
    while dY.ndim > len(shape):
        dY = dY.sum(axis=-1)
    return dY


def _counted_from_the_left(dY, shape):
    for axis, n in enumerate(shape):
        if n == 1:
            dY = dY.sum(axis=axis, keepdims=True)
    return _leading_alone(dY, shape)


def _padded_on_the_right(dY, shape):
    padded = (*shape, *(1,) * (dY.ndim - len(shape)))
    axes = tuple(k for k, n in enumerate(padded) if n == 1)
    return dY.sum(axis=axes).reshape(shape)


MISTAKES = (
    Wrong(
        "leading-alone",
        _leading_alone,
        "The axes that broadcasting put in front are summed. An axis of "
        "length 1 that was stretched made copies too: sum along it, and "
        "keep it.",
    ),
    Wrong(
        "missing",
        _missing,
        "dY has an entry for each copy, and dX needs one for each entry "
        "that was copied. A copy is a use, and over uses gradients add.",
    ),
    Wrong(
        "axis-0-alone",
        _axis_0,
        "axis=0 is where a bias's copies lie. Which axes were stretched "
        "is told by the shapes, compared from their right ends.",
    ),
    Wrong(
        "mean-for-sum",
        _mean,
        "Over the copies gradients add: a mean divides by their number "
        "once too often.",
    ),
    Wrong(
        "largest-copy",
        _largest,
        "Every copy has its share, and all are added. The largest alone "
        "belongs to the backward function of max.",
    ),
    Wrong(
        "first-copy",
        _first_copy,
        "You keep the share of the first copy. Each copy was used, so "
        "each has a share, and they are added.",
    ),
    Wrong(
        "axis-dropped",
        _axis_dropped,
        "sum drops the axis along which it adds. Where X has an axis of "
        "length 1, dX has it too: keepdims=True, or reshape at the end.",
    ),
    Wrong(
        "all-axes",
        _all_axes,
        "A sum without axis= adds all there is. Only copies of the same "
        "entry belong together.",
    ),
    Wrong(
        "total-everywhere",
        _spread_again,
        "Each entry of X is blamed for its own copies alone. You give "
        "every one the sum of all.",
    ),
    Wrong(
        "other-axes",
        _other_axes,
        "An axis was stretched where X has length 1. Along the others "
        "the entries of X differ, and keep their own gradients.",
    ),
    Wrong(
        "last-axes",
        _last_axes,
        "NumPy compares shapes from their right ends, and puts new axes "
        "in front. You summed the last axes away.",
    ),
    Wrong(
        "counted-from-the-left",
        _counted_from_the_left,
        "Axis k of X is axis k + new of dY, as long as the new axes in "
        "front are there. Sum these first, or count from the right.",
    ),
    Wrong(
        "padded-on-the-right",
        _padded_on_the_right,
        "You fill `shape` up with 1 at its right end. Shapes are aligned "
        "at their right ends, so what is missing is put in front.",
    ),
)
