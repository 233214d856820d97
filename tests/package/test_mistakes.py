"""The catalogue keeps its word: what fails, by what factor, and what is blind.

Sizes all differ, N · K too, and none is 2, so that no wrong transpose fits
and no two factors can be confused.
"""

import dataclasses
import functools
import inspect
import re

import numpy as np
import pytest

import backprop
from backprop import (
    GradientCheckError,
    Layer,
    Linear,
    MeanSquaredError,
    ReLU,
    Softmax,
    SoftmaxCrossEntropy,
    check_loss,
    gradient_check,
    numerical_gradient,
    softmax,
    spirals,
)
from backprop.mistakes import MISTAKES, Mistake, Program
from backprop.mistakes.added import ColumnMinusRow
from backprop.mistakes.derivative import NotTransposed, TimesOutput
from backprop.mistakes.loss import ClippedError, Overflows
from backprop.mistakes.mending import exchanged
from backprop.mistakes.softmax import (
    BinaryGradient,
    CrossEntropy,
    DiagonalSoftmax,
    SoftmaxTwice,
)

N, N_IN, N_HIDDEN, K = 7, 4, 6, 3
SEEDS = range(20)
STRENGTH = 1e-2
PARAMETERS = {"0.W", "0.b", "2.W", "2.b"}
SAYS_IT_FALLS = [m for m in MISTAKES.values() if "loss falls" in m.symptom]
RIGHT = [  # one for each setting, and one for the square net
    MISTAKES["sum-not-mean"],
    MISTAKES["fork-overwritten"],
    MISTAKES["error-clipped"],
    MISTAKES["column-minus-row"],
    MISTAKES["two-wrongs-cancel"],
    MISTAKES["transpose-missing"],
]
EACH = pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)


def sizes(mistake):
    """(n_in, n_hidden, n_out): different, but for the one that needs it."""
    return mistake.sizes(N_IN, N_HIDDEN, K)


def problem(seed, mistake=None):
    """(rng, X, labels), half of them 0, so that no bias is balanced."""
    rng = np.random.default_rng(seed)
    n_out = sizes(mistake)[-1] if mistake and not mistake.numbers else K
    X = rng.normal(0.5, 1.0, (N, N_IN))
    labels = np.maximum(rng.integers(-n_out, n_out, size=N), 0)
    labels[:2] = 0, 1
    return rng, X, labels


def at_a_generic_point(build, mistake, rng):
    """The program, with biases that are not 0, unless it starts wrongly.

    With b = 0, a row that no hidden unit passes predicts exactly 0: there
    a clipped error of -1 has its kink.
    """
    program = build(*sizes(mistake), rng, strength=STRENGTH)
    if "init" not in mistake.parts:
        for name in ("0.b", "2.b"):
            b = program.net.params()[name]
            b[...] = rng.normal(0.0, 0.3, b.shape)
    return program


def verdicts(check, *args):
    """Array name -> verdict, whether the check raises or not."""
    try:
        report = check(*args)
    except GradientCheckError as error:
        report = error.report
    return {name: v.verdict for name, v in report.items()}


def named(found, verdict):
    return {name for name, v in found.items() if v == verdict}


# --- the three instruments -------------------------------------------------


def step_verdicts(mistake, seed):
    rng, X, labels = problem(seed, mistake)
    program = at_a_generic_point(mistake.program, mistake, rng)
    return verdicts(program.check, X, labels)


def part_verdicts(place, part, mistake, seed):
    """What gradient_check or check_loss says of one part by itself."""
    rng, X, labels = problem(seed, mistake)
    n_hidden, n_out = sizes(mistake)[1:]
    if place == "linear":
        layer = part(n_hidden if mistake.square else N_IN, n_hidden, rng)
        return verdicts(
            gradient_check, layer, rng.normal(size=(N, len(layer.W))), rng
        )
    if place in ("activation", "head"):
        return verdicts(
            gradient_check, part(), rng.normal(size=(N, n_out)), rng
        )
    if place == "loss":
        prediction = 1.5 * rng.normal(size=(N, n_out))
        if issubclass(part, CrossEntropy):
            prediction = softmax(prediction / 3)
        return verdicts(check_loss, part(), prediction, labels)
    # An initializer or a step: what is left to check is the net.
    net = at_a_generic_point(mistake.program, mistake, rng).net
    return verdicts(gradient_check, net, X, rng)


def is_as_catalogued(mistake, seed):
    """Assert what is wrong; whether all the rest agrees as it should.

    Now and then a kink or a gradient near the rounding floor leaves an
    array unresolved: not a pass, and no accusation either.
    """
    found = step_verdicts(mistake, seed)
    assert named(found, "wrong") == set(mistake.fails_on)
    alone = {}
    for place, part in mistake.parts.items():
        alone.update(part_verdicts(place, part, mistake, seed))
    assert named(alone, "wrong") == set(mistake.alone)
    return named(found, "unresolved") == set(mistake.unresolved) and (
        mistake.id == "zero-start" or not named(alone, "unresolved")
    )


# --- the records ------------------------------------------------------------


def test_the_catalogue_is_public_and_large_enough():
    assert backprop.MISTAKES is MISTAKES
    assert backprop.Mistake is Mistake
    assert {"MISTAKES", "Mistake"} <= set(backprop.__all__)
    assert len(MISTAKES) >= 16
    assert {m.family for m in MISTAKES.values()} == {
        "scale",
        "derivative",
        "state",
        "loss",
    }


@EACH
def test_a_record_is_complete(mistake):
    assert MISTAKES[mistake.id] is mistake
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", mistake.id)
    assert mistake.title
    assert mistake.symptom.endswith(".")
    assert mistake.cause.endswith(".")
    assert mistake.source
    assert mistake.seen_by
    assert set(mistake.fails_on) <= PARAMETERS
    assert set(mistake.unresolved) <= PARAMETERS - set(mistake.fails_on)


def test_what_the_gradient_check_cannot_see_says_what_can():
    for mistake in MISTAKES.values():
        by_check = mistake.seen_by == "the gradient check"
        assert by_check == bool(mistake.fails_on), mistake.id


def lines(text):
    return [line.strip() for line in text.strip().splitlines()]


def stands_in(text, source):
    """Whether these lines stand in the source, one after another."""
    wanted, there = lines(text), lines(source)
    return any(there[k : k + len(wanted)] == wanted for k in range(len(there)))


def as_mended(mistake):
    """The record of the right program: its parts are the mended ones."""
    return dataclasses.replace(mistake, parts=mistake.mended)


class Huber:
    """mean of e² where |e| < 1, else 2 |e| - 1; written without `where`."""

    def forward(self, prediction, labels):
        self.e = prediction - np.eye(prediction.shape[1])[labels]
        far = np.maximum(np.abs(self.e) - 1, 0)
        return float((self.e**2 - far**2).mean())

    def backward(self):
        return 2 * np.minimum(np.maximum(self.e, -1), 1) / self.e.size


class ColumnError(MeanSquaredError):
    def forward(self, prediction, labels):
        return super().forward(prediction, 1.0 * labels.reshape(-1, 1))


class Absolute(Layer):
    def forward(self, X):
        self.sign = np.sign(X)
        return abs(X)

    def backward(self, dY):
        return dY * self.sign


SPLIT = {"head": Softmax, "loss": CrossEntropy}
REFERENCE = {  # what a right program has, where it is not the usual
    "fork-overwritten": {"activation": Absolute},
    "error-clipped": {"loss": Huber},
    "softmax-diagonal": SPLIT,
    "two-wrongs-cancel": SPLIT,
    "column-minus-row": {"loss": ColumnError},
}


def in_place(program):
    """What stands in each place of a program, as Mistake.parts names it."""
    return {
        "linear": type(program.net.layers[0]),
        "activation": type(program.net.layers[1]),
        "head": type(program.net.layers[-1]),
        "loss": type(program.loss),
        "program": type(program),
    }


def shown_is_run(mistake):
    """The right program runs the right lines, and does what is meant."""
    made = []
    parts = dict(mistake.mended)
    init = parts.pop("init", None)  # a start leaves no class behind
    for seed in SEEDS[:4]:
        _, X, labels = problem(seed, mistake)
        options = {"strength": STRENGTH, **REFERENCE.get(mistake.id, {})}
        build = [mistake.right_program, functools.partial(Program, **options)]
        both = []
        for make in build:
            program = make(
                *sizes(mistake), np.random.default_rng(seed), strength=STRENGTH
            )
            made.append(program)
            losses = [program.step(X, labels, 0.3) for _ in range(3)]
            both.append((losses, program.net.params()))
        np.testing.assert_allclose(both[0][0], both[1][0], rtol=1e-12)
        for name in PARAMETERS:
            np.testing.assert_allclose(
                both[0][1][name], both[1][1][name], rtol=1e-12, atol=1e-14
            )
    running = in_place(made[0])
    texts = zip(
        mistake.wrong.split("\n\n"), mistake.right.split("\n\n"), strict=True
    )
    for (place, part), (wrong, right) in zip(
        mistake.mended.items(), texts, strict=True
    ):
        assert place == "init" or running[place] is part
        assert stands_in(right, part.source)
        assert not stands_in(wrong, part.source)
    assert init is None or stands_in(mistake.right, init.source)


@EACH
def test_the_wrong_lines_stand_in_the_class_once_and_the_right_ones_do_not(
    mistake,
):
    texts = zip(
        mistake.wrong.split("\n\n"), mistake.right.split("\n\n"), strict=True
    )
    for part, (wrong, right) in zip(
        mistake.parts.values(), texts, strict=True
    ):
        source = inspect.getsource(part)
        assert len(lines(wrong)) > 1 or source.count(wrong) == 1
        assert stands_in(wrong, source)
        assert not stands_in(right, source)


@EACH
def test_what_is_shown_as_right_is_what_runs_and_is_right(mistake):
    shown_is_run(mistake)


@EACH
def test_the_right_lines_mend_the_class(mistake):
    cured = as_mended(mistake)
    for seed in SEEDS[1:5]:
        found = step_verdicts(cured, seed)
        assert not named(found, "wrong")
        assert mistake.id == "error-clipped" or (
            named(found, "agrees") == PARAMETERS
        )
        for place, part in cured.parts.items():
            alone = part_verdicts(place, part, cured, seed)
            assert named(alone, "agrees") == set(alone)


class FirstEdition(Mistake):
    """Its right line was a text; what ran was the package's own class."""

    def right_program(self, *sizes_and_rng, **options):
        return Program(*sizes_and_rng, **{**options, **self.setting})


class AnotherClassRuns(Mistake):
    """What runs does the same, and its text is another."""

    @property
    def mended(self):
        return {place: ReLU for place in self.parts}


def planted(mistake, kind=Mistake, **changes):
    values = {
        field.name: getattr(mistake, field.name)
        for field in dataclasses.fields(mistake)
    }
    return kind(**values | changes)


@pytest.mark.parametrize(
    "record",
    [
        planted(MISTAKES["two-wrongs-cancel"], FirstEdition),
        planted(MISTAKES["error-clipped"], FirstEdition),
        planted(MISTAKES["bias-averaged"], FirstEdition),
        planted(MISTAKES["relu-derivative-missing"], AnotherClassRuns),
        planted(MISTAKES["bias-averaged"], right="self.db = dY[:-1].sum(0)"),
        planted(
            MISTAKES["updated-too-soon"],
            right="dY = layer.backward(dY)\nself.update(layer, 2 * lr)",
        ),
        planted(
            MISTAKES["softmax-overflow"], right="Z = logits - 1e-9 * logits"
        ),
    ],
    ids=lambda m: f"{type(m).__name__}-{m.id}",
)
def test_a_right_line_that_is_not_what_runs_is_refused(record):
    with pytest.raises((AssertionError, AttributeError)):
        shown_is_run(record)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"wrong": "self.db = dY.mean(0)"}, "got 0 times"),
        ({"wrong": "return dY"}, "got 2 times"),
        ({"right": "self.dW = self.X.T @ dY"}, "must not stand"),
    ],
)
def test_lines_that_do_not_fit_the_class_are_refused(changes, words):
    mistake = MISTAKES["bias-averaged"]
    record = planted(mistake, parts={"linear": TwoReturns}, **changes)
    with pytest.raises(ValueError, match=words):
        record.mended  # noqa: B018


class TwoReturns(Linear):
    def parameter_gradients(self, dY):
        self.dW = self.X.T @ dY
        self.db = dY.mean(axis=0)
        if self.dW is None:
            return dY
            return dY
        return dY + 0


def test_an_indented_block_keeps_its_indentation():
    source = "class A:\n    def f(self):\n        return 1\n"
    new = exchanged(source, "return 1", "if self:\n    return 2\nreturn 3")
    assert new == (
        "class A:\n    def f(self):\n        if self:\n"
        "            return 2\n        return 3\n"
    )


@EACH
def test_a_right_loss_is_finite_at_logits_of_1000(mistake):
    program = mistake.right_program(
        *sizes(mistake), np.random.default_rng(0), strength=0.0
    )
    head, loss = program.net.layers[3:], program.loss
    logits = np.array([[1000.0, 0.0], [0.0, 1000.0]])
    if mistake.numbers:
        logits = logits[:, :1]
    value = loss.forward(logits, np.array([1, 0])) if not head else None
    if head:  # softmax, then -log P: infinite, as it should be, at P = 0
        assert REFERENCE[mistake.id] is SPLIT
        return
    assert np.isfinite(value)
    assert np.isfinite(loss.backward()).all()


# --- what the checks say ----------------------------------------------------


@EACH
def test_the_check_fails_on_exactly_the_arrays_of_the_record(mistake):
    clean = [is_as_catalogued(mistake, seed) for seed in range(24)]
    assert sum(clean) >= 20


@pytest.mark.parametrize("mistake", RIGHT, ids=lambda m: m.id)
def test_the_right_program_agrees_on_every_array(mistake):
    clean = 0
    for seed in range(24):
        rng, X, labels = problem(seed, mistake)
        program = at_a_generic_point(mistake.right_program, mistake, rng)
        step = verdicts(program.check, X, labels)
        net = verdicts(gradient_check, program.net, X, rng)
        assert not named(step, "wrong") | named(net, "wrong")
        clean += named(step, "agrees") == PARAMETERS and named(
            net, "agrees"
        ) == PARAMETERS | {"X"}
    assert clean >= 20


def test_no_other_right_program_is_left_unchecked():
    assert set(REFERENCE) - {"softmax-diagonal"} <= {m.id for m in RIGHT}


@pytest.mark.parametrize(
    "mistake",
    [m for m in MISTAKES.values() if m.fails_on or m.alone],
    ids=lambda m: m.id,
)
def test_these_tests_would_notice_a_mistake_that_is_none(mistake):
    with pytest.raises(AssertionError):
        is_as_catalogued(as_mended(mistake), 0)


# --- what the gradient check cannot see -------------------------------------


def second_check_fails(build):
    rng, X, labels = problem(0)
    program = build(N_IN, N_HIDDEN, K, rng)
    assert program.check(X, labels)
    return not program.check(X, labels)


def still_zero_after_steps(build):
    rng, X, _ = problem(0)
    labels = np.arange(6) % K  # as many of each class
    program = build(N_IN, N_HIDDEN, K, rng, strength=0.0)
    losses = [program.step(X[:6], labels, 0.5) for _ in range(5)]
    params = program.net.params()
    if any(params[name].any() for name in ("0.W", "2.W")):
        return False
    np.testing.assert_allclose(losses, np.log(K), rtol=1e-12)
    return True


def units_still_equal_after_steps(build):
    rng, X, labels = problem(0)
    program = build(N_IN, N_HIDDEN, K, rng)
    for _ in range(10):
        program.step(X, labels, 0.5)
    W1, W2 = (program.net.params()[name] for name in ("0.W", "2.W"))
    assert np.ptp(W1, axis=1).shape == (N_IN,)
    return bool(
        np.ptp(W1, axis=1).max() < 1e-12 and np.ptp(W2, axis=0).max() < 1e-12
    )


def far_predictions_get_no_gradient(build):
    loss = build(N_IN, N_HIDDEN, K, np.random.default_rng(0)).loss
    prediction = np.array([[4.0, -3.0, 0.5], [0.25, 5.0, -2.5]])
    loss.forward(prediction, np.array([1, 2]))
    far = np.abs(loss.error) > 1
    assert far.sum() == 4
    assert (loss.backward()[~far] != 0).all()
    return not loss.backward()[far].any()


def logits_of_1000_give_nan(build):
    loss = build(N_IN, N_HIDDEN, K, np.random.default_rng(0)).loss
    logits = np.array([[1000.0, 999.0, 997.0]])
    with np.errstate(all="ignore"):
        value, dZ = loss.forward(logits, np.array([1])), loss.backward()
    if np.isinf(value) and np.isnan(dZ).any():
        return True
    right = SoftmaxCrossEntropy()
    assert value == pytest.approx(right.forward(logits, np.array([1])))
    np.testing.assert_allclose(dZ, right.backward(), rtol=1e-12)
    return False


def a_perfect_prediction_costs(build):
    program = build(3, 3, 3, np.random.default_rng(0), strength=0.0)
    for name, p in program.net.params().items():
        p[...] = 100.0 * np.eye(3) if name.endswith("W") else 0.0
    cost = program.objective(np.eye(3), np.arange(3))
    floor = -np.log(np.e / (np.e + K - 1))
    assert cost == pytest.approx(floor, abs=1e-12) or cost < 1e-12
    return cost > 0.5


def a_second_check_on_other_numbers_fails(build):
    rng, X, labels = problem(0)
    program = build(N_IN, N_HIDDEN, K, rng)
    assert program.check(X, labels)
    assert program.check(X, labels)  # the same numbers show nothing
    return not program.check(rng.normal(size=X.shape), labels)


def a_perfect_number_costs(build):
    loss = build(N_IN, N_HIDDEN, 1, np.random.default_rng(0)).loss
    labels = np.arange(K)
    cost = loss.forward(1.0 * labels[:, None], labels)
    assert cost == pytest.approx(2 * labels.var()) or cost == 0
    return cost > 0


def a_part_alone_fails(build):
    rng, X, labels = problem(0)
    program = build(N_IN, N_HIDDEN, K, rng)
    head, loss = program.net.layers[-1], program.loss
    Y = rng.normal(size=(N, K)) / 2
    found = {
        **verdicts(gradient_check, head, Y, rng),
        **verdicts(check_loss, loss, softmax(Y), labels),
    }
    return set(found.values()) == {"wrong"}


SEES = {
    "gradients-not-zeroed": second_check_fails,
    "zero-start": still_zero_after_steps,
    "constant-start": units_still_equal_after_steps,
    "error-clipped": far_predictions_get_no_gradient,
    "softmax-overflow": logits_of_1000_give_nan,
    "softmax-twice-differentiated": a_perfect_prediction_costs,
    "two-wrongs-cancel": a_part_alone_fails,
    "stale-input": a_second_check_on_other_numbers_fails,
    "column-minus-row": a_perfect_number_costs,
}


def test_every_blind_spot_has_a_test_that_sees_it():
    assert set(SEES) == {m.id for m in MISTAKES.values() if not m.fails_on}


@pytest.mark.parametrize("name", SEES)
def test_a_blind_spot_is_seen_by_another_test(name):
    mistake = MISTAKES[name]
    assert SEES[name](mistake.program)
    assert not SEES[name](mistake.right_program)
    assert not SEES[name](as_mended(mistake).program)


# --- the factors ------------------------------------------------------------


def gradient_pair(name, seed, strength=0.0, lr=0.1):
    """(wrong, right) gradients of one step, from the same start."""
    mistake = MISTAKES[name]
    _, X, labels = problem(seed, mistake)
    return [
        build(
            *sizes(mistake), np.random.default_rng(seed), strength=strength
        ).gradients(X, labels, lr)[1]
        for build in (mistake.program, mistake.right_program)
    ]


@pytest.mark.parametrize(
    ("name", "factor"),
    [
        ("sum-not-mean", N),
        ("mean-twice", 1 / N),
        ("bias-averaged", 1 / N),
        ("hidden-delta-sign", -1),
    ],
)
def test_the_factor_is_the_one_claimed(name, factor):
    fails_on = MISTAKES[name].fails_on
    for seed in SEEDS:
        wrong, right = gradient_pair(name, seed)
        for array in PARAMETERS:
            np.testing.assert_allclose(
                wrong[array],
                (factor if array in fails_on else 1) * right[array],
                rtol=1e-9,
                atol=1e-13,
            )


@pytest.mark.parametrize(
    ("name", "scale"), [("sum-not-mean", 1 / N), ("mean-twice", N)]
)
def test_a_factor_on_every_array_is_another_learning_rate(name, scale):
    mistake = MISTAKES[name]
    for seed in SEEDS[:5]:
        _, X, labels = problem(seed)
        trained = []
        for build, lr in [
            (mistake.program, 0.2 * scale),
            (mistake.right_program, 0.2),
        ]:
            rng = np.random.default_rng(seed)
            program = build(*sizes(mistake), rng, strength=0.0)
            for _ in range(20):
                program.step(X, labels, lr)
            trained.append(program.net.params())
        for array in PARAMETERS:
            np.testing.assert_allclose(
                trained[0][array], trained[1][array], rtol=1e-9, atol=1e-12
            )


def test_an_unzeroed_gradient_is_twice_too_large_at_the_second_call():
    build = MISTAKES["gradients-not-zeroed"].program
    for seed in SEEDS:
        rng, X, labels = problem(seed)
        program = build(N_IN, N_HIDDEN, K, rng, strength=0.0)
        _, once = program.gradients(X, labels)
        _, again = program.gradients(X, labels)
        for array in PARAMETERS:
            np.testing.assert_allclose(
                again[array], 2 * once[array], rtol=1e-9, atol=1e-13
            )


def test_the_penalty_that_is_missing_is_strength_times_w():
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        W = Program(N_IN, N_HIDDEN, K, rng).net.params()
        wrong, right = gradient_pair("penalty-only-in-loss", seed, STRENGTH)
        for array in PARAMETERS:
            missing = STRENGTH * W[array] if array.endswith("W") else 0.0
            np.testing.assert_allclose(
                right[array] - wrong[array], missing, atol=1e-12
            )


def test_too_soon_errs_in_proportion_to_the_learning_rate():
    errors = []
    for lr in (0.1, 0.01):
        wrong, right = gradient_pair("updated-too-soon", 3, lr=lr)
        errors.append(np.abs(wrong["0.W"] - right["0.W"]).max())
        for array in ("2.W", "2.b"):
            np.testing.assert_allclose(
                wrong[array], right[array], rtol=1e-9, atol=1e-12
            )
    assert errors[0] / errors[1] == pytest.approx(10, rel=1e-6)


def test_a_missing_derivative_and_at_least_zero_are_the_same_mistake():
    for seed in SEEDS:
        missing, _ = gradient_pair("relu-derivative-missing", seed)
        at_least, _ = gradient_pair("relu-output-at-least-zero", seed)
        for array in PARAMETERS:
            np.testing.assert_array_equal(missing[array], at_least[array])


def test_the_output_for_the_slope_is_wrong_by_the_factor_of_the_output():
    rng = np.random.default_rng(0)
    X, dY = rng.normal(size=(2, N, K))
    layer, right = TimesOutput(), ReLU()
    Y = layer.forward(X)
    right.forward(X)
    np.testing.assert_allclose(layer.backward(dY), Y * right.backward(dY))


def test_an_overwritten_fork_keeps_one_share_and_loses_the_other():
    mistake = MISTAKES["fork-overwritten"]
    rng = np.random.default_rng(0)
    X, dY = rng.normal(size=(2, N, K))
    wrong, right = mistake.part(), mistake.mended["activation"]()
    np.testing.assert_array_equal(wrong.forward(X), np.abs(X))
    right.forward(X)
    np.testing.assert_array_equal(right.backward(dY), dY * np.sign(X))
    dX = wrong.backward(dY)
    np.testing.assert_array_equal(dX[X > 0], 0.0)
    np.testing.assert_array_equal(dX[X < 0], -dY[X < 0])


def test_the_diagonal_gives_the_logits_of_wrong_classes_nothing():
    rng, _, labels = problem(0)
    head, loss = DiagonalSoftmax(), CrossEntropy()
    loss.forward(head.forward(rng.normal(size=(N, K))), labels)
    dZ = head.backward(loss.backward())
    wrong_class = np.arange(K) != labels[:, None]
    np.testing.assert_array_equal(dZ[wrong_class], 0.0)
    assert (dZ[~wrong_class] != 0).all()


def test_a_column_minus_a_row_lowers_its_loss_to_the_variance():
    rng = np.random.default_rng(0)
    t, loss = rng.normal(size=50), ColumnMinusRow()
    least = loss.forward(np.full((50, 1), t.mean()), t)
    assert least == pytest.approx(t.var())
    np.testing.assert_allclose(loss.backward(), 0.0, atol=1e-15)
    for _ in range(20):
        assert loss.forward(rng.normal(size=(50, 1)), t) > least
    shuffled = rng.permutation(t)  # which target is whose does not matter
    prediction = rng.normal(size=(50, 1))
    assert loss.forward(prediction, t) == pytest.approx(
        loss.forward(prediction, shuffled)
    )


def test_two_wrongs_give_p_minus_t_and_train_exactly_as_two_rights():
    rng, X, labels = problem(0)
    Z = rng.normal(size=(N, K))
    head, loss, right = DiagonalSoftmax(), BinaryGradient(), Softmax()
    loss.forward(head.forward(Z), labels)
    both = SoftmaxCrossEntropy()
    both.forward(Z, labels)
    np.testing.assert_allclose(
        head.backward(loss.backward()), both.backward(), rtol=1e-12
    )
    right.forward(Z)  # the wrong loss with the right softmax: not P - T
    dZ = right.backward(loss.backward())
    assert np.abs(dZ - both.backward()).max() > 1e-3
    wrong, right = gradient_pair("two-wrongs-cancel", 1)
    for array in PARAMETERS:
        np.testing.assert_allclose(
            wrong[array], right[array], rtol=1e-9, atol=1e-13
        )


def test_the_gradient_of_the_binary_loss_is_that_of_the_binary_loss():
    rng, _, labels = problem(0)
    P = softmax(rng.normal(size=(N, K)))
    T = np.eye(K)[labels]
    loss = BinaryGradient()
    loss.forward(P, labels)

    def binary(P):
        return -(T * np.log(P) + (1 - T) * np.log(1 - P)).sum() / N

    np.testing.assert_allclose(
        loss.backward(), numerical_gradient(binary, P), rtol=1e-6
    )


def test_softmax_twice_cannot_go_below_its_floor():
    floor = -np.log(np.e / (np.e + K - 1))
    assert f"{floor:.4f}" == "0.5514"
    assert ".5514 for K = 3" in MISTAKES["softmax-twice"].symptom
    labels = np.arange(K)
    loss = SoftmaxTwice().forward(1000.0 * np.eye(K), labels)
    assert loss == pytest.approx(floor)
    rng = np.random.default_rng(0)
    for size in (1, 10, 100):
        logits = size * rng.normal(size=(50, K))
        best = SoftmaxTwice().forward(logits, logits.argmax(axis=1))
        assert best > floor


def test_a_missing_transpose_fits_square_weights_only():
    rng = np.random.default_rng(0)
    layer = NotTransposed(N_HIDDEN, K, rng)
    layer.forward(rng.normal(size=(N, N_HIDDEN)))
    with pytest.raises(ValueError, match="matmul"):
        layer.backward(rng.normal(size=(N, K)))


# --- numbers that no gradient check meets -----------------------------------


def test_softmax_overflows_at_1000_where_the_packages_is_exact():
    logits, labels = np.array([[1000.0, 0.0, -1000.0]]), np.array([1])
    wrong, right = Overflows(), SoftmaxCrossEntropy()
    with np.errstate(all="ignore"):
        wrong.forward(logits, labels)
        assert np.isnan(wrong.backward()).any()
    assert right.forward(logits, labels) == 1000.0
    np.testing.assert_array_equal(right.backward(), [[1.0, -1.0, 0.0]])


@pytest.mark.parametrize(
    ("dtype", "last", "first"),
    [(np.float32, 88.7, 88.8), (np.float64, 709.7, 709.8)],
)
def test_exp_overflows_where_the_docstring_says(dtype, last, first):
    assert f"{first}" in Overflows.__doc__
    with np.errstate(over="ignore"):
        assert np.isfinite(np.exp(dtype(last)))
        assert np.isinf(np.exp(dtype(first)))


def test_the_clipped_error_mended_is_hubers_loss():
    huber = MISTAKES["error-clipped"].mended["loss"]
    prediction, labels = np.array([[4.0, -3.0, 0.5]]), np.array([1])
    error = prediction - [[0, 1, 0]]
    loss = huber()
    inside, outside = error**2, 2 * np.abs(error) - 1
    expected = np.where(np.abs(error) < 1, inside, outside).mean()
    assert loss.forward(prediction, labels) == pytest.approx(expected)
    np.testing.assert_allclose(
        loss.backward(), 2 * np.clip(error, -1, 1) / error.size
    )
    clipped = ClippedError()
    assert clipped.forward(prediction, labels) < expected


# --- training ---------------------------------------------------------------


def trained(build, lr=0.3, steps=300, seed=0):
    """(objective before, after) on a small spiral of three arms."""
    rng = np.random.default_rng(seed)
    X, labels = spirals(20, rng)
    program = build(2, 20, 3, rng)
    first = program.objective(X, labels)
    for _ in range(steps):
        program.step(X, labels, lr)
    return first, program.objective(X, labels)


@pytest.mark.parametrize("mistake", SAYS_IT_FALLS, ids=lambda m: m.id)
def test_the_loss_falls_where_the_symptom_says_so(mistake):
    for seed in range(3):
        first, last = trained(mistake.program, seed=seed)
        assert last < 0.75 * first


def test_these_symptoms_say_that_the_loss_falls():
    assert {m.id for m in SAYS_IT_FALLS} == {
        "bias-averaged",
        "relu-derivative-missing",
        "output-for-derivative",
        "updated-too-soon",
        "penalty-only-in-loss",
    }


def test_random_feedback_can_learn():
    first, last = trained(MISTAKES["random-feedback"].program)
    assert last < 0.75 * first


def test_the_loss_hardly_moves_with_the_mean_taken_twice():
    mistake = MISTAKES["mean-twice"]
    first, last = trained(mistake.program, steps=50)
    right_first, right_last = trained(mistake.right_program, steps=50)
    assert first - last < 0.2 * (right_first - right_last)


@pytest.mark.parametrize("name", ["sum-not-mean", "gradients-not-zeroed"])
def test_training_diverges_where_the_symptom_says_so(name):
    mistake = MISTAKES[name]
    assert "diverges" in mistake.symptom
    for seed in range(3):
        first, last = trained(mistake.program, seed=seed)
        assert not last < 3 * first


def test_too_soon_with_a_small_learning_rate_trains_as_the_right_one():
    mistake = MISTAKES["updated-too-soon"]
    _, wrong = trained(mistake.program, lr=0.03)
    _, right = trained(mistake.right_program, lr=0.03)
    assert wrong == pytest.approx(right, rel=1e-2)


# --- the program ------------------------------------------------------------


def test_a_check_and_gradients_leave_the_parameters_as_they_were():
    rng, X, labels = problem(0)
    program = Program(N_IN, N_HIDDEN, K, rng)
    before = {k: p.copy() for k, p in program.net.params().items()}
    arrays = program.net.params()
    program.check(X, labels)
    program.gradients(X, labels)
    for name, p in program.net.params().items():
        assert p is arrays[name]
        np.testing.assert_array_equal(p, before[name])


def test_the_gradients_of_a_right_step_are_backwards_plus_the_penalty():
    rng, X, labels = problem(0)
    program = Program(N_IN, N_HIDDEN, K, rng, strength=STRENGTH)
    value, grads = program.gradients(X, labels)
    assert value == program.objective(X, labels)
    program.net.backward(program.loss.backward())
    for name, dp in program.net.grads().items():
        p = program.net.params()[name]
        penalty = STRENGTH * p if p.ndim > 1 else 0.0
        np.testing.assert_allclose(grads[name], dp + penalty, atol=1e-13)


@EACH
def test_wrong_and_right_start_from_the_same_weights(mistake):
    starts = [
        build(*sizes(mistake), np.random.default_rng(4)).net.params()
        for build in (mistake.program, mistake.right_program)
    ]
    same = all(np.array_equal(starts[0][n], starts[1][n]) for n in PARAMETERS)
    assert same == ("init" not in mistake.parts)


@EACH
def test_options_reach_the_program_and_the_mistake_stays_in_it(mistake):
    rng = np.random.default_rng(0)
    program = mistake.program(*sizes(mistake), rng, strength=0.25)
    assert program.strength == 0.25
    in_place = {
        "linear": program.net.layers[0],
        "activation": program.net.layers[1],
        "head": program.net.layers[-1],
        "loss": program.loss,
        "program": program,
    }
    for place, part in mistake.parts.items():
        if place != "init":
            assert type(in_place[place]) is part


def test_a_gradient_of_the_wrong_shape_still_raises():
    class WrongShape(Linear):
        def parameter_gradients(self, dY):
            self.dW, self.db = self.X.T @ dY, dY[:1].sum(axis=0)
            return dY[:1]

    rng, X, labels = problem(0)
    program = Program(N_IN, N_HIDDEN, K, rng, linear=WrongShape)
    with pytest.raises(ValueError, match="dY"):
        program.check(X, labels)
