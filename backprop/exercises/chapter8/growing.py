"""8.5: an operation of two inputs, with a backward function to each."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..pools.operations import GROWTH
from ..record import Exercise, Wrong
from ..slipped import wrong


def _away(rng, shape):
    """Numbers of both signs, none near 0, 1 or another's size."""
    return rng.uniform(0.3, 1.6, shape) * rng.choice([-1.0, 1.0], shape)


def _case(name, rng, N, n):
    A, B, dY = (_away(rng, (N, n)) for _ in range(3))
    A.flat[:2], B.flat[:2] = (0.8, -0.7), (-1.1, -0.9)  # signs in every draw

    def loss(A, B):
        return float(np.sum(dY * A * np.exp(A * B)))

    E = np.exp(A * B)
    truth = {
        "Y": A * E,
        "dA": numerical_gradient(lambda X: loss(X, B), A),
        "dB": numerical_gradient(lambda X: loss(A, X), B),
    }
    names = ("A", "B", "dY")
    return case(
        name,
        (step("call", (A, B, dY), truth, names, ways=("back_a", "back_b")),),
        sizes={"the number of rows": N, "the number of columns": n},
        factors={"dY": dY, "A": A, "B": B, "exp(A B)": E},
    )


def cases(rng):
    return [
        _case("5 rows", rng, 5, 3),
        _case("one row", rng, 1, 4),
        _case("7 rows", rng, 7, 6),
    ]


def _half_of_the_product(A, B):
    E = np.exp(A * B)
    return A * E, lambda dY: dY * A * B * E, lambda dY: dY * A * A * E


def _exchanged(A, B):
    Y, back_a, back_b = GROWTH.answer()(A, B)
    return Y, back_b, back_a


def _into_dY(A, B):
    E = np.exp(A * B)

    def back_b(dY):
        dY *= A * A * E
        return dY

    return A * E, lambda dY: dY * (1 + A * B) * E, back_b


def _into_A(A, B):
    E = np.exp(A * B)
    A *= E
    return A, lambda dY: dY * (E + A * B * E), lambda dY: dY * A * A * E


def _at_once(A, B):
    Y, back_a, back_b = GROWTH.answer()(A, B)
    one = np.ones_like(Y)
    return Y, back_a(one), back_b(one)


_last = {}


def _kept_outside(A, B):
    _last.update(A=A, B=B, E=np.exp(A * B))

    def back_a(dY):
        return dY * (1 + _last["A"] * _last["B"]) * _last["E"]

    return A * _last["E"], back_a, lambda dY: dY * _last["A"] ** 2 * _last["E"]


class _E:
    pass


def _E_outside(A, B):
    _E.latest = np.exp(A * B)
    return (
        A * _E.latest,
        lambda dY: dY * (1 + A * B) * _E.latest,
        lambda dY: dY * A**2 * _E.latest,
    )


PRODUCT = "03-chain-rule#A table of local slopes"

GROWING = Exercise(
    id="8.5",
    title="An operation and its backward functions",
    kind="build",
    objective="8c",
    points=3,
    minutes=15,
    takes="a function of (A, B) that returns (Y, back_a, back_b), an array "
    "and two functions of dY",
    section="08-tape#An operation of your own",
    cases=cases,
    chain=GROWTH,
    insight="An operation that uses an input twice is a fork inside: whoever "
    "writes its backward function adds the shares, and the tape sees one "
    "line.",
    more="write Y as a composition of the tape's own operations. How many "
    "lines has it, and how many arrays are remembered?",
    mistakes=(
        Wrong(
            "second-half",
            _half_of_the_product,
            "A stands in Y twice, and you counted the exponent alone. The "
            "factor in front has a share too, exp(A B).",
            "Y and dB are right; dA is not.",
        ),
        wrong(GROWTH, "first-half", "Y and dB are right; dA is not."),
        Wrong(
            "upstream-missing",
            GROWTH.slipped("upstream-missing-A", "upstream-missing-B"),
            "A backward function gets dY, the gradient of the loss by Y, and "
            "multiplies it by the slope. Yours returns the slopes, which "
            "are right for dY = 1 alone. If you return arrays in place of "
            "functions, put `lambda dY: dY *` before them.",
            "Y is right; dA and dB lack a factor.",
        ),
        Wrong(
            "exchanged",
            _exchanged,
            "The backward functions stand in the order of the inputs: first "
            "the one "
            "to A, then the one to B.",
            "Y is right; each backward function gives the other's gradient.",
        ),
        wrong(GROWTH, "inner-slope-missing", section=PRODUCT),
        wrong(GROWTH, "outer-factor-missing", section=PRODUCT),
        wrong(GROWTH, "one-A"),
        wrong(GROWTH, "inner-slope-B", section=PRODUCT),
        wrong(GROWTH, "value-for-slope"),
        wrong(GROWTH, "product-rule-too-much"),
        wrong(GROWTH, "exp-of-B"),
        Wrong(
            "written-into-dY",
            _into_dY,
            "*= writes into the caller's dY, which other backward functions "
            "get as "
            "well. Make a new array: dY * slope.",
            "dY is changed by a backward function; the numbers are right.",
        ),
        Wrong(
            "written-into-A",
            _into_A,
            "A *= writes into the caller's A, which other lines of the tape "
            "have remembered. Make a new array: Y = A * E.",
            "A is changed by the call, and dA and dB are then not right.",
            "08-tape#What the tape remembers",
        ),
        Wrong(
            "kept-outside",
            _kept_outside,
            "The backward functions read what the latest call has left "
            "behind. One "
            "operation can stand on a tape many times, and each line needs "
            "its own numbers: use the variables of the call itself.",
            "Y is right. The backward functions belong to another call.",
            "08-tape#What the tape remembers",
        ),
        Wrong(
            "exponential-kept-outside",
            _E_outside,
            "The exponential that the backward functions read is that of the "
            "latest call: a global name has one place. Let E be a variable "
            "of grow itself, and each line of the tape has its own.",
            "Y is right. The backward functions read an exponential of "
            "another call.",
            "08-tape#What the tape remembers",
        ),
    ),
)
