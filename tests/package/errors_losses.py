"""Wrong calls of losses and optimizers."""

import numpy as np
from wrong_values import (
    INF,
    NAN,
    NEGATIVE,
    NOT_FINITE,
    NOT_NUMBERS,
    NOT_POSITIVE,
    T,
    X,
    filled,
    spoiled,
)

import backprop as bp

# Losses
TARGETS = {
    "MeanSquaredError": X,
    "SigmoidCrossEntropy": X,
    "SoftmaxCrossEntropy": [0, 1, 2, 3, 0],
}
for name, target in TARGETS.items():
    make = getattr(bp, name)
    T.add(
        f"{name}: backward before forward",
        lambda make=make: make().backward(),
        f"{name}.*forward",
        "none",
    )
    T.each(
        f"{name} prediction",
        NOT_NUMBERS,
        lambda v, make=make, t=target: make().forward(v, t),
    )
    T.each(
        f"{name} prediction",
        NOT_FINITE,
        lambda v, make=make, t=target: make().forward(spoiled(v), t),
    )
    T.add(
        f"{name}: no rows",
        lambda make=make, t=target: make().forward(X[:0], t[:0]),
        "not empty",
        r"got \(0, 4\)",
    )
for name in ("MeanSquaredError", "SigmoidCrossEntropy"):
    make = getattr(bp, name)
    T.each(f"{name} target", NOT_NUMBERS, lambda v, m=make: m().forward(X, v))
    T.add(
        f"{name}: a target of another shape",
        lambda make=make: make().forward(X, X[:, :1]),
        "of one shape",
        r"got \(5, 4\) and \(5, 1\)",
    )
T.each(
    "MeanSquaredError target",
    NOT_FINITE,
    lambda v: bp.MeanSquaredError().forward(X, spoiled(v)),
)
for value, came in [(NAN, "nan"), (INF, "inf"), (1.5, "1.5"), (-0.1, "-0.1")]:
    T.add(
        f"SigmoidCrossEntropy target: {value}",
        lambda v=value: bp.SigmoidCrossEntropy().forward(X, spoiled(v)),
        r"targets in \[0, 1\]",
        f"got.*{came}",
    )
for what, labels, expected, came in [
    ("too large", [0, 1, 2, 4, 0], "0 to 3", "got 0 to 4"),
    ("below -1", [0, -2, 2, 3, 0], "0 to 3, or -1", "got -2 to 3"),
    ("too large beside -1", [0, -1, 2, 4, 0], "0 to 3", "got -1 to 4"),
    ("none counts", [-1] * 5, "at least one label that counts", "-1 every"),
    ("floats", [0.0, 1, 2, 3, 0], "whole numbers", "float64"),
    ("bools", [True] * 5, "whole numbers", "bool"),
    ("strings", list("abcde"), "whole numbers", "<U1"),
    ("too few", [0, 1], r"\(5,\)", r"got \(2,\)"),
    ("one-hot", np.eye(5, 4, dtype=int), r"\(5,\)", r"got \(5, 4\)"),
    ("a column", [[0]] * 5, r"\(5,\)", r"got \(5, 1\)"),
    ("ragged", [[0], [1, 2], [0], [0], [0]], "one array", "lengths"),
    ("None", None, "whole numbers", "object"),
    ("a number", 1, r"\(5,\)", r"got \(\)"),
]:
    for name in ("SoftmaxCrossEntropy", "accuracy"):
        T.add(
            f"{name} labels: {what}",
            lambda v=labels, name=name: (
                bp.accuracy(X, v)
                if name == "accuracy"
                else bp.SoftmaxCrossEntropy().forward(X, v)
            ),
            expected if what != "too few" else r"\(N,\)|\(5,\)",
            came,
        ) if not (name == "accuracy" and expected == r"\(5,\)") else T.add(
            f"{name} labels: {what}",
            lambda v=labels: bp.accuracy(X, v),
            r"\(N,\)",
            came.removeprefix("got "),
        )
for what, wrong, came in [
    ("1-D", X[0], r"\(4,\)"),
    ("no places", X[None, :0], r"\(1, 0, 4\)"),
]:
    T.add(
        f"SoftmaxCrossEntropy logits: {what}",
        lambda v=wrong: bp.SoftmaxCrossEntropy().forward(v, [0]),
        r"\(N, K\)",
        f"got {came}",
    )
    T.add(
        f"accuracy logits: {what}",
        lambda v=wrong: bp.accuracy(v, [0]),
        r"\(N, K\)",
        f"got {came}",
    )
for what, wrong, came in [
    ("one for each sequence", [0], r"\(1,\)"),
    ("exchanged axes", [[0]] * 5, r"\(5, 1\)"),
]:
    T.add(
        f"SoftmaxCrossEntropy labels of sequences: {what}",
        lambda v=wrong: bp.SoftmaxCrossEntropy().forward(X[None], v),
        r"labels of shape \(1, 5\)",
        f"got {came}",
    )
    T.add(
        f"accuracy labels of sequences: {what}",
        lambda v=wrong: bp.accuracy(X[None], v),
        r"labels of shape \(N, \.\.\.\)",
        f"got \\(1, 5, 4\\) and {came}",
    )
T.each("accuracy logits", NOT_NUMBERS, lambda v: bp.accuracy(v, [0]))
T.each(
    "accuracy logits",
    NOT_FINITE,
    lambda v: bp.accuracy(spoiled(v), TARGETS["SoftmaxCrossEntropy"]),
)
T.add(
    "accuracy: no rows",
    lambda: bp.accuracy(X[:0], []),
    "N >= 1|whole",
    r"\(0, 4\)|float64",
)
T.each("l2_penalty strength", NEGATIVE, lambda v: bp.l2_penalty({"W": X}, v))
T.add(
    "l2_penalty params: a list",
    lambda: bp.l2_penalty([X], 0.1),
    "dict",
    "list",
)
T.add(
    "l2_penalty params: strings",
    lambda: bp.l2_penalty({"W": [["a"]]}, 0.1),
    "numbers",
    "<U1",
)

# Optimizers
T.each("SGD lr", NOT_POSITIVE, bp.SGD)
T.each(
    "SGD schedule",
    NOT_POSITIVE,
    lambda v: bp.SGD(lambda k: v).step({"W": np.ones(2)}, {"W": np.ones(2)}),
)
T.each("SGD momentum", NEGATIVE, lambda v: bp.SGD(0.1, v))
T.add("SGD momentum: 1", lambda: bp.SGD(0.1, 1), "below 1", "got 1")


def sgd(params, grads):
    bp.SGD(0.1).step(params, grads)


def another_net():
    optimizer, grads = bp.SGD(0.1), {"W": X}
    optimizer.step({"W": np.ones((5, 4))}, grads)
    optimizer.step({"W": np.ones((5, 4))}, grads)


def another_shape_of_net():
    optimizer = bp.SGD(0.1)
    optimizer.step({"W": np.ones((5, 4))}, {"W": X})
    optimizer.step({"V": np.ones((5, 4))}, {"V": X})


T.add("SGD: another net", another_net, "the same net", "a different one")
T.add(
    "SGD: other names",
    another_shape_of_net,
    r"\['W'\]",
    r"\['V'\] and \['V'\]",
)
for what, params, grads, expected, came in [
    ("a grad too many", {"W": X}, {"W": X, "b": X}, r"named \['W'\]", "'b'"),
    (
        "a grad missing",
        {"W": X, "b": X},
        {"W": X},
        r"\['W', 'b'\]",
        r"\['W'\]",
    ),
    ("no params", {}, {}, "at least one parameter", "got none"),
    ("not yet backward", {"W": X}, {"W": None}, r"\(5, 4\)", "none yet"),
    ("another shape", {"W": X}, {"W": X.T}, r"\(5, 4\)", r"ndarray.*\(4, 5\)"),
    ("a list", {"W": X}, {"W": X.tolist()}, "an array", "got list"),
    ("strings", {"W": X}, {"W": np.full((5, 4), "a")}, "numbers", "<U1"),
    ("complex", {"W": X}, {"W": X * 1j}, "numbers", "complex128"),
    ("a number", {"W": X}, {"W": 1.0}, r"\(5, 4\)", r"float.*\(\)"),
    ("integers", {"W": np.ones((2, 2), "i8")}, {"W": X}, "float", "int64"),
    ("a param a list", {"W": [1.0]}, {"W": X}, "float arrays", "list"),
    ("params a list", [X], [X], "dict", "list"),
]:
    T.add(
        f"SGD step: {what}",
        lambda params=params, grads=grads: sgd(params, grads),
        expected,
        came,
    )
T.each("clip_by_norm max_norm", NOT_POSITIVE, lambda v: bp.clip_by_norm({}, v))
T.each(
    "clip_by_norm grads",
    NOT_FINITE | NOT_NUMBERS,
    lambda v: bp.clip_by_norm({"W": filled(v)}, 1.0),
)
T.add(
    "clip_by_norm grads: a list",
    lambda: bp.clip_by_norm([X], 1.0),
    "dict",
    "list",
)
