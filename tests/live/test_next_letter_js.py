"""The page's net of names equals the stored weights in Python, to 1e-9."""

import base64
import gzip
import json
import string
from types import SimpleNamespace

import numpy as np
import pytest
from node import LIVE, answers, needs_node

from backprop.live import live_next_letter

IMPORTS = f"""
import * as n from "{(LIVE / "next_letter.mjs").as_uri()}";
"""
SHAPES = {
    "E": (27, 24), "Wx": (24, 64), "Wh": (64, 64), "b": (64,),
    "W": (64, 27), "b2": (27,),
}  # fmt: skip
BEGINNINGS = ["", "a", "z", "mari", "xq", "abcdefghijk"]


def net_of(seed=0, size=0.5):
    rng = np.random.default_rng(seed)
    return {k: size * rng.normal(size=s) for k, s in SHAPES.items()}


def data_of(bundle):
    html = bundle["text/html"]
    return json.loads(html.split('json">')[1].split("</script>")[0])


def stored(data):
    """The page's weights, read here from its bytes."""
    text = base64.b64decode(data["weights"])
    numbers = data["unit"] * np.frombuffer(text, "<i2").astype(float)
    ends = np.cumsum([int(np.prod(s)) for s in SHAPES.values()])
    assert len(numbers) == ends[-1]
    parts = np.split(numbers, ends[:-1])
    named = zip(SHAPES.items(), parts, strict=True)
    return {k: part.reshape(shape) for (k, shape), part in named}


def probabilities(net, letters, temperature=1.0):
    """The recurrence once more, with one-hot rows and column vectors."""
    h = np.zeros(64)
    for mark in [0, *(string.ascii_lowercase.index(c) + 1 for c in letters)]:
        z = net["Wx"].T @ (net["E"].T @ np.eye(27)[mark])
        h = np.tanh(z + net["Wh"].T @ h + net["b"])
    powers = np.exp((net["W"].T @ h + net["b2"]) / temperature)
    return powers / powers.sum()


@needs_node
def test_the_page_computes_what_the_stored_weights_say(shown):
    for seed in range(2):
        live_next_letter(net_of(seed))
    script = f"""{IMPORTS}
    console.log(JSON.stringify(data.nets.map((stored) => {{
      const net = n.netOf(stored);
      return data.asked.map(([letters, heat]) =>
        [...n.chances(net, n.stateAfter(net, letters), heat)]);
    }})));
    """
    asked = [[b, heat] for b in BEGINNINGS for heat in (0.2, 1, 2)]
    datas = [data_of(bundle) for bundle in shown]
    for data, got in zip(
        datas, answers(script, {"nets": datas, "asked": asked}), strict=True
    ):
        net = stored(data)
        truth = [probabilities(net, *one) for one in asked]
        np.testing.assert_allclose(got, truth, rtol=0, atol=1e-9)


def test_the_stored_weights_are_the_nets_rounded_and_are_small(shown):
    net = net_of()
    live_next_letter(net)
    data = data_of(shown[0])
    for name, array in stored(data).items():
        assert np.abs(array - net[name]).max() <= 0.5 / 4096
    html = shown[0]["text/html"]
    assert len(gzip.compress(html.encode())) < 20_000
    large = net_of() | {"b": np.linspace(-40, 70, 64)}
    live_next_letter(large)
    data = data_of(shown[1])
    assert data["unit"] == 1 / 256
    for name, array in stored(data).items():
        assert np.abs(array - large[name]).max() <= 0.5 / 256


@needs_node
def test_names_are_drawn_as_the_probabilities_say(shown):
    live_next_letter(net_of(3, 0.3))
    draws = np.random.default_rng(5).uniform(size=400).tolist()
    script = f"""{IMPORTS}
    const net = n.netOf(data.stored);
    const found = [];
    for (const [letters, heat] of data.asked) {{
      let at = 0;
      const name = n.sampled(net, letters, heat, () => data.draws[at++]);
      found.push([name, at]);
    }}
    console.log(JSON.stringify(found));
    """
    asked = [["", 1], ["", 0.3], ["ma", 1], ["k", 2], ["a" * 20, 1]]
    data = data_of(shown[0])
    net = stored(data)
    found = answers(script, {"stored": data, "asked": asked, "draws": draws})
    for (letters, heat), (name, used) in zip(asked, found, strict=True):
        own, at = letters, 0
        while len(own) < 20:
            P = probabilities(net, own, heat)
            k = int(np.searchsorted(np.cumsum(P), draws[at], side="right"))
            at += 1
            if k == 0:
                break
            own += string.ascii_lowercase[k - 1]
        assert [name, used] == [own, at]
    assert len({name for name, _ in found}) == len(found)


@needs_node
def test_a_draw_falls_on_the_right_mark():
    script = f"""{IMPORTS}
    console.log(JSON.stringify([0, .2499, .25, .75, .9999999]
      .map((u) => n.drawn([.25, .5, .125, .124999], u))));
    """
    assert answers(script) == [0, 0, 1, 2, 1]


@needs_node
def test_a_whole_name_costs_its_end_too(shown):
    live_next_letter(net_of(2))
    data = data_of(shown[0])
    net = stored(data)
    script = f"""{IMPORTS}
    const net = n.netOf(data);
    console.log(JSON.stringify([n.surprise(net, "anna"),
      n.surprise(net, ""), n.said(net, "anna", .5, true),
      n.said(net, "ann", .5, false), n.said(net, "", 1, false)]));
    """
    cost, none, ended, after, first = answers(script, data)
    marks = [probabilities(net, "anna"[:k]) for k in range(5)]
    truth = -np.log(np.array(marks)[range(5), [1, 14, 14, 1, 0]]).sum()
    assert cost == pytest.approx(truth, abs=1e-9)
    assert none == pytest.approx(-np.log(marks[0][0]), abs=1e-9)
    assert ended == (
        "“anna” ends here. At temperature 1 its 5 marks, the end included, "
        f"cost {truth:.2f} nats, {truth / 5:.2f} each."
    )
    order = np.argsort(-probabilities(net, "ann", 0.5))[:3]
    names = ["the end", *string.ascii_lowercase]
    assert after.startswith(f"After “ann” the net expects {names[order[0]]} (")
    assert f", then {names[order[1]]} (" in after
    assert f" or {names[order[2]]} (" in after
    assert first.startswith("At the beginning of a name the net expects ")


@needs_node
def test_what_is_typed_and_how_a_share_is_written():
    script = f"""{IMPORTS}
    console.log(JSON.stringify([
      ["Zoë", "o'hara 2", "", "x".repeat(30)].map(n.lettersIn),
      [.5, .0996, .0994, .05, .0042, .0004, 0, 1].map(n.percent)]));
    """
    typed, shares = answers(script)
    assert typed == ["zoe", "ohara", "", "x" * 20]
    assert [text.replace("\u00a0", " ") for text in shares] == [
        "50 %", "10 %", "9.9 %", "5.0 %", ".4 %", ".0 %", ".0 %", "100 %",
    ]  # fmt: skip


def test_the_output_is_the_same_each_time(shown):
    for _ in range(2):
        live_next_letter(net_of(), "ma", 0.5)
    assert shown[0] == shown[1]  # nbval compares it
    data = data_of(shown[0])
    assert (data["begin"], data["temperature"]) == ("ma", 0.5)
    assert (data["dim"], data["hidden"]) == (24, 64)
    P = probabilities(stored(data), "ma", 0.5)
    order = np.argsort(-np.rint(100 * P), kind="stable")
    names = ["end", *string.ascii_lowercase]
    said = ", ".join(f"{names[k]} {100 * P[k]:.0f} %" for k in order)
    words, html = shown[0]["text/plain"], shown[0]["text/html"]
    assert words == f"What the net expects after “ma”: {said}."
    assert html.startswith("<live-next-letter>\n<div class='letter-print'>")
    assert html.count("<tr>") == 10


def test_a_net_of_three_layers_gives_its_parameters(shown):
    net = net_of()
    names = {"b": "1.b", "W": "2.W", "b2": "2.b", "E": "0.E"}
    params = {names.get(k, f"1.{k}"): v for k, v in net.items()}
    live_next_letter(SimpleNamespace(params=lambda: params))
    live_next_letter(net)
    assert shown[0] == shown[1]


@pytest.mark.parametrize(
    ("change", "options", "error", "words"),
    [
        ({"Wh": np.zeros((64, 63))}, {}, ValueError,
         r"'Wh' must have shape \(64, 64\), got \(64, 63\)"),
        ({"E": np.zeros((26, 24))}, {}, ValueError, r"'E' .* \(27, 24\)"),
        ({"Wx": np.zeros(24)}, {}, ValueError, "must have shape"),
        ({"b2": np.full(27, np.nan)}, {}, ValueError, "'b2' must be finite"),
        ({"b2": ["x"] * 27}, {}, TypeError, "'b2' must be an array"),
        ({}, {"begin": "Ann"}, ValueError, "letters a to z, got 'Ann'"),
        ({}, {"begin": "a" * 21}, ValueError, "at most 20 letters"),
        ({}, {"temperature": 0.1}, ValueError, "temperature must be"),
        ({}, {"temperature": 2.5}, ValueError, "at most 2, got 2.5"),
        ({}, {"temperature": "1"}, TypeError, "temperature must be a number"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(shown, change, options, error, words):
    with pytest.raises(error, match=words):
        live_next_letter(net_of() | change, **options)
    assert not shown


def test_a_net_without_the_six_arrays_is_refused(shown):
    net = net_of()
    del net["Wh"], net["b"]
    with pytest.raises(TypeError, match="got none of Wh, b$"):
        live_next_letter(net)
    with pytest.raises(TypeError, match="net must have the methods params"):
        live_next_letter([1, 2])
    with pytest.raises(TypeError, match="Sequential"):
        live_next_letter(SimpleNamespace(params=lambda: {"0.W": np.ones(2)}))
    assert not shown
