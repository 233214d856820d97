"""Functions that nobody has published: derived right they pass, else not.

BACKPROP_LONG=1 tries 200 seeds, as `make test-long` does; else every tenth.
"""

import inspect
import os
import re

import numpy as np
import pytest

from backprop.exercises import families, session
from backprop.exercises.comparing import compare
from backprop.exercises.families import FAMILIES, row_size
from backprop.exercises.families.complex_step import gradients
from backprop.exercises.families.family import TOLERANCE
from backprop.exercises.families.pieces import PIECES
from backprop.exercises.families.refusing import refused
from backprop.exercises.judging import judge, verdict
from backprop.exercises.registry import CHAPTERS, find
from backprop.exercises.running import run
from backprop.grading.wording import text

LONG = bool(os.environ.get("BACKPROP_LONG"))
SEEDS = range(0, 200, 1 if LONG else 10)
FEW = SEEDS[:: 20 if LONG else 7]
EACH = pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.id)
ORDERS = {  # of a Richardson table: the steps that suit it
    2: (1e-6, 6e-6, 3e-5),
    4: (1e-4, 1e-3, 3e-3),
    6: (3e-3, 1e-2, 3e-2),
    8: (2e-2, 1e-1),
    10: (5e-2, 2e-1),
}
pytestmark = pytest.mark.filterwarnings("ignore")


def solution(family, seed):
    """The function in the family's own answer cell."""
    source, space = text(family, seed).answer, {"np": np}
    exec(source, space)
    return space[re.search(r"^def (\w+)", source, re.M)[1]]


def function(family):
    """The module's function that is differentiated, and in what."""
    module = inspect.getmodule(family.draw)
    for name in ("value", "bend", "loss"):
        if hasattr(module, name):
            return getattr(module, name)
    raise LookupError(family.id)


def answered(family, seed, differentiate):
    """The answer of one who codes the function and not its gradient.

    differentiate: called as `gradients` is.
    """
    numbers, f = family.numbers(seed), function(family)

    def of(slip, *args):
        return f(numbers, "", *args)

    if family.id == "4.21":

        def answer(Z, dY):
            def whole(Z):
                return np.sum(dY * of("", Z))

            return differentiate(whole, (Z,), {"dZ": 0})["dZ"]

    elif family.id == "5.21":

        def answer(w, v, X, t):
            ahead = w + numbers["mu"] * v
            args = ahead, X, t
            g = differentiate(lambda *a: of("", *a), args, {"g": 0})["g"]
            v_new = numbers["mu"] * v - numbers["lr"] * g
            return w + v_new, v_new

    else:
        names = family.results(numbers, "", *_args(family))
        wanted = {name: k for k, name in enumerate(names)}

        def answer(*args):
            found = differentiate(lambda *a: of("", *a), args, wanted)
            found = tuple(found.values())
            return found if len(found) > 1 else found[0]

    return answer


def _args(family):
    rng = np.random.default_rng(0)
    return family.sample(family.numbers(0), rng)[0][1]


def measured(order, h, scaled):
    """`gradients` by central differences, extrapolated to this order."""

    def differentiate(f, args, wanted):
        return {name: one(f, args, k) for name, k in wanted.items()}

    def one(f, args, k):
        A = np.array(args[k], dtype=float)
        found = np.zeros(A.shape)
        for place in np.ndindex(A.shape):
            before = A[place]
            step = h * max(1.0, abs(before)) if scaled else h
            rows = []
            for halvings in range(order // 2):
                e = step / 2**halvings
                A[place] = before + e
                up = f(*args[:k], A, *args[k + 1 :])
                A[place] = before - e
                down = f(*args[:k], A, *args[k + 1 :])
                row = [(up - down) / (2 * e)]
                for j, known in enumerate(rows[-1] if rows else (), 1):
                    row.append(row[-1] + (row[-1] - known) / (4**j - 1))
                rows.append(row)
            A[place] = before
            found[place] = rows[-1][-1]
        return found if found.shape else float(found)

    return differentiate


def judged(family, seed, answer, cases=None):
    exercise = family.drawn(seed)
    cases = cases or exercise.cases_for(seed + 1)
    outcomes = run(answer, [case.asked for case in cases])
    return judge(exercise, cases, outcomes, seed + 1)


@EACH
def test_a_right_derivation_passes_whatever_is_drawn(family):
    for seed in SEEDS:
        said = judged(family, seed, solution(family, seed))
        assert said.passed, (seed, said)


@EACH
def test_every_slip_fails_whatever_is_drawn(family):
    """And misses by far: not by the last digits."""
    for seed in SEEDS:
        numbers = family.numbers(seed)
        rng = np.random.default_rng(seed)
        _, args = family.sample(numbers, rng)[1]
        right = family.results(numbers, "", *args)
        for slip in family.slips:
            wrong = family.results(numbers, slip.id, *args)
            gap = max(
                np.max(np.abs(wrong[name] - right[name]))
                / np.max(np.abs(right[name]))
                for name in right
            )
            assert gap > 1e-3, (seed, slip.id)


@EACH
def test_a_slip_is_told_by_its_own_words(family):
    for seed in FEW[:3]:
        for slip in family.slips:
            said = judged(family, seed, family.answer(seed, slip.id))
            assert not said.passed
            assert (said.mistake, said.cause) == (slip.id, slip.cause)
    assert len({slip.cause for slip in family.slips}) == len(family.slips) > 2


@EACH
@pytest.mark.parametrize("order", ORDERS)
def test_a_measured_slope_does_not_come_near_enough(family, order):
    """With the book's own function, coded without overflow, and best steps.

    Central differences (2), and Richardson's extrapolation of them.
    """
    for seed in FEW if LONG else FEW[:1]:
        for h in ORDERS[order]:
            for scaled in (False, True):
                way = measured(order, h, scaled)
                answer = answered(family, seed, way)
                cases = family.drawn(seed).cases_for(seed + 1)
                outcomes = run(answer, [case.asked for case in cases])
                assert not compare(cases, outcomes).passed, (seed, h)


@EACH
def test_who_measures_is_told_so(family):
    answer = answered(family, 0, measured(2, 6e-6, True))
    said = judged(family, 0, answer)
    assert said.mistake == "near"
    assert "measured" in said.cause


NAIVE = {
    "sigmoid": lambda u: 1 / (1 + np.exp(-u)),
    "softplus": lambda u: np.log(1 + np.exp(u)),
    "ln_cosh": lambda u: np.log(np.cosh(u)),
}
STABLE = {
    "softplus": lambda u: np.maximum(u, 0) + np.log1p(np.exp(-np.abs(u))),
    "ln_cosh": lambda u: (
        np.abs(u) + np.log1p(np.exp(-2 * np.abs(u))) - np.log(2)
    ),
}


@EACH
@pytest.mark.parametrize("pieces", [NAIVE, STABLE], ids=["naive", "stable"])
def test_a_complex_step_through_usual_code_fails(family, pieces, monkeypatch):
    """exp overflows, and |u| loses the slope; 4.24 has no such place."""
    for seed in FEW:
        cases = family.drawn(seed).cases_for(seed + 1)
        answer = answered(family, seed, gradients)
        with monkeypatch.context() as patch:
            for name, piece in pieces.items():
                patch.setitem(PIECES, name, piece)
            patch.setattr(row_size, "size", np.abs)
            passed = judged(family, seed, answer, cases).passed
        assert passed == (family.id == "4.24"), seed


@EACH
def test_what_is_not_prevented(family):
    """A complex step through code that was written for it is exact.

    Its text is refused, so that it has to be hidden on purpose. So are dual
    numbers exact: who writes these in so few lines has understood them.
    """
    assert judged(family, 3, answered(family, 3, gradients)).passed


PASTED = "\n".join(
    inspect.getsource(part)
    for part in (families.complex_step, families.pieces, families.chain)
)


@pytest.mark.parametrize(("source", "said"), [
    (PASTED, "complex"),
    (inspect.getsource(families.complex_step._gradient), "complex"),
    ("x = Z + 1e-30j", "1e-30j"), ("x = np.zeros(3, 'c16')", "'c16'"),
    ("np.ｃomplex128(Z)", "complex128"), ("i = (-1) ** .5", "complex"),
    ("h = np.longdouble(1e-6)", "longdouble"), ("Z.astype('g')", "'g'"),
    ("from decimal import Decimal", "precision"), ("import jax", "imports"),
    ("  from backprop import Tensor", "imports"), ("np.roots(a)", "roots"),
    ("# x\rx = Z + 3j", "3j"), ("np.zeros(3, np.complexfloating)", "complex"),
    ("np.\\\n fft.fft(Z)", "fft"), ("from numpy import exp, fft as f", "fft"),
    ("from numpy import fft", "fft"), ("eval('1' + 'j')", "eval"),
    ("getattr(np, name)", "getattr"),
    ("x = 1\n" * 2000, "4000 characters"),
])  # fmt: skip
def test_a_way_round_the_derivation_is_refused_by_its_text(source, said):
    assert said in refused(source)


@pytest.mark.parametrize("source", [
    "# a complex matter, 3j\nreturn 2 * Z", "import numpy as np",
    "x = np.where(Z > 0, 1.5e-3, .2)", "roots = m ** (-1 / 3)",
    "j = 3; a1j = j", "from numpy import exp",
])  # fmt: skip
def test_what_a_derivation_needs_is_not_refused(source):
    assert refused(source) == ""


@EACH
def test_no_solution_is_refused(family):
    for seed in range(12):
        assert refused(text(family, seed).answer) == ""
        assert len(text(family, seed).answer) < 1500


def test_check_says_why_an_answer_is_not_tried(capsys, monkeypatch):
    monkeypatch.setattr(session, "_keep", lambda *args: None)

    def activation_backward(Z, dY):
        return dY * np.tanh(Z + 1e-30j).imag / 1e-30

    session.check("4.21", activation_backward)
    assert "The answer uses complex numbers: imag." in capsys.readouterr().out


@EACH
def test_no_derivative_is_written_in_the_package(family):
    module = inspect.getmodule(family.draw)
    texts = [inspect.getsource(module), inspect.getsource(families.pieces)]
    for source in texts:
        assert not re.search(r"1 - np\.tanh|sigmoid\(.*\(1 - |def d[A-Z]",
                             source)  # fmt: skip


@EACH
def test_seeds_give_other_functions_and_classes_other_cases(family):
    drawn = [tuple(family.numbers(seed).values()) for seed in range(60)]
    assert len(set(drawn)) >= 50
    first, second = (family.drawn(1).cases_for(seed) for seed in (1, 2))
    for one, other in zip(first, second, strict=True):
        assert not np.array_equal(one.steps[0].args[0], other.steps[0].args[0])


@EACH
def test_an_answer_to_another_learners_function_fails(family):
    for seed in FEW:
        assert not judged(family, seed, solution(family, seed + 1)).passed


@EACH
def test_the_untouched_stub_is_not_attempted(family):
    source = text(family, 0).answer
    stub = re.sub(
        r"( *)### BEGIN.*### END SOLUTION", r"\1...", source, flags=re.S
    )
    space = {}
    exec(stub, space)
    (name,) = set(space) - {"__builtins__"}
    assert not verdict(family.drawn(0), space[name]).attempted


def test_there_are_at_least_six_over_chapters_3_to_6():
    assert len(FAMILIES) >= 6
    assert {f.chapter for f in FAMILIES} == {3, 4, 5, 6}
    known = [e.id for exercises in CHAPTERS.values() for e in exercises]
    assert not {f.id for f in FAMILIES} & set(known)
    assert all(find(f.id) is f for f in FAMILIES)


def test_a_learner_is_answered_as_for_any_exercise(capsys, monkeypatch):
    monkeypatch.setattr(session, "_keep", lambda *args: None)
    answer = solution(find("4.21"), 5)
    session.check("4.21", answer, seed=5)
    assert "4.21 An activation of your own: passed." in capsys.readouterr().out
    session.check("4.21", answer, seed=6)
    assert "not yet" in capsys.readouterr().out
    assert np.shape(session.failing("4.21").right)
    with pytest.raises(ValueError, match="with numbers"):
        session.problem("4.21")


def test_the_tolerance_is_below_what_a_difference_reaches():
    assert TOLERANCE < np.finfo(float).eps ** (2 / 3) / 10
