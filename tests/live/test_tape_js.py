"""The page's own tape equals the package's, in every order of reading."""

import json
import math
import random
import re

import pytest
from node import LIVE, answers, needs_node

from backprop import Scalar
from backprop.live.formula import written
from backprop.live.tape import _rows, live_tape

EXAMPLES = {
    "A fork": ("x*x + x", {"x": 3}),
    "The diamond": ("q = 3x; u = 2q; v = 5q; f = u + v", {"x": 1}),
    "Chapter 3's": ("(x + y)*w", {"x": -2, "y": 5, "w": -4}),
}
MOST = 500  # payments that the page's recursion makes

IMPORTS = f"""
import {{ parsed }} from "{(LIVE / "tape_formula.mjs").as_uri()}";
import * as t from "{(LIVE / "tape.mjs").as_uri()}";
import * as w from "{(LIVE / "tape_words.mjs").as_uri()}";
import {{ short }} from "{(LIVE / "answers.mjs").as_uri()}";
"""
ALL = f"""{IMPORTS}
const attempt = (f) => {{ try {{ return f(); }} catch {{ return null; }} }};
console.log(JSON.stringify(data.map(([text, inputs]) => attempt(() => {{
  const tape = t.tapeOf(parsed(text), inputs);
  const of = (found) => tape.lines.map((i) => found[i]);
  const grads = t.ORDERS.map((order) =>
    attempt(() => of(t.gradientsOf(tape, order))));
  return [of(tape.values), Object.fromEntries(
    t.ORDERS.map((order, k) => [order, grads[k]]))];
}}))));
"""


def drawn_formula(rng):
    """A formula of one to four statements in x, y and w, as people type."""

    def number():
        return rng.choice(["2", "3", "0.5", "1.25", ".7", "1e-1"])

    def term(depth, names):
        if depth == 0:
            return rng.choice([*names, *names, number()])
        a, b = (term(rng.randrange(depth), names) for _ in "ab")
        kind = rng.randrange(12)
        if kind < 6:
            sign = rng.choice([" + ", "-", "*", "*", "/"])
            return f"({a}){sign}({b})" if kind < 4 else f"{a}{sign}{b}"
        if kind == 6:
            return f"-{a}"
        if kind == 7:
            return f"({a})^{rng.choice(['2', '3', '-1', '-2', '0', '1'])}"
        if kind == 8:
            return f"max({a}, {b})"
        if kind == 9:
            return f"{number()}({a})"
        return f"{rng.choice('exp log tanh relu sigmoid'.split())}({a})"

    names, statements = ["x", "y", "w"], []
    for name in "quv"[: rng.randrange(4)]:
        statements.append(f"{name} = {term(rng.randrange(1, 4), names)}")
        names += [name, name]
    return "; ".join([*statements, term(rng.randrange(1, 5), names)])


def recursion(node, lines, once=False, read=None):
    """Pass on at every arrival, or at the first alone; return payments."""
    read = set() if read is None else read
    if once and node in read:
        return 0
    read.add(node)
    paid = 0
    for parent, slope in zip(node.parents, node.slopes, strict=True):
        if parent in lines:
            parent.grad += node.grad * slope
            paid += 1 + recursion(parent, lines, once, read)
            if paid > MOST:
                return paid
    return paid


def in_order(tape, order):
    """The gradients of all lines, or None where recursion has no end."""
    lines = list(tape.lines)
    if order == "up":
        tape.result.backward()  # the package's own
        return [s.grad for s in lines]
    for scalar in lines:
        scalar.grad = 0.0
    tape.result.grad = 1.0
    if order == "down":
        for node in lines:
            for parent, slope in zip(node.parents, node.slopes, strict=True):
                parent.grad += node.grad * slope
    elif recursion(tape.result, lines, once=order == "first") > MOST:
        return None
    return [s.grad for s in lines]


def cases(rng, many):
    """Formulas with numbers, and their tapes; None where there is none."""
    found = []
    while len(found) < many:
        formula = drawn_formula(rng)
        letters = sorted(set(re.findall(r"\b[xyw]\b", formula)))
        values = {name: round(rng.uniform(-2, 2), 3) for name in letters}
        if not values:
            continue
        try:
            tape = written(formula, values)
        except (ArithmeticError, ValueError):
            found.append((formula, values, None))
            continue
        tape.result.backward()
        sizes = [max(abs(s.value), abs(s.grad)) for s in tape.lines]
        if max(sizes) < 1e4 and all(map(math.isfinite, sizes)):
            found.append((formula, values, tape))
    return found


@needs_node
def test_values_and_gradients_in_every_order():
    drawn = cases(random.Random(0), 600)
    computed = answers(ALL, [case[:2] for case in drawn])
    wrong = set()
    for (formula, _, tape), found in zip(drawn, computed, strict=True):
        if tape is None:
            assert found is None, formula
            continue
        assert found, formula
        values, gradients = found
        lines = [s.value for s in tape.lines]
        assert values == pytest.approx(lines, rel=1e-9, abs=1e-9), formula
        right = in_order(tape, "up")
        for order, grads in gradients.items():
            truth = in_order(tape, order)
            if truth is None:
                assert grads is None, formula
                continue
            assert grads == pytest.approx(truth, rel=1e-9, abs=1e-9), formula
            if truth != right:
                wrong.add((order, formula))
    assert len([d for d in drawn if d[2]]) > 400
    for order in ("arrivals", "first", "down"):
        assert sum(o == order for o, _ in wrong) > 40, order


def test_the_formula_is_read_as_python_reads_it():
    names = {
        "exp": Scalar.exp,
        "log": Scalar.log,
        "tanh": Scalar.tanh,
        "relu": Scalar.relu,
        "sigmoid": Scalar.sigmoid,
        "max": lambda a, b: a.maximum(b),
    }
    for formula in (
        "-x**2 + 2*x/y*3 - y",
        "max(x, y) - exp(-x)*log(y)/sigmoid(x*y)",
        "tanh(relu(x) - (y - x))**-2",
    ):
        x, y = Scalar(0.7), Scalar(1.3)
        plain = eval(formula, names | {"x": x, "y": y})
        plain.backward()
        tape = written(formula.replace("**", "^"), {"x": 0.7, "y": 1.3})
        found = in_order(tape, "up")
        assert tape.result.value == plain.value
        assert found[:2] == [x.grad, y.grad]


@needs_node
def test_the_diamond_in_four_orders():
    formula, values = EXAMPLES["The diamond"]
    (found,) = answers(ALL, [[formula, values]])
    x = {order: grads[0] for order, grads in found[1].items()}
    assert x == {"up": 21, "arrivals": 27, "first": 6, "down": 0}


SAID = f"""{IMPORTS}
const [text, inputs, order] = data;
const tape = t.tapeOf(parsed(text), inputs);
const readings = t.readingsOf(tape, order);
const all = [];
for (let k = 0; k <= readings.length + 1; k++)
  all.push(w.said(tape, readings, t.stateAt(tape, readings, k), order)
    .join(" "));
console.log(JSON.stringify(all));
"""


@needs_node
@pytest.mark.parametrize(
    ("order", "step", "words"),
    [
        ("up", 0, "The tape has 5 lines, and none has been read."),
        ("up", 1, "Line 5 is the result: its own gradient is 1."),
        ("up", 2, "Line 5 holds 1 and pays 1 · 1 = 1 to line 3 and "
         "1 · 1 = 1 to line 4."),
        ("up", 4, "Line 3 holds 1 and pays 1 · 2 = 2 to line 2: 5 + 2 = 7."),
        ("up", -1, "Finished: dx = 21."),
        ("arrivals", 2, "to line 3. So line 3 is read at once."),
        ("arrivals", 5, "Line 5 holds 1 and pays 1 · 1 = 1 to line 4."),
        ("arrivals", -1, "Line 2 is read again: it holds 7 and pays "
         "7 · 3 = 21 to line 1: 6 + 21 = 27. Finished: dx = 27. Right would "
         "be dx = 21, but line 2 was read before line 4 had paid, and then "
         "once more."),
        ("first", -1, "pays 1 · 5 = 5 to line 2: 2 + 5 = 7. But line 2 has "
         "been read already: this goes no further. Finished: dx = 6."),
        ("down", 2, "Line 2 is read before anything has arrived: it pays "
         "0 · 3 = 0 to line 1."),
        ("down", -1, "But lines 3 and 4 have been read already: this goes "
         "no further. Finished: dx = 0. Right would be dx = 21, but line 2 "
         "was read before line 3 had paid."),
    ],
)  # fmt: skip
def test_what_is_said_of_the_diamond(order, step, words):
    said = answers(SAID, [*EXAMPLES["The diamond"], order])
    assert words in said[step]


@needs_node
def test_a_wrong_order_may_give_what_is_right():
    said = answers(SAID, [*EXAMPLES["A fork"], "arrivals"])
    assert said[-1].endswith("because no line was read too early.")
    said = answers(SAID, ["q = 2x; relu(q) + 0*q", {"x": -1}, "first"])
    assert "It happens to be right, although line 2 was read" in said[-1]


TROUBLE = f"""{IMPORTS}
console.log(JSON.stringify(data.map(([text, inputs]) => {{
  try {{
    t.tapeOf(parsed(text), inputs ?? {{}});
    return "";
  }} catch (error) {{
    return error.message;
  }}
}})));
"""
NO_FORMULAS = [
    ("", "At the beginning: write a formula"),
    ("x +", "After “x +”: a number, a name or “(” is missing."),
    ("(x + y", "After “(x + y”: “)” is missing."),
    ("x)", "After “x”: this “)” closes nothing."),
    ("x y", "After “x”: a sign such as + or * is missing."),
    ("x + #", "After “x +”: “#” has no meaning here."),
    ("x + sin(x)", "After “x +”: sin is no function here, only exp, log"),
    ("xy", "“xy” is not known: a name has one letter"),
    ("constructor", "“constructor” is not known"),
    ("2*exp x", "After “2*exp”: exp needs a “(”."),
    ("max(x)", "After “max(x”: max takes two numbers."),
    ("tanh(x, y)", "After “tanh(x, y”: tanh takes one number."),
    ("x^y", "After “x^”: an exponent is a whole number here."),
    ("x^0.5", "an exponent is a whole number"),
    ("x^2^3", "one exponent is enough"),
    ("f = q; q = 2x", "After “f =”: q is made only later."),
    ("q = 2x; q = 3x", "After “q = 2x;”: q has been made"),
    ("exp = 2", "exp is a function's name"),
    ("2x = 3", "After “2x”: only a name can stand before “=”."),
    ("x, y", "a comma stands in max(a, b) only"),
    ("a = 2; a + 1", "depends on nothing"),
    ("1/0*x", "After “1/0”: this part has no value."),
    ("+".join(["x*x"] * 30), "a tape ends at 40 lines here"),
    ("12345678901234567890 x x", "After “…"),
]
NO_VALUES = [
    ("u = log(x); u", {"x": -1}, "Line 2 has no value: log(−1)."),
    ("2x/y", {"x": 1, "y": 0}, "Line 4 has no value: 2 / 0."),
    ("exp(x)", {"x": 1000}, "Line 2 has no value: exp(1000)."),
    ("x^-1", {"x": 0}, "Line 2 has no value: 0 ^ −1."),
]


@needs_node
def test_a_text_that_is_no_formula_is_told_where():
    texts = [(text, None) for text, _ in NO_FORMULAS]
    for (text, words), said in zip(
        NO_FORMULAS, answers(TROUBLE, texts), strict=True
    ):
        assert words in said, text
    for (text, _, words), said in zip(
        NO_VALUES, answers(TROUBLE, [c[:2] for c in NO_VALUES]), strict=True
    ):
        assert words in said, text
    alike = ["x·x", "x×x", "x − 1", "x**2", "2(x + 1)", "x;", "y = x; 3y"]
    assert answers(TROUBLE, [[text, {"x": 2}] for text in alike]) == [""] * 7


ROWS = f"""{IMPORTS}
console.log(JSON.stringify(data.map(([text, inputs]) => {{
  const tape = t.tapeOf(parsed(text), inputs);
  const readings = t.readingsOf(tape, "up");
  const {{ shares }} = t.stateAt(tape, readings, readings.length + 1);
  return tape.lines.map((i) => [String(tape.number(i)), w.doneText(tape, i),
    short(tape.values[i]), w.slopesText(tape, i),
    w.sumTexts(shares[i]).join("") || "0"]);
}})));
"""


@needs_node
def test_the_page_fills_the_table_that_is_printed():
    examples = [
        *EXAMPLES.values(),
        ("p = sigmoid(w*x + b); -log(p)", {"w": 2, "x": -1, "b": 0.5}),
        ("max(x, 3)^2 - 4/x + (x*x)^-1 + x^-3", {"x": -0.7}),
        ("q = 2x; u = tanh(q); relu(q)*exp(y)", {"x": 0.3, "y": -1}),
        ("q = x*y; k = 3; k*q - k; q", {"x": 2, "y": 7}),
    ]
    computed = answers(ROWS, examples)
    for (formula, values), rows in zip(examples, computed, strict=True):
        assert [tuple(r) for r in rows] == _rows(written(formula, values))


def test_the_output_holds_the_first_tape_and_all_examples(shown):
    for _ in range(2):
        live_tape(EXAMPLES)
    assert shown[0] == shown[1]  # nbval compares it
    html, words = shown[0]["text/html"], shown[0]["text/plain"]
    assert html.startswith("<live-tape>\n<table")
    assert "<td>[1] · [1]</td><td>9</td><td>3 to [1], 3 to [1]</td>" in html
    assert "1: x is given, value 3, gradient 1 + 3 + 3 = 7" in words
    data = json.loads(html.split('json">')[1].split("</script>")[0])
    assert [e["title"] for e in data["examples"]] == list(EXAMPLES)
    assert data["examples"][2]["values"] == {"x": -2, "y": 5, "w": -4}


@pytest.mark.parametrize(
    ("examples", "error", "words"),
    [
        ({}, TypeError, "expects {title: "),
        ("x*x", TypeError, "got 'x\\*x'"),
        ({"A": "x*x"}, TypeError, "for 'A', got 'x\\*x'"),
        ({"A": ("x*x", {"x": "3"})}, TypeError, "A: x must be a number"),
        ({"A": ("x*x", {"x": math.inf})}, ValueError, "A: x must be finite"),
        ({"A": ("x*y", {"x": 3})}, ValueError, "numbers for x, y .* got x"),
        ({"A": ("x*x", {"x": 3, "y": 1})}, ValueError, "for x in .* x, y"),
        ({"A": ("x*", {"x": 3})}, ValueError, "cannot read 'x\\*': invalid"),
        ({"A": ("x^y", {"x": 3, "y": 2})}, ValueError, "a whole number"),
        ({"A": ("q = q2; q2 = x", {"x": 3})}, ValueError, "before it is made"),
        ({"A": ("q = x; q = 2x", {"x": 3})}, ValueError, "q has a meaning"),
        ({"A": ("2 + 3", {})}, ValueError, "depends on no letter"),
        ({"A": ("x % 2", {"x": 3})}, ValueError, "x % 2 is not known"),
        ({"A": ("max(x)", {"x": 3})}, ValueError, "max\\(x\\) is not known"),
        ({"A": ("y += x", {"x": 3})}, ValueError, "a statement is"),
        ({"A": ("", {})}, ValueError, "depends on no letter"),
    ],
)  # fmt: skip
def test_an_example_that_is_none_is_refused(shown, examples, error, words):
    with pytest.raises(error, match=words):
        live_tape(examples)
    assert not shown
