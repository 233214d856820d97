"""Wrong calls of the gradient checks, of Scalar and of Tensor."""

from functools import partial

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

# Tensor
T.each("Tensor", NOT_NUMBERS, lambda v: bp.Tensor(v))
T.each("Tensor constant", NOT_NUMBERS, lambda v: bp.Tensor(X) * v)
T.add(
    "Tensor.backward: no number",
    lambda: bp.Tensor(X).backward(),
    "expected its gradient dY",
    "got none",
)

# Programs and instruments
W = np.ones((4, 3))
T.each(
    "check_program lr",
    NOT_POSITIVE,
    lambda v: bp.check_program(lambda: 1.0, lambda: None, [W], v),
)


def program(loss=lambda: float((W**2).sum()), step=lambda: None, params=None):
    bp.check_program(loss, step, [W] if params is None else params, 0.1)


def random_loss():
    return np.random.default_rng().normal()


BOX = {"W": W.copy()}


def swap():
    BOX["W"] = np.ones((2, 2))


T.add("check_program: no change", program, "must change the arrays", "none")
T.add(
    "check_program: a loss that draws",
    lambda: program(loss=random_loss),
    "the same number twice",
    "got two",
)
T.add(
    "check_program: another shape",
    lambda: bp.check_program(lambda: 1.0, swap, lambda: BOX, 0.1),
    r"W's shape \(4, 3\)",
    r"got \(2, 2\)",
)
T.add("check_program: no params", lambda: program(params={}), "dict or list",
      "got dict")  # fmt: skip
T.add("check_program: params a number", lambda: program(params=3),
      "dict or list", "got int")  # fmt: skip
T.add("check_program: params of lists", lambda: program(params=[[1.0]]),
      "float arrays", "type list")  # fmt: skip
T.add("check_program: no loss", lambda: program(loss=3), "__call__", "int")
T.add("check_program: no step", lambda: program(step=3), "__call__", "int")
T.add("check_program: loss gives an array", lambda: program(loss=lambda: X),
      "one number", r"got shape \(5, 4\)")  # fmt: skip


def direction(net=None, loss=None, X=X, rng=rng()):  # noqa: B008
    net = net or bp.Linear(4, 3, np.random.default_rng(0))
    loss = loss or bp.MeanSquaredError()
    bp.check_direction(net, loss, X, np.ones((5, 3)), rng)


T.each("check_direction X", NOT_FINITE, lambda v: direction(X=spoiled(v)))
T.each("check_direction rng", NOT_A_GENERATOR, lambda v: direction(rng=v))
T.add("check_direction: no net", lambda: direction(net="x"), "params",
      "got str")  # fmt: skip
T.add("check_direction: no loss", lambda: direction(loss="x"), "backward",
      "got str")  # fmt: skip
T.add("check_direction: no parameters", lambda: direction(net=bp.ReLU()),
      "must hold an array", "got none")  # fmt: skip

CUBE = np.ones((3, 4, 2))
MASK = np.arange(12).reshape(3, 4) < 7


class Cube(bp.Layer):
    """Y = 2 X, or what it is told to be."""

    def __init__(self, f=lambda X: 2 * X):
        self.f = f

    def forward(self, X, mask=None):
        return self.f(X)

    def backward(self, dY):
        return 2 * dY


def called(check, X=CUBE, rng=rng(), f=lambda X: 2 * X):  # noqa: B008
    more = (MASK,) if check is bp.check_mask else ()
    check(Cube(f), X, *more, rng)


for check_ in (bp.check_causal, bp.check_rows, bp.check_mask):
    name, call = check_.__name__, partial(called, check_)
    T.each(f"{name} rng", NOT_A_GENERATOR,
           lambda v, call=call: call(rng=v))  # fmt: skip
    T.add(
        f"{name}: nothing moves",
        lambda call=call: call(f=np.ones_like),
        "no output that moves",
        "nothing of this layer",
    )
    T.add(f"{name}: not finite", lambda call=call: call(X=CUBE * NAN),
          "X must be finite", "got nan")  # fmt: skip
    T.add(
        f"{name}: other examples",
        lambda call=call: call(f=lambda X: X[:2]),
        "one output for each of the 3",
        r"\(2, 4, 2\)",
    )
T.add("check_causal: one time", lambda: bp.check_causal(
    Cube(), CUBE[:, :1], rng()), "T >= 2", r"\(3, 1, 2\)")  # fmt: skip
T.add("check_causal: a class", lambda: bp.check_causal(Cube, CUBE, rng()),
      "must be an object", "class Cube")  # fmt: skip
T.add("check_causal: Y without times", lambda: bp.check_causal(
    Cube(lambda X: X.sum(1)), CUBE, rng()), r"Y of shape \(3, 4\)",
    r"got \(3, 2\)")  # fmt: skip
T.add("check_rows: one row", lambda: bp.check_rows(Cube(), CUBE[:1], rng()),
      "N >= 2", "got 1")  # fmt: skip
T.add("check_mask: numbers", lambda: bp.check_mask(
    Cube(), CUBE, 1 * MASK, rng()), "boolean", "got dtype int")  # fmt: skip
T.add("check_mask: shape", lambda: bp.check_mask(
    Cube(), CUBE, MASK.T, rng()), r"shape \(3, 4\)",
    r"got \(4, 3\)")  # fmt: skip
T.add("check_mask: nothing", lambda: bp.check_mask(
    Cube(), CUBE, MASK | True, rng()), "False somewhere",
    "got True everywhere")  # fmt: skip
T.add("check_mask: all", lambda: bp.check_mask(
    Cube(), CUBE, MASK & False, rng()), "True somewhere",
    "got False everywhere")  # fmt: skip
