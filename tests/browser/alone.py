"""A live figure on a page of its own, without the chapter that shows it."""

from test_pages import settled

PAGE = "chapters/notation.html"  # any page of the book
PUT = """async (html) => {
  const article = document.querySelector("article.bd-article");
  article.innerHTML = `<h1>A figure</h1><p>What does it show?</p>
    <div class="cell"><div class="cell_output"><div class="text_html">
    ${html}</div></div></div><p style="height: 60rem">The end.</p>`;
  const parts = new URL("../_static/live/parts.mjs", document.baseURI);
  if (location.protocol !== "file:")
    (await import(parts)).wake(document);
}"""


def put(page, bundle, tag):
    """Put what a cell displays on the page; returns the awake figure."""
    page.evaluate(PUT, bundle["text/html"])
    page.locator(f"{tag}.ready").wait_for()
    settled(page)
    return page.locator(tag)


def swipe(page, start, way):
    """A finger that goes from a point by (right, down), in ten moves."""
    touch = page.context.new_cdp_session(page)
    x, y = start
    points = [(x + way[0] * k / 10, y + way[1] * k / 10) for k in range(11)]
    for kind, point in [
        ("touchStart", points[0]),
        *(("touchMove", point) for point in points[1:]),
        ("touchEnd", None),
    ]:
        place = [{"x": point[0], "y": point[1]}] if point else []
        touch.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": place}
        )
        page.wait_for_timeout(20)
    page.wait_for_timeout(300)


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
