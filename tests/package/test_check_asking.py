"""The instruments ask what people have: tokens, dropout, masks, functions."""

import dataclasses

import numpy as np
import pytest

from backprop import (
    GradientCheckError,
    check_causal,
    check_mask,
    check_rows,
    gradient_check,
)

TABLE = np.random.default_rng(0).normal(size=(9, 4))
TOKENS = np.random.default_rng(1).integers(1, 6, (2, 5))  # no 0, 6, 7, 8
CUBE = np.random.default_rng(2).normal(size=(3, 5, 4))


def drawn():
    return np.random.default_rng(3)


@pytest.mark.parametrize("token", [0, 7, 8])
def test_a_leak_through_a_token_that_x_has_none_of_is_caught(token):
    def padding(t):
        Y = TABLE[t].cumsum(axis=1)
        Y[:, 0] += (t == token).sum(axis=1)[:, None]
        return Y

    with pytest.raises(GradientCheckError, match="output at time 0 moves"):
        check_causal(padding, TOKENS, drawn())
    with pytest.raises(GradientCheckError, match="output of example"):
        check_rows(lambda t: TABLE[t] + (t == token).any(), TOKENS, drawn())


def test_the_report_says_which_tokens_were_tried():
    report = check_causal(lambda t: TABLE[t].cumsum(1), TOKENS, drawn())
    assert report
    assert "9 of the 9 tokens from 0 to 8" in repr(report)
    large = np.random.default_rng(0).normal(size=(3000, 2))
    report = check_rows(lambda t: large[t], TOKENS, drawn())
    assert "of the 3000 tokens from 0 to 2999" in repr(report)
    # Where nothing is refused, no token beyond those of X means something.
    report = check_rows(lambda t: 1.0 * t, TOKENS, drawn())
    assert f"from 0 to {TOKENS.max()}" in repr(report)


def test_a_token_that_forward_refuses_is_left_out():
    def table(t):
        if (t == 0).any() or (t == 7).any():
            raise ValueError("reserved")
        return TABLE[t]

    report = check_rows(table, TOKENS, drawn())
    assert report
    assert "was moved to 6 of the 7 tokens from 0 to 6" in repr(report)


def test_a_table_grown_from_its_input_asks_for_no_more_memory():
    report = check_causal(lambda t: np.eye(t.max() + 1)[t][..., :1], TOKENS,
                          drawn())  # fmt: skip
    assert f"from 0 to {TOKENS.max()}" in repr(report)


def test_one_token_alone_is_moved_to_others():
    alone = np.zeros((2, 5), int)
    assert check_causal(lambda t: TABLE[t], alone, drawn())
    with pytest.raises(GradientCheckError):
        check_causal(lambda t: TABLE[t] + TABLE[t].mean(1, keepdims=True),
                     alone, drawn())  # fmt: skip


class Dropout:
    """Inverted dropout, with its generator in one of the usual places."""

    def __init__(self, draw, leak=0.0):
        self.draw, self.leak = draw, leak

    def forward(self, X, mask=None):
        kept = 2.0 * (self.draw(X.shape) > 0.5)
        return X * kept + self.leak * X.mean()


GENERATOR = np.random.default_rng(4)


def helper(shape):
    return GENERATOR.random(shape)


DRAWS = {
    "np.random": lambda shape: np.random.random(shape),
    "a generator": np.random.default_rng(5).random,
    "a global one": lambda shape: GENERATOR.random(shape),
    "a global one, in a helper": lambda shape: helper(shape),
}
MASK = np.arange(5) < np.array([[3], [5], [4]])


@pytest.mark.parametrize("name", DRAWS)
def test_dropout_is_asked_with_the_same_draws(name):
    right = Dropout(DRAWS[name])
    for _ in range(3):
        assert check_causal(right, CUBE, drawn())
        assert check_mask(right, CUBE, MASK, drawn())
        report = check_rows(right, CUBE, drawn())
        assert report
        assert "whether the places of the examples matter" in repr(report)
    wrong = Dropout(DRAWS[name], leak=1.0)
    for check, more in [(check_causal, ()), (check_rows, ()),
                        (check_mask, (MASK,))]:  # fmt: skip
        with pytest.raises(GradientCheckError):
            check(wrong, CUBE, *more, drawn())


def test_draws_that_cannot_be_pinned_are_named():
    fresh = Dropout(lambda shape: np.random.default_rng().random(shape))
    for check, more in [(check_causal, ()), (check_rows, ()),
                        (check_mask, (MASK,))]:  # fmt: skip
        with pytest.raises(ValueError, match="hold the generator on the lay"):
            check(fresh, CUBE, *more, drawn())


def test_draws_that_depend_on_x_accuse_nobody():
    rng = np.random.default_rng(5)

    def forward(X):
        Y = X.copy()
        Y[X > 0] *= rng.random((X > 0).sum())
        return Y

    with pytest.raises(ValueError, match="as many random numbers"):
        check_rows(forward, CUBE, drawn())


class Masked:
    """Pools real places into as many features as there are times."""

    def __init__(self, leak=0.0, times=None):
        self.leak, self.times = leak, times

    def forward(self, X, mask):
        if self.times and X.shape[1] != self.times:
            raise ValueError("as many times as in training")
        Y = (X * mask[..., None]).sum(axis=1)
        Y[:, 3:] += self.leak * X[:, -1, 3:]
        return Y


SQUARE = np.random.default_rng(6).normal(size=(2, 5, 5))
TWO = np.arange(5) < np.array([[3], [3]])


def test_features_as_many_as_times_are_told_from_them():
    assert check_mask(Masked(), SQUARE, TWO, drawn())
    with pytest.raises(GradientCheckError, match="output of example"):
        check_mask(Masked(leak=1.0), SQUARE, TWO, drawn())


def test_where_they_cannot_be_told_check_mask_asks():
    one = Masked(leak=1.0, times=5)
    with pytest.raises(ValueError, match="say times=True, or times=False"):
        check_mask(one, SQUARE, TWO, drawn())
    with pytest.raises(GradientCheckError):
        check_mask(one, SQUARE, TWO, drawn(), times=False)
    assert check_mask(one, SQUARE, TWO, drawn(), times=True)
    assert check_mask(Masked(times=5), SQUARE, TWO, drawn())
    with pytest.raises(ValueError, match="times=True expects Y"):
        check_mask(lambda X, mask: (X * mask[..., None]).sum((1, 2)), SQUARE,
                   TWO, drawn(), times=True)  # fmt: skip


@pytest.mark.parametrize(
    ("mask", "said"),
    [
        (TWO[:, 0], "question of check_rows"),
        (TWO[0], r"np.broadcast_to\(mask, \(2, 5\)\)"),
        (TWO[..., None] & np.ones((2, 5, 5), bool), "real or not as a whole"),
        (TWO.T, r"\(2, 5\) of X's places, got \(5, 2\)"),
    ],
)
def test_a_mask_of_another_shape_is_refused_with_the_remedy(mask, said):
    with pytest.raises(ValueError, match=said):
        check_mask(Masked(), SQUARE, mask, drawn())


class Forward:
    """forward alone, with arguments that it wants."""

    def __init__(self, f):
        self.f = f

    def forward(self, X, training):
        assert training is True
        return self.f(X)


class Stores:
    def forward(self, X):
        self.output = 2 * X


def test_forward_alone_is_enough():
    for layer in (Forward(np.tanh), Stores(), np.tanh, lambda X: 2 * X):
        assert check_causal(layer, CUBE, drawn())
        assert check_rows(layer, CUBE, drawn())
    assert "training=True" in repr(check_rows(Forward(np.tanh), CUBE, drawn()))


@pytest.mark.parametrize(
    ("check", "layer", "said"),
    [
        (check_rows, lambda X, h0: X, r"lambda X: layer.forward\(X, h0=...\)"),
        (check_rows, lambda X, mask: X, "check_mask asks about masked"),
        (check_mask, lambda X, pad_mask: X, r"layer.forward\(X, pad_mask=mas"),
        (check_mask, lambda X: X, r"expected forward\(X, mask\)"),
        (check_rows, 3, "must have the method forward"),
        (check_causal, Stores, r"expected Stores\(...\)"),
    ],
)
def test_a_forward_that_wants_more_is_refused_with_the_remedy(
    check, layer, said
):
    more = (TWO,) if check is check_mask else ()
    with pytest.raises(TypeError, match=said):
        check(layer, SQUARE, *more, drawn())


class Scaled:
    """Y = X scale + W, of which the scale is not trained."""

    def __init__(self):
        self.scale, self.W = np.full(4, 2.0), np.ones(4)

    def forward(self, X):
        return X * self.scale + self.W

    def backward(self, dY):
        self.dW = dY.sum(0)
        return dY * self.scale


def test_a_misspelt_constant_is_refused():
    X = np.random.default_rng(0).normal(size=(5, 4))
    assert gradient_check(Scaled(), X, drawn(), constants=["scale"])
    with pytest.raises(ValueError, match="got 'scal': expected "):
        gradient_check(Scaled(), X, drawn(), constants=["scal"])


@dataclasses.dataclass(frozen=True, slots=True)
class Settings:
    rate: float
    kept: list


def test_a_layer_with_frozen_settings_is_put_back():
    settings = Settings(0.5, [])

    def forward(X):
        settings.kept.append(X)
        return settings.rate * X

    assert check_rows(forward, CUBE, drawn())
    assert settings.kept == []
