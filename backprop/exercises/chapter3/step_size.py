"""3.6: a slope measured well, for an x of any size."""

from ..case import Question, case, step
from ..record import Exercise, Wrong
from .measured import ASKED, judge


def _cube(x):
    return x * x * x


def _reciprocal(x):
    return 1 / x


def _root(x):
    return x**0.5


def cases(rng):
    def some(k, sign=1):
        return sign * round(float(rng.uniform(1.5, 9.0)), 2) * 10.0**k

    def at(name, f, slope, x):
        asked = (Question("f", f, most=1000), x)
        call = step("call", asked, {"slope": slope(x)}, ("f", "x"))
        return case(f"{name} at x = {x:.3g}", (call,), tolerance=ASKED)

    cube = ("x³", _cube, lambda x: 3 * x * x)
    reciprocal = ("1/x", _reciprocal, lambda x: -1 / x / x)
    root = ("√x", _root, lambda x: 0.5 / x**0.5)
    return [
        at(*reciprocal, some(-3)),
        at(*cube, some(6)),
        at(*root, some(0)),
        at(*cube, some(-6)),
        at(*cube, some(3, -1)),
        at(*reciprocal, some(5)),
        at(*root, some(-5)),
        at(*reciprocal, some(0, -1)),
    ]


def _central(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


def _fixed_step(f, x):
    return _central(f, x, 1e-5)


def _never_below_one(f, x):
    return _central(f, x, 1e-5 * max(1.0, abs(x)))


def _too_short(f, x):
    return _central(f, x, 1e-12 * abs(x))


def _too_long(f, x):
    return _central(f, x, 1e-3 * abs(x))


def _forward(f, x):
    h = 1e-5 * abs(x)
    return (f(x + h) - f(x)) / h


def _forward_short(f, x):
    h = 1e-8 * abs(x)
    return (f(x + h) - f(x)) / h


def _divided_by_h(f, x):
    h = 1e-5 * abs(x)
    return (f(x + h) - f(x - h)) / h


STEP_SIZE = Exercise(
    id="3.6",
    title="A step for every size",
    kind="build",
    objective="3e",
    points=3,
    minutes=18,
    takes="a function of (f, x) that returns the slope of f at x",
    section="03-chain-rule#Which h to use",
    cases=cases,
    judge=judge,
    mistakes=(
        Wrong(
            "fixed-step",
            _fixed_step,
            "A step of 1e-5 is long for an x of 1e-5 and short for an x of "
            "1e6. What counts is the step compared to x.",
        ),
        Wrong(
            "never-below-one",
            _never_below_one,
            "For large x your step grows with x. For small x it must shrink "
            "with x too; yours stops at 1e-5, as long as some x here.",
        ),
        Wrong(
            "too-short",
            _too_short,
            "Your step grows with x, but it is too short. The two values of "
            "f agree in most of their digits, and rounding spoils the rest.",
            section="03-chain-rule#Measuring a slope well",
        ),
        Wrong(
            "too-long",
            _too_long,
            "Your step grows with x, but it is too long. The curve bends on "
            "the way, and the error of that grows with the square of h.",
            section="03-chain-rule#Measuring a slope well",
        ),
        Wrong(
            "forward-difference",
            _forward,
            "The forward difference is off by about ½ |f''| h. The central "
            "one looks to both sides, and that term cancels.",
            section="03-chain-rule#Measuring a slope well",
        ),
        Wrong(
            "forward-difference-short",
            _forward_short,
            "1e-8 |x| is the best that a forward difference can do, about "
            "eight digits. The central one with a longer step has ten.",
            section="03-chain-rule#Measuring a slope well",
        ),
        Wrong(
            "divided-by-h",
            _divided_by_h,
            "From x - h to x + h it is 2h: divide the rise by 2h.",
            "Every slope is 2 times what it should be.",
            section="03-chain-rule#Measuring a slope well",
        ),
    ),
)
