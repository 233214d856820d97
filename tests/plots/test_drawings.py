"""Each drawing says the numbers it was given, and refuses what misfits."""

import json
import subprocess
import sys

import matplotlib.pyplot as plt
import numpy as np
import pytest
from looks import assert_on_paper, assert_pure, overlaps, texts, written
from matplotlib.text import Text

from backprop import digits, moons, sigmoid, softmax, xor
from backprop.plots import (
    BACKWARD,
    FORWARD,
    digest,
    draw_activations,
    draw_digits,
    draw_lines,
    draw_net,
    draw_neuron,
    draw_plane,
    draw_probabilities,
    draw_product,
    draw_regions,
    draw_xor,
    table,
)
from backprop.plots.canvas import readable
from backprop.plots.numbers import number, scientific, weighted_sum
from backprop.plots.spread import spread

X = np.array([[2.0, 1, 0, 1], [0, -1, 0, 1], [-1, -1, 2, 0]])
W1 = np.array([[1.0, 1], [1, -1], [2, -1], [0, -1]])
B1 = np.array([-1.0, 1])
W2 = np.array([[-1.0, 1, 0], [1, -2, 1]]) * np.log(2)
A1 = np.array([[2.0, 1], [0, 1], [1, 0]])
P = np.array([[0.25, 0.25, 0.5], [0.64, 0.04, 0.32], [0.25, 0.5, 0.25]])
IMAGES, LABELS = digits()
PLANE = np.array([[0.0, 0], [1, 0], [1, 0], [2, 1]])
LINE = ([1.0, -2.0], -0.5)
EPOCHS = np.arange(1, 11)


plt.switch_backend("agg")


def layers(row):
    return [X[row], A1[row], P[row]]


DRAWINGS = {
    "neuron": lambda v: draw_neuron([2, 1, 0, v], W1[:, 0], -1),
    "net": lambda v: draw_net(layers(0), [W1 + [[0, v - 1]], W2]),
    "gradients": lambda v: draw_net(
        layers(0), gradients=[None, [0.2, v], None]
    ),
    "product": lambda v: draw_product(X, W1, [v, 2], row=0, column=1),
    "activations": lambda v: draw_activations(slopes=v > 1),
    "lines": lambda v: draw_lines(
        {"loss": (EPOCHS, 1 / (v + EPOCHS))}, xlabel="epoch", ylabel="loss"
    ),
    "digits": lambda v: draw_digits(v * IMAGES[:5] / 2, LABELS[:5]),
    "probabilities": lambda v: draw_probabilities(
        IMAGES[:2], softmax(v * IMAGES[:2, 20:30]), LABELS[:2]
    ),
    "regions": lambda v: draw_regions(
        lambda p: sigmoid(v * p[:, 0] - p[:, 1]), *xor()
    ),
    "plane": lambda v: draw_plane(PLANE, xor()[1], line=([1, -2], -v / 2)),
    "xor": lambda v: draw_xor(np.ones((2, 2)), [0, -v], *LINE),
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_is_pure_fits_the_page_and_shows_each_number(draw):
    assert_pure(draw)


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_no_text_leaves_the_paper(draw):
    assert_on_paper(draw(1.0))


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_no_text_lies_over_another(draw):
    assert not overlaps(draw(1.0))


def test_a_product_of_gradients_has_their_colour():
    hues = (FORWARD, BACKWARD, FORWARD, BACKWARD)
    fig = draw_product(A1.T, P, colors=hues)
    gradients = {readable(BACKWARD), readable(FORWARD)}
    entries = [t for t in written(fig) if t.get_text() in ("0.64", "0.89")]
    assert len(entries) == 2  # one of P, one of the product
    assert {t.get_color() for t in entries} == {readable(BACKWARD)}
    assert {t.get_color() for t in written(fig)} >= gradients


def test_the_neuron_writes_its_sum_and_its_activation():
    said = texts(draw_neuron(X[0], W1[:, 0], -1))
    assert "z = x·w + b = 2·1 + 1·1 + 0·2 + 1·0 − 1 = 2" in said
    assert "a = ReLU(2) = 2" in said
    assert {"× 1", "× 2", "× 0", "b = −1", "ReLU", "x₄"} <= set(said)


def test_a_long_sum_is_broken_and_complete():
    x, w = [-1.25, 2.5, -3.75, 0.25], [-0.33, 0.44, 0.55, -0.66]
    said = texts(draw_neuron(x, w, -0.5, "tanh"))
    start = said.index("z = x·w + b")
    whole = " ".join(said[start - 2 : start][::-1])
    assert whole == "= " + weighted_sum(x, w, -0.5, 2)


def test_the_net_writes_values_weights_and_gradients_and_names():
    fig = draw_net(
        layers(2),
        [W1, W2],
        names=["x", "hidden", "P"],
        gradients=[None, [-0.15, 0.3], [0.05, -0.1, 0.05]],
    )
    said = texts(fig)
    assert {"x", "hidden", "P", "−1", "2", "0.25", "0.5"} <= set(said)
    assert said.count("0.69") == 3
    assert {"−0.69", "−1.39", "0.3", "−0.15", "−0.1"} <= set(said)
    (gradient,) = [t for t in fig.findobj(Text) if t.get_text() == "0.3"]
    assert gradient.get_color() == readable(BACKWARD)
    assert readable(FORWARD)[2] > readable(FORWARD)[0]


def test_the_net_marks_signs_by_dashes_and_a_silent_unit_by_a_ring():
    fig = draw_net(layers(2), [W1, W2])
    lines = fig.axes[0].lines
    dashed = [line for line in lines if line.get_linestyle() != "-"]
    assert len(lines) == 14
    assert len(dashed) == (W1 <= 0).sum() + (W2 <= 0).sum()
    dashes = [p.get_linestyle() for p in fig.axes[0].patches]
    assert sum(d != "solid" for d in dashes) == 1


def test_the_net_takes_its_own_words_on_the_lines():
    words = [[["u", "v"]] * 4, [["ln 2", "a", "b"], ["c", "d", "e"]]]
    said = texts(draw_net(layers(0), [W1, W2], edge_labels=words))
    assert said.count("u") == 4
    assert "ln 2" in said
    assert "0.69" not in said
    plain = texts(draw_net(layers(0), [W1, W2], edge_labels=False))
    assert "−0.69" not in plain


@pytest.mark.parametrize("mark", [(1, 0), (0, 1, 0), (1, 1, 2), (2, 2)])
def test_a_highlight_changes_the_net(mark):
    plain = draw_net(layers(0), [W1, W2])
    marked = draw_net(layers(0), [W1, W2], highlight=mark)
    assert digest(plain) != digest(marked)


@pytest.mark.parametrize("sizes", [(4, 2, 3), (3, 3, 1), (2, 2, 2, 2)])
def test_labels_of_a_small_net_never_collide(sizes):
    rng = np.random.default_rng(0)
    shapes = zip(sizes, sizes[1:], strict=False)
    fig = draw_net(
        [rng.normal(size=n) for n in sizes],
        [rng.normal(size=shape) for shape in shapes],
    )
    assert not overlaps(fig)


def test_the_product_writes_shapes_and_the_entry_in_full():
    said = texts(draw_product(X, W1, B1, row=0, column=1))
    assert {"(3, 4)", "(4, 2)", "(2,)", "(3, 2)"} <= set(said)
    assert "2·1 + 1·(−1) + 0·(−1) + 1·(−1) + 1 = 1" in said
    assert "b" not in texts(draw_product(X, W1))


def test_activations_are_named_and_slopes_are_dashed():
    fig = draw_activations(("relu", "step"), slopes=True)
    assert {"ReLU", "step", "slope"} <= set(texts(fig))
    colours = {line.get_color() for line in fig.axes[0].lines}
    assert {FORWARD, BACKWARD} <= colours


def test_curves_are_named_where_they_end_and_names_are_kept_apart():
    curves = {
        name: (EPOCHS, 1 / EPOCHS + k / 1000)
        for k, name in enumerate(["one", "two", "three", "four"])
    }
    fig = draw_lines(
        curves | {"_unnamed": (EPOCHS, EPOCHS / 10)},
        xlabel="epoch",
        ylabel="loss",
        logy=True,
        points={"dots": (EPOCHS, 0.5 + 0 * EPOCHS)},
    )
    said = texts(fig)
    assert {"one", "two", "three", "four", "dots"} <= set(said)
    assert "_unnamed" not in said
    named = [p for p in overlaps(fig) if set(p) <= {*curves, "dots"}]
    assert not named


def test_a_broken_run_is_named_where_it_breaks_off():
    loss = np.where(EPOCHS < 5, 1.0 * EPOCHS, np.nan)
    fig = draw_lines(
        {"diverged": (EPOCHS, loss), "fine": (EPOCHS, 1 / EPOCHS)},
        xlabel="epoch",
        ylabel="loss",
    )
    places = {t.get_text(): t.get_position()[0] for t in fig.axes[0].texts}
    assert places["diverged"] < 0.5 < places["fine"]


def test_spread_moves_little_keeps_order_and_stays_inside():
    assert spread([0.5, 0.5, 0.9], 0.1) == [0.45, 0.55, 0.9]
    assert spread([0.2, 0.8], 0.1) == [0.2, 0.8]
    assert spread([0.0, 0.0], 0.1) == pytest.approx([0.03, 0.13])
    assert spread([1.0, 1.0], 0.1) == pytest.approx([0.89, 0.99])


def test_wrong_digits_have_a_cross_and_a_frame():
    predicted = LABELS[:6].copy()
    predicted[3] = 8
    right = draw_digits(IMAGES[:6], LABELS[:6], LABELS[:6])
    wrong = draw_digits(IMAGES[:6], LABELS[:6], predicted)
    assert "3 → 8 ✗" in texts(wrong)
    assert not any("✗" in text for text in texts(right))
    assert len(wrong.axes[0].patches) == len(right.axes[0].patches) + 1


def test_probabilities_name_the_truth_and_the_highest():
    P10 = np.full((1, 10), 0.08)
    P10[0, 7] = 0.28
    said = texts(draw_probabilities(IMAGES[:1], P10, LABELS[:1]))
    assert {"true: 0", "0.28", "0.1"} <= set(said)


def test_regions_take_scores_classes_and_several_predictors():
    points, labels = moons(20, np.random.default_rng(0))
    fig = draw_regions(
        [
            lambda p: sigmoid(p[:, 0]),
            lambda p: (p[:, 0] > 0).astype(int),
            lambda p: np.ones(len(p), int),
        ],
        points,
        labels,
        titles=["scores", "classes", "one class"],
    )
    assert [ax.get_title() for ax in fig.axes[:3]] == [
        "scores",
        "classes",
        "one class",
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (140, "140"),
        (-0.25, "−0.25"),
        (0.0012345, "0.0012"),
        (-1.44e-8, "−1.4 · 10⁻⁸"),
        (2e7, "2 · 10⁷"),
        (4e24, "4 · 10²⁴"),
        (np.inf, "∞"),
    ],
)
def test_large_and_small_numbers_have_powers_of_ten(value, text):
    assert scientific(value) == text


def test_xor_names_the_four_points_in_both_planes():
    fig = draw_xor(np.ones((2, 2)), [0, -1], *LINE)
    left, _, right = fig.axes
    assert [t.get_text() for t in left.texts] == list("ABCD")
    assert [t.get_text() for t in right.texts] == ["A", "B, C", "D"]


def test_numbers_are_written_one_way():
    assert [number(v) for v in (2.0, -1, 0.25, 1 / 3)] == [
        "2",
        "−1",
        "0.25",
        "0.333",
    ]
    assert number(-1e-9) == "0"
    assert number(-1e-9, fixed=True) == "0.000"
    assert number(0.5, 2, fixed=True) == "0.50"
    # A tie does not hang on the last bit.
    assert number(0.1 + 0.025, 2) == number(0.125 - 1e-16, 2)
    assert number(np.inf) == "∞"
    assert number(100) == "100"


def test_a_table_is_markdown_and_aligned_text(shown):
    table(
        ["row", "z1", "P", "note"],
        [[1, A1[0], P[0, :2], "a|b"], [2, -A1[1], P[1, :2], None]],
        digits=2,
        caption="Trace",
    )
    (data,) = shown
    assert set(data) == {"text/markdown", "text/plain"}
    assert data["text/markdown"].split("\n") == [
        "*Trace*",
        "",
        "| row | z1 | P | note |",
        "| --: | --: | --: | :-- |",
        r"| 1 | (2, 1) | (0.25, 0.25) | a\|b |",
        "| 2 | (0, −1) | (0.64, 0.04) |  |",
    ]
    assert data["text/plain"].split("\n") == [
        "Trace",
        "",
        "row       z1             P  note",
        "  1   (2, 1)  (0.25, 0.25)  a|b",
        "  2  (0, −1)  (0.64, 0.04)",
    ]


def test_a_column_of_a_table_has_one_number_of_digits(shown):
    rows = [["a", 1.0, 0.5, True], ["b", 2.0, -0.0001, False]]
    table(["n", "k", "x", "ok"], rows, digits=[0, 0, 3, 0])
    (data,) = shown
    assert "| a | 1 | 0.500 | yes |" in data["text/markdown"]
    assert "| b | 2 | 0.000 | no |" in data["text/markdown"]
    json.dumps(data)


WRONG = {
    "x of shape": lambda: draw_neuron([[1.0]], [1.0], 0),
    "the shape of x": lambda: draw_neuron([1.0, 2], [1.0], 0),
    "activation must be one of": lambda: draw_neuron([1], [1], 0, "swish"),
    "two layers or more": lambda: draw_net([[1.0]]),
    "must be 2 arrays": lambda: draw_net(layers(0), [W1]),
    r"weights\[1\] must have shape \(2, 3\)": lambda: draw_net(
        layers(0), [W1, W2.T]
    ),
    r"gradients\[1\] must have shape": lambda: draw_net(
        layers(0), gradients=[None, X[0], None]
    ),
    "names must be 3": lambda: draw_net(layers(0), names=["a"]),
    "highlight must be": lambda: draw_net(layers(0), highlight=(1, 2)),
    "edge_labels": lambda: draw_net(
        layers(0), [W1, W2], edge_labels=[[["a"]], [["b"]]]
    ),
    "one row for each column": lambda: draw_product(X, W1.T),
    "b must have shape": lambda: draw_product(X, W1, [1.0, 2, 3]),
    "row must be less": lambda: draw_product(X, W1, row=3),
    "draw_product fits": lambda: draw_product(np.ones((2, 30)), np.eye(30)),
    "names must be 4": lambda: draw_product(X, W1, names=("X", "W")),
    "a name or more": lambda: draw_activations(()),
    "a curve or more": lambda: draw_lines({}, xlabel="x", ylabel="y"),
    "x and y of one shape": lambda: draw_lines(
        {"a": ([1, 2], [1])}, xlabel="x", ylabel="y"
    ),
    "finite point": lambda: draw_lines(
        {"a": ([1], [np.nan])}, xlabel="x", ylabel="y"
    ),
    "logy expects": lambda: draw_lines(
        {"a": ([1], [0])}, xlabel="x", ylabel="y", logy=True
    ),
    "digits of shape": lambda: draw_digits(X),
    "labels must have shape": lambda: draw_digits(IMAGES[:2], LABELS[:3]),
    "labels with predicted": lambda: draw_digits(
        IMAGES[:2], predicted=LABELS[:2]
    ),
    "sum to 1": lambda: draw_probabilities(
        IMAGES[:1], np.ones((1, 10)), LABELS[:1]
    ),
    "expects P of shape": lambda: draw_probabilities(
        IMAGES[:2], P, LABELS[:2]
    ),
    "one answer for each": lambda: draw_regions(lambda p: p, *xor()),
    "between 0 and 1": lambda: draw_regions(lambda p: p[:, 0] * 9, *xor()),
    "as many titles": lambda: draw_regions([], *xor()),
    r"limits must be": lambda: draw_plane(
        PLANE, xor()[1], limits=((1, 0), (0, 1))
    ),
    r"w of shape \(2,\)": lambda: draw_plane(
        PLANE, xor()[1], line=([1.0], 0.0)
    ),
    "names must be 4 texts": lambda: draw_plane(PLANE, xor()[1], names="AB"),
    r"W1 of shape \(2, 2\)": lambda: draw_xor(W1, B1, *LINE),
    "row 0 must have 2 cells": lambda: table(["a", "b"], [[1]]),
    "a row or more": lambda: table(["a"], []),
    "digits must be one number": lambda: table(["a"], [[1]], digits=[1, 2]),
    "a number or of shape": lambda: table(["a"], [[P]]),
}


def assert_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
    assert not plt.get_fignums()


@pytest.mark.parametrize("message", WRONG)
def test_what_does_not_fit_is_refused_in_words(message):
    assert_refused(WRONG[message], message)


def test_other_types_are_refused():
    for wrong in (
        lambda: draw_neuron(["a"], [1.0], 0),
        lambda: draw_digits(IMAGES[:2], [0.5, 1.5]),
        lambda: draw_plane(PLANE, [0.0, 1, 1, 0]),
        lambda: table(["a"], [[object()]]),
        lambda: number("a"),
    ):
        with pytest.raises(TypeError, match="got"):
            wrong()


def test_numbers_that_are_not_finite_are_refused():
    with pytest.raises(ValueError, match="finite"):
        draw_net([[1.0, np.nan], [1.0]])
    with pytest.raises(ValueError, match="finite"):
        draw_product(X + np.inf, W1)


def test_the_package_alone_draws_nothing():
    code = "import backprop, sys; assert 'matplotlib' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
