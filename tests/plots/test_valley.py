"""The valley: the tracks drawn are the steps that are named."""

import numpy as np
import pytest
from looks import assert_on_paper, assert_pure, overlaps, texts
from test_drawings import assert_refused

from backprop.plots import draw_valley

TRACKS = {
    "plain, lr = .01": (0.01, 0.0),
    "plain, lr = .0198": (0.0198, 0.0),
    "μ = .67, lr = .033": (4 / 121, 81 / 121),
}


def draw(tracks=TRACKS, steps=40, start=(10, 1), **looks):
    return draw_valley((1, 100), start, tracks, steps=steps, **looks)


@pytest.mark.parametrize("factors", [True, False])
def test_a_drawing_is_pure_fits_the_page_and_shows_each_number(factors):
    assert_pure(lambda v: draw(start=(10 * v, 1), factors=factors))
    changed = TRACKS | {"plain, lr = .01": (0.015, 0.0)}
    assert_pure(lambda v: draw(TRACKS if v == 1 else changed, factors=factors))


@pytest.mark.parametrize("factors", [True, False])
def test_no_text_leaves_the_paper_or_lies_over_another(factors):
    assert_on_paper(draw(factors=factors))
    assert not overlaps(draw(factors=factors))


def test_a_plain_track_is_the_power_of_its_factors():
    path = draw(steps=30).axes[1].lines[-3].get_xydata()
    k = np.arange(31)[:, None]
    factors = 1 - 0.0198 * np.array([1, 100])
    np.testing.assert_allclose(path, [10, 1] * factors**k, rtol=1e-9)


def test_a_track_with_momentum_obeys_its_recursion_and_says_its_loss():
    fig = draw()
    path = fig.axes[2].lines[-3].get_xydata()
    lr, mu = TRACKS["μ = .67, lr = .033"]
    step = np.diff(path, axis=0)
    pull = lr * path * [1, 100]
    np.testing.assert_allclose(step[1:], mu * step[:-1] - pull[1:-1])
    np.testing.assert_allclose(step[0], -pull[0])
    end = (path[-1] ** 2 * [0.5, 50]).sum()
    assert f"loss {end:.2f}" in texts(fig)


def test_the_marks_are_the_shares_that_are_left_in_the_long_run():
    ax = draw(factors=True).axes[-1]
    marks = [line.get_xydata() for line in ax.lines[3:]]
    np.testing.assert_allclose(marks[0], [[0.01, 0.99], [0.01, 0]], atol=1e-12)
    np.testing.assert_allclose(marks[1][:, 1], [0.9802, 0.98])
    np.testing.assert_allclose(marks[2][:, 1], 9 / 11, rtol=1e-6)
    far = draw(steps=400, factors=False)  # after many steps it is so
    path = np.abs(far.axes[2].lines[-3].get_xydata()[100:300, 0])
    rate = (path[-50:].max() / path[:50].max()) ** (1 / 150)
    assert rate == pytest.approx(9 / 11, abs=0.01)
    steep, flat = (line.get_ydata() for line in ax.lines[1:3])
    x = ax.lines[1].get_xdata()
    np.testing.assert_allclose(steep, np.abs(1 - 100 * x))
    np.testing.assert_allclose(flat, np.abs(1 - x))


WRONG = {
    "flat, steep": lambda: draw_valley((2, 1), (1, 1), TRACKS, steps=3),
    "a curvature must be": lambda: draw_valley(
        (0, 1), (1, 1), TRACKS, steps=3
    ),
    "two numbers, none of them 0": lambda: draw(start=(1, 0)),
    "one to 3 tracks, got 0": lambda: draw({}),
    "one to 3 tracks, got 4": lambda: draw(TRACKS | {"more": (0.01, 0)}),
    "rate of 'a' must be": lambda: draw({"a": (0.0, 0)}),
    "momentum of 'a' must be": lambda: draw({"a": (0.1, 1.0)}),
    "steps must be at least 1": lambda: draw(steps=0),
    "ten times the start": lambda: draw({"a": (0.03, 0)}),
    "has room for": lambda: draw({"a long name " * 6: (0.01, 0)}),
}


@pytest.mark.parametrize("message", WRONG)
def test_what_cannot_be_drawn_is_refused(message):
    assert_refused(WRONG[message], message)
