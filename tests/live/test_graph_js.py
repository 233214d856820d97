"""The page's own arithmetic of graphs equals the package's."""

import numpy as np
import pytest
from node import LIVE, answers, needs_node

from backprop import Scalar
from backprop.live.graph import _built, _nodes, live_graph
from backprop.tape import children_first

ASCII = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")

GRAPHS = {
    "f = (x + y) · w": lambda x=-2, y=5, w=-4: (x + y) * w,
    "f = x · x + x": lambda x=3: x * x + x,
    "p = σ(w₁x₁ + w₂x₂ + b)": lambda w1=2, x1=-1, w2=-3, x2=-2, b=-3: (
        w1 * x1 + w2 * x2 + b
    ).sigmoid(),
    "f = all": lambda x=0.7, y=1.3: (
        ((x - y) / (x.exp() + 2)).tanh() + (-y).maximum(x * x).relu().exp()
    ),
    "f = log": lambda x=0.7, y=1.3: (x.log() - 3).maximum(y * x) / y * 2,
}


VALUES = f"""
import * as graph from "{(LIVE / "graph.mjs").as_uri()}";
console.log(JSON.stringify(data.map(([nodes, inputs]) => {{
  const values = graph.valuesOf(nodes, inputs);
  return [values, graph.gradientsOf(nodes, values)];
}})));
"""


@needs_node
@pytest.mark.parametrize("title", GRAPHS)
def test_values_and_gradients(title):
    build = GRAPHS[title]
    output, names = _built(title, build)
    nodes = _nodes(output, names)
    given = [n["name"] for n in nodes if n.get("given")]
    rng = np.random.default_rng(0)
    draws = [dict(zip(given, rng.uniform(0.1, 3, len(given)), strict=True))
             for _ in range(20)]  # fmt: skip
    computed = answers(VALUES, [[nodes, draw] for draw in draws])
    plain = {name: name.translate(ASCII) for name in given}
    for draw, (values, gradients) in zip(draws, computed, strict=True):
        scalars = {plain[name]: Scalar(v) for name, v in draw.items()}
        result = build(**scalars)
        result.backward()
        order = children_first(result)[::-1]
        assert values == pytest.approx([s.value for s in order], rel=1e-9)
        for node, scalar, found in zip(nodes, order, gradients, strict=True):
            if node.get("op") or node["given"]:  # constants need none
                assert found == pytest.approx(scalar.grad, abs=1e-9)


ANSWERS = f"""
import * as a from "{(LIVE / "answers.mjs").as_uri()}";
console.log(JSON.stringify(data.map(([text, truth]) =>
  a.agrees(a.numberIn(text), truth))));
"""


@needs_node
def test_what_counts_as_a_right_answer():
    cases = [
        ("1/4", 0.25, True),
        (" −4 ", -4, True),
        ("-8/2", -4, True),
        (".2", 0.1966, True),
        ("0,197", 0.1966, True),
        ("0.19", 0.1966, False),
        ("4", -4, False),
        ("0", 0, True),
        ("0.001", 0, False),
        ("0", 0.003, False),
        ("1/0", 0, False),
        ("", 0, False),
        ("1/2/3", 1 / 6, False),
        ("four", 4, False),
    ]
    found = answers(ANSWERS, [case[:2] for case in cases])
    assert found == [right for *_, right in cases]


STEPS = f"""
import * as g from "{(LIVE / "graph.mjs").as_uri()}";
import * as w from "{(LIVE / "graph_words.mjs").as_uri()}";
const {{ length }} = g.stateAt(data, {{}}, 0);
const said = [];
for (let k = 0; k <= length; k++) {{
  const state = g.stateAt(data, {{}}, k);
  said.push([w.lastStep(data, state, k === length), w.question(data, state),
    data.map((_, i) => state.complete(i))]);
}}
console.log(JSON.stringify(said));
"""


@needs_node
def test_a_fork_is_complete_when_all_uses_have_reported():
    title = "f = x · x + x"
    nodes = _nodes(*_built(title, GRAPHS[title]))
    said = answers(STEPS, nodes)
    assert [ready[0] for *_, ready in said] == [False] * 7 + [True]
    asks = [bool(asked) for _, asked, _ in said]
    assert asks == [False] * 3 + [True] * 4 + [False]
    assert "dx = 7" in said[-1][0]
    assert "its second use" in said[-2][1]
    assert not any(words.startswith("undefined") for words, *_ in said)


WRONG = f"""
import * as g from "{(LIVE / "graph.mjs").as_uri()}";
import * as a from "{(LIVE / "answers.mjs").as_uri()}";
const state = g.stateAt(data, {{}}, 3);
console.log(JSON.stringify([4, 3, NaN].map((x) => a.advice(data, state, x))));
"""


@needs_node
def test_a_wrong_answer_is_told_what_it_looks_like():
    title = "f = (x + y) · w"
    nodes = _nodes(*_built(title, GRAPHS[title]))
    sign, other, none = answers(WRONG, nodes)
    assert "sign" in sign
    assert "other factor" in other
    assert "Write a number" in none


@needs_node
def test_an_input_without_a_value_is_refused():
    script = VALUES.replace("console.log", "try { console.log").rstrip()
    script += ' } catch (error) { console.log(`"${error.message}"`); }'
    nodes = _nodes(*_built("f = x/y", lambda x=1, y=2: x / y))
    said = answers(script, [[nodes, {"y": 0}]])
    assert said == "f = x / y has no value there."


def test_what_cannot_be_shown_is_refused():
    with pytest.raises(ValueError, match="default value for x"):
        live_graph({"f = x": lambda x: x + 1})
    with pytest.raises(ValueError, match="does not know"):
        live_graph({"f = x²": lambda x=1: x**2})
    with pytest.raises(TypeError, match="returns a Scalar, got int"):
        live_graph({"f = 1": lambda x=1: 1})


def test_the_output_holds_the_finished_table(shown):
    for _ in range(2):
        live_graph({"f = (x + y) · w": GRAPHS["f = (x + y) · w"]})
    assert shown[0] == shown[1]  # nbval compares it
    html = shown[0]["text/html"]
    assert "<td>1 · (−4) = −4</td>" in html
    assert html.startswith("<live-graph>")
    assert "w = −4, gradient 1 · 3 = 3" in shown[0]["text/plain"]
