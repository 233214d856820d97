"""A drawn graph says each number, and each share that a fork adds up."""

import random
from itertools import combinations, pairwise
from math import exp

import numpy as np
import pytest
import test_drawings as drawings
from looks import overlaps, texts, written
from matplotlib.colors import to_rgb
from matplotlib.patches import FancyBboxPatch
from matplotlib.path import Path
from matplotlib.text import Text
from test_drawings import assert_refused

from backprop import Scalar
from backprop.plots import BACKWARD, FORWARD, draw_gears, draw_graph
from backprop.plots.canvas import readable
from backprop.plots.gears import _phases, wheel
from backprop.plots.graph_columns import columns_of
from backprop.plots.numbers import number


def product(v=5.0):
    x, y, z = Scalar(-2), Scalar(v), Scalar(-4)
    q = x + y
    f = q * z
    return f, {x: "x", y: "y", z: "z", q: "q", f: "f"}


def larger(v=3.0):
    x, y, z, w = Scalar(v), Scalar(-4), Scalar(2), Scalar(-1)
    return 2 * (x * y + z.maximum(w)), {x: "x", y: "y", z: "z", w: "w"}


def weighted(v=2.0):
    w, x = [Scalar(v), Scalar(-3), Scalar(-3)], [Scalar(-1), Scalar(-2)]
    names = {w[k]: f"w{k}" for k in range(3)} | {x[0]: "x0", x[1]: "x1"}
    return w[0] * x[0] + w[1] * x[1] + w[2], names


def neuron(v=2.0):
    z, names = weighted(v)
    return z.sigmoid(), names


def written_out(v=2.0):
    z, names = weighted(v)
    return 1 / (1 + (-z).exp()), names


def square(v=3.0):
    x = Scalar(v)
    return x * x + x, {x: "x"}


def staged(v=3.0):
    x, y = Scalar(v), Scalar(-4)
    f = (x + y.sigmoid()) / (x.sigmoid() + (x + y) ** 2)
    return f, {x: "x", y: "y", f: "f"}


def chain(v=0.75):
    x = Scalar(v)
    u = 2 * x
    y = u**2
    return y, {x: "x", u: "u", y: "y"}


def drawn(graph, v=None, **settings):
    output, names = graph() if v is None else graph(v)
    output.backward()
    return draw_graph(output, names, **settings)


GRAPHS = [product, larger, neuron, written_out, square, staged, chain]
DRAWINGS = {g.__name__: lambda v, g=g: drawn(g, v) for g in GRAPHS} | {
    "values": lambda v: drawn(staged, v, gradients=False),
    "gears": lambda v: draw_gears((int(24 * v), 12, 6), "xuy"),
}
GENERIC = [
    drawings.test_a_drawing_is_pure_fits_the_page_and_shows_each_number,
    drawings.test_no_text_leaves_the_paper,
    drawings.test_no_text_lies_over_another,
]


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
@pytest.mark.parametrize("holds", GENERIC)
def test_what_holds_for_every_drawing_holds(holds, draw):
    holds(draw)


def struck(fig):
    """Return the numbers that a wire, a circle or a foreign frame crosses."""
    fig.draw_without_rendering()
    ax = fig.axes[0]
    frames = [p for p in ax.patches if isinstance(p, FancyBboxPatch)]
    shapes = [
        ax.transData.transform(line.get_xydata()) for line in ax.lines
    ] + [
        p.get_transform().transform(p.get_xy())
        for p in ax.patches
        if hasattr(p, "get_xy") and p not in frames
    ]
    bad = []
    for text in written(fig):
        if text.get_fontweight() == "bold":
            continue  # an operation, in its circle
        box = text.get_window_extent().padded(-1)
        middle = box.x0 + box.width / 2, box.y0 + box.height / 2
        own = [f for f in frames if f.get_window_extent().contains(*middle)]
        others = [f for f in frames if f not in own]
        bad += [
            text.get_text()
            for f in others
            if f.get_window_extent().overlaps(box)
        ]
        share = text.get_text().startswith("←")  # stands on its wire
        for shape in [] if share else shapes:
            if Path(shape).intersects_bbox(box, filled=False):
                bad.append(text.get_text())
    return bad


@pytest.mark.parametrize("graph", GRAPHS)
def test_no_wire_or_frame_crosses_a_number(graph):
    assert not struck(drawn(graph))


@pytest.mark.parametrize("graph", GRAPHS)
def test_the_graph_says_every_value_name_and_gradient(graph):
    output, names = graph()
    output.backward()
    said = texts(draw_graph(output, names, digits=4))
    scalars, todo = set(), [output]
    while todo:
        scalar = todo.pop()
        if scalar.parents or scalar in names:
            scalars.add(scalar)
            todo += scalar.parents
    for scalar in scalars:
        value = number(scalar.value, 4)
        if scalar in names and scalar.parents:
            value = f"{names[scalar]} = {value}"
        elif scalar in names:
            assert names[scalar] in said
        assert value in said
        assert number(scalar.grad, 4) in said


def test_published_numbers_stand_in_the_drawings():
    said = texts(drawn(product))
    assert {"x", "−2", "5", "q = 3", "f = −12", "+", "×"} <= set(said)
    assert said.count("−4") == 4  # z, and the gradients of x, y and q
    said = texts(drawn(larger))
    assert {"−20", "−8", "6", "2", "0", "max", "× 2"} <= set(said)
    said = texts(drawn(staged, digits=6))
    assert {"f = 1.545645", "2.05957", "1.592233"} <= set(said)
    said = texts(drawn(neuron))
    assert {"0.73", "−0.2", "0.39", "−0.39", "−0.59", "σ"} <= set(said)


def test_the_written_out_neuron_folds_its_constants():
    said = texts(drawn(written_out))
    assert {"−( )", "exp", "+ 1", "1/( )", "0.37", "1.37"} <= set(said)


def shares(fig):
    return sorted(t for t in texts(fig) if t.startswith("←"))


def test_at_a_fork_the_shares_are_written_and_sum_to_the_total():
    assert shares(drawn(square)) == ["← 1", "← 3", "← 3"]
    assert "7" in texts(drawn(square))
    fig = drawn(staged, digits=6)
    found = [float(s[2:].replace("−", "-")) for s in shares(fig)]
    assert len(found) == 5
    # x goes into three operations, y into two.
    assert sum(found) == pytest.approx(2.059570 + 1.592233, abs=3e-6)
    d = 1 / (1 + exp(-3)) + 1
    n = 3 + 1 / (1 + exp(4))
    for share in (1 / d, -2 * -1 * n / d**2):
        assert np.isclose(found, share, atol=1e-6).any()


def test_a_fork_behind_the_leaves_has_its_shares_too():
    a = Scalar(1.5)
    b = a * 2
    f = (b + 1) * (b - 1)
    f.backward()
    fig = draw_graph(f, {a: "a", b: "b"})
    assert shares(fig) == ["← 2", "← 4"]
    assert {"b = 3", "6", "12", "× 2", "+ 1", "− 1"} <= set(texts(fig))


def test_without_gradients_the_values_alone_are_drawn():
    output, names = staged()
    fig = draw_graph(output, names, gradients=False)
    assert {"3", "−4", "0.95", "f = 1.55"} <= set(texts(fig))
    colours = {t.get_color() for t in fig.findobj(Text)}
    assert readable(BACKWARD) not in colours
    assert not [t for t in texts(fig) if t.startswith("←")]
    assert all(s.grad == 0.0 for s in (output, *names))


def test_gradients_have_frames_and_values_have_none():
    fig = drawn(product)
    frames = [p for p in fig.axes[0].patches if isinstance(p, FancyBboxPatch)]
    assert len(frames) == 5
    assert {p.get_edgecolor()[:3] for p in frames} == {to_rgb(BACKWARD)}
    for text in written(fig):
        if text.get_color() == readable(BACKWARD):
            x, y = text.get_position()
            ((value, above),) = [
                (t.get_text(), t.get_position()[1])
                for t in written(fig)
                if t.get_color() == readable(FORWARD)
                and t.get_position()[0] == x
                and 0 < t.get_position()[1] - y < 0.5
            ]
            assert above > y, value


def test_gradients_that_cancel_are_not_taken_for_stale():
    x = Scalar(0.1)
    f = x * 1e12 - x * 1e12 + x / 3
    f.backward()
    assert shares(draw_graph(f, {x: "x"}, digits=0))


def test_drawing_changes_no_scalar():
    output, names = staged()
    output.backward()
    before = [(s.value, s.grad, s.parents, s.op) for s in (output, *names)]
    draw_graph(output, names)
    after = [(s.value, s.grad, s.parents, s.op) for s in (output, *names)]
    assert before == after


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda x: x + 2, "+ 2"),
        (lambda x: -2 + x, "− 2"),
        (lambda x: x - 2, "− 2"),
        (lambda x: x - (-2), "+ 2"),
        (lambda x: 2 - x, "2 − ( )"),
        (lambda x: x * -2, "× −2"),
        (lambda x: x / 4, "/ 4"),
        (lambda x: 3 / x, "3/( )"),
        (lambda x: 2**x, "2^( )"),
        (lambda x: x ** Scalar(3), "( )^3"),
        (lambda x: x**3, "( )³"),
        (lambda x: x.maximum(0.5), "max(·, 0.5)"),
        (lambda x: Scalar(0.5).maximum(x), "max(0.5, ·)"),
        (lambda x: x * 0.0625, "× 0.0625"),
    ],
)
def test_a_constant_is_written_into_its_operation(make, text):
    x = Scalar(1.5)
    fig = draw_graph(make(x), {x: "x"}, gradients=False)
    assert sorted(texts(fig)) == sorted(
        [text, "x", "1.5", number(make(x).value, 2)]
    )


def test_without_names_every_leaf_is_drawn():
    fig = draw_graph(Scalar(2) * 3 + 1, gradients=False)
    assert sorted(texts(fig)) == sorted(["2", "3", "1", "6", "7", "×", "+"])
    lonely = draw_graph(Scalar(2), {}, gradients=False)
    assert texts(lonely) == ["2"]


@pytest.mark.parametrize(
    "make",
    [
        lambda a, b: a.exp() / b,
        lambda a, b: a / b.exp(),
        lambda a, b: b.exp() / a.exp(),
        lambda a, b: (a * b - b) / (b * a.exp()),
        lambda a, b: (a + b) * (b - a),
        lambda a, b: (a * b) * (b.exp() - a),
    ],
)
def test_the_first_operand_enters_above_the_second(make):
    a, b = Scalar(1.5), Scalar(2.0)
    columns = columns_of(make(a, b), {a: "a", b: "b"})
    seen = 0
    for here, there in pairwise(columns):
        for spot in there:
            if spot.kind == "op" and spot.scalar.op in "−/":
                order = [here.index(p) for p in spot.before]
                assert order == sorted(order)
                seen += 1
    assert seen


def crossings(columns):
    """Count the pairs of wires that cross."""
    count = 0
    for here, there in pairwise(columns):
        ends = [
            (here.index(p), j)
            for j, spot in enumerate(there)
            for p in spot.before
        ]
        for (a, b), (c, d) in combinations(ends, 2):
            count += (a - c) * (b - d) < 0
    return count


def test_wires_cross_no_more_than_they_must():
    a, b = Scalar(1.5), Scalar(2.0)
    names = {a: "a", b: "b"}
    assert crossings(columns_of((a * b) / (b * a), names)) == 1
    assert crossings(columns_of(*staged())) == 2
    for graph in (product, larger, neuron, written_out, square, chain):
        assert crossings(columns_of(*graph())) == 0


def random_graph(rng):
    xs = [Scalar(rng.uniform(0.5, 2)) for _ in range(rng.randrange(1, 4))]
    names, made = {x: f"x{k}" for k, x in enumerate(xs)}, list(xs)
    for _ in range(rng.randrange(2, 8)):
        a, b = rng.choice(made), rng.choice(made)
        made.append(
            rng.choice(
                [a + b, a * b, a - b, a / (1 + b * b), a.tanh(), 2 * a, a**2]
            )
        )
    made[-1].backward()
    return made[-1], names


@pytest.mark.parametrize("seed", range(40))
def test_a_random_graph_is_drawn_without_overlaps(seed):
    output, names = random_graph(random.Random(seed))
    fig = draw_graph(output, names)
    assert fig.get_figwidth() <= 9
    assert not overlaps(fig)
    assert not struck(fig)
    assert min(t.get_fontsize() for t in written(fig)) >= 9


def deep(n):
    z = Scalar(0.5)
    for _ in range(n):
        z = z.tanh()
    z.backward()
    return z


def wide(n):
    layer = [Scalar(k) for k in range(n)]
    while len(layer) > 1:
        layer = [sum(layer[k : k + 2]) for k in range(0, len(layer), 2)]
    return layer[0]


def stale():
    f, names = staged()
    f.backward()
    (f * 2).backward()
    f.grad = 1.0
    return draw_graph(f, names)


WRONG = {
    r"call output.backward\(\) first": lambda: draw_graph(*staged()),
    r"gradients of output.backward\(\)": stale,
    "14 columns and 8 rows, got 16 columns": lambda: draw_graph(
        deep(15), gradients=False
    ),
    "got more than 112 nodes": lambda: draw_graph(
        deep(50_000), gradients=False
    ),
    "14 columns and 8 rows, got 10 rows": lambda: draw_graph(
        wide(9), gradients=False
    ),
    "fits 9 inches, got": lambda: draw_graph(deep(13), {}, digits=9),
    "digits must be at least 0": lambda: draw_graph(Scalar(1), digits=-1),
    "2 to 5 wheels of 6 to 60 teeth, got": lambda: draw_gears([12], "x"),
    "got .36, 61.": lambda: draw_gears([36, 61], "xy"),
    r"teeth\[1\] must be at least 6": lambda: draw_gears([36, 5], "xy"),
    "names must be 2 texts": lambda: draw_gears([36, 18], "xyz"),
    "room for '× 1'": lambda: draw_gears([60, 60, 60, 6, 6], "abcde"),
    "large enough for their names": lambda: draw_gears(
        [60, 6], ["x", "a name that has no end and goes on and on and on"]
    ),
}


@pytest.mark.parametrize("message", WRONG)
def test_what_does_not_fit_is_refused_in_words(message):
    assert_refused(WRONG[message], message)


def test_other_types_are_refused():
    x = Scalar(1)
    for wrong in (
        lambda: draw_graph(2.0),
        lambda: draw_graph(x, ["x"]),
        lambda: draw_graph(x, {"x": x}),
        lambda: draw_graph(x, {x: 1}),
        lambda: draw_graph(x, digits=1.5),
        lambda: draw_gears([36.5, 18], "xy"),
    ):
        with pytest.raises(TypeError, match="got"):
            wrong()


def test_the_wheels_say_each_ratio_and_the_whole_in_words():
    said = texts(draw_gears((36, 18, 6), ("x", "u", "y")))
    assert {"x", "u", "y", "× 2", "× 3", "× 6"} <= set(said)
    assert "one turn of x makes 2 turns of u and 6 turns of y" in said
    assert "× 0.4" in texts(draw_gears((12, 30), ("x", "y")))
    said = texts(draw_gears((12, 12), ("x", "y")))
    assert "one turn of x makes 1 turn of y" in said


@pytest.mark.parametrize(
    "teeth", [(36, 18, 6), (6, 6), (60, 6), (9, 7, 6, 60), (25, 40, 11)]
)
def test_the_teeth_mesh_and_never_cut_into_each_other(teeth):
    radii = [n / 2 for n in teeth]
    phases, x = _phases(radii, 1.0), 0.0
    wheels = []
    for k, (n, radius) in enumerate(zip(teeth, radii, strict=True)):
        x += radius + (radii[k - 1] if k else 0.0)
        wheels.append(wheel(n, 1.0, phases[k]) + [x, 0.0])
    for one, other in zip(wheels, wheels[1:], strict=False):
        assert not Path(one).contains_points(other).any()
        assert not Path(other).contains_points(one).any()
        assert one[:, 0].max() > other[:, 0].min() + 1  # they do reach in


def test_a_wheel_has_its_teeth_and_a_radius_in_proportion():
    for n in (6, 18, 36):
        r = np.hypot(*wheel(n, 0.1, 0.3).T)
        assert (r.max() + r.min()) / 2 == pytest.approx(n * 0.05, abs=0.02)
        middle = r > n * 0.05
        assert (np.diff(middle.astype(int)) == 1).sum() == n
