"""The page's own backward pass equals the package's."""

import json

import numpy as np
import pytest
from node import LIVE, answers, needs_node

from backprop import Linear, ReLU, Sequential, SoftmaxCrossEntropy
from backprop.book import LN2
from backprop.live.backward import IN_LN2, _run, live_backward

RUN = f"""
import {{ run, STEPS, terms, valueOf }} from
  "{(LIVE / "backward.mjs").as_uri()}";
import {{ lines as rowOf }} from "{(LIVE / "backward_words.mjs").as_uri()}";
console.log(JSON.stringify(data.map((given) => {{
  const net = run(given);
  const sums = [];
  const lines = {{}};
  for (const {{ key }} of STEPS) {{
    lines[key] = rowOf(net, key, key === "dA1" ? "dA1 / ln 2" : key);
    const matrix = Array.isArray(net[key][0]);
    (matrix ? net[key] : [net[key]]).forEach((row, i) =>
      row.forEach((value, j) => {{
        const list = terms(net, key, i, j);
        if (list) sums.push([key, value, valueOf(list)]);
      }}));
  }}
  return {{ net, sums, lines }};
}})));
"""


def data_of(bundle):
    html = bundle["text/html"]
    return json.loads(html.split('json">')[1].split("</script>")[0])


@needs_node
def test_the_running_net(shown):
    live_backward()
    (found,) = answers(RUN, [data_of(shown[0])])
    for name, truth in _run().items():
        unit = LN2 if name in IN_LN2 else 1.0
        mine = np.array(found["net"][name]) * unit
        np.testing.assert_allclose(mine, truth, rtol=0, atol=1e-9)
    first = "dW2[1, 1] = 2 · (−0.15) + 0 · 0.128 + 1 · 0.05 + 2 · (−0.136)"
    assert found["lines"]["dW2"][0] == f"{first} + 1 · 0.05 = −0.472"
    assert found["lines"]["P"][2] == "P[1, 3] = 2⁰ / (2⁻¹ + 2⁻¹ + 2⁰) = 0.5"
    assert found["lines"]["dA1"][1].startswith("dA1[1, 2] / ln 2 = (−0.15)")
    assert found["lines"]["db2"][0].startswith("db2[1] = (−0.15) + 0.128")
    assert found["lines"]["loss"] == ["loss[1] = −log 0.25 = 1.3863"]


@needs_node
def test_other_nets_and_every_sum_of_products():
    rng = np.random.default_rng(0)
    cases = []
    for _ in range(10):
        draw = {"X": (7, 4), "W1": (4, 2), "b1": 2, "W2": (2, 3), "b2": 3}
        arrays = {k: rng.normal(size=size) for k, size in draw.items()}
        cases.append({**arrays, "t": rng.integers(0, 3, 7)})
    found = answers(
        RUN, [{k: v.tolist() for k, v in case.items()} for case in cases]
    )
    for case, got in zip(cases, found, strict=True):
        first = Linear.from_arrays(case["W1"], case["b1"])
        second = Linear.from_arrays(LN2 * case["W2"], LN2 * case["b2"])
        net, loss = Sequential(first, ReLU(), second), SoftmaxCrossEntropy()
        mean = loss.forward(net.forward(case["X"]), case["t"])
        net.backward(loss.backward())
        assert np.mean(got["net"]["loss"]) == pytest.approx(mean, abs=1e-9)
        for name, truth in {
            "dW1": first.dW / LN2, "db1": first.db / LN2,
            "dW2": second.dW, "db2": second.db,
        }.items():  # fmt: skip
            np.testing.assert_allclose(got["net"][name], truth, atol=1e-9)
        assert len({key for key, *_ in got["sums"]}) == 8
        for key, value, total in got["sums"]:
            assert total == pytest.approx(value, abs=1e-9), key


def test_the_output_is_the_same_each_time_and_complete(shown):
    live_backward()
    live_backward()
    bundle, again = shown
    assert bundle == again  # nbval compares it
    for text in ("−0.472", "(0.25, 0.25, 0.5)", "data-array='db1'"):
        assert text in bundle["text/html"]
    assert "mean loss is 1.010291" in bundle["text/plain"]
