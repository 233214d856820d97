"""The net at the top of chapter 4: <live-net>."""

import pytest
from test_pages import settled, violations
from test_steps import BOXES, LOOKS, focus, said
from touching import swipe

PAGE = "chapters/04-backward-pass.html"
SEEN = """(figure) => [...figure.querySelectorAll("svg text")]
  .filter((text) => text.checkVisibility({visibilityProperty: true}))
  .map((text) => text.textContent)"""
# What a step needs, from the top of the net to the end of its arrays.
IN_SIGHT = """(figure) => {
  const top = figure.querySelector(".net-drawn").getBoundingClientRect().top;
  const end = figure.querySelector(".net-arrays").getBoundingClientRect();
  return end.bottom - top;
}"""
# Numbers that come nearer than two units to the side of their frame.
CROWDED = """(figure) => [...figure.querySelectorAll("svg rect + text, "
  + "svg .net-spot > rect ~ text")].filter((text) => {
  const box = text.parentElement.querySelector("rect").getBBox();
  const {x, width} = text.getBBox();
  return x < box.x + 2 || x + width > box.x + box.width - 2;
}).map((text) => text.textContent)"""
WIDE = "document.documentElement.scrollWidth"


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def opened(visit, address, request):
    """The page, and its figure once that is awake."""
    page = visit(address + PAGE, *request.param)
    figure = page.locator("live-net")
    page.locator("live-net.ready").wait_for()
    figure.scroll_into_view_if_needed()
    settled(page)
    return page, figure


def seen(figure):
    """The numbers and names in the drawing that are not hidden."""
    return figure.evaluate(SEEN)


def rows(figure):
    return figure.locator(".net-share").all_inner_texts()


def test_a_number_is_typed_and_everything_follows(opened):
    page, figure = opened
    assert not page.evaluate(BOXES, "live-net")
    before = seen(figure)
    assert {"dz −0.15", "−0.472", "da 0.139"} <= {*before}
    assert {"loss of row 1: 1.386", "mean loss: 1.01"} <= {*before}
    assert {"b −1", "b 1", "db 0.03", "db −0.058"} <= {*before}
    assert rows(figure) == ["−0.3", "0", "0.05", "−0.272", "0.05"]
    figure.get_by_label("W₂[1, 1], typed").fill("-0.1931471805599453")
    assert "promised −0.472 · 0.5 = −0.236" in said(figure)
    assert "was 1.0103 and is 0.8295" in said(figure)
    after = seen(figure)
    assert {"loss of row 1: 0.744", "mean loss: 0.83"} <= {*after}
    assert {"−0.243", "z 2", "a 2"} <= {*after}
    assert rows(figure) == ["−0.21", "0", "0.071", "−0.176", "0.071"]
    figure.get_by_label("W₂[1, 1], typed").fill("-20")
    assert "from −10 to 10" in figure.inner_text()
    assert seen(figure) == after
    focus(figure, "As it was").press("Enter")
    assert seen(figure) == before
    assert not page.trouble
    assert not violations(page, "live-net")


def test_by_keyboard_another_number_is_chosen_and_moved(opened):
    page, figure = opened
    figure.get_by_label("Change").select_option("W₁[1, 1]")
    assert "W₁[1, 1] is 1, and its gradient is 0.481" in said(figure)
    figure.get_by_label("W₁[1, 1]", exact=True).focus()
    page.keyboard.press("ArrowRight")
    assert "W₁[1, 1] was 1 and is 1.1." in said(figure)
    assert "promised 0.481 · 0.1 = +0.048" in said(figure)
    figure.get_by_label("row 3").check()
    assert {"z 0.9", "a 0.9", "z −1", "a 0"} <= {*seen(figure)}
    assert not page.trouble


def test_the_backward_pass_on_the_net_is_always_in_sight(opened):
    page, figure = opened
    step = focus(figure, "Step")
    everything = len(seen(figure))
    step.press("Enter")
    assert "loss = −log P[t]" in said(figure)
    assert "−0.472" not in seen(figure)
    place = figure.evaluate("(e) => e.getBoundingClientRect().height")
    shown = []
    for _ in range(8):
        step.press("Enter")
        shown.append(len(seen(figure)))
        height = figure.evaluate("(e) => e.getBoundingClientRect().height")
        assert abs(height - place) < 12
        assert figure.evaluate(IN_SIGHT) < page.viewport_size["height"] + 60
        assert figure.locator(".net-array.now").count() == 1
        assert page.evaluate(WIDE) <= page.viewport_size["width"]
    assert shown == sorted(shown)
    assert shown[-1] == everything
    assert "dX[1, 1] = 0.1386 · 1 + (−0.104) · 1 = 0.0347" in said(figure)
    for _ in range(13):
        focus(figure, "Back").press("Enter")
    assert "Before the first step" in said(figure)
    assert not [text for text in seen(figure) if "loss" in text]
    legend = figure.locator("legend").inner_text()
    assert legend == "dW₂[1, 1] has not been made yet"
    focus(figure, "End").press("Enter")
    assert len(seen(figure)) == everything
    assert not page.trouble


def test_a_step_by_key_shows_its_arrays_on_a_low_window(visit, address):
    page = visit(address + PAGE)
    page.set_viewport_size({"width": 1280, "height": 720})
    figure = page.locator("live-net")
    page.locator("live-net.ready").wait_for()
    step = focus(figure, "Step")  # the browser puts it in the middle
    step.press("Enter")
    step.press("Enter")
    page.wait_for_timeout(400)
    end = figure.locator(".net-arrays").bounding_box()
    assert end["y"] + end["height"] <= 721
    assert step.bounding_box()["y"] > 40
    drawing = figure.locator(".net-drawn svg").bounding_box()
    assert drawing["y"] > 40
    assert not page.trouble


def test_it_plays_and_stops_and_is_still_where_that_is_asked(opened):
    page, figure = opened
    focus(figure, "Play").press("Enter")
    assert "Forward, step 5 of 5" in said(figure)
    page.wait_for_timeout(4000)  # its sentences take so long to read
    assert "Forward, step 5 of 5" in said(figure)
    figure.get_by_text("Backward, step 1 of 8").wait_for()
    focus(figure, "Pause").press("Enter")
    here = said(figure)
    page.wait_for_timeout(6500)
    assert said(figure) == here
    page.emulate_media(reduced_motion="reduce")
    assert not figure.evaluate(
        "(e) => e.getAnimations({subtree: true}).length"
    )
    page.reload()
    page.locator("live-net.ready").wait_for()
    assert not figure.get_by_role("button", name="Play").count()
    assert "−0.472" in seen(figure)  # the end of the pass
    focus(figure, "Step").press("Enter")
    assert "Forward, step 5 of 5" in said(figure)


def test_pills_hold_their_numbers_and_buttons_stand_in_one_line(opened):
    page, figure = opened
    assert not figure.evaluate(CROWDED)
    focus(figure, "Play").press("Enter")  # Pause is wider
    tops = {round(b.bounding_box()["y"]) for b in
            figure.locator(".steps-buttons button").all()}  # fmt: skip
    assert len(tops) == 1


def test_the_arrays_of_a_step_lie_side_by_side_in_full(opened):
    page, figure = opened
    for name in ("Step", "Step", "Step"):
        focus(figure, name).press("Enter")
    assert figure.locator(".net-array").count() == 3
    box = figure.locator(".steps-scroll")
    assert box.evaluate("(e) => e.scrollWidth - e.clientWidth") <= 1


def test_a_number_is_pulled_with_the_mouse(opened):
    page, figure = opened
    grip = figure.locator(".net-spot").nth(14)
    box = grip.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 8
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y, steps=5)
    page.mouse.up()
    page.mouse.move(x + 80, y)
    assert "W₂[1, 1] was −0.693 and is −0.193." in said(figure)
    assert "loss of row 1: 0.744" in seen(figure)


@pytest.mark.parametrize(
    ("way", "moves"), [((-60, 0), True), ((0, -300), False)]
)
def test_a_finger_pulls_or_scrolls(chromium, address, way, moves):
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address + PAGE)
    page.locator("live-net.ready").wait_for()
    grip = page.locator(".net-spot").nth(14)
    grip.scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    before = page.locator(".net-rows").inner_text()
    box, top = grip.bounding_box(), page.evaluate("scrollY")
    x, y = box["x"] + box["width"] / 2, box["y"] + 8
    swipe(context, page, (x, y), way)
    changed = page.locator(".net-rows").inner_text() != before
    assert changed == moves
    assert (page.evaluate("scrollY") > top + 50) == (not moves)
    context.close()


def test_on_paper_and_without_scripts_the_picture_is_there(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    assert page.locator("live-net > img").is_visible()
    context.close()
    page = chromium.new_page()
    page.goto(address + PAGE)
    page.locator("live-net.ready").wait_for()
    assert not page.locator("live-net > img").is_visible()
    page.emulate_media(media="print")
    assert page.locator("live-net > img").is_visible()
    assert not page.locator("live-net .steps").is_visible()
    page.close()
