"""Carts and their poles: where they stand, and how they lean."""

import numpy as np
import pytest
from looks import assert_on_paper, assert_pure, overlaps, texts
from test_drawings import assert_refused

from backprop.plots import draw_carts

FILM = np.array([[0, 0, 0.0, 0], [0.5, 1, 0.1, 0], [-2.4, 0, -0.2, 3.0]])


def drawn(v=1.0, films=2):
    labels = ["a coin", "eight numbers"][:films]
    return draw_carts({label: ([0, 5, 20], FILM * v) for label in labels})


DRAWINGS = {
    "two films": drawn,
    "one film": lambda v: drawn(v, films=1),
    "one moment": lambda v: draw_carts({"a": ([7], FILM[1:2] * v)}),
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_is_pure_and_fits_the_page(draw):
    assert_pure(draw)
    assert_on_paper(draw(1.0))
    assert not overlaps(draw(1.0))


def test_six_moments_beside_a_label_fit_the_page():
    fig = draw_carts({"eight numbers": (range(6), FILM[[0] * 6])})
    assert fig.get_figwidth() <= 6.4
    assert not overlaps(fig)


def test_a_pole_leans_as_its_angle_says_and_stands_on_its_cart():
    (ax,) = drawn(films=1).axes
    rails, poles = ax.lines[::2], ax.lines[1::2]
    carts = ax.patches[::2]
    for state, pole, cart in zip(FILM, poles, carts, strict=True):
        (x, tip), (y, top) = pole.get_data()
        assert np.arctan2(tip - x, top - y) == pytest.approx(state[2])
        assert x == pytest.approx(cart.get_x() + cart.get_width() / 2)
        assert y == pytest.approx(cart.get_y() + cart.get_height())
    ends = rails[2].get_xdata()
    assert carts[2].get_x() == pytest.approx(ends[0])  # x = -2.4
    middle = np.mean(rails[0].get_xdata())
    assert poles[0].get_xdata() == pytest.approx([middle, middle])


def test_steps_stand_below_and_labels_beside():
    said = texts(drawn())
    assert said.count("20") == 2
    assert "eight numbers" in said


REFUSED = {
    "expects a film or more, got none": lambda: draw_carts({}),
    r"'a' must be k steps and states \(k, 4\), 1 <= k <= 6, got 2 and "
    r"\(3, 4\)": lambda: draw_carts({"a": ([1, 2], FILM)}),
    r"got 3 and \(3, 3\)": lambda: draw_carts({"a": ([1, 2, 3], FILM[:, 1:])}),
    r"got 7 and \(7, 4\)": lambda: draw_carts(
        {"a": (range(7), FILM[[0] * 7])}
    ),
    r"got 0 and \(0, 4\)": lambda: draw_carts({"a": ([], FILM[:0])}),
    r"got 4 and \(4,\)": lambda: draw_carts({"a": (range(4), FILM[0])}),
    "finite": lambda: draw_carts({"a": ([1, 2, 3], FILM * np.nan)}),
}


@pytest.mark.parametrize("message", REFUSED)
def test_what_does_not_fit_is_refused(message):
    assert_refused(REFUSED[message], message)
