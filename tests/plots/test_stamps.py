"""Stamps, shared weights and kernels: the pictures of chapter 9."""

import numpy as np
import pytest
from looks import assert_on_paper, assert_pure, overlaps, texts
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle
from test_drawings import assert_refused

from backprop.plots import draw_kernels, draw_shared, draw_stamps
from backprop.plots.style import FORWARD, YELLOW

K = np.array([[-1.0, 1, 2], [0, -1, 1]])
DY = np.array([[0.0, 4, 0, 0], [0, 0, -3, 0]])
ROW, WEIGHTS, BLAME = [3, 1, 4, 1, 5], [2, -1], [1, 2, -1, 3]
DRAWINGS = {
    "stamps": lambda v: draw_stamps(DY * v, K),
    "a row of stamps": lambda v: draw_stamps(
        np.array([[1, 2, -1, v]]), np.array([[2.0, -1]])
    ),
    "shared": lambda v: draw_shared([*ROW[:4], v], WEIGHTS, BLAME),
    "three weights": lambda v: draw_shared(ROW, [2, -1, v], BLAME[:3]),
    "kernels": lambda v: draw_kernels(np.stack([K, K + v, -K], axis=2)),
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_is_pure_and_fits_the_page(draw):
    assert_pure(draw)
    assert_on_paper(draw(1.5))
    assert not overlaps(draw(1.5))


def test_stamps_add_up_to_what_the_layer_sends_back():
    said = texts(draw_stamps(DY, K))
    assert {"4 ×", "(−3) ×", "added up: dX ="} <= set(said)
    total = np.zeros((3, 6))
    for (i, j), d in np.ndenumerate(DY):
        total[i : i + 2, j : j + 3] += d * K
    shown = [f"{v:g}".replace("-", "−") for v in total.ravel()]
    assert said[-len(shown):] == shown  # fmt: skip


def test_only_where_stamps_overlap_is_marked():
    fig = draw_stamps(DY, K)
    marked = [
        patch
        for patch in fig.axes[0].patches
        if isinstance(patch, Rectangle)
        and np.allclose(patch.get_facecolor(), to_rgba(YELLOW))
    ]
    assert len(marked) == 2


def test_shared_weights_show_every_number_of_both_passes():
    said = set(texts(draw_shared(ROW, WEIGHTS, BLAME)))
    for value in (5, -2, 7, -3, 4, 23, 2, 3, -4, -1):
        assert f"{value}".replace("-", "−") in said
    assert {"k₁ = 2", "k₂ = −1"} <= said


def test_a_kernel_s_largest_weight_fills_its_cell_and_signs_differ():
    K3 = np.array([[[1.0]], [[-0.25]]])
    squares = [
        p
        for p in draw_kernels(K3).axes[0].patches
        if isinstance(p, Rectangle) and p.get_linewidth() > 1
    ]
    large, small = squares
    assert large.get_width() == pytest.approx(2 * small.get_width())
    assert large.get_facecolor() == to_rgba(FORWARD)
    assert small.get_facecolor() != to_rgba(FORWARD)


WRONG = {
    "an entry that is not 0": lambda: draw_stamps(DY * 0, K),
    r"got \(4,\) and \(2, 3\)": lambda: draw_stamps(DY[0], K),
    "one to three": lambda: draw_shared(ROW, [1, 2, 3, 4], [1, 2]),
    r"shape \(4,\), got \(2,\)": lambda: draw_shared(ROW, WEIGHTS, [1, 2]),
    r"got shape \(2, 3\)": lambda: draw_kernels(K),
    "none of zeros alone": lambda: draw_kernels(K[:, :, None] * 0),
}


@pytest.mark.parametrize("message", WRONG)
def test_what_cannot_be_drawn_is_refused(message):
    assert_refused(WRONG[message], message)
