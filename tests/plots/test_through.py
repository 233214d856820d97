"""One image through a deep net: tiles, sizes and shades say the numbers."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from looks import assert_on_paper, assert_pure, overlaps, texts
from matplotlib.image import AxesImage

from backprop.plots import draw_through
from backprop.plots.through import shade

plt.switch_backend("agg")

IMAGE = np.linspace(0, 1, 64)
LAYERS = (1, 5, 10, 15, 20, 25, 30)


def outputs(factor):
    """Tiles whose sizes are the factor's powers."""
    tile = np.tile([0.0, np.sqrt(2.0)], 32)
    return np.array([tile * factor**layer for layer in LAYERS])


def drawing(v):
    rows = {"gain 1": outputs(0.7), "gain √2": outputs(1.0 * v),
            "gain 2": outputs(1.4)}  # fmt: skip
    return draw_through(IMAGE, rows, LAYERS)


def test_the_drawing_is_pure_fits_the_page_and_overlaps_nowhere():
    assert_pure(drawing, other=1.01)
    assert_on_paper(drawing(1.0))
    assert not overlaps(drawing(1.0))


def test_each_tile_says_its_size_and_each_column_its_layer():
    said = texts(drawing(1.0))
    assert {str(layer) for layer in LAYERS} <= set(said)
    assert said.count("1") == 1 + len(LAYERS)  # layer 1, and the level row
    assert {"0.7", "1.4", "2·10⁻⁵"} <= set(said)


def test_a_row_is_the_image_and_one_tile_for_each_layer():
    tiles = drawing(1.0).findobj(AxesImage)
    assert len(tiles) == 3 * (1 + len(LAYERS))
    np.testing.assert_allclose(tiles[0].get_array().ravel(), IMAGE / 2)


def test_shades_grow_with_the_value_and_end_at_a_hundred():
    values = np.array([0, 0.5, 1, 10, 100, 1e4])
    np.testing.assert_allclose(
        shade(values), [0, 0.25, 0.5, 0.75, 1, 1], atol=1e-12
    )


@pytest.mark.parametrize(
    ("image", "rows", "words"),
    [
        (IMAGE[:-1], {"a": outputs(1)}, "digits of shape"),
        (IMAGE, {"a": outputs(1)[1:]}, r"outputs of shape \(7, 64\)"),
        (IMAGE, {"a": -outputs(1)}, "none below 0"),
        (IMAGE, {"a": np.full((7, 64), np.inf)}, "'a'"),
        (IMAGE, {}, "at least one row"),
    ],
)
def test_what_does_not_fit_is_refused(image, rows, words):
    with pytest.raises(ValueError, match=words):
        draw_through(image, rows, LAYERS)
    with pytest.raises(TypeError, match="whole"):
        draw_through(IMAGE, {"a": outputs(1)}, ["first"] * 7)
