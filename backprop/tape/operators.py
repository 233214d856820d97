"""What can be written with a Tensor: signs, functions, axes."""

import numbers

import numpy as np

from . import operations
from .refusals import two_axes


class Operators:
    """The operations of the tape as signs and methods."""

    __slots__ = ()

    @property
    def shape(self):
        return self.value.shape

    def __add__(self, other):
        return self._apply(operations.add, self, other, op="+")

    def __radd__(self, other):
        return self._apply(operations.add, other, self, op="+")

    def __sub__(self, other):
        return self._apply(operations.subtract, self, other, op="−")

    def __rsub__(self, other):
        return self._apply(operations.subtract, other, self, op="−")

    def __mul__(self, other):
        return self._apply(operations.multiply, self, other, op="×")

    def __rmul__(self, other):
        return self._apply(operations.multiply, other, self, op="×")

    def __truediv__(self, other):
        return self._apply(operations.divide, self, other, op="/")

    def __rtruediv__(self, other):
        return self._apply(operations.divide, other, self, op="/")

    def __matmul__(self, other):
        two_axes(self, other)
        return self._apply(operations.matmul, self, other, op="@")

    def __rmatmul__(self, other):
        two_axes(other, self)
        return self._apply(operations.matmul, other, self, op="@")

    def __neg__(self):
        return self._apply(operations.multiply, self, -1.0, op="−( )")

    def __pow__(self, n):
        if not isinstance(n, numbers.Real):
            raise TypeError(f"a power must be a number, got {type(n)}")
        return self._apply(operations.power, self, n=float(n), op="power")

    def __getitem__(self, where):
        where = _kept(where)
        return self._apply(operations.index, self, where=where, op="[ ]")

    def exp(self):
        return self._apply(operations.exp, self)

    def log(self):
        return self._apply(operations.log, self)

    def tanh(self):
        return self._apply(operations.tanh, self)

    def relu(self):
        return self._apply(operations.relu, self)

    def sum(self, axis=None, keepdims=False):
        return self._apply(
            operations.total, self, axis=axis, keepdims=keepdims, op="sum"
        )

    def mean(self, axis=None, keepdims=False):
        Y = self.sum(axis, keepdims)
        return Y / (self.value.size / max(Y.value.size, 1))

    def max(self, axis=None, keepdims=False):
        if axis is None:
            Y = self.reshape(-1).max(0)
            return Y.reshape(*[1] * len(self.shape)) if keepdims else Y
        return self._apply(
            operations.largest, self, axis=axis, keepdims=keepdims, op="max"
        )

    def reshape(self, *shape):
        return self._apply(operations.reshape, self, shape=_listed(shape))

    def transpose(self, *axes):
        axes = _listed(axes) or None
        return self._apply(operations.transpose, self, axes=axes)

    @property
    def T(self):
        return self.transpose()


def _listed(sizes):
    """The sizes, given one by one or as a tuple."""
    one = len(sizes) == 1 and isinstance(sizes[0], tuple | list)
    return tuple(sizes[0]) if one else sizes


def _kept(where):
    """An index that its owner cannot change: lists become arrays."""
    if isinstance(where, tuple):
        return tuple(map(_kept, where))
    return np.array(where) if isinstance(where, list) else where
