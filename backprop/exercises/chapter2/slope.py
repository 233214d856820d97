"""2.5: the slope of a function of one number, by nudging to both sides."""

import math

from ..case import Question, case, step
from ..record import Exercise, Wrong

# What a central difference gives with any h, worked out on paper:
# x² has 2x, x³ has 3x² + h², e^x has e^x sinh(h)/h, |x| has 0 at 0.


def _square(x):
    return x * x


def _cube(x):
    return x * x * x


def _regression(w):  # the three points of the chapter
    return ((w - 2) ** 2 + (2 * w - 3) ** 2 + (2 * w - 5) ** 2) / 3


def _surprise(z):  # -log sigmoid(z)
    return math.log1p(math.exp(-z))


def _case(name, f, points):
    """points: (x, h, the slope) each."""
    steps = tuple(
        step(
            "call",
            (Question("f", f, most=1000), x, h),
            {f"the slope of {name} at {x:g}, with h = {h:g},": slope},
            ("f", "x", "h"),
        )
        for x, h, slope in points
    )
    return case(name, steps)


def cases(rng):
    a = float(rng.integers(3, 8)) / 2
    h = float(rng.choice([0.2, 0.25, 0.4]))
    falling = -1 / (1 + math.exp(-6.0))
    return [
        _case("x³", _cube, [(2.0, 0.25, 12.0625), (-a, h, 3 * a * a + h * h)]),
        _case("x²", _square, [(a, h, 2 * a), (-3.0, 0.5, -6.0)]),
        _case("3(w - 2)² + 2/3", _regression, [(1.0, 0.1, -6.0)]),
        _case(
            "e^x",
            math.exp,
            [(0.0, h, _exp_slope(0.0, h)), (1.0, 0.5, _exp_slope(1.0, 0.5))],
        ),
        _case("|x|", abs, [(0.0, 0.125, 0.0), (-1.5, h, -1.0)]),
        _case("-log sigmoid(z)", _surprise, [(-6.0, 1e-4, falling)]),
    ]


def _exp_slope(x, h):
    return math.exp(x) * math.sinh(h) / h


def _forward(f, x, h):
    return (f(x + h) - f(x)) / h


def _backward(f, x, h):
    return (f(x) - f(x - h)) / h


def _not_halved(f, x, h):
    return (f(x + h) - f(x - h)) / h


def _times_h(f, x, h):
    return (f(x + h) - f(x - h)) / 2 * h


def _no_brackets(f, x, h):
    return f(x + h) - f(x - h) / (2 * h)


def _other_sign(f, x, h):
    return (f(x - h) - f(x + h)) / (2 * h)


def _not_divided(f, x, h):
    return f(x + h) - f(x - h)


def _nudged_outside(f, x, h):
    return ((f(x) + h) - (f(x) - h)) / (2 * h)


def _own_h(f, x, h):
    return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5


def _half_nudge(f, x, h):
    return (f(x + h / 2) - f(x - h / 2)) / h


SLOPE = Exercise(
    id="2.5",
    title="A slope by nudging",
    kind="build",
    objective="2d",
    points=2,
    minutes=5,
    takes="a function of (f, x, h) that returns a number",
    section="02-losses#Slopes by nudging",
    cases=cases,
    mistakes=(
        Wrong(
            "one-side-only",
            _forward,
            "This is the forward difference: it nudges to one side, and "
            "half of h times the bend remains. Nudge to both sides, so that "
            "it cancels.",
        ),
        Wrong(
            "not-halved",
            _not_halved,
            "From x - h to x + h it is 2h, not h. The change of f belongs "
            "to that whole way.",
        ),
        Wrong(
            "multiplied-by-h",
            _times_h,
            "Python works from left to right: / 2 * h divides by 2 and then "
            "multiplies by h. Put the divisor in brackets.",
        ),
        Wrong(
            "brackets-missing",
            _no_brackets,
            "Division comes before subtraction: only the second value of f "
            "is divided. Put the difference in brackets.",
        ),
        Wrong(
            "wrong-sign",
            _other_sign,
            "You take the left value minus the right one. Where f rises, "
            "the right one is larger, and the slope must be positive.",
        ),
        Wrong(
            "not-divided",
            _not_divided,
            "This is the change of f alone. A slope is the change for each "
            "unit of x, so divide by the way from x - h to x + h.",
        ),
        Wrong(
            "nudged-outside",
            _nudged_outside,
            "You nudge what f returns, not what goes in. Then f plays no "
            "part: h is added to one value and taken from the same value.",
            "Your slope is 1 for every f, at every x.",
        ),
        Wrong(
            "own-h",
            _own_h,
            "You nudge by a tiny amount of your own. The function is asked "
            "to nudge by the h that it is given, also when h is large.",
        ),
        Wrong(
            "half-the-nudge",
            _half_nudge,
            "You nudge by h/2 to each side. The task says h to each side; "
            "with a large h the two differ.",
        ),
        Wrong(
            "left-side-only",
            _backward,
            "This is the difference from x - h to x: one side alone. The "
            "right side is missing.",
        ),
    ),
)
