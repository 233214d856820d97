"""The diagnosis names the relation between an answer and the truth.

Each case is a result made from the truth by one known mistake; what is said
must name this mistake and no other. Sizes all differ.
"""

import math
import threading
import time

import numpy as np
import pytest

from backprop import sigmoid
from backprop.exercises.case import case as made_case
from backprop.exercises.case import step
from backprop.exercises.comparing import compare
from backprop.exercises.judging import verdict
from backprop.exercises.record import Exercise
from backprop.exercises.running import run

N, K = 7, 3
RNG = np.random.default_rng(0)
Z, DY = RNG.normal(size=(N, K)), RNG.normal(1.0, 1.0, size=(N, K))
SLOPE = sigmoid(Z) * (1 - sigmoid(Z))
AT_OUTPUT = sigmoid(sigmoid(Z)) * (1 - sigmoid(sigmoid(Z)))
TRUTH = DY * SLOPE
SUM = TRUTH.sum(axis=0)


def case(truth, **more):
    known = {
        "sizes": {
            "the number of rows": N,
            "the number of classes": K,
            "the number of entries": N * K,
        },
        "factors": {
            "the slope at Z": SLOPE,
            "the slope at the output": AT_OUTPUT,
            "the input": Z,
        },
        "others": {"the mean over the rows": TRUTH.mean(axis=0)},
        "masks": {"Z is positive": Z > 0},
    } | more
    return made_case("7 rows", (step("call", (), {"dZ": truth}),), **known)


def said(result, truth=TRUTH, **more):
    """(relation, all words) on a function that returns this result."""
    made = [case(truth, **more)]
    found = compare(made, run(lambda: result, [c.asked for c in made]))
    return found.mistake, f"{found.symptom} {found.cause}"


def only_row(k):
    other = TRUTH + 1.0 + np.arange(N * K).reshape(N, K) ** 1.5
    other[k] = TRUTH[k]
    return other


NAMED = {
    "a text": ("0.5", TRUTH, "type", "got a text"),
    "a generator": (iter([1.0]), TRUTH, "type", "list_iterator"),
    "none": (None, TRUTH, "nothing", "return"),
    "transposed": (TRUTH.T, TRUTH, "transposed-shape", "(3, 7)"),
    "extra axis": (SUM[None, :], SUM, "extra-axis", "keepdims"),
    "no batch sum": (TRUTH, SUM, "batch-sum-missing", "axis=0"),
    "column and row": (
        SUM[:, None] + SUM, SUM, "broadcast", "(n, n)",
    ),
    "summed to a number": (TRUTH.sum(), TRUTH, "one-number", "axis="),
    "axis lost": (SUM, TRUTH, "axis-lost", "(3,)"),
    "comparison": (TRUTH > 0, TRUTH, "dtype", "True and False"),
    "complex": (TRUTH + 0j, TRUTH, "type", "complex"),
    "objects": (TRUTH.astype(object), TRUTH, "type", "object"),
    "sign": (-TRUTH, TRUTH, "sign", "wrong sign"),
    "times N": (TRUTH * N, TRUTH, None, "7, the number of rows"),
    "over N": (TRUTH / N, TRUTH, None, "1/7, one over the number of rows"),
    "times K": (TRUTH * K, TRUTH, None, "3, the number of classes"),
    "over entries": (TRUTH / N / K, TRUTH, None, "the number of entries"),
    "double": (TRUTH * 2, TRUTH, "factor:2", "twice"),
    "half": (TRUTH / 2, TRUTH, "factor:½", "a ½ too many"),
    "minus N": (-N * TRUTH, TRUTH, None, "and has the wrong sign"),
    "another factor": (TRUTH * 1.7, TRUTH, "factor", "1.7 times"),
    "zero": (TRUTH * 0, TRUTH, "zero", "0 everywhere"),
    "slope missing": (DY, TRUTH, "missing:the slope at Z", "be multiplied by"),
    "slope squared": (TRUTH * SLOPE, TRUTH, "extra:the slope at Z", "many"),
    "input multiplied in": (TRUTH * Z, TRUTH, "extra:the input", "many"),
    "slope at the output": (
        DY * AT_OUTPUT, TRUTH, "instead:the slope at Z", "belongs",
    ),
    "mean for sum": (
        TRUTH.mean(axis=0), SUM, "other:the mean over the rows", "mean",
    ),
    "shifted": (TRUTH + 0.25, TRUTH, "shifted", "off by 0.25"),
    "reversed": (TRUTH[::-1], TRUTH, "reversed", "reverse order"),
    "another order": (np.roll(TRUTH, 2, 0), TRUTH, "order", "another order"),
    "where positive": (
        np.where(Z > 0, TRUTH, TRUTH + 1), TRUTH, "only:Z is positive",
        "exactly where Z is positive",
    ),
    "one row": (only_row(2), TRUTH, "one-row", "row 2 alone"),
    "nan": (np.where(Z > 1, np.nan, TRUTH), TRUTH, "not-finite", "NaN at ["),
    "noise": (TRUTH + DY**3, TRUTH, "differs", "expected"),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_a_relation_is_named(name):
    result, truth, relation, words = NAMED[name]
    found, text = said(result, truth)
    assert words in text
    if relation:
        assert found == relation, text


@pytest.mark.parametrize("gap", [0.5, 1e-3])
def test_no_relation_is_claimed_that_one_entry_breaks(gap):
    for name in ("sign", "double", "slope missing", "shifted", "reversed"):
        result, truth, relation, _ = NAMED[name]
        broken = result.copy()
        broken[3, 1] += gap
        assert said(broken, truth)[0] != relation, name


def test_a_square_transpose_is_seen():
    square = RNG.normal(size=(4, 4))
    assert said(square.T, square)[0] == "transposed"


def test_what_differs_most_is_shown_with_both_numbers():
    result = TRUTH.copy()
    result[4, 2] += 0.5
    _, text = said(result)
    assert f"dZ[4, 2] is {result[4, 2]:.6g}" in text
    assert f"expected {TRUTH[4, 2]:.6g}" in text
    assert "20 are right" in text


def test_of_typed_numbers_the_right_one_is_not_shown():
    _, text = said(TRUTH + DY**3, typed=True)
    assert "expected" not in text
    assert "too large" in text or "too small" in text


# Patterns


def exercise(make_cases, **more):
    return Exercise(
        "4.3", "T", "build", "4a", 1, 1, "a function", "04-backward-pass",
        (), cases=lambda rng: make_cases(), **more,
    )  # fmt: skip


def rows(n):
    X = np.random.default_rng(n).normal(size=(n, 4))
    truth = {"total": X.sum(axis=0), "double": 2 * X}
    return made_case(
        f"{n} rows",
        (step("call", (X,), truth, ("X",)),),
        sizes={"the number of rows": n},
    )


SUMS = exercise(lambda: [rows(5), rows(1)])


def test_right_for_one_row_only():
    found = verdict(SUMS, lambda X: (X[-1] ** 3 / X[-1] ** 2, 2 * X))
    assert "With one row all is right; with more it is not." in found.symptom
    assert found.mistake == "batch-only"


def test_right_for_some_results_only():
    found = verdict(SUMS, lambda X: (X.sum(axis=0), 2 * X + X**2))
    assert "total is right; double is not." in found.symptom


def test_too_few_results_are_counted():
    assert "Expected 2 results" in verdict(SUMS, lambda X: X).symptom
    assert "got 3" in verdict(SUMS, lambda X: (X, X, X)).symptom
    as_dict = verdict(SUMS, lambda X: {"double": 2 * X, "total": X.sum(0)})
    assert as_dict.passed


def test_results_in_another_order_are_named():
    found = verdict(SUMS, lambda X: (2 * X, X.sum(axis=0)))
    assert found.mistake == "exchanged"
    assert "(total, double)" in found.symptom


def test_a_list_of_rows_is_as_good_as_an_array():
    assert verdict(SUMS, lambda X: (sum(X), [2 * x for x in X])).passed
    assert verdict(SUMS, lambda X: [X.sum(0), tuple(2 * X)]).passed


def test_an_input_changed_in_place_is_seen_though_the_numbers_are_right():
    def doubles(X):
        total = X.sum(axis=0)
        X *= 2
        return total, X

    found = verdict(SUMS, doubles)
    assert found.mistake == "changed-input"
    assert "X is changed by the call; the numbers are right" in found.symptom


class Doubler:
    """2 X, remembered: stale if only the first X is kept."""

    def forward(self, X):
        self.X = getattr(self, "X", X)
        return X

    def backward(self):
        return 2 * self.X


def test_a_stale_value_of_an_earlier_call_is_named():
    A, B = RNG.normal(size=(5, 4)), RNG.normal(size=(5, 4))
    steps = [step("new")]
    for X in (A, B):
        steps.append(step("forward", (X,), {"Y": X}, ("X",)))
        steps.append(step("backward", (), {"dX": 2 * X}))
    calls = exercise(lambda: [made_case("two calls", tuple(steps))])
    found = verdict(calls, Doubler)
    assert found.mistake == "stale"
    assert "earlier call" in found.symptom


# The learner's own exceptions


def breaks(X):
    inner = X.shape[0]
    return inner / 0


def overflows(X):
    big = X * 1e6
    E = np.exp(big)
    return (E / E).sum(axis=0), 2 * X


def test_an_exception_is_shown_as_theirs_with_its_line():
    found = verdict(SUMS, breaks)
    assert "Your code raised ZeroDivisionError: division by zero" in (
        found.symptom
    )
    line = breaks.__code__.co_firstlineno + 2
    assert f"in line {line} of breaks: return inner / 0" in found.symptom


ADVISED = {
    "np.maximum": lambda X: max(X, 0),
    "keepdims=True": lambda X: X - X.max(axis=1),
    "inner sizes": lambda X: X @ X,
    "dots are left": lambda X: X + ...,
    "spelled otherwise": lambda X: undefined_name,  # noqa: F821
    "without return": lambda X: None + 1,
    "Positions count from 0": lambda X: X[:, 4],
    "has not been stored": lambda X: Doubler().nothing,
    "An index must be": lambda X: X[0.5],
    "Is a sum missing": lambda X: math.exp(X),
}


def test_what_usual_exceptions_mean_is_said():
    for words, function in ADVISED.items():
        found = verdict(SUMS, function)
        assert found.mistake == "raised"
        assert words in found.cause, (words, found)


def test_an_exception_from_inside_a_library_points_to_their_line():
    def shapes(X):
        return X @ X, X

    found = verdict(SUMS, shapes)
    assert "of shapes: return X @ X, X" in found.symptom


def test_where_nan_first_arises_is_shown():
    found = verdict(SUMS, overflows)
    assert "overflow encountered in exp" in found.symptom
    assert "of overflows: E = np.exp(big)" in found.symptom
    assert "1.8e308" in found.cause


def test_a_wrong_number_of_arguments_is_said_with_both():
    found = verdict(SUMS, lambda X, W: X)
    assert "(X, W) cannot be called with (X)" in found.symptom


def test_a_value_in_place_of_a_function():
    found = verdict(SUMS, np.zeros(3))
    assert "got a ndarray" in found.symptom or "got an ndarray" in (
        found.symptom
    )
    assert "without brackets" in found.cause


def test_an_endless_loop_can_be_interrupted(ctrl_c):
    import _thread

    def endless(X):
        while True:
            time.sleep(0.01)

    timer = threading.Timer(0.3, _thread.interrupt_main)
    timer.start()
    found = verdict(SUMS, endless)
    assert found.mistake == "interrupted"
    assert "time.sleep(0.01)" in found.symptom


def test_what_it_prints_is_shown_to_it_and_bounded():
    def prints(X):
        print("here", *range(5000))
        return X

    found = verdict(SUMS, prints)
    assert found.printed.startswith("here 0 1 2")
    assert len(found.printed) <= 2000


def test_nothing_of_the_learners_is_changed():
    before, settings = np.random.get_state()[1].copy(), np.geterr()
    verdict(SUMS, overflows)
    assert np.array_equal(np.random.get_state()[1], before)
    assert np.geterr() == settings


def numbers_of(x, y):
    return {"sum": x + y, "product": x * y, "difference": x - y}


TYPED = Exercise(
    "4.2", "T", "compute", "4a", 1, 1, "three numbers", "04-backward-pass",
    (), draw=lambda rng: {"x": int(rng.integers(3, 90)), "y": 99},
    truth=numbers_of, close=1e-3,
)  # fmt: skip


def test_two_results_in_each_others_place_are_named():
    a, b, c = numbers_of(**TYPED.numbers(0)).values()
    assert verdict(TYPED, (a, b, c)).passed
    found = verdict(TYPED, (b, a, c))
    assert found.mistake == "swapped"
    assert "sum and product are exchanged" in found.symptom


def test_the_answer_of_another_seed_is_named():
    of_seven = tuple(numbers_of(**TYPED.numbers(7)).values())
    assert verdict(TYPED, of_seven, 7).passed
    assert verdict(TYPED, of_seven, 0).mistake == "another-seed"
    assert verdict(TYPED, (1, 2, 3), 0).mistake == "differs"


def test_a_nearly_right_number_is_said_to_be_so():
    a, b, c = numbers_of(**TYPED.numbers(0)).values()
    found = verdict(TYPED, (a, b + 0.01, c))
    assert "not to the digits asked" in found.symptom
    assert str(b) + "," not in found.symptom


def dots(X): ...


class Dots:
    def __init__(self, n): ...

    def forward(self, X): ...


def test_only_dots_are_not_attempted_but_a_forgotten_return_is():
    def no_return(X):
        X.sum(axis=0)

    assert not verdict(SUMS, dots).attempted
    assert not verdict(SUMS, Dots).attempted
    found = verdict(SUMS, no_return)
    assert found.attempted
    assert "return" in found.cause


class Hoarder:
    """Keeps the caller's array, and writes into it at the next call."""

    def forward(self, X):
        if hasattr(self, "total"):
            self.total += X
        else:
            self.total = X
        return 2 * X


def test_an_input_that_a_later_call_writes_into_is_seen():
    A, B = RNG.normal(size=(5, 4)), RNG.normal(size=(5, 4))
    steps = [step("new")]
    steps += [step("forward", (X,), {"Y": 2 * X}, ("X",)) for X in (A, B)]
    calls = exercise(lambda: [made_case("two calls", tuple(steps))])
    assert verdict(calls, Hoarder).mistake == "changed-input"
