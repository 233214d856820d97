"""Wrong calls of the layers of chapter 11."""

import numpy as np
from wrong_values import (
    NAN,
    NEGATIVE,
    NOT_A_GENERATOR,
    NOT_NUMBERS,
    NOT_WHOLE,
    T,
    rng,
)

import backprop as bp


def got(*shapes):
    """A pattern for "got (2, 3), (4, 5)", with anything between."""
    text = ".*".join(map(str, shapes))
    return "got .*" + text.replace("(", r"\(").replace(")", r"\)")


LAYERS = {
    "SelfAttention": lambda: bp.SelfAttention(6, 3, rng()),
    "LayerNorm": lambda: bp.LayerNorm(6),
    "Positions": lambda: bp.Positions(7, 6, rng()),
    "Residual": lambda: bp.Residual(bp.Linear(6, 6, rng())),
}
X = np.ones((4, 5, 6))


def forward(name, X=X):
    layer = LAYERS[name]()
    layer.forward(X)
    return layer


for name in LAYERS:
    T.add(
        f"{name}: backward before forward",
        lambda name=name: LAYERS[name]().backward(X),
        f"{name}.backward.*forward",
        "none",
    )
    T.each(f"{name} dY", NOT_NUMBERS, lambda v, n=name: forward(n).backward(v))
    T.each(f"{name} X", NOT_NUMBERS, lambda v, n=name: forward(n, v))
    for what, shape in [
        ("one example", (1, 5, 6)),
        ("one step", (4, 1, 6)),
        ("the last step alone", (4, 6)),
        ("one feature", (4, 5, 1)),
        ("steps first", (5, 4, 6)),
        ("as rows", (20, 6)),
    ]:
        T.add(
            f"{name} dY: {what}",
            lambda s=shape, n=name: forward(n).backward(np.ones(s)),
            rf"{name} expects dY.*\(4, 5, 6\)",
            got(shape),
        )
for name in ("SelfAttention", "Positions"):
    for what, shape in [
        ("another width", (4, 5, 7)),
        ("no steps", (4, 0, 6)),
        ("no examples", (0, 5, 6)),
        ("one example without its axis", (5, 6)),
        ("four axes", (4, 5, 1, 6)),
    ]:
        T.add(
            f"{name} X: {what}",
            lambda s=shape, n=name: forward(n, np.ones(s)),
            rf"{name} expects X of shape \(N, T, 6\), none of them 0",
            got(shape),
        )
for name, kinds in {
    "SelfAttention": lambda d: bp.SelfAttention(6, 3, rng(), dtype=d),
    "LayerNorm": lambda d: bp.LayerNorm(6, dtype=d),
    "Positions": lambda d: bp.Positions(7, 6, rng(), dtype=d),
}.items():
    for dtype in (int, complex, str, object):
        T.add(
            f"{name} dtype: {dtype.__name__}",
            lambda d=dtype, kind=kinds: kind(d),
            f"{name}.* dtype must be float",
            "got",
        )

# Attention

for name, call in {
    "SelfAttention dim": lambda v: bp.SelfAttention(v, 3, rng()),
    "SelfAttention heads": lambda v: bp.SelfAttention(6, v, rng()),
    "LayerNorm dim": lambda v: bp.LayerNorm(v),
    "Positions longest": lambda v: bp.Positions(v, 6, rng()),
    "Positions dim": lambda v: bp.Positions(7, v, rng()),
}.items():
    T.each(name, NOT_WHOLE, call)
T.each(
    "SelfAttention rng", NOT_A_GENERATOR, lambda v: bp.SelfAttention(6, 3, v)
)
T.each("Positions rng", NOT_A_GENERATOR, lambda v: bp.Positions(7, 6, v))
for dim, heads in [(6, 4), (3, 6)]:
    T.add(
        f"SelfAttention: {heads} heads of {dim} columns",
        lambda dim=dim, heads=heads: bp.SelfAttention(dim, heads, rng()),
        "a dim that heads divide",
        f"got dim {dim} and heads {heads}",
    )
T.add(
    "SelfAttention.from_arrays: 4 heads of 6 columns",
    lambda: bp.SelfAttention.from_arrays(*np.ones((4, 6, 6)), heads=4),
    "a dim that heads divide",
    "got dim 6 and heads 4",
)
for what, shapes in [
    ("one is turned", [(6, 6), (6, 6), (6, 5), (6, 6)]),
    ("not square", [(6, 5)] * 4),
    ("of two sizes", [(6, 6), (6, 6), (6, 6), (5, 5)]),
    ("1-D", [(6,)] * 4),
    ("numbers", [()] * 4),
    ("empty", [(0, 0)] * 4),
    ("three axes", [(6, 6, 6)] * 4),
]:
    T.add(
        f"SelfAttention.from_arrays: {what}",
        lambda shapes=shapes: bp.SelfAttention.from_arrays(
            *map(np.ones, shapes), heads=1
        ),
        r"Wq, Wk, Wv and Wo of one shape \(dim, dim\)",
        got(*shapes),
    )
for k, name in enumerate(["Wq", "Wk", "Wv", "Wo"]):

    def from_weights(value, k=k):
        W = [np.ones((6, 6)) for _ in range(4)]
        W[k] = value
        bp.SelfAttention.from_arrays(*W, heads=3)

    T.each(f"SelfAttention.from_arrays {name}", NOT_NUMBERS, from_weights)
    T.add(
        f"SelfAttention.from_arrays {name}: nan",
        lambda call=from_weights: call(np.full((6, 6), NAN)),
        f"{name} must be finite",
        "got nan",
    )
T.each(
    "SelfAttention.from_arrays heads",
    NOT_WHOLE,
    lambda v: bp.SelfAttention.from_arrays(*np.ones((4, 6, 6)), heads=v),
)

Q, V = np.ones((2, 5, 4)), np.ones((2, 5, 3))
A = np.full((2, 5, 5), 0.2)
for k, name in enumerate("QKV"):

    def attend(value, k=k):
        arrays = [Q, Q, V]
        arrays[k] = value
        bp.attention(*arrays)

    def attend_back(value, k=k):
        arrays = [Q, Q, V]
        arrays[k] = value
        bp.attention_backward(V, *arrays, A)

    T.each(f"attention {name}", NOT_NUMBERS, attend)
    T.each(f"attention_backward {name}", NOT_NUMBERS, attend_back)
for what, shapes in [
    ("keys of another width", [(2, 5, 4), (2, 5, 3), (2, 5, 3)]),
    ("fewer keys", [(2, 5, 4), (2, 4, 4), (2, 4, 3)]),
    ("fewer values", [(2, 5, 4), (2, 5, 4), (2, 4, 3)]),
    ("other heads", [(2, 5, 4), (2, 5, 4), (1, 5, 3)]),
    ("1-D", [(4,), (4,), (4,)]),
    ("no steps", [(2, 0, 4), (2, 0, 4), (2, 0, 3)]),
    ("values of no width", [(2, 5, 4), (2, 5, 4), (2, 5, 0)]),
]:
    T.add(
        f"attention: {what}",
        lambda shapes=shapes: bp.attention(*map(np.ones, shapes)),
        r"attention expects Q and K of shape \(\.\.\., T, d\)",
        got(*shapes),
    )
T.add(
    "attention_backward: keys of another width",
    lambda: bp.attention_backward(V, Q, V, V, A),
    r"attention_backward expects Q and K of shape \(\.\.\., T, d\)",
    got((2, 5, 4), (2, 5, 3), (2, 5, 3)),
)
T.each(
    "attention_backward dO",
    NOT_NUMBERS,
    lambda v: bp.attention_backward(v, Q, Q, V, A),
)
T.each(
    "attention_backward A",
    NOT_NUMBERS,
    lambda v: bp.attention_backward(V, Q, Q, V, v),
)
for what, outputs, weights in [
    ("dO of Q's width", (2, 5, 4), (2, 5, 5)),
    ("dO of one output", (2, 1, 3), (2, 5, 5)),
    ("A of one head", (2, 5, 3), (5, 5)),
    ("A for Q", (2, 5, 3), (2, 5, 4)),
]:
    T.add(
        f"attention_backward: {what}",
        lambda o=outputs, w=weights: bp.attention_backward(
            np.ones(o), Q, Q, V, np.ones(w)
        ),
        r"dO of V's shape \(2, 5, 3\) and A of shape \(2, 5, 5\)",
        got(outputs, weights),
    )

# Layer norm

for what, shape in [
    ("another width", (4, 5, 7)),
    ("one width for all", (4, 5, 1)),
    ("no steps", (4, 0, 6)),
    ("no axis of examples", (6,)),
]:
    T.add(
        f"LayerNorm X: {what}",
        lambda s=shape: forward("LayerNorm", np.ones(s)),
        r"LayerNorm expects X of shape \(N,.* 6\), not empty",
        got(shape),
    )
T.each("LayerNorm eps", NEGATIVE, lambda v: bp.LayerNorm(6, v))
T.each(
    "LayerNorm.from_arrays eps",
    NEGATIVE,
    lambda v: bp.LayerNorm.from_arrays([1.0], [0.0], v),
)
for what, gain, shift in [
    ("matrices", (1, 6), (1, 6)),
    ("of two lengths", (6,), (5,)),
    ("numbers", (), ()),
    ("empty", (0,), (0,)),
    ("a shift for each row", (6,), (4, 6)),
]:
    T.add(
        f"LayerNorm.from_arrays: {what}",
        lambda g=gain, s=shift: bp.LayerNorm.from_arrays(
            np.ones(g), np.ones(s)
        ),
        r"gain and shift of one shape \(dim,\)",
        got(gain, shift),
    )
for k, name in enumerate(["gain", "shift"]):

    def from_row(value, k=k):
        arrays = [[1.0, 2.0], [1.0, 2.0]]
        arrays[k] = value
        bp.LayerNorm.from_arrays(*arrays)

    T.each(f"LayerNorm.from_arrays {name}", NOT_NUMBERS, from_row)
    T.add(
        f"LayerNorm.from_arrays {name}: nan",
        lambda call=from_row: call([1.0, NAN]),
        f"{name} must be finite",
        "got nan",
    )

# A table of places

T.add(
    "Positions: more steps than places",
    lambda: forward("Positions", np.ones((4, 8, 6))),
    "Positions expects at most 7 steps",
    "got 8",
)
T.each("Positions.from_arrays P", NOT_NUMBERS, bp.Positions.from_arrays)
for what, shape in [("1-D", (3,)), ("empty", (0, 3)), ("a number", ())]:
    T.add(
        f"Positions.from_arrays P: {what}",
        lambda s=shape: bp.Positions.from_arrays(np.ones(s)),
        r"P of shape \(longest, dim\)",
        got(shape),
    )
T.add(
    "Positions.from_arrays P: nan",
    lambda: bp.Positions.from_arrays([[1.0, NAN]]),
    "P must be finite",
    "got nan",
)

# What goes past

T.add("Residual: no layers", bp.Residual, "at least one layer", "got 0")
T.add(
    "Residual: one layer twice",
    lambda: (lambda f: bp.Residual(f, f))(bp.Tanh()),
    "different layer objects",
    "same Tanh again at position 1",
)
T.add(
    "Residual: no layer",
    lambda: bp.Residual(bp.Tanh(), 3),
    "layer 1 must have the methods forward, backward",
    "got int",
)
T.add(
    "Residual: another width comes out",
    lambda: bp.Residual(bp.Linear(6, 1, rng())).forward(X),
    r"layers that keep X's shape \(4, 5, 6\)",
    got((4, 5, 1)),
)

for net, came in (
    (bp.Sequential(bp.ReLU()), "got Sequential"),
    (None, "got NoneType"),
    (bp.Sequential(bp.Residual(bp.LayerNorm(6))), "got LayerNorm"),
):
    T.add(
        f"block_in_torch: {came}",
        lambda v=net: bp.block_in_torch(v, X, X),
        "LayerNorm SelfAttention, LayerNorm Linear ReLU Linear",
        came,
    )
