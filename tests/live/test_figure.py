"""A live figure: what it embeds in the page, and what it refuses."""

import json
import os
import re
import subprocess
import sys

import numpy as np
import pytest
from bs4 import BeautifulSoup

from backprop.live import Picture, draw_picture, live_figure
from backprop.live.frames import frames
from backprop.live.sliders import settings_in_order, sliders
from backprop.plots.mime import DIGEST_MIME


def parabola(steepness, shape="up"):
    x = np.linspace(-1.0, 1.0, 5)
    sign = {"up": 1, "down": -1}[shape]
    return Picture(
        f"A parabola of steepness {steepness:g}, open {shape}.",
        "x",
        "y",
        (-1, 1),
        (-3, 3),
        lines={"y": (x, sign * steepness * x**2), "_zero": (x, 0 * x)},
        colors={"y": "forward", "_zero": "grey"},
    )


SETTINGS = {"steepness": (1, 3, 1, 2), "shape": ["up", "down"]}


def embedded(bundle):
    soup = BeautifulSoup(bundle["text/html"], "html.parser")
    return soup, json.loads(soup.script.text)


def unflat(flat):
    """As _live/figures.mjs puts a picture together."""
    found = {"lines": [], "points": [], "bars": []}
    for key, value in flat.items():
        if "." not in key:
            found[key] = value
            continue
        kind, k, name = key.split(".")
        found[kind] += [{} for _ in range(int(k) + 1 - len(found[kind]))]
        found[kind][int(k)][name] = value
    return found


def test_every_frame_is_the_picture_at_its_settings(shown):
    live_figure(parabola, precompute=True, **SETTINGS)
    _, data = embedded(shown[0])
    every = list(settings_in_order(sliders(SETTINGS)))
    assert len(data["frames"]) == len(every) == 6
    for values, frame in zip(every, data["frames"], strict=True):
        assert unflat(data["base"] | frame) == parabola(**values).plain()


def test_what_all_frames_share_stands_once(shown):
    live_figure(parabola, precompute=True, **SETTINGS)
    _, data = embedded(shown[0])
    assert set(data["frames"][0]) == {"words", "lines.0.y"}


def test_the_static_twin_is_the_picture_at_the_start(shown):
    live_figure(parabola, precompute=True, **SETTINGS)
    bundle = shown[0]
    soup, data = embedded(bundle)
    words = parabola(2.0).words
    assert bundle["text/plain"] == soup.img["alt"] == words
    assert soup.img["src"].endswith(bundle["image/png"])
    assert bundle[DIGEST_MIME]["digest"]
    starts = [c["start"] for c in data["controls"]]
    assert starts == [1, 0]


def test_the_same_call_shows_the_same_bytes(shown):
    for _ in range(2):
        live_figure(parabola, precompute=True, **SETTINGS)
    assert shown[0] == shown[1]


def test_nothing_in_the_data_ends_the_script(shown):
    def hostile(k):
        return Picture(
            "</script><script>alert(1)</script> & <b>",
            "x",
            "y",
            (0, 1),
            (0, 1),
        )

    live_figure(hostile, precompute=True, k=[1, 2])
    soup, data = embedded(shown[0])
    assert len(soup.find_all("script")) == 1
    assert data["base"]["words"].startswith("</script>")
    assert soup.img["alt"] == data["base"]["words"]


def test_without_precompute_the_page_is_told_whom_to_call(shown):
    live_figure(parabola, steepness=(1, 3, 1, 2))
    _, data = embedded(shown[0])
    assert data["call"] == f"{parabola.__module__}:parabola"
    assert "frames" not in data


def test_a_function_that_the_page_cannot_import_is_refused(shown):
    def inner(k):
        return parabola(k)

    with pytest.raises(ValueError, match="cannot import .*precompute=True"):
        live_figure(inner, k=(1, 3, 1, 2))
    assert not shown


@pytest.mark.parametrize(
    ("setting", "error", "words"),
    [
        ((1, 3, 1), TypeError, r"\(low, high, step, start\) or a list"),
        (7, TypeError, "got 7"),
        ((3, 1, 1, 2), ValueError, "low < high"),
        ((1, 3, 0, 2), ValueError, "step above 0"),
        ((1, 3, 1, 2.5), ValueError, "start at one of its steps"),
        ([], ValueError, "a choice or more"),
        ((1, np.nan, 1, 2), ValueError, "steepness"),
    ],
)
def test_a_setting_that_is_none_is_refused(shown, setting, error, words):
    with pytest.raises(error, match=words):
        live_figure(parabola, precompute=True, steepness=setting)
    assert not shown


def test_too_many_pictures_are_refused_before_they_are_made(shown):
    made = []

    def counting(a, b):
        made.append((a, b))
        return parabola(1)

    with pytest.raises(ValueError, match="at most 1000 pictures, got 10000"):
        live_figure(
            counting, precompute=True, a=(1, 100, 1, 1), b=(1, 100, 1, 1)
        )
    assert len(made) == 1


def test_what_is_no_picture_is_refused(shown):
    with pytest.raises(TypeError, match="return a Picture, got int"):
        live_figure(lambda k: 3, precompute=True, k=[1])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"xlim": (1, 1)}, "xlim"),
        ({"ylim": (2, 1)}, "ylim"),
        ({"colors": {"y": "red"}}, "colour of 'y'"),
        ({"lines": {"y": ([1, 2], [1])}}, "one shape"),
        ({"bars": {"p": [1, 2]}, "names": ("a",)}, "1 names"),
    ],
)
def test_a_picture_that_does_not_fit_is_refused(change, words):
    facts = {"xlim": (0, 1), "ylim": (0, 1)} | change
    with pytest.raises(ValueError, match=words):
        Picture("A picture that does not fit.", "x", "y", **facts)


def test_a_number_that_is_not_finite_becomes_a_gap():
    series = Picture(
        "A gap.", "x", "y", (0, 1), (0, 1), {"y": ([0, 1], [np.nan, 1 / 3])}
    ).plain()["lines"][0]
    assert series["y"] == [None, 0.3333]


def test_bars_lines_and_points_are_drawn():
    fig = draw_picture(
        Picture(
            "All three kinds.",
            "x",
            "y",
            (-1, 2),
            (-1, 1),
            {"a line": ([0, 1], [0, 1])},
            {"points": ([0, 1], [1, 0])},
            {"bars": [0.5, -0.5]},
            ("a", "b"),
        )
    )
    (ax,) = fig.axes
    assert [bar.get_height() for bar in ax.patches] == [0.5, -0.5]
    assert [t.get_text() for t in ax.get_legend().get_texts()] == [
        "a line",
        "points",
        "bars",
    ]


def test_frames_of_one_picture_are_all_base():
    assert frames([{"a": 1, "lines": []}]) == ({"a": 1}, [{}])


def test_in_jupyter_the_sliders_are_widgets():
    code = """
import ipywidgets, IPython.display
shown = []
import backprop.live.widgets as w
w.display = shown.append
import sys; sys.path.insert(0, {here!r})
from test_figure import parabola
from backprop.live import live_figure
live_figure(parabola, precompute=True, steepness=(1, 3, 1, 2),
            shape=["up", "down"])
image, first, second, words = shown[0].children
before = image.value
first.value, second.value = 3.0, "down"
assert image.value != before and image.value[:4] == b"\\x89PNG"
print(words.value)
"""
    env = {k: v for k, v in os.environ.items() if k != "BACKPROP_LIVE"}
    here = os.path.dirname(__file__)
    done = subprocess.run(
        [sys.executable, "-c", code.format(here=here)],
        env=env,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == parabola(3.0, "down").words, done.stderr
    assert not re.search("Error", done.stderr)
