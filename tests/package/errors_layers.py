"""Wrong calls of layers and activations."""

import numpy as np
from wrong_values import (
    NAN,
    NEGATIVE,
    NOT_A_GENERATOR,
    NOT_FINITE,
    NOT_NUMBERS,
    NOT_WHOLE,
    T,
    X,
    filled,
    rng,
)

import backprop as bp

for k, name in enumerate(["n_in", "n_out"]):
    T.each(
        f"Linear {name}",
        NOT_WHOLE,
        lambda v, k=k: bp.Linear(*([v, 2] if k == 0 else [2, v]), rng()),
    )
T.each("Linear rng", NOT_A_GENERATOR, lambda v: bp.Linear(3, 2, v))
T.each("Linear X", NOT_NUMBERS, lambda v: bp.Linear(2, 3, rng()).forward(v))
for what, wrong, came in [
    ("width", np.ones((4, 5)), r"\(4, 5\)"),
    ("one row as 1-D", np.ones(3), r"\(3,\)"),
    ("3-D", np.ones((2, 1, 3)), r"\(2, 1, 3\)"),
    ("no rows", np.ones((0, 3)), r"\(0, 3\)"),
    ("a number", 1.0, r"\(\)"),
    ("an empty list", [], r"\(0,\)"),
]:
    T.add(
        f"Linear X: {what}",
        lambda v=wrong: bp.Linear(3, 2, rng()).forward(v),
        r"\(N, 3\)",
        f"got {came}",
    )
for what, W, b in [
    ("W of 1-D", np.ones(3), np.ones(3)),
    ("b too long", np.ones((3, 2)), np.ones(3)),
    ("b a matrix", np.ones((3, 2)), np.ones((1, 2))),
    ("empty W", np.ones((0, 2)), np.ones(2)),
]:
    T.add(
        f"Linear.from_arrays: {what}",
        lambda W=W, b=b: bp.Linear.from_arrays(W, b),
        r"\(n_in, n_out\).*\(n_out,\)",
        r"got \(.*\) and \(.*\)",
    )
T.each(
    "Linear.from_arrays W",
    NOT_NUMBERS | NOT_FINITE,
    lambda v: bp.Linear.from_arrays(filled(v), np.ones(4)),
)
T.add(
    "Linear.from_arrays b: nan",
    lambda: bp.Linear.from_arrays(np.ones((3, 2)), [1.0, NAN]),
    "b must be finite",
    "got nan",
)
T.add(
    "Linear init: of another shape",
    lambda: bp.Linear(3, 2, rng(), init=lambda i, o, rng: np.ones((o, i))),
    r"\(3, 2\)",
    r"got \(2, 3\)",
)
T.add(
    "Linear init: a number",
    lambda: bp.Linear(3, 2, rng(), init=0.1),
    "init must have the methods __call__",
    "got float",
)
for dtype in (int, complex, str, object):
    T.add(
        f"Linear dtype: {dtype.__name__}",
        lambda d=dtype: bp.Linear(3, 2, rng(), dtype=d),
        "float",
        "got",
    )
LAYERS = {
    "Linear": lambda: bp.Linear(4, 4, rng()),
    "Sigmoid": bp.Sigmoid,
    "Tanh": bp.Tanh,
    "ReLU": bp.ReLU,
    "LeakyReLU": bp.LeakyReLU,
    "Softmax": bp.Softmax,
}
for name, make in LAYERS.items():
    T.add(
        f"{name}: backward before forward",
        lambda make=make: make().backward(X),
        f"{name}.*forward",
        "none",
    )

    def backward(dY, make=make):
        layer = make()
        layer.forward(X)
        layer.backward(dY)

    T.each(f"{name} dY", NOT_NUMBERS, backward)
    for what, wrong, came in [
        ("one row", np.ones((1, 4)), r"\(1, 4\)"),
        ("one column", np.ones((5, 1)), r"\(5, 1\)"),
        ("a number", 1.0, r"\(\)"),
        ("transposed", np.ones((4, 5)), r"\(4, 5\)"),
    ]:
        T.add(
            f"{name} dY: {what}",
            lambda v=wrong, backward=backward: backward(v),
            rf"{name}.*\(5, 4\)",
            f"got {came}",
        )
    if name != "Linear":
        T.each(
            f"{name} X", NOT_NUMBERS, lambda v, make=make: make().forward(v)
        )
T.add(
    "Linear: parameter_gradients before forward",
    lambda: bp.Linear(3, 2, rng()).parameter_gradients(np.ones((1, 2))),
    "forward",
    "none",
)
T.each("LeakyReLU slope", NEGATIVE, bp.LeakyReLU)
T.add("LeakyReLU slope: 1", lambda: bp.LeakyReLU(1), "below 1", "got 1")
T.each("softmax", NOT_NUMBERS, bp.softmax)
T.each("sigmoid", NOT_NUMBERS, bp.sigmoid)
for what, wrong, came in [
    ("a number", 2.0, r"\(\)"),
    ("empty rows", np.ones((3, 0)), r"\(3, 0\)"),
    ("an empty list", [], r"\(0,\)"),
]:
    T.add(
        f"softmax: {what}",
        lambda v=wrong: bp.softmax(v),
        "at least one entry",
        came,
    )
    T.add(
        f"Softmax X: {what}",
        lambda v=wrong: bp.Softmax().forward(v),
        "at least one entry",
        came,
    )
T.add("Sequential: none", bp.Sequential, "at least one layer", "got 0")
T.add(
    "Sequential: no layer",
    lambda: bp.Sequential(bp.ReLU(), 3),
    "layer 1 must have the methods forward, backward",
    "got int",
)
T.add(
    "Sequential: a list",
    lambda: bp.Sequential([bp.ReLU()]),
    "layer 0 must have the methods forward, backward",
    "got list",
)
T.add(
    "Sequential: a class, not an object",
    lambda: bp.Sequential(bp.ReLU),
    "layer",
    "ReLU",
)
SAME = bp.ReLU()
T.add(
    "Sequential: the same layer twice",
    lambda: bp.Sequential(SAME, bp.Linear(4, 4, rng()), SAME),
    "different layer objects",
    "same ReLU again at position 2",
)
for what in ("cubic", None, 3):
    T.add(
        f"running_net: {what}",
        lambda v=what: bp.running_net(v),
        r"one of \['relu', 'sigmoid', 'tanh'\]",
        f"got {what!r}",
    )
