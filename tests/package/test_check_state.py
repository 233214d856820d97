"""check_program takes a program where it lives, and leaves it as it was."""

import types

import numpy as np
import pytest

from backprop import GradientCheckError, check_program

RNG = np.random.default_rng(0)
X, T = RNG.normal(size=(6, 3)), RNG.normal(size=(6, 2))
START = RNG.normal(size=(3, 2)), RNG.normal(size=2)

W = START[0].copy()
b = START[1].copy()
velocity = np.zeros_like(W)
calls = 0


def gradients(W, b, factor=1.0):
    E = 2 * (X @ W + b - T) / T.size
    return X.T @ E, factor * E.sum(axis=0)


def of(W, b):
    return float(((X @ W + b - T) ** 2).mean())


def loss():
    return of(W, b)


def step(factor=1.0):
    """Global names: W anew, b in place, a memory, a count."""
    global W, velocity, calls
    dW, db = gradients(W, b, factor)
    velocity = 0.9 * velocity + dW
    W = W - 0.1 * velocity
    b[...] -= 0.1 * db
    calls += 1


def in_an_object(wrong):
    one = types.SimpleNamespace(W=START[0].copy(), b=START[1].copy(), t=0)

    def step():
        dW, db = gradients(one.W, one.b, wrong)
        one.W, one.b, one.t = one.W - 0.1 * dW, one.b - 0.1 * db, one.t + 1

    return lambda: of(one.W, one.b), step, {"W": one.W, "b": one.b}


def in_a_dict(wrong):
    p = {"W": START[0].copy(), "b": START[1].copy()}

    def step():
        for n, g in zip(p, gradients(**p, factor=wrong), strict=True):
            p[n] = p[n] - 0.1 * g

    return lambda: of(**p), step, {"W": p["W"], "b": p["b"]}


def in_a_closure(wrong):
    W, b = START[0].copy(), START[1].copy()

    def step():
        nonlocal W, b
        dW, db = gradients(W, b, wrong)
        W, b = W - 0.1 * dW, b - 0.1 * db

    return lambda: of(W, b), step, [W, b]


def in_tuples(wrong):
    layers = [(START[0].copy(), START[1].copy())]

    def step():
        (W, b), (dW, db) = layers[0], gradients(*layers[0], wrong)
        layers[:] = [(W - 0.1 * dW, b - 0.1 * db)]

    return lambda: of(*layers[0]), step, {"layers": layers}


def in_a_default(wrong):
    start = {"W": START[0].copy(), "b": START[1].copy()}

    def step(p=start):
        dW, db = gradients(**p, factor=wrong)
        p.update(W=p["W"] - 0.1 * dW, b=p["b"] - 0.1 * db)

    p = step.__defaults__[0]
    return lambda: of(**p), step, lambda: list(p.values())


def in_slots(wrong):
    class Net:
        __slots__ = ("W", "b")

        def __init__(self):
            self.W, self.b = START[0].copy(), START[1].copy()

        def loss(self):
            return of(self.W, self.b)

        def step(self):
            dW, db = gradients(self.W, self.b, wrong)
            self.W = self.W - 0.1 * dW
            self.b -= 0.1 * db

    net = Net()
    return net.loss, net.step, {"W": net.W, "b": net.b}


def one_vector(wrong):
    theta = np.concatenate([START[0].ravel(), START[1]])
    W, b = theta[:6].reshape(3, 2), theta[6:]

    def step():
        dW, db = gradients(W, b, wrong)
        theta[:] = theta - 0.1 * np.concatenate([dW.ravel(), db])

    return lambda: of(W, b), step, theta


PLACES = [in_an_object, in_a_dict, in_a_closure, in_tuples, in_a_default,
          in_slots, one_vector]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_new_arrays_are_found_where_they_are_put(place):
    loss, step, params = place(1.0)
    before = loss()
    for _ in range(3):
        assert check_program(loss, step, params, 0.1)
        assert loss() == before
    with pytest.raises(GradientCheckError) as caught:
        check_program(*place(3.0), 0.1)
    report = caught.value.report
    bad = [n for n, v in report.items() if v.verdict == "wrong"]
    assert bad == list(report)[-1:]


def test_global_names_are_put_back():
    before = W, b, velocity, calls, b.copy()
    for _ in range(3):
        report = check_program(loss, step, {"W": W, "b": b}, 0.1)
        assert report
    assert (W, b, velocity, calls)[3] == 0
    assert W is before[0]
    assert velocity is before[2]
    np.testing.assert_array_equal(b, before[4])
    with pytest.raises(GradientCheckError, match="of b is wrong"):
        check_program(loss, lambda: step(3.0), {"W": W, "b": b}, 0.1)


@pytest.mark.parametrize("at", [1, 2, 3])
def test_an_exception_in_a_step_leaves_all_as_it_was(at):
    p, count = {"W": START[0].copy()}, [0]

    def step():
        p["W"] -= 0.1
        count[0] += 1
        if count[0] >= at:
            raise RuntimeError("no more batches")

    given = p["W"]
    try:
        check_program(lambda: float((p["W"] ** 2).sum()), step, p, 0.1)
    except (RuntimeError, GradientCheckError):
        pass
    assert p["W"] is given
    assert count == [0]
    np.testing.assert_array_equal(given, START[0])


def test_an_exception_in_a_loss_leaves_all_as_it_was():
    p, count = {"W": START[0].copy()}, [0]

    def loss():
        count[0] += 1
        if count[0] > 4:
            raise RuntimeError("enough")
        return float((p["W"] ** 2).sum())

    def step():
        p["W"] = p["W"] - 0.2 * p["W"]

    with pytest.raises(RuntimeError):
        check_program(loss, step, p, 0.1)
    np.testing.assert_array_equal(p["W"], START[0])


def test_a_loss_with_dropout_starts_from_the_draws_of_the_step():
    rng, W = np.random.default_rng(1), START[0].copy()

    def forward():
        kept = 2.0 * (rng.random(T.shape) > 0.5)
        return kept, kept * (X @ W) - T

    def loss():
        return float((forward()[1] ** 2).mean())

    def step(wrong=1.0):
        kept, E = forward()
        W[...] -= 0.1 * wrong * X.T @ (2 * E * kept) / T.size

    report = check_program(loss, step, {"W": W}, 0.1)
    assert report
    assert "draws random numbers" in repr(report)
    with pytest.raises(GradientCheckError, match="it is 3 times"):
        check_program(loss, lambda: step(3.0), {"W": W}, 0.1)


def _count():
    yield from range(10**6)


COUNT = _count()


@pytest.mark.parametrize(
    ("loss", "step", "said"),
    [
        (lambda p: 1.0, lambda: None, r"loss must take no arguments"),
        (lambda: 1.0, lambda p: p, r"step must take no arguments, .*stores"),
        (lambda: float(np.random.default_rng().random()), lambda: None,
         "the same number twice"),
        (lambda: float("nan"), lambda: None, "a finite number, got nan"),
    ],
)  # fmt: skip
def test_what_is_no_program_is_refused_with_the_remedy(loss, step, said):
    with pytest.raises((ValueError, TypeError), match=said):
        check_program(loss, step, {"W": START[0].copy()}, 0.1)


def test_a_loss_that_writes_on_the_parameters_is_named():
    W = START[0].copy()

    def loss():
        W[...] = W / np.linalg.norm(W)
        return float((W**3).sum())

    with pytest.raises(ValueError, match="loss.. must leave the parameters"):
        check_program(loss, lambda: None, {"W": W}, 0.1)
    np.testing.assert_array_equal(W, START[0])


def test_a_state_out_of_reach_is_named():
    W = START[0].copy()

    def counted():  # a generator cannot be put back
        W[...] -= 0.1 * (1 + next(COUNT))

    with pytest.raises(ValueError, match="out of the check's reach"):
        check_program(lambda: float((W**2).sum()), counted, {"W": W}, 0.1)
    np.testing.assert_array_equal(W, START[0])

    def fresh():
        W[...] -= np.random.default_rng().normal(size=W.shape)

    with pytest.raises(ValueError, match="a generator made inside step"):
        check_program(lambda: float((W**2).sum()), fresh, {"W": W}, 0.1)


# Of Cython's functions: their class holds, under the name __module__, a
# descriptor of theirs.
Compiled = type("Compiled", (), {"__module__": property(lambda self: "c")})


def test_what_is_compiled_may_lie_on_the_way():
    W, there = START[0].copy(), Compiled()

    def step():
        assert there
        W[...] -= 0.1 * 2 * W

    def loss():
        return float((W**2).sum())

    assert check_program(loss, step, {"W": W}, 0.1)
