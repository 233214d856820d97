"""The graph with its forks, and the mirror, say what the pass computed."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from looks import assert_on_paper, assert_pure, overlaps, written

from backprop import (
    Linear,
    ReLU,
    Sequential,
    SoftmaxCrossEntropy,
    numerical_gradient,
    running_net,
)
from backprop.plots import BACKWARD, draw_dependencies, draw_mirror
from backprop.plots.canvas import PALE, readable
from backprop.plots.mirror import DARK
from backprop.plots.numbers import number

plt.switch_backend("agg")


def altered(v):
    """The running net with another first weight."""
    net, X, t = running_net()
    net.layers[0].W[0, 0] = v
    return net, SoftmaxCrossEntropy(), X, t


DRAWINGS = {
    "dependencies": lambda v: draw_dependencies(*altered(v)),
    "mirror": lambda v: draw_mirror(*altered(v)),
    "mirror, a unit off": lambda v: draw_mirror(*altered(v), row=2),
}


def texts(fig, colour=None):
    return [
        t.get_text()
        for t in written(fig)
        if colour is None or t.get_color() == readable(colour)
    ]


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_is_pure_fits_the_page_and_shows_each_number(draw):
    assert_pure(draw)


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_texts_stay_on_the_paper_and_apart(draw):
    assert_on_paper(draw(1.0))
    assert not overlaps(draw(1.0))


def test_the_frames_hold_measured_gradients():
    net, X, t = running_net()
    loss = SoftmaxCrossEntropy()
    fig = draw_dependencies(net, loss, X, t)
    measured = numerical_gradient(lambda x: loss.forward(net.forward(x), t), X)
    frames = texts(fig, BACKWARD)
    for slope in measured[0]:
        assert number(slope) in frames
    for layer in (net.layers[0], net.layers[2]):
        slopes = numerical_gradient(
            lambda _: loss.forward(net.forward(X), t), layer.W
        )
        assert number(slopes[0, 0]) in frames


def test_what_comes_back_on_each_branch_of_a_fork_is_written():
    frames = texts(draw_dependencies(*altered(1.0)), BACKWARD)
    over_outputs, over_rows = [0.104, 0.035, 0], [-0.3, 0, 0.05, -0.272, 0.05]
    for share in [*over_outputs, *over_rows]:
        assert number(share) in frames
    assert {number(0.139), number(sum(over_rows))} <= set(frames)
    said = " ".join(texts(draw_dependencies(*altered(1.0))))
    assert "fork over\noutputs j" in said
    assert "fork over\nrows n" in said


def test_the_two_forks_differ_in_their_dashes_too():
    fig = draw_dependencies(*altered(1.0))
    styles = {line.get_linestyle() for line in fig.axes[0].lines}
    assert {"-", "--"} <= styles


def test_the_mirror_shows_the_row_and_its_gradients():
    net, X, t = running_net()
    loss = SoftmaxCrossEntropy()
    said = texts(draw_mirror(net, loss, X, t, row=2))
    loss.forward(net.forward(X), t)
    for value in (
        *X[2],
        *loss.backward()[2],
        *net.backward(loss.backward())[2],
    ):
        assert number(value) in said
    assert {"W₁", "W₂", "W₂ᵀ", "W₁ᵀ", "slope 0", "slope 1"} <= set(said)


@pytest.mark.parametrize(("row", "dark"), [(0, 0), (2, 1)])
def test_a_closed_gate_is_dark_and_its_lines_fade(row, dark):
    fig = draw_mirror(*altered(1.0), row=row)
    discs = [p for p in fig.axes[0].patches if _hex(p) == DARK]
    assert len(discs) == dark
    faded = [ln for ln in fig.axes[0].lines if ln.get_color() == PALE]
    net, loss, X, t = altered(1.0)
    loss.forward(net.forward(X), t)
    net.backward(dZ2 := loss.backward())
    off = np.count_nonzero(net.layers[2].X[row] == 0)
    quiet = 2 * np.count_nonzero(X[row] == 0) + 3 * off
    assert dZ2[row].all()
    assert len(faded) == quiet + 4 * dark


def _hex(patch):
    return "#" + "".join(
        f"{round(255 * v):02x}" for v in patch.get_facecolor()[:3]
    )


@pytest.mark.parametrize("draw", [draw_dependencies, draw_mirror])
def test_what_does_not_fit_is_refused_in_words(draw):
    rng = np.random.default_rng(0)
    loss = SoftmaxCrossEntropy()
    with pytest.raises(ValueError, match="net of three layers, got 1"):
        draw(Sequential(Linear(4, 3, rng)), loss, np.ones((5, 4)), [0] * 5)
    wide = Sequential(Linear(7, 2, rng), ReLU(), Linear(2, 3, rng))
    with pytest.raises(ValueError, match="nodes in a column"):
        draw(wide, loss, np.ones((5, 7)), [0] * 5)


def test_a_row_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="row must be less than 5, got 5"):
        draw_mirror(*altered(1.0), row=5)
    with pytest.raises(TypeError, match="row must be a whole number"):
        draw_mirror(*altered(1.0), row=1.0)
    net, X, t = running_net()
    with pytest.raises(ValueError, match="2 to 6 rows, got 4 and 1"):
        draw_dependencies(net, SoftmaxCrossEntropy(), X[:1], t[:1])
