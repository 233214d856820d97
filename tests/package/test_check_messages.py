"""Uncommon types and slips get a verdict, or a message that names them."""

import dataclasses
import itertools

import numpy as np
import pytest
from test_check_hidden import Spoiled, X, accused, check
from test_check_shapes import start

from backprop import (
    GradientCheckError,
    check_function,
    check_loss,
    gradient_check,
)
from backprop.checking import gradients


@dataclasses.dataclass(frozen=True, slots=True)
class Frozen:
    W: np.ndarray
    k: float = 1.0
    X: np.ndarray = None
    dW: np.ndarray = None  # noqa: N815

    def forward(self, X):
        object.__setattr__(self, "X", X)
        return X @ self.W

    def backward(self, dY):
        object.__setattr__(self, "dW", self.k * self.X.T @ dY)
        return dY @ self.W.T


def test_a_frozen_dataclass_with_slots_is_put_back():
    W = start().normal(size=(4, 3))
    layer = Frozen(W.copy())
    assert check(layer)
    assert layer.X is None
    np.testing.assert_array_equal(layer.W, W)
    accused(Frozen(W, 7.0), "W")


class Matrix:
    """W is an np.matrix: * is the product."""

    def __init__(self, k=1.0):
        self.k = k
        self.W = start().normal(size=(4, 3)).view(np.matrix)

    def forward(self, X):
        self.X = X
        return X * self.W

    def backward(self, dY):
        self.dW = self.k * self.X.T * dY
        return dY * self.W.T


class At(Matrix):
    def forward(self, X):
        self.X = X
        return X @ self.W

    def backward(self, dY):
        self.dW = self.k * self.X.T @ dY
        return dY @ self.W.T


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")
@pytest.mark.parametrize("kind", [Matrix, At])
@pytest.mark.parametrize("X", [X, X.view(np.matrix)], ids=["array", "matrix"])
def test_matrices_are_checked_as_they_multiply(kind, X):
    report = check(kind(), X=X)
    assert report, report
    assert set(report) == {"X", "W"}
    accused(kind(7.0), "W", X=X)


class Half(Spoiled):
    def __init__(self, k=1.0):
        super().__init__(k)
        self.W, self.b = self.W.astype("f2"), self.b.astype("f2")


class HalfOut(Spoiled):
    def forward(self, X):
        return super().forward(X).astype("f2")


@pytest.mark.parametrize("kind", [Half, HalfOut])
@pytest.mark.parametrize("k", [1.0, 7.0])
def test_float16_is_named_and_neither_accused_nor_passed(kind, k):
    report = check(kind(k))
    assert not report
    assert report["W"].verdict == "unresolved"
    assert "float16 inside: expected float64 for the check" in repr(report)


class Tail(Spoiled):
    """One output is 1e-6 of the others; its db is off by `factor`."""

    SIZE = np.array([1, 1, 1e-6])

    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def forward(self, X):
        return super().forward(X) * self.SIZE

    def backward(self, dY):
        dX = super().backward(dY * self.SIZE)
        self.db[2] *= self.factor
        return dX


def test_a_small_entry_off_by_a_factor_is_no_epsilon():
    for factor, said in [(3.5, False), (0.5, False), (1.05, True)]:
        with pytest.raises(GradientCheckError, match="of b is wrong") as e:
            check(Tail(factor))
        assert ("an epsilon or rounded" in str(e.value)) is said


def test_a_function_that_draws_is_told():
    rng = start()
    with pytest.raises(ValueError, match="f must return the same number twi"):
        check_function(lambda x: (x**2).sum() + rng.normal(), lambda x: 2 * x,
                       X)  # fmt: skip


def writing(x):
    x *= 1.01
    return (x**2).sum()


def doubled(x):
    x *= 2
    return x


@pytest.mark.parametrize(
    ("f", "gradient", "who"),
    [(writing, lambda x: 2 * x, "f"),
     (lambda x: (x**2).sum(), doubled, "gradient")],
)  # fmt: skip
def test_a_function_that_writes_on_its_argument_is_told(f, gradient, who):
    kept = X.copy()
    with pytest.raises(
        ValueError,
        match=f"^{who} must leave its arguments .* x changed in place",
    ):
        check_function(f, gradient, X)
    np.testing.assert_array_equal(X, kept)


class Square:
    """Half the squares of P - T; "writes" on P, or "draws"."""

    def __init__(self, how):
        self.how, self.rng = how, start()

    def forward(self, P, T):
        if self.how == "writes":
            P -= T
            self.d = P.copy()
        else:
            self.d = P - T
        return (self.d**2).sum() / 2 + (
            self.rng.normal() if self.how == "draws" else 0
        )

    def backward(self):
        return self.d


def test_a_loss_that_draws_or_writes_is_told():
    assert check_loss(Square("right"), X, 2 * X)
    with pytest.raises(ValueError, match="^forward must return the same"):
        check_loss(Square("draws"), X, 2 * X)
    with pytest.raises(ValueError, match="got prediction changed in place"):
        check_loss(Square("writes"), X, 2 * X)


# Entries of several examples at once


class Leaky:
    """Y = X², and `leak` of each example into the next; `seen` or not."""

    def __init__(self, leak, seen, only=None):
        self.leak, self.seen, self.only = leak, seen, only
        self.calls = itertools.count()

    def forward(self, X):
        next(self.calls)
        self.X, Y = X, X**2
        to = slice(1, None) if self.only is None else [self.only + 1]
        away = slice(None, -1) if self.only is None else [self.only]
        self.to, self.away = to, away
        Y[to] += self.leak * np.sin(X[away])
        return Y

    def backward(self, dY):
        dX = 2 * dY * self.X
        if self.seen:
            dX[self.away] += self.leak * np.cos(self.X[self.away]) * (
                dY[self.to]
            )  # fmt: skip
        return dX


LONG = start(5).normal(size=(16, 10))


@pytest.mark.parametrize("leak", [1.0, 1e-3, 1e-5])
@pytest.mark.parametrize("only", [None, 0, 7])
def test_a_leak_between_examples_is_seen_though_they_are_asked_together(
    leak, only, monkeypatch
):
    assert gradient_check(Leaky(leak, True, only), LONG, start())
    with pytest.raises(GradientCheckError, match="of X is wrong") as caught:
        gradient_check(Leaky(leak, False, only), LONG, start())
    together = caught.value.report["X"]
    assert together.wrong > 0
    monkeypatch.setattr(gradients, "_by_rows", lambda *_: {})
    with pytest.raises(GradientCheckError, match="of X is wrong") as caught:
        gradient_check(Leaky(leak, False, only), LONG, start())
    assert caught.value.report["X"].wrong == together.wrong


def test_a_leak_into_a_large_row_from_a_small_one_is_seen():
    """Row 3 hardly moves itself, and moves row 0 by 1e-8 of its largest."""

    class Small(Leaky):
        def forward(self, X):
            self.X, Y = X, X * np.where(np.arange(16) == 3, 1e-9, 1)[:, None]
            Y[0] += 1e-8 * X[3]
            return Y

        def backward(self, dY):
            dX = dY * np.where(np.arange(16) == 3, 1e-9, 1)[:, None]
            if self.seen:
                dX[3] += 1e-8 * dY[0]
            return dX

    assert gradient_check(Small(0, True), LONG, start())
    with pytest.raises(GradientCheckError, match="of X is wrong"):
        gradient_check(Small(0, False), LONG, start())


def test_examples_apart_are_asked_together():
    apart, mixed = Leaky(0.0, True), Leaky(1.0, True)
    gradient_check(apart, LONG, start())
    gradient_check(mixed, LONG, start())
    assert next(apart.calls) < next(mixed.calls) / 3
