"""Search as a reader uses it: by keyboard, on a phone, from a folder."""

import pytest
from test_pages import HTML, violations

CHAPTER = "chapters/01-forward-pass.html"
FIELD = "#pst-search-dialog input"
HITS = "#pst-search-dialog .find-list a"


def test_no_page_loads_the_index_before_it_is_asked(visit, address):
    asked = []
    page = visit(address + "chapters/notation.html")
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert asked
    assert not [u for u in asked if "sections.js" in u or "searchindex" in u]


def test_by_keyboard_alone(visit, address):
    page = visit(address + CHAPTER)
    page.keyboard.press("Control+k")
    page.wait_for_selector(FIELD)
    page.keyboard.type("xavier init")
    page.wait_for_selector(HITS)
    status = page.locator("#pst-search-dialog [role=status]")
    assert "results" in status.inner_text()
    assert not violations(page, "#pst-search-dialog")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == (
        "Glorot and He"
    )
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.tagName") == "INPUT"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/06-vanishing-exploding.html#glorot-and-he")
    assert not page.trouble


def test_a_section_of_the_same_page_closes_the_dialog(visit, address):
    page = visit(address + CHAPTER)
    page.keyboard.press("Control+k")
    page.fill(FIELD, "xor")
    page.click(HITS)
    page.wait_for_url("**#four-points-that-no-line-separates")
    assert not page.locator("#pst-search-dialog[open]").count()


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)])
def test_the_page_of_results(visit, address, theme, width):
    page = visit(f"{address}search.html?q=broadcasting", theme, width)
    page.wait_for_selector("#search-results li")
    term = page.locator("#search-results li").first
    assert "NumPy’s rule" in term.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not page.trouble
    assert not violations(page)


def test_nothing_found_is_said(visit, address):
    page = visit(address + "search.html?q=zyzzyva")
    page.wait_for_function(
        "document.querySelector('#search-results .find-said')"
        ".textContent.includes('Nothing')"
    )


def test_from_a_folder(visit):
    page = visit((HTML / "search.html").as_uri() + "?q=momentum")
    page.wait_for_selector(".find-list a")
    assert not page.trouble


def test_the_magnifier_stands_beside_the_text(visit, address):
    page = visit(address + CHAPTER)
    page.keyboard.press("Control+k")
    field = page.locator(FIELD)
    icon = page.locator("#pst-search-dialog i.fa-magnifying-glass")
    field.wait_for()
    padding = field.evaluate(
        "(e) => parseFloat(getComputedStyle(e).paddingLeft)"
    )
    text = field.bounding_box()["x"] + padding
    box = icon.bounding_box()
    assert box["x"] + box["width"] <= text
