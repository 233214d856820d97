"""check_causal, check_rows, check_mask: who may depend on whom."""

import numpy as np
import pytest

from backprop import (
    GradientCheckError,
    Layer,
    Linear,
    Sequential,
    Tanh,
    check_causal,
    check_mask,
    check_rows,
)


class Of(Layer):
    """A layer that is this function of X."""

    def __init__(self, f):
        self.f = f

    def forward(self, X, **named):
        return self.f(X, **named)

    def backward(self, dY):
        return dY


def attention(X, mask="before"):
    """Causal attention with its mask before or after the softmax."""
    S = X @ X.swapaxes(1, 2)
    T = X.shape[1]
    seen = np.tril(np.ones((T, T), bool))
    if mask == "before":
        S = np.where(seen, S, -np.inf)
    A = np.exp(S - S.max(-1, keepdims=True))
    A /= A.sum(-1, keepdims=True)
    if mask == "after":
        A = np.where(seen, A, 0.0)
    return A @ X


TABLE = np.random.default_rng(0).normal(size=(9, 4))
CAUSAL = {
    "a sum so far": lambda X: np.cumsum(X, axis=1),
    "the same place": np.tanh,
    "the place before": lambda X: np.roll(X, 1, 1) * (
        np.arange(X.shape[1]) > 0)[:, None],
    "attention": attention,
}  # fmt: skip
LEAKS = {
    "a mean over time": lambda X: X - X.mean(axis=1, keepdims=True),
    "the place after": lambda X: np.roll(X, -1, 1),
    "mask after the softmax": lambda X: attention(X, "after"),
    "no mask": lambda X: attention(X, ""),
    "a leak of 1e-6": lambda X: X + 1e-6 * X.sum(1, keepdims=True),
    "one unit of the last": lambda X: X + X[:, -1:, :1],
}


def drawn(seed, shape=(3, 5, 4)):
    rng = np.random.default_rng(seed)
    return rng.normal(size=shape), rng


@pytest.mark.parametrize("name", CAUSAL)
def test_a_causal_layer_is_true(name):
    for seed in range(5):
        X, rng = drawn(seed)
        report = check_causal(Of(CAUSAL[name]), X, rng)
        assert report
        assert report["Y"].verdict == "agrees"


@pytest.mark.parametrize("name", LEAKS)
def test_a_layer_that_sees_the_future_is_caught(name):
    for seed in range(5):
        X, rng = drawn(seed)
        with pytest.raises(
            GradientCheckError, match=r"output at time \d moves when .* time"
        ) as caught:
            check_causal(Of(LEAKS[name]), X, rng)
        assert not caught.value.report


def test_tokens_are_exchanged_for_other_tokens():
    rng = np.random.default_rng(0)
    tokens = rng.integers(0, 9, (3, 5))
    assert check_causal(Of(lambda i: TABLE[i].cumsum(1)), tokens, rng)
    with pytest.raises(GradientCheckError, match="check_causal: the output"):
        check_causal(Of(lambda i: TABLE[i[:, ::-1]]), tokens, rng)
    assert check_rows(Of(lambda i: TABLE[i]), tokens, rng)


def test_rows_that_keep_apart_are_true():
    X, rng = drawn(0, (6, 4))
    assert check_rows(Sequential(Linear(4, 3, rng), Tanh()), X, rng)
    assert check_rows(Of(lambda X: X - X.mean(1, keepdims=True)), X, rng)


@pytest.mark.parametrize(
    ("f", "said"),
    [
        (lambda X: X - X.mean(axis=0), r"output of example \d moves when ex"),
        (lambda X: np.cumsum(X, axis=0), "output of example . moves"),
        (lambda X: X + X[:1], "output of example . moves when example 0"),
        (lambda X: X * np.arange(1, len(X) + 1)[:, None], "change places"),
    ],
)
def test_rows_that_mix_are_caught(f, said):
    X, rng = drawn(1, (6, 4))
    with pytest.raises(GradientCheckError, match=said):
        check_rows(Of(f), X, rng)


def pooled(X, mask):
    return (X * mask[..., None]).sum(1) / mask.sum(1)[:, None]


def test_masked_places_that_move_nothing_are_true():
    X, rng = drawn(2)
    mask = np.arange(5) < np.array([[3], [5], [4]])
    assert check_mask(Of(pooled), X, mask, rng)
    kept = Of(lambda X, mask: np.cumsum(X * mask[..., None], axis=1))
    assert check_mask(kept, X, mask, rng)


@pytest.mark.parametrize(
    "f",
    [
        lambda X, mask: X.mean(1),
        lambda X, mask: (X * mask[..., None]).sum(1) + 1e-6 * X.sum(1),
        lambda X, mask: np.cumsum(X, axis=1)[:, ::-1],
        lambda X, mask: X.sum(1) - (X * mask[..., None]).sum(1),
    ],
)
def test_a_masked_place_that_moves_an_output_is_caught(f):
    X, rng = drawn(3)
    mask = np.arange(5) < np.array([[3], [5], [4]])
    with pytest.raises(GradientCheckError, match="masked input changes"):
        check_mask(Of(f), X, mask, rng)


def test_a_layer_that_draws_or_remembers_is_asked_from_one_state():
    class Noisy(Layer):
        def __init__(self):
            self.rng, self.h = np.random.default_rng(0), 0.0

        def forward(self, X):
            self.h = self.h + X.mean(axis=(1, 2), keepdims=True)
            return X * self.rng.normal(size=X.shape) + self.h.mean()

    X, rng = drawn(4)
    with pytest.raises(GradientCheckError):  # h mixes examples
        check_rows(Noisy(), X, rng)


class TurnsToNaN:
    """The first output is lost when the last input is large."""

    def forward(self, X):
        Y = X.copy()
        Y[:, 0][np.abs(X[:, -1]) > 3] = np.nan
        return Y

    def backward(self, dY):
        return dY


def test_an_output_that_turns_to_nan_has_noticed():
    X = np.random.default_rng(0).normal(size=(2, 5, 3)).clip(-2, 2)
    with pytest.raises(GradientCheckError):
        check_causal(TurnsToNaN(), X, np.random.default_rng(1))
