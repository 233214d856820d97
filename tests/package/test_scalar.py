"""Scalar: values, slopes, forks, deep graphs, and refusals."""

import math
import operator
import random
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop import Scalar

NUMBERS = st.floats(-4, 4)
POSITIVE = st.floats(0.1, 4)
OPERATORS = [
    operator.add,
    operator.sub,
    operator.mul,
    operator.truediv,
    operator.pow,
]


@pytest.mark.parametrize("op", OPERATORS)
@given(x=POSITIVE, y=POSITIVE)
def test_an_operator_is_that_of_floats_with_numbers_on_either_side(op, x, y):
    expected = op(x, y)
    for left, right in [
        (Scalar(x), Scalar(y)),
        (Scalar(x), y),
        (x, Scalar(y)),
    ]:
        z = op(left, right)
        assert isinstance(z, Scalar)
        assert z.value == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("op", OPERATORS)
@given(x=POSITIVE, y=POSITIVE)
def test_an_operator_s_slopes_do_not_depend_on_who_is_a_scalar(op, x, y):
    a, b, c, d = Scalar(x), Scalar(y), Scalar(x), Scalar(y)
    op(a, b).backward()
    op(c, y).backward()
    op(x, d).backward()
    assert a.grad == pytest.approx(c.grad, rel=1e-14)
    assert b.grad == pytest.approx(d.grad, rel=1e-14)


@pytest.mark.parametrize("kind", [int, np.float64, np.float32, np.int64])
@pytest.mark.parametrize("op", OPERATORS)
def test_an_operator_takes_numpy_s_numbers_on_either_side(op, kind):
    for z in (op(Scalar(2), kind(3)), op(kind(2), Scalar(3))):
        assert isinstance(z, Scalar)
        assert z.value == op(2.0, 3.0)
        assert type(z.value) is float


@given(x=NUMBERS)
def test_the_functions_are_those_of_math(x):
    assert Scalar(x).exp().value == math.exp(x)
    assert Scalar(x).tanh().value == math.tanh(x)
    assert Scalar(x).relu().value == max(x, 0.0)
    assert (-Scalar(x)).value == -x
    logistic = 1 / (1 + math.exp(-x))
    assert Scalar(x).sigmoid().value == pytest.approx(logistic, rel=1e-15)
    assert Scalar(abs(x) + 0.1).log().value == math.log(abs(x) + 0.1)


def slope(f, x, h=1e-6):
    return (f(x + h) - f(x - h)) / (2 * h)


@given(x=NUMBERS.filter(lambda x: abs(x) > 1e-3))
def test_each_function_s_slope_is_the_one_nudging_measures(x):
    functions = {
        "exp": math.exp,
        "tanh": math.tanh,
        "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
        "relu": lambda x: max(x, 0.0),
    }
    for name, f in functions.items():
        s = Scalar(x)
        getattr(s, name)().backward()
        assert s.grad == pytest.approx(slope(f, x), rel=1e-7, abs=1e-8)
    for power in (-2, 0, 1, 3):
        s = Scalar(x)
        (s**power).backward()
        expected = power * x ** (power - 1) if power else 0.0
        assert s.grad == pytest.approx(expected, rel=1e-14)


def expression(rng, leaves, depth):
    """A random expression: (its text, whose names are x0, x1, ...)."""
    if depth == 0 or rng.random() < 0.15:
        leaf = rng.randrange(leaves + 1)
        return f"x{leaf}" if leaf < leaves else f"{rng.uniform(0.5, 2):.3f}"
    a = expression(rng, leaves, depth - 1)
    if rng.random() < 0.4:
        return rng.choice(
            [
                f"tanh({a})",
                f"sigmoid({a})",
                f"exp(tanh({a}))",
                f"log(1.1 + ({a}) ** 2)",
                f"(-({a}))",
                f"({a}) ** 2",
                f"({a}) ** 3 / (1 + ({a}) ** 4)",
                f"(1.5 + ({a}) ** 2) ** tanh({a})",
            ]
        )
    b = expression(rng, leaves, depth - 1)
    return rng.choice(
        [
            f"({a}) + ({b})",
            f"({a}) - ({b})",
            f"({a}) * ({b})",
            f"({a}) / (1.2 + ({b}) ** 2)",
            f"2 - ({a}) * 3 / (2 + ({b}) ** 2)",
        ]
    )


FLOATS = {
    "exp": math.exp,
    "log": math.log,
    "tanh": math.tanh,
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
}
SCALARS = {
    name: lambda s, name=name: (
        getattr(s, name)() if isinstance(s, Scalar) else FLOATS[name](s)
    )
    for name in FLOATS
}


@pytest.mark.parametrize("seed", range(60))
def test_random_expressions_agree_with_floats_and_with_nudging(seed):
    rng = random.Random(seed)
    text = expression(rng, leaves=3, depth=4)
    at = [rng.uniform(-2, 2) for _ in range(3)]
    code = compile(text, "expression", "eval")

    def f(*xs):
        names = {f"x{k}": x for k, x in enumerate(xs)}
        return eval(code, FLOATS | names)

    leaves = [Scalar(x) for x in at]
    z = eval(code, SCALARS | {f"x{k}": s for k, s in enumerate(leaves)})
    if not isinstance(z, Scalar):
        z = Scalar(z)  # an expression of numbers alone
    assert z.value == pytest.approx(f(*at), rel=1e-12)
    z.backward()
    for k, leaf in enumerate(leaves):
        measured = slope(lambda x, k=k: f(*at[:k], x, *at[k + 1 :]), at[k])
        assert leaf.grad == pytest.approx(measured, rel=1e-6, abs=1e-7), text


def test_slopes_add_at_a_fork():
    x = Scalar(3)
    (x * x + x).backward()
    assert x.grad == 7.0
    y = Scalar(2)
    (y + y + y * y * y).backward()
    assert y.grad == 14.0
    a = Scalar(1.5)
    b = a * 2
    ((b + 1) * (b - 1) + b).backward()  # a fork behind the leaf
    assert a.grad == 2 * (2 * b.value + 1)
    assert b.grad == 2 * b.value + 1


def test_a_second_backward_writes_over_the_first():
    x, y = Scalar(3), Scalar(4)
    z = x * y
    z.backward()
    z.backward()
    assert (x.grad, y.grad, z.grad) == (4.0, 3.0, 1.0)
    (z + x).backward()
    assert (x.grad, y.grad, z.grad) == (5.0, 3.0, 1.0)
    x.backward()
    assert x.grad == 1.0


def test_published_circuits_to_the_printed_digits():
    """The circuits of the cs231n notes on backpropagation."""
    x, y, z = Scalar(-2), Scalar(5), Scalar(-4)
    q = x + y
    f = q * z
    f.backward()
    assert (f.value, q.grad) == (-12, -4)
    assert (x.grad, y.grad, z.grad) == (-4, -4, 3)

    w = [Scalar(2), Scalar(-3), Scalar(-3)]
    x = [Scalar(-1), Scalar(-2)]
    f = (w[0] * x[0] + w[1] * x[1] + w[2]).sigmoid()
    f.backward()
    assert round(f.value, 12) == 0.731058578630
    assert [round(s.grad, 12) for s in x] == [0.393223866483, -0.589835799724]
    assert [round(s.grad, 12) for s in w] == [
        -0.196611933241,
        -0.393223866483,
        0.196611933241,
    ]

    x, y = Scalar(3), Scalar(-4)
    f = (x + y.sigmoid()) / (x.sigmoid() + (x + y) ** 2)
    f.backward()
    assert round(f.value, 12) == 1.545644884107
    assert round(x.grad, 12) == 2.059569795572
    assert round(y.grad, 12) == 1.592232751484


@pytest.mark.parametrize(
    "largest",
    [lambda z, w: z.maximum(w), lambda z, w: w + (z - w).relu()],
    ids=["maximum", "relu"],
)
def test_a_circuit_with_a_maximum(largest):
    """2(xy + max(z, w)), where max(z, w) = w + relu(z - w)."""
    x, y, z, w = Scalar(3), Scalar(-4), Scalar(2), Scalar(-1)
    f = 2 * (x * y + largest(z, w))
    f.backward()
    assert f.value == -20
    assert [s.grad for s in (x, y, z, w)] == [-8, 6, 2, 0]


@given(x=NUMBERS, y=NUMBERS)
def test_the_maximum_gives_its_slope_to_the_larger_alone(x, y):
    a, b = Scalar(x), Scalar(y)
    z = a.maximum(b)
    z.backward()
    assert z.value == max(x, y)
    assert (a.grad, b.grad) == ((1.0, 0.0) if x >= y else (0.0, 1.0))
    assert Scalar(x).maximum(y).value == z.value


def test_on_a_tie_the_first_gets_the_whole_slope():
    x, y = Scalar(2), Scalar(2)
    x.maximum(y).backward()
    assert (x.grad, y.grad) == (1.0, 0.0)
    x.maximum(x).backward()
    assert x.grad == 1.0


def test_the_maximum_of_what_is_not_a_number_is_refused():
    with pytest.raises(TypeError, match="must be a number, got 'a'"):
        Scalar(1).maximum("a")
    with pytest.raises(ValueError, match="must be finite, got nan"):
        Scalar(1).maximum(math.nan)


@given(x=NUMBERS, y=NUMBERS)
def test_a_difference_and_a_change_of_sign_are_one_node_each(x, y):
    a, b = Scalar(x), Scalar(y)
    assert (a - b).parents == (a, b)
    assert (a - b).slopes == (1.0, -1.0)
    assert (-a).parents == (a,)
    assert (-a).slopes == (-1.0,)
    assert [p.value for p in (1 - a).parents] == [1.0, x]


@pytest.mark.parametrize(
    ("make", "op"),
    [
        (lambda x, y: x, ""),
        (lambda x, y: x + y, "+"),
        (lambda x, y: 1 + x, "+"),
        (lambda x, y: x - y, "−"),
        (lambda x, y: 1 - x, "−"),
        (lambda x, y: x * y, "×"),
        (lambda x, y: 2 * x, "×"),
        (lambda x, y: x / y, "/"),
        (lambda x, y: 1 / x, "/"),
        (lambda x, y: x**y, "^"),
        (lambda x, y: 2**x, "^"),
        (lambda x, y: x**2, "( )²"),
        (lambda x, y: x**10, "( )¹⁰"),
        (lambda x, y: x**-1, "1/( )"),
        (lambda x, y: x**-2, "( )⁻²"),
        (lambda x, y: x**0.5, "( )^0.5"),
        (lambda x, y: x**-0.5, "( )^−0.5"),
        (lambda x, y: x**120, "( )^120"),
        (lambda x, y: -x, "−( )"),
        (lambda x, y: x.exp(), "exp"),
        (lambda x, y: x.log(), "log"),
        (lambda x, y: x.tanh(), "tanh"),
        (lambda x, y: x.sigmoid(), "σ"),
        (lambda x, y: x.relu(), "ReLU"),
        (lambda x, y: x.maximum(y), "max"),
    ],
)
def test_a_scalar_remembers_the_operation_that_made_it(make, op):
    x, y = Scalar(1.5), Scalar(0.5)
    z = make(x, y)
    assert z.op == op
    assert bool(z.parents) == bool(op)
    z.backward()
    assert z.op == op


def test_sigmoid_is_exact_where_exp_would_overflow():
    for x, y in [(1000, 1.0), (-1000, 0.0), (-700, math.exp(-700))]:
        s = Scalar(x)
        z = s.sigmoid()
        assert z.value == pytest.approx(y, rel=1e-15)
        z.backward()
        assert s.grad == pytest.approx(y * (1 - y), rel=1e-15)


def test_relu_s_slope_at_0_is_taken_as_0():
    x = Scalar(0)
    x.relu().backward()
    assert x.grad == 0.0


def test_its_text_shows_value_and_gradient():
    x = Scalar(2)
    (x * 3).backward()
    assert repr(x) == "Scalar(2, grad=3)"


@pytest.mark.parametrize(
    "call",
    [
        lambda: Scalar(1e308) * 10,
        lambda: Scalar(1e308) + 1e308,
        lambda: Scalar(1) / 1e-320,
        lambda: Scalar(1000).exp(),
        lambda: Scalar(709.784).exp(),
        lambda: Scalar(1e10) ** 40,
        lambda: Scalar(-1e10) ** 41,
        lambda: 10 ** Scalar(400),
    ],
)
def test_a_result_that_is_too_large_is_refused(call):
    with pytest.raises(OverflowError, match=r"below 1\.8e308, got -?inf"):
        call()


def test_division_by_zero_is_refused():
    for zero in (0, 0.0, -0.0, Scalar(0)):
        with pytest.raises(ZeroDivisionError, match="nonzero.*1"):
            Scalar(1) / zero
    with pytest.raises(ZeroDivisionError, match="nonzero"):
        1 / Scalar(0)


DEEP = """
import gc, sys
from backprop import Scalar
x = Scalar(1.0)
chain, fork = x, x
for _ in range({depth}):
    chain = chain * 1.0 + 0.0
    fork = fork + x
(chain + fork).backward()
print(x.grad)
del chain, fork
gc.collect()
print("collected", sys.getrecursionlimit())
"""


@pytest.mark.parametrize("depth", [20_000, 60_000])
def test_a_deep_graph_builds_goes_backward_and_is_collected(depth):
    program = subprocess.run(
        [sys.executable, "-c", DEEP.format(depth=depth)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert program.returncode == 0, program.stderr
    assert program.stdout.split() == [f"{depth + 2}.0", "collected", "1000"]
