"""Bends, folds and the strip: the numbers given are the numbers drawn."""

import numpy as np
import pytest
from looks import assert_on_paper, assert_pure, overlaps, texts
from test_drawings import assert_refused

from backprop import xor
from backprop.plots import draw_bends, draw_folding, draw_strip
from backprop.plots.strip import RISE, UNIT, place

X, LABELS = xor()
S = X @ [1, -1]

DRAWINGS = {
    "bends": lambda v: draw_bends([2, -3, v], [1, 3, 7], 9),
    "folding": lambda v: draw_folding(X, LABELS, [1, -1], v / 2),
    "strip": lambda v: draw_strip(S, LABELS, "ABCD", v / 2),
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_is_pure_fits_the_page_and_shows_each_number(draw):
    assert_pure(draw)


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_no_text_leaves_the_paper_or_lies_over_another(draw):
    assert_on_paper(draw(1.0))
    assert not overlaps(draw(1.0))


def test_each_term_and_each_slope_is_written_and_the_sum_is_drawn():
    fig = draw_bends([2, -3, 1], [1, 3, 7], 9)
    said = texts(fig)
    assert "−3 · max(x − 3, 0)" in said
    assert [t for t in said if t.startswith("slope")] == [
        "slope 0",
        "slope 2",
        "slope −1",
        "slope 0",
    ]
    sums = [line.get_xydata().tolist() for line in fig.axes[3].lines]
    assert [[0, 0], [1, 0], [3, 4], [7, 0], [9, 0]] in sums


def test_folding_puts_the_points_where_relu_does():
    left, line, right = draw_folding(X, LABELS, [1, -1], 0.5).axes
    assert [t.get_text() for t in left.texts] == list("ABCD")
    assert [t.get_text() for t in line.texts] == ["A, D", "B", "C"] + [
        "fold here"
    ]
    assert [t.get_text() for t in right.texts] == ["A, D", "B", "C"]
    drawn = np.concatenate(
        [c.get_offsets() for c in right.collections if len(c.get_offsets())]
    )
    assert {(0.0, 1.0), (1.0, 0.0)} <= set(map(tuple, drawn.tolist()))


def test_folded_points_stand_as_high_as_they_lie_from_the_crease():
    for s in (-1.0, -0.4, 0.7):
        height = place(s, RISE)[1] - place(0.0, RISE)[1]
        assert height == pytest.approx(UNIT * abs(s) * np.sin(RISE))
    assert place(-1.0, 0.0)[1] == place(1.0, 0.0)[1]


WRONG = {
    "weights and corners of one shape": lambda: draw_bends([1, 2], [1], 3),
    "corners must rise": lambda: draw_bends([1, 2], [2, 1], 3),
    "between 0 and the end": lambda: draw_bends([1], [4], 3),
    "labels 0 and 1": lambda: draw_folding(X, LABELS * 2, [1, -1], 0.5),
    "threshold above 0": lambda: draw_folding(X, LABELS, [1, -1], -0.5),
    "not all 0": lambda: draw_folding(X, LABELS, [0, 0], 0.5),
    "between -1 and 1": lambda: draw_strip(2 * S, LABELS, "ABCD", 0.5),
    "times 0 or 1": lambda: draw_strip(S, LABELS + 1, "ABCD", 0.5),
    "4 names and": lambda: draw_strip(S, LABELS, "ABC", 0.5),
}


@pytest.mark.parametrize("message", WRONG)
def test_what_does_not_fit_is_refused_in_words(message):
    assert_refused(WRONG[message], message)


def test_what_is_not_numbers_is_refused():
    for wrong in (
        lambda: draw_bends(["a"], [1], 3),
        lambda: draw_folding(X, LABELS, ["a", "b"], 0.5),
        lambda: draw_strip(["a"], [0], "A", 0.5),
    ):
        with pytest.raises(TypeError, match="got"):
            wrong()
