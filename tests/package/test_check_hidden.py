"""No parameter hides: made late, out of reach, asleep, shared or left out.

Each right layer is True, or says what it could not check; each wrong one is
accused in that array alone, or at least not True.
"""

import numpy as np
import pytest
from test_check_shapes import Dense, start

from backprop import GradientCheckError, gradient_check

X = start(1).normal(size=(5, 4))


class Spoiled(Dense):
    """Dense whose dW is k times what it should be."""

    def __init__(self, k=1.0):
        super().__init__()
        self.k = k


def check(layer, **named):
    return gradient_check(layer, named.pop("X", X), start(), **named)


def accused(layer, name, **named):
    with pytest.raises(GradientCheckError, match=f"of {name} is wrong") as e:
        check(layer, **named)
    wrong = [n for n, v in e.value.report.items() if v.verdict == "wrong"]
    assert wrong == [name]
    return e.value.report


# Weights that forward makes, or puts in the place of others


class Lazy(Dense):
    W = b = None

    def __init__(self, k=1.0):
        self.k = k

    def forward(self, X):
        if self.W is None:
            Dense.__init__(self)
        return super().forward(X)


class LazyParams(Lazy):
    def params(self):
        return {"W": self.W, "b": self.b}

    def grads(self):
        return {"W": self.dW, "b": self.db}


class LazyEmpty(LazyParams):
    def params(self):
        return {} if self.W is None else super().params()


class NotYet(LazyParams):  # params() raises AttributeError before forward
    def __init__(self, k=1.0):
        self.k = k

    def forward(self, X):
        if "W" not in vars(self):
            Dense.__init__(self)
        return Dense.forward(self, X)

    def params(self):
        return dict(W=vars(self)["W"], b=vars(self)["b"])


class Filled(Spoiled):  # W is drawn by the first call
    def __init__(self, k=1.0):
        super().__init__(k)
        self.W, self.built = np.zeros((4, 3)), False

    def forward(self, X):
        if not self.built:
            self.W, self.built = start(8).normal(size=(4, 3)), True
        return super().forward(X)


class Rebound(Spoiled):  # another array in its place at each call
    def forward(self, X):
        self.W = self.W.copy()
        return super().forward(X)


class ReboundParams(Rebound):
    params, grads = LazyParams.params, LazyParams.grads


LATE = [Lazy, LazyParams, LazyEmpty, NotYet, Filled, Rebound, ReboundParams]


@pytest.mark.parametrize("kind", LATE, ids=lambda k: k.__name__)
def test_weights_that_forward_makes_are_checked(kind):
    report = check(kind())
    assert report, report
    assert set(report) == {"X", "W", "b"}
    accused(kind(7.0), "W")


def test_a_layer_that_makes_its_weights_is_left_without_them():
    layer = Lazy()
    check(layer)
    assert vars(layer) == {"k": 1.0}


def test_what_the_first_call_keeps_wrongly_still_shows():
    class Stale(Lazy):
        def forward(self, X):
            Y = super().forward(X)
            self.first = self.__dict__.get("first", X)
            self.X = self.first
            return Y

    accused(Stale(), "W")


# Weights that no nudge reaches


class Whole(Spoiled):
    def __init__(self, k=1.0):
        super().__init__(k)
        self.W = np.arange(12).reshape(4, 3)


class ReadOnly(Spoiled):
    def __init__(self, k=1.0):
        super().__init__(k)
        self.W.flags.writeable = False


@pytest.mark.parametrize(
    ("kind", "said"),
    [(Whole, r"W is whole numbers; expected floats, W.astype\(float\)"),
     (ReadOnly, r"W is read-only; expected a writeable .*W.copy\(\)")],
)  # fmt: skip
def test_a_gradient_of_what_cannot_be_moved_is_unchecked(kind, said):
    for k in (1.0, 7.0):
        report = check(kind(k))
        assert not report
        assert list(report.unchecked) == ["W"]
        with pytest.raises(AssertionError, match=said):
            raise AssertionError(repr(report))
        assert "a gradient dW was found on the layer, for no array that can " \
            "be moved" in repr(report)  # fmt: skip


def test_a_gradient_of_nothing_to_be_seen_is_unchecked():
    class Behind(Dense):
        def __init__(self):
            self.b = start(3).normal(size=3)

        @property
        def W(self):
            return start(4).normal(size=(4, 3))

    report = check(Behind())
    assert not report
    assert "expected its weight as a float array" in report.unchecked["dW"]


class OnClass(Dense):
    W = start().normal(size=(4, 3))

    def __init__(self, k=1.0):
        self.k, self.b = k, np.ones(3)


def closing(k=1.0):
    W = start().normal(size=(4, 3))

    class Closing:
        def forward(self, X):
            self.X = X
            return X @ W

        def backward(self, dY):
            self.dW = k * self.X.T @ dY
            return dY @ W.T

    return Closing()


def pair(k=1.0):
    W, grads, kept = start().normal(size=(4, 3)), {}, {}

    def forward(X):
        kept["X"] = X
        return X @ W

    def backward(dY):
        grads["W"] = k * kept["X"].T @ dY
        return dY @ W.T

    return forward, backward


def tuples(k=1.0):
    W = start().normal(size=(4, 3))

    def backward(dY, cache):
        return dY @ W.T, k * cache.T @ dY

    return lambda X: (X @ W, X), backward


@pytest.mark.parametrize("make", [OnClass, closing, pair, tuples])
def test_weights_on_the_class_or_in_a_closure_are_checked(make):
    kept = OnClass.W.copy()
    report = check(make())
    assert report, report
    assert "W" in report
    accused(make(7.0), "W")
    np.testing.assert_array_equal(OnClass.W, kept)


def test_a_closure_s_gradient_by_another_name_is_unchecked():
    W, heap = start().normal(size=(4, 3)), {}

    def forward(X):
        heap["in"] = X
        return X @ W

    def backward(dY):
        heap["slope"] = 7 * heap["in"].T @ dY
        return dY @ W.T

    report = check((forward, backward))
    assert not report
    assert list(report.unchecked) == ["heap.slope"]


def test_what_backward_keeps_on_its_way_is_no_weight_s_gradient():
    class Wordy(Dense):
        """Batch norm behind a product, with all it computes as attributes."""

        def __init__(self):
            super().__init__()
            self.gain = np.ones(3)

        def forward(self, X):
            self.Z = super().forward(X)
            self.var = self.Z.var(0)
            self.sd = np.sqrt(self.var + 1e-5)
            self.N = (self.Z - self.Z.mean(0)) / self.sd
            return self.gain * self.N

        def backward(self, dY):
            self.dgain = (dY * self.N).sum(0)
            self.dN = dY * self.gain
            self.dvar = (self.dN * self.N).sum(0) / self.var / -2
            self.dmean = -self.dN.sum(0) / self.sd
            self.delta = self.dZ = (
                self.dN - self.dN.mean(0) - self.N * (self.dN * self.N).mean(0)
                * self.sd**2 / self.var * (self.var / self.sd**2)
            ) / self.sd  # fmt: skip
            return super().backward(self.dZ)

    report = check(Wordy())
    assert not report.unchecked, report


# What else is there, beside params=


def test_params_does_not_end_the_search():
    right, wrong = Spoiled(), Spoiled(7.0)
    for layer in (right, wrong):
        layer.named = {"params": {"b": lambda at=layer: at.b},
                       "grads": {"b": lambda at=layer: at.db}}  # fmt: skip
    assert set(check(right, **right.named)) == {"X", "W", "b"}
    accused(wrong, "W", **wrong.named)

    class Kept(Spoiled):
        def backward(self, dY):
            dX = super().backward(dY)
            self.slope = self.__dict__.pop("dW") * 0
            return dX

    layer = Kept()
    report = check(layer, params={"b": lambda: layer.b})
    assert not report
    assert list(report.unchecked) == ["W"]


# Asleep at the start


class LoRA:
    def __init__(self, k=1.0):
        self.k, rng = k, start()
        self.W, self.A = rng.normal(size=(4, 3)), rng.normal(size=(4, 2))
        self.B = np.zeros((2, 3))

    def forward(self, X):
        self.X = X
        return X @ self.W + X @ self.A @ self.B

    def backward(self, dY):
        self.dW, self.dB = self.X.T @ dY, (self.X @ self.A).T @ dY
        self.dA = self.X.T @ dY @ self.B.T
        self.dA[0] *= self.k
        return dY @ (self.W + self.A @ self.B).T


class LoRAParams(LoRA):
    def params(self):
        return {"W": self.W, "A": self.A, "B": self.B}

    def grads(self):
        return {"W": self.dW, "A": self.dA, "B": self.dB}


class ReZero:
    def __init__(self, k=1.0):
        self.k, self.A = k, start().normal(size=(4, 4))
        self.alpha = np.zeros(1)

    def forward(self, X):
        self.X, self.T = X, np.tanh(X @ self.A)
        return X + self.alpha * self.T

    def backward(self, dY):
        self.dalpha = np.array([(dY * self.T).sum()])
        d = self.alpha * dY * (1 - self.T**2)
        self.dA = self.k * self.X.T @ d
        return dY + d @ self.A.T


@pytest.mark.parametrize("kind", [LoRA, LoRAParams, ReZero])
def test_what_moves_nothing_at_first_is_asked_where_it_does(kind):
    report = check(kind())
    assert report, report
    assert report["A"].verdict == "agrees"
    assert "0 here; right where the parameters are moved" in repr(report)
    accused(kind(1.001), "A")


def test_what_sleeps_without_a_gradient_is_unchecked():
    class Forgot(LoRA):
        def __init__(self):
            super().__init__()
            self.down = self.A

        def backward(self, dY):
            dX = super().backward(dY)
            self.A = self.down
            del self.dA
            return dX

    report = check(Forgot())
    assert "A was taken for a constant" in repr(report)

    class Named(Forgot):
        def __init__(self):
            super().__init__()
            del self.A

        def forward(self, X):
            self.A = self.down
            return super().forward(X)

    report = check(Named())
    assert not report
    assert list(report.unchecked) == ["down"]


# Shared and reused memory


class Buffered(Spoiled):
    def forward(self, X):
        self.__dict__.setdefault("out", np.zeros((len(X), 3)))
        self.out[...] = super().forward(X)
        return self.out


def test_an_output_buffer_that_is_used_again_hides_nothing():
    report = check(Buffered())
    assert report, report
    assert set(report) == {"X", "W", "b"}
    accused(Buffered(7.0), "W")


class Flat(Dense):
    def __init__(self, k=1.0):
        self.k, self.flat = k, start().normal(size=15)
        self.W = self.flat[:12].reshape(4, 3)

    def forward(self, X):
        self.X = X
        return X @ self.W + self.flat[12:]

    def backward(self, dY):
        self.dW = self.X.T @ dY
        self.dflat = np.append(self.dW, self.k * dY.sum(0))
        return dY @ self.W.T

    def params(self):
        return {"W": self.W}

    def grads(self):
        return {"W": self.dW}


def test_what_a_view_leaves_of_its_buffer_is_found():
    report = check(Flat())
    assert report, report
    accused(Flat(7.0), "flat")

    class Silent(Flat):
        def backward(self, dY):
            dX = super().backward(dY)
            del self.dflat
            return dX

    report = check(Silent())
    assert not report
    assert "3 of its 15 entries belong to no parameter" in repr(report)


def test_views_of_a_buffer_are_taken_where_they_have_the_gradients():
    class Views(Spoiled):
        def __init__(self, k=1.0):
            super().__init__(k)
            self.flat = start().normal(size=15)
            self.W, self.b = self.flat[:12].reshape(4, 3), self.flat[12:]

    report = check(Views())
    assert report, report
    assert set(report) == {"X", "W", "b"}
    accused(Views(7.0), "W")

    class More(Views):  # than its views show
        def __init__(self):
            super().__init__()
            self.flat = start().normal(size=18)
            self.W, self.b = self.flat[:12].reshape(4, 3), self.flat[12:15]

        def forward(self, X):
            return super().forward(X) * self.flat[15:]

        def backward(self, dY):
            return super().backward(dY * self.flat[15:])

    report = check(More())
    assert not report
    assert set(report) == {"X", "W", "b"}
    assert "3 of its 18 entries belong to no parameter" in repr(report)


# A second look that cannot be had


class Narrow:
    """It refuses any gain but the one that it has."""

    def __init__(self):
        self.gain = np.ones(4)

    def forward(self, X):
        if (self.gain != np.round(self.gain, 4)).any():
            if np.abs(self.gain - 1).max() > 1e-4:
                raise RuntimeError("gain must be 1")
        self.X = X
        return X * self.gain

    def backward(self, dY):
        self.dgain = (dY * self.X).sum(0)
        return dY * self.gain


def test_a_second_look_that_gives_up_says_so():
    report = check(Narrow())
    assert "could not be asked (RuntimeError: gain must be 1)" in repr(report)


class Domain:
    """log(gain): a gain below 0.9 gives NaN. `power` is 1 where right."""

    def __init__(self, power):
        self.gain, self.power = np.ones(4), power

    def forward(self, X):
        self.X = X
        return X * self.gain**2 + np.log(self.gain - 0.9)

    def backward(self, dY):
        self.dgain = (
            2 * (dY * self.X).sum(0) * self.gain**self.power
            + dY.sum(0) / (self.gain - 0.9)
        )  # fmt: skip
        return dY * self.gain**2


def test_a_second_look_moves_less_where_it_leaves_the_domain():
    assert check(Domain(1))
    with pytest.raises(GradientCheckError, match="once the parameters are mo"):
        check(Domain(3))
