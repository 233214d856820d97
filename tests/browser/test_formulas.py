"""Formulas as readers see, hear and copy them; pages as they come."""

import time

import pytest
from test_pages import HTML

CHAPTER = "chapters/04-backward-pass.html"
# Of each formula with a coloured part: whether it has the theme's colour.
COLOURS = """([paint, name]) => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = `var(--${name})`;
  const asked = getComputedStyle(probe).color;
  return [...document.querySelectorAll(`math [style*="${paint}"]`)]
    .map((part) => getComputedStyle(part).color === asked);
}"""
COPY = """([from, to]) => {
  const range = document.createRange();
  range.setStart(from, 0);
  range.setEndAfter(to);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const copied = new ClipboardEvent("copy",
    { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
  document.dispatchEvent(copied);
  return copied.clipboardData.getData("text/plain");
}"""
SHIFT = """() => {
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const e of list.getEntries()) window.shift += e.value;
  }).observe({ type: "layout-shift", buffered: true });
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_are_those_of_the_theme(visit, address, theme):
    page = visit(address + CHAPTER, theme)
    for paint, name in (("#0072B2", "forward"), ("#D55E00", "backward")):
        right = page.evaluate(COLOURS, [paint, name])
        assert len(right) > 3
        assert all(right)


def test_a_formula_is_copied_as_tex(visit, address):
    page = visit(address + CHAPTER)
    block = page.query_selector("div.math:has(annotation)")
    tex = block.query_selector("annotation").text_content()
    # from within the formula: all of it is meant
    inside = block.query_selector("math mi")
    assert page.evaluate(COPY, [inside, inside]).strip() == f"$${tex}$$"
    text = page.query_selector("article p:has(span.math)")
    copied = page.evaluate(COPY, [text, text])
    tex = text.query_selector("annotation").text_content()
    assert f"${tex}$" in copied
    assert not page.trouble


def test_words_are_copied_as_they_are(visit, address):
    page = visit(address + CHAPTER)
    words = page.query_selector("article h1")
    assert page.evaluate(COPY, [words, words]) == ""  # the browser does it


def test_screen_readers_meet_formulas(visit, address):
    page = visit(address + CHAPTER)
    assert page.get_by_role("math").count() > 50


def test_formulas_are_there_without_scripts(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + CHAPTER)
    box = page.locator("article .math math").first.bounding_box()
    assert box["width"] > 5
    context.close()


@pytest.mark.parametrize("what", ["woff2", "png"])
@pytest.mark.parametrize("name", [CHAPTER, "chapters/notation.html"])
def test_nothing_moves_when_something_comes_late(
    chromium, address, name, what
):
    context = chromium.new_context(viewport={"width": 390, "height": 844})

    def late(route):
        time.sleep(1)
        route.continue_()

    context.route(f"**/*.{what}", late)
    context.add_init_script(f"({SHIFT})()")
    page = context.new_page()
    page.goto(address + name, wait_until="load")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(500)
    assert page.evaluate("window.shift") <= 0.05
    context.close()


ROOTS = """() => [...document.querySelectorAll("article msqrt")]
  .filter((root) => root.checkVisibility())
  .map((root) => {
    const math = root.closest("math");
    const end = math.getBoundingClientRect().right;
    const last = root.lastElementChild.getBoundingClientRect().right;
    const isLast = !root.nextElementSibling
      && end - root.getBoundingClientRect().right < 8;
    return [isLast, end - last, math.textContent];
  }).filter(([isLast, gap]) => isLast && gap > 4)"""


def test_what_follows_a_root_stands_beside_it(visit, address):
    page = visit(address + "chapters/06-vanishing-exploding.html")
    page.wait_for_timeout(300)
    assert page.locator("article msqrt:visible").count() > 10
    assert not page.evaluate(ROOTS)


def test_nothing_of_mathjax_is_left():
    assert not (HTML / "_static" / "mathjax").exists()
    assert "MathJax" not in (HTML / CHAPTER).read_text("utf-8")
