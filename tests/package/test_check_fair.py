"""Right code that looks odd is not accused; odd code that is wrong, is."""

import numpy as np
import pytest
from test_check_hidden import Spoiled, accused, check
from test_check_shapes import start

from backprop import GradientCheckError


class Copies(Spoiled):
    def params(self):
        return {"W": self.W.copy(), "b": self.b.copy()}

    def grads(self):
        return {"W": self.dW, "b": self.db}


class StoredCopies(Copies):
    def __init__(self, k=1.0):
        super().__init__(k)
        self.p = {"W": self.W.copy(), "b": self.b.copy()}

    def params(self):
        return self.p


class ListOfCopies(Copies):
    def params(self):
        return [self.W.copy(), self.b.copy()]

    def grads(self):
        return [self.dW, self.db]


@pytest.mark.parametrize(
    ("kind", "name"),
    [(Copies, "W"), (StoredCopies, "W"), (ListOfCopies, r"params\[0\]")],
)
def test_copies_of_the_parameters_are_told_and_the_real_ones_checked(
    kind, name
):
    report = check(kind())
    assert not report
    assert list(report.unchecked) == ["params()"]
    assert "params() returns copies; return the arrays themselves" in repr(
        report
    )
    assert [v.verdict for v in report.values()] == ["agrees"] * 3
    accused(kind(7.0), name.replace("\\", "")) if "[" not in name else None
    with pytest.raises(GradientCheckError, match=f"of {name} is wrong"):
        check(kind(7.0))


def test_copies_of_what_cannot_be_seen_are_unchecked():
    def hidden():
        W = start().normal(size=(4, 3))

        class Hidden:
            def forward(self, X):
                self.X = X
                return X @ (W + 0)

            def backward(self, dY):
                self.dW = self.X.T @ dY
                return dY @ W.T

            def params(self):
                return {"W": np.array(W.tolist())}

            def grads(self):
                return {"W": self.dW}

        return Hidden()

    report = check(hidden())
    assert not report
    assert "params() returns copies" in repr(report)


def test_copies_by_argument_are_told():
    layer = Spoiled()
    report = check(layer, params={"W": lambda: layer.W.copy()},
                   grads={"W": lambda: layer.dW})  # fmt: skip
    assert not report
    assert "params= returns copies; return the arrays" in repr(report)


class Tied:
    """V is W.T, and each has the gradient of its own use."""

    def __init__(self, k=1.0):
        self.k, self.W = k, start().normal(size=(4, 3))
        self.V = self.W.T

    def forward(self, X):
        self.X, self.A = X, np.tanh(X @ self.W)
        return self.A @ self.V

    def backward(self, dY):
        dZ = (dY @ self.V.T) * (1 - self.A**2)
        self.dV, self.dW = self.k * self.A.T @ dY, self.X.T @ dZ
        return dZ @ self.W.T


class TiedParams(Tied):
    def params(self):
        return {"W": self.W, "V": self.V}

    def grads(self):
        return {"W": self.dW, "V": self.dV}


class Whole(Tied):
    """Both names have the whole gradient."""

    def backward(self, dY):
        dX = super().backward(dY)
        self.dW = self.dW + self.dV.T
        self.dV = self.k * self.dW.T
        return dX


@pytest.mark.parametrize("kind", [Tied, TiedParams])
def test_the_gradients_of_two_views_add_up(kind):
    report = check(kind())
    assert report, report
    assert "W and V share their memory: their gradients were added" in repr(
        report
    )
    with pytest.raises(GradientCheckError, match="of W is wrong") as caught:
        check(kind(7.0))
    assert "or theirs add up to it" in repr(caught.value.report)


class Twice:
    """Two layers have one W, and each keeps the gradient of its own use."""

    def __init__(self, k=1.0):
        self.a, self.c = Spoiled(k), Spoiled()
        self.a.W = self.c.W = start().normal(size=(4, 4))
        self.a.b, self.c.b = np.zeros(4), np.ones(4)

    def forward(self, X):
        return self.c.forward(np.tanh(self.a.forward(X)))

    def backward(self, dY):
        return self.a.backward(self.c.backward(dY) * (1 - self.c.X**2))


class Besides(TiedParams):
    """grads() is k times right; the layer has the right one besides."""

    def params(self):
        return {"weight": self.W}

    def grads(self):
        return {"weight": self.k * (self.dW + self.dV.T)}

    def backward(self, dY):
        k, self.k = self.k, 1.0
        dX = super().backward(dY)
        self.dW = self.dW + self.dV.T
        self.dV, self.k = 0 * self.dV, k
        return dX


def test_what_stands_beside_the_declared_gradient_is_not_added_to_it():
    report = check(Besides())
    assert report, report
    for k in (0.0, 0.5):
        with pytest.raises(GradientCheckError, match="of weight is wrong"):
            check(Besides(k))


def test_a_zero_beside_the_whole_gradient_is_no_part_of_it():
    class Forgot(TiedParams):
        def backward(self, dY):
            dX = super().backward(dY)
            self.dW, self.dV = 0 * self.dW, self.dV + self.dW.T
            return dX

    with pytest.raises(GradientCheckError, match="of W is wrong"):
        check(Forgot())


def test_one_array_in_two_layers_has_two_gradients():
    report = check(Twice())
    assert report, report
    assert set(report) == {"X", "a.W", "a.b", "c.b"}
    assert "their gradients were added" in repr(report)
    accused(Twice(7.0), "a.W")


def test_a_mask_of_minus_infinity_is_no_parameter():
    class Masked:
        def __init__(self, lazy):
            self.W, self.lazy = start().normal(size=(4, 3)), lazy
            if not lazy:
                self.band = np.triu(np.full((5, 3), -np.inf), 2)

        def forward(self, X):
            if self.lazy:
                self.band = np.triu(np.full((5, 3), -np.inf), 2)
            self.X, self.Y = X, np.exp(X @ self.W + self.band)
            return self.Y

        def backward(self, dY):
            self.dW = self.X.T @ (dY * self.Y)
            return (dY * self.Y) @ self.W.T

    for lazy in (False, True):
        report = check(Masked(lazy))
        assert report, report


def test_what_is_kept_of_gradients_is_no_weight_s_gradient():
    class Watched(Spoiled):
        def backward(self, dY):
            dX = super().backward(dY)
            self.grad_norms = np.array([abs(self.dW).sum(), abs(dX).sum()])
            self.dW_velocity = 0.9 * self.__dict__.get("dW_velocity", 0)
            self.dW_velocity = self.dW_velocity + self.dW / 2
            return dX

    assert check(Watched())


def test_two_views_may_both_have_the_whole_gradient():
    report = check(Whole())
    assert report, report
    assert "added" not in repr(report)


class Counting(Spoiled):
    def __init__(self, k=1.0, calls=0.0):
        super().__init__(k)
        self.calls = calls

    def forward(self, X):
        self.calls += 1
        return super().forward(X)

    def params(self):
        return {"W": self.W, "b": self.b, "calls": self.calls}

    def grads(self):
        return {"W": self.dW, "b": self.db, "calls": 0 * np.array(self.calls)}


class CountingList(Counting):
    def params(self):
        return [self.W, self.b, self.calls]

    def grads(self):
        return [self.dW, self.db, 0 * self.calls]


@pytest.mark.parametrize("kind", [Counting, CountingList])
@pytest.mark.parametrize("calls", [np.zeros(()), np.zeros(1)])
def test_a_counter_among_the_parameters_is_none(kind, calls):
    report = check(kind(1.0, calls.copy()))
    assert report, report
    assert len(report) == 3
    assert "taken for a counter" in repr(report)
    accused(kind(7.0, calls.copy()), "W")


@pytest.mark.parametrize("calls", [0, np.zeros(1, int), np.int64(3)])
def test_a_whole_number_among_the_parameters_counts(calls):
    report = check(Counting(1.0, np.copy(calls) if calls else calls))
    assert report, report
    assert "calls is a whole number among the parameters" in repr(report)
    accused(Counting(7.0, calls), "W")


def test_a_parameter_that_forward_changes_is_no_counter():
    class Decaying(Counting):
        def forward(self, X):
            return self.calls * super().forward(X)

    with pytest.raises(ValueError, match="forward changes the parameter cal"):
        check(Decaying(1.0, np.ones(1)))
