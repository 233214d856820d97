"""Wrong calls of the layers for sequences."""

import numpy as np
from wrong_values import (
    NAN,
    NOT_A_GENERATOR,
    NOT_NUMBERS,
    NOT_WHOLE,
    T,
    X,
    rng,
)

import backprop as bp

LAYERS = {
    "Embedding": lambda: bp.Embedding(7, 3, rng()),
    "Recurrent": lambda: bp.Recurrent(3, 4, rng()),
}
GIVEN = {"Embedding": np.zeros((5, 6), int), "Recurrent": np.ones((5, 6, 3))}
Y_SHAPES = {"Embedding": (5, 6, 3), "Recurrent": (5, 6, 4)}

for name, sizes in [
    ("Embedding", ["n_tokens", "dim"]),
    ("Recurrent", ["n_in", "n_hidden"]),
]:
    kind = getattr(bp, name)
    for k, size in enumerate(sizes):
        T.each(
            f"{name} {size}",
            NOT_WHOLE,
            lambda v, k=k, kind=kind: kind(*([v, 2], [2, v])[k], rng()),
        )
    T.each(
        f"{name} rng",
        NOT_A_GENERATOR,
        lambda v, kind=kind: kind(3, 2, v),
    )
    for dtype in (int, complex, str, object):
        T.add(
            f"{name} dtype: {dtype.__name__}",
            lambda d=dtype, kind=kind: kind(3, 2, rng(), dtype=d),
            "float",
            "got",
        )
    T.add(
        f"{name}: backward before forward",
        lambda name=name: LAYERS[name]().backward(X),
        f"{name}.*forward",
        "none",
    )

    def backward(dY, name=name):
        layer = LAYERS[name]()
        layer.forward(GIVEN[name])
        layer.backward(dY)

    T.each(f"{name} dY", NOT_NUMBERS, backward)
    N, steps, width = Y_SHAPES[name]
    for what, shape in [
        ("one example", (1, steps, width)),
        ("one step", (N, 1, width)),
        ("the last step alone", (N, width)),
        ("one feature", (N, steps, 1)),
        ("steps first", (steps, N, width)),
    ]:
        T.add(
            f"{name} dY: {what}",
            lambda s=shape, backward=backward: backward(np.ones(s)),
            rf"{name} expects dY.*\({N}, {steps}, {width}\)",
            "got " + str(shape).replace("(", r"\(").replace(")", r"\)"),
        )

T.add(
    "Recurrent: parameter_gradients before forward",
    lambda: LAYERS["Recurrent"]().parameter_gradients(np.ones((1, 1, 4))),
    "forward",
    "none",
)

# Tokens


def looked_up(tokens):
    LAYERS["Embedding"]().forward(tokens)


for what, tokens, expected, came in [
    ("too large", [[0, 7]], "from 0 to 6.* -1 for padding", "0 to 7"),
    ("below -1", [[-2, 3]], "from 0 to 6.* -1 for padding", "-2 to 3"),
    ("floats", [[0.0, 1.0]], "whole numbers", "float64"),
    ("booleans", [[True, False]], "whole numbers", "bool"),
    ("strings", [["a", "b"]], "whole numbers", "<U1"),
    ("ragged", [[1, 2], [3]], "one array", "different lengths"),
    ("no steps", np.zeros((4, 0), int), "none of them 0", r"\(4, 0\)"),
    ("no examples", np.zeros((0, 4), int), "none of them 0", r"\(0, 4\)"),
    ("a number", 3, r"\(N, \.\.\.\)", r"\(\)"),
]:
    T.add(
        f"Embedding X: {what}",
        lambda v=tokens: looked_up(v),
        f"Embedding.*{expected}",
        f"got .*{came}",
    )
T.add(
    "Embedding X: an empty list",
    lambda: looked_up([]),
    "whole numbers",
    "got dtype float64",
)
T.each("Embedding.from_arrays E", NOT_NUMBERS, bp.Embedding.from_arrays)
for what, E, came in [
    ("1-D", np.ones(3), r"\(3,\)"),
    ("empty", np.ones((0, 3)), r"\(0, 3\)"),
    ("a number", 1.0, r"\(\)"),
]:
    T.add(
        f"Embedding.from_arrays E: {what}",
        lambda E=E: bp.Embedding.from_arrays(E),
        r"\(n_tokens, dim\)",
        f"got {came}",
    )
T.add(
    "Embedding.from_arrays E: nan",
    lambda: bp.Embedding.from_arrays([[1.0, NAN]]),
    "E must be finite",
    "got nan",
)

# A layer used at every step


def run(X=GIVEN["Recurrent"], **more):
    LAYERS["Recurrent"]().forward(X, **more)


T.each("Recurrent X", NOT_NUMBERS, run)
for what, shape in [
    ("another width", (5, 6, 4)),
    ("no steps", (5, 0, 3)),
    ("no examples", (0, 6, 3)),
    ("one example without its axis", (6, 3)),
    ("four axes", (5, 6, 1, 3)),
]:
    T.add(
        f"Recurrent X: {what}",
        lambda s=shape: run(np.ones(s)),
        r"Recurrent expects X of shape \(N, T, 3\), none of them 0",
        f"got {shape}".replace("(", r"\(").replace(")", r"\)"),
    )
T.each(
    "Recurrent h0",
    {k: v for k, v in NOT_NUMBERS.items() if k != "None"},
    lambda v: run(h0=v),
)
for what, wrong, came in [
    ("one state for all", np.ones(4), r"\(4,\)"),
    ("of another width", np.ones((5, 3)), r"\(5, 3\)"),
    ("of other examples", np.ones((1, 4)), r"\(1, 4\)"),
    ("one for each step", np.ones((5, 6, 4)), r"\(5, 6, 4\)"),
]:
    T.add(
        f"Recurrent h0: {what}",
        lambda v=wrong: run(h0=v),
        r"h0 of shape \(5, 4\)",
        f"got {came}",
    )
for what, wrong, expected, came in [
    ("numbers", np.ones((5, 6)), "must be boolean", "float64"),
    ("whole numbers", np.ones((5, 6), int), "must be boolean", "int64"),
    ("one row", np.ones(6, bool), r"shape \(5, 6\)", r"\(6,\)"),
    ("X's shape", np.ones((5, 6, 3), bool), r"shape \(5, 6\)", r"\(5, 6, 3\)"),
    ("turned", np.ones((6, 5), bool), r"shape \(5, 6\)", r"\(6, 5\)"),
    ("ragged", [[True], [True, False]], "one array", "different lengths"),
    ("all places", np.zeros((5, 6), bool), "True somewhere", "all 30 places"),
]:
    T.add(
        f"Recurrent mask: {what}",
        lambda v=wrong: run(mask=v),
        f"Recurrent.*mask.*{expected}",
        f"got .*{came}",
    )
for what, wrong, expected, came in [
    ("an object", bp.Tanh(), "a class such as Tanh", "got Tanh"),
    ("a name", "tanh", "a class such as Tanh", "got str"),
    ("no layer", dict, "the methods forward, backward", "got dict"),
]:
    T.add(
        f"Recurrent activation: {what}",
        lambda v=wrong: bp.Recurrent(3, 4, rng(), v),
        f"activation.*{expected}",
        came,
    )


def shaped(Wx, Wh, b):
    bp.Recurrent.from_arrays(np.ones(Wx), np.ones(Wh), np.ones(b))


for what, shapes in [
    ("Wx of 1-D", ((4,), (4, 4), (4,))),
    ("a number for Wx", ((), (4, 4), (4,))),
    ("Wx turned", ((4, 3), (4, 4), (4,))),
    ("Wh not square", ((3, 4), (4, 3), (4,))),
    ("Wh of Wx's shape", ((3, 4), (3, 4), (4,))),
    ("b too long", ((3, 4), (4, 4), (5,))),
    ("b a matrix", ((3, 4), (4, 4), (1, 4))),
    ("empty Wx", ((0, 4), (4, 4), (4,))),
]:
    T.add(
        f"Recurrent.from_arrays: {what}",
        lambda shapes=shapes: shaped(*shapes),
        r"\(n_in, n_hidden\).*\(n_hidden, n_hidden\).*\(n_hidden,\)",
        r"got \(.*\), \(.*\) and \(.*\)",
    )
T.each(
    "Recurrent.from_arrays Wh",
    NOT_NUMBERS,
    lambda v: bp.Recurrent.from_arrays(np.ones((3, 4)), v, np.ones(4)),
)
for name in ("Wx", "Wh", "b"):
    shapes = {"Wx": (3, 4), "Wh": (4, 4), "b": (4,)}
    T.add(
        f"Recurrent.from_arrays {name}: nan",
        lambda name=name, shapes=shapes: bp.Recurrent.from_arrays(
            **{
                n: np.full(s, NAN if n == name else 1.0)
                for n, s in shapes.items()
            }
        ),  # fmt: skip
        f"{name} must be finite",
        "got nan",
    )
