"""The digest changes with the data of a figure and not with its looks."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from drawings import DRAWINGS, DRAWINGS_3D, PAIRS, drawn, wave, x

from backprop.plots import digest
from backprop.plots.rounding import counts, quantum

OTHER_LOOKS = {
    "figure.figsize": (9, 3),
    "figure.dpi": 60,
    "font.size": 7,
    "font.family": "DejaVu Serif",
    "lines.linewidth": 5,
    "axes.linewidth": 3,
    "lines.markersize": 12,
    "figure.constrained_layout.use": False,
}


@pytest.fixture(autouse=True)
def _no_window():
    plt.switch_backend("agg")
    yield
    plt.close("all")


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_changed_drawing_changes_the_digest(name):
    draw = DRAWINGS[name]
    assert digest(drawn(draw, 1)) != digest(drawn(draw, 1.01))


@pytest.mark.parametrize("name", DRAWINGS)
def test_looks_and_last_bits_leave_the_digest_alone(name):
    draw = DRAWINGS[name]
    plain = digest(drawn(draw, 1))
    assert digest(drawn(draw, 1, **OTHER_LOOKS)) == plain
    if name not in ("hist", "hist outline", "hexbin"):  # they count points
        assert digest(drawn(draw, 1 + 1e-13)) == plain


@pytest.mark.parametrize("name", DRAWINGS)
def test_saving_a_figure_leaves_its_digest_alone(name, tmp_path):
    fig = drawn(DRAWINGS[name], 1)
    plain = digest(fig)
    fig.savefig(tmp_path / "figure.png")
    assert digest(fig) == plain


@pytest.mark.parametrize("name", PAIRS)
def test_words_colours_and_scales_are_in_the_digest(name):
    one, other = PAIRS[name]
    assert digest(drawn(one)) == digest(drawn(one))
    assert digest(drawn(one)) != digest(drawn(other))


@pytest.mark.parametrize("name", DRAWINGS_3D)
def test_three_dimensions(name):
    draw = DRAWINGS_3D[name]
    plain = digest(drawn(draw, 1, projection="3d"))
    assert plain != digest(drawn(draw, 1.01, projection="3d"))
    assert plain == digest(drawn(draw, 1, projection="3d", **OTHER_LOOKS))


def test_an_unknown_artist_is_refused_by_name():
    fig = drawn(lambda ax: ax.table([["a"]]))
    with pytest.raises(TypeError, match="cannot read a Table"):
        digest(fig)
    fig = drawn(lambda ax: ax.figure.add_artist(plt.Circle((0, 0), 1)))
    with pytest.raises(TypeError, match="cannot read a Circle"):
        digest(fig)


def test_a_class_of_ones_own_is_refused():
    class Wobbly(mpl.lines.Line2D):
        pass

    fig = drawn(lambda ax: ax.add_line(Wobbly([0, 1], [0, 1])))
    with pytest.raises(TypeError, match="Wobbly"):
        digest(fig)


def test_only_figures_have_a_digest():
    with pytest.raises(TypeError, match="expects a matplotlib Figure"):
        digest("a figure")


def test_subplots_keep_their_order():
    def pair(first, second):
        fig, axes = plt.subplots(1, 2)
        axes[0].plot(x, first)
        axes[1].plot(x, second)
        return digest(fig)

    assert pair(wave, x) != pair(x, wave)


def test_noise_beside_ordinary_numbers_is_nothing():
    def bars(tiny):
        return digest(drawn(lambda ax: ax.bar([0, 1], [1, tiny])))

    assert bars(0.0) == bars(-0.0) == bars(1e-17) == bars(-3e-17)


def test_a_flat_line_is_not_measured_by_its_noise():
    noise = 1e-16 * np.random.default_rng(0).standard_normal(25)

    def line(values):
        return digest(drawn(lambda ax: ax.plot(x, values)))

    assert line(0.3 + noise) == line(np.full(25, 0.3))


def test_a_small_change_on_a_high_line_is_seen():
    def line(slope):
        return digest(drawn(lambda ax: ax.plot(x, 1000 + slope * x)))

    assert line(1.0) != line(1.001)


def test_neither_ties_nor_round_ranges_are_left_to_the_last_bit():
    ties = (np.arange(-999, 1000) + 0.5) * 1e-4
    for values in (ties, np.linspace(0, 1, 257), np.arange(9.0)):
        step = quantum(values)
        assert quantum(values * (1 + 1e-15)) == step
        for factor in (1 - 1e-13, 1 + 1e-13):
            assert counts(values * factor, step) == counts(values, step)


def test_gaps_and_infinities_have_their_own_names():
    assert counts([np.nan, np.inf, -np.inf, -0.0], 1) == [
        "nan", "inf", "-inf", 0,
    ]  # fmt: skip
