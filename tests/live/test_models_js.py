"""The pictures that the page computes itself are those of the package."""

import json

import numpy as np
import pytest
from bs4 import BeautifulSoup
from node import LIVE, answers, needs_node

from backprop.book import pictures
from backprop.live import live_baseline, live_figure
from backprop.plots.numbers import scientific

RUN = f"""
import {{ models }} from "{(LIVE / "models.mjs").as_uri()}";
import {{ scientific }} from "{(LIVE / "scale.mjs").as_uri()}";
console.log(JSON.stringify({{
  names: Object.keys(models),
  pictures: data.cases.map(([name, values]) => models[name].picture(values)),
  pulled: data.pulls.map(([name, values, k, at]) => {{
    const {{ grips, pull }} = models[name];
    const points = grips(values);
    return [points, {{ ...values, ...pull(values, k, at, points) }}];
  }}),
  numbers: data.numbers.map(([value, digits]) => scientific(value, digits)),
}}));
"""
NAMES = ("dividing_line", "descent", "two_arms")
NO_DATA = {"cases": [], "pulls": [], "numbers": []}


def drawn(rng, name):
    if name == "two_arms":
        return {"baseline_b": float(rng.integers(-4, 30)) / 2}
    low, high = {
        "dividing_line": ([-2, -2, -3], [2, 2, 3]),
        "descent": ([0.005, -10, -3.5], [0.115, 10, 3.5]),
    }[name]
    keys = {
        "dividing_line": ["w1", "w2", "bias"],
        "descent": ["learning_rate", "w1", "w2"],
    }[name]
    values = np.round(rng.uniform(low, high), 3)
    return dict(zip(keys, map(float, values), strict=True))


def same(got, truth):
    """Each series of a kind: the same label and colour, and to 1e-9 the
    same numbers, with gaps in the same places."""
    for kind in ("lines", "points", "areas"):
        pairs = getattr(truth, kind)
        assert [one["label"] for one in got[kind]] == list(pairs)
        for one, (label, pair) in zip(got[kind], pairs.items(), strict=True):
            assert one["color"] == truth.colors.get(label, "ink")
            for mine, right in zip((one["x"], one["y"]), pair, strict=True):
                mine = np.array(mine, dtype=float)  # None becomes nan
                np.testing.assert_allclose(mine, right, rtol=1e-9, atol=1e-9)


@needs_node
@pytest.mark.parametrize("name", NAMES)
def test_at_any_setting_the_picture_is_the_packages(name):
    rng = np.random.default_rng(0)
    cases = [[name, drawn(rng, name)] for _ in range(200)]
    if name == "dividing_line":
        cases.append([name, {"w1": 0.0, "w2": 0.0, "bias": 1.0}])
        cases.append([name, {"w1": 1.0, "w2": 1.0, "bias": -0.5}])
    found = answers(RUN, NO_DATA | {"cases": cases})
    assert sorted(found["names"]) == sorted(NAMES)
    for (_, values), got in zip(cases, found["pictures"], strict=True):
        truth = getattr(pictures, name)(**values)
        same(got, truth)
        assert got["words"] == truth.words
        for field in ("xlabel", "ylabel", "logy"):
            assert got[field] == getattr(truth, field)
        assert tuple(got["xlim"]) == truth.xlim
        assert tuple(got["ylim"]) == truth.ylim


@needs_node
def test_a_pulled_line_goes_through_the_hand():
    """And the other end stays; the middle shifts the line. The slopes and
    the bias stay where the sliders reach."""
    rng = np.random.default_rng(1)
    pulls = []
    for k in range(150):
        values = drawn(rng, "dividing_line")
        at = rng.uniform(-1, 2, 2).tolist()
        pulls.append(["dividing_line", values, k % 3, at])
    found = answers(RUN, NO_DATA | {"pulls": pulls})["pulled"]
    for (_, before, k, at), (points, after) in zip(pulls, found, strict=True):
        w, bias = np.array([after["w1"], after["w2"]]), after["bias"]
        assert w @ at + bias == pytest.approx(0, abs=1e-9)
        assert np.abs(w).max() <= 2 + 1e-9
        assert abs(bias) <= 3 + 1e-9
        old = np.array([before["w1"], before["w2"]])
        if k == 2:
            assert np.cross([*w, 0], [*old, 0])[2] == pytest.approx(0)
            assert w @ old > 0
        else:
            assert w @ points[1 - k] + bias == pytest.approx(0, abs=1e-9)


@needs_node
def test_the_start_goes_where_the_hand_is():
    pull = ["descent", {"learning_rate": 0.05, "w1": 10, "w2": 2}, 0, [3, -1]]
    ((points, after),) = answers(RUN, NO_DATA | {"pulls": [pull]})["pulled"]
    assert points == [[10, 2]]
    assert after == {"learning_rate": 0.05, "w1": 3, "w2": -1}


@needs_node
def test_numbers_are_written_as_the_package_writes_them():
    rng = np.random.default_rng(2)
    numbers = [(0.0, 2), (140.0, 3), (1e-3, 2), (9999.0, 3), (0.521, 2)]
    numbers += [(222.5, 3), (223.5, 3), (-222.5, 3), (9995.0, 3), (0.25, 1)]
    numbers += [(12500.0, 2), (13500.0, 2)]  # ties go to the even digit
    for power in range(-12, 9):
        numbers += [
            (float(v), 3) for v in rng.uniform(-10, 10, 9) * 10.0**power
        ]
    found = answers(RUN, NO_DATA | {"numbers": numbers})["numbers"]
    assert found == [scientific(*pair) for pair in numbers]


def test_the_page_is_told_which_model_and_what_it_plays(shown):
    live_figure(
        pictures.descent,
        model=True,
        play=["_path", "steps"],
        ghost=["_path"],
        learning_rate=(0.05, 0.1, 0.05, 0.05),
        w1=(-1, 1, 1, 1),
        w2=(-1, 1, 1, 1),
    )
    html = shown[0]["text/html"]
    data = json.loads(BeautifulSoup(html, "html.parser").script.text)
    assert data["model"] == "descent"
    assert data["play"] == ["_path", "steps"]
    assert data["ghost"] == ["_path"]
    assert "frames" not in data
    assert data["base"]["words"] in html


@pytest.mark.parametrize(
    "wrong", [{"play": "speed"}, {"play": ["speed"]}, {"ghost": ["speed"]}]
)
def test_what_is_played_must_be_there(shown, wrong):
    settings = {"w1": (-1, 1, 1, 1), "w2": (-1, 1, 1, 1), "bias": [0.5]}
    with pytest.raises(ValueError, match="have no speed"):
        live_figure(pictures.dividing_line, model=True, **wrong, **settings)
    assert not shown


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (0, "arm 0 gives the estimate 1 and arm 1 gives −6. The mean is "
         "3/4 · 1 + 1/4 · (−6) = −3/4, and the variance is 147/16 (9.19)."),
        (5, "arm 0 gives the estimate −1/4 and arm 1 gives −9/4. The mean is "
         "3/4 · (−1/4) + 1/4 · (−9/4) = −3/4, and the variance is 3/4 "
         "(0.75)."),
        (7, "arm 0 gives the estimate −3/4 and arm 1 gives −3/4. The mean is "
         "3/4 · (−3/4) + 1/4 · (−3/4) = −3/4, and the variance is 0."),
        (8, "arm 0 gives the estimate −1 and arm 1 gives 0. The mean is "
         "3/4 · (−1) + 1/4 · 0 = −3/4, and the variance is 3/16 (0.188)."),
    ],
)  # fmt: skip
def test_the_baselines_figure_says_what_the_pencil_says(shown, start, words):
    live_baseline(start)
    assert shown[0]["text/plain"] == f"With b = {start}, {words}"
    html = shown[0]["text/html"]
    data = json.loads(BeautifulSoup(html, "html.parser").script.text)
    assert data["model"] == "two_arms"
    (slider,) = data["controls"]
    assert slider["label"] == "baseline b"
    assert (slider["texts"][0], slider["texts"][-1]) == ("0.0", "10.0")
    assert slider["values"][slider["start"]] == start


def test_the_estimates_are_measured_slopes_of_log_pi_and_their_mean_of_J():
    """By a complex step, at every baseline of the slider."""
    theta = np.log(3.0) + 1e-20j
    first = 1 / (1 + np.exp(-theta))
    chances = np.array([first, 1 - first])
    rewards = np.array([4.0, 8.0])
    scores = np.log(chances).imag / 1e-20
    slope = (chances @ rewards).imag / 1e-20
    for b in np.arange(0, 10.5, 0.5):
        arms, one, mean = pictures.two_arms(b).lines.values()
        got = [arms[1][0], one[1][0]]
        np.testing.assert_allclose(got, (rewards - b) * scores, atol=1e-12)
        np.testing.assert_allclose(mean[1], slope, rtol=1e-12)
        widths = [np.ptp(arms[0]), np.ptp(one[0])]
        np.testing.assert_allclose(widths, chances.real, rtol=1e-12)


@pytest.mark.parametrize("start", [-1, 11, 0.25])
def test_a_baseline_beside_the_slider_is_refused(shown, start):
    with pytest.raises(ValueError, match="baseline_b must start at one of"):
        live_baseline(start)
    assert not shown
