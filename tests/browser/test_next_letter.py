"""The figure that expects the next letter of a name: <live-next-letter>."""

import json
import string

import numpy as np
import pytest
from alone import PAGE, middle, put, swipe
from page_faults import UNFOCUSED
from test_pages import violations
from test_steps import BOXES, LOOKS, TOP

from backprop.live import live_next_letter
from backprop.live.next_letter import expected

TAG = "live-next-letter"
MARKS = ["end", *string.ascii_lowercase]
NET = {
    k: np.random.default_rng(k_seed).normal(size=size) * 0.4
    for k_seed, (k, size) in enumerate(
        {
            "E": (27, 6), "Wx": (6, 9), "Wh": (9, 9), "b": (9,),
            "W": (9, 27), "b2": (27,),
        }.items()
    )
}  # fmt: skip
NET = {k: np.round(4096 * a) / 4096 for k, a in NET.items()}


@pytest.fixture
def bundle(shown):
    live_next_letter(NET, "an")
    return shown[0]


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def opened(visit, address, request, bundle):
    page = visit(address + PAGE, *request.param)
    return page, put(page, bundle, TAG)


def said(figure):
    return figure.locator(".steps-said").inner_text()


def shares(figure):
    """What stands on the 27 bars, and how long these are."""
    bars = figure.locator(".letter-pick")
    assert bars.locator("b").all_text_contents() == MARKS
    written = bars.locator(".letter-share").all_text_contents()
    long = bars.evaluate_all(
        """(all) => all.map((one) =>
          one.querySelector(".letter-bar").getBoundingClientRect().width
          / one.clientWidth)"""
    )
    return [float(text.split("\xa0")[0]) for text in written], long


def agrees(figure, letters, temperature=1.0):
    P = expected(NET, letters, temperature)
    written, long = shares(figure)
    assert np.abs(np.array(written) - 100 * P).max() <= 0.5001
    assert np.abs(np.array(long) - P).max() < 0.01
    assert (
        figure.locator(".letter-pick")
        .nth(P.argmax())
        .evaluate("(bar) => bar.classList.contains('top')")
    )
    return True


def test_letters_are_typed_picked_and_taken_off(opened):
    page, figure = opened
    assert not page.evaluate(BOXES, TAG)
    place = figure.locator(".letter-sample").evaluate(TOP)
    field = figure.get_by_label("Beginning of a name")
    assert field.input_value() == "an"
    assert agrees(figure, "an")
    figure.locator(".letter-pick").nth(5).press("Enter")
    assert field.input_value() == "ane"
    assert agrees(figure, "ane")
    field.fill("Zo")
    assert field.input_value() == "zo"
    assert agrees(figure, "zo")
    assert said(figure).startswith("After “zo” the net expects ")
    field.fill("zo7!")
    assert field.input_value() == "zo"
    figure.get_by_role("button", name="Back").press("Enter")
    figure.get_by_role("button", name="Back").press("Enter")
    assert field.input_value() == ""
    assert agrees(figure, "")
    assert said(figure).startswith("At the beginning of a name")
    figure.get_by_role("button", name="Back").press("Enter")
    field.fill("anna")
    figure.locator(".letter-pick").first.press("Enter")
    assert "“anna” ends here." in said(figure)
    assert field.input_value() == "anna"
    field.fill("x" * 30)
    assert field.input_value() == "x" * 20
    figure.locator(".letter-pick").nth(3).press("Enter")
    assert field.input_value() == "x" * 20
    assert figure.locator(".letter-sample").evaluate(TOP) == place
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]
    assert not page.trouble
    assert not violations(page, TAG)


def test_a_temperature_and_names(opened):
    page, figure = opened
    heat = figure.get_by_role("slider", name="temperature")
    heat.focus()
    for _ in range(30):
        page.keyboard.press("ArrowLeft")
    assert heat.get_attribute("aria-valuetext") == "0.2"
    assert agrees(figure, "an", 0.2)
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    assert heat.get_attribute("aria-valuetext") == "2.0"
    assert agrees(figure, "an", 2.0)
    for _ in range(14):
        figure.get_by_role("button", name="Sample").press("Enter")
    names = figure.locator(".letter-names li")
    assert names.count() == 12
    for text in names.all_inner_texts():
        assert text.startswith("an")
        assert text.endswith(" at 2.0")
    newest = names.first.inner_text().split()[0]
    drawn = figure.locator(".letter-drawn").inner_text()
    assert drawn == f"Drawn at temperature 2.0: {newest}."
    assert figure.get_by_label("Beginning of a name").input_value() == "an"
    assert not page.trouble
    assert not violations(page, TAG)


def test_the_keyboard_sees_where_it_is(opened):
    page, _ = opened
    page.keyboard.press("Tab")
    assert not [text for text in page.evaluate(UNFOCUSED) if "letter" in text]


@pytest.mark.parametrize("way", [(60, 0), (0, -160)], ids=["aside", "up"])
def test_a_finger_turns_the_temperature_or_scrolls(
    chromium, address, bundle, way
):
    context = chromium.new_context(
        viewport={"width": 390, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address + PAGE)
    figure = put(page, bundle, TAG)
    figure.locator(".letter-pick").nth(1).tap()
    assert agrees(figure, "ana")
    heat = figure.get_by_role("slider", name="temperature")
    heat.scroll_into_view_if_needed()
    swipe(page, middle(heat), way)
    turned = float(heat.get_attribute("aria-valuetext")) != 1.0
    assert turned == (way[0] > 0)
    context.close()


def test_on_paper_the_distribution_is_there(visit, address, bundle):
    page = visit(address + PAGE)
    figure = put(page, bundle, TAG)
    plain = figure.locator(".letter-print table")
    assert not plain.is_visible()
    page.emulate_media(media="print")
    assert not figure.locator(".steps").is_visible()
    assert plain.is_visible()
    html = bundle["text/html"]
    assert json.loads(html.split('json">')[1].split("</script>")[0])
