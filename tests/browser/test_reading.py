"""What the browser remembers of a reader: sections, the place, the ticks."""

import pytest
from test_pages import violations

PAGE = "chapters/04-backward-pass.html"
CHECKLIST = "chapters/checklist.html"
# To the end of a section, as its reader comes there.
TO_END = """(k) => {
  const section = document.querySelectorAll(
    "article > section > section[id]")[k];
  scrollTo(0, scrollY + section.getBoundingClientRect().bottom
    - innerHeight + 20);
  return section.id;
}"""


@pytest.fixture(params=[("light", 1280), ("dark", 390)], ids=["wide", "phone"])
def own(chromium, address, request):
    """own(name) opens a page in one browser that nobody else has used."""
    theme, width = request.param
    context = chromium.new_context(
        color_scheme=theme, viewport={"width": width, "height": 844}
    )
    page = context.new_page()
    page.trouble = []
    page.on("pageerror", lambda error: page.trouble.append(str(error)))

    def opened(name):
        page.goto(address + name)
        return page

    yield opened
    assert not page.trouble
    context.close()


def read(page):
    return page.locator("nav.page-toc a.nav-link.read").evaluate_all(
        "links => links.map((a) => a.hash.slice(1))"
    )


def test_sections_read_and_a_way_back(own):
    page = own(PAGE)
    assert not page.locator(".reading-on").count()
    assert not read(page)
    first = page.evaluate(TO_END, 0)
    page.locator("nav.page-toc a.read").first.wait_for(state="attached")
    assert read(page) == [first]
    page.evaluate(TO_END, 4)  # what was jumped over was not read
    page.wait_for_function(
        "document.querySelectorAll('nav.page-toc a.read').length === 2"
    )
    count = page.locator(".reading-count")
    assert count.text_content().startswith("2 of ")
    assert "Only this browser knows" in count.text_content()
    stopped = read(page)[1]

    page = own("chapters/intro.html")
    line = page.locator(".reading-on")
    assert "Only this browser knows" in line.inner_text()
    assert not violations(page, ".reading-on")
    line.get_by_role("link").click()
    page.wait_for_url(f"**/{PAGE}#{stopped}")
    assert len(read(page)) == 2

    page = own(PAGE)
    line = page.locator(".reading-on")
    assert line.get_by_role("link").get_attribute("href") == f"#{stopped}"
    page.locator(".reading-count button").evaluate("(b) => b.click()")
    assert not read(page)
    assert not line.count()
    kept = page.evaluate("localStorage.getItem('backprop-reading')")
    assert kept is None


def test_the_checklist_is_ticked(own):
    page = own(CHECKLIST)
    boxes = page.get_by_role("checkbox")
    assert boxes.count() > 12
    assert "□" not in page.inner_text("article")
    assert "Only this browser" in page.locator(".reading-on").inner_text()
    boxes.nth(1).focus()
    page.keyboard.press("Space")
    page.get_by_text("float64 for all checks").click()
    assert not violations(page, "article")
    page.reload()
    ticked = [box.is_checked() for box in boxes.all()]
    assert [k for k, is_on in enumerate(ticked) if is_on] == [1, 2]
    page.get_by_role("button", name="Clear them").click()
    page.reload()
    assert not any(box.is_checked() for box in boxes.all())
