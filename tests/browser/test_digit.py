"""The sheet to draw a digit on: <live-digit>, on the first screen."""

import json
import re

import pytest
from test_pages import settled, violations
from test_steps import BOXES, LOOKS, said
from touching import swipe

from tools import freehand

PAGE = "chapters/intro.html"
ASK = "What would make it a 7?"
BARS = """(e) => [...e.querySelectorAll(".digit-bars tbody tr")].map((r) =>
  parseFloat(r.querySelector(".digit-bar i").style.width))"""
INK = """(e) => [...e.querySelectorAll("[role=gridcell]")].map((c) =>
  Math.round(parseFloat(c.style.getPropertyValue("--ink-share"))))"""


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def opened(visit, address, request):
    """The page, and its figure once that is awake."""
    page = visit(address + PAGE, *request.param)
    figure = page.locator("live-digit")
    page.locator("live-digit.ready").wait_for()
    page.evaluate("document.fonts.ready")
    figure.scroll_into_view_if_needed()
    settled(page)
    return page, figure


def press(figure, name, times=1):
    for _ in range(times):
        figure.get_by_role("button", name=name, exact=True).press("Enter")


def stroke(page, figure, points):
    """Draw from point to point, each (column, row) from 0 to 8."""
    sheet = figure.locator(".digit-sheet")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    at = [
        (box["x"] + x * box["width"] / 8, box["y"] + y * box["height"] / 8)
        for x, y in points
    ]
    page.mouse.move(*at[0])
    page.mouse.down()
    for point in at[1:]:
        page.mouse.move(*point, steps=4)
    page.mouse.up()


def first(figure):
    """The digit that it is read as, and its width in the bars."""
    bars = figure.evaluate(BARS)
    marked = figure.locator(".digit-bars tr.first th").inner_text()
    assert int(marked) == bars.index(max(bars))
    assert sum(bars) == pytest.approx(100, abs=0.1)
    return int(marked), max(bars)


def test_a_stroke_turns_the_three_into_a_nine(opened):
    page, figure = opened
    assert "Somebody wrote a 3." in said(figure)
    before, ink = first(figure), figure.evaluate(INK)
    assert before[0] == 3
    stroke(page, figure, [(2.5, 2.5), (2.5, 3.5)])
    assert first(figure)[0] == 9
    assert "Read as 9" in said(figure)
    assert "It was written as a 3." in said(figure)
    changed = [a < b for a, b in zip(ink, figure.evaluate(INK), strict=True)]
    assert 2 <= sum(changed) <= 9

    figure.get_by_role("button", name="Rub out").press("Enter")
    stroke(page, figure, [(2.5, 2.5), (2.5, 3.5)])
    assert first(figure)[0] == 3
    press(figure, "Start again")
    assert (first(figure), figure.evaluate(INK)) == (before, ink)
    assert not page.trouble


def test_the_blame_shows_what_would_make_it_a_seven(opened):
    page, figure = opened
    marks = figure.locator(".digit-sheet .wish")
    assert not marks.count()
    step = figure.get_by_role("button", name="Move the pixels a little")
    assert step.get_attribute("aria-disabled") == "true"
    press(figure, ASK)
    shapes = [m.get_attribute("d") for m in marks.all()]
    assert 5 < len(shapes) < 60
    assert {"v" in shape for shape in shapes} == {True, False}  # + and −
    assert "To make it a 7: + asks for more ink" in said(figure)
    cells = figure.locator("[aria-label*='asked for']").count()
    assert cells >= len(shapes)
    assert figure.locator("tr.asked th").inner_text() == "7"
    shares = []
    while first(figure)[0] != 7:
        shares.append(figure.evaluate(BARS)[7])
        step.press("Enter")
        assert len(shares) < 12
    assert shares == sorted(shares)
    assert len(shares) > 1
    assert "It is read as 7. Do you see a 7?" in said(figure)

    figure.get_by_label("Digit", exact=True).select_option("8")
    assert figure.locator("tr.asked th").inner_text() == "8"
    assert "To make it an 8" in said(figure)
    press(figure, "What would make it an 8?")
    assert not marks.count()
    assert not page.trouble


def test_by_keyboard_alone(opened):
    page, figure = opened
    cells = figure.locator("[role=gridcell]")
    assert figure.locator("[role=gridcell][tabindex='0']").count() == 1
    cells.first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    here = "document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(here).startswith("row 3, column 3: ink")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate(here) == "row 4, column 3: ink 100 %"
    assert first(figure)[0] == 9
    page.keyboard.press("Delete")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Delete")
    assert page.evaluate(here) == "row 3, column 3: ink 0 %"
    assert first(figure)[0] == 3
    for _ in range(9):
        page.keyboard.press("ArrowLeft")
    assert page.evaluate(here).startswith("row 3, column 1")  # at the edge

    press(figure, "Empty sheet")
    cells.nth(12).focus()
    for key in ("ArrowDown",) * 6:
        page.keyboard.press("Space")
        page.keyboard.press(key)
    assert figure.locator("polyline").count() == 1
    assert first(figure)[0] == 1
    assert not page.trouble


def test_the_empty_sheet_reads_what_is_drawn_there(opened):
    page, figure = opened
    press(figure, "Empty sheet")
    assert "none of them means “nothing”" in said(figure)
    assert "reads 94 of 100 that others drew" in figure.inner_text()
    drawn = freehand.strokes_of("test")
    right = 0
    for label in range(10):
        strokes = next(s for s, t in drawn if t == label)
        press(figure, "Empty sheet")
        small = [1.5 + s / 60 for s in strokes]  # anywhere, and smaller
        for one in small:
            stroke(page, figure, one.tolist())
        assert figure.locator("polyline").count() == len(strokes)
        right += first(figure)[0] == label
    assert right >= 8
    press(figure, "Take back a stroke")
    assert figure.locator("polyline").count() == len(strokes) - 1

    stroke(page, figure, [(1, 1), (6, 1), (3, 7)])
    bars = figure.evaluate(BARS)
    press(figure, ASK)
    assert not figure.locator("polyline").count()
    assert figure.evaluate(BARS) == bars  # the same pixels, on the sheet
    assert max(figure.evaluate(INK)) == 100
    press(figure, "Another digit")
    assert "That is a mistake." in said(figure)
    assert not page.trouble


def test_start_again_brings_the_digit_back_from_anywhere(opened):
    page, figure = opened
    before, ink = first(figure), figure.evaluate(INK)
    press(figure, "Empty sheet")
    assert figure.evaluate(INK) == [0] * 64
    press(figure, "Start again")
    assert (first(figure), figure.evaluate(INK)) == (before, ink)
    assert "Somebody wrote a 3." in said(figure)
    press(figure, "Empty sheet")
    stroke(page, figure, [(1, 1), (6, 1), (3, 7)])
    press(figure, ASK)  # the strokes have become pixels
    press(figure, "Start again")
    assert figure.evaluate(INK) == ink
    assert figure.get_by_role("button", name="Rub out").is_visible()
    assert not page.trouble


def test_no_step_is_told_as_from_less_to_less(opened):
    page, figure = opened
    press(figure, ASK)
    for _ in range(4):
        press(figure, "Move the pixels a little")
        told = re.search(r"7 goes from (\S+)\s% to (\S+)\s%", said(figure))
        assert float(told[1]) < float(told[2])


def test_the_bars_stand_apart_from_their_digits(opened):
    page, figure = opened
    apart = figure.evaluate("""(e) => {
      const row = e.querySelector(".digit-bars .first");
      const digit = document.createRange();
      digit.selectNodeContents(row.querySelector("th"));
      return row.querySelector("i").getBoundingClientRect().left
        - digit.getBoundingClientRect().right;
    }""")
    assert apart >= 4


def test_it_fits_in_both_themes(opened):
    page, figure = opened
    assert not page.evaluate(BOXES, "live-digit")
    for name in (ASK, "Empty sheet"):
        press(figure, name)
        assert page.evaluate(
            "document.documentElement.scrollWidth <= innerWidth"
        )
        assert not violations(page, "live-digit")
    assert not page.trouble


def test_a_finger_draws_on_the_sheet_and_scrolls_beside_it(chromium, address):
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address + PAGE)
    page.locator("live-digit.ready").wait_for()
    page.evaluate("document.fonts.ready")
    above = page.locator(".hero .doors").bounding_box()
    sheet = page.locator(".digit-sheet").bounding_box()
    assert page.locator(".hero > p").first.bounding_box()["y"] < above["y"]
    assert above["y"] + above["height"] < sheet["y"]
    assert sheet["y"] + sheet["height"] < 844  # all on the first screen
    ink_of = page.locator("live-digit").evaluate

    def swiped(x, y):
        """From there, upwards."""
        swipe(context, page, (x, y), (0, -90))
        return page.evaluate("scrollY"), ink_of(INK)

    x, y = sheet["x"] + sheet["width"] / 16, sheet["y"] + sheet["height"] - 9
    top, ink = page.evaluate("scrollY"), ink_of(INK)
    top_on, ink_on = swiped(x, y)
    assert top_on == top
    assert sum(b > a for a, b in zip(ink, ink_on, strict=True)) >= 3
    top_beside, ink_beside = swiped(sheet["x"] + sheet["width"] + 40, y)
    assert top_beside > top + 50
    assert ink_beside == ink_on
    context.close()


def test_still_marks_for_those_who_want_no_motion(opened):
    page, figure = opened
    page.emulate_media(reduced_motion="reduce")
    press(figure, ASK)
    assert figure.locator(".wish").count()
    assert not figure.evaluate(
        "(e) => e.getAnimations({subtree: true}).length"
    )


def test_what_is_asked_by_key_is_seen_on_a_low_window(visit, address):
    page = visit(address + PAGE)
    page.set_viewport_size({"width": 1280, "height": 720})
    figure = page.locator("live-digit")
    page.locator("live-digit.ready").wait_for()
    for name in (ASK, "Move the pixels a little"):
        button = figure.get_by_role("button", name=name)
        button.focus()
        page.wait_for_timeout(400)
        button.press("Enter")
        page.wait_for_timeout(400)
        assert figure.locator(".digit-sheet").bounding_box()["y"] > 40
        box = button.bounding_box()
        assert box["y"] + box["height"] <= 720


def test_what_lies_below_stays_in_its_place_when_it_wakes(chromium, address):
    """On a slow line a reader is below it before it is awake."""
    for width in (390, 1280):
        page = chromium.new_page(viewport={"width": width, "height": 844})
        page.route("**/digit_view.mjs", lambda route: route.abort())
        page.goto(address + PAGE)
        page.evaluate("document.fonts.ready")
        height = "document.querySelector('live-digit').offsetHeight"
        asleep = page.evaluate(height)
        page.unroute("**/digit_view.mjs")
        page.reload()
        page.locator("live-digit.ready").wait_for()
        assert abs(page.evaluate(height) - asleep) < 40
        page.close()


def test_on_paper_and_without_scripts_the_first_picture_is_there(
    chromium, address
):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    plain = page.locator("live-digit .digit-first")
    assert plain.locator("svg[role=img]").count() == 2
    assert "read as 3" in plain.inner_text()
    words = plain.inner_text().split()
    context.close()
    page = chromium.new_page()
    page.goto(address + PAGE)
    page.locator("live-digit.ready").wait_for()
    figure = page.locator("live-digit")
    assert not figure.locator(".digit-first").is_visible()
    page.emulate_media(media="print")
    assert not figure.locator(".digit-sheet").is_visible()
    assert figure.inner_text().split() == words
    stored = figure.locator("script").text_content()
    assert json.loads(stored)["wanted"] == 7
    page.close()
