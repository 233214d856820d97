"""The recurrent net to step through, forward and back: <live-unrolled>."""

import pytest
from alone import PAGE, put
from page_faults import SMALL_NUMBERS, UNFOCUSED
from test_pages import violations
from test_steps import BOXES, LOOKS, TOP, said

from backprop.live import live_unrolled

TAG = "live-unrolled"
SUMS = """(figure) => [...figure.querySelectorAll(".unrolled-sums table")]
  .map((table) => [...table.querySelectorAll("span")]
    .map((cell) => cell.textContent).join(" "))"""
# Texts of the drawing that leave it, or that lie on another.
CROWDED = """(figure) => {
  const drawing = figure.querySelector("svg");
  const { left, right } = drawing.getBoundingClientRect();
  const texts = [...drawing.querySelectorAll("text")]
    .map((text) => [text.textContent, text.getBoundingClientRect()]);
  const out = texts.filter(([, box]) =>
    box.left < left - 0.5 || box.right > right + 0.5);
  const over = texts.filter(([, a], k) => texts.slice(k + 1).some(([, b]) =>
    a.left < b.right && b.left < a.right
    && a.top + 4 < b.bottom && b.top + 4 < a.bottom));
  return [...out, ...over].map(([words]) => words);
}"""


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def opened(visit, address, request, shown):
    live_unrolled()
    page = visit(address + PAGE, *request.param)
    return page, put(page, shown[0], TAG)


def press(figure, name, times=1):
    for _ in range(times):
        figure.get_by_role("button", name=name, exact=True).press("Enter")


def texts(figure, kind):
    found = figure.locator(f"svg .{kind}").all_text_contents()
    return [text.replace("\xa0", " ") for text in found]


def words(figure):
    return said(figure).replace("\xa0", " ")


def test_through_time_by_buttons_and_back(opened):
    page, figure = opened
    assert not page.evaluate(BOXES, TAG)
    place = figure.locator(".unrolled-sums").evaluate(TOP)
    assert texts(figure, "gradient") == []
    assert len(texts(figure, "value")) == 6  # the inputs and their names
    press(figure, "Step", 3)
    assert "p₃ (¼, ½, ¼)" in texts(figure, "value")
    assert "The loss is 1.04" in words(figure)
    assert texts(figure, "gradient") == []
    press(figure, "Step", 2)
    assert "the future sends (−3, 6)" in words(figure)
    assert texts(figure, "gradient") == [
        "(4, −3)", "dh₂", "(1, 3)", "dz₂", "(1, 3)", "(−3, 6)",
        "(−3, 6)", "dh₃", "(−3, 6)", "dz₃", "(−3, 0)",
    ]  # fmt: skip
    small = figure.locator(".unrolled-sums small").all_text_contents()
    assert small[:4] == ["+2", "+6", "+1", "+3"]
    press(figure, "Step", 3)
    assert words(figure).startswith("Step 6 of 6")
    assert "it is blamed all the same: (−2, 1)" in words(figure)
    done = ["−4 6 −2 3", "0 5 1 1 −5 3 −3 −2", "−4 4"]
    assert figure.evaluate(SUMS) == done
    assert not figure.evaluate(CROWDED)
    assert not page.evaluate(SMALL_NUMBERS)
    press(figure, "Back", 5)
    assert words(figure).startswith("Step 1 of 6")
    press(figure, "To the end")
    assert figure.evaluate(SUMS) == done
    press(figure, "Restart")
    assert texts(figure, "gradient") == []
    assert figure.locator(".unrolled-sums").evaluate(TOP) == place
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]
    assert not page.trouble
    assert not violations(page, TAG)


def test_through_time_by_cursor_keys(opened):
    page, figure = opened
    figure.get_by_role("button", name="Step", exact=True).focus()
    for key, step in [
        ("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1),
        ("ArrowLeft", 0), ("ArrowLeft", 0), ("ArrowRight", 1),
    ]:  # fmt: skip
        page.keyboard.press(key)
        assert words(figure).startswith(f"Step {step} of 6")
    page.keyboard.press("Tab")
    lost = page.evaluate(UNFOCUSED)
    assert not [text for text in lost if "unrolled" in text]


def test_the_values_follow_the_labels_that_count(opened):
    page, figure = opened
    press(figure, "To the end")
    first, second, third = figure.locator(".unrolled-choice button").all()
    assert first.get_attribute("aria-pressed") == "false"
    assert third.get_attribute("aria-pressed") == "true"
    first.press("Space")
    assert "ln 2 / 12" in figure.locator(
        ".unrolled-unit"
    ).inner_text().replace("\xa0", " ")
    assert "its own label sends (4, −3)" in words(figure)
    assert len(texts(figure, "label")) == 3
    third.press("Space")
    first.press("Space")
    assert "ln 2 / 4." in figure.locator(
        ".unrolled-unit"
    ).inner_text().replace("\xa0", " ")
    assert texts(figure, "label") == ["label 0"]
    # Step 2 alone is judged: its (4, −3) goes back by Wh to step 1.
    assert "(7, −11) comes from the future" in words(figure)
    second.press("Space")
    assert "One label has to count" in words(figure)
    assert second.get_attribute("aria-pressed") == "true"
    assert texts(figure, "label") == ["label 0"]
    assert not page.trouble
    assert not violations(page, TAG)


def test_a_finger_presses_buttons_and_labels(chromium, address, shown):
    live_unrolled()
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address + PAGE)
    figure = put(page, shown[0], TAG)
    figure.get_by_role("button", name="To the end").tap()
    figure.get_by_role("button", name="label 0 of step 1").tap()
    assert "its own label sends (4, −3)" in words(figure)
    context.close()


def test_on_paper_both_passes_are_there(visit, address, shown):
    live_unrolled()
    page = visit(address + PAGE)
    figure = put(page, shown[0], TAG)
    plain = figure.locator(".unrolled-print table")
    assert not plain.first.is_visible()
    page.emulate_media(media="print")
    assert not figure.locator(".steps").is_visible()
    assert plain.count() == 3
    assert all(table.is_visible() for table in plain.all())
