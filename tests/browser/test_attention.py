"""Whom a letter looks at, and who is blamed: <live-attention>."""

import json

import numpy as np
import pytest
from alone import PAGE, middle, put, swipe
from page_faults import SMALL_NUMBERS, UNFOCUSED
from test_pages import violations
from test_steps import BOXES, LOOKS

from backprop import (
    Embedding,
    LayerNorm,
    Positions,
    Residual,
    SelfAttention,
    Sequential,
)
from backprop.live import live_attention
from backprop.live.attention import IN_A_NET, looked

TAG = "live-attention"
RNG = np.random.default_rng(11)
NET = Sequential(
    Embedding(27, 12, RNG),
    Positions(12, 12, RNG),
    Residual(LayerNorm(12), SelfAttention(12, 4, RNG)),
)
for parameter in NET.params().values():
    parameter[...] = np.round(4096 * parameter) / 4096
ARRAYS = {name: NET.params()[key] for name, key in IN_A_NET.items()}
MASKS = {"before the softmax": "before", "after the softmax": "after",
         "none": "none"}  # fmt: skip
# Nothing below the figure moves while this stays.
HEIGHT = "(figure) => Math.round(figure.getBoundingClientRect().height)"
# Texts of the rows that lie on a neighbour, or are cut off by their cell.
CROWDED = """(figure) => [...figure.querySelectorAll("tbody td, thead th")]
  .filter((cell) => cell.checkVisibility()
    && cell.scrollWidth > cell.clientWidth + 1)
  .map((cell) => cell.textContent)"""


@pytest.fixture
def bundle(shown):
    live_attention(NET, "anna", letter=2, head=1)
    return shown[0]


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def opened(visit, address, request, bundle):
    page = visit(address + PAGE, *request.param)
    return page, put(page, bundle, TAG)


def said(figure):
    return figure.locator(".steps-said").inner_text()


def text(value):
    if value == 0:
        return "0"
    return "<.01" if value < 0.005 else f"{value:.2f}".removeprefix("0")


def agrees(figure, name, step, head, mask, sent):
    """Every number of the table, and how long the bars are."""
    A, ways = looked(ARRAYS, 4, 1e-5, name, step, head - 1, mask)
    sizes = {way: np.linalg.norm(g, axis=1) for way, g in ways.items()}
    rows = figure.locator("tbody tr:visible")
    assert rows.count() == len(name) + 1
    for t, row in enumerate(rows.all()):
        pick = row.get_by_role("button")
        assert pick.inner_text()[0] == (name[t - 1] if t else "s")
        assert pick.get_attribute("aria-pressed") == str(t == step).lower()
        weight, *blames = row.locator("td").all_text_contents()
        if t <= step or mask == "none":
            assert weight == text(A[t])
        elif mask == "before":
            assert weight == "masked"
        else:
            assert weight.startswith("cut ")
        said = [text(sizes[way][t]) for way in ("all", *"QKV")]
        assert blames == (said if sent else 4 * [""])
        shares = row.locator("td").evaluate_all(
            "(all) => all.map((e) => e.style.getPropertyValue('--share'))"
        )
        longest = sizes["all"].max()
        truth = [A[t], *(sizes[way][t] / longest for way in ("all", *"QKV"))]
        if not sent:
            truth[1:] = 4 * [0]
        np.testing.assert_allclose(
            np.array(shares, float), truth, rtol=0, atol=1e-9
        )
        coloured = row.locator("td").evaluate_all(
            "(all) => all.map((e) => e.classList.contains('some'))"
        )
        assert coloured == [share > 0 for share in truth]
    return True


def test_a_letter_a_head_and_the_blame(opened):
    page, figure = opened
    assert not page.evaluate(BOXES, TAG)
    height = figure.evaluate(HEIGHT)
    edges = figure.locator("tbody button:visible").evaluate_all(
        "(all) => all.map((e) => getComputedStyle(e).borderTopStyle)"
    )
    assert edges == 3 * ["solid"] + 2 * ["dashed"]  # what comes later
    assert agrees(figure, "anna", 2, 1, "before", False)
    assert said(figure).startswith("In head 1, n₂ looks most at ")
    figure.get_by_role("button", name="Send blame back").press("Enter")
    assert agrees(figure, "anna", 2, 1, "before", True)
    assert "Later letters get exactly 0." in said(figure)
    for label, mask in MASKS.items():
        figure.get_by_label(label, exact=True).check()
        assert agrees(figure, "anna", 2, 1, mask, True)
        assert ("The future leaks" in said(figure)) == (mask == "after")
        assert not figure.evaluate(CROWDED)
        assert figure.evaluate(HEIGHT) == height
    figure.get_by_label("4", exact=True).check()
    assert agrees(figure, "anna", 2, 4, "none", True)
    figure.get_by_role("button", name="a₄").press("Enter")
    assert agrees(figure, "anna", 4, 4, "none", True)
    assert "No letter comes later." in said(figure)
    figure.get_by_role("button", name="Take the blame away").press("Enter")
    assert agrees(figure, "anna", 4, 4, "none", False)
    assert figure.evaluate(HEIGHT) == height
    assert not page.evaluate(SMALL_NUMBERS)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]
    assert not page.trouble
    assert not violations(page, TAG)


def test_a_name_is_typed(opened):
    page, figure = opened
    figure.get_by_role("button", name="Send blame back").press("Enter")
    height = figure.evaluate(HEIGHT)
    field = figure.get_by_label("Name of up to 8 letters")
    for typed, stays, step in [
        ("Zoë 2", "zoe", 2), ("x" * 12, "x" * 8, 2), ("b", "b", 1),
        ("", "", 0), ("bo", "bo", 0),
    ]:  # fmt: skip
        field.evaluate("(e) => e.removeAttribute('maxlength')")
        field.fill(typed)
        assert field.input_value() == stays
        assert agrees(figure, stays, step, 1, "before", True)
    assert "Through Q only the start is blamed" in said(figure)
    figure.get_by_label("after the softmax").check()
    field.fill("christin")
    for row in figure.locator("tbody").get_by_role("button").all():
        row.press("Enter")
        assert figure.evaluate(HEIGHT) == height
    assert not page.trouble
    assert not violations(page, TAG)


def test_from_letter_to_letter_by_cursor_keys(opened):
    page, figure = opened
    figure.get_by_role("button", name="n₂").focus()
    for key, step in [
        ("ArrowDown", 3), ("ArrowDown", 4), ("ArrowDown", 4),
        ("ArrowUp", 3), ("ArrowUp", 2), ("ArrowUp", 1), ("ArrowUp", 0),
        ("ArrowUp", 0), ("ArrowDown", 1),
    ]:  # fmt: skip
        page.keyboard.press(key)
        assert agrees(figure, "anna", step, 1, "before", False)
        focused = page.evaluate("document.activeElement.ariaPressed")
        assert focused == "true"
    radio = figure.get_by_label("before the softmax")
    radio.focus()
    page.keyboard.press("ArrowDown")
    assert agrees(figure, "anna", 1, 1, "after", False)
    lost = page.evaluate(UNFOCUSED)
    assert not [one for one in lost if "attention" in one]


def test_a_finger_picks_a_letter_and_scrolls(chromium, address, bundle):
    context = chromium.new_context(
        viewport={"width": 390, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address + PAGE)
    figure = put(page, bundle, TAG)
    figure.get_by_role("button", name="n₃").tap()
    figure.get_by_role("button", name="Send blame back").tap()
    figure.get_by_label("after the softmax").tap()
    assert agrees(figure, "anna", 3, 1, "after", True)
    before = page.evaluate("scrollY")
    swipe(page, middle(figure.get_by_role("button", name="a₄")), (0, -160))
    assert page.evaluate("scrollY") > before
    assert agrees(figure, "anna", 3, 1, "after", True)
    context.close()


def test_a_move_is_fast(visit, address, bundle):
    page = visit(address + PAGE)
    figure = put(page, bundle, TAG)
    figure.get_by_label("Name of up to 8 letters").fill("christin")
    figure.get_by_role("button", name="Send blame back").click()
    times = figure.evaluate(
        """(figure) => {
          const picks = [...figure.querySelectorAll("tbody button")];
          return Array.from({ length: 90 }, (_, k) => {
            const began = performance.now();
            picks[k % picks.length].click();
            figure.getBoundingClientRect();
            return performance.now() - began;
          });
        }"""
    )
    assert np.median(times) < 16


def test_on_paper_the_numbers_are_there(visit, address, bundle):
    page = visit(address + PAGE)
    figure = put(page, bundle, TAG)
    plain = figure.locator(".attention-print table")
    assert not plain.is_visible()
    page.emulate_media(media="print")
    assert not figure.locator(".steps").is_visible()
    assert plain.is_visible()
    html = bundle["text/html"]
    assert json.loads(html.split('json">')[1].split("</script>")[0])
