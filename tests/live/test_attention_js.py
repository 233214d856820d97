"""The page's head of attention equals the package's, to 1e-9, both ways."""

import base64
import gzip
import json
import string

import numpy as np
import pytest
from node import LIVE, answers, needs_node

from backprop import (
    Embedding,
    LayerNorm,
    Linear,
    Positions,
    ReLU,
    Residual,
    SelfAttention,
    Sequential,
    attention_backward,
)
from backprop.live import live_attention
from backprop.live.attention import looked, written

IMPORTS = f"""
import * as a from "{(LIVE / "attention.mjs").as_uri()}";
import * as w from "{(LIVE / "attention_words.mjs").as_uri()}";
"""
RUN = f"""{IMPORTS}
const net = a.netOf(data.net);
console.log(JSON.stringify(data.asked.map((one) => a.run(net, ...one))));
"""
NAMES = ["", "q", "anna", "christin"]
MASKS = ["before", "after", "none"]
ASKED = [
    [name, step, head, mask]
    for name in NAMES
    for step in range(len(name) + 1)
    for head in range(4)
    for mask in MASKS
]


def net_of(seed=0, dim=12, heads=4, eps=1e-5):
    """A net that was never trained, with gains that are not 1."""
    rng = np.random.default_rng(seed)
    norm = LayerNorm.from_arrays(
        rng.uniform(0.5, 2, dim), rng.normal(size=dim), eps
    )
    return Sequential(
        Embedding(27, dim, rng),
        Positions(12, dim, rng),
        Residual(norm, SelfAttention(dim, heads, rng)),
        Residual(LayerNorm(dim), Linear(dim, 20, rng), ReLU(),
                 Linear(20, dim, rng)),
        LayerNorm(dim),
        Linear(dim, 27, rng),
    )  # fmt: skip


def data_of(bundle):
    html = bundle["text/html"]
    return json.loads(html.split('json">')[1].split("</script>")[0])


def stored(data):
    """The page's weights, read here from its bytes."""
    text = base64.b64decode(data["weights"])
    numbers = data["unit"] * np.frombuffer(text, "<i2").astype(float)
    dim = data["dim"]
    shapes = {
        "E": (27, dim), "P": (9, dim), "gain": (dim,), "shift": (dim,),
        "Wq": (dim, dim), "Wk": (dim, dim), "Wv": (dim, dim),
    }  # fmt: skip
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes.values()])
    assert len(numbers) == ends[-1]
    parts = np.split(numbers, ends[:-1])
    named = zip(shapes.items(), parts, strict=True)
    return {k: part.reshape(shape) for (k, shape), part in named}


def layers(data, causal):
    """The package's own layers with the page's weights."""
    net = stored(data)
    size = (data["dim"], data["dim"])
    return (
        Embedding.from_arrays(net["E"]),
        Positions.from_arrays(net["P"]),
        LayerNorm.from_arrays(net["gain"], net["shift"], data["eps"]),
        SelfAttention.from_arrays(
            net["Wq"], net["Wk"], net["Wv"], np.zeros(size), data["heads"],
            causal,
        ),
    )  # fmt: skip


def tokens(name):
    return np.array(
        [[0, *(string.ascii_lowercase.index(c) + 1 for c in name)]]
    )


def packages(data, name, step, head, causal):
    """A, o, and the gradients at x by way, from the package's classes."""
    table, places, norm, attend = layers(data, causal)
    attend.forward(norm.forward(places.forward(table.forward(tokens(name)))))
    dO = np.zeros_like(attend.V)
    dO[0, head, step] = 1
    gradients = attention_backward(dO, attend.Q, attend.K, attend.V, attend.A)
    d = data["dim"] // data["heads"]
    ways = {}
    for way, dP in zip("QKV", gradients, strict=True):
        W = getattr(attend, f"W{way.lower()}")
        N, heads, T, _ = dP.shape
        flat = dP.swapaxes(1, 2).reshape(N, T, heads * d)
        ways[way] = norm.backward(flat @ W.T)[0]
    ways["all"] = ways["Q"] + ways["K"] + ways["V"]
    A = attend.A[0, head, step]
    return {"A": A, "out": A @ attend.V[0, head], **ways}


def formula(data, name, step, head, mask, x, at="QKV"):
    """The sum of o's entries, complex, with x at those of q, k and v."""
    net = stored(data)
    d = data["dim"] // data["heads"]
    columns = slice(head * d, (head + 1) * d)
    plain = (net["E"][tokens(name)[0]] + net["P"][: len(name) + 1]).astype(
        complex
    )

    def normed(rows):
        centred = rows - rows.mean(axis=1, keepdims=True)
        variance = (centred**2).mean(axis=1, keepdims=True)
        hat = centred / np.sqrt(variance + data["eps"])
        return net["gain"] * hat + net["shift"]

    q, k, v = (
        normed(x if way in at else plain) @ net[f"W{way.lower()}"][:, columns]
        for way in "QKV"
    )
    powers = np.exp(k @ q[step] / np.sqrt(d))
    seen = np.arange(len(powers)) <= step
    if mask == "before":
        powers = powers * seen
    A = powers / powers.sum()
    if mask == "after":
        A = A * seen
    return A, (A @ v).sum()


def slopes(data, name, step, head, mask, at="QKV"):
    """A, and d(sum of o) by every entry of x: a complex step."""
    net = stored(data)
    x = net["E"][tokens(name)[0]] + net["P"][: len(name) + 1] + 0j
    A, _ = formula(data, name, step, head, mask, x, at)
    found = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += 1e-20j
        _, out = formula(data, name, step, head, mask, x, at)
        found[i] = out.imag / 1e-20
        x[i] -= 1e-20j
    return A.real, found


def same(got, truth, words):
    np.testing.assert_allclose(got, truth, rtol=0, atol=1e-9, err_msg=words)


@needs_node
def test_the_page_computes_what_the_packages_layers_do(shown):
    for dim, heads, larger in ((12, 4, 1), (10, 2, 5)):
        net = net_of(dim, dim, heads)
        net.params()["0.E"] *= larger  # then a weight is not below 8
        live_attention(net, "anna")
        data = data_of(shown[-1])
        largest = np.abs(net.params()["0.E"]).max()
        if larger > 1:  # the smallest unit that two bytes hold
            assert data["unit"] / 2 < largest / 32767 <= data["unit"]
        asked = [one for one in ASKED if one[2] < heads and one[3] != "after"]
        found = answers(RUN, {"net": data, "asked": asked})
        for (name, step, head, mask), got in zip(asked, found, strict=True):
            truth = packages(data, name, step, head, mask == "before")
            for key, value in truth.items():
                same(got[key], value, f"{key} of {name} {step} {head} {mask}")
            assert not any(got["cut"])


@needs_node
def test_every_mask_sends_back_the_measured_slopes(shown):
    live_attention(net_of(3), "anna")
    data = data_of(shown[0])
    asked = [one for one in ASKED if one[0] in ("q", "anna") and one[2] < 2]
    found = answers(RUN, {"net": data, "asked": asked})
    for (name, step, head, mask), got in zip(asked, found, strict=True):
        words = f"of {name} {step} {head} {mask}"
        A, truth = slopes(data, name, step, head, mask)
        same(got["A"], A, f"A {words}")
        same(got["all"], truth, f"all {words}")
        for way in "QKV":
            _, part = slopes(data, name, step, head, mask, at=way)
            same(got[way], part, f"{way} {words}")
        left = np.sum(got["A"]) + np.sum(got["cut"])
        assert left == pytest.approx(1, abs=1e-12)


@needs_node
def test_the_future_is_blamed_by_a_cheat_alone(shown):
    live_attention(net_of(), "christin")
    data = data_of(shown[0])
    asked = [["christin", 3, 0, mask] for mask in MASKS]
    found = answers(RUN, {"net": data, "asked": asked})
    before, after, none = ({k: np.array(v) for k, v in one.items()}
                           for one in found)  # fmt: skip
    assert not before["all"][4:].any()  # exactly
    assert not before["A"][4:].any()
    assert not after["A"][4:].any()
    assert not after["V"][4:].any()
    assert after["K"][4:].all()
    assert after["cut"][4:].all()
    assert none["A"][4:].all()
    assert none["V"][4:].all()
    for one in (before, after, none):
        assert not np.delete(one["Q"], 3, axis=0).any()
        assert one["Q"][3].all()


@pytest.mark.parametrize("mask", MASKS)
def test_the_printed_numbers_are_those_of_the_slopes(shown, mask):
    live_attention(net_of(5), "anna", letter=2, head=3)
    data = data_of(shown[0])
    A, truth = slopes(data, "anna", 2, 2, mask)
    mine, ways = looked(
        stored(data), data["heads"], data["eps"], "anna", 2, 2, mask
    )
    same(mine, A, "A")
    same(ways["all"], truth, "all")
    column = {"before": 2, "after": 3, "none": 4}[mask]
    _, header, *lines = shown[0]["text/plain"].split("\n")
    assert header == (
        "step · weight · blame · blame, mask after the softmax · "
        "blame, no mask"
    )
    rows = [line.split(" · ") for line in lines]
    assert [row[0] for row in rows] == ["start", "a₁", "n₂", "n₃", "a₄"]

    def agree(texts, values):
        for text, value in zip(texts, values, strict=True):
            assert (text == "0") == (value == 0)
            number = 0 if text in ("0", "<.01") else float(text)
            assert number == pytest.approx(value, abs=0.00501)

    sizes = np.linalg.norm(ways["all"], axis=1)
    agree([row[column] for row in rows], sizes)
    if mask == "before":
        agree([row[1] for row in rows], A)
    html = shown[0]["text/html"]
    assert html.startswith("<live-attention>\n<div class='attention-print'>")
    assert html.count("<tr>") == 6


@needs_node
def test_what_is_said_holds_for_the_numbers(shown):
    live_attention(net_of(7), "anna")
    data = data_of(shown[0])
    script = f"""{IMPORTS}
    const net = a.netOf(data.net);
    console.log(JSON.stringify(data.asked.map(([name, step, head, mask]) => {{
      const found = a.run(net, name, step, head, mask);
      return [w.lookedSaid(found, name, step, head, mask),
        w.blamedSaid(found, name, step, mask), w.sentSaid(3, name, step),
        found.A.map((_, t) => w.weightWords(found, t, step, mask))];
    }})));
    """
    asked = [["anna", step, 1, mask] for mask in MASKS for step in (0, 2, 4)]
    found = answers(script, {"net": data, "asked": asked})
    names = ["the start", "a₁", "n₂", "n₃", "a₄"]

    def text(value):
        if value == 0:
            return "0"
        return "<.01" if value < 0.005 else f"{value:.2f}".removeprefix("0")

    def three(values, own=None):
        order = [t for t in np.argsort(-values) if values[t] >= 0.005][:3]
        said = [
            f"{'itself' if t == own else names[t]} ({text(values[t])})"
            for t in order
        ]
        others = f", then {' and '.join(said[1:])}" if said[1:] else ""
        return said[0] + others

    for (_, step, _, mask), (looks, blame, sent, cells) in zip(
        asked, found, strict=True
    ):
        A, ways = looked(stored(data), 4, data["eps"], "anna", step, 1, mask)
        full, _ = looked(stored(data), 4, data["eps"], "anna", step, 1, "none")
        sizes = np.linalg.norm(ways["all"], axis=1)
        who, later = names[step], slice(step + 1, None)
        end = ""
        if step < 4 and mask == "after":
            end = (
                f" The mask cuts off {text(full[later].sum())}, so that the "
                f"weights add up to {text(A.sum())}."
            )
        elif step < 4 and mask == "none":
            end = (
                f" Without a mask, {text(A[later].sum())} of the weight lies "
                "on later letters."
            )
        assert looks == (
            f"In head 2, {who} looks most at {three(A, step)}.{end}"
        )
        top = sizes.argmax()
        begin = (
            f"The largest blame reaches {names[top]} ({text(sizes[top])}). "
            f"Through Q only {who} is blamed, because it asked. "
        )
        assert blame.startswith(begin)
        rest = blame.removeprefix(begin)
        if step == 4:
            assert rest == "No letter comes later."
        elif mask == "before":
            assert rest == "Later letters get exactly 0."
        else:
            worst = step + 1 + sizes[later].argmax()
            most = f"{names[worst]} ({text(sizes[worst])}) most"
            how = {
                "after": "The future leaks: through K later letters are "
                f"blamed, {most}, though their weights are 0.",
                "none": f"Later letters are blamed too, {most}, through K "
                "and V.",
            }[mask]
            assert rest == how
        assert f"the head's 3 outputs at {who}, and 0 everywhere" in sent
        future = {
            "before": ["masked"] * (4 - step),
            "after": [f"cut {text(v)}" for v in full[later]],
            "none": [text(v) for v in A[later]],
        }[mask]
        assert cells == [*map(text, A[: step + 1]), *future]


@needs_node
def test_only_what_is_exactly_0_is_written_so():
    script = f"""{IMPORTS}
    console.log(JSON.stringify(data.map(w.written)));
    """
    values = [0, 1e-12, 0.0049, 0.0051, 0.996, 2.5, 12]
    texts = ["0", "<.01", "<.01", ".01", "1.00", "2.50", "12.00"]
    assert answers(script, values) == texts
    assert [written(value) for value in values] == texts


@needs_node
def test_a_mask_may_cut_off_nearly_all(shown):
    script = f"""{IMPORTS}
    console.log(JSON.stringify(w.lookedSaid(
      {{ A: [.002, .001, 0], cut: [0, 0, .997] }}, "ab", 1, 0, "after")));
    """
    assert answers(script) == (
        "In head 1, a₁ looks most at the start (<.01). The mask cuts off "
        "1.00, so that the weights add up to <.01."
    )


def test_the_stored_weights_are_the_nets_rounded_and_are_small(shown):
    net = net_of(0, 32)
    live_attention(net)
    data = data_of(shown[0])
    params = net.params()
    for name, array in stored(data).items():
        key = {"E": "0.E", "P": "1.P"}.get(name)
        key = key or ("2.0." if name in ("gain", "shift") else "2.1.") + name
        truth = params[key][:9] if name == "P" else params[key]
        assert np.abs(array - truth).max() <= 0.5 / 4096
    html = shown[0]["text/html"]
    assert len(gzip.compress(html.encode())) < 12_000


def test_the_output_is_the_same_each_time(shown):
    for _ in range(2):
        live_attention(net_of(), "ada", 1, 4)
    assert shown[0] == shown[1]  # nbval compares it
    data = data_of(shown[0])
    assert (data["letters"], data["step"], data["head"]) == ("ada", 1, 3)
    assert (data["dim"], data["heads"], data["eps"]) == (12, 4, 1e-5)
    words = shown[0]["text/plain"]
    assert words.startswith(
        "Head 4 in “ada”: whom a₁ looks at, and who is blamed when each of "
        "the head's outputs there gets the gradient 1:\n"
    )


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"name": "Ann"}, ValueError, "letters a to z, got 'Ann'"),
        ({"name": "abcdefghi"}, ValueError, "at most 8 letters a to z"),
        ({"letter": 9}, ValueError, "letter must be at most 8, got 9"),
        ({"letter": -1}, ValueError, "letter must be at least 0"),
        ({"letter": 1.0}, TypeError, "letter must be a whole number"),
        ({"head": 0}, ValueError, "head must be at least 1, got 0"),
        ({"head": 5}, ValueError, "head must be at most 4, got 5"),
    ],
)
def test_what_is_not_there_is_refused(shown, options, error, words):
    with pytest.raises(error, match=words):
        live_attention(net_of(), **options)
    assert not shown


def changed(place, layer):
    """The net with another layer at this place."""
    every = list(net_of().layers)
    every[place] = layer
    return Sequential(*every)


RNG = np.random.default_rng(0)


@pytest.mark.parametrize(
    ("net", "error", "words"),
    [
        ([1, 2], TypeError, "net must begin as .*, got list$"),
        (Sequential(Linear(3, 2, RNG)), TypeError, "got Linear$"),
        (changed(2, LayerNorm(12)), TypeError,
         "got Embedding, Positions, LayerNorm$"),
        (changed(2, Residual(LayerNorm(12), Linear(12, 12, RNG))), TypeError,
         "got LayerNorm, Linear$"),
        (changed(0, Embedding(26, 12, RNG)), ValueError,
         r"'E' must have shape \(27, 12\), got \(26, 12\)"),
        (changed(1, Positions(8, 12, RNG)), ValueError,
         r"'P' must have shape \(9, 12\), got \(8, 12\)"),
        (changed(1, Positions(9, 11, RNG)), ValueError, "'P' must have shape"),
        (changed(2, Residual(LayerNorm(12), SelfAttention(8, 2, RNG))),
         ValueError, r"'Wq' must have shape \(12, 12\), got \(8, 8\)"),
    ],
)  # fmt: skip
def test_another_net_is_refused(shown, net, error, words):
    with pytest.raises(error, match=words):
        live_attention(net)
    assert not shown


def test_weights_that_are_not_finite_are_refused(shown):
    net = net_of()
    net.params()["2.1.Wk"][3, 4] = np.nan
    with pytest.raises(ValueError, match="net's 'Wk' must be finite"):
        live_attention(net)
    assert not shown
