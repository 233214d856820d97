"""An array that remembers what made it, and so can find its gradients."""

from itertools import compress

import numpy as np

from ..validation import float_array
from .operators import Operators
from .order import children_first
from .refusals import parts, refuse_shapes, start, unread
from .remembered import Remembered


class Tensor(Operators):
    """An array on a tape.

    Every operation returns a Tensor that remembers its parents and, for
    each, the function that takes a gradient back to it. `L.backward()` sets
    `grad`, in the shape of `value`, on every Tensor that L was made from:

        X.grad = sum over the uses of X of  (that use's way back)(dY)

    An array or a number in a formula is a constant: nothing is computed
    for it. Works with + - * / @, a power that is a number, sum, mean, max
    (the first of equals), exp, log, tanh, relu, reshape, transpose, T and
    indexing; `apply` adds operations. float32 stays float32.

    `value` shares memory with the array that was given. Arrays that the
    way back needs are read-only until it has run, or until nothing holds
    its result, so that NumPy refuses to change them in place. (An older
    view of the same memory can still change it, unnoticed.)

    Raises TypeError for what is no array of numbers, ValueError for shapes
    that do not fit. Built in chapter 8.
    """

    __slots__ = ("value", "grad", "parents", "backs", "op", "remembered")
    __array_ufunc__ = None  # array + Tensor is then Tensor's to answer

    def __init__(self, value):
        self.value = float_array(value, "a Tensor's value")
        self.grad = None
        self.parents = self.backs = ()
        self.op, self.remembered = "", None

    def __repr__(self):
        what = f"made by {self.op}" if self.op else "given"
        return f"Tensor of shape {self.value.shape}, {what}"

    def __array__(self, dtype=None, copy=None):
        raise TypeError(
            "expected an array, got a Tensor: NumPy would drop its tape "
            "(its array is .value)"
        )

    def backward(self, dY=None, accumulate=False, keep=False):
        """Set grad on self and on everything self was made from.

        dY is the gradient that starts: 1 for a number, and needed for any
        other shape. It writes over the grads of an earlier call, unless
        accumulate=True adds to those of the Tensors that were given. What
        was remembered is let go, unless keep=True.

        Raises ValueError for a dY that is missing or misfits, RuntimeError
        if the tape has been read before.
        """
        dY = start(self, dY)
        order = children_first(self)
        for node in order:
            unread(node)
        leaves = [(leaf, leaf.grad) for leaf in order if not leaf.op]
        for node in order:
            node.grad = None
        self.grad = dY
        for node in order:
            for parent, back in zip(node.parents, node.backs, strict=True):
                d = _fitted(back(node.grad), parent.value, node)
                parent.grad = d if parent.grad is None else parent.grad + d
            if node.op and not keep:
                node.backs = None
                node.remembered.release()
        for leaf, old in leaves:
            add = accumulate and old is not None
            leaf.grad = leaf.grad + old if add else np.array(leaf.grad)

    def _apply(self, operation, *inputs, **options):
        return apply(operation, *inputs, **options)


def apply(operation, *inputs, op=None, **options):
    """Return operation(*inputs, **options) as a Tensor on the tape.

    `operation` takes plain arrays and returns its value, and then for each
    input the function that takes dY back to it. Options are not
    differentiated. Raises ValueError where the shapes misfit, TypeError for
    an input that is no array of numbers or a result that is not as said.
    Chapter 8 makes one.
    """
    op = op or getattr(operation, "__name__", "an operation")
    values = [_plain(x, op) for x in inputs]
    try:
        result = operation(*values, **options)
    except (ValueError, TypeError) as error:
        raise refuse_shapes(op, values, error) from error
    value, backs = parts(op, result, len(inputs))
    Y = Tensor(value)
    on_tape = [isinstance(x, Tensor) for x in inputs]
    Y.parents = tuple(compress(inputs, on_tape))
    Y.backs = tuple(compress(backs, on_tape))
    Y.op, Y.remembered = op, Remembered(Y.backs)
    return Y


def unbroadcast(d, shape):
    """Return d summed to `shape`, from which broadcasting had made d's.

        dX[i] = sum of d over all the places to which X[i] was copied

    A copy is a use, and over uses gradients add. Raises ValueError if
    broadcasting does not lead from `shape` to d's.
    """
    new = d.ndim - len(shape)
    if new < 0 or any(
        n not in (1, m) for n, m in zip(shape, d.shape[new:], strict=True)
    ):
        raise ValueError(
            f"expected a gradient that {shape} broadcasts to, got {d.shape}"
        )
    copied = [new + i for i, n in enumerate(shape) if n == 1]
    return d.sum(axis=(*range(new), *copied), keepdims=True).reshape(shape)


def _plain(x, op):
    if isinstance(x, Tensor):
        return x.value
    if isinstance(x, int | float):
        return float(x)  # a plain number lets float32 stay float32
    return float_array(x, f"the constant of {op}")


def _fitted(d, value, node):
    """The gradient d that came back from `node`, in value's shape, dtype."""
    d = np.asarray(d)
    try:
        if d.shape != value.shape:
            d = unbroadcast(d, value.shape)
    except ValueError as error:
        raise ValueError(f"the way back through {node.op}: {error}") from None
    return d.astype(value.dtype, copy=False)
