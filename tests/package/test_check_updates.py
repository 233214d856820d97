"""check_program on optimizers: what a step carries on is put back."""

import numpy as np
import pytest

from backprop import GradientCheckError, check_program


class Net:
    """A tanh net; `update(p, g, memory)` makes its step of rate 0.01."""

    def __init__(self, update, wrong="", dtype=np.float64):
        rng = np.random.default_rng(3)
        self.X, self.t = rng.normal(size=(20, 4)), rng.normal(size=(20, 2))
        self.p = {
            "W1": rng.normal(size=(4, 6)), "b1": rng.normal(size=6),
            "W2": rng.normal(size=(6, 2)), "b2": rng.normal(size=2),
        }  # fmt: skip
        self.p = {n: a.astype(dtype) for n, a in self.p.items()}
        self.update, self.wrong, self.memory = update, wrong, {}

    def loss(self):
        H = np.tanh(self.X @ self.p["W1"] + self.p["b1"])
        Y = H @ self.p["W2"] + self.p["b2"]
        return float(((Y - self.t) ** 2).mean())

    def step(self):
        H = np.tanh(self.X @ self.p["W1"] + self.p["b1"])
        E = 2 * (H @ self.p["W2"] + self.p["b2"] - self.t) / self.t.size
        dZ = E @ self.p["W2"].T
        if self.wrong != "slope":
            dZ = dZ * (1 - H**2)
        g = {"W1": self.X.T @ dZ, "b1": dZ.sum(0), "W2": H.T @ E,
             "b2": E.sum(0)}  # fmt: skip
        for n in g:
            g[n] = 5 * g[n] if self.wrong == "factor" else g[n]
            self.update(n, self.p[n], g[n], self.memory)

    def check(self):
        return check_program(self.loss, self.step, self.p, 0.01)


def heavy(n, p, g, memory):
    memory[n] = 0.9 * memory.get(n, 0.0) + g
    p -= (0.01 * memory[n]).astype(p.dtype)


def averaged(n, p, g, memory):
    memory[n] = 0.9 * memory.get(n, 0.0) + 0.1 * g
    p -= (0.01 * memory[n]).astype(p.dtype)


def nesterov(n, p, g, memory):
    old = memory.get(n, 0.0)
    memory[n] = 0.9 * old - 0.01 * g
    p += (1.9 * memory[n] - 0.9 * old).astype(p.dtype)


def rmsprop(n, p, g, memory):
    memory[n] = 0.9 * memory.get(n, 0.0) + 0.1 * g**2
    p -= (0.01 * g / (np.sqrt(memory[n]) + 1e-4)).astype(p.dtype)


def adam(n, p, g, memory, decay=0.0, inside=0.0):
    g = g + inside * p
    m, v, t = memory.get(n, (0.0, 0.0, 0))
    m, v, t = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2, t + 1
    memory[n] = m, v, t
    root = np.sqrt(v / (1 - 0.999**t)) + 1e-8
    p -= (0.01 * (m / (1 - 0.9**t) / root + decay * p)).astype(p.dtype)


def adamw(n, p, g, memory):
    adam(n, p, g, memory, decay=0.01)


def adam_l2(n, p, g, memory):
    adam(n, p, g, memory, inside=0.01)


def adagrad(n, p, g, memory):
    memory[n] = memory.get(n, 0.0) + g**2
    p -= 0.01 * g / (np.sqrt(memory[n]) + 1e-8)


def verdicts(report):
    return {v.verdict for v in report.values()}


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("steps", [0, 7])
@pytest.mark.parametrize("update", [heavy, nesterov])
def test_momentum_is_read_from_two_steps_at_any_time(update, steps, dtype):
    one = Net(update, dtype=dtype)
    for _ in range(steps):
        one.step()
    memory = {n: v.copy() for n, v in one.memory.items()}
    first = one.check()
    assert first
    assert repr(one.check()) == repr(first)  # all is as it was
    assert memory.keys() == one.memory.keys()
    for n, v in memory.items():
        np.testing.assert_array_equal(one.memory[n], v)
    if steps or update is nesterov:
        assert "momentum of 0.9" in repr(first)


@pytest.mark.parametrize("steps", [0, 7])
@pytest.mark.parametrize("wrong", ["factor", "slope"])
@pytest.mark.parametrize("update", [heavy, nesterov, averaged])
def test_momentum_hides_no_wrong_gradient(update, wrong, steps):
    one = Net(update, wrong)
    for _ in range(steps):
        one.step()
    with pytest.raises(GradientCheckError) as caught:
        one.check()
    bad = {n for n, v in caught.value.report.items() if v.verdict == "wrong"}
    assert bad == ({"W1", "b1"} if wrong == "slope" else set(one.p))


@pytest.mark.parametrize("steps", [0, 7])
def test_momentum_that_averages_is_unresolved_with_the_remedy(steps):
    one = Net(averaged)
    for _ in range(steps):
        one.step()
    report = one.check()
    assert verdicts(report) == {"unresolved"}
    assert "check with plain descent" in repr(report)


@pytest.mark.parametrize("update", [rmsprop, adam, adamw, adam_l2, adagrad])
def test_a_first_step_of_signs_is_unresolved(update):
    report = Net(update).check()
    assert verdicts(report) == {"unresolved"}
    assert "check a plain step of descent" in repr(report)
    assert not Net(update, "factor").check()
    if update is not rmsprop:  # whose epsilon blurs the one size
        with pytest.raises(GradientCheckError):
            Net(update, "slope").check()


@pytest.mark.parametrize("update", [adam, adamw, rmsprop])
def test_a_later_step_of_adam_is_never_wrong(update):
    one = Net(update)
    for _ in range(5):
        one.step()
    report = one.check()
    assert verdicts(report) == {"unresolved"}


def test_gradients_that_pile_up_from_step_to_step_are_not_right():
    def piles(n, p, g, memory):
        memory[n] = memory.get(n, 0.0) + g
        p -= 0.01 * memory[n]

    report = Net(piles).check()
    assert verdicts(report) == {"unresolved"}
    assert "pile up" in repr(report)


def test_a_rate_that_shrinks_is_no_momentum():
    def shrinks(n, p, g, memory):
        memory[n] = memory.get(n, 0) + 1
        p -= 0.01 * 0.9 ** (memory[n] - 1) * g

    assert Net(shrinks).check()
    with pytest.raises(GradientCheckError, match="it is 5 times"):
        Net(shrinks, "factor").check()


def test_the_next_batch_is_named():
    def run(draw):
        W, k = np.zeros(3), [0]
        rng = np.random.default_rng(0)
        X, t = rng.normal(size=(12, 3)), rng.normal(size=12)

        def loss():
            return float(((X @ W - t) ** 2).mean())

        def step():
            some = rng.permutation(12)[:4] if draw else np.arange(4) + k[0]
            k[0] = (k[0] + 4) % 12
            e = X[some] @ W - t[some]
            W[:] = W - 0.1 * 2 * X[some].T @ e / 4

        return check_program(loss, step, {"W": W}, 0.1)

    for draw, said in [(True, "the same batch"), (False, "the next batch")]:
        report = run(draw)
        assert verdicts(report) == {"unresolved"}
        assert said in repr(report)


@pytest.mark.parametrize("size", [1, 3])
def test_a_factor_on_one_number_is_no_decay(size):
    w, b = np.full(size, 0.3), np.full(1, 0.7)
    x, t = np.arange(1.0, 5), np.arange(4.0)

    def loss():
        return float(((w.sum() * x + b - t) ** 2).mean())

    def step():
        e = w.sum() * x + b - t
        w[:] -= 0.01 * 2 * (e * x).mean()
        b[:] -= 0.01 * 3 * e.mean()

    with pytest.raises(GradientCheckError) as caught:
        check_program(loss, step, {"w": w, "b": b}, 0.01)
    assert "weight decay" not in str(caught.value)


def test_a_penalty_that_the_step_lacks_is_named():
    W = np.random.default_rng(0).normal(size=(3, 2))

    def loss():
        return float((W**3).mean() + 0.15 * (W**2).sum())

    def step():
        W[...] -= 0.1 * 3 * W**2 / W.size

    with pytest.raises(GradientCheckError, match="lacks 0.3 times the param"):
        check_program(loss, step, {"W": W}, 0.1)
