"""The net at the top of chapter 4 computes what the package computes."""

import json

import numpy as np
import pytest
from node import LIVE, answers, needs_node

from backprop import Linear, ReLU, Sequential, SoftmaxCrossEntropy
from backprop.book import running_net
from backprop.live.net import live_net
from backprop.plots import draw_dependencies

IMPORTS = f"""
import {{ run, terms, valueOf }} from "{(LIVE / "backward.mjs").as_uri()}";
import * as m from "{(LIVE / "net.mjs").as_uri()}";
import * as w from "{(LIVE / "net_words.mjs").as_uri()}";
"""
# Each change in turn, and everything that follows from it.
CHANGES = f"""{IMPORTS}
console.log(JSON.stringify(data.map(({{ given, changes }}) => {{
  const before = run(given, Math.E);
  for (const [n, place, value] of changes)
    given = m.changed(given, m.spotsOf(given, n)[place], value);
  const net = run(given, Math.E);
  const spots = m.spotsOf(given, 2);
  return {{
    given, net, mean: m.meanOf(net),
    names: spots.map(({{ name }}) => name),
    values: spots.map((s) => m.valueAt(net, s)),
    gradients: spots.map((s) => m.gradientAt(net, s)),
    shares: spots.map((s) => m.sharesOf(net, s)),
    promised: spots.map((s) => w.changeWords(before, net, s, true)[1]),
    steps: m.PASS.map((_, k) => w.stepWords(net, k + 1, 2)),
    given_only: w.stepWords(net, 0, 2),
    chosen: spots.map((s) => w.choiceWords(net, s, true)),
  }};
}})));
"""


def as_begun(shown):
    net, X, t = running_net()
    loss = SoftmaxCrossEntropy()
    loss.forward(net.forward(X), t)
    figure = draw_dependencies(net, loss, X, t)
    live_net(figure, alt="The running net, with its values and gradients.")
    html = shown[0]["text/html"]
    return json.loads(html.split('json">')[1].split("</script>")[0])


def truth(given):
    """{name: array} of a forward and a backward pass of the package."""
    X, t = np.array(given["X"], dtype=float), np.array(given["t"])
    first = Linear.from_arrays(np.array(given["W1"]), np.array(given["b1"]))
    second = Linear.from_arrays(np.array(given["W2"]), np.array(given["b2"]))
    net, loss = Sequential(first, ReLU(), second), SoftmaxCrossEntropy()
    mean = loss.forward(net.forward(X), t)
    dZ2 = loss.backward()
    dA1 = second.backward(dZ2)
    dZ1 = net.layers[1].backward(dA1)
    dX = first.backward(dZ1)
    return {
        "P": loss.P, "dZ2": dZ2, "dA1": dA1, "dZ1": dZ1, "dX": dX,
        "Z1": first.forward(X), "A1": second.X,
        "Z2": second.forward(second.X),
        "dW1": first.dW, "db1": first.db, "dW2": second.dW,
        "db2": second.db, "mean": mean,
    }  # fmt: skip


@needs_node
def test_after_any_change_all_numbers_are_the_packages(shown):
    rng = np.random.default_rng(0)
    begun = as_begun(shown)
    cases = [{"given": begun, "changes": []}]
    for k in range(60):
        size = 10 if k < 40 else 0.5  # logits far apart, and near
        changes = [
            [int(rng.integers(5)), int(place), float(value)]
            for place, value in zip(
                rng.integers(0, 23, 6),
                rng.uniform(-size, size, 6),
                strict=True,
            )
        ]
        cases.append({"given": begun, "changes": changes})
    found = answers(CHANGES, cases)
    assert found[0]["mean"] == pytest.approx(1.010291, abs=5e-7)
    for got in found:
        right = truth(got["given"])
        mean = right.pop("mean")
        assert got["mean"] == pytest.approx(mean, rel=1e-12, abs=1e-9)
        for name, array in right.items():
            np.testing.assert_allclose(
                got["net"][name], array, rtol=1e-12, atol=1e-9, err_msg=name
            )
        for place, shares in enumerate(got["shares"]):
            total = sum(v for v in shares if v is not None)
            assert total == pytest.approx(got["gradients"][place], abs=1e-9)


@needs_node
def test_the_numbers_to_change_and_what_is_said_of_them(shown):
    begun = as_begun(shown)
    changes = [[0, 14, begun["W2"][0][0] + 0.5]]
    plain, moved = answers(
        CHANGES,
        [
            {"given": begun, "changes": []},
            {"given": begun, "changes": changes},
        ],
    )
    assert len(plain["names"]) == 23
    assert plain["names"][14] == "W₂[1, 1]"
    assert [round(v, 6) for v in plain["shares"][14]] == [
        -0.3,
        0,
        0.05,
        -0.272,
        0.05,
    ]
    assert moved["values"][14] == pytest.approx(begun["W2"][0][0] + 0.5)
    assert moved["given"]["W1"] == begun["W1"]
    assert moved["promised"][14] == (
        "The gradient promised −0.472 · 0.5 = −0.236."
    )
    count, formula, says, entry = plain["steps"][6]
    assert (count, formula) == ("Backward, step 2 of 8", "dW₂ = A₁ᵀ dZ₂")
    assert "five products" in says
    assert entry.startswith("dW₂[1, 1] = 2 · (−0.15) + 0 · 0.128 + 1 · 0.05")
    assert "In row 3 unit 2 is off, so 0 goes on." in plain["steps"][9][2]
    assert plain["steps"][3][3] == (
        "P[3, 1] = exp(−0.6931) / (exp(−0.6931) + exp(0) + exp(−0.6931))"
        " = 0.25"
    )
    assert plain["chosen"][14][0] == (
        "W₂[1, 1] is −0.693, and its gradient is −0.472: nudge it up, and "
        "the mean loss falls."
    )
    assert plain["chosen"][12][1].startswith("db₁[1] = 0.1386 + 0 + (−0.104)")


@needs_node
def test_each_way_counts_its_steps_and_the_classes_have_columns(shown):
    (found,) = answers(CHANGES, [{"given": as_begun(shown), "changes": []}])
    counts = [count for count, *_ in found["steps"]]
    assert counts == [
        *(f"Forward, step {k} of 5" for k in range(1, 6)),
        *(f"Backward, step {k} of 8" for k in range(1, 9)),
    ]
    assert found["given_only"][0] == "Before the first step"
    at_the_loss = found["steps"][4][2]
    assert "class 1 is right, so P[3, 2] counts" in at_the_loss
    assert "the next step makes the first gradients" in at_the_loss
    assert "the first for class 0" in found["steps"][3][2]


def test_the_first_picture_is_in_the_output(shown):
    as_begun(shown)
    (bundle,) = shown
    assert bundle["image/png"] in bundle["text/html"]
    assert bundle["text/plain"].startswith("The running net")
    assert "-0.6931471805599453" in bundle["text/html"]
