"""The page's own convolution equals the package's, forward and back."""

import json

import numpy as np
import pytest
from node import LIVE, answers, needs_node

from backprop import Conv2d
from backprop.live import live_convolution

IMPORTS = "\n".join(
    f'import * as {name} from "{(LIVE / file).as_uri()}";'
    for name, file in {
        "c": "convolution.mjs",
        "t": "convolution_typed.mjs",
        "w": "convolution_words.mjs",
    }.items()
)
ALL = f"""{IMPORTS}
console.log(JSON.stringify(data.map((given) => {{
  const places = c.allPlaces(given);
  const products = places.map((p) => c.windowAt(given, p).flat()
    .reduce((sum, one) => sum + one.product, given.b));
  const some = places.filter((_, k) => k % 3 === 0);
  return {{ Y: c.outputOf(given), products, gathered: c.gathered(given),
    stamped: c.stamped(given, places), some: c.stamped(given, some) }};
}})));
"""
PENCIL = {
    "X": [[0, 0, 2, 1, 1, 1], [1, 2, 1, 1, 1, 0], [1, 2, 0, 0, 1, 1]],
    "K": [[-1, 1, 2], [0, -1, 1]],
    "b": -2,
    "dY": [[0, 4, 0, 0], [0, 0, -3, 0]],
}
ROW = {"X": [[3, 1, 4, 1, 5]], "K": [[2, -1]], "b": 0, "dY": [[1, 2, -1, 3]]}


def layer_of(given):
    """Y, dX of the package's layer, and dX of every third stamp alone."""
    X, K, dY = (np.array(given[name], float) for name in ("X", "K", "dY"))
    layer = Conv2d.from_arrays(K[:, :, None, None], np.array([given["b"]]))
    Y = layer.forward(X[None, :, :, None])[0, :, :, 0]
    dX = layer.backward(dY[None, :, :, None])[0, :, :, 0]
    third = np.where(np.arange(dY.size) % 3 == 0, dY.ravel(), 0.0)
    some = layer.backward(third.reshape(1, *dY.shape, 1))[0, :, :, 0]
    return Y, dX, some


@needs_node
def test_forward_stamps_and_windows_equal_the_layer():
    rng = np.random.default_rng(0)
    cases = [PENCIL, ROW]
    for H, W, kh, kw in [(5, 7, 2, 3), (7, 4, 3, 2), (1, 6, 1, 4),
                         (6, 1, 5, 1), (3, 4, 3, 4), (4, 5, 1, 1),
                         (8, 8, 3, 3), (10, 9, 4, 6)]:  # fmt: skip
        for _ in range(3):
            cases.append(
                {
                    "X": rng.normal(size=(H, W)).tolist(),
                    "K": rng.normal(size=(kh, kw)).tolist(),
                    "b": rng.normal(),
                    "dY": rng.normal(size=(H - kh + 1, W - kw + 1)).tolist(),
                }
            )
    for given, found in zip(cases, answers(ALL, cases), strict=True):
        Y, dX, some = layer_of(given)
        for name, truth in {
            "Y": Y, "products": Y.ravel(), "stamped": dX,
            "gathered": dX, "some": some,
        }.items():  # fmt: skip
            np.testing.assert_allclose(
                found[name], truth, rtol=0, atol=1e-9, err_msg=name
            )


@needs_node
def test_a_pixel_meets_the_kernel_turned():
    script = f"""{IMPORTS}
    const uses = (spot) => c.usesOf(data, spot)
      .map((row) => row.map((use) => use && [use.weight, use.place]));
    console.log(JSON.stringify([uses([1, 3]), uses([0, 0])]));
    """
    inside, corner = answers(script, PENCIL)
    weights = [[weight for weight, _ in row] for row in inside]
    assert weights == np.rot90(PENCIL["K"], 2).tolist()
    assert inside[0][0][1] == [0, 1]
    assert corner == [[None, None, None], [None, None, [-1, [0, 0]]]]


SAID = f"""{IMPORTS}
console.log(JSON.stringify(data.map(([given, mode, spot, pressed]) => [
  w.said(given, mode, spot, pressed),
  w.lines(given, mode, spot).map(({{ name, parts, value }}) =>
    `${{name}}: ${{parts}} = ${{value}}`)])));
"""


@needs_node
@pytest.mark.parametrize(
    ("case", "words", "lines"),
    [
        ([PENCIL, "forward", [0, 1], 0],
         "at row 1, column 2: the 6 products sum to 4, and with b = −2 that "
         "is Y[1, 2] = 2.",
         ["row 1: 0 · (−1) + 2 · 1 + 1 · 2 = 4",
          "row 2: 2 · 0 + 1 · (−1) + 1 · 1 = 0", "b:  = −2",
          "Y[1, 2]: 4 + 0 + (−2) = 2"]),
        ([PENCIL, "stamps", [1, 2], 2],
         "dY[2, 3] = −3 presses −3 times the kernel onto dX, unturned. 2 of "
         "8 stamps pressed; where they overlap, they add.",
         ["row 1: −3 · (−1, 1, 2) = (3, −3, −6)",
          "row 2: −3 · (0, −1, 1) = (0, 3, −3)"]),
        ([PENCIL, "stamps", [0, 0], 8],
         "onto dX, unturned: nothing. All 8 stamps are pressed, so dX is",
         ["row 1: 0 · (−1, 1, 2) = (0, 0, 0)",
          "row 2: 0 · (0, −1, 1) = (0, 0, 0)"]),
        ([PENCIL, "pixel", [1, 3], 0],
         "X[2, 4] lies in 6 windows. Each pays its weight times its blame, "
         "1 in all. In the order of the windows, the weights are the kernel "
         "turned by half a turn.",
         ["dX[2, 4]: 1 · 4 + (−1) · 0 + 0 · 0 + 2 · 0 + 1 · (−3) + (−1) · 0 "
          "= 1"]),
        ([PENCIL, "pixel", [0, 1], 0],
         "in 2 windows. Each pays its weight times its blame, −4 in all. In "
         "the order of the windows, the weights are a part of the kernel",
         ["dX[1, 2]: 1 · 0 + (−1) · 4 = −4"]),
        ([ROW, "forward", [0, 3], 0],
         "at position 4: the 2 products sum to −3, and with b = 0 that is "
         "y[4] = −3.",
         ["products: 1 · 2 + 5 · (−1) = −3", "b:  = 0",
          "y[4]: −3 + 0 = −3"]),
        ([ROW, "pixel", [0, 1], 0], "weights are the kernel read backwards.",
         ["dx[2]: (−1) · 1 + 2 · 2 = 3"]),
        ([ROW, "pixel", [0, 4], 0],
         "x[5] lies in 1 window. It pays its weight times its blame, −3.",
         ["dx[5]: (−1) · 3 = −3"]),
    ],
)  # fmt: skip
def test_what_is_said(case, words, lines):
    ((said, found),) = answers(SAID, [case])
    assert words in said.replace("\u00a0", " ")
    assert [line.replace("\u00a0", " ") for line in found] == lines


TYPED = f"""{IMPORTS}
console.log(JSON.stringify(data.map(([texts, changed]) => {{
  try {{
    return t.givenIn(texts, changed);
  }} catch ([name, {{ message }}]) {{
    return [name, message];
  }}
}})));
"""
PLAIN = {"X": "1 2 3\n4 5 6", "K": "1 −1", "b": "0", "dY": "1 2\n3 4"}


@needs_node
def test_numbers_as_they_are_typed():
    alike = [
        {"X": "[[1, 2, 3],\n [4, 5, 6]]"},
        {"X": " 1  2 3 ; 4 5 6\n"},
        {"K": "1, -1"},
        {"K": "2/2 -1.0", "dY": "1 2\n3 4"},
        {"b": "0,0"},
    ]
    cases = [[PLAIN | change, "X"] for change in alike]
    for found in answers(TYPED, cases):
        assert found == {
            "X": [[1, 2, 3], [4, 5, 6]], "K": [[1, -1]], "b": 0,
            "dY": [[1, 2], [3, 4]],
        }  # fmt: skip
    taller = PLAIN | {"X": "1 2 3\n4 5 6\n7 8 9"}
    smaller = PLAIN | {"K": "1 2 3"}
    found = answers(TYPED, [[taller, "X"], [smaller, "K"]])
    assert [one["dY"] for one in found] == [
        [[1, 2], [3, 4], [0, 0]],
        [[1], [3]],
    ]


@needs_node
@pytest.mark.parametrize(
    ("change", "name", "words"),
    [
        ({"X": "1 2 x\n4 5 6"}, "X", "“x” in X is no number"),
        ({"X": "1 2 1e9"}, "X", "“1e9” in X is no number from"),
        ({"X": "1 2 3\n4 5"}, "X", "Row 2 of X has 2 numbers, the first"),
        ({"X": " "}, "X", "Write numbers for X."),
        ({"X": "1 " * 11}, "X", "10 rows and 10 columns"),
        ({"X": "1\n" * 11}, "X", "10 rows and 10 columns"),
        ({"K": "1 2 3 4"}, "K", "K is 1 × 4: it does not fit on an X of 2 ×"),
        ({"b": "1 2"}, "b", "b is one number."),
        ({"dY": "1 2 3"}, "dY", "dY has Y's shape: 2 rows of 2."),
    ],
)
def test_numbers_that_do_not_fit_are_told_where(change, name, words):
    (found,) = answers(TYPED, [[PLAIN | change, next(iter(change))]])
    assert found[0] == name
    assert words in found[1]


def data_of(bundle):
    html = bundle["text/html"]
    return json.loads(html.split('json">')[1].split("</script>")[0])


def test_the_output_is_chapter_9s_example_and_the_same_each_time(shown):
    for _ in range(2):
        live_convolution()
    assert shown[0] == shown[1]  # nbval compares it
    assert data_of(shown[0]) == PENCIL | {"mode": "forward"}
    words = shown[0]["text/plain"]
    assert "Y: 1 2 −1 −1; −1 −1 1 −2" in words
    assert "dX: 0 −4 4 8 0 0; 0 0 −1 1 −6 0; 0 0 0 3 −3 0" in words
    html = shown[0]["text/html"]
    assert html.startswith("<live-convolution>\n<div class='conv-print'>")
    assert "<caption>K, b = −2</caption>" in html


def test_a_row_has_small_letters_and_blame_may_be_left_out(shown):
    live_convolution([3, 1, 4, 1, 5], [2, -1], dY=[1, 2, -1, 3], mode="pixel")
    assert data_of(shown[0]) == ROW | {"mode": "pixel"}
    assert "dx: 2 3 −4 7 −3" in shown[0]["text/plain"]
    live_convolution(np.eye(3), np.ones((2, 2)), 0.5)
    assert data_of(shown[1])["dY"] == [[1, 1], [1, 1]]
    assert data_of(shown[1])["b"] == 0.5


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        (dict(X=[1, 2]), TypeError, "K must be an array of numbers"),
        (dict(X=[1, 2], K=[[1, 2]]), ValueError, "as many axes as X"),
        (dict(X=[[1, 2]], K=[[1], [2]]), ValueError, "at least 2 rows"),
        (dict(X=np.ones((11, 2)), K=[[1]]), ValueError, "at most 10 rows"),
        (dict(X=np.ones((1, 2, 2)), K=[[1]]), ValueError, "X must have shape"),
        (dict(X=[1, np.nan], K=[1]), ValueError, "X"),
        (dict(X=["a"], K=[1]), TypeError, "X must be an array of numbers"),
        (dict(X=[1, 2, 3], K=[1, 2], dY=[1]), ValueError, r"shape \(2,\)"),
        (dict(X=[[1, 2, 3]], K=[[1, 2]], dY=[[1]]), ValueError, r"\(1, 2\)"),
        (dict(X=[1], K=[1], b="0"), TypeError, "b must be"),
        (dict(mode="back"), ValueError, "mode must be one of"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(shown, arguments, error, words):
    with pytest.raises(error, match=words):
        live_convolution(**arguments)
    assert not shown
