"""The unrolled net, and the two gradients that meet at each state."""

import numpy as np
import pytest
from looks import assert_on_paper, assert_pure, overlaps, texts
from test_drawings import assert_refused

from backprop.plots import draw_unrolled

H = np.array([[2.0, 1], [2, 1], [1, 0]])
OWN = np.array([[0.0, 0], [4, -3], [-3, 6]])
FUTURE = np.array([[-2.0, 1], [-3, 6], [7, 7]])
INPUTS, OUTPUTS = ["x₁", "x₂", "x₃"], ["", "class 0", "class 1"]


def drawn(H=H, own=OWN, future=FUTURE, inputs=INPUTS, outputs=OUTPUTS):
    return draw_unrolled(H, own, future, inputs=inputs, outputs=outputs)


DRAWINGS = {
    "three steps": lambda v: drawn(H=H * v),
    "one step": lambda v: drawn(
        [[v, 1]], [[1, 2]], [[0, 0]], inputs=["x"], outputs=["y"]
    ),
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_is_pure_and_fits_the_page(draw):
    assert_pure(draw)
    assert_on_paper(draw(1.5))
    assert not overlaps(draw(1.5))


def test_own_part_and_future_stand_apart_and_add_up_below_the_state():
    said = texts(drawn())
    assert [t for t in said if "," in t] == [
        "−2, 1", "0, 0", "2, 1", "−2, 1",  # future, own, state, sum
        "−3, 6", "4, −3", "2, 1", "1, 3",
        "−3, 6", "1, 0", "4, 13",
    ]  # fmt: skip


def test_a_step_that_is_not_asked_says_so():
    assert texts(drawn()).count("not asked") == 1
    assert "not asked" not in texts(drawn(outputs=["a", "b", "c"]))


REFUSED = {
    r"one shape \(T, n\), got \(3, 2\), \(2, 2\)": lambda: drawn(own=OWN[:2]),
    r"\(2,\), \(2,\) and \(2,\)": lambda: drawn(H[0], H[0], H[0]),
    "expects 3 inputs and outputs, got 2 and 3": lambda: drawn(
        inputs=INPUTS[:2]
    ),
    "finite": lambda: drawn(H=H * np.nan),
}


@pytest.mark.parametrize("message", REFUSED)
def test_what_does_not_fit_is_refused(message):
    assert_refused(REFUSED[message], message)
