"""Terms of the glossary, with their meaning beside them."""

import pytest
from test_pages import HTML, violations

PAGE = "chapters/04-backward-pass.html"
TIP = "#term-tip"


def first_term(page):
    link = page.locator("article a.term:visible").first
    link.scroll_into_view_if_needed()
    return link


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)])
def test_at_the_focus_and_under_the_mouse(visit, address, theme, width):
    page = visit(address + PAGE, theme, width)
    link = first_term(page)
    tip = page.locator(TIP)
    page.keyboard.press("Tab")
    link.focus()
    tip.wait_for()
    assert link.get_attribute("aria-describedby") == "term-tip"
    box = tip.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not violations(page, TIP)
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    assert link.evaluate("(e) => e === document.activeElement")
    page.keyboard.press("Tab")
    link.hover()
    tip.wait_for()
    tip.hover()
    page.wait_for_timeout(400)
    assert tip.is_visible()  # it stays while the mouse is on it
    page.mouse.move(2, 2)
    tip.wait_for(state="hidden")
    assert not page.trouble


def test_a_tap_shows_and_a_second_one_leads_there(chromium, address):
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address + PAGE)
    link = first_term(page)
    link.tap()
    page.locator(TIP).wait_for()
    assert page.url.endswith(PAGE)
    link.tap()
    page.wait_for_url("**/glossary.html#term-*")
    context.close()


def test_definitions_come_from_a_folder_too(visit):
    page = visit((HTML / PAGE).as_uri())
    page.keyboard.press("Tab")
    first_term(page).focus()
    page.locator(TIP).wait_for()
    assert len(page.locator(TIP).inner_text()) > 30
    assert not page.trouble
