"""Attention, layer norm, residual, positions: loops, the pencil, nudging.

Sizes all differ, gains are not 1; the last tests show that mistakes are
seen at these sizes.
"""

import inspect

import attentions as by_hand
import numpy as np
import pytest
from attentions import LN2, heads_by_loops, norm_by_loops
from hypothesis import given
from hypothesis import strategies as st
from recurrences import B2, W2

from backprop import (
    SGD,
    Embedding,
    GradientCheckError,
    Layer,
    LayerNorm,
    Linear,
    Positions,
    ReLU,
    Residual,
    SelfAttention,
    Sequential,
    SoftmaxCrossEntropy,
    Tanh,
    attention,
    attention_backward,
    check_causal,
    check_rows,
    fit,
    gradient_check,
)
from backprop.mistakes.mending import mended

FLOATS = [np.float64, np.float32]
CAUSAL = pytest.mark.parametrize("causal", [True, False])
small = st.integers(1, 4)
seeds = st.integers(0, 2**32 - 1)


def close(pairs, rtol=1e-12, atol=1e-13):
    for ours, right in pairs:
        assert np.shape(ours) == np.shape(right)
        np.testing.assert_allclose(ours, right, rtol=rtol, atol=atol)


def normed(rng, dim, dtype=np.float64):
    """A LayerNorm whose gains are not 1 and whose shifts are not 0."""
    gain = rng.uniform(0.5, 2, dim) * rng.choice([-1, 1], dim)
    return LayerNorm.from_arrays(
        gain.astype(dtype), rng.normal(size=dim).astype(dtype)
    )


# Against plain loops


@CAUSAL
@given(N=small, T=small, heads=small, d=st.integers(1, 3), seed=seeds)
def test_self_attention_is_its_loops(causal, N, T, heads, d, seed):
    rng, dim = np.random.default_rng(seed), heads * d
    X, dY = rng.normal(size=(2, N, T, dim))
    layer = SelfAttention(dim, heads, rng, causal)
    found = [layer.forward(X), layer.backward(dY), *layer.grads().values()]
    weights = layer.params().values()
    close(zip(found, heads_by_loops(X, *weights, heads, causal, dY),
              strict=True))  # fmt: skip


@given(shape=st.lists(small, min_size=1, max_size=3),
       dim=st.integers(1, 5), seed=seeds)  # fmt: skip
def test_layer_norm_is_its_loops_for_every_row(shape, dim, seed):
    rng = np.random.default_rng(seed)
    X, dY = rng.normal(size=(2, *shape, dim))
    layer = normed(rng, dim)
    found = [layer.forward(X), layer.backward(dY), layer.dgain, layer.dshift]
    right = norm_by_loops(X, layer.gain, layer.shift, layer.eps, dY)
    close(zip(found, right, strict=True), rtol=1e-9, atol=1e-9)


@given(N=small, T=small, more=st.integers(0, 3), seed=seeds)
def test_a_table_of_places_is_added_and_blamed_for_its_places(
    N, T, more, seed
):
    rng = np.random.default_rng(seed)
    layer = Positions(T + more, 3, rng)
    X, dY = rng.integers(-2, 3, (2, N, T, 3)).astype(float)
    np.testing.assert_array_equal(
        layer.forward(X),
        [[X[n, t] + layer.P[t] for t in range(T)] for n in range(N)],
    )
    np.testing.assert_array_equal(layer.backward(dY), dY)
    right = [sum(dY[n, t] for n in range(N)) for t in range(T)]
    np.testing.assert_array_equal(layer.dP, [*right, *np.zeros((more, 3))])


def test_a_residual_adds_going_forward_and_going_back():
    rng = np.random.default_rng(0)
    X, dY = rng.normal(size=(2, 4, 6, 3))
    around = Linear(3, 3, rng), Tanh()  # Tanh remembers what is added
    inner = Sequential(*around)
    inner_Y, inner_dX = inner.forward(X), inner.backward(dY)
    kept = inner.grads()
    layer = Residual(*around)
    close([(layer.forward(X), X + inner_Y), (layer.backward(dY),
                                             dY + inner_dX)])  # fmt: skip
    for name, dp in layer.grads().items():
        np.testing.assert_array_equal(dp, kept[name])


def test_a_residual_names_its_parameters_as_sequential_does():
    rng = np.random.default_rng(0)
    layer = Residual(LayerNorm(6), SelfAttention(6, 3, rng))
    names = ["0.gain", "0.shift", "1.Wq", "1.Wk", "1.Wv", "1.Wo"]
    assert list(layer.params()) == list(layer.grads()) == names
    net = Sequential(Embedding(7, 6, rng), layer, Residual(layer.layers[0]))
    assert list(net.params())[:2] == ["0.E", "1.0.gain"]
    assert list(net.params())[-1] == "2.0.shift"


# With a pencil


def test_three_tokens_by_hand():
    """In front of the running net's second layer, as in chapter 10."""
    Q, K, V = by_hand.Q, by_hand.K, by_hand.V
    out, A = attention(Q, K, V)
    last, loss = Linear.from_arrays(LN2 * W2, LN2 * B2), SoftmaxCrossEntropy()
    value = loss.forward(last.forward(out), by_hand.LABELS)
    assert value == pytest.approx(1.5 * LN2, rel=1e-14)
    dO = last.backward(loss.backward())
    dQ, dK, dV = attention_backward(dO, Q, K, V, A)
    close(
        [
            (A, by_hand.A),
            (out, by_hand.O),
            (dO, by_hand.D_OUT),
            (dO @ V.T, by_hand.DA),
            ((A * by_hand.DA).sum(axis=1), LN2 / 8 * np.array([0, -3, 5])),
            ((dO * out).sum(axis=1), LN2 / 8 * np.array([0, -3, 5])),
            (dQ, by_hand.DS @ K / 2),
            (dQ, by_hand.DQ),
            (dK, by_hand.DK),
            (dV, by_hand.DV),
        ],
        rtol=1e-14,
        atol=1e-15,
    )


def test_a_layer_of_one_head_finds_the_pencil_s_numbers():
    """Its weights read Q, K and V out of a wide X."""
    X = np.concatenate(
        [by_hand.Q, by_hand.K, by_hand.V, np.zeros((3, 2))], axis=1
    )[None]  # (1, 3, 12)
    Wq, Wk, Wv, Wo = np.zeros((4, 12, 12))
    for W, start, width in [(Wq, 0, 4), (Wk, 4, 4), (Wv, 8, 2)]:
        W[range(start, start + width), range(width)] = 1.0
    Wq *= np.sqrt(12 / 4)  # twelve columns are divided by √12, not by 2
    Wo[:2, :2] = np.eye(2)
    layer = SelfAttention.from_arrays(Wq, Wk, Wv, Wo, heads=1)
    Y = layer.forward(X)
    dY = np.zeros_like(Y)
    dY[0, :, :2] = by_hand.D_OUT
    dX = layer.backward(dY)
    close(
        [
            (layer.A[0, 0], by_hand.A),
            (Y[0, :, :2], by_hand.O),
            (dX[0, :, :4], by_hand.DQ),
            (dX[0, :, 4:8], by_hand.DK),
            (dX[0, :, 8:10], by_hand.DV),
        ],
        rtol=1e-13,
        atol=1e-15,
    )


def test_blame_of_output_2_reaches_key_3_in_a_cheat_alone():
    """Masked after the softmax: .0300 where the right one has exactly 0."""
    Q, K, V = by_hand.Q, by_hand.K, by_hand.V
    out, A = attention(Q, K, V)
    _, dK, dV = attention_backward(blame_of_output_2(out), Q, K, V, A)
    assert dK[1].any()
    assert not dK[2].any()
    assert not dV[2].any()
    _, P = attention(Q, K, V, causal=False)
    late = np.tril(P)
    dO = blame_of_output_2(late @ V)
    dA = dO @ V.T
    dS = late * dA - P * (late * dA).sum(axis=1, keepdims=True)
    close(
        [
            (late, [[1 / 4, 0, 0], [1 / 4, 1 / 4, 0], [1 / 4, 1 / 4, 1 / 2]]),
            ((late @ V)[1], [1 / 2, 0]),
            ((dS.T @ Q / 2)[2], LN2**2 / 16 * np.array([1, 0, 1, 0])),
        ],
        atol=1e-15,
    )
    Q, K = Q.copy(), K.copy()
    K[2] = 0  # what was hidden: the cheat's output 2 moves
    _, P = attention(Q, K, V, causal=False)
    close([((np.tril(P) @ V)[1], [2 / 3, 0])], atol=1e-15)
    np.testing.assert_array_equal(attention(Q, K, V)[0][1], out[1])


def blame_of_output_2(out):
    """dO of the loss at the running net's second layer, but for output 2."""
    last, loss = Linear.from_arrays(LN2 * W2, LN2 * B2), SoftmaxCrossEntropy()
    loss.forward(last.forward(out), by_hand.LABELS)
    return last.backward(loss.backward()) * [[0], [1], [0]]


def test_a_row_of_five_by_hand():
    layer = LayerNorm.from_arrays(by_hand.GAIN, by_hand.SHIFT, eps=0)
    close(
        [
            (layer.forward(by_hand.ROW), by_hand.ROW_OUT),
            (layer.X_hat, by_hand.NORMED),
            (layer.sigma, [[4.0]]),
            (layer.backward(by_hand.D_ROW_OUT), by_hand.D_ROW),
            (layer.dgain, by_hand.D_GAIN),
            (layer.dshift, by_hand.D_ROW_OUT[0]),
        ],
        rtol=1e-15,
    )
    assert abs((by_hand.D_ROW * 1.0).sum()) == 0
    assert abs((by_hand.D_ROW * by_hand.NORMED).sum()) == 0


def test_published_figures():
    """1, 2, 3, 4 with blame at the first entry alone, and eps = 0."""
    layer = LayerNorm(4, eps=0)
    layer.forward([[1.0, 2, 3, 4]])
    dX = layer.backward([[1.0, 0, 0, 0]])
    close([(dX, [[0.2683, -0.3578, -0.0894, 0.1789]])], atol=5e-5)
    Y = layer.forward([[1.0, 0, 0, 0]])
    close([(Y, [[3**0.5, *[-(3**-0.5)] * 3]])])  # 1.5, -.5 for n - 1
    out, _ = attention(*np.zeros((2, 5, 3)), np.eye(5), causal=False)
    close([(out, np.full((5, 5), 0.2))])  # equal scores: a plain mean


@given(seed=seeds, dim=st.integers(2, 6))
def test_layer_norm_s_gradient_moves_neither_mean_nor_spread(seed, dim):
    rng = np.random.default_rng(seed)
    X, dY = rng.normal(size=(2, 4, dim))
    layer = LayerNorm.from_arrays(
        rng.normal(size=dim), rng.normal(size=dim), eps=0
    )
    layer.forward(X)
    dX = layer.backward(dY) * layer.sigma  # of the size of dY
    np.testing.assert_allclose(dX.sum(axis=1), 0, atol=1e-11)
    np.testing.assert_allclose((dX * layer.X_hat).sum(axis=1), 0, atol=1e-11)


def test_layer_norm_of_equal_entries_is_its_shift():
    rng = np.random.default_rng(1)
    layer = normed(rng, 5)
    np.testing.assert_array_equal(
        layer.forward(np.full((4, 3, 5), 7.0)),
        np.broadcast_to(layer.shift, (4, 3, 5)),
    )
    assert np.isfinite(layer.backward(np.ones((4, 3, 5)))).all()


# Checked as everything is


@CAUSAL
@pytest.mark.parametrize("T", [2, 6])
def test_gradients_of_self_attention_agree_with_nudging(T, causal):
    rng = np.random.default_rng(2)
    layer = SelfAttention(12, 3, rng, causal)
    report = gradient_check(layer, rng.normal(size=(5, T, 12)), rng)
    assert list(report) == ["X", "Wq", "Wk", "Wv", "Wo"]
    assert {v.verdict for v in report.values()} == {"agrees"}


def test_a_single_step_attends_to_itself_alone():
    rng = np.random.default_rng(3)
    layer, X = SelfAttention(6, 3, rng), rng.normal(size=(4, 1, 6))
    close([(layer.forward(X), X @ layer.Wv @ layer.Wo)])
    np.testing.assert_array_equal(layer.A, np.ones((4, 3, 1, 1)))
    layer.backward(rng.normal(size=(4, 1, 6)))
    assert not layer.dWq.any()
    assert not layer.dWk.any()
    assert gradient_check(layer, X, rng)["Wv"].verdict == "agrees"


@CAUSAL
@pytest.mark.parametrize("T", [1, 5])
def test_each_gradient_of_attention_alone_agrees_with_nudging(T, causal):
    """As a layer with three inputs; d and d_v are not the same."""

    class Bare(Layer):
        def forward(self, Q, K, V):
            self.QKV = Q, K, V
            out, self.A = attention(Q, K, V, causal)
            return out

        def backward(self, dY):
            return attention_backward(dY, *self.QKV, self.A)

    rng = np.random.default_rng(4)
    arrays = {
        name: rng.normal(size=(3, 2, T, width))
        for name, width in {"Q": 4, "K": 4, "V": 6}.items()
    }
    report = gradient_check(Bare(), arrays, rng)
    agree = {n for n, v in report.items() if v.verdict == "agrees"}
    assert agree == ({"Q", "K", "V"} if T > 1 else {"V"})


@pytest.mark.parametrize("shape", [(7,), (4, 6), (2, 4, 3)])
def test_gradients_of_layer_norm_agree_with_nudging(shape):
    rng = np.random.default_rng(5)
    report = gradient_check(normed(rng, 5), rng.normal(size=(*shape, 5)), rng)
    assert list(report) == ["X", "gain", "shift"]
    assert {v.verdict for v in report.values()} == {"agrees"}


@pytest.mark.parametrize("T", [1, 6, 9])
def test_gradients_of_positions_agree_with_nudging(T):
    rng = np.random.default_rng(6)
    report = gradient_check(
        Positions(9, 3, rng), rng.normal(size=(4, T, 3)), rng
    )
    assert {n: v.verdict for n, v in report.items()} == {
        "X": "agrees", "P": "agrees"
    }  # fmt: skip


def names_net(rng, dtype=np.float64):
    """The block of chapter 11, small, every size another."""
    return Sequential(
        Embedding(7, 6, rng, dtype=dtype),
        Positions(8, 6, rng, dtype=dtype),
        Residual(normed(rng, 6, dtype), SelfAttention(6, 3, rng, dtype=dtype)),
        Residual(
            normed(rng, 6, dtype),
            Linear(6, 9, rng, dtype=dtype),
            ReLU(),
            Linear(9, 6, rng, dtype=dtype),
        ),
        normed(rng, 6, dtype),
        Linear(6, 7, rng, dtype=dtype),
    )


def test_a_whole_block_agrees_is_causal_and_keeps_its_rows_apart():
    rng = np.random.default_rng(7)
    net, tokens = names_net(rng), rng.integers(-1, 7, (4, 5))
    for _ in range(2):  # what the first leaves behind disturbs no second
        report = gradient_check(net, tokens, rng)
        assert {v.verdict for v in report.values()} == {"agrees"}
        assert len(report) == len(net.params()) == 18
        assert "backward changes" not in repr(report)
    assert check_causal(net, tokens, rng)
    assert check_rows(net, tokens, rng)
    X = rng.normal(size=(4, 5, 6))
    for layer in net.layers[1:]:
        assert check_causal(layer, X, rng)
        assert check_rows(layer, X, rng)


def test_what_sees_the_future_is_told():
    rng = np.random.default_rng(8)
    layer, X = (
        SelfAttention(6, 3, rng, causal=False),
        rng.normal(size=(4, 5, 6)),
    )
    for seeing in (layer, Residual(LayerNorm(6), layer)):
        with pytest.raises(GradientCheckError, match="time 0 moves"):
            check_causal(seeing, X, rng)
        assert check_rows(seeing, X, rng)


def test_without_positions_attention_knows_no_order():
    rng = np.random.default_rng(9)
    layer, X = (
        SelfAttention(6, 3, rng, causal=False),
        rng.normal(size=(4, 5, 6)),
    )
    order = rng.permutation(5)
    close([(layer.forward(X[:, order]), layer.forward(X)[:, order])])
    places = Positions(5, 6, rng)
    told, other = (layer.forward(places.forward(x)) for x in (X, X[:, order]))
    assert np.abs(told[:, order] - other).max() > 0.01


def test_scores_of_any_size_stay_finite():
    Q = np.full((1, 3, 2), 1e150)
    V = np.arange(6.0).reshape(1, 3, 2)
    out, A = attention(Q, Q * [[[1], [-1], [1]]], V)
    np.testing.assert_array_equal(A[0], [[1, 0, 0], [1, 0, 0], [0.5, 0, 0.5]])
    assert all(np.isfinite(d).all() for d in attention_backward(
        V, 1e-150 * Q, Q, V, A))  # fmt: skip
    np.testing.assert_array_equal(out, A @ V)


@pytest.mark.parametrize(
    ("wrong", "right", "seen"),
    [
        ("dX = dQ @ self.Wq.T + dK @ self.Wk.T + dV @ self.Wv.T",
         "dX = dQ @ self.Wq.T + dV @ self.Wv.T", {"X"}),
        ("self.dWq = rows.T @ dQ", "self.dWq = rows.T @ dK", {"Wq"}),
        ("self.dWo = self.O.T @ dY", "self.dWo = rows.T @ dY", {"Wo"}),
        ("return rows.reshape(N, T, self.heads, d).swapaxes(1, 2)",
         "return rows.reshape(N, self.heads, T, d)",
         {"X", "Wq", "Wk", "Wv"}),
    ],
    ids=["K's part of dX left out", "dWq of dK", "dWo of X", "cut wrongly"],
)  # fmt: skip
def test_a_mistake_is_seen_at_these_sizes(wrong, right, seen):
    rng = np.random.default_rng(2)
    layer = with_line(SelfAttention, wrong, right)(12, 3, rng)
    assert accused(layer, rng.normal(size=(5, 6, 12)), rng) == seen


@pytest.mark.parametrize(
    ("wrong", "right", "seen"),
    [
        ("g = self.gain * dY", "g = dY", {"X"}),
        ("variance = X.var(axis=-1, keepdims=True)",
         "variance = X.var(axis=-1, keepdims=True, ddof=1)", {"X"}),
        ("return (g - mean_g - X_hat * mean_gx) / self.sigma",
         "return (g - mean_g) / self.sigma", {"X"}),
        ("self.dgain = (dY * X_hat).sum(axis=every)",
         "self.dgain = (dY * X_hat).mean(axis=every)", {"gain"}),
        ("every = tuple(range(dY.ndim - 1))", "every = 0",
         {"gain", "shift"}),
    ],
    ids=["gain forgotten", "n - 1", "mean alone", "a mean", "one axis"],
)  # fmt: skip
def test_a_wrong_layer_norm_is_seen(wrong, right, seen):
    kind, rng = with_line(LayerNorm, wrong, right), np.random.default_rng(5)
    layer = kind.from_arrays(rng.normal(size=5), rng.normal(size=5))
    assert accused(layer, rng.normal(size=(4, 6, 5)), rng) == seen


def test_a_residual_that_drops_its_path_and_a_wrong_table_are_seen():
    rng = np.random.default_rng(6)
    X = rng.normal(size=(4, 6, 3))
    dropped = with_line(
        Residual, "return dY + dX if need_dX else None", "return dX"
    )
    assert accused(dropped(Linear(3, 3, rng)), X, rng) == {"X"}
    shared = with_line(
        Positions,
        "self.dP[: dY.shape[1]] = dY.sum(axis=0)",
        "self.dP[: dY.shape[1]] = dY.mean(axis=0)",
    )
    assert accused(shared(9, 3, rng), X, rng) == {"P"}


def accused(layer, X, rng):
    """The arrays that gradient_check calls wrong."""
    try:
        report = gradient_check(layer, X, rng)
    except GradientCheckError as error:
        report = error.report
    wrong = {n for n, v in report.items() if v.verdict == "wrong"}
    return wrong | set(report.unchecked)


def with_line(kind, start, right):
    """The class with `right` for its line of code that starts so."""
    lines = [
        line.strip()
        for line in inspect.getsource(kind).splitlines()
        if line.strip().startswith(start)
    ]
    assert len(lines) == 1
    return mended(kind, lines[0], right)


# The conventions of every layer


@pytest.mark.parametrize("dtype", FLOATS)
@given(N=small, T=small, seed=seeds)
def test_shapes_are_as_said_and_a_float_s_dtype_is_kept(dtype, N, T, seed):
    rng = np.random.default_rng(seed)
    net, tokens = names_net(rng, dtype), rng.integers(-1, 7, (N, T))
    net.forward(tokens)
    attend = net.layers[2].layers[1]
    for name in "QKV":
        part = getattr(attend, name)
        assert (part.shape, part.dtype) == ((N, 3, T, 2), dtype)
    assert (attend.A.shape, attend.A.dtype) == ((N, 3, T, T), dtype)
    assert (attend.O.shape, attend.O.dtype) == ((N * T, 6), dtype)
    X = rng.normal(size=(N, T, 6)).astype(dtype)
    for layer in net.layers[1:5]:
        Y = layer.forward(X)
        assert (Y.shape, Y.dtype) == ((N, T, 6), dtype)
        dX = layer.backward(rng.normal(size=Y.shape).astype(dtype))
        assert (dX.shape, dX.dtype) == ((N, T, 6), dtype)
        assert layer.grads().keys() == layer.params().keys()
        for name, p in layer.params().items():
            dp = layer.grads()[name]
            assert (dp.shape, dp.dtype) == (p.shape, dtype)


def each_layer(rng):
    return [
        SelfAttention(6, 3, rng), normed(rng, 6), Positions(8, 6, rng),
        Residual(normed(rng, 6), SelfAttention(6, 2, rng)),
    ]  # fmt: skip


@given(seed=seeds)
def test_arguments_are_left_alone_and_gradients_are_written_anew(seed):
    rng = np.random.default_rng(seed)
    X, dY = rng.normal(size=(2, 4, 5, 6))
    kept = X.copy(), dY.copy()
    for layer in each_layer(rng):
        layer.forward(X)
        first = [layer.backward(dY), *layer.grads().values()]
        second = [layer.backward(dY), *layer.grads().values()]
        for k, (one, two) in enumerate(zip(first, second, strict=True)):
            np.testing.assert_array_equal(one, two)
            passed_on = isinstance(layer, Positions) and k == 0  # dX is dY
            assert passed_on or not np.shares_memory(one, two)
    Q, K, V = rng.normal(size=(3, 2, 5, 4))
    copies = [a.copy() for a in (Q, K, V)]
    _, A = attention(Q, K, V)
    attention_backward(V, Q, K, V, A)
    for array, before in zip((X, dY, Q, K, V), (*kept, *copies), strict=True):
        np.testing.assert_array_equal(array, before)


@given(seed=seeds, a=st.floats(-9, 9), b=st.floats(-9, 9))
def test_backward_is_linear_in_dy(seed, a, b):
    rng = np.random.default_rng(seed)
    X, one, two = rng.normal(size=(3, 4, 5, 6))
    for layer in each_layer(rng):
        layer.forward(X)
        both, first, second = (
            [layer.backward(dY), *layer.grads().values()]
            for dY in (a * one + b * two, one, two)
        )
        for ab, x, y in zip(both, first, second, strict=True):
            np.testing.assert_allclose(ab, a * x + b * y, atol=1e-10)


def test_layers_own_their_weights():
    rng = np.random.default_rng(10)
    W = rng.normal(size=(4, 6, 6))
    for layer, arrays in [
        (SelfAttention.from_arrays(*W, heads=2, causal=False), W),
        (LayerNorm.from_arrays(W[0, 0], W[0, 1]), W[0, :2]),
        (Positions.from_arrays(W[0]), W[:1]),
    ]:
        for mine, theirs in zip(layer.params().values(), arrays, strict=True):
            np.testing.assert_array_equal(mine, theirs)
            assert not np.shares_memory(mine, theirs)
    assert not SelfAttention.from_arrays(*W, heads=2, causal=False).causal
    assert SelfAttention.from_arrays(*W, heads=2).causal
    assert LayerNorm.from_arrays(W[0, 0], W[0, 1], eps=0.5).eps == 0.5


def test_weights_start_as_said():
    rng = np.random.default_rng(11)
    layer, places = SelfAttention(200, 4, rng), Positions(300, 200, rng)
    for W in layer.params().values():
        assert W.std() == pytest.approx(200**-0.5, rel=0.02)
        assert W.mean() == pytest.approx(0.0, abs=0.002)
    assert len({W.tobytes() for W in layer.params().values()}) == 4
    assert places.P.std() == pytest.approx(1.0, rel=0.02)
    norm = LayerNorm(5)
    np.testing.assert_array_equal([norm.gain, norm.shift], [[1] * 5, [0] * 5])
    assert norm.eps == 1e-5


def test_a_residual_as_first_layer_can_spare_dx():
    rng = np.random.default_rng(12)
    first, last = Residual(Linear(6, 6, rng), Tanh()), Linear(6, 4, rng)
    net, X = Sequential(first, last), rng.normal(size=(4, 5, 6))
    dY = rng.normal(size=net.forward(X).shape)
    net.backward(dY)
    kept = net.grads()
    assert net.backward(dY, need_dX=False) is None
    for name, dp in net.grads().items():
        np.testing.assert_array_equal(dp, kept[name])
    dY = rng.normal(size=first.forward(X).shape)
    assert first.backward(dY).shape == X.shape
    kept = first.grads()
    assert first.backward(dY, need_dX=False) is None
    for name, dp in first.grads().items():
        np.testing.assert_array_equal(dp, kept[name])


def test_fit_trains_a_block():
    """What comes next is what came one step before: the past is needed."""
    rng = np.random.default_rng(4)
    start = rng.integers(0, 7, (64, 2))
    tokens = start[:, np.arange(8) % 2]
    net, loss = names_net(rng), SoftmaxCrossEntropy()
    labels = tokens[:, 1:].copy()
    labels[:, 0] = -1  # chance
    history = fit(net, loss, SGD(0.05, 0.9), tokens[:, :-1], labels,
                  epochs=100, batch_size=16, rng=rng)  # fmt: skip
    assert history.loss[-1] < 0.1 < 2 < history.loss[0]
