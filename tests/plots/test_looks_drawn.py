"""Who looks at whom, and the blame that goes back."""

import numpy as np
import pytest
from looks import assert_on_paper, assert_pure, overlaps, texts
from matplotlib.lines import Line2D
from test_drawings import assert_refused

from backprop.plots import draw_attention, draw_looks

A = np.array([[1, 0, 0], [0.5, 0.5, 0], [0.25, 0.25, 0.5]])
LATE = np.array([[0.25, 0, 0], [0.25, 0.25, 0], [0.25, 0.25, 0.5]])
DOWN, UP = [[-2, 9], [-2, 9], [8, -6.0]], [[0, 0], [-12, 24], [16, -12.0]]


def panel(A=A, v=3.0, **others):
    below = ["1, 1", "1, −1", f"{v:g}, 2"]
    given = {"A": A, "below": below, "above": ["1", "2", "3"]}
    blame = {"blame_below": DOWN, "blame_above": UP}
    return {**given, **blame, **others}


DRAWINGS = {
    "one panel": lambda v: draw_attention({"": panel(v=v)}),
    "two panels": lambda v: draw_attention(
        {"before": panel(v=v, of=1), "after": panel(LATE, of=1)}
    ),
    "tables": lambda v: draw_looks(np.stack([A, v / 2 * A]), list("abc")),
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_is_pure_and_fits_the_page(draw):
    assert_pure(draw)
    assert_on_paper(draw(1.5))
    assert not overlaps(draw(1.5))


def broken(fig):
    lines = fig.findobj(Line2D)
    return [line for line in lines if line.get_linestyle() == "--"]


def test_blame_without_a_look_is_a_broken_line():
    assert not broken(draw_attention({"": panel(LATE)}))
    assert len(broken(draw_attention({"": panel(LATE, of=1)}))) == 1
    none = [[1, 1], [1, 1], [0, 0]]
    hidden = panel(LATE, of=1, blame_below=none)
    assert not broken(draw_attention({"": hidden}))


def test_one_output_alone_has_its_weights_and_its_blame_written():
    said = texts(draw_attention({"": panel(of=1)}))
    assert said.count("0.5") == 2
    assert "0.25" not in said
    assert "−12, 24" in said
    assert "16, −12" not in said
    assert {"−2, 9", "8, −6"} <= set(said)


def test_a_table_is_named_and_as_dark_as_its_weights():
    fig = draw_looks(np.stack([A, A]), list("abc"))
    assert {"head 1", "head 2"} <= set(texts(fig))
    cells = [patch.get_facecolor() for patch in fig.axes[0].patches[:9]]
    dark = [1 - sum(cell[:3]) / 3 for cell in cells]
    assert np.allclose(np.array(dark) / max(dark), A.ravel())


REFUSED = {
    "at least one panel": lambda: draw_attention({}),
    r"weights A \(T, T\).*got shape \(2, 3\)": lambda: draw_attention(
        {"": panel(A[:2])}
    ),
    "3 rows in below, got 2": lambda: draw_attention(
        {"": panel(below=["a", "b"])}
    ),
    "finite": lambda: draw_attention({"": panel(A * np.nan)}),
    r"A \(heads, T, T\), got \(3, 3\)": lambda: draw_looks(A, "abc"),
    "from 0 to 1, got 0 to 2": lambda: draw_looks(2 * A[None], "abc"),
    "3 letters, got 2": lambda: draw_looks(A[None], "ab"),
}


@pytest.mark.parametrize("message", REFUSED)
def test_what_does_not_fit_is_refused(message):
    assert_refused(REFUSED[message], message)
