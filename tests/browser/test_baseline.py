"""The slider for the baseline of two arms: a <live-figure> with a model."""

import pytest
from alone import PAGE, PUT, middle, swipe
from page_faults import UNFOCUSED
from test_pages import settled, violations
from test_steps import LOOKS

from backprop.live import live_baseline

TAG = "live-figure"
# How high the three lines lie, in units of the axis.
HEIGHTS = """(figure) => [...figure.querySelectorAll(".drawn .line")]
  .map((line) => Number(line.getAttribute("d").match(/ ([\\d.]+)/)[1]))"""


@pytest.fixture
def bundle(shown):
    live_baseline()
    return shown[0]


def put(page, bundle):
    page.evaluate(PUT, bundle["text/html"])
    page.locator(f"{TAG} svg.grips").wait_for(state="attached")
    settled(page)
    return page.locator(TAG)


def words(figure):
    return figure.locator(".words").inner_text()


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_the_estimates_meet_at_seven_and_the_mean_stays(
    visit, address, bundle, theme, width
):
    page = visit(address + PAGE, theme, width)
    figure = put(page, bundle)
    slider = figure.get_by_role("slider", name="baseline b")
    assert words(figure) == bundle["text/plain"]
    first, second, mean = figure.evaluate(HEIGHTS)
    assert first < mean < second  # the page counts from above
    slider.focus()
    for k in range(1, 21):
        page.keyboard.press("ArrowRight")
        assert slider.get_attribute("aria-valuetext") == f"{k / 2:.1f}"
        assert words(figure).startswith(f"With b = {k / 2:g}, ")
        assert " = −3/4, and the variance is " in words(figure)
        above, below, same = figure.evaluate(HEIGHTS)
        assert same == mean
        assert (above == mean) == (below == mean) == (k == 14)
        if k == 14:
            assert words(figure).endswith("the variance is 0.")
    assert above > mean > below
    assert not [text for text in page.evaluate(UNFOCUSED) if "live" in text]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not page.trouble
    assert not violations(page, TAG)


@pytest.mark.parametrize("way", [(60, 0), (0, -160)], ids=["aside", "up"])
def test_a_finger_moves_the_baseline_or_scrolls(
    chromium, address, bundle, way
):
    context = chromium.new_context(
        viewport={"width": 390, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address + PAGE)
    figure = put(page, bundle)
    slider = figure.get_by_role("slider", name="baseline b")
    slider.scroll_into_view_if_needed()
    swipe(page, middle(slider), way)
    moved = slider.get_attribute("aria-valuetext") != "0.0"
    assert moved == (way[0] > 0)
    context.close()


def test_on_paper_the_picture_of_the_start_is_there(visit, address, bundle):
    page = visit(address + PAGE)
    figure = put(page, bundle)
    assert not figure.locator("img").is_visible()
    page.emulate_media(media="print")
    assert figure.locator("img").is_visible()
    assert not figure.locator(".live").is_visible()
