"""Wrong calls of the gradient checks and of Scalar."""

import numpy as np
from wrong_values import (
    INF,
    NAN,
    NOT_A_GENERATOR,
    NOT_FINITE,
    NOT_NUMBERS,
    NOT_POSITIVE,
    T,
    X,
    rng,
    spoiled,
)

import backprop as bp

# Checking
T.each("gradient_check X", NOT_NUMBERS, lambda v: check(X=v))
T.each("gradient_check X", NOT_FINITE, lambda v: check(X=spoiled(v)))
T.each("gradient_check rng", NOT_A_GENERATOR, lambda v: check(rng=v))
for name in ("h", "tolerance"):
    T.each(
        f"gradient_check {name}",
        NOT_POSITIVE,
        lambda v, name=name: check(**{name: v}),
    )
    T.each(
        f"check_loss {name}",
        NOT_POSITIVE,
        lambda v, name=name: bp.check_loss(
            bp.MeanSquaredError(), X, X, **{name: v}
        ),
    )
    T.each(
        f"check_function {name}",
        NOT_POSITIVE,
        lambda v, name=name: bp.check_function(
            np.sum, np.ones_like, X, **{name: v}
        ),
    )


class NoMethod(bp.ReLU):
    params = None


def check(layer=None, X=X, rng=rng(), **kwargs):  # noqa: B008
    layer = layer or bp.Linear(4, 3, np.random.default_rng(0))
    bp.gradient_check(layer, X, rng, **kwargs)


T.add(
    "gradient_check: layer and X exchanged",
    lambda: check(layer="x"),
    "forward, backward",
    "got str",
)
T.add(
    "gradient_check layer: a class",
    lambda: check(layer=bp.ReLU),
    "must be an object",
    "ReLU",
)
T.add(
    "gradient_check layer: params is no method",
    lambda: check(layer=NoMethod()),
    "methods params, grads",
    "without params",
)
T.add(
    "gradient_check: no rows",
    lambda: check(X=X[:0]),
    "not be empty",
    r"got \(0, 4\)",
)
T.add(
    "check_loss: no loss",
    lambda: bp.check_loss(np.mean, X, X),
    "forward, backward",
    "without forward",
)
T.add(
    "check_loss: empty",
    lambda: bp.check_loss(bp.MeanSquaredError(), X[:0], X[:0]),
    "not be empty",
    r"got \(0, 4\)",
)
T.each(
    "check_loss prediction",
    NOT_NUMBERS,
    lambda v: bp.check_loss(bp.MeanSquaredError(), v, X),
)
T.each(
    "check_loss prediction",
    NOT_FINITE,
    lambda v: bp.check_loss(bp.MeanSquaredError(), spoiled(v), X),
)
T.add(
    "check_function: no arrays",
    lambda: bp.check_function(np.sum, np.ones_like),
    "at least one array",
    "got 0",
)
T.add(
    "check_function: two gradients for one",
    lambda: bp.check_function(np.sum, lambda x: (x, x), X),
    "each of the 1",
    "got 2",
)
T.add(
    "check_function: f gives an array",
    lambda: bp.check_function(lambda x: x, np.ones_like, X),
    "one number",
    r"got shape \(5, 4\)",
)
T.add(
    "check_function: f gives None",
    lambda: bp.check_function(lambda x: None, np.ones_like, X),
    "number",
    "object",
)
T.add(
    "check_function: gradient gives None",
    lambda: bp.check_function(np.sum, lambda x: None, X),
    "numbers",
    "object",
)
T.add(
    "check_function: f is no function",
    lambda: bp.check_function(3, np.ones_like, X),
    "f.*__call__|callable|function",
    "int",
)
T.each(
    "check_function array",
    NOT_NUMBERS,
    lambda v: bp.check_function(np.sum, np.ones_like, v),
)
T.each(
    "check_function array",
    NOT_FINITE,
    lambda v: bp.check_function(np.sum, np.ones_like, spoiled(v)),
)
T.each(
    "numerical_gradient h",
    NOT_POSITIVE,
    lambda v: bp.numerical_gradient(np.sum, X.copy(), v),
)
for what, f, x, expected, came in [
    ("f gives an array", lambda x: x, X, "one number", r"\(5, 4\)"),
    ("f gives None", lambda x: None, X, "number", "object"),
    ("a list", np.sum, [1.0], "float array", "got list"),
    ("integers", np.sum, np.ones(2, "i8"), "float array", "got int64"),
    ("h too small", np.sum, np.array([1e12]), "large enough", "got 1e-05"),
]:
    T.add(
        f"numerical_gradient: {what}",
        lambda f=f, x=x: bp.numerical_gradient(f, x),
        expected,
        came,
    )
T.add(
    "numerical_gradient: a read-only x",
    lambda: bp.numerical_gradient(np.sum, np.broadcast_to(1.0, (2,))),
    "writeable",
    "read-only",
)
T.add(
    "relative_error: two shapes",
    lambda: bp.relative_error(X, X.T),
    "one shape",
    r"got \(5, 4\) and \(4, 5\)",
)
T.each("relative_error", NOT_NUMBERS, lambda v: bp.relative_error(X, v))

# Scalar
for value, came in [
    ("a", "'a'"),
    (None, "None"),
    (True, "True"),
    (np.True_, "True"),
    (1j, "1j"),
    ([1.0], r"\[1\.0\]"),
    (NAN, "nan"),
    (INF, "inf"),
]:
    expected = "finite" if isinstance(value, float) else "a number"
    T.add(f"Scalar({value!r})", lambda v=value: bp.Scalar(v), expected, came)
    T.add(
        f"Scalar + {value!r}",
        lambda v=value: bp.Scalar(1) + v,
        expected,
        came,
    )
T.add("Scalar: log 0", lambda: bp.Scalar(0).log(), "> 0", r"got 0\.0")
T.add("Scalar: log -1", lambda: bp.Scalar(-1).log(), "> 0", r"got -1\.0")
for base, power in [(-1.0, 0.5), (0.0, -1.0), (0.0, 0.5)]:
    T.add(
        f"Scalar: {base} ** {power}",
        lambda b=base, p=power: bp.Scalar(b) ** p,
        "a power with a real value and slope",
        rf"got {base} \*\* {power}",
    )
T.add(
    "Scalar: -2 ** Scalar",
    lambda: bp.Scalar(-2) ** bp.Scalar(2),
    "base > 0",
    r"got -2\.0",
)
