"""A tape's picture says its lines, values, gradients and payments."""

import matplotlib.pyplot as plt
import pytest
from looks import assert_on_paper, assert_pure, overlaps, texts

from backprop import Scalar
from backprop.plots import draw_tape

plt.switch_backend("agg")


def diamond(x):
    x = Scalar(x)
    q = 3 * x
    u, v = 2 * q, 5 * q
    f = u + v
    f.backward()
    return f, {x: "x", q: "q", u: "u", v: "v", f: "f"}


def functions(x):
    x = Scalar(x)
    z = -x
    a = z.sigmoid()
    m = a.maximum(z)
    s = m**2
    s.backward()
    return s, {x: "x", z: "z", a: "a", m: "m", s: "s"}


DRAWINGS = {
    "diamond": lambda x: draw_tape(*diamond(x)),
    "functions": lambda x: draw_tape(*functions(x), digits=2),
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_a_tape_is_pure_fits_the_page_and_shows_each_number(draw):
    assert_pure(draw)
    assert_on_paper(draw(2.0))
    assert not overlaps(draw(2.0))


def test_lines_values_gradients_and_payments_are_written():
    said = texts(DRAWINGS["diamond"](2.0))
    assert {"x", "q = 3 × x", "u = 2 × q", "v = 5 × q", "f = u + v"} <= set(
        said
    )
    assert {"6", "12", "30", "42", "21", "7"} <= set(said)
    assert {"1 · 2", "1 · 5", "7 · 3"} <= set(said)
    assert said.count("1 · 1") == 2


def test_operations_of_one_input_are_written_around_it():
    said = set(texts(DRAWINGS["functions"](2.0)))
    assert {"z = −x", "a = σ(z)", "m = max(a, z)", "s = m²"} <= said
    assert any(" · (−1)" in text for text in said)


def test_what_is_no_tape_is_refused():
    with pytest.raises(TypeError, match="a Scalar, got float"):
        draw_tape(2.0, {})
    f, names = diamond(2.0)
    with pytest.raises(ValueError, match="name for every line.*× = 12"):
        draw_tape(f, {s: n for s, n in names.items() if n != "u"})
