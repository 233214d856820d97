"""A digit that is moved: what is stored, and what the page makes of it."""

import json

import numpy as np
import pytest
from node import LIVE, answers, needs_node

from backprop import Flatten, Linear, Sequential, digits, softmax
from backprop.live import live_moved, moved_probabilities

PAGE = f"""
import * as m from "{(LIVE / "moved.mjs").as_uri()}";
const found = [];
for (const [k, digit] of data.digits.entries())
  for (let down = -data.reach; down <= data.reach; down++)
    for (let right = -data.reach; right <= data.reach; right++) {{
      const shift = [down, right];
      found.push({{
        pixels: m.shifted(data, digit.pixels, shift),
        lost: m.lost(data, digit.pixels, shift),
        nets: data.nets.map((net) => m.askedAt(data, net.asked[k], shift)),
        right: data.nets.map((net) => m.rightOf(net.asked[k], digit.label)),
        said: m.said(data, k, shift),
      }});
    }}
console.log(JSON.stringify(found));
"""


def rolled(image, down, right):
    """np.roll, with 0 where something came in from the other side."""
    moved = np.roll(image, (down, right), axis=(0, 1))
    rows, columns = np.indices(image.shape)
    H, W = image.shape
    inside = (rows - down >= 0) & (rows - down < H)
    inside &= (columns - right >= 0) & (columns - right < W)
    return np.where(inside, moved, 0.0)


def two_nets():
    rng = np.random.default_rng(3)
    return {
        "dense": Sequential(Flatten(), Linear(30, 10, rng)),
        "other": Sequential(Flatten(), Linear(30, 10, rng)),
    }


@pytest.fixture
def images():
    return np.random.default_rng(1).uniform(size=(4, 5, 6, 1))


def data_of(bundle):
    html = bundle["text/html"]
    return json.loads(html.split('json">')[1].split("</script>")[0])


def test_probabilities_are_those_of_the_moved_images(images):
    for net in two_nets().values():
        P = moved_probabilities(net, images, reach=3)
        assert P.shape == (4, 7, 7, 10)
        for k, d, r in np.ndindex(4, 7, 7):
            moved = rolled(images[k, :, :, 0], d - 3, r - 3)
            truth = softmax(net.forward(moved[None, :, :, None]))[0]
            np.testing.assert_allclose(P[k, d, r], truth, rtol=0, atol=1e-12)


def test_rows_of_pixels_are_moved_as_images():
    X, _ = digits()
    net = Linear(64, 10, np.random.default_rng(0))
    rows = moved_probabilities(net, X[:3])
    as_images = moved_probabilities(
        Sequential(Flatten(), net), X[:3].reshape(3, 8, 8)
    )
    assert rows.shape == (3, 5, 5, 10)
    np.testing.assert_array_equal(rows, as_images)


@needs_node
def test_the_page_tells_what_the_nets_said(shown, images):
    nets = two_nets()
    P = {name: moved_probabilities(net, images) for name, net in nets.items()}
    labels = np.array([3, 0, 9, 5])
    live_moved(images, labels, P)
    data = data_of(shown[0])
    found = iter(answers(PAGE, data))
    for k, label in enumerate(labels):
        for d, r in np.ndindex(5, 5):
            one = next(found)
            moved = rolled(images[k, :, :, 0], d - 2, r - 2)
            assert np.array(one["pixels"]) / 100 == pytest.approx(
                moved.ravel(), abs=0.0051
            )
            ink = np.rint(100 * moved).sum() / np.rint(100 * images[k]).sum()
            assert one["lost"] == pytest.approx(100 * (1 - ink), abs=0.5001)
            for name, got, right in zip(
                P, one["nets"], one["right"], strict=True
            ):
                truth = P[name][k, d, r]
                assert got["answer"] == truth.argmax()
                assert np.array(got["percents"]) / 100 == pytest.approx(
                    truth, abs=0.0051
                )
                assert right == (P[name][k].argmax(axis=2) == label).sum()
                assert f" {truth.argmax()} with " in one["said"]
                assert f"({name})" in one["said"]
            verdicts = one["said"].count(", right (")
            agree = [P[n][k, d, r].argmax() == label for n in P]
            assert verdicts == sum(agree)
    assert next(found, None) is None


@needs_node
def test_what_is_said_of_a_shift():
    script = f"""
    import {{ shiftText, within }} from "{(LIVE / "moved.mjs").as_uri()}";
    console.log(JSON.stringify([[0, 0], [1, 0], [0, -2], [-2, 1], [9, -9]]
      .map((shift) => shiftText(within({{ reach: 2 }}, shift)))));
    """
    assert answers(script) == [
        "not moved",
        "moved 1 down",
        "moved 2 to the left",
        "moved 2 up and 1 to the right",
        "moved 2 down and 2 to the left",
    ]


def test_the_output_is_small_and_the_same_each_time(shown):
    X, labels = digits()
    X, labels = X[:10], labels[:10]
    rng = np.random.default_rng(0)
    P = {f"net {k}": moved_probabilities(Linear(64, 10, rng), X) for k in "ab"}
    for _ in range(2):
        live_moved(X, labels, P)
    assert shown[0] == shown[1]  # nbval compares it
    html, words = shown[0]["text/html"], shown[0]["text/plain"]
    assert len(html) < 40_000
    right = [(P[name][0].argmax(axis=2) == labels[0]).sum() for name in P]
    assert f"a 0: net a {right[0]}, net b {right[1]}" in words
    assert html.startswith("<live-moved>\n<div class='moved-print'>\n<table")
    assert "Right at how many of 25 positions" in html
    first = P["net a"][0].argmax(axis=2)[0]
    row = "".join(f"<td>{answer}</td>" for answer in first)
    assert f"<tr><td>−2</td>{row}</tr>" in html


IMAGES = np.full((2, 4, 4), 0.5)
EVEN = np.full((2, 5, 5, 10), 0.1)


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        (dict(images=np.ones((2, 5))), ValueError, "images must have shape"),
        (dict(images=np.ones((2, 4, 4, 3))), ValueError, "images must have"),
        (dict(images=2 * IMAGES + 1), ValueError, "entries from 0 to 1"),
        (dict(images=np.ones((17, 4, 4))), ValueError, "at most 16"),
        (dict(labels=np.array([1])), ValueError, r"shape \(2,\), got \(1,\)"),
        (dict(labels=np.array([1.0, 2])), TypeError, "whole numbers"),
        (dict(probabilities=EVEN), TypeError, "must be {name: array}"),
        (dict(probabilities={}), ValueError, "1 to 3 nets, got 0"),
        (dict(probabilities={"a": EVEN[:1]}), ValueError, "a's .* must have"),
        (dict(probabilities={"a": EVEN[:, 1:, 1:]}), ValueError, "odd m"),
        (dict(probabilities={"a": EVEN, "b": EVEN[:, 1:4, 1:4]}),
         ValueError, "b's .* the same for all nets"),
        (dict(probabilities={"a": 2 * EVEN}), ValueError, "see their sums"),
        (dict(images=np.ones((2, 2, 2))), ValueError, "at most 1, got 2"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(shown, change, error, words):
    given = {
        "images": IMAGES,
        "labels": np.array([1, 2]),
        "probabilities": {"a": EVEN},
    }
    with pytest.raises(error, match=words):
        live_moved(**(given | change))
    assert not shown


def test_a_net_must_have_forward_and_the_reach_must_fit():
    with pytest.raises(TypeError, match="net must have the methods forward"):
        moved_probabilities(len, IMAGES)
    with pytest.raises(ValueError, match="reach must be at most 3, got 4"):
        moved_probabilities(Flatten(), IMAGES, reach=4)
