"""Chapter 2's pictures say their numbers, and refuse what misfits."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from looks import assert_on_paper, assert_pure, overlaps
from matplotlib.text import Text

from backprop.plots import (
    BACKWARD,
    draw_constants,
    draw_noise,
    draw_pull,
    draw_tangents,
)
from backprop.plots.canvas import readable

plt.switch_backend("agg")

TARGETS = [1.0, 2, 6]
Z = np.linspace(-2.0, 2, 81)
BOWLS = {"steep": (Z, Z**2 + 4), "flat": (Z, Z**2 / 10)}


def tangents(v, at=-1.0):
    slopes = {"steep": -2 * v, "flat": -0.2}
    return draw_tangents(
        BOWLS, slopes, at, reach=(0.5, 1), xlabel="z", ylabel="loss"
    )


DRAWINGS = {
    "pull": lambda v: draw_pull([0.25 * v, 0.75 - 0.25 * v, 0.25], 0),
    "noise": lambda v: draw_noise(TARGETS, 3 * v, 2),
    "constants": lambda v: draw_constants([1, 2, 6 * v]),
    "tangents": tangents,
}


def written(fig):
    """Return the texts that are seen: matplotlib also makes ticks outside."""
    outside = set()
    for ax in fig.axes:
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            outside |= {
                id(tick.label1)
                for tick in axis.get_major_ticks()
                if not low <= tick.get_loc() <= high
            }
    return [
        t
        for t in fig.findobj(Text)
        if t.get_text() and t.get_visible() and id(t) not in outside
    ]


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_is_pure_fits_the_page_and_shows_each_number(draw):
    assert_pure(draw, other=1.2)


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_texts_stay_on_the_paper_and_apart(draw):
    assert_on_paper(draw(1.0), written)
    assert not overlaps(draw(1.0), written)


def arrows(fig):
    """Return {x: (tail, head)} of the arrows, in heights."""
    found = fig.axes[0].texts
    return {
        round(t.xy[0]): (t.xyann[1], t.xy[1])
        for t in found
        if getattr(t, "arrow_patch", None) is not None
    }


def test_each_arrow_runs_from_the_target_to_the_prediction():
    fig = draw_pull([0.25, 0.25, 0.5], 0)
    assert arrows(fig) == {0: (1, 0.25), 1: (0, 0.25), 2: (0, 0.5)}
    said = {t.get_text(): t for t in written(fig)}
    assert {"−0.75", "+0.25", "+0.5", "class 0\ntarget 1"} <= set(said)
    assert said["−0.75"].get_color() == readable(BACKWARD)
    heights = [patch.get_height() for patch in fig.axes[0].patches]
    assert heights == [0.25, 0.25, 0.5]


def test_a_right_row_has_no_arrows_and_zeros_without_a_sign():
    fig = draw_pull([0.0, 1.0], 1)
    assert arrows(fig) == {}
    said = [t.get_text() for t in written(fig)]
    assert said.count("0") == 4  # the axis, the low bar, two differences
    assert "+0" not in said


def curves(fig, ax):
    return [line.get_xydata() for line in fig.axes[ax].lines]


def test_the_noise_is_a_density_and_minus_its_logarithm():
    fig = draw_noise(TARGETS, 3, 2)
    (bell, *_, low), (bowl, *_, high) = curves(fig, 0), curves(fig, 1)
    np.testing.assert_allclose(bowl[:, 1], -np.log(bell[:, 1]))
    assert bell[:, 0] == pytest.approx(bowl[:, 0])
    area = np.trapezoid(bell[:, 1], bell[:, 0])
    assert area == pytest.approx(0.9973, abs=1e-3)
    np.testing.assert_allclose(low[:, 0], TARGETS)
    np.testing.assert_allclose(high[:, 1] - bowl[:, 1].min(),
                               (np.array(TARGETS) - 3) ** 2 / 8)  # fmt: skip


def test_the_best_constants_are_at_the_bottom_of_their_curves():
    fig = draw_constants(TARGETS)
    for ax, least in ((0, 14 / 3), (1, 5 / 3)):
        curve, _, mark, _ = curves(fig, ax)
        assert mark[0, 1] == pytest.approx(least)
        assert curve[:, 1].min() >= least - 1e-12
        nearest = curve[curve[:, 1].argmin(), 0]
        assert nearest == pytest.approx(mark[0, 0], abs=0.03)
    assert {"the mean, 3", "the median, 2"} <= {
        t.get_text() for t in written(fig)
    }


def test_each_tangent_touches_its_curve_and_says_its_slope():
    fig = tangents(1.0)
    _, first, point, _, second, _ = curves(fig, 0)
    np.testing.assert_allclose(first, [[-1.5, 6], [0, 3]])
    np.testing.assert_allclose(second, [[-1.5, 0.2], [0, -0.1]])
    np.testing.assert_allclose(point, [[-1, 5]])
    said = {t.get_text(): t.get_color() for t in written(fig)}
    assert {"steep", "flat"} <= set(said)
    assert said["slope −2.000"] == said["slope −0.200"] == readable(BACKWARD)


WRONG = {
    "a slope for each": lambda: draw_tangents(
        BOWLS, {"steep": 1}, 0, reach=(1, 1), xlabel="x", ylabel="y"
    ),
    "between -2.0 and 2.0": lambda: tangents(1.0, at=3),
    "x and y of one shape": lambda: draw_tangents(
        {"a": (Z, Z[1:])}, {"a": 1}, 0, reach=(1, 1), xlabel="", ylabel=""
    ),
    "expects p of shape": lambda: draw_pull([[0.5, 0.5]], 0),
    "sum to 1": lambda: draw_pull([0.5, 0.4], 0),
    "label must be 0 to 1": lambda: draw_pull([0.5, 0.5], 2),
    r"targets of shape \(n,\)": lambda: draw_noise([[1.0]], 1, 1),
    "spread": lambda: draw_noise([1.0], 1, 0),
    "within 3 spreads": lambda: draw_noise([5.0], 1, 1),
    "odd number": lambda: draw_constants([1.0, 2]),
    "must differ": lambda: draw_constants([2.0]),
}


@pytest.mark.parametrize("message", WRONG)
def test_what_does_not_fit_is_refused(message):
    with pytest.raises(ValueError, match=message):
        WRONG[message]()
