"""What an estimator says, how often, and the mean that does not move."""

import numpy as np
import pytest
from looks import assert_on_paper, assert_pure, overlaps, texts
from test_drawings import assert_refused

from backprop.plots import draw_estimates

P, TILT, PAYS = np.array([3, 1]) / 4, np.array([1, -3]) / 4, np.array([4, 8])
ARMS = ["arm 0", "arm 1"]


def two_arms(*baselines, v=1.0):
    return {f"b = {b}": v * TILT * (PAYS - b) for b in baselines}


DRAWINGS = {
    "four baselines": lambda v: draw_estimates(
        P, two_arms(0, 5, 7, 8, v=v), ARMS
    ),
    "one": lambda v: draw_estimates(P, two_arms(0, v=v), ARMS),
    "three outcomes": lambda v: draw_estimates(
        [0.25, 0.25, 0.5], {"own": [7 * v, 2, -1]}, ["a", "b", "c"]
    ),
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_is_pure_and_fits_the_page(draw):
    assert_pure(draw)
    assert_on_paper(draw(1.5))
    assert not overlaps(draw(1.0))


def bars(fig):
    """(left, width, height) of every bar."""
    (ax,) = fig.axes
    return [(b.get_x(), b.get_width(), b.get_height()) for b in ax.patches]


def test_a_bar_is_as_wide_as_likely_and_as_high_as_what_is_said():
    drawn = bars(draw_estimates(P, two_arms(0, 7), ARMS))
    widths = [width for _, width, _ in drawn]
    assert widths == pytest.approx([0.75, 0.25, 0.75, 0.25])
    heights = [height for _, _, height in drawn]
    assert heights == pytest.approx([1, -6, -0.75, -0.75])
    lefts = [left for left, _, _ in drawn]
    assert lefts[1] - lefts[0] == pytest.approx(0.75)


def test_the_mean_stands_below_its_panel_and_is_drawn_there():
    fig = draw_estimates(P, two_arms(0, 5, 7, 8), ARMS)
    assert {f"b = {b}\nmean −0.75" for b in (0, 5, 7, 8)} <= set(texts(fig))
    (ax,) = fig.axes
    dashed = [line for line in ax.lines if line.is_dashed()]
    means = [line.get_ydata()[0] for line in dashed]
    assert means == pytest.approx([-0.75] * 4)
    assert {"−0.25", "0"} <= set(texts(fig))


REFUSED = {
    r"sum to 1, got \[0.5, 0.25\]": lambda: draw_estimates(
        [0.5, 0.25], two_arms(0), ARMS
    ),
    r"above 0, of shape \(K,\), that sum to 1, got \[1.5, -0.5\]": lambda: (
        draw_estimates([1.5, -0.5], two_arms(0), ARMS)
    ),
    "1 to 4 estimators and 2 names, got 0 and 2": lambda: draw_estimates(
        P, {}, ARMS
    ),
    "1 to 4 estimators and 2 names, got 5 and 2": lambda: draw_estimates(
        P, two_arms(0, 1, 2, 3, 4), ARMS
    ),
    "and 2 names, got 1 and 3": lambda: draw_estimates(
        P, two_arms(0), [*ARMS, "arm 2"]
    ),
    r"'b = 0' must have shape \(2,\), as p has, got \(3,\)": lambda: (
        draw_estimates(P, {"b = 0": [1, 2, 3]}, ARMS)
    ),
    "finite": lambda: draw_estimates(P, {"b = 0": [np.nan, 1]}, ARMS),
}


@pytest.mark.parametrize("message", REFUSED)
def test_what_does_not_fit_is_refused(message):
    assert_refused(REFUSED[message], message)
