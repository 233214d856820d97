"""One number that remembers what made it, and so can find its slopes."""

import math

from ..validation import real
from .order import children_first

SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


class Scalar:
    """A number in a computational graph.

    Every operation returns a Scalar that remembers what was done (`op`, a
    short text such as "×", empty for a number that was given), its parents
    and the local slope of itself with respect to each. `z.backward()` sets
    `grad`, the derivative dz/dx, on every x that z was made from:

        x.grad = sum over the children c of x of  c.grad · (local slope)

    It writes over the grads of an earlier call. Works with + - * / **
    (numbers on either side), -x, exp, log, tanh, sigmoid, relu and
    x.maximum(y). Each makes one node.

    Raises TypeError for what is not a number, ValueError for NaN, infinity,
    log(x <= 0) and powers without a real value and slope,
    ZeroDivisionError, and OverflowError for results that are too large.
    Derived in chapter 3; read line by line in chapter 8.
    """

    __slots__ = ("value", "grad", "parents", "slopes", "op")

    def __init__(self, value, parents=(), slopes=(), op=""):
        if parents and not math.isfinite(value):
            raise OverflowError(
                f"expected a result below 1.8e308, got {value} from "
                + " and ".join(f"{p.value:g}" for p in parents)
            )
        self.value = value if parents else real(value, "a Scalar's value")
        self.grad = 0.0
        self.parents = parents
        self.slopes = slopes  # slopes[k] = d self / d parents[k]
        self.op = op

    def __repr__(self):
        return f"Scalar({self.value:.6g}, grad={self.grad:.6g})"

    def __add__(self, other):
        other = _scalar(other)
        y = self.value + other.value
        return Scalar(y, (self, other), (1.0, 1.0), "+")

    def __sub__(self, other):
        other = _scalar(other)
        y = self.value - other.value
        return Scalar(y, (self, other), (1.0, -1.0), "−")

    def __mul__(self, other):
        other = _scalar(other)
        return Scalar(
            self.value * other.value,
            (self, other),
            (other.value, self.value),
            "×",
        )

    def __truediv__(self, other):
        other = _scalar(other)
        x, y = self.value, other.value
        if y == 0.0:
            raise ZeroDivisionError(f"expected a nonzero divisor: {x} / {y}")
        return Scalar(x / y, (self, other), (1.0 / y, -x / y / y), "/")

    def __pow__(self, other):
        x, n = self.value, _scalar(other).value
        if (x < 0 and n != int(n)) or (x == 0 and n < 1 and n != 0):
            raise ValueError(
                f"expected a power with a real value and slope, got {x} ** {n}"
            )
        y = _power(x, n)
        slope = n * _power(x, n - 1) if n else 0.0
        if not isinstance(other, Scalar):
            return Scalar(y, (self,), (slope,), _power_text(n))
        if x <= 0:
            raise ValueError(f"a Scalar exponent needs a base > 0, got {x}")
        return Scalar(y, (self, other), (slope, y * math.log(x)), "^")

    def __neg__(self):
        return Scalar(-self.value, (self,), (-1.0,), "−( )")

    def __radd__(self, other):
        return _scalar(other) + self

    def __rmul__(self, other):
        return _scalar(other) * self

    def __rsub__(self, other):
        return _scalar(other) - self

    def __rtruediv__(self, other):
        return _scalar(other) / self

    def __rpow__(self, other):
        return _scalar(other) ** self

    def exp(self):
        y = math.exp(self.value) if self.value < 709.78 else math.inf
        return Scalar(y, (self,), (y,), "exp")

    def log(self):
        if self.value <= 0.0:
            raise ValueError(f"log expects a value > 0, got {self.value}")
        y = math.log(self.value)
        return Scalar(y, (self,), (1.0 / self.value,), "log")

    def tanh(self):
        y = math.tanh(self.value)
        return Scalar(y, (self,), (1.0 - y * y,), "tanh")

    def sigmoid(self):
        small = math.exp(-abs(self.value))  # cannot overflow
        y = (1.0 if self.value >= 0 else small) / (1.0 + small)
        return Scalar(y, (self,), (y * (1.0 - y),), "σ")

    def relu(self):
        slope = 1.0 if self.value > 0 else 0.0  # at 0 we take 0
        return Scalar(max(self.value, 0.0), (self,), (slope,), "ReLU")

    def maximum(self, other):
        """Return max(x, y): slope 1 for the larger, 0 for the other.

        On a tie, slopes a and 1 - a with any a in [0, 1] would be a
        subgradient. The first gets 1, the other 0, so that the gradient
        goes to one place, as in max-pooling.
        """
        other = _scalar(other)
        slopes = (1.0, 0.0) if self.value >= other.value else (0.0, 1.0)
        y = max(self.value, other.value)
        return Scalar(y, (self, other), slopes, "max")

    def backward(self):
        """Set grad on self (1) and on everything self was made from."""
        order = children_first(self)
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in order:
            for parent, slope in zip(node.parents, node.slopes, strict=True):
                parent.grad += node.grad * slope


def _scalar(x):
    return x if isinstance(x, Scalar) else Scalar(x)


def _power(x, n):
    try:
        return x**n
    except OverflowError:
        return math.inf


def _power_text(n):
    """Return x ** n as a short text: ( )², 1/( ) for n = -1, ( )^0.5."""
    if n == -1:
        return "1/( )"
    if n != int(n) or abs(n) > 99:
        return f"( )^{n:g}".replace("-", "−")
    return "( )" + f"{n:g}".translate(SUPERSCRIPTS)
