"""`show` publishes one bundle: a picture, its words and its digest."""

import base64
import io
import subprocess
import sys

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from PIL import Image

from backprop.plots import FORWARD, INK, digest, show, use_style
from backprop.plots.mime import DIGEST_KEY, DIGEST_MIME

ALT = "A line that rises from 0 at x = 0 to 1 at x = 1."


@pytest.fixture(autouse=True)
def _no_window():
    plt.switch_backend("agg")
    yield
    plt.close("all")


def figure(**looks):
    with plt.rc_context(looks):
        fig, ax = plt.subplots()
        ax.plot([0, 1], [0, 1])
    return fig


def picture(bundle):
    return Image.open(io.BytesIO(base64.b64decode(bundle["image/png"])))


def test_one_bundle_holds_picture_words_and_digest(shown):
    fig = figure()
    name = digest(fig)
    assert show(fig, alt=ALT) is None
    (bundle,) = shown
    assert set(bundle) == {"image/png", "text/plain", DIGEST_MIME}
    assert bundle["text/plain"] == ALT
    assert bundle[DIGEST_MIME]["digest"] == name
    assert picture(bundle).info[DIGEST_KEY] == name


def test_the_parts_say_what_changed(shown):
    show(figure(), alt=ALT)
    parts = shown[0][DIGEST_MIME]["parts"]
    assert list(parts) == ["axes 0: frame", "axes 0: 1 Line2D"]


def test_the_same_figure_gives_the_same_bytes(shown):
    show(figure(), alt=ALT)
    show(figure(), alt=ALT)
    assert shown[0] == shown[1]


def test_the_picture_is_small_and_fits_a_page(shown):
    show(figure(), alt=ALT)
    image = picture(shown[0])
    assert image.width == 832
    assert len(shown[0]["image/png"]) < 60_000


def test_the_figure_is_closed(shown):
    show(figure(), alt=ALT)
    assert plt.get_fignums() == []


def test_the_words_stand_on_one_line(shown):
    show(figure(), alt="A line that rises\n    from 0 to 1.")
    assert shown[0]["text/plain"] == "A line that rises from 0 to 1."


@pytest.mark.parametrize("alt", ["", "   ", "A line.", " " * 40])
def test_too_short_words_are_refused(alt, shown):
    with pytest.raises(ValueError, match="20 characters or more, got"):
        show(figure(), alt=alt)
    assert shown == []


def test_missing_words_are_refused():
    with pytest.raises(TypeError, match="alt"):
        show(figure())
    with pytest.raises(TypeError, match="alt to be a str, got NoneType"):
        show(figure(), alt=None)


def test_only_figures_are_shown():
    with pytest.raises(TypeError, match="expects a matplotlib Figure"):
        show(plt.subplots()[1], alt=ALT)


def test_the_style_is_applied_and_found_again():
    assert mpl.rcParams["axes.prop_cycle"].by_key()["color"][0] == FORWARD
    with plt.rc_context({"text.color": "red"}):
        use_style()
        assert mpl.rcParams["text.color"] == INK


def test_importing_the_package_does_not_import_matplotlib():
    code = (
        "import sys, backprop; "
        "found = {'matplotlib', 'IPython', 'ipywidgets'} & set(sys.modules); "
        "sys.exit(f'imported {found}' if found else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
