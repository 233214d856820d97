"""The tape over arrays: slopes, shapes, forks, memory, and refusals."""

import copy
import gc
import subprocess
import sys
import weakref
from functools import partial

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import mutually_broadcastable_shapes

from backprop import (
    Linear,
    ReLU,
    Sequential,
    SoftmaxCrossEntropy,
    Tanh,
    Tensor,
    digits,
    numerical_gradient,
    relative_error,
    running_net,
)
from backprop.tape import apply, checkpoint, remembered_bytes, unbroadcast

SHAPES = mutually_broadcastable_shapes(num_shapes=2, max_dims=3, max_side=4)
SEEDS = st.integers(0, 2**31)
BINARY = {
    "+": lambda a, b: a + b,
    "−": lambda a, b: a - b,
    "×": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}
UNARY = {
    "−( )": lambda x: -x,
    "power 3": lambda x: x**3,
    "power −½": lambda x: x**-0.5,
    "exp": Tensor.exp,
    "log": Tensor.log,
    "tanh": Tensor.tanh,
    "relu": lambda x: (x - 1.6).relu(),
    "2 − x": lambda x: 2.0 - x,
    "1 / x": lambda x: 1.0 / x,
    "x² as x·x": lambda x: x * x,
    "T": lambda x: x.T,
    "reshape": lambda x: x.reshape(-1),
}


def agree(f, *arrays, rng):
    """f's grads against finite differences, for a random upstream dY."""
    tensors = [Tensor(a) for a in arrays]
    Y = f(*tensors)
    dY = rng.normal(size=Y.shape)
    Y.backward(dY)
    for k, (tensor, array) in enumerate(zip(tensors, arrays, strict=True)):

        def value(x, k=k):
            others = [x if i == k else a for i, a in enumerate(arrays)]
            return float((f(*map(Tensor, others)).value * dY).sum())

        assert tensor.grad.shape == array.shape
        if array.size:
            measured = numerical_gradient(value, array)
            size = max(np.abs(measured).max(), np.abs(tensor.grad).max(), 1.0)
            assert np.abs(measured - tensor.grad).max() / size < 1e-7


def draws(rng, *shapes):
    return [rng.uniform(0.5, 2.0, shape) for shape in shapes]


@pytest.mark.parametrize("name", BINARY)
@given(shapes=SHAPES, seed=SEEDS)
def test_operators_agree_whatever_is_broadcast(name, shapes, seed):
    rng = np.random.default_rng(seed)
    agree(BINARY[name], *draws(rng, *shapes.input_shapes), rng=rng)


@pytest.mark.parametrize("name", UNARY)
@given(shape=st.lists(st.integers(1, 4), max_size=3).map(tuple), seed=SEEDS)
def test_functions_agree(name, shape, seed):
    rng = np.random.default_rng(seed)
    (X,) = draws(rng, shape)
    assume(np.abs(X - 1.6).min() > 1e-3)  # no kink of relu within a nudge
    agree(UNARY[name], X, rng=rng)


@pytest.mark.parametrize(
    ("a", "b"),
    [((3, 4), (4, 2)), ((5, 3, 4), (4, 2)), ((3, 4), (5, 4, 2)),
     ((5, 1, 3, 4), (6, 4, 2))],
)  # fmt: skip
def test_products_agree_in_stacks_too(a, b):
    rng = np.random.default_rng(0)
    agree(lambda A, B: A @ B, *draws(rng, a, b), rng=rng)


@pytest.mark.parametrize("axis", [None, 0, 1, -1, (0, 2)])
@pytest.mark.parametrize("keepdims", [False, True])
@pytest.mark.parametrize("name", ["sum", "mean", "max"])
def test_reductions_agree_over_any_axes(name, axis, keepdims):
    if name == "max" and (axis == (0, 2) or (axis is None and keepdims)):
        return  # one axis, or all of them
    rng = np.random.default_rng(1)
    X = rng.permutation(24).reshape(2, 3, 4) / 7.0  # no two are equal
    f = getattr(Tensor, name)
    agree(lambda x: f(x, axis, keepdims), X, rng=rng)
    expected = getattr(np, name)(X, axis=axis, keepdims=keepdims)
    np.testing.assert_allclose(f(Tensor(X), axis, keepdims).value, expected)


@pytest.mark.parametrize(
    "where",
    [1, -1, slice(0, 2), (slice(None), 2), (..., 0), (None, 1),
     [0, 2, 2, 0], ([0, 1, 1], [2, 2, 2]), (slice(None), [1, 1])],
)  # fmt: skip
def test_an_entry_that_is_taken_twice_gets_both_parts(where):
    rng = np.random.default_rng(2)
    agree(lambda x: x[where], rng.normal(size=(3, 4)), rng=rng)


def test_axes_come_back_from_a_transpose():
    rng = np.random.default_rng(3)
    agree(lambda x: x.transpose(2, 0, 1), rng.normal(size=(2, 3, 4)), rng=rng)


def test_the_first_of_equals_gets_all_of_a_maximum_s_gradient():
    x = Tensor([2.0, 5.0, 5.0])
    x.max().backward()
    assert x.grad.tolist() == [0.0, 1.0, 0.0]


# Forks and order


def test_the_diamond_is_read_in_the_right_order():
    x = Tensor(3.0)
    a = x * x  # 9, used twice
    b, c = a * 2.0, a + x
    (b * c).backward()  # 2x²(x² + x): slope 8x³ + 6x²
    assert x.grad == 8 * 27 + 6 * 9


def test_gradients_add_over_calls_only_where_it_is_asked():
    w = Tensor([1.0, 2.0])
    for accumulate, expected in [(False, 3.0), (False, 3.0), (True, 6.0)]:
        (w * 3.0).sum().backward(accumulate=accumulate)
        assert w.grad.tolist() == [expected, expected]


def test_a_gradient_is_no_part_of_another_array():
    x, y = Tensor([1.0, 2.0]), Tensor([3.0, 4.0])
    (x + y).backward(np.array([1.0, 1.0]))
    x.grad *= 10
    assert y.grad.tolist() == [1.0, 1.0]


@given(shapes=SHAPES)
def test_unbroadcast_counts_the_copies(shapes):
    for shape in shapes.input_shapes:
        copies = np.ones(shapes.result_shape)
        n = copies.size // max(int(np.prod(shape)), 1)
        summed = unbroadcast(copies, shape)
        assert summed.shape == shape
        assert (summed == n).all()


@pytest.mark.parametrize("shape", [(2, 3), (4,), (5, 4, 3)])
def test_unbroadcast_refuses_what_broadcasting_does_not_make(shape):
    with pytest.raises(ValueError, match="broadcasts to"):
        unbroadcast(np.ones((4, 3)), shape)


# Beside the layers


def test_float32_stays_and_integers_become_float64():
    x = Tensor(np.ones((2, 3), np.float32))
    L = ((2.0 * x / 3).exp() - 1).mean()
    L.backward()
    assert L.value.dtype == x.grad.dtype == np.float32
    y = Tensor([1, 2])
    (x[0, 0] * y.sum()).backward()  # float32 meets float64
    assert x.grad.dtype == np.float32
    assert y.grad.dtype == np.float64


def test_a_constant_costs_nothing_and_nothing_is_remembered_for_it():
    X, W = np.ones((50, 40)), Tensor(np.ones((40, 3)))
    assert remembered_bytes(X @ W) == X.nbytes  # for dW, and no W for dX
    assert remembered_bytes(Tensor(X) @ W) == X.nbytes + W.value.nbytes
    assert remembered_bytes(X[:, :3] + W[:1]) == 0  # a sum needs nothing


def test_arrays_on_either_side_ask_the_tensor():
    X, t = np.arange(6.0).reshape(2, 3), Tensor(np.ones((2, 3)))
    for Y in (X + t, X - t, X * t, X / t, X @ t.T, 2 * t, np.float64(2) * t):
        assert isinstance(Y, Tensor)


def loss_on_the_tape(Z, t):
    """The mean cross-entropy of softmax; a row's maximum is a constant."""
    Z = Z - Z.value.max(axis=1, keepdims=True)
    right = Z[np.arange(len(t)), t]
    return (Z.exp().sum(axis=1).log() - right).mean()


def equal_to_the_layers(net, X, t):
    loss = SoftmaxCrossEntropy()
    value = loss.forward(net.forward(X), t)
    dX = net.backward(loss.backward())
    x = Tensor(X)
    taped = {name: Tensor(p) for name, p in net.params().items()}
    A = x
    for k, layer in enumerate(net.layers):
        if isinstance(layer, Linear):
            A = A @ taped[f"{k}.W"] + taped[f"{k}.b"]
        else:
            A = {"ReLU": A.relu, "Tanh": A.tanh}[type(layer).__name__]()
    L = loss_on_the_tape(A, t)
    L.backward()
    assert L.value == pytest.approx(value, rel=1e-14)
    for name, g in {**net.grads(), "X": dX}.items():
        claimed = x.grad if name == "X" else taped[name].grad
        assert relative_error(claimed, g) < 1e-12, name


def test_the_running_net_is_as_by_its_layers():
    net, X, t = running_net()
    equal_to_the_layers(net, X, t)


def test_a_net_on_the_digits_is_as_by_its_layers():
    X, t = digits()
    rng = np.random.default_rng(6)
    net = Sequential(
        Linear(64, 32, rng), Tanh(), Linear(32, 16, rng), ReLU(),
        Linear(16, 10, rng),
    )  # fmt: skip
    equal_to_the_layers(net, X, t)


# What is remembered


def test_a_remembered_array_is_read_only_until_the_way_back_has_run():
    X, W = Tensor(np.ones((5, 4))), Tensor(np.ones((4, 3)))
    L = (X @ W).sum()
    with pytest.raises(ValueError, match="read-only"):
        W.value -= 0.1
    L.backward()
    W.value -= 0.1
    assert (W.value == 0.9).all()


def test_a_view_s_memory_is_held_too_and_given_back():
    W = Tensor(np.ones((4, 3)))
    first, second = W.T * W.T, W * 2.0 * W
    for graph in (first, second):
        with pytest.raises(ValueError, match="read-only"):
            W.value[0] = 7
        graph.backward(np.ones(graph.shape))
    W.value[0] = 7


def test_a_result_that_nobody_holds_gives_its_arrays_back():
    W = Tensor(np.ones((4, 3)))
    W * W  # as in an evaluation
    gc.collect()
    W.value[0] = 7


def test_a_value_that_no_way_back_mentions_is_let_go_with_its_tensor():
    X = Tensor(np.ones(1000))
    inner = X + 1.0
    L = inner.sum()
    gone = weakref.ref(inner.value)
    del inner
    assert gone() is None
    L.backward()
    assert (X.grad == 1).all()


def test_an_array_that_was_read_only_stays_so():
    X = np.ones(3)
    X.flags.writeable = False
    w = Tensor(np.ones(3))
    (w * X).sum().backward()
    assert not X.flags.writeable


def test_a_tape_is_read_once():
    x = Tensor(3.0)
    y = x * x
    y.backward(keep=True)
    y.backward()
    assert x.grad == 6
    with pytest.raises(RuntimeError, match="read before, through ×"):
        y.backward()
    with pytest.raises(RuntimeError, match="read before"):
        (y + 1.0).backward()


def test_what_was_remembered_is_let_go():
    x = Tensor(np.ones(1000))
    L = (x * x).exp().sum()
    assert remembered_bytes(L) == 2 * 8000  # x, and the result of exp
    L.backward()
    assert remembered_bytes(L) == 0


def test_a_graph_20_000_deep_is_read_and_let_go():
    code = (
        "from backprop import Tensor\n"
        "x = Tensor(1.0); y = x\n"
        "for _ in range(20_000): y = y * 1.0\n"
        "y.backward(); print(x.grad); del y; print('gone')"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True
    )
    assert run.stdout.split() == ["1.0", "gone"], run.stderr


def test_a_checkpoint_gives_the_same_gradients_and_remembers_less():
    rng = np.random.default_rng(4)
    weights = [rng.normal(size=(6, 6)) / 3 for _ in range(4)]
    x = rng.normal(size=(5, 6))

    def part(h, *Ws):
        for W in Ws:
            h = (h @ W).tanh()
        return h

    def run(call):
        X, Ws = Tensor(x), [Tensor(W) for W in weights]
        Y = call(part, call(part, X, *Ws[:2]), *Ws[2:])
        held = remembered_bytes(Y)
        Y.backward(np.ones((5, 6)), keep=True)
        first = [t.grad for t in (X, *Ws)]
        Y.backward(2 * np.ones((5, 6)))
        return held, first, [t.grad for t in (X, *Ws)]

    whole, expected, _ = run(lambda f, *inputs: f(*inputs))
    held, found, twice = run(checkpoint)
    assert held < whole
    for a, b, c in zip(expected, found, twice, strict=True):
        np.testing.assert_array_equal(a, b)
        assert relative_error(c, 2 * a) < 1e-15


def test_a_list_that_was_an_index_may_change_afterwards():
    x, where = Tensor([1.0, 2.0, 3.0]), [0, 0, 2]
    y = x[where]
    where[0] = 1
    y.backward(np.array([10.0, 1.0, 5.0]))
    assert x.grad.tolist() == [11, 0, 5]


def test_gradients_in_between_stay_only_where_the_tape_is_kept():
    x = Tensor(2.0)
    inner = x * 3.0
    (inner * inner).backward(keep=True)
    assert inner.grad == 12
    y = x * 3.0
    (y * y).backward()
    assert y.grad is None
    assert x.grad == 36


def test_a_value_may_be_replaced_by_one_of_its_kind():
    w = Tensor([1.0, 2.0])
    w.value = w.value - 1.0
    assert w.value.tolist() == [0, 1]
    for other in ([1.0], np.ones(2, np.float32)):
        with pytest.raises(ValueError, match="keeps its shape and dtype"):
            w.value = other


@pytest.mark.parametrize("accumulate", [False, True])
def test_an_error_on_the_way_leaves_the_gradients_and_unlocks(accumulate):
    def broken(x):
        def back(dY):
            raise ZeroDivisionError

        return x * 1.0, back

    w = Tensor([1.0, 2.0])
    (w * 3.0).sum().backward()
    L = (apply(broken, w * w) * 2.0).sum()
    with pytest.raises(ZeroDivisionError):
        L.backward(accumulate=accumulate)
    assert w.grad.tolist() == [3, 3]
    w.value[0] = 5


def test_what_was_made_of_constants_alone_is_a_constant():
    ones = apply(cube, np.ones(2))
    x = Tensor([1.0, 2.0])
    for _ in range(2):
        (x * ones).sum().backward()
    assert x.grad.tolist() == [1, 1]


def test_masks_and_whole_numbers_leave_float32_alone():
    x = Tensor(np.ones((2, 3), np.float32))
    mask = np.array([True, False, True])
    for y in (x * mask, x * np.int64(3), x / np.array(3), mask.sum() * x):
        assert y.value.dtype == np.float32
    assert (x * np.ones(3)).value.dtype == np.float64


def test_an_operation_cannot_change_what_it_is_handed():
    def shifted(X):
        X -= X.max()
        return np.exp(X), lambda dY: dY

    with pytest.raises(ValueError, match="shifted of shapes.*read-only"):
        apply(shifted, Tensor([1.0, 2.0]))


# Whose memory it is

GLOBAL = np.full(2, 2.0)


def doubled(X):
    return X * GLOBAL, lambda dY: dY * GLOBAL


def test_globals_are_found_in_functions_and_in_those_they_call():
    x = Tensor([1.0, 2.0])
    for y in (
        apply(doubled, x),
        checkpoint(lambda a: apply(doubled, a), x),
        checkpoint(lambda a: a * x.value, Tensor([1.0, 2.0])),
    ):
        assert remembered_bytes(y) >= 16
        del y
    y = apply(doubled, x)
    with pytest.raises(ValueError, match="read-only"):
        GLOBAL[0] = 5
    y.sum().backward()
    GLOBAL[0] = 2.0


@pytest.mark.parametrize(
    "mention",
    [
        lambda A: lambda dY, A=A: dY * A,
        lambda A: lambda dY, *, A=A: dY * A,
        lambda A: partial(np.multiply, A),
        lambda A: partial(np.multiply, x2=A),
        lambda A: (lambda kept: lambda dY: dY * kept["A"])({"A": A}),
        lambda A: (lambda kept: lambda dY: dY * kept[0][0])([(A,)]),
    ],
)
def test_an_array_is_found_wherever_a_function_mentions_it(mention):
    x = Tensor([1.0, 2.0])
    y = apply(lambda A: (A**2 / 2, mention(A)), x)
    assert remembered_bytes(y) == 16
    with pytest.raises(ValueError, match="read-only"):
        x.value[0] = 9


@pytest.mark.parametrize(
    "window",
    [
        lambda A: np.lib.stride_tricks.as_strided(A, (3,), (8,)),
        lambda A: np.lib.stride_tricks.sliding_window_view(A, 3)[0],
        lambda A: A[:3],
    ],
)
def test_the_owner_of_a_window_is_held_and_given_back(window):
    A = np.arange(4.0)
    y = Tensor(window(A)) ** 2
    with pytest.raises(ValueError, match="read-only"):
        A[0] = 7
    y.sum().backward()
    A[0] = 7


def test_memory_that_numpy_does_not_own_is_left_alone():
    A = np.frombuffer(bytearray(np.arange(3.0).tobytes()))
    frozen = np.arange(4.0)
    view = frozen[:3]
    frozen.flags.writeable = False  # the view could not be given back
    for array in (A, view):
        (Tensor(array) ** 2).sum().backward()
        array[0] = 1


def test_a_copy_of_a_result_holds_nothing():
    x = Tensor([1.0, 2.0])
    y = x * x
    copied = copy.deepcopy(y)
    copied.sum().backward()
    with pytest.raises(ValueError, match="read-only"):
        x.value[0] = 1
    y.sum().backward()
    x.value[0] = 1


def test_a_backward_function_may_not_change_what_others_receive():
    def impolite(X):
        def back(dY):
            dY *= 0
            return dY

        return X * 1.0, back

    x, y = Tensor([1.0, 2.0]), Tensor([1.0, 2.0])
    with pytest.raises(ValueError, match="read-only"):
        (apply(impolite, x) + y).sum().backward()


# Checkpoints


def test_a_checkpoint_s_constants_and_unused_inputs_cost_nothing():
    seen = []

    def f(a, W, unused):
        seen.append(type(W))
        return a * W

    a, unused = Tensor([1.0, 2.0]), Tensor([5.0])
    checkpoint(f, a, np.array([3.0, 4.0]), unused).sum().backward()
    assert seen == [np.ndarray, np.ndarray]
    labels = np.array([1, 0])
    part = checkpoint(lambda Z, t, k: Z[t].sum(axis=k), a, labels, 0)
    part.backward()
    assert a.grad.tolist() == [1, 1]
    checkpoint(f, a, np.array([3.0, 4.0]), unused).sum().backward()
    assert a.grad.tolist() == [3, 4]
    assert unused.grad.tolist() == [0]
    checkpoint(lambda x: x, a).sum().backward()
    assert a.grad.tolist() == [1, 1]


def test_a_checkpoint_refuses_what_no_gradient_could_reach():
    W = Tensor([3.0])
    with pytest.raises(ValueError, match="not among its inputs"):
        checkpoint(lambda a: a * W, Tensor([2.0]))
    with pytest.raises(ValueError, match="not among its inputs"):
        checkpoint(lambda a, h=W * 2.0: a * h, Tensor([2.0]))
    with pytest.raises(TypeError, match="return a Tensor, got float"):
        checkpoint(lambda a: 1.0, Tensor([2.0]))


# Operations of one's own


def cube(x):
    return x**3, lambda dY: dY * 3 * x**2


def test_an_operation_of_one_s_own_is_one_of_the_tape():
    rng = np.random.default_rng(5)
    agree(lambda x: apply(cube, x), rng.normal(size=(2, 3)), rng=rng)
    assert apply(cube, Tensor(2.0)).line.op == "cube"


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        (lambda x: x**3, "must return a tuple.*got ndarray"),
        (lambda x: (x**3, 3 * x**2), "1 inputs: expected as many functions"),
        (lambda x: ("a", lambda dY: dY), "float array first, got str"),
        (lambda x: (x > 0, lambda dY: dY), "float array first, got bool"),
    ],
)
def test_an_operation_that_is_none_is_refused(operation, message):
    with pytest.raises(TypeError, match=message):
        apply(operation, Tensor([1.0, 2.0]))


def test_a_way_back_of_another_shape_is_refused_by_name():
    def halved(x):
        return x / 2, lambda dY: dY[:1] / 2

    with pytest.raises(
        ValueError, match="backward function of halved: .*\\(3,\\)"
    ):
        apply(halved, Tensor(np.ones(3))).sum().backward()


def _none(x):
    apply(lambda X: (X * 1.0, lambda dY: None), x).sum().backward()


def _complex(x):
    apply(lambda X: (X * 1.0, lambda dY: dY * 1j), x).sum().backward()


def _cast(x):
    def casting(X):
        whole = np.zeros(X.shape, int)
        whole += X
        return whole

    apply(casting, x)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda x: (x + 0).backward(), ValueError, "shape \\(2, 3\\), not at"),
        (lambda x: (x + 0).backward([1.0]), ValueError, "got \\(1,\\)"),
        (lambda x: x @ x, ValueError, "@ of shapes \\(2, 3\\) and \\(2, 3\\)"),
        (lambda x: x + np.ones(2), ValueError, "\\+ of shapes"),
        (lambda x: x.reshape(4, 2), ValueError, "reshape of shapes"),
        (lambda x: x.sum(axis=2), ValueError, "sum of shapes"),
        (lambda x: x**x, TypeError, "power must be a number"),
        (lambda x: x * "a", TypeError, "the constant of ×"),
        (lambda x: np.asarray(x), TypeError, "drop its tape"),
        (lambda x: np.exp(x), TypeError, "ufunc"),
        (lambda x: x == x, TypeError, "compare their .value"),
        (lambda x: x != 0, TypeError, "compare their .value"),
        (lambda x: 1 if x else 0, TypeError, "neither true nor false"),
        (lambda x: x @ np.ones(3), ValueError, "two axes or more"),
        (lambda x: np.ones(2) @ x, ValueError, "two axes or more"),
        (_none, TypeError, "real numbers, got NoneType"),
        (_complex, TypeError, "real numbers, got complex128"),
        (_cast, TypeError, "casting of shapes"),
        (lambda x: Tensor(x), TypeError, "a Tensor"),
        (lambda x: Tensor(["a"]), TypeError, "array of numbers"),
        (lambda x: Tensor([1j]), TypeError, "array of numbers"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_cause(call, error, message):
    with pytest.raises(error, match=message):
        call(Tensor(np.ones((2, 3))))
