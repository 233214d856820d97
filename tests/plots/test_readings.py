"""Every digit as several nets read it: counts and frames are the data's."""

import io

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from backprop import digits
from backprop.plots import INK, digest, draw_readings
from backprop.plots.rounding import colour

plt.switch_backend("agg")
IMAGES, LABELS = (part[:100] for part in digits())


def misread(*places):
    """Return the labels, wrong by one at these places."""
    answers = LABELS.copy()
    answers[list(places)] = (answers[list(places)] + 1) % 10
    return answers


def draw(one=(3, 41), other=(3, 41, 99), X=IMAGES):
    answers = {"one net": misread(*one), "the other": misread(*other)}
    return draw_readings(X, LABELS, answers, columns=40)


def texts(fig):
    return [t for t in fig.findobj(Text) if t.get_text()]


def frames(fig):
    return [
        patch
        for patch in fig.axes[0].patches
        if isinstance(patch, Rectangle)
        and colour(patch.get_edgecolor()) == colour(INK)
    ]


def test_the_drawing_is_pure_and_fits_the_page():
    settings = dict(plt.rcParams)
    assert digest(draw()) == digest(draw())
    assert draw().get_figwidth() <= 6.4 + 1e-9
    assert not plt.get_fignums()
    assert dict(plt.rcParams) == settings
    draw().savefig(io.BytesIO())


def test_each_panel_says_its_net_and_how_many_it_read():
    said = [t.get_text() for t in texts(draw())]
    assert said == [
        "one net",
        "98 of 100 read correctly",
        "the other",
        "97 of 100 read correctly",
    ]


def test_the_frames_stand_around_the_digits_that_were_misread():
    fig = draw(one=(), other=(3, 41))
    side = frames(draw(one=(0,), other=()))[0].get_width()
    centres = [
        (f.get_x() + f.get_width() / 2, f.get_y() + f.get_height() / 2)
        for f in frames(fig)
    ]
    (x3, y3), (x41, y41) = centres
    step = 6.2 / 40
    assert step < side < 1.4 * step
    # Places 3 and 41 are column 3 of the first row, column 1 of the second.
    assert x3 - x41 == pytest.approx(2 * step)
    assert y3 - y41 == pytest.approx(step)
    image = fig.axes[0].images[1]
    left, right, bottom, top = image.get_extent()
    assert x3 == pytest.approx(left + 3.5 * step)
    assert y3 == pytest.approx(top - 0.5 * step)


def test_a_digit_stands_at_its_place_in_the_mosaic():
    image = draw().axes[0].images[0].get_array()
    assert image.shape == (30, 400)  # 100 digits, 40 a row, 10 pixels each
    np.testing.assert_array_equal(
        image[11:19, 11:19].ravel(), IMAGES[41].astype(float)
    )
    assert not image[20:, 200:].any()  # nothing after the last


@pytest.mark.parametrize(
    "changed",
    [
        {"one": (4, 41)},
        {"other": (3, 41)},
        {"X": IMAGES[::-1]},
    ],
    ids=["another digit misread", "one fewer", "other images"],
)
def test_other_data_give_another_digest(changed):
    assert digest(draw(**changed)) != digest(draw())


def test_words_stay_on_the_paper_apart_and_large_enough():
    fig = draw()
    fig.draw_without_rendering()
    boxes = [t.get_window_extent() for t in texts(fig)]
    assert all(t.get_fontsize() >= 9 for t in texts(fig))
    paper = fig.bbox.padded(1)
    for k, box in enumerate(boxes):
        assert paper.x0 <= box.x0 < box.x1 <= paper.x1
        assert paper.y0 <= box.y0 < box.y1 <= paper.y1
        assert not any(box.overlaps(other) for other in boxes[k + 1 :])


@pytest.mark.parametrize(
    ("error", "says", "wrong"),
    [
        (ValueError, "digits of shape", (IMAGES[:, :9], LABELS, {})),
        (ValueError, "a net or more", (IMAGES, LABELS, {})),
        (ValueError, "labels must have shape", (IMAGES, LABELS[:5], {"a": 0})),
        (ValueError, "labels must have shape", (IMAGES, None, {"a": LABELS})),
        (
            ValueError,
            "answers of 'a' must have shape",
            (IMAGES, LABELS, {"a": LABELS[:5]}),
        ),
        (
            TypeError,
            "answers of 'a' must be whole",
            (IMAGES, LABELS, {"a": LABELS / 2}),
        ),
    ],
)
def test_what_does_not_fit_is_refused(error, says, wrong):
    with pytest.raises(error, match=says):
        draw_readings(*wrong)
