"""An array that remembers what made it, and so can find its gradients."""

import numbers
from itertools import compress

import numpy as np

from ..validation import float_array
from .line import Line
from .operators import Operators
from .order import children_first
from .refusals import (
    gradient,
    parts,
    refuse_shapes,
    replacement,
    start,
    unread,
)


class Tensor(Operators):
    """An array on a tape.

    Every operation returns a Tensor and writes a `line`, which remembers
    its parents and, for each, the function that takes a gradient back to
    it. `L.backward()` sets `grad`, in the shape of `value`, on every Tensor
    that L was made from:

        X.grad = sum over the uses of X of  (that use's backward function)(dY)

    An array or a number in a formula is a constant: nothing is computed
    for it. Works with + - * / @, a power that is a number, sum, mean, max
    (the first of equals), exp, log, tanh, relu, reshape, transpose, T and
    indexing; `apply` adds operations. float32 stays float32.

    `value` shares memory with the array that was given. The line does not
    hold it: a value that no backward function mentions is let go with its
    Tensor. Arrays that are mentioned are read-only until the function has
    run, or until nothing holds its result (after an error, the traceback
    does), so that NumPy refuses to change them in place. Not watched are
    other views of the same memory, and memory that NumPy does not own.

    Raises TypeError for what is no array of numbers, ValueError for shapes
    that do not fit. Built in chapter 8.
    """

    __slots__ = ("_value", "line")
    __array_ufunc__ = None  # array + Tensor is then Tensor's to answer

    def __init__(self, value):
        self._value = float_array(value, "a Tensor's value")
        self.line = Line(self._value)

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = replacement(value, self._value)

    def __repr__(self):
        op = self.line.op
        what = f"made by {op}" if op else "given"
        return f"Tensor of shape {self.value.shape}, {what}"

    def __array__(self, dtype=None, copy=None):
        raise TypeError(
            "expected an array, got a Tensor: NumPy would drop its tape "
            "(its array is .value)"
        )

    def __eq__(self, other):
        raise TypeError("Tensors are not compared: compare their .value")

    def __bool__(self):
        raise TypeError("a Tensor is neither true nor false: ask its .value")

    __hash__ = object.__hash__

    @property
    def grad(self):
        return self.line.grad

    @grad.setter
    def grad(self, grad):
        self.line.grad = grad

    def backward(self, dY=None, accumulate=False, keep=False):
        """Set grad on self and on everything self was made from.

        dY is the gradient that starts: 1 for a number, and needed for any
        other shape. Of the Tensors that were given, it writes over the
        grads of an earlier call, or adds to them if accumulate=True. What
        was remembered is let go, and so are the grads in between, unless
        keep=True.

        Raises ValueError for a dY that is missing or misfits, RuntimeError
        if the tape has been read before. An error on the way leaves the
        grads as they were.
        """
        dY = start(self.value, dY)
        order = children_first(self.line)
        for line in order:
            unread(line)
        given = [(line, line.grad) for line in order if not line.op]
        try:
            for line in order:
                line.grad = None
            self.line.grad = dY
            for line in order:
                _pay(line)
                if not keep:
                    line.forget()
        except BaseException:
            for line in order:
                line.forget()
            for line, old in given:
                line.grad = old
            raise
        for line, old in given:
            add = accumulate and old is not None
            line.grad = line.grad + old if add else np.array(line.grad)

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
    dtypes = [x.line.dtype for x in inputs if isinstance(x, Tensor)]
    values = [_plain(x, op, dtypes) for x in inputs]
    try:
        result = operation(*values, **options)
    except (ValueError, TypeError) as error:
        raise refuse_shapes(op, values, error) from error
    value, backs = parts(op, result, len(inputs))
    on_tape = [isinstance(x, Tensor) for x in inputs]
    parents = [x.line for x in compress(inputs, on_tape)]
    Y = Tensor(value)
    if parents:  # else it is a constant like any other
        Y.line.write(op, parents, compress(backs, on_tape))
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


def _plain(x, op, dtypes):
    """What an operation is handed for an input: it cannot change it."""
    if isinstance(x, Tensor):
        view = x.value.view()
        view.flags.writeable = False
        return view
    if isinstance(x, numbers.Real) and not isinstance(x, np.floating):
        return float(x)  # a plain number lets float32 stay float32
    array = float_array(x, f"the constant of {op}")
    whole = np.asarray(x).dtype.kind in "iub"  # as a mask is, or labels
    return array.astype(dtypes[0]) if whole and dtypes else array


def _pay(line):
    """Add to each parent's gradient what this line sends it."""
    dY = np.asarray(line.grad).view()
    dY.flags.writeable = False  # other lines receive it too
    for parent, back in zip(line.parents, line.backs, strict=True):
        d = _fitted(back(dY), parent, line)
        parent.grad = d if parent.grad is None else parent.grad + d


def _fitted(d, parent, line):
    """The gradient d that came back from `line`, as the parent's."""
    d = gradient(d, line.op)
    try:
        if d.shape != parent.shape:
            d = unbroadcast(d, parent.shape)
    except ValueError as error:
        raise ValueError(
            f"the backward function of {line.op}: {error}"
        ) from None
    return d.astype(parent.dtype, copy=False)
