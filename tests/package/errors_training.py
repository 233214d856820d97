"""Wrong calls of initializers, data and training."""

import numpy as np
from wrong_values import (
    NEGATIVE,
    NOT_A_GENERATOR,
    NOT_FINITE,
    NOT_NUMBERS,
    NOT_POSITIVE,
    NOT_WHOLE,
    T,
    X,
    net,
    rng,
    spoiled,
)

import backprop as bp

# Initializers and data
for name in (
    "lecun_normal",
    "glorot_normal",
    "glorot_uniform",
    "he_normal",
    "he_uniform",
):
    f = getattr(bp, name)
    T.each(f"{name} n_in", NOT_WHOLE, lambda v, f=f: f(v, 2, rng()))
    T.each(f"{name} n_out", NOT_WHOLE, lambda v, f=f: f(2, v, rng()))
    T.each(f"{name} rng", NOT_A_GENERATOR, lambda v, f=f: f(2, 3, v))
for name in ("moons", "spirals", "noisy_sine"):
    f = getattr(bp, name)
    T.each(f"{name} n", NOT_WHOLE, lambda v, f=f: f(v, rng()))
    T.each(f"{name} rng", NOT_A_GENERATOR, lambda v, f=f: f(3, v))
    T.each(f"{name} noise", NEGATIVE, lambda v, f=f: f(3, rng(), noise=v))
T.each("spirals arms", NOT_WHOLE, lambda v: bp.spirals(3, rng(), arms=v))
T.each("split n_test", NOT_WHOLE, lambda v: bp.split(X, X, v, rng()))
T.each("split rng", NOT_A_GENERATOR, lambda v: bp.split(X, X, 2, v))
for what, wrong, expected, came in [
    ("one string", "anna", "a list of names", "got str"),
    ("None", None, "a list of names", "got NoneType"),
    ("numbers", [1, 2], "strings", r"got 1 \(int\)"),
    ("lists", [["anna"]], "strings", r"got \['anna'\] \(list\)"),
    ("no names", [], "at least one name", "got none"),
    ("an empty name", ["anna", ""], "one or more letters", "got ''"),
    ("a capital letter", ["Anna"], "from a to z", "got 'Anna'"),
    ("a letter beyond z", ["zoë"], "from a to z", "got 'zoë'"),
    ("a space", ["mary ann"], "from a to z", "got 'mary ann'"),
]:
    T.add(f"letters: {what}", lambda v=wrong: bp.letters(v), expected, came)
T.add("split: all", lambda: bp.split(X, X, 5, rng()), "less than 5", "got 5")

# Training
LABELS = [0, 1, 2, 0, 1]


def fit(**changes):
    model = net()
    given = {
        "net": model,
        "loss": bp.SoftmaxCrossEntropy(),
        "optimizer": bp.SGD(0.1),
        "X": X,
        "targets": LABELS,
        "epochs": 2,
        "batch_size": 2,
        "rng": rng(),
    } | changes
    before = {k: p.copy() for k, p in model.params().items()}
    try:
        bp.fit(**given)
    finally:  # refused before any step
        for name, p in model.params().items():
            np.testing.assert_array_equal(p, before[name])


for name, call in {
    "batches": lambda X, t: bp.batches(X, t, 2, rng()),
    "split": lambda X, t: bp.split(X, t, 1, rng()),
    "fit": lambda X, t: fit(X=X, targets=t),
    "fit validation": lambda X, t: fit(validation=(X, t)),
}.items():
    T.each(f"{name} X", NOT_NUMBERS, lambda v, c=call: c(v, LABELS))
    T.each(f"{name} X", NOT_FINITE, lambda v, c=call: c(spoiled(v), LABELS))
    T.each(f"{name} targets", NOT_NUMBERS, lambda v, c=call: c(X, v))
    T.each(f"{name} targets", NOT_FINITE, lambda v, c=call: c(X, spoiled(v)))
    for what, x, t, expected, came in [
        ("1-D", X[:, 0], LABELS, r"\(N, n_in\)", r"got \(5,\)"),
        ("a number", 1.0, LABELS, r"\(N, n_in\)", r"got \(\)"),
        ("no rows", X[:0], [], r"N >= 1", r"got \(0, 4\)"),
        ("no columns", X[:, :0], LABELS, r"\(N, n_in\)", r"got \(5, 0\)"),
        ("too few targets", X, [0, 1], "each of the 5 rows", r"got.*\(2,\)"),
        ("a number as target", X, 1, "each of the 5 rows", r"got.*\(\)"),
    ]:
        T.add(
            f"{name}: {what}",
            lambda x=x, t=t, c=call: c(x, t),
            expected,
            came,
        )
T.each("batches batch_size", NOT_WHOLE, lambda v: bp.batches(X, X, v, rng()))
T.each("batches rng", NOT_A_GENERATOR, lambda v: bp.batches(X, X, 2, v))
for name in ("epochs", "batch_size"):
    T.each(f"fit {name}", NOT_WHOLE, lambda v, name=name: fit(**{name: v}))
T.each("fit rng", NOT_A_GENERATOR, lambda v: fit(rng=v))
T.each(
    "fit patience",
    {k: v for k, v in NOT_WHOLE.items() if k != "None"},
    lambda v: fit(patience=v, validation=(X, LABELS)),
)
T.each(
    "fit loss_below",
    {k: NOT_POSITIVE[k] for k in ("nan", "inf", "bool", "string", "array")},
    lambda v: fit(loss_below=v),
)
T.add(
    "fit: patience alone",
    lambda: fit(patience=2),
    r"expected validation=\(X_val, targets_val\)",
    "got None",
)
T.add(
    "fit: metric alone",
    lambda: fit(metric=bp.accuracy),
    r"expected validation=\(X_val, targets_val\)",
    "got None",
)
for what, wrong, came in [
    ("one array", X, "ndarray"),
    ("three", (X, X, X), "tuple of 3|tuple"),
    ("True", True, "bool"),
]:
    T.add(
        f"fit validation: {what}",
        lambda v=wrong: fit(validation=v),
        r"pair \(X_val, targets_val\)",
        f"got {came}",
    )
T.add(
    "fit validation: another width",
    lambda: fit(validation=(np.ones((5, 3)), LABELS)),
    r"\(4,\)",
    r"got \(3,\)",
)
T.add(
    "fit metric: its result",
    lambda: fit(metric=0.5, validation=(X, LABELS)),
    "metric must.*__call__",
    "got float",
)
for name, wrong in [
    ("net", None),
    ("net", bp.ReLU),
    ("loss", "mse"),
    ("loss", bp.MeanSquaredError),
    ("optimizer", 0.1),
    ("optimizer", bp.SGD),
]:
    kind = wrong.__name__ if isinstance(wrong, type) else type(wrong).__name__
    T.add(
        f"fit {name}: {kind}",
        lambda name=name, v=wrong: fit(**{name: v}),
        f"{name} must (have the methods|be an object)",
        f"got.*{kind}",
    )
T.add(
    "fit targets: out of range",
    lambda: fit(targets=[3] * 5),
    "labels from 0 to 2",
    "got 3 to 3",
)
T.add(
    "fit X: another width",
    lambda: fit(X=np.ones((5, 3))),
    r"\(N, 4\)",
    r"got \(2, 3\)",
)
