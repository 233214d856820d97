"""The page reads a drawing, and blames its pixels, as the package does."""

import json

import numpy as np
import pytest
from node import LIVE, answers, needs_node

from backprop import Linear, ReLU, Sequential, Sigmoid, digits, split
from backprop.book.freehand import UNIT, freehand_net
from backprop.live.digit import asked, live_digit
from tools import canonical, freehand

IMPORTS = f"""
import * as n from "{(LIVE / "digit_net.mjs").as_uri()}";
import * as pen from "{(LIVE / "digit_pen.mjs").as_uri()}";
import * as w from "{(LIVE / "digit_words.mjs").as_uri()}";
"""
X, LABELS = digits()


def net_of(seed=0, n_hidden=12):
    """An untrained net whose answers are far from one another."""
    rng = np.random.default_rng(seed)
    first, second = Linear(64, n_hidden, rng), Linear(n_hidden, 10, rng)
    for layer in (first, second):
        layer.b[...] = rng.normal(size=layer.b.shape)
    return Sequential(first, ReLU(), second)


def stored(shown, net=None):
    """What live_digit puts into the page, and the net of those weights."""
    net = net_of() if net is None else net
    live_digit(net, X[:3], LABELS[:3])
    html = shown[-1]["text/html"]
    data = json.loads(html.split('json">')[1].split("</script>")[0])
    for parameter in net.params().values():
        parameter[...] = np.round(parameter / UNIT) * UNIT
    return data, net


FLOW = f"""{IMPORTS}
const net = n.netOf(data.net);
console.log(JSON.stringify(data.asked.map(([x, wanted]) => {{
  const flow = n.forward(net, x);
  const wish = n.wishes(x, n.blame(net, flow, wanted));
  return [[...flow.P], [...wish]];
}})));
"""


@needs_node
@pytest.mark.parametrize("which", ["net", "freehand"])
def test_probabilities_and_wishes_are_the_packages(shown, which):
    data, net = stored(shown)
    net = net if which == "net" else freehand_net()[0]
    rng = np.random.default_rng(1)
    images = [*X[::90], *rng.uniform(0, 1, (20, 64)), np.zeros(64)]
    images[-2][::3], images[-2][1::3] = 0, 1
    cases = [(x.tolist(), k % 10) for k, x in enumerate(images)]
    found = answers(FLOW, {"net": data[which], "asked": cases})
    for (x, wanted), (P, wish) in zip(cases, found, strict=True):
        right = asked(net, np.array(x), wanted)
        assert right[0] == pytest.approx(P, rel=1e-9, abs=1e-12)
        assert right[1] == pytest.approx(wish, rel=1e-9, abs=1e-12)
        assert np.ptp(right[0]) > 0.1


def test_a_wish_is_minus_the_slope_of_the_loss():
    net, x = freehand_net()[0], X[5].copy()
    x[10] = 0.5
    P, wish = asked(net, x, 7)

    def loss(i, h):
        nudged = x.copy()
        nudged[i] += h
        return -np.log(asked(net, nudged, 7)[0][7])

    for i in range(64):
        slope = (loss(i, 1e-5) - loss(i, -1e-5)) / 2e-5
        free = (slope < 0 and x[i] < 1) or (slope > 0 and x[i] > 0)
        assert wish[i] == pytest.approx(-slope if free else 0, abs=1e-6)
    assert wish[10] != 0


STEPS = f"""{IMPORTS}
const net = n.netOf(data.net);
console.log(JSON.stringify(data.asked.map(([start, wanted]) => {{
  let x = start;
  const seen = [];
  for (let k = 0; k < 25; k++) {{
    const flow = n.forward(net, x);
    seen.push([flow.P[wanted], n.ranked(flow.P)[0], Math.min(...x),
      Math.max(...x)]);
    const wish = n.wishes(x, n.blame(net, flow, wanted));
    x = n.stepped(x, wish, 1 / 8);
  }}
  return seen;
}})));
"""


@needs_node
def test_steps_along_the_wishes_make_it_the_digit_that_is_wanted(shown):
    data = stored(shown)[0]["freehand"]
    cases = [
        (X[k].tolist(), (LABELS[k] + 1 + k % 9) % 10) for k in range(0, 300, 7)
    ]
    cases = [(x, int(wanted)) for x, wanted in cases]
    seen = answers(STEPS, {"net": data, "asked": cases})
    for (_, wanted), steps in zip(cases, seen, strict=True):
        shares, first, low, high = map(list, zip(*steps, strict=True))
        assert first[-1] == wanted
        assert shares[0] < shares[1] < shares[2] or shares[1] > 0.9
        assert min(low) >= 0
        assert max(high) <= 1


PIXELS = f"""{IMPORTS}
const net = n.netOf(data.net);
console.log(JSON.stringify(data.drawn.map((strokes) => {{
  const x = pen.pixelsOf(strokes);
  return [x, n.ranked(n.forward(net, x).P)[0]];
}})));
"""


@needs_node
def test_the_page_reads_as_many_test_strokes_as_it_says(shown):
    data = stored(shown)[0]["freehand"]
    drawn = freehand.strokes_of("test")
    strokes = [[s.tolist() for s in one] for one, _ in drawn]
    found = answers(PIXELS, {"net": data, "drawn": strokes})
    for (one, _), (x, _) in zip(drawn, found, strict=True):
        assert x == freehand.pixels(one).tolist()
    right = sum(
        read == label
        for (_, label), (_, read) in zip(drawn, found, strict=True)
    )
    assert (right, len(drawn)) == (data["right"], data["of"])
    assert right / len(drawn) > 0.9


def test_the_tool_makes_the_stored_net_again():
    made = freehand.trained()
    kept, right, of = freehand_net()
    for name, parameter in made.params().items():
        units = (parameter - kept.params()[name]) / UNIT
        assert np.abs(units).max() < 1.5, name  # other processors round so
    assert freehand.read_right(kept) == (right, of)


FIRST = f"""{IMPORTS}
const net = n.netOf(data.net);
console.log(JSON.stringify(data.images.map((x) =>
  n.ranked(n.forward(net, x).P)[0])));
"""


@needs_node
def test_on_the_first_screen_the_introductions_net_reads_its_own_digits():
    cells = canonical.read(canonical.ROOT / "chapters" / "intro.ipynb").cells
    outputs = [o for c in cells for o in c.get("outputs", []) if "data" in o]
    pages = [o.data.get("text/html", "") for o in outputs]
    (html,) = [page for page in pages if page.startswith("<live-digit>")]
    data = json.loads(html.split('json">')[1].split("</script>")[0])
    # As the page deals them: the sheet's digits are kept from the training.
    X_test, t_test = split(X, LABELS, 360, np.random.default_rng(0))[2:]
    rows = {x.tobytes(): k for k, x in enumerate(X_test)}
    for counts, label in zip(data["images"], data["labels"], strict=True):
        assert t_test[rows[(np.array(counts) / 16).tobytes()]] == label
    assert data["labels"][0] == 3
    read = answers(FIRST, {"net": data["net"], "images": X_test.tolist()})
    assert sum(read == t_test) == 353


@needs_node
def test_a_dot_and_an_empty_sheet_are_drawings(shown):
    drawn = [[], [[[3, 30], [3, 30]]], [[[3, 30]]]]
    data = {"net": stored(shown)[0]["freehand"], "drawn": drawn}
    (nothing, _), (dot, _), (same, _) = answers(PIXELS, data)
    assert nothing == [0] * 64
    assert dot == same == freehand.pixels([np.array([[3.0, 30.0]])]).tolist()
    assert 1.5 < sum(dot) < 3  # in the middle, no larger than the pen
    assert dot[27] == dot[28] == dot[35] == dot[36]


SAID = f"""{IMPORTS}
const P = (...pairs) => {{
  const all = new Array(10).fill(0);
  for (const [k, p] of pairs) all[k] = p;
  return all;
}};
const wish = new Array(64).fill(0);
[wish[9], wish[63]] = [-2, 1];
console.log(JSON.stringify([
  w.drawnWords(P([3, 0.9996], [5, 0.0004]), 3, false),
  w.drawnWords(P([9, 0.6], [3, 0.4]), 3, false),
  w.drawnWords(P([9, 0.6], [3, 0.4]), 8, true),
  w.drawnWords(P([9, 0.6], [3, 0.4])),
  w.askedWords(P([9, 0.6], [3, 0.4]), wish, 8),
  w.askedWords(P([8, 0.6], [3, 0.4]), wish.map((v) => -v), 8),
  w.askedWords(P([8, 1]), wish.map(() => 0), 7),
  w.movedWords(P([9, 0.9], [7, 0.1]), P([9, 0.7], [7, 0.3]), 7),
  w.movedWords(P([9, 0.7], [7, 0.3]), P([9, 0.4], [7, 0.6]), 7),
  w.movedWords(P([9, 1], [7, 31e-7]), P([9, 1], [7, 94e-7]), 7),
  w.movedWords(P([7, 0.99961]), P([7, 0.99984]), 7),
  w.movedWords(P([7, 1]), P([7, 1]), 7),
  ["image", "pen", "pixels"].map((on) =>
    w.noteWords(on, {{ right: 1320, of: 1400 }})),
  [w.cellWords(63, 0.5), w.cellWords(0, 1, -0.1), w.cellWords(8, 0, 2)],
].map((all) => all.join(" ").replaceAll("\\u00a0", " "))));
"""


@needs_node
def test_what_is_said():
    said = answers(SAID)
    for text, words in zip(
        said,
        [
            "Somebody wrote a 3. Read as 3 (> 99.9 %).",
            "Read as 9 (60.0 %), then 3 (40.0 %). That is a mistake.",
            "3 (40.0 %). It was written as an 8.",
            "Read as 9 (60.0 %), then 3 (40.0 %).",
            "To make it an 8: + asks for more ink in a pixel, − for less, "
            "and a larger mark for more. First of all, less in row 2, "
            "column 2. 8 has < 0.1 % now.",
            "To make it still surer that it is an 8: + asks for more",
            "No pixel can help to make it a 7.",
            "7 goes from 10.0 % to 30.0 %. It is still read as 9. Once more?",
            "30.0 % to 60.0 %. It is read as 7. Do you see a 7?",
            "7 goes from 0.0003 % to 0.0009 %. It is still read as 9.",
            "7 goes from 99.96 % to 99.98 %. It is read as 7.",
            "7 goes from > 99.9 % to > 99.9 %.",
            "Delete clears. A second network reads this. It was trained on "
            "digits that 30 people drew with a pen, and reads 94 of 100",
            "row 8, column 8: ink 50 % row 1, column 1: ink 100 %, asked for "
            "less row 2, column 1: ink 0 %, asked for more",
        ],
        strict=True,
    ):
        assert words in text


def test_the_output_holds_the_first_image_and_its_answer(shown):
    net = freehand_net()[0]
    for _ in range(2):
        live_digit(net, X[:3], LABELS[:3])
    assert shown[0] == shown[1]  # nbval compares it
    html, words = shown[0]["text/html"], shown[0]["text/plain"]
    assert html.startswith("<live-digit>\n<div class='digit-first'")
    read = f"A test digit, {LABELS[0]}, is read as {LABELS[0]}."
    assert words.startswith(read)
    assert f"aria-label='{read}'" in html
    assert words.count(" %") == html.count(" %</td>") == 10
    P, wish = asked(net, X[0], 7)
    assert f"{P[0]:.1%}".replace("%", " %") in words
    sign = "more" if wish[np.abs(wish).argmax()] > 0 else "less"
    row, column = divmod(int(np.abs(wish).argmax()), 8)
    assert f"Most: {sign} in row {row + 1}, column {column + 1};" in words


HUGE = net_of()
HUGE.params()["2.W"][0, 0] = 8.0


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ((net_of(), X[:2, :60], LABELS[:2]), ValueError, r"shape \(k, 64\)"),
        ((net_of(), X[:2] / 3, LABELS[:2]), ValueError, r"got 0\.\d"),
        ((net_of(), X[:2] * 2, LABELS[:2]), ValueError, "from 0 to 1"),
        ((net_of(), X[:2], LABELS[:3]), ValueError, "2|3"),
        ((net_of(), X[:2], [3, 10]), ValueError, "0 to 9, got 10"),
        ((net_of(), X[:2], LABELS[:2], 10), ValueError, "0 to 9, got 10"),
        ((net_of(), X[:2], LABELS[:2], "7"), TypeError, "a digit"),
        ((Linear(64, 10, np.random.default_rng(0)), X[:2], LABELS[:2]),
         TypeError, "expects Sequential"),
        ((Sequential(net_of().layers[0], Sigmoid(), net_of().layers[2]),
          X[:2], LABELS[:2]), TypeError, "expects Sequential"),
        ((HUGE, X[:2], LABELS[:2]), ValueError, "below 8, got 8 in 2.W"),
    ],
)  # fmt: skip
def test_what_is_no_digit_or_no_such_net_is_refused(
    shown, arguments, error, words
):
    with pytest.raises(error, match=words):
        live_digit(*arguments)
    assert not shown
