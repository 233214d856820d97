"""The page's recurrent net equals slopes measured in Python, step by step."""

import itertools
import json

import numpy as np
import pytest
from node import LIVE, answers, needs_node

from backprop.book import LN2, running_net
from backprop.live import live_unrolled

IMPORTS = f"""
import * as u from "{(LIVE / "unrolled.mjs").as_uri()}";
import * as w from "{(LIVE / "unrolled_words.mjs").as_uri()}";
"""
ALL = f"""{IMPORTS}
const {{ given, choices }} = data;
console.log(JSON.stringify(choices.map((counts) => u.run(given, counts))));
"""
SAID = f"""{IMPORTS}
const {{ given, counts }} = data;
const pass = u.run(given, counts);
console.log(JSON.stringify([0, 1, 2, 3, 4, 5, 6].map((k) =>
  [w.said(given, counts, pass, k), w.lines(given, pass, k).map((line) =>
    `${{line.name}} = ${{line.parts}} = ${{line.value}}`)])));
"""
CHOICES = [c for c in itertools.product((0, 1), repeat=3) if any(c)]
WH = np.array([[1, -1], [-2, 1]])


def plain(text):
    return text.replace("\u00a0", " ")


def data_of(bundle):
    html = bundle["text/html"]
    return json.loads(html.split('json">')[1].split("</script>")[0])


def forward(counts, arrays, nudge):
    """Every value, with something added to the z, h, or what the head sees."""
    _, X, labels = running_net()
    X, labels = X[[0, 3, 2]], labels[[0, 3, 2]]
    h, H, P, losses = np.zeros(2), [], [], []
    for t in range(3):
        z = X[t] @ arrays["dWx"] + h @ arrays["dWh"] + arrays["db"]
        z = z + nudge["dz"][t]
        h = np.where(z.real > 0, z, 0) + nudge["dh"][t]
        logits = (h + nudge["own"][t]) @ arrays["W2"] + arrays["b2"]
        p = np.exp(logits) / np.exp(logits).sum()
        H.append(h)
        P.append(p)
        losses.append(-np.log(p[labels[t]]))
    loss = np.array(losses) @ np.array(counts) / sum(counts)
    return {"h": H, "P": P, "loss": loss, "losses": losses}


def slopes(counts):
    """The values, and dloss by everything: a complex step, nothing derived."""
    net, *_ = running_net()
    first, _, second = net.layers
    arrays = {
        "dWx": first.W + 0j, "db": first.b + 0j, "dWh": WH + 0j,
        "W2": second.W, "b2": second.b,
    }  # fmt: skip
    nudge = {k: np.zeros((3, 2), complex) for k in ("dz", "dh", "own")}
    truth = forward(counts, arrays, nudge)
    for group in (arrays, nudge):
        for name in ("dWx", "db", "dWh", "dz", "dh", "own"):
            if name not in group:
                continue
            array = group[name]
            truth[name] = np.zeros(array.shape)
            for i in np.ndindex(array.shape):
                array[i] += 1e-20j
                slope = forward(counts, arrays, nudge)["loss"].imag / 1e-20
                truth[name][i] = slope
                array[i] -= 1e-20j
    return truth


@needs_node
def test_every_step_equals_the_measured_slopes(shown):
    live_unrolled()
    given = data_of(shown[0])
    found = answers(ALL, {"given": given, "choices": CHOICES})
    for counts, got in zip(CHOICES, found, strict=True):
        truth = slopes(counts)
        unit = LN2 / (4 * sum(counts))
        steps = got["steps"]

        def same(value, true, name):
            np.testing.assert_allclose(
                value, np.real(true), rtol=0, atol=1e-9, err_msg=name
            )

        for name, scale in {
            "h": 1, "P": 1, "own": unit, "dh": unit, "dz": unit,
        }.items():  # fmt: skip
            value = scale * np.array([one[name] for one in steps])
            same(value, truth[name], name)
        future = unit * np.array([one["future"] for one in steps])
        same(future, truth["dh"] - truth["own"], "future")
        same(got["loss"], truth["loss"], "loss")
        same([one["loss"] for one in steps], truth["losses"], "losses")
        for name in ("dWh", "dWx", "db"):
            total = unit * np.array(steps[0]["sofar"][name])
            same(total.reshape(truth[name].shape), truth[name], name)
            sofar = np.array(got["first"][name])
            for one in reversed(steps):
                sofar = sofar + np.array(one["adds"][name])
                same(one["sofar"][name], sofar, name)


@needs_node
def test_the_numbers_are_the_pencils(shown):
    live_unrolled()
    (got,) = answers(ALL, {"given": data_of(shown[0]), "choices": [[0, 1, 1]]})
    steps = got["steps"]
    assert [s["z"] for s in steps] == [[2, 1], [2, 1], [1, -2]]
    assert [s["own"] for s in steps] == [[0, 0], [4, -3], [-3, 6]]
    assert [s["future"] for s in steps] == [[-2, 1], [-3, 6], [0, 0]]
    assert [s["dz"] for s in steps] == [[-2, 1], [1, 3], [-3, 0]]
    assert steps[1]["sofar"] == steps[0]["sofar"] | {
        "dWx": [[4, 3], [3, 0], [-5, 3], [-1, -3]], "db": [[-2, 3]],
    }  # fmt: skip
    assert steps[0]["sofar"] == {
        "dWh": [[-4, 6], [-2, 3]],
        "dWx": [[0, 5], [1, 1], [-5, 3], [-3, -2]],
        "db": [[-4, 4]],
    }


@needs_node
@pytest.mark.parametrize(
    ("counts", "position", "words"),
    [
        ([0, 1, 1], 0, "Step forward to the first state. Before it, h₀ is 0."),
        ([0, 1, 1], 1,
         "Forward, step 1: the state is (2, 1). Its label does not count."),
        ([0, 1, 1], 2,
         "Forward, step 2: the state is (2, 1). Its label, 0, has the "
         "probability ¼."),
        ([0, 1, 1], 3,
         "Forward, step 3: the state is (1, 0). Its label, 1, has the "
         "probability ½. The loss is 1.04, the mean of the 2 labels that "
         "count."),
        ([0, 1, 1], 4,
         "Backward, step 3: its own label sends (−3, 6), and there is no "
         "future. ReLU stops a part, because an entry of z₃ is not positive."),
        ([0, 1, 1], 5,
         "Backward, step 2: its own label sends (4, −3), the future sends "
         "(−3, 6), and their sum is dh₂ = (1, 3)."),
        ([0, 1, 1], 6,
         "Backward, step 1: its label does not count, and it is blamed all "
         "the same: (−2, 1) comes from the future. Since h₀ is 0, this step "
         "adds nothing to dWh."),
        ([1, 0, 0], 4,
         "Backward, step 3: its label does not count and there is no future, "
         "so nothing arrives."),
        ([1, 0, 0], 5,
         "Backward, step 2: its label does not count and the future sends "
         "nothing."),
        ([1, 0, 0], 3,
         "Forward, step 3: the state is (1, 0). Its label does not count. "
         "The loss is 1.386, from the one label that counts."),
    ],
)  # fmt: skip
def test_what_is_said(shown, counts, position, words):
    live_unrolled()
    given = {"given": data_of(shown[0]), "counts": counts}
    assert plain(answers(SAID, given)[position][0]) == words


@needs_node
def test_the_lines_of_a_step(shown):
    live_unrolled()
    given = {"given": data_of(shown[0]), "counts": [0, 1, 1]}
    lines = [[plain(line) for line in of] for _, of in answers(SAID, given)]
    assert lines[0] == []
    assert lines[3] == [
        "z₃ = x₃ Wx + h₂ Wh + b = (1, −2)",
        "h₃ = max(z₃, 0) = (1, 0)",
        "p₃ = softmax(h₃ W₂ + b₂) = (¼, ½, ¼)",
    ]
    assert lines[5] == [
        "dh₂ = own part (4, −3) + from the future (−3, 6) = (1, 3)",
        "dz₂ = dh₂ where z₂ > 0, else 0 = (1, 3)",
    ]


def test_the_output_is_the_same_each_time_and_has_both_passes(shown):
    for _ in range(2):
        live_unrolled()
    assert shown[0] == shown[1]  # nbval compares it
    words, html = shown[0]["text/plain"], shown[0]["text/html"]
    assert "1.039721" in words
    assert "2 · (4, −3) · (−3, 6) · (1, 3) · (1, 3)" in words
    assert "1 · (0, 0) · (−2, 1) · (−2, 1) · (−2, 1)" in words
    assert "dWh · (−4, 6) (−2, 3)" in words
    assert html.startswith("<live-unrolled>\n<div class='unrolled-print'>")
    assert "<caption>Back, in ln 2 / 8</caption>" in html
    assert data_of(shown[0])["counts"] == [False, True, True]


def test_other_labels_may_count(shown):
    live_unrolled([1, 1, 1])
    assert "Back, in ln 2 / 12" in shown[0]["text/plain"]
    assert "does not count" not in shown[0]["text/plain"]
    truth = slopes((1, 1, 1))
    dWh = truth["dWh"] * 12 / LN2
    rows = " ".join(f"({a:.0f}, {b:.0f})" for a, b in dWh).replace("-", "−")
    assert f"dWh · {rows}" in shown[0]["text/plain"]


@pytest.mark.parametrize(
    ("counts", "error", "words"),
    [
        ([0, 0, 0], ValueError, r"with a 1 among them, got \[0, 0, 0\]"),
        ([1, 1], ValueError, r"three zeros or ones.*got \[1, 1\]"),
        ([0, 1, 2], ValueError, "three zeros or ones"),
        ([0.0, 1.0, 1.0], TypeError, "counts must be whole numbers"),
    ],
)
def test_what_does_not_fit_is_refused(shown, counts, error, words):
    with pytest.raises(error, match=words):
        live_unrolled(counts)
    assert not shown
