"""check_program and check_direction: whole programs, of any making."""

import numpy as np
import pytest

from backprop import (
    MISTAKES,
    GradientCheckError,
    Linear,
    ReLU,
    Sequential,
    SoftmaxCrossEntropy,
    Tanh,
    check_direction,
    check_program,
)

BITS = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
XNOR = np.array([[1.0], [0], [0], [1]])


class Program:
    """A ReLU net in plain NumPy; `change` maps its gradients to others."""

    def __init__(self, X, Y, rng, dtype=np.float64, change=lambda G: G,
                 columns=False):  # fmt: skip
        sizes = [(X.shape[1], 5), (5,), (5, Y.shape[1])]
        names = ["W1", "b1", "W2"]
        draws = [rng.normal(size=s) for s in sizes]
        draws[1] *= 0.0
        self.p = {
            n: a.astype(dtype) for n, a in zip(names, draws, strict=True)
        }
        self.X, self.Y = X.astype(dtype), Y.astype(dtype)
        self.change, self.dtype = change, dtype

    def loss(self):
        A = np.maximum(self.X @ self.p["W1"] + self.p["b1"], 0)
        return float(((A @ self.p["W2"] - self.Y) ** 2).mean())

    def gradients(self):
        Z = self.X @ self.p["W1"] + self.p["b1"]
        A = np.maximum(Z, 0)
        d = 2 * (A @ self.p["W2"] - self.Y) / self.Y.size
        dZ = (d @ self.p["W2"].T) * (Z > 0)
        return {"W2": A.T @ d, "W1": self.X.T @ dZ, "b1": dZ.sum(0)}

    def step(self):
        for n, g in self.change(self.gradients()).items():
            self.p[n] -= self.dtype(0.1) * g.astype(self.dtype)

    def step_anew(self):
        for n, g in self.change(self.gradients()).items():
            self.p[n] = self.p[n] - 0.1 * g


def drawn(seed, **named):
    rng = np.random.default_rng(seed)
    X, Y = rng.normal(size=(7, 4)), rng.normal(size=(7, 3))
    return Program(X, Y, rng, **named)


def verdicts(report):
    return {name: v.verdict for name, v in report.items()}


def test_a_right_program_agrees_and_is_put_back():
    for seed in range(10):
        one = drawn(seed)
        kept = {n: p.copy() for n, p in one.p.items()}
        assert check_program(one.loss, one.step, one.p, 0.1)
        for n, p in one.p.items():
            np.testing.assert_array_equal(p, kept[n])


def test_xnor_with_biases_0_stands_on_a_kink_and_is_unresolved():
    one = Program(BITS, XNOR, np.random.default_rng(0))
    report = check_program(one.loss, one.step, one.p, 0.1)
    assert verdicts(report) == {
        "W1": "agrees", "b1": "unresolved", "W2": "agrees",
    }  # fmt: skip
    assert "a kink within h" in repr(report)
    assert not report


def test_float32_agrees_as_far_as_it_can_show():
    for seed in range(10):
        one = drawn(seed, dtype=np.float32)
        report = check_program(one.loss, one.step, one.p, 0.1)
        assert "float32" in repr(report)
        assert "wrong" not in verdicts(report).values()
        assert list(verdicts(report).values()).count("agrees") >= 2


def only(name, f):
    return lambda G: {n: f(g) if n == name else g for n, g in G.items()}


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", ["W1", "b1", "W2"])
@pytest.mark.parametrize(
    "how", [lambda g: 7 * g, lambda g: -g, lambda g: 0.8 * g, lambda g: 0 * g]
)
def test_a_wrong_array_is_named(dtype, name, how):
    one = drawn(1, dtype=dtype, change=only(name, how))
    with pytest.raises(GradientCheckError, match=f"of {name} is wrong"):
        check_program(one.loss, one.step, one.p, 0.1)


def test_arrays_made_anew_are_found_by_a_function():
    one = drawn(2)
    assert check_program(one.loss, one.step_anew, lambda: one.p, 0.1)
    each = {n: lambda n=n: one.p[n] for n in one.p}
    assert list(check_program(one.loss, one.step_anew, each, 0.1)) == list(
        one.p
    )
    report = check_program(one.loss, one.step, list(one.p.values()), 0.1)
    assert list(report) == ["array 0", "array 1", "array 2"]


def by_norm(size):
    def change(G):
        norm = np.sqrt(sum((g**2).sum() for g in G.values()))
        return {n: g * size / norm for n, g in G.items()}

    return change


def each_by_norm(G):
    return {n: g / np.linalg.norm(g) for n, g in G.items()}


@pytest.mark.parametrize("factor", [1.0, 3.0])
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (by_norm(0.5), "clipped or normalised as a whole"),
        (by_norm(1.0), "clipped or normalised as a whole"),
        (each_by_norm, "each array by itself"),
        (lambda G: {n: 0.1 * g for n, g in each_by_norm(G).items()},
         "each array by itself"),
    ],
)  # fmt: skip
def test_a_norm_hides_a_factor_and_is_neither_right_nor_wrong(
    change, said, factor
):
    one = drawn(3)
    one.change = lambda G: change({n: factor * g for n, g in G.items()})
    report = check_program(one.loss, one.step, one.p, 0.1)
    assert not report
    assert "wrong" not in verdicts(report).values()
    assert said in repr(report)
    assert "with the clip switched off" in repr(report)


def test_a_norm_hides_no_wrong_array():
    one = drawn(3)
    one.change = lambda G: by_norm(0.5)(only("W1", lambda g: 3 * g)(G))
    with pytest.raises(GradientCheckError):
        check_program(one.loss, one.step, one.p, 0.1)


def clipped(at):
    return lambda G: {n: np.clip(g, -at, at) for n, g in G.items()}


def test_a_gradient_clipped_entry_by_entry_shows_in_those_that_are_not():
    one = drawn(3, change=clipped(0.5))
    report = check_program(one.loss, one.step, one.p, 0.1)
    assert report
    assert "clipped at 0.5, entry by entry" in repr(report)
    one.change = lambda G: clipped(0.5)({n: 3 * g for n, g in G.items()})
    with pytest.raises(GradientCheckError):
        check_program(one.loss, one.step, one.p, 0.1)


def test_an_array_of_which_every_entry_is_clipped_shows_nothing():
    one = drawn(3, change=clipped(0.1))
    report = check_program(one.loss, one.step, one.p, 0.1)
    assert verdicts(report) == {
        "W1": "agrees", "b1": "unresolved", "W2": "agrees",
    }  # fmt: skip
    assert "in b1 in every entry" in repr(report)


def test_a_weight_decay_that_the_loss_leaves_out_is_named():
    one = drawn(4)
    one.p["b1"] += 1.0
    one.change = lambda G: {n: g + 0.01 * one.p[n] for n, g in G.items()}
    with pytest.raises(GradientCheckError, match="0.01 times the parameter"):
        check_program(one.loss, one.step, one.p, 0.1)


@pytest.mark.parametrize("id", MISTAKES)
def test_the_museum_s_exhibits_are_told_as_their_own_check_tells(id):
    """Program.check is the same question, asked by check_function."""
    mistake = MISTAKES[id]
    rng = np.random.default_rng(0)
    X, t = rng.normal(size=(7, 4)), rng.integers(0, 3, 7)
    try:
        wanted = mistake.program(4, 5, 3, np.random.default_rng(1)).check(X, t)
        one = mistake.program(4, 5, 3, np.random.default_rng(1))
    except (ValueError, TypeError):
        pytest.skip("takes other data")
    try:
        found = check_program(
            lambda: one.objective(X, t), lambda: one.step(X, t, lr=0.1),
            one.net.params(), 0.1,
        )  # fmt: skip
    except GradientCheckError as error:
        found = error.report
    assert verdicts(found) == verdicts(wanted)


def net(rng, dtype=np.float64):
    return Sequential(
        Linear(6, 5, rng, dtype=dtype), Tanh(), Linear(5, 4, rng, dtype=dtype),
        ReLU(), Linear(4, 3, rng, dtype=dtype),
    )  # fmt: skip


class Counted(SoftmaxCrossEntropy):
    calls = 0

    def forward(self, prediction, target):
        Counted.calls += 1
        return super().forward(prediction, target)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_a_direction_agrees_and_costs_two_losses_more(dtype):
    for seed in range(10):
        rng = np.random.default_rng(seed)
        X, t = rng.normal(size=(9, 6)).astype(dtype), rng.integers(0, 3, 9)
        Counted.calls = 0
        model = net(rng, dtype)
        kept = {n: p.copy() for n, p in model.params().items()}
        report = check_direction(model, Counted(), X, t, rng)
        assert report
        assert Counted.calls <= 4 or dtype == np.float32  # two, and one here
        assert "does not say which array" in repr(report)
        for n, p in model.params().items():
            np.testing.assert_array_equal(p, kept[n])


@pytest.mark.parametrize("k", [0, 2, 4])
@pytest.mark.parametrize("how", [lambda g: 9 * g, lambda g: -g])
def test_a_direction_sees_a_wrong_layer(k, how):
    rng = np.random.default_rng(5)
    X, t = rng.normal(size=(9, 6)), rng.integers(0, 3, 9)
    model = net(rng)
    layer = model.layers[k]
    right = layer.parameter_gradients

    def spoiled(dY):
        right(dY)
        layer.dW = how(layer.dW)
        return dY

    layer.parameter_gradients = spoiled
    with pytest.raises(GradientCheckError, match="of direction is wrong"):
        check_direction(model, SoftmaxCrossEntropy(), X, t, rng)


@pytest.mark.parametrize(
    "change",
    [
        lambda G: {n: np.sign(g) for n, g in G.items()},
        lambda G: {n: g / (np.abs(g) + 1e-8) for n, g in G.items()},
        lambda G: {n: np.sign(5 * g) for n, g in G.items()},
    ],
)
def test_where_only_signs_are_left_no_gradient_is_called_right(change):
    one = drawn(3, change=change)
    report = check_program(one.loss, one.step, one.p, 0.1)
    assert not report
    assert "Adam's first step" in str(report)


@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_a_factor_on_one_number_is_no_clipping(factor):
    """One entry is a multiple of anything, and round data make it round."""
    x, t = np.array([1.0, 2, 3, 4]), np.array([2.0, 4, 6, 8])
    w, b = np.zeros(1), np.zeros(1)

    def loss():
        return float(((w * x + b - t) ** 2).mean())

    def step():
        e = w * x + b - t
        w[:] -= 0.01 * factor * 2 * (e * x).mean()
        b[:] -= 0.01 * factor * 2 * e.mean()

    with pytest.raises(GradientCheckError, match="wrong"):
        check_program(loss, step, {"w": w, "b": b}, 0.01)
