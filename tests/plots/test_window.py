"""The window of four panes: each curve stands where it belongs."""

import numpy as np
import pytest
from looks import assert_on_paper, assert_pure, overlaps, texts

from backprop.plots import draw_window


def panes(value=1.0):
    steps = np.arange(5)
    return {
        "trains": (("a", steps, 1 / (1 + steps)), ("b", steps, 2.0 - steps)),
        "does not train": (
            ("c", steps, np.full(5, 1.1)),
            ("d", steps, np.full(5, value)),
        ),
    }


def test_the_drawing_is_pure_and_fits_the_page():
    assert_pure(lambda value: draw_window(panes(value)))
    fig = draw_window(panes(), level=1.1)
    assert_on_paper(fig)
    assert not overlaps(fig)


def test_each_curve_is_drawn_in_its_own_pane():
    fig = draw_window(panes())
    drawn = [ax.lines[-1].get_ydata() for ax in fig.axes]
    given = [y for row in panes().values() for _, _, y in row]
    for seen, meant in zip(drawn, given, strict=True):
        np.testing.assert_array_equal(seen, meant)
    for ax, name in zip(fig.axes, "abcd", strict=True):
        assert name in [text.get_text() for text in ax.texts]


def test_rows_and_columns_say_what_they_are():
    said = "\n".join(texts(draw_window(panes())))
    for words in ("gradient right", "gradient wrong", "trains", "does not"):
        assert words in said


def test_the_level_is_marked_in_every_pane():
    for ax in draw_window(panes(), level=1.5).axes:
        assert ax.lines[0].get_ydata()[0] == 1.5


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"trains": ()}, "two panes"),
        ({"trains": (("a", [1, 2], [1.0]), ("b", [1], [1.0]))}, "one shape"),
        ({"trains": (("a", [], []), ("b", [1], [1.0]))}, "n >= 1"),
        ({"more": ()}, "rows"),
    ],
)
def test_what_misfits_is_refused(change, words):
    with pytest.raises(ValueError, match=words):
        draw_window(panes() | change)
