"""The braid says the values, slopes and gradients of its Scalars."""

from itertools import product

import matplotlib.pyplot as plt
import numpy as np
import pytest
from looks import assert_on_paper, assert_pure, overlaps, texts
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb

from backprop import Scalar
from backprop.plots import BACKWARD, digest, draw_braid

NAMES = ["x", "u", "v", "f"]

plt.switch_backend("agg")


def chain_from(x, n=4):
    chain = [Scalar(x)]
    while len(chain) < n:
        chain.append(chain[-1] * chain[-1])
    chain[-1].backward()
    return chain


DRAWINGS = {
    "all": lambda x: draw_braid(chain_from(x), NAMES),
    "one": lambda x: draw_braid(chain_from(x), NAMES, strand=(0, 1, 0)),
    "short": lambda x: draw_braid(chain_from(x, 2), ["x", "f"]),
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_braid_is_pure_fits_the_page_and_shows_each_number(draw):
    assert_pure(draw)
    assert_on_paper(draw(2.0))
    assert not overlaps(draw(2.0))


def test_values_gradients_and_both_local_slopes_are_written():
    said = texts(DRAWINGS["all"](2.0))
    assert {"2", "4", "16", "256", "1024", "32", "1"} <= set(said)
    assert [said.count(f"← × {s}") for s in (2, 4, 16)] == [2, 2, 2]


def test_a_marked_strand_writes_its_own_slopes_alone():
    said = texts(DRAWINGS["one"](2.0))
    assert [said.count(f"← × {s}") for s in (2, 4, 16)] == [1, 1, 1]


def test_each_of_the_eight_paths_marks_another_strand():
    looks = {
        str(digest(draw_braid(chain_from(2.0), NAMES, strand=path)))
        for path in product((0, 1), repeat=3)
    }
    assert len(looks) == 8


def bundles(fig):
    return [c for c in fig.findobj(LineCollection) if len(c.get_segments())]


def test_four_strands_run_in_each_bundle_and_one_is_marked():
    fig = DRAWINGS["all"](2.0)
    assert len(bundles(fig)) == 6  # three gaps, two uses in each
    for bundle in bundles(fig):
        hues = {tuple(np.round(c[:3], 6)) for c in bundle.get_colors()}
        assert len(hues - {(1.0, 1.0, 1.0)}) == 4
    marked = [
        any(np.allclose(c[:3], to_rgb(BACKWARD)) for c in b.get_colors())
        for b in bundles(DRAWINGS["one"](2.0))
    ]
    assert marked == [True, False, False, True, True, False]


def test_what_is_no_braid_is_refused():
    chain = chain_from(2.0)
    with pytest.raises(TypeError, match="expects Scalars, got float"):
        draw_braid([2.0, 4.0], ["x", "u"])
    with pytest.raises(ValueError, match="2 to 4 Scalars"):
        draw_braid(chain_from(1.0, 5), "xuvwf")
    with pytest.raises(ValueError, match="a name for each"):
        draw_braid(chain, ["x"])
    with pytest.raises(ValueError, match="used twice"):
        draw_braid([chain[0], chain[0] + chain[1]], ["x", "f"])
    with pytest.raises(ValueError, match="3 numbers, each 0 or 1"):
        draw_braid(chain, NAMES, strand=(0, 1))
    with pytest.raises(ValueError, match="3 numbers, each 0 or 1"):
        draw_braid(chain, NAMES, strand=(0, 1, 2))
    x = Scalar(2.0)
    with pytest.raises(ValueError, match="call chain"):
        draw_braid([x, x * x], ["x", "f"])
