"""The pole to balance: <live-pole>, by hand and by policies."""

import re

import numpy as np
import pytest
from alone import PAGE, middle, put, swipe
from page_faults import SMALL_NUMBERS, UNFOCUSED
from test_pages import violations
from test_steps import BOXES, LOOKS, TOP, said

from backprop.live import live_pole
from backprop.live.pole import lengths

TAG = "live-pole"
STEADY = np.array([[-0.2, 0.3], [-0.5, 0.6], [-4, 5], [-3, 3.5]])
POLICIES = {
    "before": np.zeros((4, 2)),
    "after 5 updates": np.round(STEADY / 6, 3),
    "trained": STEADY,
}
# The cart's place and the pole's angle, as they are drawn.
DRAWN = """(figure) => ["svg g", ".pole-pole"].map((one) =>
  Number(figure.querySelector(one).getAttribute("transform")
    .match(/-?\\d[\\d.e-]*/)[0]))"""

# How many places of the cart, and how many counts, half a second has.
WATCHED = """async (figure) => {
  const [places, counts] = [new Set(), new Set()];
  const began = performance.now();
  while (performance.now() - began < 500) {
    await new Promise((done) => requestAnimationFrame(done));
    places.add(figure.querySelector("svg g").getAttribute("transform"));
    counts.add(figure.querySelector(".pole-count").textContent);
  }
  return [places.size, counts.size];
}"""


@pytest.fixture
def bundle(shown):
    live_pole(list(POLICIES.items()))
    return shown[0]


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def opened(visit, address, request, bundle):
    page = visit(address + PAGE, *request.param)
    return page, put(page, bundle, TAG)


def button(figure, name):
    return figure.get_by_role("button", name=name)


def words(figure):
    return said(figure).replace("\xa0", " ")


def counted(figure):
    """The start and the step where the episode is."""
    text = figure.locator(".pole-count").inner_text().replace("\xa0", " ")
    return tuple(
        map(int, re.match(r"Start (\d+) · (\d+) step", text).groups())
    )


def fallen(page, figure):
    """Wait until the episode has ended; the steps that it lasted."""
    figure.get_by_text("kept the pole up for").wait_for(timeout=30_000)
    return counted(figure)[1]


def still(page, figure, for_ms=400):
    """Whether nothing moves."""
    before = figure.evaluate(DRAWN), counted(figure)
    page.wait_for_timeout(for_ms)
    return before == (figure.evaluate(DRAWN), counted(figure))


def test_nothing_moves_until_a_key_is_pressed_and_the_hand_can_fail(opened):
    page, figure = opened
    assert not page.evaluate(BOXES, TAG)
    assert still(page, figure)
    assert counted(figure) == (1, 0)
    assert "The first press starts" in words(figure)
    place = button(figure, "Again").evaluate(TOP)
    button(figure, "Left").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(250)
    assert counted(figure)[1] > 0
    steps = fallen(page, figure)
    assert 5 < steps < 15  # pushed to one side only
    _, angle = figure.evaluate(DRAWN)
    assert angle < -12
    assert words(figure) == (
        f"You kept the pole up for {steps} steps, {steps * 0.02:.2f} s, "
        f"until it leant more than 12°. Your longest so far is {steps}."
    )
    assert button(figure, "you").inner_text().split() == [
        "you", "lasted", str(steps),
    ]  # fmt: skip
    page.keyboard.press("ArrowLeft")
    assert still(page, figure)
    button(figure, "Again").press("Enter")
    assert counted(figure) == (2, 0)
    assert still(page, figure)
    assert button(figure, "Again").evaluate(TOP) == place
    assert not page.evaluate(SMALL_NUMBERS)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]
    assert not page.trouble
    assert not violations(page, TAG)


def test_a_hand_pushes_both_ways_slower_and_stops(opened):
    page, figure = opened
    speed = figure.get_by_label("Speed")
    assert speed.input_value() == "10"
    speed.select_option("5")
    button(figure, "Left").press("Enter")
    places, steps = figure.evaluate(WATCHED)
    page.keyboard.press("Escape")
    assert places > steps  # between two steps it moves on
    steps = counted(figure)[1]
    assert 1 <= steps <= 4
    assert words(figure) == "Stopped. Your next press goes on from here."
    assert still(page, figure)
    x, _ = figure.evaluate(DRAWN)
    assert x < 200 + 70 * 0.05  # it went to the left
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    button(figure, "Stop").press("Enter")
    assert counted(figure)[1] > steps
    assert still(page, figure)
    assert button(figure, "Stop").get_attribute("aria-disabled") == "true"
    assert not page.trouble


def test_policies_meet_the_same_starts_and_last_as_in_print(opened):
    page, figure = opened
    for seed in (1, 2, 3):
        for label, W in POLICIES.items():
            button(figure, label).press("Enter")
            assert counted(figure) == (seed, 0)
            assert f"“{label}” has the cart" in words(figure)
            button(figure, "To the end").press("Enter")
            steps = int(lengths(W, np.zeros(2), [seed])[0])
            assert counted(figure) == (seed, steps)
            assert f"lasted {steps}" in button(figure, label).inner_text()
        if seed < 3:
            button(figure, "you").press("Enter")
            button(figure, "Again").press("Enter")
    assert "and there an episode ends" in words(figure)
    assert not page.trouble
    assert not violations(page, TAG)


def test_a_policy_is_watched_stepped_and_stopped(opened):
    page, figure = opened
    button(figure, "trained").press("Enter")
    assert still(page, figure)
    button(figure, "Step").press("Enter")
    assert counted(figure) == (1, 1)
    assert figure.get_by_label("Speed").input_value() == "50"
    place = button(figure, "Again").evaluate(TOP)
    button(figure, "Play").press("Enter")
    page.wait_for_timeout(800)
    assert words(figure) == "The policy “trained” pushes."
    here = figure.locator(".pole-count").inner_text().replace("\xa0", " ")
    assert re.search(r" · right with \d+ %$", here)
    button(figure, "Stop").press("Enter")
    steps = counted(figure)[1]
    assert 10 < steps <= 60
    assert words(figure) == "Stopped. Play goes on from here."
    assert still(page, figure)
    button(figure, "Again").press("Enter")  # and it plays
    page.wait_for_timeout(400)
    assert counted(figure)[0] == 2
    assert counted(figure)[1] > 0
    assert button(figure, "Again").evaluate(TOP) == place
    button(figure, "before").press("Enter")
    assert counted(figure) == (2, 0)
    assert still(page, figure)
    button(figure, "Play").press("Enter")
    steps = lengths(POLICIES["before"], np.zeros(2), [2])
    assert fallen(page, figure) == steps[0]
    assert not page.trouble
    assert not violations(page, TAG)


def test_the_keyboard_sees_where_it_is(opened):
    page, figure = opened
    page.keyboard.press("Tab")
    assert not [text for text in page.evaluate(UNFOCUSED) if "pole" in text]
    figure.get_by_label("Speed").focus()
    page.keyboard.press("ArrowRight")
    assert still(page, figure)  # the keys are the menu's there
    assert counted(figure) == (1, 0)
    figure.locator(".pole-stage").click()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert counted(figure)[1] > 0


def test_where_less_motion_is_asked_each_press_is_a_step(
    chromium, address, bundle
):
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + PAGE)
    figure = put(page, bundle, TAG)
    for name in ("Play", "Stop"):
        assert not button(figure, name).count()
    assert not figure.get_by_label("Speed").count()
    assert "Each press is one step." in words(figure)
    for k, name in enumerate(["Left", "Right", "Right"]):
        button(figure, name).press("Enter")
        assert counted(figure) == (1, k + 1)
        assert still(page, figure, 150)
    page.keyboard.press("ArrowLeft")
    assert counted(figure) == (1, 4)
    button(figure, "trained").press("Enter")
    button(figure, "Step").press("Enter")
    assert counted(figure) == (1, 1)
    button(figure, "Again").press("Enter")
    assert counted(figure) == (2, 0)
    assert still(page, figure)
    button(figure, "To the end").press("Enter")
    assert "kept the pole up for" in words(figure)
    context.close()


@pytest.mark.parametrize("way", [(0, 0), (0, -160)], ids=["tap", "up"])
def test_a_finger_pushes_or_scrolls(chromium, address, bundle, way):
    context = chromium.new_context(
        viewport={"width": 390, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address + PAGE)
    figure = put(page, bundle, TAG)
    right = button(figure, "Right")
    right.scroll_into_view_if_needed()
    above = page.evaluate("scrollY")
    if any(way):
        swipe(page, middle(right), way)
        assert page.evaluate("scrollY") > above + 60
        assert counted(figure) == (1, 0)
    else:
        right.tap()
        page.wait_for_timeout(300)
        assert counted(figure)[1] > 0
        button(figure, "Left").tap()
        page.wait_for_timeout(300)
        assert figure.locator(".pole-push:not(.off)").count() == 1
        assert figure.locator(".pole-push").first.is_visible()
    context.close()


def test_on_paper_the_steps_and_the_weights_are_there(visit, address, bundle):
    page = visit(address + PAGE)
    figure = put(page, bundle, TAG)
    tables = figure.locator(".pole-print table")
    assert not tables.first.is_visible()
    page.emulate_media(media="print")
    assert not figure.locator(".steps").is_visible()
    assert tables.count() == 2
    assert all(table.is_visible() for table in tables.all())
