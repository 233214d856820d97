"""Chapter 8's exercises: what they hand out and say is what a tape does."""

import re

import numpy as np
import pytest
from styles.chapter8 import FromTheMean, LogSoftmax, Softplus

from backprop import Scalar, Tensor, softmax
from backprop.exercises.chapter8.checkpoints import truth as checkpoint_truth
from backprop.exercises.chapter8.spoilt_tapes import columns
from backprop.exercises.failing import smallest
from backprop.exercises.judging import tried, verdict
from backprop.exercises.registry import find
from backprop.tape import apply, checkpoint, remembered, remembered_bytes
from tools import canonical, exercises


def scaled(keep):
    """8.5's operation, with what it needs kept in the call or outside."""
    place = {}

    def grow(A, B):
        place.update(A=A, B=B)
        v = dict(place) if keep else place

        def slope():
            return np.exp(v["A"] * v["B"])

        return (
            A * np.exp(A * B),
            lambda dY: dY * (1 + v["A"] * v["B"]) * slope(),
            lambda dY: dY * v["A"] ** 2 * slope(),
        )

    return grow


def test_ways_back_that_share_a_place_are_told_so():
    assert verdict(find("8.5"), scaled(keep=True)).passed
    assert verdict(find("8.5"), scaled(keep=False)).mistake == "kept-outside"


@pytest.mark.parametrize(
    ("operation", "says"),
    [
        (
            lambda A, B: A * np.exp(A * B),
            "Expected 3 results, (Y, back_a, back_b)",
        ),
        (
            lambda A, B: (A, lambda: A, lambda d: d),
            "cannot be called with (dY",
        ),
        (lambda A: (A, lambda d: d, lambda d: d), "(A, B)"),
        (lambda A, B: (A, lambda d: 1 / 0, lambda d: d), "ZeroDivisionError"),
        (lambda A, B: (A * np.exp(A * B), None, None), "dA is None"),
    ],
)
def test_what_is_no_operation_is_told_in_clear_words(operation, says):
    said = verdict(find("8.5"), operation)
    assert not said.passed
    assert says in said.symptom


def test_the_ways_back_may_stand_in_a_list():
    def grow(A, B):
        return list(scaled(keep=True)(A, B))

    assert verdict(find("8.5"), grow).passed


def adding_up(X, rows):
    dX = np.zeros_like(X)

    def back(dY):
        np.add.at(dX, rows, dY)
        return dX

    return X[rows], back


def used_up(X, rows):
    left = [np.zeros_like(X)]

    def back(dY):
        dX = left.pop()
        np.add.at(dX, rows, dY)
        return dX

    return X[rows], back


def cleared(X, rows):
    dX = np.zeros_like(X)

    def back(dY):
        dX[...] = 0.0
        np.add.at(dX, rows, dY)
        return dX

    return X[rows], back


def test_a_backward_function_gives_the_same_when_it_is_called_again():
    for operation, says in (
        (adding_up, "back gives another result"),
        (used_up, "back raises IndexError"),
    ):
        said = verdict(find("8.6"), operation)
        assert said.mistake == "spent", said
        assert says in said.symptom
    assert verdict(find("8.6"), cleared).passed


# Checkpoints: counted with the package's own tape


def on_the_tape(n, k):
    """(arrays kept at the end, at most on the way back, evaluations)."""
    evaluations, held = 0, []

    def layer(X):
        nonlocal evaluations
        evaluations += 1

        Y = np.tanh(X)

        def back(dY):
            held.append(len(remembered._HELD) - before)
            return dY * (1 - Y**2)

        return Y, back

    def part(X):
        for _ in range(k):
            X = apply(layer, X)
        return X

    before = len(remembered._HELD)
    Y = X = Tensor(np.ones(8))
    for _ in range(n // k):
        Y = checkpoint(part, Y)
    kept = remembered_bytes(Y) // X.value.nbytes
    Y.backward(np.ones(8))
    return kept, max(held), evaluations


@pytest.mark.parametrize(("n", "k"), [(12, 4), (12, 3), (15, 5), (6, 6)])
def test_8_7_counts_what_the_tape_does(n, k):
    told = checkpoint_truth(n=n, k=k, mb=1, rows=(3, 4, 6))
    counted = [told[x] for x in ("with_checkpoints", "most", "evaluations")]
    assert tuple(counted) == on_the_tape(n, k)
    assert told["kept"] == n
    assert told["factor"] == pytest.approx(6 / 13)


# The spoilt tapes


@pytest.mark.parametrize(("a", "w", "x"), [(3, 5, -2), (-7, 2, 3), (4, -3, 5)])
def test_the_columns_of_8_9_are_what_each_mistake_gives(a, w, x):
    q, known = w * x, columns(a, w, x)
    W, X = Scalar(w), Scalar(x)
    Q = W * X
    U, V = a * Q, Q * Q
    F = U - V
    F.backward()
    assert known["none"] == [node.grad for node in (W, X, Q, U, V, F)]
    arrivals = a, a - q, a - 2 * q
    for name, dq, sent in [
        ("written over", a, a),
        ("too early", a - 2 * q, a),
        ("recursion", a - 2 * q, sum(arrivals)),
        ("detached", -2 * q, -2 * q),
        ("one use", a - q, a - q),
        ("downwards", 0, 0),
    ]:
        assert known[name] == [sent * x, sent * w, dq, 1, -1, 1], name
    right = a - 2 * q
    assert known["not reset"][:3] == [2 * right * x, 2 * right * w, right]
    assert known["exchanged"][:3] == [right * w, right * x, right]
    assert known["changed in place"][:3] == [right * x, right * (w + 1), right]


def test_8_2_gives_the_diamond_of_the_chapter():
    told = find("8.2").truth(a=3, b=2, c=-5)
    assert [round(v, 6) for v in told.values()] == [21, 27, 6, 15, 0]


# An operation of one's own


def own(base, **methods):
    return type("Own", (base,), methods)


def softplus(slope):
    """An operation with log(1 + exp X), and this slope of (X, Y)."""

    def operation(self, X):
        Y = np.log1p(np.exp(X))
        return Y, lambda dY: dY * slope(X, Y)

    return operation


def kept_on_self(self, X):
    self.X = X
    return np.log1p(np.exp(X)), lambda dY: dY / (1 + np.exp(-self.X))


def in_float32(self, X):
    return softplus(lambda X, Y: 1 / (1 + np.exp(-X)))(None, np.float32(X))


@pytest.mark.parametrize(
    ("operation", "id"),
    [
        (softplus(lambda X, Y: 1 / (1 + np.exp(-Y))), "differs"),
        (softplus(lambda X, Y: 2 / (1 + np.exp(-X))), "factor:2"),
        (softplus(lambda X, Y: 1 / (1 + np.exp(-X)) + 1e-3), "differs"),
        (kept_on_self, "kept-on-self"),
        (in_float32, "float32"),
        (lambda self, X: (np.log(X - 1), lambda dY: dY), "not-finite"),
        (lambda self, X: (X.sum(axis=1), lambda dY: dY), "axis-lost"),
    ],
)
def test_another_operation_than_the_book_s_is_judged_by_differences(
    operation, id
):
    said = verdict(find("8.8"), own(Softplus, operation=operation))
    assert not said.passed
    assert (said.mistake, bool(said.cause)) == (id, True), said


@pytest.mark.parametrize(
    ("methods", "id"),
    [
        ({"composed": lambda s, X, dY: (s.operation(X)[0], dY)}, "differs"),
        ({"composed": lambda s, X, dY: (Tensor(X), dY)}, "a-tensor"),
        ({"by_hand": lambda s: ([[1, 2, 4]], [[0, 0, 0]])}, "hand-value-off"),
        ({"by_hand": lambda s: ([1, 2, 4], [0, 0, 0])}, "extra-axis"),
        ({"by_hand": lambda s: 3}, "count"),
    ],
)
def test_each_of_the_three_ways_must_agree(methods, id):
    said = verdict(find("8.8"), own(LogSoftmax, **methods))
    assert not said.passed
    assert said.mistake == id


def diagonal_alone(self, X):
    """Softmax, with the slopes of each output by its own logit alone."""
    P = softmax(X)
    return P, lambda dY: dY * P * (1 - P)


def mean_off_the_tape(self, X, dY):
    X = Tensor(X)
    Y = (X - X.value.mean(axis=1, keepdims=True)) ** 2
    Y.backward(dY)
    return Y.value, X.grad


def without_the_mean(self):
    Y, _ = FromTheMean().by_hand()
    return Y, [[-8.0, 1.333, 33.333]]  # 2 (x - mean) dY


@pytest.mark.parametrize(
    ("methods", "says", "section"),
    [
        ({"operation": diagonal_alone}, "diagonal of the Jacobian", "04-"),
        ({"composed": mean_off_the_tape}, ".value inside", "#Mistakes with a"),
        ({"by_hand": without_the_mean}, "Three slopes are not enough", "04-"),
    ],
)
def test_a_row_whose_entries_mix_is_told_so_and_shown(methods, says, section):
    answer = own(FromTheMean, **methods)
    said, cases, outcomes = tried(find("8.8"), answer)
    assert says in said.cause
    assert section in said.section
    found = smallest(find("8.8"), cases, outcomes)
    right = found.right["dX"]
    if "by_hand" in methods:
        assert right is False
    else:
        slopes = FromTheMean().operation(found.X)[1](found.dY)
        if "operation" in methods:
            P = softmax(found.X)
            slopes = P * (found.dY - (P * found.dY).sum(1, keepdims=True))
        assert right == pytest.approx(slopes, abs=1e-6)
        assert "right['dX'] =" in repr(found)


def test_nothing_is_shown_of_an_operation_that_is_right():
    _, cases, outcomes = tried(find("8.8"), FromTheMean)
    assert smallest(find("8.8"), cases, outcomes) is None


# The samples in the texts


def solutions():
    """What the answer cells of the source define and compute."""
    source = canonical.read(exercises.sources()[8])
    scope = {"np": np, "Tensor": Tensor}
    for cell in source.cells:
        if "### BEGIN SOLUTION" in cell.source:
            exec(cell.source, scope)
    return scope


def test_the_samples_of_the_texts_are_right():
    it = solutions()
    tape = [(3.0, (), ()), (9.0, (0, 0), (3.0, 3.0))]
    tape.append((12.0, (1, 0), (1.0, 1.0)))
    assert it["read"](tape, 2) == [7.0, 1.0, 1.0]
    dY = np.array([[1, 2, 3], [4, 5, 6]])
    assert it["unbroadcast"](dY, (3,)).tolist() == [5, 7, 9]
    assert it["unbroadcast"](dY, (2, 1)).tolist() == [[6], [15]]
    Y, back_a, back_b = it["grow"](np.array([[1.0]]), np.array([[0.0]]))
    assert [Y, back_a(2.0), back_b(2.0)] == [1.0, 2.0, 2.0]
    X = np.array([[1, 2], [3, 4], [5, 6]])
    Y, back = it["take"](X, np.array([2, 0, 2]))
    assert Y.tolist() == [[5, 6], [1, 2], [5, 6]]
    dY = np.array([[1, 10], [2, 20], [4, 40]])
    assert back(dY).tolist() == [[2, 20], [0, 0], [5, 50]]
    told = find("8.1").truth(x=1, y=3, z=2).values()
    assert np.rint(list(told)).tolist() == [3, 5, 2, 10, 1, 5, 2, 7, 2, 7, 16]
    told = find("8.7").truth(n=6, k=3, mb=10, rows=(2, 2, 4))
    assert list(told.values()) == pytest.approx([60, 20, 50, 12, 0.5])
    known = columns(a=5, w=1, x=2)
    assert known["none"] == [2, 1, 1, 1, -1, 1]
    assert known["not reset"] == [4, 2, 1, 1, -1, 1]
    X, dY = np.array([[1, 2, 4]]), np.array([[3, -2, 10]])
    assert (1 - X**2).tolist() == [[0, -3, -15]]
    assert (-2 * dY * X).tolist() == [[-6, 8, -80]]


def test_the_names_in_8_9_s_table_are_those_of_the_record():
    source = canonical.read(exercises.sources()[8])
    (text,) = (c.source for c in source.cells if "| `too early`" in c.source)
    names = re.findall(r"^\| `([^`]+)`", text, re.M)
    assert sorted([*names, "none"]) == sorted(columns(a=3, w=5, x=-2))
